package org.leibniz.cpu;

import java.util.Arrays;

/// One residual of a loop of a [SmallProgram]: what each trip has left of it. The loop keeps all its residuals of a
/// kind in one array, a row a trip: doubles, floats, ints (and truth values), longs, or residuals of loops in it. One
/// without trips reads as zeros.
///
/// ```
/// two residuals a, f64, and b, f64[2]   a b b | a b b | a b b ..      a: from 0, b: from 1, width 3
/// ```
public final class Residual {
    /// Of no trip.
    public static final Residual EMPTY = new Residual(new Object[0], 0, 0, 0);

    private static final int FEW = 16;
    private static final int MOST = Integer.MAX_VALUE - 8;

    private final Object array;
    /// Where it stands in a row.
    public final int from;
    /// The length of a row.
    public final int width;
    /// The number of trips.
    public final int trips;

    /// What a loop has kept.
    public Residual(Object array, int from, int width, int trips) {
        this.array = array;
        this.from = trips == 0 ? 0 : from;
        this.width = trips == 0 ? 0 : width;
        this.trips = trips;
    }

    // ---- the rows; without trips one of zeros

    /// Rows of doubles.
    ///
    /// @param n how many a trip has of it
    public double[] doubles(int n) {
        return trips == 0 ? new double[n] : (double[]) array;
    }

    /// Rows of floats.
    public float[] floats(int n) {
        return trips == 0 ? new float[n] : (float[]) array;
    }

    /// Rows of ints.
    public int[] ints(int n) {
        return trips == 0 ? new int[n] : (int[]) array;
    }

    /// Rows of longs.
    public long[] longs(int n) {
        return trips == 0 ? new long[n] : (long[]) array;
    }

    /// Rows of residuals.
    public Object[] residuals() {
        return trips == 0 ? new Object[]{EMPTY} : (Object[]) array;
    }

    // ---- room for rows

    /// The length of an array for so many rows.
    public static int length(int trips, int width) {
        long n = (long) trips * width;
        if (n > MOST) {
            throw new OutOfMemoryError("the residuals of " + trips + " trips");
        }
        return (int) n;
    }

    /// As the array, with room for another row behind what is there.
    public static double[] longer(double[] a, int width) {
        return Arrays.copyOf(a, longer(a.length, width));
    }

    /// As the array, with room for another row behind what is there.
    public static float[] longer(float[] a, int width) {
        return Arrays.copyOf(a, longer(a.length, width));
    }

    /// As the array, with room for another row behind what is there.
    public static int[] longer(int[] a, int width) {
        return Arrays.copyOf(a, longer(a.length, width));
    }

    /// As the array, with room for another row behind what is there.
    public static long[] longer(long[] a, int width) {
        return Arrays.copyOf(a, longer(a.length, width));
    }

    /// As the array, with room for another row behind what is there.
    public static Object[] longer(Object[] a, int width) {
        return Arrays.copyOf(a, longer(a.length, width));
    }

    private static int longer(int length, int width) {
        if (length > MOST - width) {
            throw new OutOfMemoryError("the residuals of a loop");
        }
        return (int) Math.min(MOST, Math.max(2L * length, (long) FEW * width));
    }
}
