package org.leibniz.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// Measures the rows beside the peers, in one session on one machine: rounds of ours, JAX and PyTorch alternate, and
/// the medians of the rounds' medians are compared. Before anything is timed, results must agree to a relative 1e-4.
///
/// The report goes to standard output, and into `RESULTS.md` if all rows and overheads were measured beside all peers.
final class Compare {
    private static final double ROUND_SECONDS = 0.2;
    private static final long PAUSE_MILLIS = 250; // threads of a peer spin on after its last call
    private static final int FIRST_CALLS = 3;

    private Compare() {}

    /// What was measured of a rival in a row.
    ///
    /// @param micros the median of the medians of its undisturbed rounds, NaN if there was none
    /// @param disturbed how many rounds were dropped since other processes got in the way
    /// @param firstMillis its first call
    record Score(double micros, int disturbed, double firstMillis) {}

    /// What was measured of a row.
    ///
    /// @param entry the row
    /// @param jitted µs a call of the compiled function
    /// @param plain µs a call of the function as it stands
    /// @param jittedBytes allocated by a call on its thread
    /// @param plainBytes allocated by a call on its thread
    /// @param firstMillis the first call in a fresh JVM
    /// @param warmSeconds until calls of the compiled function were about as fast as they get
    /// @param scores those of the rivals by name
    record Line(Rows.Entry entry, double jitted, double plain, long jittedBytes, long plainBytes, double firstMillis,
            double warmSeconds, Map<String, Score> scores) {
        /// How many times faster than the fastest rival the compiled function is; NaN without rivals.
        double factor() {
            return scores.values().stream().mapToDouble(Score::micros).filter(Double::isFinite).min().orElse(Double.NaN)
                    / jitted;
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
        var rivals = entry.rivals(peers);
        check(entry.name(), row, rivals);
        double warmSeconds = Clock.warmUp(row.jitted());
        Clock.warmUp(row.plain());
        double[] jitted = new double[rounds];
        double[] plain = new double[rounds];
        double[][] theirs = new double[rivals.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            pause();
            jitted[round] = Clock.round(row.jitted(), ROUND_SECONDS) / 1000;
            pause();
            plain[round] = Clock.round(row.plain(), ROUND_SECONDS) / 1000;
            for (int i = 0; i < rivals.size(); i++) {
                pause();
                theirs[i][round] = rivals.get(i).round(ROUND_SECONDS);
            }
        }
        var scores = new LinkedHashMap<String, Score>();
        for (int i = 0; i < rivals.size(); i++) {
            scores.put(rivals.get(i).name(), score(theirs[i], rivals.get(i).firstMillis()));
        }
        return new Line(entry, Clock.median(jitted), Clock.median(plain), Clock.allocated(row.jitted()),
                Clock.allocated(row.plain()), Starts.firstCall(entry.name(), FIRST_CALLS), warmSeconds, scores);
    }

    /// Makes sure that all compute the same.
    private static void check(String name, Row row, List<Rival> rivals) {
        double[] ours = Marks.of(row.jitted(), row.steps());
        Marks.requireAgreement(name + ", not jitted", Marks.of(row.plain(), row.steps()), "jitted", ours);
        for (var rival : rivals) {
            Marks.requireAgreement(name, ours, rival.name(), rival.result());
        }
    }

    private static Score score(double[] rounds, double firstMillis) {
        double[] kept = DoubleStream.of(rounds).filter(Double::isFinite).toArray();
        return new Score(kept.length == 0 ? Double.NaN : Clock.median(kept), rounds.length - kept.length, firstMillis);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted between two rounds", e);
        }
    }
}
