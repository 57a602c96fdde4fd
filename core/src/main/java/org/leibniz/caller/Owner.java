package org.leibniz.caller;

import java.net.URL;
import java.security.CodeSource;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whose code a frame of the stack runs: the JDK's, Leibniz's, or else a user's.
final class Owner {
    private static final Set<String> MODULES = Set.of("org.leibniz.nn.", "org.leibniz.train.", "org.leibniz.simd.");

    /// Where this library was loaded from. A class elsewhere is the user's, whatever package it is in: a test may be in
    /// that of what it tests.
    private static final @Nullable URL HERE = location(Owner.class);

    private Owner() {}

    /// Whether a class is one of the JDK.
    static boolean isJdk(String name) {
        return Stream.of("java.", "jdk.", "sun.").anyMatch(name::startsWith);
    }

    /// Whether a class is one of Leibniz.
    ///
    /// @param c the class
    /// @return true if so, also if it was made at run time
    static boolean isLeibniz(Class<?> c) {
        String name = c.getName();
        if (!name.startsWith("org.leibniz.")) {
            return false;
        }
        var from = location(c);
        return from == null || HERE == null || from.toString().equals(HERE.toString())
                || MODULES.stream().anyMatch(name::startsWith);
    }

    /// Whether a class is one of Leibniz, where only its name is known.
    static boolean isLeibniz(String name) {
        if (!name.startsWith("org.leibniz.")) {
            return false;
        }
        try {
            return isLeibniz(Class.forName(name, false, Owner.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return true; // a class that was made at run time
        }
    }

    private static @Nullable URL location(Class<?> c) {
        CodeSource source = c.getProtectionDomain().getCodeSource();
        return source == null ? null : source.getLocation();
    }
}
