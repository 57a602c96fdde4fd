package org.leibniz.simd;

// made by Squares.java, which see
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Squares of floats, one vector by one vector, for [FloatTranspose].
final class FloatSquares {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final VectorShuffle<Float> SWAP_8 = swap(8);
    private static final VectorMask<Float> ODD_8 = odd(8);
    private static final VectorShuffle<Float> SWAP_4 = swap(4);
    private static final VectorMask<Float> ODD_4 = odd(4);
    private static final VectorShuffle<Float> SWAP_2 = swap(2);
    private static final VectorMask<Float> ODD_2 = odd(2);
    private static final VectorShuffle<Float> SWAP_1 = swap(1);
    private static final VectorMask<Float> ODD_1 = odd(1);

    private FloatSquares() {}

    /// Lane i goes to lane i ^ h, if there is one.
    private static VectorShuffle<Float> swap(int h) {
        return VectorShuffle.fromOp(S, i -> (i ^ h) & (S.length() - 1));
    }

    private static VectorMask<Float> odd(int h) {
        boolean[] odd = new boolean[S.length()];
        for (int i = 0; i < odd.length; i++) {
            odd[i] = (i & h) != 0;
        }
        return VectorMask.fromValues(S, odd);
    }

    static void of512(float[] x, int at, int row, float[] y, int to, int toRow) {
        FloatVector a0 = FloatVector.fromArray(S, x, at);
        FloatVector a1 = FloatVector.fromArray(S, x, at + row);
        FloatVector a2 = FloatVector.fromArray(S, x, at + 2 * row);
        FloatVector a3 = FloatVector.fromArray(S, x, at + 3 * row);
        FloatVector a4 = FloatVector.fromArray(S, x, at + 4 * row);
        FloatVector a5 = FloatVector.fromArray(S, x, at + 5 * row);
        FloatVector a6 = FloatVector.fromArray(S, x, at + 6 * row);
        FloatVector a7 = FloatVector.fromArray(S, x, at + 7 * row);
        FloatVector a8 = FloatVector.fromArray(S, x, at + 8 * row);
        FloatVector a9 = FloatVector.fromArray(S, x, at + 9 * row);
        FloatVector a10 = FloatVector.fromArray(S, x, at + 10 * row);
        FloatVector a11 = FloatVector.fromArray(S, x, at + 11 * row);
        FloatVector a12 = FloatVector.fromArray(S, x, at + 12 * row);
        FloatVector a13 = FloatVector.fromArray(S, x, at + 13 * row);
        FloatVector a14 = FloatVector.fromArray(S, x, at + 14 * row);
        FloatVector a15 = FloatVector.fromArray(S, x, at + 15 * row);
        FloatVector b0 = a0.blend(a8.rearrange(SWAP_8), ODD_8);
        FloatVector b8 = a0.rearrange(SWAP_8).blend(a8, ODD_8);
        FloatVector b1 = a1.blend(a9.rearrange(SWAP_8), ODD_8);
        FloatVector b9 = a1.rearrange(SWAP_8).blend(a9, ODD_8);
        FloatVector b2 = a2.blend(a10.rearrange(SWAP_8), ODD_8);
        FloatVector b10 = a2.rearrange(SWAP_8).blend(a10, ODD_8);
        FloatVector b3 = a3.blend(a11.rearrange(SWAP_8), ODD_8);
        FloatVector b11 = a3.rearrange(SWAP_8).blend(a11, ODD_8);
        FloatVector b4 = a4.blend(a12.rearrange(SWAP_8), ODD_8);
        FloatVector b12 = a4.rearrange(SWAP_8).blend(a12, ODD_8);
        FloatVector b5 = a5.blend(a13.rearrange(SWAP_8), ODD_8);
        FloatVector b13 = a5.rearrange(SWAP_8).blend(a13, ODD_8);
        FloatVector b6 = a6.blend(a14.rearrange(SWAP_8), ODD_8);
        FloatVector b14 = a6.rearrange(SWAP_8).blend(a14, ODD_8);
        FloatVector b7 = a7.blend(a15.rearrange(SWAP_8), ODD_8);
        FloatVector b15 = a7.rearrange(SWAP_8).blend(a15, ODD_8);
        FloatVector c0 = b0.blend(b4.rearrange(SWAP_4), ODD_4);
        FloatVector c4 = b0.rearrange(SWAP_4).blend(b4, ODD_4);
        FloatVector c1 = b1.blend(b5.rearrange(SWAP_4), ODD_4);
        FloatVector c5 = b1.rearrange(SWAP_4).blend(b5, ODD_4);
        FloatVector c2 = b2.blend(b6.rearrange(SWAP_4), ODD_4);
        FloatVector c6 = b2.rearrange(SWAP_4).blend(b6, ODD_4);
        FloatVector c3 = b3.blend(b7.rearrange(SWAP_4), ODD_4);
        FloatVector c7 = b3.rearrange(SWAP_4).blend(b7, ODD_4);
        FloatVector c8 = b8.blend(b12.rearrange(SWAP_4), ODD_4);
        FloatVector c12 = b8.rearrange(SWAP_4).blend(b12, ODD_4);
        FloatVector c9 = b9.blend(b13.rearrange(SWAP_4), ODD_4);
        FloatVector c13 = b9.rearrange(SWAP_4).blend(b13, ODD_4);
        FloatVector c10 = b10.blend(b14.rearrange(SWAP_4), ODD_4);
        FloatVector c14 = b10.rearrange(SWAP_4).blend(b14, ODD_4);
        FloatVector c11 = b11.blend(b15.rearrange(SWAP_4), ODD_4);
        FloatVector c15 = b11.rearrange(SWAP_4).blend(b15, ODD_4);
        FloatVector d0 = c0.blend(c2.rearrange(SWAP_2), ODD_2);
        FloatVector d2 = c0.rearrange(SWAP_2).blend(c2, ODD_2);
        FloatVector d1 = c1.blend(c3.rearrange(SWAP_2), ODD_2);
        FloatVector d3 = c1.rearrange(SWAP_2).blend(c3, ODD_2);
        FloatVector d4 = c4.blend(c6.rearrange(SWAP_2), ODD_2);
        FloatVector d6 = c4.rearrange(SWAP_2).blend(c6, ODD_2);
        FloatVector d5 = c5.blend(c7.rearrange(SWAP_2), ODD_2);
        FloatVector d7 = c5.rearrange(SWAP_2).blend(c7, ODD_2);
        FloatVector d8 = c8.blend(c10.rearrange(SWAP_2), ODD_2);
        FloatVector d10 = c8.rearrange(SWAP_2).blend(c10, ODD_2);
        FloatVector d9 = c9.blend(c11.rearrange(SWAP_2), ODD_2);
        FloatVector d11 = c9.rearrange(SWAP_2).blend(c11, ODD_2);
        FloatVector d12 = c12.blend(c14.rearrange(SWAP_2), ODD_2);
        FloatVector d14 = c12.rearrange(SWAP_2).blend(c14, ODD_2);
        FloatVector d13 = c13.blend(c15.rearrange(SWAP_2), ODD_2);
        FloatVector d15 = c13.rearrange(SWAP_2).blend(c15, ODD_2);
        FloatVector e0 = d0.blend(d1.rearrange(SWAP_1), ODD_1);
        FloatVector e1 = d0.rearrange(SWAP_1).blend(d1, ODD_1);
        FloatVector e2 = d2.blend(d3.rearrange(SWAP_1), ODD_1);
        FloatVector e3 = d2.rearrange(SWAP_1).blend(d3, ODD_1);
        FloatVector e4 = d4.blend(d5.rearrange(SWAP_1), ODD_1);
        FloatVector e5 = d4.rearrange(SWAP_1).blend(d5, ODD_1);
        FloatVector e6 = d6.blend(d7.rearrange(SWAP_1), ODD_1);
        FloatVector e7 = d6.rearrange(SWAP_1).blend(d7, ODD_1);
        FloatVector e8 = d8.blend(d9.rearrange(SWAP_1), ODD_1);
        FloatVector e9 = d8.rearrange(SWAP_1).blend(d9, ODD_1);
        FloatVector e10 = d10.blend(d11.rearrange(SWAP_1), ODD_1);
        FloatVector e11 = d10.rearrange(SWAP_1).blend(d11, ODD_1);
        FloatVector e12 = d12.blend(d13.rearrange(SWAP_1), ODD_1);
        FloatVector e13 = d12.rearrange(SWAP_1).blend(d13, ODD_1);
        FloatVector e14 = d14.blend(d15.rearrange(SWAP_1), ODD_1);
        FloatVector e15 = d14.rearrange(SWAP_1).blend(d15, ODD_1);
        e0.intoArray(y, to);
        e1.intoArray(y, to + toRow);
        e2.intoArray(y, to + 2 * toRow);
        e3.intoArray(y, to + 3 * toRow);
        e4.intoArray(y, to + 4 * toRow);
        e5.intoArray(y, to + 5 * toRow);
        e6.intoArray(y, to + 6 * toRow);
        e7.intoArray(y, to + 7 * toRow);
        e8.intoArray(y, to + 8 * toRow);
        e9.intoArray(y, to + 9 * toRow);
        e10.intoArray(y, to + 10 * toRow);
        e11.intoArray(y, to + 11 * toRow);
        e12.intoArray(y, to + 12 * toRow);
        e13.intoArray(y, to + 13 * toRow);
        e14.intoArray(y, to + 14 * toRow);
        e15.intoArray(y, to + 15 * toRow);
    }

