package org.leibniz.simd;

import static jdk.incubator.vector.VectorOperators.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/// What loops over floats do.
final class FloatMixture extends Mixture {
    /// The only one.
    static final Mixture ONLY = new FloatMixture();

    private static final int N = 64;

    private final float[] x = new float[N];
    private final int[] bits = new int[N];
    private final boolean[] truths = new boolean[N];

    private FloatMixture() {}

    @Override
    void round() {
        numbers();
        bits();
    }

    private void numbers() {
        var s = FloatVector.SPECIES_PREFERRED;
        var a = FloatVector.fromArray(s, x, 0);
        var b = FloatVector.broadcast(s, 3).div(a.abs().add(1)).max(a).min(a.neg()).add(FloatVector.zero(s));
        var c = a.fma(2, 1).lanewise(FMA, b, 3).fma(a, b).sub(a.mul(b)).sqrt();
        VectorMask<Float> mask = a.compare(LT, b).or(a.compare(GT, 1)).and(b.compare(EQ, c).not());
        c.blend(b, mask).blend(0, a.compare(LE, 0)).intoArray(x, 0);
        mask.intoArray(truths, 0);
        a.blend(b, VectorMask.fromArray(s, truths, 0)).rearrange(VectorShuffle.iota(s, 1, 1, true)).intoArray(x, 0);
    }

    private void bits() {
        var s = IntVector.SPECIES_PREFERRED;
        var a = IntVector.fromArray(s, bits, 0);
        var b = a.lanewise(LSHL, 3).add(1).sub(a.lanewise(ASHR, 1)).and(0xff).or(a).lanewise(XOR, a);
        var c = (FloatVector) b.convert(I2F, 0);
        c.blend(1, a.compare(UGE, 5).cast(c.species())).reinterpretAsInts().reinterpretAsFloats().reinterpretAsInts()
                .intoArray(bits, 0);
    }
}
