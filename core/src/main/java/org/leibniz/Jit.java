package org.leibniz;

import java.util.ArrayList;
import java.util.Arrays;
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
/// tensors. A later call with the same signature runs the program without running the Java code. Parameters are operands, read at each
/// call; flags of parameters and cells are conditions ([Facts]).
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
        this.f = f;
    }

    /// What a call looks like before its data is seen.
    private static final class Signature {
        private final List<Form> forms;
        private final Type[] types;
        private final int hash;

        Signature(List<Form> forms, Type[] types) {
            this.forms = forms;
            this.types = types;
            this.hash = 31 * forms.hashCode() + Arrays.hashCode(types);
        }

        @Override
        public boolean equals(@Nullable Object o) {
            return this == o || o instanceof Signature s && hash == s.hash && Arrays.equals(types, s.types) && forms.equals(s.forms);
        }

        @Override
        public int hashCode() {
            return hash;
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

    private record Served(Signature signature, Conditional<Traced> traced) {}

    @Override
    public Object apply(Object... arguments) {
        var u = Unfolded.whole("jit", f, arguments);
        return (Trace.current() == null ? traced(u) : Traced.of(u)).call(u.inputs());
    }

    private Traced traced(Unfolded u) {
        var forms = new ArrayList<Form>(u.size()); // no stream: this is the way of every call
        for (int i = 0; i < u.size(); i++) {
            forms.add(u.form(i));
        }
        var signature = new Signature(forms, Value.types(u.inputs()));
        var recent = last;
        if (recent != null && recent.signature().equals(signature) && recent.traced().holds()) {
            return recent.traced().made();
        }
        for (var known : traces.getOrDefault(signature, List.of())) {
            if (known.holds()) {
                last = new Served(signature, known);
                return known.made();
            }
        }
        var made = Facts.noted(() -> Traced.of(u));
        if (made.made().program().cacheable()) {
            if (traces.size() >= SIGNATURES) {
                traces.clear(); // called with ever new static values: start over, what is needed comes back
            }
            traces.merge(signature, List.of(made), (old, one) -> Stream.concat(one.stream(), old.stream()).limit(VARIANTS).toList());
            last = new Served(signature, made);
        }
        return made.made();
    }
}
