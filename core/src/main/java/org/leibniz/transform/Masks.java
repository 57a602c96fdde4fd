package org.leibniz.transform;

import java.util.Arrays;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Slices;
import org.leibniz.ir.Value;

/// Truth values, one for each of a list of operands, results or parameters: which of them are meant.
final class Masks {
    private Masks() {}

    /// The first `k` of `n`.
    static boolean[] first(int n, int k) {
        boolean[] m = new boolean[n];
        Arrays.fill(m, 0, k, true);
        return m;
    }

    /// The last `k` of `n`.
    static boolean[] last(int n, int k) {
        boolean[] m = new boolean[n];
        Arrays.fill(m, n - k, n, true);
        return m;
    }

    static boolean[] all(int n) {
        return first(n, n);
    }

    static boolean any(boolean[] mask) {
        return count(mask) > 0;
    }

    static int count(boolean[] mask) {
        int n = 0;
        for (boolean b : mask) {
            n += b ? 1 : 0;
        }
        return n;
    }

    /// One or the other.
    static boolean[] or(boolean[] a, boolean[] b) {
        boolean[] r = a.clone();
        for (int i = 0; i < r.length; i++) {
            r[i] |= b[i];
        }
        return r;
    }

    /// As what can be a key.
    static Ints bits(boolean[] mask) {
        int[] b = new int[mask.length];
        for (int i = 0; i < b.length; i++) {
            b[i] = mask[i] ? 1 : 0;
        }
        return Ints.of(b);
    }

    /// Those at which a mask has a value.
    static <A> A where(A list, boolean[] mask, boolean wanted) {
        int[] places = new int[mask.length];
        int n = 0;
        for (int i = 0; i < mask.length; i++) {
            if (mask[i] == wanted) {
                places[n++] = i;
            }
        }
        return Slices.pick(list, places, 0, n);
    }

    /// The inverse of [#where]: values for where a mask is true, and others for elsewhere.
    static Value[] merged(boolean[] mask, Value[] where, Value[] elsewhere) {
        Value[] r = new Value[mask.length];
        for (int i = 0, a = 0, b = 0; i < r.length; i++) {
            r[i] = mask[i] ? where[a++] : elsewhere[b++];
        }
        return r;
    }
}
