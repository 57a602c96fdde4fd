package org.leibniz.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/// Measures the rows beside the peers, in one session on one machine: rounds of ours, JAX and PyTorch alternate, and
/// the medians of the rounds' medians are compared. Before anything is timed, results must agree to a relative 1e-4.
///
/// The report goes to standard output, and into `RESULTS.md` if all rows and overheads were measured beside all peers.
final class Compare {
    static final double ROUND_SECONDS = 0.2;
    private static final long PAUSE_MILLIS = 250; // threads of a peer spin on after its last call
    private static final int FRESH = 3; // processes in which a row begins anew
    private static final double SHORT_PATIENCE = 5; // of all of them but the first

    private Compare() {}

    /// What was measured of a rival in a row.
    ///
    /// @param micros the median of the medians of its undisturbed rounds, NaN if there was none
    /// @param disturbed how many rounds were dropped since other processes got in the way
    record Score(double micros, int disturbed) {}

    /// What was measured of a row.
    ///
    /// @param entry the row
    /// @param jitted µs a call of the compiled function, and the workers' share, in this JVM, after other rows
    /// @param alone the same in a JVM of its own, in turns with these
    /// @param plain µs a call of the function as it stands
    /// @param jittedBytes allocated by a call on its thread
    /// @param plainBytes allocated by a call on its thread
    /// @param warmSeconds until calls of the compiled function were about as fast as they get, in this JVM
    /// @param ours how it became so in fresh JVMs
    /// @param theirs the same of the peers by name
    /// @param scores those of the rivals by name
    record Line(Rows.Entry entry, Share jitted, Share alone, double plain, long jittedBytes, long plainBytes,
            double warmSeconds, Course ours, Map<String, Course> theirs, Map<String, Score> scores) {
        double micros() {
            return jitted.nanos() / 1000;
        }

        /// The fastest rival's name and time, nothing without rivals.
        Optional<Map.Entry<String, Score>> fastest() {
            return scores.entrySet().stream().filter(s -> Double.isFinite(s.getValue().micros()))
                    .min(Comparator.comparingDouble(s -> s.getValue().micros()));
        }

        /// How many times faster than the fastest rival the compiled function is; NaN without rivals.
        double factor() {
            return fastest().map(s -> s.getValue().micros()).orElse(Double.NaN) / micros();
        }

        /// Whether some rival could not be measured, so that the factor may be too large.
        boolean isOpen() {
            return scores.values().stream().anyMatch(s -> Double.isNaN(s.micros()));
        }

        boolean isMet() {
            return factor() >= entry.goal() && !isOpen();
        }
    }

    /// Measures.
    ///
    /// @param args the rows, `all` or names with commas between, of which one may be `overheads`; and how many rounds
    public static void main(String[] args) {
        boolean all = args[0].equals("all");
        var names = List.of(args[0].split(",", -1));
        var entries = all
                ? Rows.ALL
                : names.stream().filter(name -> !name.equals(Overheads.NAME)).map(Rows::named).toList();
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
            String report = Report.text(versions, rounds, load, lines,
                    all || names.contains(Overheads.NAME) ? Overheads.measure() : List.of());
            System.out.println(report);
            if (peers.isEmpty()) {
                System.out.println("The peers were not measured: bench/peers/make-env.sh makes their environment.");
            } else if (all) {
                Report.write(report, Chart.of(lines));
            }
        } finally {
            peers.ifPresent(Peers::close);
        }
    }

    private static Line measure(Rows.Entry entry, Optional<Peers> peers, int rounds) {
        var row = entry.make();
        var rivals = entry.rivals(peers);
        check(entry.name(), row, rivals);
        var ours = new ArrayList<Course>();
        var theirs = courses(entry, peers, ours);
        try (var alone = new Stopwatch(Checkout.own(), entry.name())) {
            alone.awaitStart();
            pause();
            ours.add(alone.course(0, Course.PATIENCE, true));
            double warmSeconds = Clock.warmUp(row.jitted());
            Clock.warmUp(row.plain());
            var jittedRounds = new ArrayList<Share>();
            var aloneRounds = new ArrayList<Share>();
            double[] plain = new double[rounds];
            double[][] micros = new double[rivals.size()][rounds];
            for (int round = 0; round < rounds; round++) {
                pause();
                jittedRounds.add(Share.of(() -> Clock.round(row.jitted(), ROUND_SECONDS)));
                pause();
                aloneRounds.add(alone.share(0, ROUND_SECONDS));
                pause();
                plain[round] = Clock.round(row.plain(), ROUND_SECONDS) / 1000;
                for (int i = 0; i < rivals.size(); i++) {
                    pause();
                    micros[i][round] = rivals.get(i).round(ROUND_SECONDS);
                }
            }
            var scores = new LinkedHashMap<String, Score>();
            for (int i = 0; i < rivals.size(); i++) {
                scores.put(rivals.get(i).name(), score(micros[i]));
            }
            return new Line(entry, Share.median(jittedRounds), Share.median(aloneRounds), Clock.median(plain),
                    Clock.allocated(row.jitted()), Clock.allocated(row.plain()), warmSeconds, Course.median(ours),
                    theirs,
                    scores);
        }
    }

    /// How the row becomes fast in fresh processes of ours and of JAX in turns, and in one of PyTorch.
    ///
    /// @param ours takes what is measured of ours, one less than there are to be
    /// @return that of the peers
    private static Map<String, Course> courses(Rows.Entry entry, Optional<Peers> peers, List<Course> ours) {
        var jax = new ArrayList<Course>();
        var theirs = new LinkedHashMap<String, Course>();
        for (int i = 0; i < FRESH; i++) {
            double patience = i == 0 ? Course.PATIENCE : SHORT_PATIENCE;
            if (i > 0) {
                pause();
                try (var fresh = new Stopwatch(Checkout.own(), entry.name())) {
                    fresh.awaitStart();
                    ours.add(fresh.course(0, patience, false));
                }
            }
            peers.ifPresent(p -> {
                pause();
                jax.add(p.fromStart("jax", entry.theirs(), patience));
            });
        }
        peers.ifPresent(p -> {
            theirs.put("jax", Course.median(jax));
            pause();
            theirs.put("torch", p.fromStart("torch", entry.theirs(), Course.PATIENCE));
        });
        return theirs;
    }

    /// Makes sure that all compute the same.
    static void check(String name, Row row, List<Rival> rivals) {
        double[] ours = Marks.of(row.jitted(), row.steps());
        Marks.requireAgreement(name + ", not jitted", Marks.of(row.plain(), row.steps()), "jitted", ours);
        for (var rival : rivals) {
            Marks.requireAgreement(name, ours, rival.name(), rival.result());
        }
    }

    static Score score(double[] rounds) {
        double[] kept = DoubleStream.of(rounds).filter(Double::isFinite).toArray();
        return new Score(kept.length == 0 ? Double.NaN : Clock.median(kept), rounds.length - kept.length);
    }

    /// Lets the threads of whom was measured last come to rest.
    static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted between two rounds", e);
        }
    }
}
