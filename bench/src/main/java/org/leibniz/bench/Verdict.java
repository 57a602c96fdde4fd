package org.leibniz.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Whether a quantity got slower, from trials that each start JVMs of their own, since a JVM compiles a program now
/// into faster, now into slower code, for good. Wald's sequential test: each trial counts one for or one against;
/// acquitted is what has more against it, so mostly after one trial, convicted what has five more for it. What is as
/// fast as before, but slow in three JVMs of ten, is convicted once in 1,000 runs; what is above the limit in 19 trials
/// of 20 escapes once in 20 runs.
final class Verdict {
    /// How many times as long a quantity may take.
    static final double LIMIT = 1.10;
    private static final int CONVICTED = 5;
    private static final int ACQUITTED = -1;

    private final Comparison first;
    private final List<Double> ratios = new ArrayList<>();
    private int balance;

    private Verdict(Comparison first) {
        this.first = first;
        add(first);
    }

    /// Judges quantities that are measured together.
    ///
    /// @param trial measures them in fresh JVMs, always in the same order
    static List<Verdict> of(Supplier<List<Comparison>> trial) {
        var verdicts = trial.get().stream().map(Verdict::new).toList();
        while (verdicts.stream().anyMatch(Verdict::isOpen)) {
            var again = trial.get();
            for (int i = 0; i < again.size(); i++) {
                if (verdicts.get(i).isOpen()) {
                    verdicts.get(i).add(again.get(i));
                }
            }
        }
        return verdicts;
    }

    private void add(Comparison trial) {
        ratios.add(trial.ratio());
        balance += trial.exceeds(LIMIT) ? 1 : -1;
    }

    private boolean isOpen() {
        return balance > ACQUITTED && balance < CONVICTED;
    }

    boolean isSlower() {
        return balance >= CONVICTED;
    }

    /// Whether it is acquitted only since noise hides what it takes: then it should be measured again on a quiet
    /// machine.
    boolean isUnclear() {
        return !isSlower() && Clock.median(ratios.stream().mapToDouble(Double::doubleValue).toArray()) > LIMIT;
    }

    /// What was measured first.
    Comparison first() {
        return first;
    }

    /// The ratios of the trials after the first one; none where that one acquits.
    List<Double> repeated() {
        return ratios.subList(1, ratios.size());
    }
}
