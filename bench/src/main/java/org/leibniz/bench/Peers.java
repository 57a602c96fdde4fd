package org.leibniz.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// A process that runs rows in other libraries, such as JAX and PyTorch, one request at a time; `peers/README.md`
/// describes what it answers.
final class Peers implements AutoCloseable {
    private static final Path PYTHON = Path.of("peers/.venv/bin/python");
    private static final String SCRIPT = "peers/peers.py";
    private static final Pattern FIELD = Pattern
            .compile("\"(\\w+)\": (?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\[[^]]*]|[^,}]+))");
    private static final Set<String> RESTING = Set.of("jax", "TensorFlow"); // threads that wait do not spin
    private static final double USUAL_PREEMPTIONS = 20;
    private static final int MIN_CALLS = 5;
    private static final int MAX_CALLS = 10_000;

    private final String name;
    private final Process process;
    private final Writer requests;
    private final BufferedReader answers;

    /// Starts a process.
    ///
    /// @param name what messages call it
    /// @throws UncheckedIOException if it does not start
    Peers(String name, ProcessBuilder builder) {
        this.name = name;
        try {
            this.process = builder.start();
            this.requests = process.outputWriter();
            this.answers = process.inputReader();
            if (!"ready".equals(answers.readLine())) {
                throw new IOException(
                        name + " ended with code " + process.onExit().join().exitValue() + " before it was ready");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// An answer: the fields of one flat object of JSON, as text.
    record Answer(Map<String, String> fields) {
        static Answer of(String json) {
            var fields = new LinkedHashMap<String, String>();
            FIELD.matcher(json).results()
                    .forEach(m -> fields.put(m.group(1), m.group(2) == null ? m.group(3) : m.group(2)));
            return new Answer(fields);
        }

        String text(String field) {
            var text = fields.get(field);
            if (text == null) {
                throw new IllegalStateException("an answer: expected a field " + field + ", got " + fields);
            }
            return text;
        }

        double number(String field) {
            return Double.parseDouble(text(field));
        }

        double[] numbers(String field) {
            String list = text(field);
            return Stream.of(list.substring(1, list.length() - 1).split(", ")).mapToDouble(Double::parseDouble)
                    .toArray();
        }

        /// Whether other processes got in the way: threads of PyTorch spin, and its calls then take many times as long.
        /// Quiet rounds have less than one preemption in three calls of some milliseconds, disturbed ones ten or more a
        /// call.
        boolean disturbed(int calls) {
            return number("preempted") > USUAL_PREEMPTIONS + 2 * calls * Math.min(1, number("median_us") / 1000);
        }
    }

    /// Starts the process of JAX and PyTorch.
    ///
    /// @return it, or nothing if its environment has not been made
    /// @throws UncheckedIOException if it does not start
    static Optional<Peers> start() {
        if (!Files.exists(PYTHON)) {
            return Optional.empty();
        }
        return Optional.of(new Peers("peers.py", new ProcessBuilder(PYTHON.toString(), SCRIPT)
                .redirectError(ProcessBuilder.Redirect.DISCARD)));
    }

    /// Asks, and waits for the answer.
    ///
    /// @throws IllegalStateException if the answer is an error
    Answer ask(String request) {
        try {
            requests.write(request + "\n");
            requests.flush();
            String line = answers.readLine();
            if (line == null) {
                throw new IOException(name + " ended with code " + process.onExit().join().exitValue()
                        + " at the request " + request);
            }
            var answer = Answer.of(line);
            if (answer.fields().containsKey("error")) {
                throw new IllegalStateException(name + ": " + request + ": " + answer.text("error"));
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A peer in one row, as `jax`, `torch` or `compile`.
    Rival rival(String peer, String row) {
        return new Rival() {
            private double micros = Double.NaN;

            @Override
            public String name() {
                return peer;
            }

            private Answer ask(int calls) {
                return Peers.this.ask(peer + " " + row + " " + calls);
            }

            @Override
            public double[] result() {
                var answer = ask(1);
                micros = answer.number("median_us");
                return answer.numbers("result");
            }

            @Override
            public double round(double seconds) {
                int calls = (int) Math.clamp(seconds * 1e6 / micros, MIN_CALLS, MAX_CALLS);
                var answer = ask(calls);
                if (!RESTING.contains(peer) && answer.disturbed(calls)) {
                    return Double.NaN;
                }
                micros = answer.number("median_us");
                return micros;
            }
        };
    }

    /// How a row becomes fast in a peer, in a fresh process of its own.
    ///
    /// @param patience how many seconds may be waited
    /// @throws IllegalStateException if the process fails
    Course fromStart(String peer, String row, double patience) {
        long begin = System.nanoTime();
        try {
            var fresh = new ProcessBuilder(PYTHON.toString(), SCRIPT, "--from-start", peer, row, "" + patience)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String line;
            double passed;
            try (var output = fresh.inputReader()) {
                line = output.readLine();
                passed = (System.nanoTime() - begin) / 1e9;
            }
            int code = fresh.onExit().join().exitValue();
            if (line == null || code != 0) {
                throw new IllegalStateException(
                        "peers.py --from-start %s %s ended with code %d".formatted(peer, row, code));
            }
            double[] seconds = Answer.of(line).numbers("seconds");
            double calls = DoubleStream.of(seconds).filter(Double::isFinite).max().orElse(0);
            return new Course(seconds, Double.NaN, passed - calls);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends the process, which ends by itself when its input does.
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
