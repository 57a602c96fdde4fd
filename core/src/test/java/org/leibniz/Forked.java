package org.leibniz;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/// Runs a class of the tests in a JVM of its own, where settings of the JVM matter: the size of its heap, an option, a flag of ours.
///
/// ```java
/// String said = Forked.run(List.of("-Xmx64m"), MyTest.Main.class, "an argument"); // fails if main throws
/// ```
public final class Forked {
    private Forked() {}

    /// What a JVM left behind.
    ///
    /// @param exit its exit code
    /// @param output what it printed on both streams
    public record Result(int exit, String output) {}

    /// Runs a main class.
    ///
    /// @param options options of the JVM
    /// @param main the class
    /// @param arguments of its main method
    /// @return what it printed
    /// @throws AssertionError if it ended with another exit code than 0
    public static String run(List<String> options, Class<?> main, String... arguments) {
        var result = result(options, main, arguments);
        if (result.exit != 0) {
            throw new AssertionError(main.getSimpleName() + " " + List.of(arguments) + " with " + options + " ended with exit code "
                    + result.exit + ":\n" + result.output);
        }
        return result.output;
    }

    /// Runs a main class, whatever it ends with.
    ///
    /// @param options options of the JVM
    /// @param main the class
    /// @param arguments of its main method
    /// @return its exit code and what it printed
    public static Result result(List<String> options, Class<?> main, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dleibniz.quiet=true");
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Where the classes of core lie, and what else they need: one directory or two.
    ///
    /// @return places on a class path
    public static List<Path> core() {
        var service = Objects.requireNonNull(Tensor.class.getResource("/META-INF/services/org.leibniz.ir.Evaluator"));
        var all = new LinkedHashSet<Path>();
        all.add(place(Tensor.class));
        all.add(path(URI.create(service.toString().replaceAll("META-INF.*", ""))));
        return List.copyOf(all);
    }

    /// Where a class was found.
    ///
    /// @param c the class
    /// @return a place on a class path
    public static Path place(Class<?> c) {
        try {
            return path(c.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path path(URI uri) {
        return Path.of(uri);
    }

    private static String classPath() {
        var all = new LinkedHashSet<String>();
        core().forEach(p -> all.add(p.toString()));
        all.add(place(Forked.class).toString());
        all.addAll(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
        return String.join(File.pathSeparator, all);
    }
}
