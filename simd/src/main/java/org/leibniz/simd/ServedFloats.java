package org.leibniz.simd;

import java.util.List;
import java.util.Optional;
import org.leibniz.math.Transcendental;
import org.leibniz.routine.FunctionLoop;
import org.leibniz.routine.PlainFloats;
import org.leibniz.routine.VectorCode;
import org.leibniz.routine.Walk;

/// The loops over floats that are [Served]; what is not overridden is as fast in plain Java, or seldom used.
final class ServedFloats extends PlainFloats {
    /// The only ones.
    static final ServedFloats LOOPS = new ServedFloats();

    /// Made when the first is asked for.
    private static final class Functions {
        private static final List<FloatFunction> ALL = FloatFunction.all();
    }

    @Override
    public FunctionLoop<float[]> function(Transcendental f) {
        return Functions.ALL.get(f.ordinal());
    }

    @Override
    public void prepare() {
        FloatMixture.ONLY.stir();
    }

    @Override
    public Optional<VectorCode> vectorCode(Transcendental f) {
        return FloatFunctions.code(f);
    }

    @Override
    public void less(float[] a, float[] b, boolean[] c, int n) {
        FloatLoop.LESS.of(n).less(a, b, c, n);
    }

    @Override
    public void lessOrEqual(float[] a, float[] b, boolean[] c, int n) {
        FloatLoop.LESS_OR_EQUAL.of(n).lessOrEqual(a, b, c, n);
    }

    @Override
    public void equal(float[] a, float[] b, boolean[] c, int n) {
        FloatLoop.EQUAL.of(n).equal(a, b, c, n);
    }

    @Override
    public void notEqual(float[] a, float[] b, boolean[] c, int n) {
        FloatLoop.NOT_EQUAL.of(n).notEqual(a, b, c, n);
    }

    @Override
    public void select(boolean[] c, float[] a, float[] b, float[] y, int n) {
        FloatLoop.SELECT.of(n).select(c, a, b, y, n);
    }

    @Override
    public float sum(float[] x, int at, int n) {
        return FloatLoop.SUM.of(n).sum(x, at, n);
    }

    @Override
    public float max(float[] x, int at, int n) {
        return FloatLoop.MAX.of(n).max(x, at, n);
    }

    @Override
    public float min(float[] x, int at, int n) {
        return FloatLoop.MIN.of(n).min(x, at, n);
    }

    @Override
    public boolean sumRows(float[] x, int at, int rows, int n, float[] y, int yAt, float[] memory) {
        return FloatLoop.SUM_ROWS.of(rows * n).sumRows(x, at, rows, n, y, yAt, memory);
    }

    @Override
    public boolean maxRows(float[] x, int at, int rows, int n, float[] y, int yAt, float[] memory) {
        return FloatLoop.MAX_ROWS.of(rows * n).maxRows(x, at, rows, n, y, yAt, memory);
    }

    @Override
    public boolean minRows(float[] x, int at, int rows, int n, float[] y, int yAt, float[] memory) {
        return FloatLoop.MIN_ROWS.of(rows * n).minRows(x, at, rows, n, y, yAt, memory);
    }

    @Override
    public boolean sumSlabs(float[] x, int at, int slabs, int n, int width, int columns, float[] y, int yAt,
            float[] memory) {
        return FloatLoop.SUM_SLABS.of(slabs * n).sumSlabs(x, at, slabs, n, width, columns, y, yAt, memory);
    }

    @Override
    public boolean maxSlabs(float[] x, int at, int slabs, int n, int width, int columns, float[] y, int yAt,
            float[] memory) {
        return FloatLoop.MAX_SLABS.of(slabs * n).maxSlabs(x, at, slabs, n, width, columns, y, yAt, memory);
    }

    @Override
    public boolean minSlabs(float[] x, int at, int slabs, int n, int width, int columns, float[] y, int yAt,
            float[] memory) {
        return FloatLoop.MIN_SLABS.of(slabs * n).minSlabs(x, at, slabs, n, width, columns, y, yAt, memory);
    }

    @Override
    public boolean spread(float[] x, int rows, int n, float[] y) {
        return FloatLoop.SPREAD.of(rows * n).spread(x, rows, n, y);
    }

    @Override
    public boolean addRows(float[] x, int at, int rows, int n, float[] y) {
        return FloatLoop.ADD_ROWS.of(rows * n).addRows(x, at, rows, n, y);
    }

    @Override
    public boolean addAt(float[] x, int at, int[] positions, int first, int count, int n, float[] y, int yAt, int from,
            int to) {
        return FloatLoop.ADD_AT.of(count * n).addAt(x, at, positions, first, count, n, y, yAt, from, to);
    }

    @Override
    public float dot(float[] x, int xAt, float[] y, int yAt, int n) {
        return FloatLoop.DOT.of(n).dot(x, xAt, y, yAt, n);
    }

    @Override
    public void dots(int m, int n, float[] a, int aAt, int aRow, float[] x, int xAt, float[] c, int cAt, int cRow,
            boolean accumulate) {
        FloatLoop.DOT.of(m * n).dots(m, n, a, aAt, aRow, x, xAt, c, cAt, cRow, accumulate);
    }

    @Override
    public void product(int m, int n, int k, float[] a, int aAt, Walk aRow, Walk aCol, float[] b, int bAt, Walk bRow,
            Walk bCol, float[] c, int cAt, int cRow, boolean accumulate) {
        int work = (int) Math.min((long) m * n * k, Integer.MAX_VALUE / 2);
        FloatLoop.PRODUCT.of(work).product(m, n, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c, cAt, cRow, accumulate);
    }
}
