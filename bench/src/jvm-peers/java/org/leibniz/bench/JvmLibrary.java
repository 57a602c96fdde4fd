package org.leibniz.bench;

import java.util.List;

/// Another library for the JVM.
interface JvmLibrary {
    /// All of them; a JVM loads one, since two of them bring native libraries of the same names along.
    List<String> NAMES = List.of("DJL", "TensorFlow", "bytedeco");

    /// A row, with its inputs made and nothing called.
    JvmRow row(String name);

    /// Its version, and that of what it wraps.
    String version();

    /// Whether a library takes part in a row. The Hessian is there with bytedeco alone: DJL has first derivatives only,
    /// and TensorFlow for Java second ones of few operations. Its convolution did not return in 40 seconds.
    static boolean has(String library, String row) {
        boolean isBytedeco = library.equals("bytedeco");
        return switch (row) {
            case "hess" -> isBytedeco;
            case "cnn" -> !isBytedeco;
            default -> true;
        };
    }

    /// The library of a name.
    ///
    /// @throws IllegalArgumentException if there is none
    static JvmLibrary named(String name) {
        return switch (name) {
            case "DJL" -> new Djl();
            case "TensorFlow" -> new TensorFlowJava();
            case "bytedeco" -> new Bytedeco();
            default -> throw new IllegalArgumentException("library: expected one of " + NAMES + ", got " + name);
        };
    }
}
