package org.leibniz.routine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Routine;
import org.leibniz.ir.Value;

/// Gathers and scatters are those of the reference, in any parts.
class GatheringTest {
    /// The shapes of x and of the indices, the axis and the number of batch axes.
    private record Case(int[] x, int[] indices, int axis, int batch) {
        Gathering.Extents extents() {
            var s = Shape.of(x);
            int count = Shape.of(indices).slice(batch, indices.length).size();
            int after = s.slice(axis + 1, x.length).size();
            return new Gathering.Extents(s.slice(0, batch).size(), s.slice(batch, axis).size(), x[axis], count, after);
        }
    }

    private static final Case[] CASES = {new Case(new int[]{7}, new int[]{}, 0, 0),
            new Case(new int[]{7}, new int[]{4}, 0, 0),
            new Case(new int[]{5, 3}, new int[]{2, 4}, 0, 0), new Case(new int[]{5, 3}, new int[]{6}, 1, 0),
            new Case(new int[]{2, 3, 4, 5}, new int[]{2, 6}, 2, 1),
            new Case(new int[]{2, 3, 4}, new int[]{2, 3, 2}, 2, 2),
            new Case(new int[]{2, 3, 4}, new int[]{0}, 1, 0), new Case(new int[]{3, 1, 40}, new int[]{3, 100}, 2, 1)};

