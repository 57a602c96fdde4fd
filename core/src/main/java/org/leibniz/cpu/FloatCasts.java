package org.leibniz.cpu;

/// Conversions of floats to every kind of slot, as [CastLoops] has them.
@SuppressWarnings("cast") // of its own kind too: the loops of every kind read the same
final class FloatCasts {
    private FloatCasts() {}

    /// Converts `n` elements into slot `y` of a kind.
    static void apply(SlotKind to, float[] a, Frame f, int y, int n) {
        switch (to) {
            case FLOAT -> toFloats(a, f.f[y], n);
            case DOUBLE -> toDoubles(a, f.d[y], n);
            case INT -> toInts(a, f.i[y], n);
            case LONG -> toLongs(a, f.l[y], n);
            case BOOL -> toBooleans(a, f.z[y], n);
        }
    }

    private static void toFloats(float[] a, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (float) a[i];
        }
    }

    private static void toDoubles(float[] a, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (double) a[i];
        }
    }

    private static void toInts(float[] a, int[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (int) a[i];
        }
    }

    private static void toLongs(float[] a, long[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = (long) a[i];
        }
    }

    private static void toBooleans(float[] a, boolean[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = a[i] != 0;
        }
    }
}
