package org.leibniz.simd;

// made by Squares.java, which see
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Squares of doubles, one vector by one vector, for [DoubleTranspose].
final class DoubleSquares {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final VectorShuffle<Double> SWAP_4 = swap(4);
    private static final VectorMask<Double> ODD_4 = odd(4);
    private static final VectorShuffle<Double> SWAP_2 = swap(2);
    private static final VectorMask<Double> ODD_2 = odd(2);
    private static final VectorShuffle<Double> SWAP_1 = swap(1);
    private static final VectorMask<Double> ODD_1 = odd(1);

    private DoubleSquares() {}

    /// Lane i goes to lane i ^ h, if there is one.
    private static VectorShuffle<Double> swap(int h) {
        return VectorShuffle.fromOp(S, i -> (i ^ h) & (S.length() - 1));
    }

    private static VectorMask<Double> odd(int h) {
        boolean[] odd = new boolean[S.length()];
        for (int i = 0; i < odd.length; i++) {
            odd[i] = (i & h) != 0;
        }
        return VectorMask.fromValues(S, odd);
    }

    static void of512(double[] x, int at, int row, double[] y, int to, int toRow) {
        DoubleVector a0 = DoubleVector.fromArray(S, x, at);
        DoubleVector a1 = DoubleVector.fromArray(S, x, at + row);
        DoubleVector a2 = DoubleVector.fromArray(S, x, at + 2 * row);
        DoubleVector a3 = DoubleVector.fromArray(S, x, at + 3 * row);
        DoubleVector a4 = DoubleVector.fromArray(S, x, at + 4 * row);
        DoubleVector a5 = DoubleVector.fromArray(S, x, at + 5 * row);
        DoubleVector a6 = DoubleVector.fromArray(S, x, at + 6 * row);
        DoubleVector a7 = DoubleVector.fromArray(S, x, at + 7 * row);
        DoubleVector b0 = a0.blend(a4.rearrange(SWAP_4), ODD_4);
        DoubleVector b4 = a0.rearrange(SWAP_4).blend(a4, ODD_4);
        DoubleVector b1 = a1.blend(a5.rearrange(SWAP_4), ODD_4);
        DoubleVector b5 = a1.rearrange(SWAP_4).blend(a5, ODD_4);
        DoubleVector b2 = a2.blend(a6.rearrange(SWAP_4), ODD_4);
        DoubleVector b6 = a2.rearrange(SWAP_4).blend(a6, ODD_4);
        DoubleVector b3 = a3.blend(a7.rearrange(SWAP_4), ODD_4);
        DoubleVector b7 = a3.rearrange(SWAP_4).blend(a7, ODD_4);
        DoubleVector c0 = b0.blend(b2.rearrange(SWAP_2), ODD_2);
        DoubleVector c2 = b0.rearrange(SWAP_2).blend(b2, ODD_2);
        DoubleVector c1 = b1.blend(b3.rearrange(SWAP_2), ODD_2);
        DoubleVector c3 = b1.rearrange(SWAP_2).blend(b3, ODD_2);
        DoubleVector c4 = b4.blend(b6.rearrange(SWAP_2), ODD_2);
        DoubleVector c6 = b4.rearrange(SWAP_2).blend(b6, ODD_2);
        DoubleVector c5 = b5.blend(b7.rearrange(SWAP_2), ODD_2);
        DoubleVector c7 = b5.rearrange(SWAP_2).blend(b7, ODD_2);
        DoubleVector d0 = c0.blend(c1.rearrange(SWAP_1), ODD_1);
        DoubleVector d1 = c0.rearrange(SWAP_1).blend(c1, ODD_1);
        DoubleVector d2 = c2.blend(c3.rearrange(SWAP_1), ODD_1);
        DoubleVector d3 = c2.rearrange(SWAP_1).blend(c3, ODD_1);
        DoubleVector d4 = c4.blend(c5.rearrange(SWAP_1), ODD_1);
        DoubleVector d5 = c4.rearrange(SWAP_1).blend(c5, ODD_1);
        DoubleVector d6 = c6.blend(c7.rearrange(SWAP_1), ODD_1);
        DoubleVector d7 = c6.rearrange(SWAP_1).blend(c7, ODD_1);
        d0.intoArray(y, to);
        d1.intoArray(y, to + toRow);
        d2.intoArray(y, to + 2 * toRow);
        d3.intoArray(y, to + 3 * toRow);
        d4.intoArray(y, to + 4 * toRow);
        d5.intoArray(y, to + 5 * toRow);
        d6.intoArray(y, to + 6 * toRow);
        d7.intoArray(y, to + 7 * toRow);
    }

    static void of256(double[] x, int at, int row, double[] y, int to, int toRow) {
        DoubleVector a0 = DoubleVector.fromArray(S, x, at);
        DoubleVector a1 = DoubleVector.fromArray(S, x, at + row);
        DoubleVector a2 = DoubleVector.fromArray(S, x, at + 2 * row);
        DoubleVector a3 = DoubleVector.fromArray(S, x, at + 3 * row);
        DoubleVector b0 = a0.blend(a2.rearrange(SWAP_2), ODD_2);
        DoubleVector b2 = a0.rearrange(SWAP_2).blend(a2, ODD_2);
        DoubleVector b1 = a1.blend(a3.rearrange(SWAP_2), ODD_2);
        DoubleVector b3 = a1.rearrange(SWAP_2).blend(a3, ODD_2);
        DoubleVector c0 = b0.blend(b1.rearrange(SWAP_1), ODD_1);
        DoubleVector c1 = b0.rearrange(SWAP_1).blend(b1, ODD_1);
        DoubleVector c2 = b2.blend(b3.rearrange(SWAP_1), ODD_1);
        DoubleVector c3 = b2.rearrange(SWAP_1).blend(b3, ODD_1);
        c0.intoArray(y, to);
        c1.intoArray(y, to + toRow);
        c2.intoArray(y, to + 2 * toRow);
        c3.intoArray(y, to + 3 * toRow);
    }
}
