package org.leibniz.memory;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Something that knows about how many bytes it takes.
public interface Sized {
    /// The bytes that it takes itself, estimated where the JVM does not say.
    ///
    /// @param parts is given what it keeps beside, each to be counted once however many keep it: things with sizes of
    ///     their own, arrays
    /// @return the bytes, without the parts
    long bytes(Consumer<@Nullable Object> parts);
}
