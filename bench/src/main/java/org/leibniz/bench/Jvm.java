package org.leibniz.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/// The command that starts a fresh JVM of the same JDK.
final class Jvm {
    private Jvm() {}

    static List<String> command(List<String> options, String classPath, Class<?> main, String... args) {
        var command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        command.addAll(options);
        command.addAll(List.of("-classpath", classPath, main.getName()));
        command.addAll(List.of(args));
        return command;
    }

    /// What this JVM was started with.
    static List<String> ownOptions() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments();
    }

    static String ownClassPath() {
        return System.getProperty("java.class.path");
    }
}
