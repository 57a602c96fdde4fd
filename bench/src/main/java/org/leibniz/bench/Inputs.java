package org.leibniz.bench;

import org.leibniz.Shape;
import org.leibniz.Tensor;

/// The inputs of the rows: the same numbers, to the bit, as `peers/inputs.py` makes for the peers. Element i
/// (row-major) of the tensor numbered c of a row comes from a hash of i and c.
final class Inputs {
    private Inputs() {}

    private static int hash(int i, int c) {
        int h = i + c * 0x9E3779B9;
        h = (h ^ h >>> 16) * 0x7FEB352D;
        h = (h ^ h >>> 15) * 0x846CA68B;
        return (h ^ h >>> 16) >>> 8;
    }

    private static double real(int i, int c, double scale, double offset) {
        return offset + scale * (hash(i, c) * 0x1p-23 - 1);
    }

    /// float32 numbers from `[offset - scale, offset + scale)`.
    static Tensor real(int c, double scale, double offset, int... dims) {
        float[] elements = new float[Shape.of(dims).size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = (float) real(i, c, scale, offset);
        }
        return Tensor.of(elements).reshape(dims);
    }

    /// float64 numbers from `[-scale, scale)`.
    static Tensor real64(int c, double scale, int... dims) {
        double[] elements = new double[Shape.of(dims).size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = real(i, c, scale, 0);
        }
        return Tensor.of(elements).reshape(dims);
    }

    /// int32 numbers from 0 to `n - 1`.
    static Tensor index(int c, int n, int... dims) {
        int[] elements = new int[Shape.of(dims).size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = hash(i, c) % n;
        }
        return Tensor.of(elements).reshape(dims);
    }

    /// The weight of a layer; its fan-in is its first dimension.
    static Tensor weight(int c, int... dims) {
        return kernel(c, dims[0], dims);
    }

    /// A weight whose fan-in is told.
    static Tensor kernel(int c, int fanIn, int... dims) {
        return real(c, Math.sqrt(3.0 / fanIn), 0, dims);
    }

    static Tensor bias(int c, int n) {
        return real(c, 0.1, 0, n);
    }

    /// A weight of float64.
    static Tensor weight64(int c, int... dims) {
        return real64(c, Math.sqrt(3.0 / dims[0]), dims);
    }

    static Tensor bias64(int c, int n) {
        return real64(c, 0.1, n);
    }

    static Tensor gain(int c, int n) {
        return real(c, 0.1, 1, n);
    }
}