    static void of256(float[] x, int at, int row, float[] y, int to, int toRow) {
        FloatVector a0 = FloatVector.fromArray(S, x, at);
        FloatVector a1 = FloatVector.fromArray(S, x, at + row);
        FloatVector a2 = FloatVector.fromArray(S, x, at + 2 * row);
        FloatVector a3 = FloatVector.fromArray(S, x, at + 3 * row);
        FloatVector a4 = FloatVector.fromArray(S, x, at + 4 * row);
        FloatVector a5 = FloatVector.fromArray(S, x, at + 5 * row);
        FloatVector a6 = FloatVector.fromArray(S, x, at + 6 * row);
        FloatVector a7 = FloatVector.fromArray(S, x, at + 7 * row);
        FloatVector b0 = a0.blend(a4.rearrange(SWAP_4), ODD_4);
        FloatVector b4 = a0.rearrange(SWAP_4).blend(a4, ODD_4);
        FloatVector b1 = a1.blend(a5.rearrange(SWAP_4), ODD_4);
        FloatVector b5 = a1.rearrange(SWAP_4).blend(a5, ODD_4);
        FloatVector b2 = a2.blend(a6.rearrange(SWAP_4), ODD_4);
        FloatVector b6 = a2.rearrange(SWAP_4).blend(a6, ODD_4);
        FloatVector b3 = a3.blend(a7.rearrange(SWAP_4), ODD_4);
        FloatVector b7 = a3.rearrange(SWAP_4).blend(a7, ODD_4);
        FloatVector c0 = b0.blend(b2.rearrange(SWAP_2), ODD_2);
        FloatVector c2 = b0.rearrange(SWAP_2).blend(b2, ODD_2);
        FloatVector c1 = b1.blend(b3.rearrange(SWAP_2), ODD_2);
        FloatVector c3 = b1.rearrange(SWAP_2).blend(b3, ODD_2);
        FloatVector c4 = b4.blend(b6.rearrange(SWAP_2), ODD_2);
        FloatVector c6 = b4.rearrange(SWAP_2).blend(b6, ODD_2);
        FloatVector c5 = b5.blend(b7.rearrange(SWAP_2), ODD_2);
        FloatVector c7 = b5.rearrange(SWAP_2).blend(b7, ODD_2);
        FloatVector d0 = c0.blend(c1.rearrange(SWAP_1), ODD_1);
        FloatVector d1 = c0.rearrange(SWAP_1).blend(c1, ODD_1);
        FloatVector d2 = c2.blend(c3.rearrange(SWAP_1), ODD_1);
        FloatVector d3 = c2.rearrange(SWAP_1).blend(c3, ODD_1);
        FloatVector d4 = c4.blend(c5.rearrange(SWAP_1), ODD_1);
        FloatVector d5 = c4.rearrange(SWAP_1).blend(c5, ODD_1);
        FloatVector d6 = c6.blend(c7.rearrange(SWAP_1), ODD_1);
        FloatVector d7 = c6.rearrange(SWAP_1).blend(c7, ODD_1);
        d0.intoArray(y, to);
        d1.intoArray(y, to + toRow);
        d2.intoArray(y, to + 2 * toRow);
        d3.intoArray(y, to + 3 * toRow);
        d4.intoArray(y, to + 4 * toRow);
        d5.intoArray(y, to + 5 * toRow);
        d6.intoArray(y, to + 6 * toRow);
        d7.intoArray(y, to + 7 * toRow);
    }
}
