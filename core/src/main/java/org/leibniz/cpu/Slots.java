package org.leibniz.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The slots of a frame while code is written for it: taken, and taken again once they have been given back.
final class Slots {
    private final int[] counts = new int[SlotKind.values().length];
    private final int[][] free = new int[counts.length][16];
    private final int[] freeCount = new int[counts.length];
    private final List<Map<Double, Integer>> numbers = new ArrayList<>(); // by kind; 0 and -0 are two
    private final List<Blocks.Constant> constants = new ArrayList<>();

    Slots() {
        for (int k = 0; k < counts.length; k++) {
            numbers.add(new HashMap<>());
        }
    }

    /// A slot to be given back.
    int take(SlotKind kind) {
        int k = kind.ordinal();
        return freeCount[k] > 0 ? free[k][--freeCount[k]] : counts[k]++;
    }

    /// A slot that nothing else had or will have.
    int keep(SlotKind kind) {
        return counts[kind.ordinal()]++;
    }

    /// Gives a slot back.
    void give(SlotKind kind, int number) {
        int k = kind.ordinal();
        if (freeCount[k] == free[k].length) {
            free[k] = Arrays.copyOf(free[k], 2 * freeCount[k]);
        }
        free[k][freeCount[k]++] = number;
    }

    /// The slot that holds a number.
    int number(SlotKind kind, double number) {
        var known = numbers.get(kind.ordinal());
        Integer at = known.get(number);
        if (at == null) {
            at = keep(kind);
            constants.add(new Blocks.Constant(kind, at, number));
            known.put(number, at);
        }
        return at;
    }

    /// The numbers that stay in their slots.
    Blocks.Constant[] constants() {
        return constants.toArray(new Blocks.Constant[0]);
    }

    /// How many slots of each kind there are.
    int[] counts() {
        return counts;
    }
}
