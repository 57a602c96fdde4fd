package org.leibniz.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A fresh JVM with a row or an overhead on a checkout, which times its calls one request at a time and is idle
/// between. So two of them can be timed in turns, and what else the machine does falls on both alike.
final class Stopwatch implements AutoCloseable {
    private static final String ANSWER = "ns ";

    private final String what;
    private final StringBuilder said = new StringBuilder(); // warnings, and what it ended with
    private final Process process;
    private final Writer requests;
    private final BufferedReader answers;
    private final long begin = System.nanoTime();
    private double startSeconds = Double.NaN;

    /// Begins to start it. It makes the inputs and calls nothing.
    ///
    /// @param name of a row (call 0 is jitted, call 1 is not) or of an overhead (call 0)
    Stopwatch(Checkout checkout, String name) {
        var command = Jvm.command(Jvm.ownOptions(), checkout.classPath(), Stopwatch.class, name);
        try {
            this.what = name + " on " + checkout.name();
            this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.requests = process.outputWriter();
        this.answers = process.inputReader();
    }

    /// Waits until it can be asked.
    ///
    /// @return the time in ns that the inputs took, with the classes that they needed
    double awaitStart() {
        double inputs = Double.parseDouble(answer("its start"));
        startSeconds = (System.nanoTime() - begin) / 1e9;
        return inputs;
    }

    /// What is timed under a name.
    private static List<Gauge> gauges(String name) {
        var overhead = Overheads.gauges().get(name);
        if (overhead != null) {
            return List.of(overhead);
        }
        var row = Rows.named(name).make();
        return List.of(Gauge.of(row.jitted()), Gauge.of(row.plain()));
    }

    /// The part of the fresh JVM: says `ns TIME` when the inputs are made, and answers each line so until its input
    /// ends.
    ///
    /// @param args the name
    /// @throws IOException if its input breaks
    public static void main(String[] args) throws IOException {
        long begin = System.nanoTime();
        var gauges = gauges(args[0]);
        long ready = System.nanoTime();
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println(ANSWER + (ready - begin));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ", -1);
            var gauge = gauges.get(Integer.parseInt(words[1]));
            double seconds = Double.parseDouble(words[2]);
            System.out.println(ANSWER + switch (words[0]) {
                case "average" -> Clock.average(gauge.call(), seconds);
                case "round" -> gauge.round().applyAsDouble(seconds);
                case "share" -> {
                    var share = Share.of(() -> gauge.round().applyAsDouble(seconds));
                    yield share.nanos() + " " + share.workers();
                }
                case "course" -> Course.of(gauge.call(), seconds, false).text();
                case "course-to-the-best" -> Course.of(gauge.call(), seconds, true).text();
                default -> throw new IllegalArgumentException(
                        "expected average, round, share, course or course-to-the-best, got " + line);
            });
        }
    }

    /// The time in ns of a single call.
    double once(int call) {
        return average(call, 0);
    }

    /// The average time in ns of the calls in so many seconds, slow ones at the beginning included.
    double average(int call, double seconds) {
        return Double.parseDouble(ask("average " + call + " " + seconds));
    }

    /// The median time in ns of the calls in about as many seconds.
    double round(int call, double seconds) {
        return Double.parseDouble(ask("round " + call + " " + seconds));
    }

    /// The same with the workers' share.
    Share share(int call, double seconds) {
        String[] numbers = ask("share " + call + " " + seconds).split(" ", -1);
        return new Share(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
    }

    /// How a call becomes fast that has not been made yet.
    Course course(int call, double patience, boolean toTheBest) {
        return Course.parse(ask((toTheBest ? "course-to-the-best " : "course ") + call + " " + patience))
                .after(startSeconds);
    }

    private String ask(String request) {
        try {
            requests.write(request + "\n");
            requests.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(what + ", " + request, e);
        }
        return answer(request);
    }

    private String answer(String request) {
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith(ANSWER)) {
                    return line.substring(ANSWER.length());
                }
                said.append("\n").append(line);
            }
            throw new IllegalStateException(
                    what + ": the JVM ended with code " + process.onExit().join().exitValue() + " at " + request + ":"
                            + said);
        } catch (IOException e) {
            throw new UncheckedIOException(what + ", " + request, e);
        }
    }

    /// Ends the JVM, which ends when its input does.
    @Override
    public void close() {
        try {
            requests.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process.onExit().join();
    }
}
