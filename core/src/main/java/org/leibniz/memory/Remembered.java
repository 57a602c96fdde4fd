package org.leibniz.memory;

import java.lang.ref.SoftReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Something compiled and the key that it is found by, as an entry of a map that holds neither: both may be collected
/// at any time. It stands in the map by itself, as key and as value, and is equal to what its key is equal to; so the
/// key's `equals` must ask [#isFoundBy] of an entry.
public final class Remembered<V extends Sized> extends Kept {
    private final int hash;
    private final SoftReference<Found<V>> found;
    private final ConcurrentHashMap<Object, Remembered<V>> map;

    private record Found<V>(Object key, V value) {}

    /// An entry that is not in the map yet.
    ///
    /// @param map where it will be, and what it leaves when it is dropped
    /// @param key what it is found by
    /// @param value what is remembered
    public Remembered(ConcurrentHashMap<Object, Remembered<V>> map, Object key, V value) {
        this.hash = key.hashCode();
        this.found = new SoftReference<>(new Found<>(key, value));
        this.map = map;
    }

    /// Whether it is found by a key.
    ///
    /// @param key the key
    /// @return true if its own is equal to that, and still there
    public boolean isFoundBy(Object key) {
        var f = found.get();
        return f != null && f.key.equals(key);
    }

    /// What is remembered, which is of use now.
    ///
    /// @return it, or null if it was dropped or collected
    public @Nullable V use() {
        touch();
        var f = found.get();
        return f == null ? null : f.value;
    }

    @Override
    public boolean equals(Object o) {
        if (this == o) {
            return true;
        }
        var f = o instanceof Remembered<?> other ? other.found.get() : null;
        return f != null && isFoundBy(f.key);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    protected boolean isCompiled() {
        return true;
    }

    @Override
    protected boolean isGone() {
        return found.refersTo(null);
    }

    @Override
    protected void drop() {
        map.remove(this);
        found.clear();
    }

    @Override
    public long bytes(Consumer<@Nullable Object> parts) {
        var f = found.get();
        if (f != null) {
            parts.accept(f.key);
            parts.accept(f.value);
        }
        return 160;
    }
}
