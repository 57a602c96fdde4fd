package org.leibniz.transform;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// Lists of tangents or cotangents, in which null stands for one that is zero everywhere: it is never written, and
/// nothing is computed of it.
final class SymbolicZeros {
    private SymbolicZeros() {}

    static @Nullable Value[] nulls(int n) {
        return new @Nullable Value[n];
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

    /// The inverse of [#live]: values, of which the first is at `from`, at the places of a mask, zeros elsewhere.
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

    static @Nullable Value plus(@Nullable Value a, @Nullable Value b) {
        return a == null ? b : b == null ? a : a.add(b);
    }

    /// A tangent that a rule is not asked for without.
    static Value present(@Nullable Value t) {
        if (t == null) {
            throw new IllegalStateException("a tangent is missing");
        }
        return t;
    }

    /// A zero as it is written.
    static Value orZeros(@Nullable Value t, Type type) {
        return t == null ? Value.zeros(type) : t;
    }
}
