package org.leibniz.transform;

import static org.leibniz.ir.Slices.join;
import static org.leibniz.ir.Slices.part;
import static org.leibniz.transform.Fun.one;

import java.util.function.Function;
import java.util.function.Supplier;
import org.leibniz.DType;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Extract;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Program;
import org.leibniz.ir.TracePurpose;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// Control flow as data: branches and loops traced once each and recorded as one operation. Captured values become
/// operands.
public final class Control {
    private Control() {}

    /// One of two computations.
    ///
    /// @param predicate 0-d bool
    /// @param then what is computed if it is true
    /// @param otherwise what is computed if not, of the same types
    /// @return the results
    public static Value[] cond(Value predicate, Supplier<Value[]> then, Supplier<Value[]> otherwise) {
        return cond(predicate, x -> then.get(), x -> otherwise.get());
    }

    /// One of two computations.
    ///
    /// @param predicate 0-d bool
    /// @param then what is computed if it is true, of nothing
    /// @param otherwise what is computed if not, of the same types
    /// @return the results
    public static Value[] cond(Value predicate, Fun then, Fun otherwise) {
        var a = Staging.body(TracePurpose.BODY, then);
        var b = Staging.body(TracePurpose.BODY, otherwise);
        return cond(predicate, new Value[0], a, b);
    }

    /// One of two traced branches of the same arguments, each with what it captured.
    static Value[] cond(Value predicate, Value[] args, Extract.Traced a, Extract.Traced b) {
        int n = args.length;
        int ka = a.captured().length;
        int kb = b.captured().length;
        Value[] all = Value.join(a.captured(), b.captured(), args);
        Type[] types = Value.types(all);
        int[] first = Ints.range(0, ka + n).toArray();
        // between the captures of a and the arguments stand those of b
        System.arraycopy(Ints.range(ka + kb, ka + kb + n).toArray(), 0, first, ka, n);
        Program pa = a.program().rewire(types, first);
        Program pb = b.program().rewire(types, Ints.range(ka, ka + kb + n).toArray());
        return Value.bind(new Composite.Cond(pa, pb), Value.join(one(predicate), all));
    }

    /// A loop of any number of trips.
    ///
    /// @param init the first state
    /// @param cond whether to go on, 0-d bool
    /// @param body from state to state, of the same types
    /// @return the last state
    public static Value[] whileLoop(Value[] init, Function<Value[], Value> cond, Fun body) {
        int n = init.length;
        Type[] types = Value.types(init);
        var c = Staging.body(TracePurpose.BODY, Fun.of(body.origin(), body.what(), x -> one(cond.apply(x))), types);
        var b = Staging.body(TracePurpose.BODY, body, types);
        var op = new Composite.While(c.program(), b.program(), c.captured().length, b.captured().length, n);
        return part(Value.bind(op, Value.join(c.captured(), b.captured(), init)), 0, n);
    }

    /// A loop over the first axis of inputs.
    ///
    /// @param init the first state
    /// @param xs what is scanned, each of `length` entries
    /// @param body from state and entries to state and results
    /// @param length how many trips
    /// @param reverse whether from the last entry to the first
    /// @return the last state, then the results of all trips stacked
    public static Value[] scan(Value[] init, Value[] xs, Fun body, int length, boolean reverse) {
        var b = Staging.body(TracePurpose.BODY, body, join(Value.types(init), LoopRules.elements(xs)));
        var op = new Composite.Scan(b.program(), b.captured().length, init.length, reverse, length);
        return Value.bind(op, Value.join(one(Value.literal(Type.scalar(DType.INT32), length)), b.captured(), init, xs));
    }
}
