package org.leibniz.math;

/// Powers as C and NumPy have them: 1 to any power is 1, NaN included, and so is -1 to an infinite one, of which Java
/// says NaN.
public final class Powers {
    private Powers() {}

    /// `a` to the power `b`.
    public static double pow(double a, double b) {
        return a == 1 || a == -1 && Double.isInfinite(b) ? 1 : Math.pow(a, b);
    }

    /// `a` to the power `b`.
    public static float pow(float a, float b) {
        return a == 1 || a == -1 && Float.isInfinite(b) ? 1 : FloatMath.pow(a, b);
    }
}
