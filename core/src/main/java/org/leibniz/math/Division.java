package org.leibniz.math;

/// Division with a rest, as Python has it, and what it refuses.
public final class Division {
    private Division() {}

    /// The divisor of a division of integers.
    ///
    /// @param what the division, as users call it
    /// @param b the divisor
    /// @return the same
    /// @throws ArithmeticException if it is 0
    public static long divisor(String what, long b) {
        if (b == 0) {
            throw new ArithmeticException(
                    what + ": expected integers other than 0 to divide by, got 0; floats give inf or NaN there");
        }
        return b;
    }

    /// As [#divisor(String, long)].
    ///
    /// @param what the division, as users call it
    /// @param b the divisor
    /// @return the same
    /// @throws ArithmeticException if it is 0
    public static int divisor(String what, int b) {
        return (int) divisor(what, (long) b);
    }

    /// The quotient, rounded down. It agrees with [#floorMod]: 1 over 0.1 is 9 with a rest of almost 0.1, though the
    /// quotient rounds to 10. The method is CPython's.
    public static double floorDiv(double a, double b) {
        if (b == 0) {
            return a / b;
        }
        double rest = a % b;
        double quotient = (a - rest) / b - (rest != 0 && rest < 0 != b < 0 ? 1 : 0);
        if (quotient == 0) {
            return Math.copySign(0, a / b);
        }
        double floor = Math.floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    /// The rest, of the sign of the divisor.
    ///
    /// @param a what is divided
    /// @param b the divisor
    /// @return `a - b * floor(a / b)`
    public static double floorMod(double a, double b) {
        double r = a % b;
        return r != 0 && r < 0 != b < 0 ? r + b : r;
    }
}
