package org.leibniz.simd;

// made of VectorFloats.java by Twins: change that
import static jdk.incubator.vector.VectorOperators.*;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.leibniz.routine.PlainDoubles;
import org.leibniz.routine.Walk;

/// Comparisons, selection, reductions and products of doubles with the Vector API.
final class VectorDoubles extends PlainDoubles {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

    /// The greatest of so few is found sooner column by column: one of two vectors takes six instructions.
    private static final int SHORT = 16;

    @Override
    public void less(double[] a, double[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i += S.length()) {
            DoubleVector.fromArray(S, a, i).compare(LT, DoubleVector.fromArray(S, b, i)).intoArray(c, i);
        }
    }

    @Override
    public void lessOrEqual(double[] a, double[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i += S.length()) {
            DoubleVector.fromArray(S, a, i).compare(LE, DoubleVector.fromArray(S, b, i)).intoArray(c, i);
        }
    }

    @Override
    public void equal(double[] a, double[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i += S.length()) {
            DoubleVector.fromArray(S, a, i).compare(EQ, DoubleVector.fromArray(S, b, i)).intoArray(c, i);
        }
    }

    @Override
    public void notEqual(double[] a, double[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i += S.length()) {
            DoubleVector.fromArray(S, a, i).compare(NE, DoubleVector.fromArray(S, b, i)).intoArray(c, i);
        }
    }

    @Override
    public void select(boolean[] c, double[] a, double[] b, double[] y, int n) {
        for (int i = 0; i < n; i += S.length()) {
            VectorMask<Double> chosen = VectorMask.fromArray(S, c, i);
            DoubleVector.fromArray(S, b, i).blend(DoubleVector.fromArray(S, a, i), chosen).intoArray(y, i);
        }
    }

    @Override
    public double sum(double[] x, int at, int n) {
        return DoubleSums.of(x, at, n);
    }

    @Override
    public double max(double[] x, int at, int n) {
        return DoubleMaxima.of(x, at, n);
    }

    @Override
    public double min(double[] x, int at, int n) {
        return DoubleMinima.of(x, at, n);
    }

    @Override
    public boolean sumRows(double[] x, int at, int rows, int n, double[] y, int yAt, double[] memory) {
        DoubleSums.ofRows(x, at, rows, n, y, yAt, memory);
        return true;
    }

    @Override
    public boolean maxRows(double[] x, int at, int rows, int n, double[] y, int yAt, double[] memory) {
        if (n <= SHORT) {
            return false;
        }
        DoubleMaxima.ofRows(x, at, rows, n, y, yAt, memory);
        return true;
    }

    @Override
    public boolean minRows(double[] x, int at, int rows, int n, double[] y, int yAt, double[] memory) {
        if (n <= SHORT) {
            return false;
        }
        DoubleMinima.ofRows(x, at, rows, n, y, yAt, memory);
        return true;
    }

    @Override
    public boolean sumSlabs(double[] x, int at, int slabs, int n, int width, int columns, double[] y, int yAt,
            double[] memory) {
        DoubleSums.ofSlabs(x, at, slabs, n, width, columns, y, yAt, memory);
        return true;
    }

    @Override
    public boolean maxSlabs(double[] x, int at, int slabs, int n, int width, int columns, double[] y, int yAt,
            double[] memory) {
        DoubleMaxima.ofSlabs(x, at, slabs, n, width, columns, y, yAt, memory);
        return true;
    }

    @Override
    public boolean minSlabs(double[] x, int at, int slabs, int n, int width, int columns, double[] y, int yAt,
            double[] memory) {
        DoubleMinima.ofSlabs(x, at, slabs, n, width, columns, y, yAt, memory);
        return true;
    }

    @Override
    public boolean spread(double[] x, int rows, int n, double[] y) {
        DoubleRows.spread(x, rows, n, y);
        return true;
    }

    @Override
    public boolean addRows(double[] x, int at, int rows, int n, double[] y) {
        DoubleRows.add(x, at, rows, n, y);
        return true;
    }

    @Override
    public boolean addAt(double[] x, int at, int[] positions, int first, int count, int n, double[] y, int yAt,
            int from,
            int to) {
        return DoubleRows.addAt(x, at, positions, first, count, n, y, yAt, from, to);
    }

    @Override
    public double dot(double[] x, int xAt, double[] y, int yAt, int n) {
        return DoubleDots.dot(x, xAt, y, yAt, n);
    }

    @Override
    public void dots(int m, int n, double[] a, int aAt, int aRow, double[] x, int xAt, double[] c, int cAt, int cRow,
            boolean accumulate) {
        DoubleDots.dots(m, n, a, aAt, aRow, x, xAt, c, cAt, cRow, accumulate);
    }

    @Override
    public void product(int m, int n, int k, double[] a, int aAt, Walk aRow, Walk aCol, double[] b, int bAt, Walk bRow,
            Walk bCol, double[] c, int cAt, int cRow, boolean accumulate) {
        DoubleProduct.product(m, n, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c, cAt, cRow, accumulate);
    }
}
