package org.leibniz.routine;

import java.util.Arrays;
import org.leibniz.math.Fma;
import org.leibniz.math.Transcendental;

/// The loops over floats in plain Java.
///
/// Not final: an implementation with faster loops extends this class and leaves the rest as it is.
public class PlainFloats implements SimdFloats {
    private static final int LANES = 64;

    /// Makes the loops; they have no state.
    public PlainFloats() {}

    @Override
    public FunctionLoop<float[]> function(Transcendental f) {
        return PlainFloatFunctions.of(f);
    }

    @Override
    public void less(float[] a, float[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i++) {
            c[i] = a[i] < b[i];
        }
    }

    @Override
    public void lessOrEqual(float[] a, float[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i++) {
            c[i] = a[i] <= b[i];
        }
    }

    @Override
    public void equal(float[] a, float[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i++) {
            c[i] = a[i] == b[i];
        }
    }

    @Override
    public void notEqual(float[] a, float[] b, boolean[] c, int n) {
        for (int i = 0; i < n; i++) {
            c[i] = a[i] != b[i];
        }
    }

    @Override
    public void select(boolean[] c, float[] a, float[] b, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = c[i] ? a[i] : b[i];
        }
    }

    @Override
    public float sum(float[] x, int at, int n) {
        float[] lanes = new float[LANES];
        int whole = n & -LANES;
        for (int lane = 0; whole > 0 && lane < LANES; lane += 8) {
            sumLanes(x, at + lane, at + whole, lanes, lane);
        }
        for (int i = whole; i < n; i++) {
            lanes[i - whole] += x[at + i];
        }
        return foldSum(lanes, LANES / 2);
    }

    /// Eight lanes at a time, which the processor adds side by side.
    private static void sumLanes(float[] x, int from, int end, float[] lanes, int lane) {
        float a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;
        for (int i = from; i < end; i += LANES) {
            a += x[i];
            b += x[i + 1];
            c += x[i + 2];
            d += x[i + 3];
            e += x[i + 4];
            f += x[i + 5];
            g += x[i + 6];
            h += x[i + 7];
        }
        lanes[lane] = a;
        lanes[lane + 1] = b;
        lanes[lane + 2] = c;
        lanes[lane + 3] = d;
        lanes[lane + 4] = e;
        lanes[lane + 5] = f;
        lanes[lane + 6] = g;
        lanes[lane + 7] = h;
    }

    /// Folds lanes, the upper half of them first.
    private static float foldSum(float[] lanes, int first) {
        for (int half = first; half > 0; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                lanes[lane] += lanes[lane + half];
            }
        }
        return lanes[0];
    }

    @Override
    public float prod(float[] x, int at, int n) {
        float[] lanes = new float[LANES];
        Arrays.fill(lanes, 1);
        for (int i = 0; i < n; i++) {
            lanes[i % LANES] *= x[at + i];
        }
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                lanes[lane] *= lanes[lane + half];
            }
        }
        return lanes[0];
    }

    @Override
    public float dot(float[] x, int xAt, float[] y, int yAt, int n) {
        float[] lanes = new float[LANES];
        int whole = n & -LANES;
        for (int lane = 0; whole > 0 && lane < LANES; lane += 4) {
            dotLanes(x, xAt + lane, xAt + whole, y, yAt + lane, lanes, lane);
        }
        for (int i = whole; i < n; i++) {
            lanes[i - whole] = Fma.mulAdd(x[xAt + i], y[yAt + i], lanes[i - whole]);
        }
        // lanes that got nothing add 0, which makes 0 of -0
        return n < LANES ? 0 + foldSum(lanes, Integer.highestOneBit(Math.max(n - 1, 0))) : foldSum(lanes, LANES / 2);
    }

    @Override
    public void dots(int m, int n, float[] a, int aAt, int aRow, float[] x, int xAt, float[] c, int cAt, int cRow,
            boolean accumulate) {
        for (int i = 0; i < m; i++) {
            float dot = dot(a, aAt + i * aRow, x, xAt, n);
            int to = cAt + i * cRow;
            c[to] = accumulate ? c[to] + dot : dot;
        }
    }

    private static void dotLanes(float[] x, int from, int end, float[] y, int yFrom, float[] lanes, int lane) {
        float a = 0, b = 0, c = 0, d = 0;
        for (int i = from, j = yFrom; i < end; i += LANES, j += LANES) {
            a = Fma.mulAdd(x[i], y[j], a);
            b = Fma.mulAdd(x[i + 1], y[j + 1], b);
            c = Fma.mulAdd(x[i + 2], y[j + 2], c);
            d = Fma.mulAdd(x[i + 3], y[j + 3], d);
        }
        lanes[lane] = a;
        lanes[lane + 1] = b;
        lanes[lane + 2] = c;
        lanes[lane + 3] = d;
    }

    @Override
    public float max(float[] x, int at, int n) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = at; i < at + n; i++) {
            max = Math.max(max, x[i]);
        }
        return max;
    }

    @Override
    public float min(float[] x, int at, int n) {
        float min = Float.POSITIVE_INFINITY;
        for (int i = at; i < at + n; i++) {
            min = Math.min(min, x[i]);
        }
        return min;
    }

    @Override
    public void product(int m, int n, int k, float[] a, int aAt, Walk aRow, Walk aCol, float[] b, int bAt, Walk bRow,
            Walk bCol, float[] c, int cAt, int cRow, boolean accumulate) {
        PlainFloatProduct.product(m, n, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c, cAt, cRow, accumulate);
    }
}
