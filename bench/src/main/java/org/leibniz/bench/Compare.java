package org.leibniz.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Measures the rows beside the peers, in one session on one machine: rounds of ours, JAX and PyTorch alternate, and the medians of the rounds'
/// medians are compared. Before anything is timed, results must agree to a relative 1e-4.
///
/// The report goes to standard output, and into `RESULTS.md` if all rows and overheads were measured beside all peers.
final class Compare {
    private static final double WARM_UP_SECONDS = 1.5;
    private static final double ROUND_SECONDS = 0.2;
    private static final long PAUSE_MILLIS = 250; // threads of a peer spin on after its last call
    private static final int FIRST_CALLS = 3;

    private Compare() {}

    /// What was measured of one peer in one row.
    ///
    /// @param micros the median of the medians of the undisturbed rounds, NaN if none was undisturbed
    /// @param disturbed how many rounds were dropped since other processes got in the way
    /// @param firstMillis the first call
    record Rival(double micros, int disturbed, double firstMillis) {}

    /// What was measured of one row.
    ///
    /// @param entry the row
    /// @param jitted µs a call of the compiled function
    /// @param plain µs a call of the function as it stands
    /// @param jittedBytes allocated by a call on its thread
    /// @param plainBytes allocated by a call on its thread
    /// @param firstMillis the first call in a fresh JVM
    /// @param rivals the peers by name
    record Line(Rows.Entry entry, double jitted, double plain, long jittedBytes, long plainBytes, double firstMillis, Map<String, Rival> rivals) {
        /// How many times faster than the fastest peer the compiled function is; NaN without peers.
        double factor() {
            return rivals.values().stream().mapToDouble(Rival::micros).filter(Double::isFinite).min().orElse(Double.NaN) / jitted;
        }
    }

    /// Measures.
    ///
    /// @param args the rows, `all` or names with commas between, and how many rounds
    public static void main(String[] args) {
        boolean all = args[0].equals("all");
        var entries = all ? Rows.ALL : Stream.of(args[0].split(",")).map(Rows::named).toList();
        int rounds = Integer.parseInt(args[1]);
        var peers = Peers.start();
        try {
            long load = Machine.load();
            var versions = peers.map(p -> p.ask("versions"));
            var lines = new ArrayList<Line>();
            for (var entry : entries) {
                System.err.println(entry.name() + " ...");
                lines.add(measure(entry, peers, rounds));
            }
            load = Math.max(load, Machine.load());
            String report = Report.text(versions, rounds, load, lines, all ? Overheads.measure() : List.of());
            System.out.println(report);
            if (peers.isEmpty()) {
                System.out.println("The peers were not measured: bench/peers/make-env.sh makes their environment.");
            } else if (all) {
                Report.write(report);
            }
        } finally {
            peers.ifPresent(Peers::close);
        }
    }

    private static Line measure(Rows.Entry entry, Optional<Peers> peers, int rounds) {
        var row = entry.make();
        var names = peers.isPresent() ? entry.peers() : List.<String>of();
        check(entry.name(), row, peers, names);
        Clock.warmUp(row.jitted(), WARM_UP_SECONDS);
        Clock.warmUp(row.plain(), WARM_UP_SECONDS);
        var times = new LinkedHashMap<String, List<Double>>();
        var firsts = new LinkedHashMap<String, Double>();
        var jitted = new ArrayList<Double>();
        var plain = new ArrayList<Double>();
        for (int round = 0; round < rounds; round++) {
            jitted.add(ours(row.jitted()));
            plain.add(ours(row.plain()));
            for (var name : names) {
                pause();
                int calls = calls(times.getOrDefault(name, List.of()));
                var answer = peers.orElseThrow().ask(name + " " + entry.name() + " " + calls);
                firsts.put(name, answer.number("first_ms"));
                var kept = times.computeIfAbsent(name, _ -> new ArrayList<>());
                kept.add(name.equals("jax") || !answer.disturbed(calls) ? answer.number("median_us") : Double.NaN);
            }
        }
        var rivals = new LinkedHashMap<String, Rival>();
        times.forEach((name, all) -> {
            double[] kept = all.stream().mapToDouble(Double::doubleValue).filter(Double::isFinite).toArray();
            double micros = kept.length == 0 ? Double.NaN : Clock.median(kept);
            rivals.put(name, new Rival(micros, all.size() - kept.length, firsts.getOrDefault(name, Double.NaN)));
        });
        return new Line(entry, median(jitted), median(plain), Clock.allocated(row.jitted()), Clock.allocated(row.plain()),
                Starts.firstCall(entry.name(), FIRST_CALLS), rivals);
    }

    /// Makes sure that all compute the same.
    private static void check(String name, Row row, Optional<Peers> peers, List<String> names) {
        double[] ours = Marks.of(row.jitted(), row.steps());
        Marks.requireAgreement(name + ", not jitted", Marks.of(row.plain(), row.steps()), "jitted", ours);
        for (var peer : names) {
            Marks.requireAgreement(name, ours, peer, peers.orElseThrow().ask(peer + " " + name + " 1").numbers("result"));
        }
    }

    private static double ours(Supplier<?> call) {
        pause();
        return Clock.round(call, ROUND_SECONDS) / 1000;
    }

    /// How many calls of a peer a round should have, from its rounds so far.
    private static int calls(List<Double> micros) {
        double last = micros.isEmpty() ? Double.NaN : micros.getLast();
        return Double.isFinite(last) ? (int) Math.clamp(ROUND_SECONDS * 1e6 / last, 5, 10_000) : 10;
    }

    private static double median(List<Double> samples) {
        return Clock.median(samples.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted between two rounds", e);
        }
    }
}
