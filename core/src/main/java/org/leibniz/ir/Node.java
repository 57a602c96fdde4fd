package org.leibniz.ir;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One recorded application of an operation: what is computed from what, inside which trace.
///
/// Ids come from a Lamport clock: larger than those of all inputs, so ascending order is a topological order, on any
/// thread and without a global counter. Ids of nodes made by different threads may be equal; identity decides.
///
/// A node whose value was asked for may have been run as another operation that also returns what its derivative needs
/// ([Trace.Keeping]); a program that is extracted later has that [Run] in its place.
public final class Node {
    final Op op;
    final Value[] inputs;
    final Value[] outputs;
    final long id;
    final Trace trace;
    private volatile @Nullable Run run;

    /// What stands for a node in a program.
    ///
    /// @param op the operation
    /// @param inputs what it is applied to
    /// @param outputs those of the node, then what was kept
    record Run(Op op, Value[] inputs, Value[] outputs) {}

    Node(Op op, Value[] inputs, Type[] types, Trace trace) {
        this.op = op;
        this.inputs = inputs;
        this.trace = trace;
        long oldest = trace.birth; // a thread that joins later may have a clock of its own
        boolean outside = false;
        for (var v : inputs) {
            var n = v.node();
            if (n != null && n.id > oldest) {
                oldest = n.id;
            }
            outside |= v.outside() != null;
        }
        this.id = Trace.tick(oldest);
        this.outputs = new Value[types.length];
        for (int i = 0; i < types.length; i++) {
            outputs[i] = new Value(types[i], this, i);
        }
        Outside from = outside ? Outside.of(inputs) : null;
        if (from != null) {
            for (var v : outputs) {
                v.remember(from.in(v.type(), op instanceof Mark.StopGradient));
            }
        }
        trace.note(this);
    }

    /// What is applied.
    public Op op() {
        return op;
    }

    /// What it is applied to.
    public List<Value> inputs() {
        return List.of(inputs);
    }

    /// The trace that it belongs to.
    public Trace trace() {
        return trace;
    }

    /// What stands for it in a program.
    ///
    /// @return null if that is what it was recorded as
    @Nullable
    Run run() {
        return run;
    }

    /// Computes the outputs from inputs that have data.
    void compute() {
        if (op instanceof Mark.Alias) {
            outputs[0].know(inputs[0].data(), inputs[0].outside());
            inputs[0].share();
            outputs[0].share();
            return;
        }
        var code = Extract.single(op, inputs);
        Value[] in = code.captured();
        var keeping = keeping(in, code.program());
        var program = keeping == null ? code.program() : keeping;
        Value[] results = Value.run(program, in, op instanceof Mark.StopGradient);
        if (keeping != null) {
            Value[] all = Arrays.copyOf(outputs, results.length);
            for (int i = outputs.length; i < all.length; i++) {
                all[i] = new Value(results[i].type(), this, i);
                all[i].is(results[i]);
            }
            run = new Run(new Composite.Call(keeping), in, all);
        }
        for (int i = 0; i < outputs.length; i++) {
            outputs[i].is(results[i]);
        }
    }

    /// What to run instead of a call, a branch or a loop that will be differentiated where it was recorded, by the
    /// inputs that were recorded there too; null to run it as it is.
    private @Nullable Program keeping(Value[] in, Program program) {
        Trace open = trace.resolve();
        if (open == null || open.keeping == null || !(op instanceof Composite.Flow)) {
            return null;
        }
        boolean any = false;
        boolean[] active = new boolean[in.length];
        for (int i = 0; i < in.length; i++) {
            var n = in[i].node();
            active[i] = n != null && in[i].dtype().isFloating() && n.trace.resolve() == open;
            any |= active[i];
        }
        return any ? open.keeping.keeping(program, active) : null;
    }

    /// What a variable stands for.
    ///
    /// @param alias a value made by [Trace#alias]
    /// @return its target
    public static Value target(Value alias) {
        var n = alias.node();
        if (n == null || !(n.op instanceof Mark.Alias)) {
            throw new IllegalArgumentException("alias: expected a variable of a transformation, got " + alias);
        }
        return n.inputs[0];
    }
}
