package org.leibniz.simd;

// made of ServedFloats.java by Twins: change that
import java.util.List;
import java.util.Optional;
import org.leibniz.math.Transcendental;
import org.leibniz.routine.FunctionLoop;
import org.leibniz.routine.PlainDoubles;
import org.leibniz.routine.VectorCode;
import org.leibniz.routine.Walk;

/// The loops over doubles that are [Served]; what is not overridden is as fast in plain Java, or seldom used.
final class ServedDoubles extends PlainDoubles {
    /// The only ones.
    static final ServedDoubles LOOPS = new ServedDoubles();

    /// Made when the first is asked for.
    private static final class Functions {
        private static final List<DoubleFunction> ALL = DoubleFunction.all();
    }

    @Override
    public FunctionLoop<double[]> function(Transcendental f) {
        return Functions.ALL.get(f.ordinal());
    }

    @Override
    public void prepare() {
        DoubleMixture.ONLY.stir();
    }

    @Override
    public Optional<VectorCode> vectorCode(Transcendental f) {
        return DoubleFunctions.code(f);
    }

    @Override
    public void less(double[] a, double[] b, boolean[] c, int n) {
        DoubleLoop.LESS.of(n).less(a, b, c, n);
    }

    @Override
    public void lessOrEqual(double[] a, double[] b, boolean[] c, int n) {
        DoubleLoop.LESS_OR_EQUAL.of(n).lessOrEqual(a, b, c, n);
    }

    @Override
    public void equal(double[] a, double[] b, boolean[] c, int n) {
        DoubleLoop.EQUAL.of(n).equal(a, b, c, n);
    }

    @Override
    public void notEqual(double[] a, double[] b, boolean[] c, int n) {
        DoubleLoop.NOT_EQUAL.of(n).notEqual(a, b, c, n);
    }

    @Override
    public void select(boolean[] c, double[] a, double[] b, double[] y, int n) {
        DoubleLoop.SELECT.of(n).select(c, a, b, y, n);
    }

    @Override
    public double sum(double[] x, int at, int n) {
        return DoubleLoop.SUM.of(n).sum(x, at, n);
    }

    @Override
    public double max(double[] x, int at, int n) {
        return DoubleLoop.MAX.of(n).max(x, at, n);
    }

    @Override
    public double min(double[] x, int at, int n) {
        return DoubleLoop.MIN.of(n).min(x, at, n);
    }

    @Override
    public boolean sumRows(double[] x, int at, int rows, int n, double[] y, int yAt, double[] memory) {
        return DoubleLoop.SUM_ROWS.of(rows * n).sumRows(x, at, rows, n, y, yAt, memory);
    }

    @Override
    public boolean maxRows(double[] x, int at, int rows, int n, double[] y, int yAt, double[] memory) {
        return DoubleLoop.MAX_ROWS.of(rows * n).maxRows(x, at, rows, n, y, yAt, memory);
    }

    @Override
    public boolean minRows(double[] x, int at, int rows, int n, double[] y, int yAt, double[] memory) {
        return DoubleLoop.MIN_ROWS.of(rows * n).minRows(x, at, rows, n, y, yAt, memory);
    }

    @Override
    public boolean sumSlabs(double[] x, int at, int slabs, int n, int width, int columns, double[] y, int yAt,
            double[] memory) {
        return DoubleLoop.SUM_SLABS.of(slabs * n).sumSlabs(x, at, slabs, n, width, columns, y, yAt, memory);
    }

    @Override
    public boolean maxSlabs(double[] x, int at, int slabs, int n, int width, int columns, double[] y, int yAt,
            double[] memory) {
        return DoubleLoop.MAX_SLABS.of(slabs * n).maxSlabs(x, at, slabs, n, width, columns, y, yAt, memory);
    }

    @Override
    public boolean minSlabs(double[] x, int at, int slabs, int n, int width, int columns, double[] y, int yAt,
            double[] memory) {
        return DoubleLoop.MIN_SLABS.of(slabs * n).minSlabs(x, at, slabs, n, width, columns, y, yAt, memory);
    }

    @Override
    public boolean spread(double[] x, int rows, int n, double[] y) {
        return DoubleLoop.SPREAD.of(rows * n).spread(x, rows, n, y);
    }

    @Override
    public boolean addRows(double[] x, int at, int rows, int n, double[] y) {
        return DoubleLoop.ADD_ROWS.of(rows * n).addRows(x, at, rows, n, y);
    }

    @Override
    public boolean addAt(double[] x, int at, int[] positions, int first, int count, int n, double[] y, int yAt,
            int from,
            int to) {
        return DoubleLoop.ADD_AT.of(count * n).addAt(x, at, positions, first, count, n, y, yAt, from, to);
    }

    @Override
    public double dot(double[] x, int xAt, double[] y, int yAt, int n) {
        return DoubleLoop.DOT.of(n).dot(x, xAt, y, yAt, n);
    }

    @Override
    public void dots(int m, int n, double[] a, int aAt, int aRow, double[] x, int xAt, double[] c, int cAt, int cRow,
            boolean accumulate) {
        DoubleLoop.DOT.of(m * n).dots(m, n, a, aAt, aRow, x, xAt, c, cAt, cRow, accumulate);
    }

    @Override
    public void product(int m, int n, int k, double[] a, int aAt, Walk aRow, Walk aCol, double[] b, int bAt, Walk bRow,
            Walk bCol, double[] c, int cAt, int cRow, boolean accumulate) {
        int work = (int) Math.min((long) m * n * k, Integer.MAX_VALUE / 2);
        DoubleLoop.PRODUCT.of(work).product(m, n, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c, cAt, cRow, accumulate);
    }
}
