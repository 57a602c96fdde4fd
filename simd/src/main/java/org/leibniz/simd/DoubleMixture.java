package org.leibniz.simd;

// made of FloatMixture.java by Twins: change that
import static jdk.incubator.vector.VectorOperators.*;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/// What loops over doubles do.
final class DoubleMixture extends Mixture {
    /// The only one.
    static final Mixture ONLY = new DoubleMixture();

    private static final int N = 64;

    private final double[] x = new double[N];
    private final long[] bits = new long[N];
    private final boolean[] truths = new boolean[N];

    private DoubleMixture() {}

    @Override
    void round() {
        numbers();
        bits();
    }

    private void numbers() {
        var s = DoubleVector.SPECIES_PREFERRED;
        var a = DoubleVector.fromArray(s, x, 0);
        var b = DoubleVector.broadcast(s, 3).div(a.abs().add(1)).max(a).min(a.neg()).add(DoubleVector.zero(s));
        var c = a.fma(2, 1).lanewise(FMA, b, 3).fma(a, b).sub(a.mul(b)).sqrt();
        VectorMask<Double> mask = a.compare(LT, b).or(a.compare(GT, 1)).and(b.compare(EQ, c).not());
        c.blend(b, mask).blend(0, a.compare(LE, 0)).intoArray(x, 0);
        mask.intoArray(truths, 0);
        a.blend(b, VectorMask.fromArray(s, truths, 0)).rearrange(VectorShuffle.iota(s, 1, 1, true)).intoArray(x, 0);
    }

    private void bits() {
        var s = LongVector.SPECIES_PREFERRED;
        var a = LongVector.fromArray(s, bits, 0);
        var b = a.lanewise(LSHL, 3).add(1).sub(a.lanewise(ASHR, 1)).and(0xff).or(a).lanewise(XOR, a);
        var c = (DoubleVector) b.convert(L2D, 0);
        c.blend(1, a.compare(UGE, 5).cast(c.species())).reinterpretAsLongs().reinterpretAsDoubles().reinterpretAsLongs()
                .intoArray(bits, 0);
    }
}
