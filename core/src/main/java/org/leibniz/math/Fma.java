package org.leibniz.math;

/// `a * b + c`, rounded once where the processor does so.
///
/// Nearly all do. Where one does not, or a flag of the JVM says so (x86 before 2013, `-XX:UseAVX=0`), [Math#fma]
/// computes with `BigDecimal`, some hundred times slower. There sums of products round twice, as most libraries do
/// anyway, and functions, whose accuracy hangs on the one rounding, get it from pairs of doubles. So bits differ
/// between machines with it and without.
public final class Fma {
    /// Whether the processor has it. Measured, since nothing says so; against another instruction, in case that all is
    /// slow.
    public static final boolean FUSED = isFused();

    /// Splits a double in two halves of 26 bits.
    private static final double SPLIT = 0x1p27 + 1;
    /// Splitting larger numbers overflows.
    private static final double LARGE = 0x1p990;
    /// The errors of smaller products are no doubles.
    private static final double SMALL = 0x1p-960;

    private Fma() {}

    private static boolean isFused() {
        long fused = Long.MAX_VALUE;
        long other = Long.MAX_VALUE;
        double x = 1.5;
        for (int round = 0; round < 8; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < 4; i++) {
                x = Math.fma(x, 0.625, 0.7);
            }
            long middle = System.nanoTime();
            for (int i = 0; i < 4; i++) {
                x = Math.sqrt(x + 0.7);
            }
            long end = System.nanoTime();
            fused = Math.min(fused, middle - start);
            other = Math.min(other, end - middle);
        }
        return fused < 6 * (other + 40) && x > 0; // x always is, but has to be computed
    }

    /// `a * b + c` for functions: with one rounding, or as good.
    public static double fma(double a, double b, double c) {
        return FUSED ? Math.fma(a, b, c) : inPairs(a, b, c);
    }

    /// `a * b + c` for functions: with one rounding, or as good.
    public static float fma(float a, float b, float c) {
        return FUSED ? Math.fma(a, b, c) : (float) ((double) a * b + c);
    }

    /// `a * b + c` for sums of products: with one rounding, or with two.
    public static double mulAdd(double a, double b, double c) {
        return FUSED ? Math.fma(a, b, c) : a * b + c;
    }

    /// `a * b + c` for sums of products: with one rounding, or with two.
    public static float mulAdd(float a, float b, float c) {
        return FUSED ? Math.fma(a, b, c) : a * b + c;
    }

    /// The product with its error (Dekker, 1971), added with its error (Knuth).
    static double inPairs(double a, double b, double c) {
        double p = a * b;
        double s = p + c;
        if (p == 0 && (a == 0 || b == 0)) {
            return s;
        }
        if (!(Math.abs(p) > SMALL && Math.abs(p) < LARGE && Math.abs(a) < LARGE && Math.abs(b) < LARGE
                && Math.abs(c) < LARGE)) {
            return Math.abs(p) <= SMALL && Math.abs(c) > 0x1p-800 ? s : Math.fma(a, b, c); // rare, or not finite
        }
        double u = a * SPLIT;
        double aHigh = u - (u - a);
        double aLow = a - aHigh;
        double v = b * SPLIT;
        double bHigh = v - (v - b);
        double bLow = b - bHigh;
        double error = aLow * bLow - (p - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
        double t = s - p;
        return s + (p - (s - t) + (c - t) + error);
    }
}
