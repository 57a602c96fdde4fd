package org.leibniz.caller;

import java.net.URL;
import java.security.CodeSource;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lines of users, for messages: the innermost line of a stack that belongs neither to Leibniz nor to the JDK.
///
/// The stack is that of a [Throwable], not of a `StackWalker`: making one takes a microsecond or two even in a JVM that has just started, and reading it may
/// wait until somebody wants to know.
public final class UserLine {
    /// Where this library was loaded from. A class elsewhere is the user's, whatever package it is in: a test may be in that of what it tests.
    private static final @Nullable URL HERE = location(UserLine.class);

    private UserLine() {}

    /// The line of a user.
    ///
    /// @param at made where the line is asked for
    /// @return such as `Main.java:12`; null if there is none
    public static @Nullable String of(Throwable at) {
        return Stream.of(at.getStackTrace()).filter(f -> !isOfTheJdk(f.getClassName()) && !isOfLeibniz(f.getClassName())).findFirst()
                .map(UserLine::text).orElse(null);
    }

    private static String text(StackTraceElement frame) {
        String file = frame.getFileName() == null ? frame.getClassName() : frame.getFileName();
        return frame.getLineNumber() < 0 ? file : file + ":" + frame.getLineNumber();
    }

    private static boolean isOfTheJdk(String name) {
        return Stream.of("java.", "jdk.", "sun.").anyMatch(name::startsWith);
    }

    private static boolean isOfLeibniz(String name) {
        if (!name.startsWith("org.leibniz.")) {
            return false;
        }
        try {
            var from = location(Class.forName(name, false, UserLine.class.getClassLoader()));
            return from == null || HERE == null || from.toString().equals(HERE.toString()) || Stream.of("nn", "train", "simd")
                    .anyMatch(module -> name.startsWith("org.leibniz." + module + "."));
        } catch (ClassNotFoundException e) {
            return true; // a class that was made at run time
        }
    }

    private static @Nullable URL location(Class<?> c) {
        CodeSource source = c.getProtectionDomain().getCodeSource();
        return source == null ? null : source.getLocation();
    }
}