    private static Value indices(Random random, Case c, DType type) {
        int n = c.x[c.axis];
        return Oracle.filled(type, () -> random.nextInt(2 * n) - n, c.indices);
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void gathersAsTheReference(DType type) {
        var random = new Random(1);
        for (var c : CASES) {
            var x = Oracle.numbers(random, type, c.x);
            var e = c.extents();
            for (var kind : new DType[]{DType.INT32, DType.INT64}) {
                var indices = indices(random, c, kind);
                int[] positions = Gathering.positions("gather", indices.data(), c.axis, e.extent());
                Object out = Buffers.allocate(type, e.rows() * e.after());
                int middle = e.rows() / 3;
                Gathering.gather(x.data(), positions, e, out, middle, e.rows());
                Gathering.gather(x.data(), positions, e, out, 0, middle);
                assertThat(out).isEqualTo(Oracle.run(new Routine.Gather(c.axis, c.batch), x, indices)[0]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"INT32", "INT64", "FLOAT16", "BFLOAT16", "FLOAT32", "FLOAT64"})
    void addsAsTheReference(DType type) {
        var random = new Random(2);
        for (var c : CASES) {
            var e = c.extents();
            var indices = indices(random, c, DType.INT32);
            var updates = updates(random, c, type);
            int[] positions = Gathering.positions("gather", indices.data(), c.axis, e.extent());
            Object whole = Buffers.allocate(type, e.slabs() * e.extent() * e.after());
            Gathering.scatterAdd(type, positions, updates.data(), e, whole, 0, e.slabs(), 0, e.extent());
            Object parts = Buffers.allocate(type, e.slabs() * e.extent() * e.after());
            for (int slab = 0; slab < e.slabs(); slab++) {
                for (int row = 0; row < e.extent(); row += 2) {
                    Gathering.scatterAdd(type, positions, updates.data(), e, parts, slab, slab + 1, row,
                            Math.min(row + 2, e.extent()));
                }
            }
            assertThat(parts).isEqualTo(whole);
            Object expected = Oracle.run(new Routine.Scatter(c.axis, c.batch, e.extent(), Reducer.SUM), indices,
                    updates)[0];
            double tolerance = type == DType.BFLOAT16 ? 1e-2 : type == DType.FLOAT16 ? 1e-3 : 1e-5;
            for (int i = 0; i < Buffers.length(expected); i++) {
                double want = Buffers.getDouble(type, expected, i);
                assertThat(Math.abs(Buffers.getDouble(type, whole, i) - want))
                        .isLessThanOrEqualTo(tolerance * Math.max(1, Math.abs(want)));
            }
        }
    }

    /// Onto what is there; half floats are rounded once.
    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"INT32", "INT64", "FLOAT16", "BFLOAT16", "FLOAT32", "FLOAT64"})
    void addsToWhatIsThere(DType type) {
        var random = new Random(4);
        for (var c : CASES) {
            var e = c.extents();
            var indices = indices(random, c, DType.INT32);
            var updates = updates(random, c, type);
            var x = Oracle.numbers(random, type, c.x);
            int[] positions = Gathering.positions("gather", indices.data(), c.axis, e.extent());
            Object whole = copy(type, x);
            Gathering.scatterAdd(type, positions, updates.data(), e, whole, 0, e.slabs(), 0, e.extent());
            Object parts = copy(type, x);
            for (int row = 0; row < e.extent(); row++) {
                Gathering.scatterAdd(type, positions, updates.data(), e, parts, 0, e.slabs(), row, row + 1);
            }
            assertThat(parts).isEqualTo(whole);
            Object expected = Oracle.run(new Routine.AddAt(c.axis, c.batch), x, indices, updates)[0];
            double tolerance = type == DType.BFLOAT16 ? 1e-2 : type == DType.FLOAT16 ? 1e-3 : 1e-5;
            for (int i = 0; i < Buffers.length(expected); i++) {
                double want = Buffers.getDouble(type, expected, i);
                assertThat(Math.abs(Buffers.getDouble(type, whole, i) - want))
                        .isLessThanOrEqualTo(tolerance * Math.max(1, Math.abs(want)));
            }
        }
    }

    private static Object copy(DType type, Value x) {
        int n = x.shape().size();
        Object y = Buffers.allocate(type, n);
        System.arraycopy(x.data(), 0, y, 0, n);
        return y;
    }

    @Test
    void findsFirstPlaces() {
        int[] places = new int[8];
        Gathering.firsts(new int[]{9, 5, 7, 5, 0, 7, 5, 1 << 30, 0}, 1, 8, places, 0);
        assertThat(places).containsExactly(0, 1, 0, 3, 1, 0, 6, 3);
        Gathering.firsts(new int[0], 0, 0, places, 8);
        var random = new Random(5);
        int[] many = random.ints(5000, 0, 700).map(k -> k << 12).toArray();
        int[] found = new int[many.length + 3];
        Gathering.firsts(many, 0, many.length, found, 3);
        var first = new HashMap<Integer, Integer>();
        for (int i = 0; i < many.length; i++) {
            first.putIfAbsent(many[i], i);
            assertThat(found[i + 3]).isEqualTo(first.get(many[i]));
        }
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"INT32", "INT64"})
    void takesTheLargestAsTheReference(DType type) {
        var random = new Random(3);
        for (var c : CASES) {
            var e = c.extents();
            var indices = indices(random, c, DType.INT64);
            var updates = updates(random, c, type);
            int[] positions = Gathering.positions("gather", indices.data(), c.axis, e.extent());
            Object out = Buffers.allocate(type, e.slabs() * e.extent() * e.after());
            int middle = e.slabs() / 2;
            Gathering.scatterMax(type, positions, updates.data(), e, out, 0, middle);
            Gathering.scatterMax(type, positions, updates.data(), e, out, middle, e.slabs());
            assertThat(out).isEqualTo(
                    Oracle.run(new Routine.Scatter(c.axis, c.batch, e.extent(), Reducer.MAX), indices, updates)[0]);
        }
    }

    private static Value updates(Random random, Case c, DType type) {
        var s = Shape.of(c.x);
        var picked = s.slice(0, c.axis).concat(Shape.of(c.indices).slice(c.batch, c.indices.length))
                .concat(s.slice(c.axis + 1, s.rank()));
        return Oracle.numbers(random, type, picked.toArray());
    }

    @Test
    void checksIndices() {
        int[] valid = {0, 3, 2};
        assertThat(Gathering.positions("gather", valid, 0, 4)).isSameAs(valid);
        int[] negative = {0, -1, 2, -4};
        assertThat(Gathering.positions("gather", negative, 0, 4)).isEqualTo(new int[]{0, 3, 2, 0});
        assertThat(negative).isEqualTo(new int[]{0, -1, 2, -4});
        assertThatThrownBy(() -> Gathering.positions("gather", new int[]{0, 4}, 1, 4))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("gather: index 4 is out of range for axis 1 of extent 4: expected -4 to 3");
        assertThatThrownBy(() -> Gathering.positions("gather", new long[]{1L << 40, -5}, 2, 4))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageStartingWith("gather: index 1099511627776 is out of range for axis 2");
    }
}
