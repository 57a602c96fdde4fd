package org.leibniz.bench;

import static org.leibniz.Leibniz.grad;
import static org.leibniz.Leibniz.jit;
import static org.leibniz.Leibniz.maximum;
import static org.leibniz.Leibniz.tanh;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.spi.ToolProvider;
import org.leibniz.Tensor;
import org.leibniz.TensorFn1;

/// What is slow only once, measured in fresh JVMs.
final class Starts {
    static final int PROGRAMS = 1000;
    private static final int CALLS = 10; // of each of them
    private static final String VECTOR = "--add-modules=jdk.incubator.vector";
    private static final Path FOLDER = Path.of("target/starts");

    private Starts() {}

    /// The part of a fresh JVM.
    ///
    /// @param args nothing, to end at once; `gradient`, to take one; `programs`, to print the time in ms that many
    ///     small ones take; `operations` and a number, to print that of the first call of a program of so many
    public static void main(String[] args) {
        switch (args.length == 0 ? "" : args[0]) {
            case "gradient" -> System.out.println(grad(x -> x.mul(6).add(1)).apply(Tensor.of(100f)));
            case "programs" -> System.out.println(Clock.once(Starts::programs));
            case "operations" -> System.out.println(Clock.once(() -> operations(Integer.parseInt(args[1]))));
            default -> System.out.println();
        }
    }

    /// Compiles the gradients of a thousand functions, no two of the same operations, and calls each ten times.
    private static double programs() {
        Tensor x = Tensor.of(0.1f, 0.2f, 0.3f, 0.4f);
        double sum = 0;
        for (int i = 0; i < PROGRAMS; i++) {
            int number = i;
            TensorFn1<Tensor> f = jit(grad(a -> function(number, a).sum()));
            for (int call = 0; call < CALLS; call++) {
                sum += f.apply(x).get(0).item();
            }
        }
        return sum;
    }

    /// The function of a number: its digits to the base 4 say which five operations there are.
    private static Tensor function(int number, Tensor x) {
        Tensor y = x;
        for (int digits = number, i = 0; i < 5; digits /= 4, i++) {
            y = switch (digits % 4) {
                case 0 -> y.mul(x);
                case 1 -> y.add(x);
                case 2 -> tanh(y);
                default -> maximum(y, 0.25);
            };
        }
        return y;
    }

    /// The first call of a compiled chain.
    private static Tensor operations(int count) {
        return jit((Tensor x) -> Overheads.chain(x, count)).apply(Tensor.of(0.5f));
    }

    /// The time in ms that a fresh JVM found for something.
    ///
    /// @param args of [#main]
    static double measured(String... args) {
        return Double.parseDouble(run(Jvm.ownOptions(), Jvm.ownClassPath(), args));
    }

    /// The median times in ms from the start of a JVM to its end, in turns: with nothing between, with a gradient, and
    /// with a gradient and the JDK's AOT cache; each without the Vector API and with it.
    static SequencedMap<String, Double> starts(int times) {
        var commands = new LinkedHashMap<String, List<String>>();
        for (boolean vector : new boolean[]{false, true}) {
            var options = vector ? List.of(VECTOR) : List.<String>of();
            String with = vector ? WITH_VECTOR : "";
            String own = Jvm.ownClassPath();
            commands.put(EMPTY + with, Jvm.command(options, own, Starts.class));
            commands.put(GRADIENT + with, Jvm.command(options, own, Starts.class, "gradient"));
            commands.put(CACHED + with, cached(options, FOLDER.resolve(vector ? "vector.aot" : "plain.aot")));
        }
        var millis = new LinkedHashMap<String, double[]>();
        for (int i = 0; i < times; i++) {
            int turn = i;
            commands.forEach(
                    (what, command) -> millis.computeIfAbsent(what, _ -> new double[times])[turn] = toItsEnd(command));
        }
        var medians = new LinkedHashMap<String, Double>();
        millis.forEach((what, all) -> medians.put(what, Clock.median(all)));
        return medians;
    }

    static final String EMPTY = "an empty JVM, start to end";
    static final String GRADIENT = "JVM start to its first gradient and its end";
    static final String CACHED = GRADIENT + ", with the JDK's AOT cache";
    static final String WITH_VECTOR = ", with the Vector API";

    /// The command that takes a gradient with an AOT cache, which is made here. Only classes of jars go into one.
    private static List<String> cached(List<String> options, Path cache) {
        String jars = jars();
        var making = new ArrayList<>(options);
        making.add("-XX:AOTCacheOutput=" + cache);
        run(Jvm.command(making, jars, Starts.class, "gradient"));
        var using = new ArrayList<>(options);
        using.addAll(List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on")); // which fails if the cache does not fit
        return Jvm.command(using, jars, Starts.class, "gradient");
    }

    /// The own class path, its folders as jars.
    private static String jars() {
        String[] own = Jvm.ownClassPath().split(File.pathSeparator, -1);
        var jar = ToolProvider.findFirst("jar").orElseThrow();
        try {
            Files.createDirectories(FOLDER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int i = 0; i < own.length; i++) {
            if (Files.isDirectory(Path.of(own[i]))) {
                String file = FOLDER.resolve(i + ".jar").toString();
                if (jar.run(System.out, System.err, "--create", "--file", file, "-C", own[i], ".") != 0) {
                    throw new IllegalStateException("jar could not make " + file + " of " + own[i]);
                }
                own[i] = file;
            }
        }
        return String.join(File.pathSeparator, own);
    }

    /// The time in ms that a fresh JVM takes from its start to its end.
    ///
    /// @param args of [#main]
    static double toItsEnd(String classPath, boolean vector, String... args) {
        return toItsEnd(Jvm.command(vector ? List.of(VECTOR) : List.of(), classPath, Starts.class, args));
    }

    private static double toItsEnd(List<String> command) {
        long begin = System.nanoTime();
        run(command);
        return (System.nanoTime() - begin) / 1e6;
    }

    private static String run(List<String> options, String classPath, String... args) {
        return run(Jvm.command(options, classPath, Starts.class, args));
    }

    /// Runs [#main] in a fresh JVM and gives its first line.
    private static String run(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String line;
            try (var output = process.inputReader()) {
                line = output.readLine();
            }
            int code = process.onExit().join().exitValue();
            if (line == null || code != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": ended with code " + code);
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
