package org.leibniz.ir;

import java.util.List;

/// One recorded application of an operation: what is computed from what, inside which trace.
///
/// Ids come from a Lamport clock: larger than those of all inputs, so ascending order is a topological order, on any thread and without a
/// global counter. Ids of nodes made by different threads may be equal; identity decides.
public final class Node {
    final Op op;
    final Value[] inputs;
    final Value[] outputs;
    final long id;
    final Trace trace;

    Node(Op op, Value[] inputs, Type[] types, Trace trace) {
        this.op = op;
        this.inputs = inputs;
        this.trace = trace;
        long oldest = trace.birth; // a thread that joins later may have a clock of its own
        for (var v : inputs) {
            var n = v.node();
            if (n != null && n.id > oldest) {
                oldest = n.id;
            }
        }
        this.id = Trace.tick(oldest);
        this.outputs = new Value[types.length];
        for (int i = 0; i < types.length; i++) {
            outputs[i] = new Value(types[i], this, i);
        }
    }

    /// What is applied.
    ///
    /// @return the operation
    public Op op() {
        return op;
    }

    /// What it is applied to.
    ///
    /// @return the inputs
    public List<Value> inputs() {
        return List.of(inputs);
    }

    /// The trace that it belongs to.
    ///
    /// @return the trace
    public Trace trace() {
        return trace;
    }

    /// What a variable stands for.
    ///
    /// @param alias a value made by [Trace#alias]
    /// @return its target
    public static Value target(Value alias) {
        var n = alias.node();
        if (n == null || !(n.op instanceof Op.Alias)) {
            throw new IllegalArgumentException("alias: expected a variable of a transformation, got " + alias);
        }
        return n.inputs[0];
    }
}
