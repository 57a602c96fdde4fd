package org.leibniz.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/// A JVM with one of the other libraries, which answers as `peers.py` does: `LIBRARY ROW CALLS`, or `versions`.
final class JvmPeer {
    static final int THREADS = 2;

    private static final Path TASKS = Path.of("/proc/self/task");
    private static final String PREEMPTIONS = "nonvoluntary_ctxt_switches:";

    private final String name;
    private final JvmLibrary library;
    private final Map<String, Running> running = new HashMap<>();

    private JvmPeer(String name) {
        this.name = name;
        this.library = JvmLibrary.named(name);
    }

    /// A row that is warm.
    ///
    /// @param result what its first calls computed
    private record Running(JvmRow row, double[] result) {
        static Running of(JvmRow row, boolean steps) {
            Supplier<?> checked = () -> {
                row.call();
                return row.outputs();
            };
            double[] result = Marks.of(checked, steps);
            Clock.warmUp(() -> {
                row.call();
                return row;
            });
            return new Running(row, result);
        }

        /// The times of so many calls in µs, after a few that do not count.
        double[] times(int calls) {
            for (int i = 0; i <= calls / 10; i++) {
                row.call();
            }
            double[] times = new double[calls];
            for (int i = 0; i < calls; i++) {
                long begin = System.nanoTime();
                row.call();
                times[i] = (System.nanoTime() - begin) / 1e3;
            }
            return times;
        }
    }

    /// Serves.
    ///
    /// @param args the library
    /// @throws IOException if its input breaks
    public static void main(String[] args) throws IOException {
        var replies = System.out;
        System.setOut(System.err); // whatever a library prints
        var peer = new JvmPeer(args[0]);
        replies.println("ready");
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            replies.println(peer.answer(line));
        }
        System.exit(0); // a library's threads would stay
    }

    private String answer(String request) {
        if (request.equals("versions")) {
            return "{\"version\": \"" + library.version() + "\"}";
        }
        String[] words = request.split(" ", -1);
        if (words.length != 3 || !words[0].equals(name)) {
            return "{\"error\": \"expected '" + name + " ROW CALLS' or 'versions', got " + request + "\"}";
        }
        var row = running.computeIfAbsent(words[1],
                r -> Running.of(library.row(r), r.equals("mlp") || r.equals("cnn")));
        long before = preemptions();
        double[] times = row.times(Integer.parseInt(words[2]));
        long preempted = Math.max(0, preemptions() - before); // threads of the JVM's compiler may have ended
        return "{\"median_us\": %s, \"min_us\": %s, \"preempted\": %d, \"result\": %s}".formatted(Clock.median(times),
                Arrays.stream(times).min().orElseThrow(), preempted,
                DoubleStream.of(row.result()).mapToObj(Double::toString).collect(Collectors.joining(", ", "[", "]")));
    }

    /// How often so far another process took a processor from a thread of this one.
    private static long preemptions() {
        try (var tasks = Files.newDirectoryStream(TASKS)) {
            long sum = 0;
            for (var task : tasks) {
                for (String line : Files.readAllLines(task.resolve("status"))) {
                    if (line.startsWith(PREEMPTIONS)) {
                        sum += Long.parseLong(line.substring(PREEMPTIONS.length()).strip());
                    }
                }
            }
            return sum;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
