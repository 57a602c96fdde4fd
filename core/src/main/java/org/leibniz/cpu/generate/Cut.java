package org.leibniz.cpu.generate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Slices;

/// Cuts a long sequence of operations into methods, since the JVM compiles no method of more than 8000 bytes, and those
/// near it badly.
final class Cut {
    /// Operations on an element that fit a method.
    private static final int MOST = 250;

    private final int size;
    private final IntUnaryOperator weight;

    /// @param weight of an operation
    Cut(int size, IntUnaryOperator weight) {
        this.size = size;
        this.weight = weight;
    }

    /// What is cut: operations on slots.
    interface Sequence {
        /// The slots that an operation reads.
        int[] in(int i);

        /// The slots that it fills.
        int[] out(int i);

        /// The slots that are asked for behind the last one.
        int[] last();

        /// Writes an operation.
        void write(ValueWriter writer, int i, @Nullable Val[] values);
    }

    /// Writes all of it.
    ///
    /// @param values by slot, of which those are filled that are asked for behind the last operation
    void write(ValueWriter writer, @Nullable Val[] values, Sequence s) {
        List<Integer> ends = ends();
        if (ends.size() == 1) {
            some(writer, values, s, 0, size);
            return;
        }
        int[] needed = lastUses(values.length, s);
        var link = new Link(writer);
        @Nullable
        Val[] stored = new Val[values.length]; // in registers
        int from = 0;
        for (int end : ends) {
            method(link, values, stored, s, needed, from, end);
            from = end;
        }
        for (int x : s.last()) {
            if (values[x] == null) {
                values[x] = link.fetched(picked(stored, x))[0];
            }
        }
    }

    private static void some(ValueWriter writer, @Nullable Val[] values, Sequence s, int from, int to) {
        for (int i = from; i < to; i++) {
            s.write(writer, i, values);
        }
    }

    private List<Integer> ends() {
        var ends = new ArrayList<Integer>();
        int sum = 0;
        for (int i = 0; i < size; i++) {
            int w = weight.applyAsInt(i);
            if (sum > 0 && sum + w > MOST) {
                ends.add(i);
                sum = 0;
            }
            sum += w;
        }
        ends.add(size);
        return ends;
    }

    /// For each slot the last operation that reads it, or the end.
    private int[] lastUses(int slots, Sequence s) {
        int[] last = new int[slots];
        for (int i = 0; i < size; i++) {
            for (int x : s.in(i)) {
                last[x] = i;
            }
        }
        for (int x : s.last()) {
            last[x] = size;
        }
        return last;
    }

    private static void method(Link link, @Nullable Val[] values, @Nullable Val[] stored, Sequence s, int[] needed,
            int from, int to) {
        var in = new LinkedHashSet<Integer>();
        var out = new ArrayList<Integer>();
        for (int i = from; i < to; i++) {
            for (int x : s.in(i)) {
                var v = values[x];
                if (stored[x] == null && v != null) {
                    stored[x] = link.stored(v)[0];
                }
                if (stored[x] != null) {
                    in.add(x);
                }
            }
            for (int x : s.out(i)) {
                if (needed[x] >= to) {
                    out.add(x);
                }
            }
        }
        int[] given = Ints.of(in).toArray();
        int[] results = Ints.of(out).toArray();
        Val[] made = link.call(picked(stored, given), (inner, arguments) -> {
            @Nullable
            Val[] inside = new Val[values.length];
            for (int k = 0; k < given.length; k++) {
                inside[given[k]] = arguments[k];
            }
            some(inner, inside, s, from, to);
            return picked(inside, results);
        });
        for (int k = 0; k < results.length; k++) {
            stored[results[k]] = made[k];
        }
    }

    @SuppressWarnings("NullAway")
    private static Val[] picked(@Nullable Val[] values, int... slots) {
        return Slices.pick(values, slots, 0, slots.length);
    }
}
