package org.leibniz.caller;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lines of users, for messages: the innermost line of a stack that belongs neither to Leibniz nor to the JDK.
///
/// The stack is that of a [Throwable], not of a `StackWalker`: making one takes a microsecond or two even in a JVM that
/// has just started, and reading it may wait until somebody wants to know.
public final class UserLine {
    private UserLine() {}

    /// The line of a user.
    ///
    /// @param at made where the line is asked for
    /// @return such as `Main.java:12`; null if there is none
    public static @Nullable String of(Throwable at) {
        return Stream.of(at.getStackTrace())
                .filter(f -> !Owner.isJdk(f.getClassName()) && !Owner.isLeibniz(f.getClassName())).findFirst()
                .map(UserLine::text).orElse(null);
    }

    /// The line of a user, as it stands in a sentence.
    ///
    /// @param at made where the line is asked for
    /// @return such as ` (Main.java:12)`, or nothing
    public static String behind(Throwable at) {
        String line = of(at);
        return line == null ? "" : " (" + line + ")";
    }

    /// The line from which a user called, as it stands in a sentence.
    ///
    /// @return such as ` (Main.java:12)`, or nothing
    public static String here() {
        return behind(new Throwable());
    }

    private static String text(StackTraceElement frame) {
        String file = frame.getFileName() == null ? frame.getClassName() : frame.getFileName();
        return frame.getLineNumber() < 0 ? file : file + ":" + frame.getLineNumber();
    }
}
