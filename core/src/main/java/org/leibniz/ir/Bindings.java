package org.leibniz.ir;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the variables are inside a [Trace]: at its first read each is what the trace wants it to be (a variable of a
/// gradient, an operand of `jit`, else what it is around), from an assignment on what it was assigned. A function may
/// read parameters on several threads.
final class Bindings {
    private final Trace trace;
    // Guarded by this.
    private final Map<Variable, Value> now = new LinkedHashMap<>();
    private final Map<Variable, Value> first = new LinkedHashMap<>();
    private final Set<Variable> written = new LinkedHashSet<>();

    /// Of a trace that begins.
    Bindings(Trace trace) {
        this.trace = trace;
    }

    private synchronized @Nullable Value known(Variable v) {
        return now.get(v);
    }

    /// The value of a variable here and now.
    Value read(Variable v) {
        var known = known(v);
        if (known != null) {
            return known;
        }
        Value read;
        if (trace.purpose == TracePurpose.JIT) {
            read = trace.input(v.type(), "a parameter");
        } else {
            var around = trace.parent;
            read = around == null ? Outside.read(v, Trace.current()) : around.bindings.read(v);
            if (trace.wants(v)) {
                read = trace.alias(read);
            }
        }
        synchronized (this) {
            var raced = now.putIfAbsent(v, read);
            first.putIfAbsent(v, raced == null ? read : raced);
            return raced == null ? read : raced;
        }
    }

    /// What [#read] would give, without reading.
    Value glance(Variable v) {
        for (Trace t = trace; t != null; t = t.parent) {
            var known = t.bindings.known(v);
            if (known != null) {
                return known;
            }
            if (t.purpose == TracePurpose.JIT) {
                throw trace.noValue("a parameter");
            }
        }
        return v.committed();
    }

    void assign(Variable v, Value value) {
        assign(Variable.ASSIGN, v, value);
    }

    /// Sets a variable until the trace ends.
    ///
    /// @param what the method that does it, for messages
    void assign(String what, Variable v, Value value) {
        if (!trace.mayAssign()) {
            throw new IllegalStateException(what + " inside " + trace.title()
                    + ": a parameter cannot be set there, since the code runs for many values or not at all; return "
                    + "the new value and assign it outside");
        }
        synchronized (this) {
            now.put(v, value);
            written.add(v);
        }
    }

    /// What was read and is told from its value, in the order of the first reads.
    synchronized Map<Variable, Value> reads() {
        if (first.isEmpty()) {
            return Map.of();
        }
        var r = new LinkedHashMap<Variable, Value>();
        first.forEach((v, x) -> {
            if (trace.wants(v)) {
                r.put(v, x);
            }
        });
        return r;
    }

    /// What was assigned, with the last values.
    synchronized Map<Variable, Value> writes() {
        if (written.isEmpty()) {
            return Map.of();
        }
        var r = new LinkedHashMap<Variable, Value>();
        for (var v : written) {
            r.put(v, now.get(v));
        }
        return r;
    }
}
