package org.leibniz.ir;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leibniz.NoValueException;

/// Reads of variables from outside: on a thread that takes no part in a transformation which is open on another one and
/// wants these variables. What is computed from them there is plain data. It may go anywhere but into that
/// transformation, where it would pass for a constant: a gradient would lack it, and `jit` would keep it for good. So a
/// value remembers them, while such a transformation is open; what enters a transformation is held against them
/// ([#refuse]).
///
/// A read is remembered by the birth of the youngest trace that was open then: an older trace that is still open was
/// open, too, and what was read before a trace was opened is a constant there.
final class Outside {
    private final Map<Source, Long> reads; // the latest read of each

    private Outside(Map<Source, Long> reads) {
        this.reads = reads;
    }

    /// A variable that was read, without keeping it alive, as what its value became: something that depends on it, or
    /// something whose derivative is zero (`stopGradient`, an integer), which a gradient need not know.
    static final class Source extends WeakReference<Variable> {
        private final @Nullable Source constant; // null if this is it

        Source(Variable of) {
            super(of);
            this.constant = new Source(of, null);
        }

        private Source(Variable of, @Nullable Source constant) {
            super(of);
            this.constant = constant;
        }
    }

    /// The committed value of a variable as it is read where no trace intercepts.
    ///
    /// @param v the variable
    /// @param here the trace that is current here, or null
    static Value read(Variable v, @Nullable Trace here) {
        Value committed = v.committed();
        Trace[] open = Trace.wanting();
        if (open.length == 0) {
            return committed;
        }
        for (var t : open) {
            if (t.wants(v) && !t.isAround(here)) {
                return committed.from(new Outside(Map.of(v.source(), Trace.youngest())));
            }
        }
        return committed;
    }

    /// What a result remembers.
    ///
    /// @param in what it is computed from
    static @Nullable Outside of(Value... in) {
        if (Trace.wanting().length == 0) {
            return null; // what was open then has ended
        }
        Outside one = null;
        Map<Source, Long> several = null;
        for (var v : in) {
            var o = v.outside();
            if (o == null || o == one) {
                continue;
            }
            if (several != null) {
                o.addTo(several);
            } else if (one == null || o.covers(one)) {
                one = o;
            } else if (!one.covers(o)) {
                several = new HashMap<>(one.reads);
                o.addTo(several);
            }
        }
        return several == null ? one : new Outside(several);
    }

    private boolean covers(Outside o) {
        for (var e : o.reads.entrySet()) {
            Long when = reads.get(e.getKey());
            if (when == null || when < e.getValue()) {
                return false;
            }
        }
        return true;
    }

    private void addTo(Map<Source, Long> all) {
        reads.forEach((v, when) -> all.merge(v, when, Math::max));
    }

    /// What a result remembers of this.
    ///
    /// @param result its type
    /// @param constant whether no derivative passes through the operation
    Outside in(Type result, boolean constant) {
        return result.dtype().isFloating() && !constant ? this : constant();
    }

    /// The same of something whose derivative is zero.
    private Outside constant() {
        var all = new HashMap<Source, Long>();
        reads.forEach((v, when) -> all.merge(v.constant == null ? v : v.constant, when, Math::max));
        return new Outside(all);
    }

    /// Refuses what enters a transformation and was computed outside from what that wants.
    ///
    /// @param into the trace
    /// @param user what uses it there, null if it is returned as it is
    void refuse(Trace into, @Nullable Node user) {
        var v = found(into);
        if (v != null) {
            throw new IllegalStateException(into.title() + ": a tensor that was computed on another thread from "
                    + v.name()
                    + " is used here" + (user == null ? "" : Leak.at(user)) + ", but that thread takes no part in "
                    + into.title() + ", so "
                    + (into.purpose == TracePurpose.JIT
                            ? "what it computed would be kept for all later calls"
                            : "the gradient would lack it")
                    + "; bind the task before it is handed over, bound(task), or read the parameter before, value(), "
                    + "and give the task that"
                    + (into.purpose == TracePurpose.JIT ? "" : "; for a constant use stopGradient(..)"));
        }
    }

    /// Refuses to show a number that `jit` would keep.
    ///
    /// @param here the trace that is current where it is asked for
    void refuseToShow(@Nullable Trace here) {
        for (Trace t = here; t != null; t = t.parent) {
            var v = t.purpose == TracePurpose.JIT ? found(t) : null;
            if (v != null) {
                throw new NoValueException("no value here: a tensor that was computed on another thread from "
                        + v.name()
                        + " is looked at inside jit, which would keep what it is now for all later calls; bind the "
                        + "task before it is"
                        + " handed over, bound(task), or read the parameter before, value(), and give the task that");
            }
        }
    }

    private @Nullable Variable found(Trace t) {
        for (var e : reads.entrySet()) {
            var v = e.getKey().get();
            if (v != null && e.getValue() >= t.birth
                    && (t.purpose == TracePurpose.JIT || e.getKey().constant != null && t.wants(v))) {
                return v;
            }
        }
        return null;
    }
}
