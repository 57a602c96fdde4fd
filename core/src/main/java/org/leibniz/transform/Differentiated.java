package org.leibniz.transform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Extract;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Node;
import org.leibniz.ir.Program;
import org.leibniz.ir.Slices;
import org.leibniz.ir.Trace;
import org.leibniz.ir.TracePurpose;
import org.leibniz.ir.Value;
import org.leibniz.ir.Variable;

/// A function traced on values for a derivative: its program, and what to call a program derived from it with.
final class Differentiated {
    private final Fun f;
    private final Trace trace;
    private final Extract.Traced traced;
    private final Value[] variables;
    private final Map<Variable, Value> reads;
    private final Map<Variable, Value> writes;

    private Differentiated(Fun f, Trace trace, Extract.Traced traced, Value[] variables, Map<Variable, Value> reads,
            Map<Variable, Value> writes) {
        this.f = f;
        this.trace = trace;
        this.traced = traced;
        this.variables = variables;
        this.reads = reads;
        this.writes = writes;
    }

    /// Traces a function.
    ///
    /// @param keeping what runs where the function looks at the value of a call, a branch or a loop; null to keep
    ///     nothing of it
    /// @param alsoUsed what the derivative is called with besides
    static Differentiated trace(TracePurpose purpose, Fun f, Value[] xs, List<Variable> wanted,
            Trace.@Nullable Keeping keeping, Value... alsoUsed) {
        var trace = new Trace(purpose, wanted, keeping, Value.join(xs, alsoUsed));
        trace.runs(f.origin(), f.what());
        try {
            Value[] us = new Value[xs.length];
            for (int i = 0; i < us.length; i++) {
                us[i] = trace.alias(xs[i]);
            }
            Value[] ys = trace.run(() -> f.apply(us));
            var reads = trace.reads();
            var writes = trace.writes();
            Value[] variables = Value.join(us, reads.values().toArray(new Value[0]));
            var traced = Extract.forward(trace, variables, Value.join(ys, writes.values().toArray(new Value[0])));
            return new Differentiated(f, trace, traced, variables, reads, writes);
        } catch (RuntimeException | Error e) {
            trace.close(null); // the user's exception leaves no open trace behind
            throw e;
        }
    }

    Program program() {
        return traced.program();
    }

    /// How many outputs are differentiated: so many, or all of the function for a negative number.
    int differentiated(int asked) {
        return asked < 0 ? program().outputs() - writes.size() : asked;
    }

    /// Tells in the log of derivatives that are zero because the function went through numbers of Java.
    ///
    /// @param differentiated how many outputs are differentiated
    void tellOfNumbers(int differentiated) {
        var numbers = trace.numbers();
        if (numbers != null) {
            ThroughNumbers.tell(f, program(), variables, List.copyOf(reads.keySet()), differentiated, numbers);
        }
    }

    /// How many of the program's parameters are variables, the last ones.
    int variables() {
        return variables.length;
    }

    Map<Variable, Value> reads() {
        return reads;
    }

    /// Operations whose values were read while tracing: derived programs take their outputs as operands instead of
    /// computing them again.
    Ints known() {
        return traced.knownOps();
    }

    /// Ends the trace and gives the operands of a derived program: known values, captured values, the targets of the
    /// variables, then others.
    Value[] operands(Value... more) {
        Value[] targets = new Value[variables.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = Node.target(variables[i]);
        }
        Trace heir = trace.heir(Value.join(traced.captured(), targets, more));
        Value[] known = traced.known().clone();
        if (heir == null) {
            for (int i = 0; i < known.length; i++) {
                known[i] = Value.sharing(known[i].type(), known[i]);
            }
        }
        trace.close(heir);
        return Value.join(known, traced.captured(), targets, more);
    }

    /// The outputs of the function.
    ///
    /// @param outputs the outputs of the program, assigned values last
    Value[] outputs(Value[] outputs) {
        return Slices.part(outputs, 0, outputs.length - writes.size());
    }

    /// Runs what comes after the function, and passes assignments on: the last that is done, when nothing can throw any
    /// more.
    ///
    /// @param outputs the outputs of the program, assigned values last
    /// @param hooked whether code of the user is run that may assign, too
    /// @param then what to run
    /// @return its result
    <T> T after(Value[] outputs, boolean hooked, ScopedValue.CallableOp<T, RuntimeException> then) {
        if (writes.isEmpty() && !hooked) {
            return then.call();
        }
        var assigned = new LinkedHashMap<Variable, Value>();
        int i = outputs.length - writes.size();
        for (var v : writes.keySet()) {
            assigned.put(v, outputs[i++]);
        }
        return Trace.after(assigned, then);
    }

    Value[] byVariable(List<Variable> wanted, Value[] ofReads) {
        return byVariable(reads, wanted, ofReads);
    }

    /// One gradient a wanted variable: zeros for those that were not read.
    static Value[] byVariable(Map<Variable, Value> reads, List<Variable> wanted, Value[] ofReads) {
        Value[] r = new Value[wanted.size()];
        var read = List.copyOf(reads.keySet());
        for (int i = 0; i < r.length; i++) {
            int k = read.indexOf(wanted.get(i)); // a variable is equal to itself alone
            r[i] = k < 0 ? Value.zeros(wanted.get(i).type()) : ofReads[k];
        }
        return r;
    }

    void close() {
        trace.close(null);
    }
}
