package org.leibniz.cpu;

import java.util.Arrays;
import java.util.List;

/// Proves of an executable, by running its steps in thought, that everything that a step reads is there: it is an input
/// or a table, or an earlier step wrote it, and nothing has been written since to the array that it is in. It knows
/// nothing of how a plan is made. An assertion asks for it, so tests check every program that they compile, and else it
/// costs nothing.
final class PlanCheck {
    private static final int NOTHING = -1;

    /// What a step reads and writes, by numbers of values.
    ///
    /// @param what the step, for the message
    /// @param keeps whether what it reads may be part of what it writes, which then outlives the run
    /// @param over what it may write over while it reads it
    record Access(Object what, int[] reads, int[] writes, boolean keeps, int[] over) {}

    private final int[] array; // for each value the number of the array that it shares with others, or -1
    private final boolean[] there; // whether a value has been written or given
    private final int[] holds; // which value is in a shared array

    private PlanCheck(int[] array, boolean[] given) {
        this.array = array;
        this.there = given.clone();
        int arrays = 0;
        for (int a : array) {
            arrays = Math.max(arrays, a + 1);
        }
        this.holds = new int[arrays];
        Arrays.fill(holds, NOTHING);
        for (int v = 0; v < array.length; v++) {
            if (array[v] >= 0 && given[v]) {
                holds[array[v]] = v;
            }
        }
    }

    /// Checks a plan.
    ///
    /// @param array for each value the number of the array that it shares with other values, -1 if it has one of its
    ///     own
    /// @param given for each value whether it is there from the start
    /// @param steps in the order in which they run
    /// @param outputs the values that outlive the run
    /// @return true
    /// @throws IllegalStateException if something is read that is not there
    /// @param reused the number of arrays that are used again in other runs; those numbered behind them are given up to
    ///     this one
    static boolean isSound(int[] array, boolean[] given, List<Access> steps, int[] outputs, int reused) {
        var check = new PlanCheck(array, given);
        for (var s : steps) {
            check.run(s);
        }
        for (int v : outputs) {
            check.read(v, "the caller");
            if (array[v] < reused) {
                check.outlives(v, "the caller");
            }
        }
        return true;
    }

    private void run(Access s) {
        for (int v : s.reads) {
            read(v, s.what);
            if (s.keeps) {
                outlives(v, s.what);
            }
        }
        for (int v : s.writes) {
            if (v < 0 || v >= array.length || there[v]) {
                throw new IllegalStateException(
                        s.what + " writes value " + v + (v < 0 ? ", which has no array" : ", which is there already"));
            }
            there[v] = true;
            if (array[v] >= 0) {
                int lost = holds[array[v]];
                for (int r : s.reads) {
                    if (r == lost && !contains(s.over, r)) {
                        throw new IllegalStateException(
                                s.what + " writes value " + v + " over value " + r + ", which it reads");
                    }
                }
                for (int w : s.writes) {
                    if (w == lost) {
                        throw new IllegalStateException(s.what + " writes values " + v + " and " + w + " to one array");
                    }
                }
                holds[array[v]] = v;
            }
        }
    }

    private static boolean contains(int[] values, int v) {
        for (int x : values) {
            if (x == v) {
                return true;
            }
        }
        return false;
    }

    private void read(int v, Object by) {
        if (v < 0 || v >= array.length || !there[v]) {
            throw new IllegalStateException(by + " reads value " + v + " before anything wrote it");
        }
        if (array[v] >= 0 && holds[array[v]] != v) {
            throw new IllegalStateException(
                    by + " reads value " + v + " after value " + holds[array[v]] + " was written over it");
        }
    }

    private void outlives(int v, Object by) {
        if (array[v] >= 0) {
            throw new IllegalStateException(by + " keeps value " + v + ", whose array is used again");
        }
    }
}
