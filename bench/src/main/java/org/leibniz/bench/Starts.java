package org.leibniz.bench;

import static org.leibniz.Leibniz.grad;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.leibniz.Tensor;

/// What is slow only once, measured in fresh JVMs.
final class Starts {
    private static final String VECTOR = "--add-modules=jdk.incubator.vector";

    private Starts() {}

    /// The part of a fresh JVM. Without an argument it ends at once, with `gradient` it takes one, else it prints the
    /// time in ms of the first call of the row of that name: trace, differentiate, compile, run.
    ///
    /// @param args one or none
    public static void main(String[] args) {
        if (args.length == 0) {
            System.out.println();
        } else if (args[0].equals("gradient")) {
            System.out.println(grad(x -> x.mul(6).add(1)).apply(Tensor.of(100f)));
        } else {
            System.out.println(Clock.once(Rows.named(args[0]).make().jitted()));
        }
    }

    /// The median time from the start of a JVM to its first gradient, printed, in ms; of nothing but an empty `main` if
    /// `gradient` is false.
    static double gradient(boolean gradient, boolean vector, int times) {
        double[] millis = new double[times];
        for (int i = 0; i < times; i++) {
            millis[i] = toItsEnd(Jvm.ownClassPath(), vector, gradient ? new String[]{"gradient"} : new String[0]);
        }
        return Clock.median(millis);
    }

    /// The time in ms that a fresh JVM takes from its start to its end.
    ///
    /// @param args of [#main]
    static double toItsEnd(String classPath, boolean vector, String... args) {
        long begin = System.nanoTime();
        run(vector ? List.of(VECTOR) : List.of(), classPath, args);
        return (System.nanoTime() - begin) / 1e6;
    }

    /// Runs [#main] in a fresh JVM and gives its first line.
    private static String run(List<String> options, String classPath, String... args) {
        var command = Jvm.command(options, classPath, Starts.class, args);
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
