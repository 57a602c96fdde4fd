package org.leibniz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs a class of the tests in a JVM of its own: for what needs other flags, another heap, or may hang.
public final class ForkedJvm {
    private ForkedJvm() {}

    /// How it ended.
    ///
    /// @param exit the exit code; -1 if it had to be stopped
    /// @param output all that it printed, errors too
    public record Result(int exit, String output) {}

    /// Runs `main`, with everything on the class path that is there for the tests.
    ///
    /// @param limit when it is stopped
    /// @param main a class with a `main` method
    /// @param flags for the JVM; those given here already may be given again
    /// @param arguments for `main`
    /// @return how it ended
    public static Result run(Duration limit, Class<?> main, List<String> flags, String... arguments) {
        try {
            Path output = Files.createTempFile("forked", ".txt");
            try {
                var command = new ArrayList<String>();
                command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
                command.addAll(List.of("-Dleibniz.quiet=true", "-cp", classPath()));
                command.addAll(flags);
                command.add(main.getName());
                command.addAll(List.of(arguments));
                var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile())
                        .start();
                boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
                if (!ended) {
                    process.destroyForcibly().waitFor();
                }
                return new Result(ended ? process.exitValue() : -1, Files.readString(output));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another JVM ran", e);
        }
    }

    /// The library, the tests, and whatever is on the paths of this JVM; it may run them as a module patched with its
    /// tests.
    ///
    /// @return folders and jars
    public static String classPath() {
        var all = new LinkedHashSet<String>();
        all.add(root(ForkedJvm.class));
        all.add(root(DType.class));
        for (var property : List.of("java.class.path", "jdk.module.path")) {
            var path = System.getProperty(property, "");
            if (!path.isEmpty()) {
                all.addAll(List.of(path.split(System.getProperty("path.separator"))));
            }
        }
        return String.join(System.getProperty("path.separator"), all);
    }

    /// The folder or jar that a class comes from.
    private static String root(Class<?> type) {
        String name = type.getName().replace('.', '/') + ".class";
        String address = String.valueOf(type.getResource(type.getSimpleName() + ".class"));
        String above = address.substring(0, address.length() - name.length() - 1);
        return Path
                .of(URI.create(above.startsWith("jar:") ? above.substring("jar:".length(), above.length() - 1) : above))
                .toString();
    }
}
