package org.leibniz.simd;

import static jdk.incubator.vector.VectorOperators.*;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/// All kinds of operations of the Vector API in turn, before any loop uses one of them often.
///
/// The methods of the Vector API are shared by all code that uses it, and they branch on the kind of the operation.
/// The JVM compiles them for the branches that were taken until then: those of the first loop that is warmed up, which
/// may know no division. The first division then throws that code away (a trap), and the JVM counts it against the
/// method. Where a loop is compiled, the counts of all methods that are inlined there are added up, over every place:
/// two traps of a method that each operation calls make more than the JVM puts up with in a loop of 50 operations
/// (`PerMethodTrapLimit`, 100), so it leaves no branch out any more. Then every operation is several times as long, and
/// in a long loop some go on with objects. Black–Scholes' loop of 250 operations took 2 to 6 times as long in every
/// other JVM that had trained a network before.
final class Mixture {
    /// So often that the JVM has profiles of all that is called, and compiles it by them.
    private static final int ROUNDS = 100;

    private static final int N = 64;

    private static boolean hasFloats;
    private static boolean hasDoubles;

    private final float[] f = new float[N];
    private final double[] d = new double[N];
    private final int[] i = new int[N];
    private final long[] l = new long[N];
    private final boolean[] b = new boolean[N];

    private Mixture() {}

    /// Goes through all that loops over floats do, once in a process: a tenth of a second, for a thread that nobody
    /// waits for.
    static synchronized void ofFloats() {
        if (!hasFloats) {
            hasFloats = true;
            var mixture = new Mixture();
            for (int round = 0; round < ROUNDS; round++) {
                mixture.floats();
                mixture.ints();
            }
        }
    }

    /// The same of doubles, and of floats by way of them.
    static synchronized void ofDoubles() {
        if (!hasDoubles) {
            hasDoubles = true;
            var mixture = new Mixture();
            for (int round = 0; round < ROUNDS; round++) {
                mixture.doubles();
                mixture.longs();
                mixture.conversions();
            }
        }
    }

    private void floats() {
        var s = FloatVector.SPECIES_PREFERRED;
        var x = FloatVector.fromArray(s, f, 0);
        var y = FloatVector.broadcast(s, 3).div(x.abs().add(1)).max(x).min(x.neg()).add(FloatVector.zero(s));
        var z = x.fma(2, 1).lanewise(FMA, y, 3).fma(x, y).sub(x.mul(y)).sqrt();
        VectorMask<Float> mask = x.compare(LT, y).or(x.compare(GT, 1)).and(y.compare(EQ, z).not());
        z.blend(y, mask).blend(0, x.compare(LE, 0)).intoArray(f, 0);
        mask.intoArray(b, 0);
        x.blend(y, VectorMask.fromArray(s, b, 0)).rearrange(VectorShuffle.iota(s, 1, 1, true)).intoArray(f, 0);
    }

    private void ints() {
        var s = IntVector.SPECIES_PREFERRED;
        var x = IntVector.fromArray(s, i, 0);
        var y = x.lanewise(LSHL, 3).add(1).sub(x.lanewise(ASHR, 1)).and(0xff).or(x).lanewise(XOR, x);
        var z = (FloatVector) y.convert(I2F, 0);
        z.blend(1, x.compare(UGE, 5).cast(z.species())).reinterpretAsInts().reinterpretAsFloats().reinterpretAsInts()
                .intoArray(i, 0);
    }

    private void doubles() {
        var s = DoubleVector.SPECIES_PREFERRED;
        var x = DoubleVector.fromArray(s, d, 0);
        var y = DoubleVector.broadcast(s, 3).div(x.abs().add(1)).max(x).min(x.neg()).add(DoubleVector.zero(s));
        var z = x.fma(2, 1).lanewise(FMA, y, 3).fma(x, y).sub(x.mul(y)).sqrt();
        VectorMask<Double> mask = x.compare(LT, y).or(x.compare(GT, 1)).and(y.compare(EQ, z).not());
        z.blend(y, mask).blend(0, x.compare(LE, 0)).intoArray(d, 0);
        mask.intoArray(b, 0);
        x.blend(y, VectorMask.fromArray(s, b, 0)).rearrange(VectorShuffle.iota(s, 1, 1, true)).intoArray(d, 0);
    }

    private void longs() {
        var s = LongVector.SPECIES_PREFERRED;
        var x = LongVector.fromArray(s, l, 0);
        var y = x.lanewise(LSHL, 3).add(1).sub(x.lanewise(ASHR, 1)).and(0xff).or(x).lanewise(XOR, x);
        var z = (DoubleVector) y.convert(L2D, 0);
        z.blend(1, x.compare(UGE, 5).cast(z.species())).reinterpretAsLongs().reinterpretAsDoubles()
                .reinterpretAsLongs()
                .intoArray(l, 0);
    }

    /// Between floats and as many doubles, which fill twice the room; see [WideLanes].
    private void conversions() {
        var wide = DoubleVector.SPECIES_PREFERRED;
        var narrow = FloatFunctions.HALF;
        var x = FloatVector.fromArray(narrow, f, 0);
        var y = (DoubleVector) x.convertShape(F2D, wide, 0);
        var z = (FloatVector) y.mul(y).convertShape(D2F, narrow, 0);
        z.add(1).max(FloatVector.zero(narrow)).intoArray(f, 0);
    }
}
