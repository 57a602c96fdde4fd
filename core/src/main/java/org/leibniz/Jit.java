package org.leibniz;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.leibniz.Facts.Conditional;
import org.leibniz.ir.Trace;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.transform.Staging;

/// A function that is traced once for each signature: the forms of its arguments, with all that is static in them, and the types of their
/// tensors. What is static and could change is copied where a tree knows how ([Form.Constant]); the rest must not change. A later call with
/// the same signature runs the program without running the Java code. Parameters are operands, read at each call; flags of parameters and
/// cells are conditions ([Facts]).
///
/// What else the code captures is part of the program, so a trace that captured a variable of an enclosing transformation must not serve
/// again; and since another call may capture one where this one did not, the traces are used only where no transformation is open.
final class Jit implements Untyped {
    private static final int SIGNATURES = 512;
    private static final int VARIANTS = 8; // of one signature under different flags

    private final Untyped f;
    private final ConcurrentHashMap<Signature, List<Conditional<Traced>>> traces = new ConcurrentHashMap<>();
    private volatile @Nullable Served last; // the one that served last mostly serves next

    Jit(Untyped f) {
        this.f = Untyped.returningTensors("jit", f);
    }

    /// What a call looks like before its data is seen.
    private record Signature(Form form, List<Type> types) {
        static Signature of(Form.Flat call) {
            return new Signature(call.form(), List.of(Value.types(call.leaves())));
        }
    }

    /// What a signature was traced to.
    private record Traced(Staging.Staged program, Form result) {
        static Traced of(Unfolded f) {
            var program = Staging.jit(f, Value.types(f.inputs()));
            return new Traced(program, f.result());
        }

        Object call(Value[] leaves) {
            return Untyped.cast(result.rebuild(program.call(leaves)));
        }
    }

    /// The trace that served last, and what the call looked like.
    private record Served(Form form, Type[] types, Conditional<Traced> traced) {
        static Served of(Form.Flat call, Conditional<Traced> traced) {
            return new Served(call.form(), Value.types(call.leaves()), traced);
        }

        boolean serves(Form.Flat call) {
            return call.fits(form, types) && traced.holds();
        }
    }

    @Override
    public Object apply(Object... arguments) {
        if (Trace.current() != null) {
            var u = Unfolded.whole("jit", f, arguments);
            return Traced.of(u).call(u.inputs());
        }
        var call = Form.flattenAll(arguments);
        var recent = last;
        var traced = recent != null && recent.serves(call) ? recent.traced().made() : traced(call, arguments);
        return traced.call(call.leaves());
    }

    private Traced traced(Form.Flat call, Object... arguments) {
        var signature = Signature.of(call);
        for (var known : traces.getOrDefault(signature, List.of())) {
            if (known.holds()) {
                last = Served.of(call, known);
                return known.made();
            }
        }
        var made = Facts.noted(() -> Traced.of(Unfolded.whole("jit", f, arguments)));
        if (made.made().program().cacheable()) {
            if (traces.size() >= SIGNATURES) {
                traces.clear(); // called with ever new static values: start over, what is needed comes back
            }
            traces.merge(signature, List.of(made), (old, one) -> Stream.concat(one.stream(), old.stream()).limit(VARIANTS).toList());
            last = Served.of(call, made);
        }
        return made.made();
    }
}
