package org.leibniz.transform;

import static org.leibniz.ir.Slices.part;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Donation;
import org.leibniz.ir.Extract;
import org.leibniz.ir.Program;
import org.leibniz.ir.Trace;
import org.leibniz.ir.TracePurpose;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.ir.Variable;

/// Functions run once on placeholders without data, to be run on data later: `jit`, and what [Vmap], control flow and
/// rules take as a body.
public final class Staging {
    private Staging() {}

    /// Traces a function on placeholders.
    ///
    /// @param purpose what for
    /// @param f the function
    /// @param types the types of its arguments
    /// @return its program and what it captured
    static Extract.Traced body(TracePurpose purpose, Fun f, Type... types) {
        var trace = new Trace(purpose, List.of());
        trace.runs(f.origin(), f.what());
        try {
            Value[] in = placeholders(trace, types);
            return Extract.forward(trace, in, trace.run(() -> f.apply(in)));
        } finally {
            trace.close(null);
        }
    }

    private static Value[] placeholders(Trace trace, Type[] types) {
        Value[] in = new Value[types.length];
        for (int i = 0; i < in.length; i++) {
            in[i] = trace.input(types[i], "argument " + i);
        }
        return in;
    }

    /// A function traced for `jit`: a program that may be called with other data of the same types.
    public static final class Staged {
        private final Program program;
        private final Variable[] reads;
        private final Variable[] writes;
        private final Value[] captured;
        private final int outputs;

        private Staged(Program program, Variable[] reads, Variable[] writes, Value[] captured) {
            this.program = program;
            this.reads = reads;
            this.writes = writes;
            this.captured = captured;
            this.outputs = program.outputs() - writes.length;
        }

        /// Whether a later call may use this trace again: not if it captured variables of an enclosing transformation.
        ///
        /// @return true if everything captured is data
        public boolean cacheable() {
            return Arrays.stream(captured).allMatch(v -> v.node() == null);
        }

        /// What it captured.
        public Value[] captured() {
            return captured;
        }

        /// The parameters that are read at each call.
        public Variable[] reads() {
            return reads;
        }

        /// The program that is called.
        ///
        /// @return captured values, arguments and parameters read to outputs and assigned values
        public Program program() {
            return program;
        }

        /// Calls it: parameters are read now, assignments are passed on when it has returned.
        ///
        /// @param args arguments of the types that it was traced with
        /// @return the outputs
        public Value[] call(Value... args) {
            return call(args, out -> out);
        }

        /// Whether calls assign parameters.
        public boolean assigns() {
            return writes.length > 0;
        }

        /// Calls it, and makes something of the outputs. Only then do the assignments take effect: none does if that
        /// throws.
        ///
        /// @param <T> the type of what is made
        /// @param args arguments of the types that it was traced with
        /// @param then what is made of the outputs
        /// @return what was made
        public <T extends @Nullable Object> T call(Value[] args, Function<Value[], T> then) {
            return made(Value.bind(new Composite.Call(program), operands(args)), then);
        }

        /// Calls it where no transformation is open, and lets it write its results into some arguments.
        ///
        /// @param <T> the type of what is made
        /// @param args arguments of the types that it was traced with
        /// @param given those that are given up
        /// @param to what is called, for messages
        /// @param then what is made of the outputs
        /// @return what was made
        public <T extends @Nullable Object> T call(Value[] args, BitSet given, String to, Function<Value[], T> then) {
            var operands = new BitSet();
            given.stream().forEach(i -> operands.set(captured.length + i));
            return made(Donation.call(program, operands(args), operands, to), then);
        }

        private Value[] operands(Value[] args) {
            Value[] in = new Value[captured.length + args.length + reads.length];
            int k = 0;
            for (var v : captured) {
                in[k++] = v;
            }
            for (var v : args) {
                in[k++] = v;
            }
            for (var v : reads) {
                in[k++] = v.read();
            }
            return in;
        }

        private <T extends @Nullable Object> T made(Value[] out, Function<Value[], T> then) {
            T made = then.apply(writes.length == 0 ? out : part(out, 0, outputs));
            for (int i = 0; i < writes.length; i++) {
                writes[i].assign(out[outputs + i]);
            }
            return made;
        }
    }

    /// Traces a function for `jit`.
    ///
    /// @param f the function
    /// @param types the types of its arguments
    /// @return what can be called
    public static Staged jit(Fun f, Type... types) {
        var trace = new Trace(TracePurpose.JIT, List.of());
        trace.runs(f.origin(), f.what());
        try {
            Value[] in = placeholders(trace, types);
            Value[] out = trace.run(() -> f.apply(in));
            var reads = trace.reads();
            var writes = trace.writes();
            var traced = Extract.forward(trace, Value.join(in, reads.values().toArray(new Value[0])),
                    Value.join(out, writes.values().toArray(new Value[0])));
            return new Staged(traced.program(), reads.keySet().toArray(new Variable[0]),
                    writes.keySet().toArray(new Variable[0]), traced.captured());
        } finally {
            trace.close(null);
        }
    }
}
