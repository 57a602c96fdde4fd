package org.leibniz.operator;

import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.leibniz.caller.UserLine;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Trace;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.memory.Budget;
import org.leibniz.memory.Remembered;
import org.leibniz.memory.Sized;
import org.leibniz.operator.ReadFlags.Conditional;
import org.leibniz.transform.Staging;
import org.leibniz.tree.FlatFunction;
import org.leibniz.tree.FlatTree;
import org.leibniz.tree.NotATree;
import org.leibniz.tree.TreeForm;
import org.leibniz.tree.Untyped;

/// A function that is traced once for each signature: the forms of its arguments, with all that is static in them, and
/// the types of their tensors. What is static and could change is copied where a tree knows how ([TreeForm.Constant]);
/// the rest must not change. A later call with the same signature runs the program without running the Java code.
/// Parameters are operands, read at each call; flags of parameters and cells are conditions ([ReadFlags]).
///
/// What else the code captures is part of the program, so a trace that captured a variable of an enclosing
/// transformation must not serve again; and since another call may capture one where this one did not, the traces are
/// used only where no transformation is open.
///
/// Traces count in the [Budget] and are held softly: one that was not used for long, or whose memory is needed, is made
/// again when it is wanted.
public final class Jit implements Untyped {
    private static final int VARIANTS = 8; // of one signature under different flags

    private final Untyped f;
    // by themselves, as in the cache of programs
    private final ConcurrentHashMap<Object, Remembered<Variants>> entries = new ConcurrentHashMap<>(4);
    private volatile @Nullable Remembered<Variants> last; // the one that served last mostly serves next

    private final int[] donated; // arguments
    private final String to; // what they are donated to

    public Jit(Untyped f) {
        this(f, new int[0]);
    }

    /// Of a function to which some arguments are given up.
    ///
    /// @param donated their positions
    public Jit(Untyped f, int... donated) {
        this.f = Untyped.returningTensors("jit", f);
        this.donated = donated.clone();
        this.to = donated.length == 0 ? "jit" : "a jitted function" + UserLine.here();
    }

    /// What a call looks like before its data is seen.
    private record Signature(TreeForm form, List<Type> types) {
        static Signature of(FlatTree call) {
            return new Signature(call.form(), List.of(Value.types(call.leaves())));
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Remembered<?> e
                    ? e.isFoundBy(this)
                    : o instanceof Signature(var otherForm, var otherTypes)
                            && types.equals(otherTypes) && form.equals(otherForm);
        }

        @Override
        public int hashCode() {
            return 31 * form.hashCode() + types.hashCode();
        }
    }

    /// What a signature was traced to.
    ///
    /// @param given the leaves that are given up, null if there are none
    record Traced(Staging.Staged program, TreeForm result, @Nullable BitSet given) {
        static Traced of(FlatFunction f, @Nullable BitSet given) {
            var program = Staging.jit(f, Value.types(f.inputs()));
            return new Traced(program, f.result(), given);
        }

        Object call(Value[] leaves, String to) {
            if (given != null) {
                return Untyped.cast(program.call(leaves, given, to, result::rebuild));
            }
            return Untyped.cast(
                    program.assigns() ? program.call(leaves, result::rebuild) : result.rebuild(program.call(leaves)));
        }
    }

    /// The traces of a signature, the youngest first.
    private static final class Variants implements Sized {
        private final TreeForm form;
        private final Type[] types;
        private volatile Conditional<Traced> youngest;
        private volatile List<Conditional<Traced>> older = List.of();

        Variants(Signature signature, Type[] types, Conditional<Traced> first) {
            this.form = signature.form;
            this.types = types;
            this.youngest = first;
        }

        synchronized void add(Conditional<Traced> made) {
            older = Stream.concat(Stream.of(youngest), older.stream()).limit(VARIANTS - 1).toList();
            youngest = made;
        }

        boolean fit(FlatTree call) {
            return call.fits(form, types);
        }

        @Nullable
        Conditional<Traced> holding() {
            var first = youngest;
            if (first.holds()) {
                return first;
            }
            for (var t : older) {
                if (t.holds()) {
                    return t;
                }
            }
            return null;
        }

        /// Captured tensors are the user's as the code is that captured them, and are not counted.
        @Override
        public long bytes(Consumer<@Nullable Object> parts) {
            parts.accept(youngest.made().program().program());
            older.forEach(t -> parts.accept(t.made().program().program()));
            return 300 + 28L * types.length + form.bytes(parts) + 200L * older.size();
        }
    }

    @Override
    public Object apply(Object... arguments) {
        if (Trace.current() != null) {
            var u = FlatFunction.whole("jit", f, arguments);
            return Traced.of(u, null).call(u.inputs(), to);
        }
        FlatTree call;
        try {
            call = FlatTree.ofAll(arguments);
        } catch (NotATree e) {
            throw e.ofInputs("jit");
        }
        var recent = last;
        var variants = recent == null ? null : recent.use();
        var traced = variants != null && variants.fit(call) ? variants.holding() : null;
        return (traced == null ? traced(call, arguments) : traced).made().call(call.leaves(), to);
    }

    /// What a call with these arguments runs, and the flags under which it does: where no transformation is open.
    Conditional<Traced> traced(Object... arguments) {
        return traced(FlatTree.ofAll(arguments), arguments);
    }

    private Conditional<Traced> traced(FlatTree call, Object... arguments) {
        var signature = Signature.of(call);
        var known = entries.get(signature);
        var variants = known == null ? null : known.use();
        var traced = variants == null ? null : variants.holding();
        if (traced != null) {
            last = known;
            return traced;
        }
        var made = ReadFlags.noted(() -> Traced.of(FlatFunction.whole("jit", f, arguments), given(arguments)));
        if (made.made().program().cacheable()) {
            last = remembered(signature, made, Value.types(call.leaves()));
        }
        return made;
    }

    /// The leaves of the arguments that are given up.
    private @Nullable BitSet given(Object... arguments) {
        if (donated.length == 0) {
            return null;
        }
        var given = new BitSet();
        for (int d : donated) {
            if (d >= arguments.length) {
                throw new IllegalArgumentException("jit: donate: expected positions of arguments, of which there "
                        + (arguments.length == 1 ? "is one, 0" : "are " + arguments.length) + ", got " + d);
            }
        }
        int first = 0;
        for (int k = 0; k < arguments.length; k++) {
            int next = first + FlatTree.of(arguments[k]).leaves().length;
            given.set(first, next, Ints.of(donated).contains(k));
            first = next;
        }
        return given;
    }

    private Remembered<Variants> remembered(Signature signature, Conditional<Traced> made, Type... types) {
        var entry = new Remembered<>(entries, signature, new Variants(signature, types, made));
        var raced = entries.putIfAbsent(entry, entry);
        var variants = raced == null ? null : raced.use();
        if (variants != null) {
            variants.add(made);
            return raced;
        }
        Budget.keep(entry, Budget.size(entry));
        return entry;
    }
}
