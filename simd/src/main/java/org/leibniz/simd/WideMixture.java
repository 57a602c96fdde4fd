package org.leibniz.simd;

import static jdk.incubator.vector.VectorOperators.*;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/// What functions of floats by way of doubles do beside what loops over either do: conversions between floats and as
/// many doubles, which fill twice the room; see [WideLanes].
final class WideMixture extends Mixture {
    /// The only one.
    static final Mixture ONLY = new WideMixture();

    private final float[] x = new float[FloatFunctions.HALF.length()];

    private WideMixture() {}

    @Override
    void round() {
        var narrow = FloatFunctions.HALF;
        var a = FloatVector.fromArray(narrow, x, 0);
        var b = (DoubleVector) a.convertShape(F2D, DoubleVector.SPECIES_PREFERRED, 0);
        var c = (FloatVector) b.mul(b).convertShape(D2F, narrow, 0);
        c.add(1).max(FloatVector.zero(narrow)).intoArray(x, 0);
    }
}
