package org.leibniz.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// Lists of operands, tangents and types, and masks over them. A tangent or cotangent that is zero everywhere is null.
final class Lists {
    private Lists() {}

    static Value[] part(Value[] list, int from, int n) {
        return Arrays.copyOfRange(list, from, end(list.length, from, n));
    }

    static Type[] part(Type[] list, int from, int n) {
        return Arrays.copyOfRange(list, from, end(list.length, from, n));
    }

    static boolean[] part(boolean[] list, int from, int n) {
        return Arrays.copyOfRange(list, from, end(list.length, from, n));
    }

    /// The end of a part that lies in a list: nothing is filled up behind it.
    private static int end(int length, int from, int n) {
        return Objects.checkFromIndexSize(from, n, length) + n;
    }

    /// A mask of the first `k` of `n`.
    static boolean[] first(int n, int k) {
        boolean[] m = new boolean[n];
        Arrays.fill(m, 0, k, true);
        return m;
    }

    /// A mask of the last `k` of `n`.
    static boolean[] last(int n, int k) {
        boolean[] m = new boolean[n];
        Arrays.fill(m, n - k, n, true);
        return m;
    }

    static Value[] one(Value v) {
        return new Value[]{v};
    }

    static @Nullable Value[] nulls(int n) {
        return new @Nullable Value[n];
    }

    static Type[] join(Type[]... parts) {
        var all = new ArrayList<Type>();
        for (var p : parts) {
            all.addAll(Arrays.asList(p));
        }
        return all.toArray(new Type[0]);
    }

    static boolean[] join(boolean[]... parts) {
        int n = 0;
        for (var p : parts) {
            n += p.length;
        }
        boolean[] all = new boolean[n];
        int k = 0;
        for (var p : parts) {
            System.arraycopy(p, 0, all, k, p.length);
            k += p.length;
        }
        return all;
    }

    static boolean[] all(int n) {
        boolean[] m = new boolean[n];
        Arrays.fill(m, true);
        return m;
    }

    static int count(boolean[] mask) {
        int n = 0;
        for (boolean b : mask) {
            n += b ? 1 : 0;
        }
        return n;
    }

    /// Which are not zero.
    static boolean[] mask(@Nullable Value[] tangents) {
        boolean[] m = new boolean[tangents.length];
        for (int i = 0; i < m.length; i++) {
            m[i] = tangents[i] != null;
        }
        return m;
    }

    /// Those that are not zero.
    static Value[] live(@Nullable Value[] tangents) {
        var r = new ArrayList<Value>();
        for (var t : tangents) {
            if (t != null) {
                r.add(t);
            }
        }
        return Value.array(r);
    }

    /// The inverse of [#live]: values at the places of a mask, null elsewhere.
    static @Nullable Value[] spread(boolean[] mask, @Nullable Value[] values, int from) {
        var r = nulls(mask.length);
        int k = from;
        for (int i = 0; i < r.length; i++) {
            if (mask[i]) {
                r[i] = values[k++];
            }
        }
        return r;
    }

    /// Those at which a mask has a value.
    static Value[] where(Value[] values, boolean[] mask, boolean wanted) {
        var r = new ArrayList<Value>();
        for (int i = 0; i < mask.length; i++) {
            if (mask[i] == wanted) {
                r.add(values[i]);
            }
        }
        return Value.array(r);
    }

    /// Those at which a mask has a value.
    static Type[] where(Type[] types, boolean[] mask, boolean wanted) {
        var r = new ArrayList<Type>();
        for (int i = 0; i < mask.length; i++) {
            if (mask[i] == wanted) {
                r.add(types[i]);
            }
        }
        return r.toArray(new Type[0]);
    }

    /// The places of a mask, whether they are those of another.
    static boolean[] where(boolean[] values, boolean[] mask) {
        boolean[] r = new boolean[count(mask)];
        for (int i = 0, k = 0; i < mask.length; i++) {
            if (mask[i]) {
                r[k++] = values[i];
            }
        }
        return r;
    }

    /// The inverse of both: values for where a mask is true, and others for elsewhere.
    static Value[] merged(boolean[] mask, Value[] where, Value[] elsewhere) {
        Value[] r = new Value[mask.length];
        for (int i = 0, a = 0, b = 0; i < r.length; i++) {
            r[i] = mask[i] ? where[a++] : elsewhere[b++];
        }
        return r;
    }

    static boolean[] or(boolean[] a, boolean[] b) {
        boolean[] r = a.clone();
        for (int i = 0; i < r.length; i++) {
            r[i] |= b[i];
        }
        return r;
    }

    static Value[] zeros(Type[] types) {
        Value[] z = new Value[types.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = Value.zeros(types[i]);
        }
        return z;
    }

    static Type[] elements(Value[] stacks) {
        Type[] t = new Type[stacks.length];
        for (int i = 0; i < t.length; i++) {
            t[i] = stacks[i].type().element();
        }
        return t;
    }

    static Value orZeros(@Nullable Value t, Type type) {
        return t == null ? Value.zeros(type) : t;
    }
}
