package org.leibniz.transform;

import static org.leibniz.ir.Slices.part;
import static org.leibniz.transform.Fun.one;
import static org.leibniz.transform.Masks.last;
import static org.leibniz.transform.SymbolicZeros.live;
import static org.leibniz.transform.SymbolicZeros.nulls;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Literal;
import org.leibniz.ir.Program;
import org.leibniz.ir.Slices;
import org.leibniz.ir.TracePurpose;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.ir.Variable;

/// Reverse mode for functions: trace, look the trace up, differentiate its program once, call the derived program.
///
/// The variables of a gradient are fresh identities of its inputs, so one tensor given at two positions has two
/// gradients, and one that is captured is a constant. What the function captures from an enclosing transformation
/// becomes an operand of the call: there is nothing to cut, and the call is itself recorded and differentiated where
/// the operands are traced.
public final class Gradient {
    private Gradient() {}

    /// Values and gradients.
    ///
    /// @param outputs all outputs of the function
    /// @param gradients one an input, of its type
    /// @param variableGradients one a wanted variable, of its type; zeros if the function did not read it
    public record Result(Value[] outputs, Value[] gradients, Value[] variableGradients) {}

    /// The gradient of the sum of outputs, and what is made of it. Only then do the assignments of the function take
    /// effect: none does if that throws.
    ///
    /// @param <T> the type of what is made
    /// @param f the function
    /// @param xs the inputs to differentiate by; others are captured by `f`
    /// @param wanted the variables to differentiate by
    /// @param summed how many outputs are summed, the first ones; the others are passed through; negative for all
    /// @param sens from the types of those outputs to a weight for each, of its type; null for ones
    /// @param byInteger what gradients by integers are
    /// @param hooked whether hooks of the user run in `then`: what they assign takes effect with the assignments of the
    ///     function
    /// @param then what is made of values and gradients
    /// @return what was made
    public static <T> T gradient(Fun f, Value[] xs, List<Variable> wanted, int summed,
            @Nullable Function<Type[], Value[]> sens,
            ByInteger byInteger, boolean hooked, Function<Result, T> then) {
        var call = Differentiated.trace(TracePurpose.GRAD, f, xs, wanted, Linearize::keeping);
        try {
            int differentiated = call.differentiated(summed);
            call.tellOfNumbers(differentiated);
            Value[] weights = sens == null
                    ? new Value[0]
                    : sens.apply(part(call.program().outputTypes(), 0, differentiated));
            Value[] in = call.operands(weights);
            int nv = call.variables();
            int n = call.program().outputs();
            Function<Value[], T> end = r -> then.apply(new Result(call.outputs(part(r, 0, n)), part(r, n, xs.length),
                    call.byVariable(wanted, part(r, n + xs.length, nv - xs.length))));
            if (call.program().hasHooks()) {
                var split = Linearize.split(call.program(), nv, call.known());
                int params = split.primal().params();
                Value[] o = Value.bind(new Composite.Call(split.primal()), part(in, 0, params));
                return call.after(split.outputs(o), true,
                        () -> end.apply(unfolded(call, split, o, differentiated, part(in, params, in.length - params),
                                byInteger)));
            }
            var key = new Differentiation(nv, differentiated, sens != null, call.known(), byInteger);
            Program g = call.program().memo(key,
                    () -> program(call.program(), nv, differentiated, call.known(), weights.length, byInteger));
            Value[] r = Value.bind(new Composite.Call(g), in);
            return call.after(part(r, 0, n), hooked, () -> end.apply(r));
        } finally {
            call.close();
        }
    }

    private record Differentiation(int variables, int differentiated, boolean weighted, Ints known,
            ByInteger byInteger) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Differentiation other && variables == other.variables
                    && differentiated == other.differentiated && weighted == other.weighted
                    && known.equals(other.known) && byInteger == other.byInteger;
        }

        @Override
        public int hashCode() {
            return 31 * (31 * (31 * variables + differentiated) + known.hashCode()) + (weighted ? 1 : 0)
                    + byInteger.ordinal();
        }
    }

    /// `knowns, params, weights -> outputs, gradients`
    private static Program program(Program p, int variables, int differentiated, Ints known, int weights,
            ByInteger byInteger) {
        var split = Linearize.split(p, variables, known);
        Type[] types = split.primal().paramTypes();
        return Program.of(a -> {
            Value[] o = split.primal().apply(part(a, 0, types.length));
            return backward(p, split, o, variables, differentiated, part(a, types.length, weights), byInteger);
        }, Slices.join(types, part(p.outputTypes(), 0, weights)));
    }

    /// With hooks the backward pass is written out where the gradient is taken, run at once if it can be: a hook may
    /// look at the cotangent, and use values from around it, traced ones too.
    private static Value[] unfolded(Differentiated call, Linearize.Split split, Value[] o, int differentiated,
            Value[] weights, ByInteger byInteger) {
        Value[] r = backward(call.program(), split, o, call.variables(), differentiated, weights, byInteger);
        for (int i = 0; i < r.length; i++) {
            r[i] = r[i] instanceof Literal ? Value.sharing(r[i].type(), r[i]) : r[i];
        }
        return r;
    }

    /// Outputs, then gradients: the linear part backwards, from ones or weights.
    private static Value[] backward(Program p, Linearize.Split split, Value[] o, int variables, int differentiated,
            Value[] weights, ByInteger byInteger) {
        int n = p.outputs();
        var cts = nulls(Masks.count(split.outActive()));
        for (int i = 0, k = 0; i < n; i++) {
            if (split.outActive()[i]) {
                var t = p.output(i).tangent();
                cts[k++] = i >= differentiated
                        ? null
                        : weights.length == 0 ? Value.literal(t, 1) : weights[i].cast(t.dtype());
            }
        }
        Value[] g = Transpose.pull(split, split.residuals(o), cts, variables);
        return Value.join(split.outputs(o), given(p, g, byInteger));
    }

    /// Gradients as they are given: one a variable, which the last parameters are.
    private static Value[] given(Program p, Value[] gradients, ByInteger byInteger) {
        Value[] given = new Value[gradients.length];
        int captured = p.params() - given.length;
        for (int i = 0; i < given.length; i++) {
            given[i] = byInteger.given(p.type(captured + i).dtype(), gradients[i]);
        }
        return given;
    }

    /// The value of a function and its pullback, which may be called often: residuals were kept, nothing is computed
    /// again.
    public static final class Pullback extends KeptRun {
        private final int inputs;
        private final int variables;
        private final List<Variable> wanted;
        private final Map<Variable, Value> read;
        private final boolean hooked;

        private Pullback(Differentiated call, Value[] o, Linearize.Split split, int inputs, int differentiated,
                List<Variable> wanted) {
            super(call, split, o, differentiated);
            this.inputs = inputs;
            this.variables = call.variables();
            this.wanted = wanted;
            this.read = call.reads();
            this.hooked = split.linear().hasHooks();
        }

        /// Whether the backward pass runs hooks.
        public boolean hasHooks() {
            return hooked;
        }

        /// The products of cotangents with the derivative.
        ///
        /// @param cotangents one a differentiated output, of its type
        /// @return a gradient for each input, then for each wanted variable
        public Value[] apply(Value... cotangents) {
            return apply(ByInteger.TRUNCATED, cotangents);
        }

        /// The products of cotangents with the derivative.
        ///
        /// @param byInteger what gradients by integers are
        /// @param cotangents one a differentiated output, of its type
        /// @return a gradient for each input, then for each wanted variable
        public Value[] apply(ByInteger byInteger, Value... cotangents) {
            int n = Masks.count(split.outActive());
            var cts = nulls(n);
            boolean[] given = new boolean[n];
            for (int i = 0, k = 0; i < program.outputs(); i++) {
                if (split.outActive()[i]) {
                    given[k] = i < differentiated;
                    cts[k++] = i < differentiated ? cotangents[i].cast(program.output(i).dtype().tangent()) : null;
                }
            }
            Value[] g;
            if (hooked) {
                g = Transpose.pull(split, residuals, cts, variables);
            } else {
                boolean[] linear = last(split.linear().params(), variables);
                Program back = Transpose.program(split.linear(), linear, given, false);
                g = Value.bind(new Composite.Call(back), Value.join(residuals, live(cts)));
            }
            Value[] r = given(program, g, byInteger);
            return Value.join(part(r, 0, inputs),
                    Differentiated.byVariable(read, wanted, part(r, inputs, variables - inputs)));
        }
    }

    /// Runs a function and keeps what its pullback needs, and makes something of that. Only then do the assignments of
    /// the function take effect.
    ///
    /// @param <T> the type of what is made
    /// @param f the function
    /// @param xs the inputs to differentiate by
    /// @param wanted the variables to differentiate by
    /// @param differentiated how many outputs have cotangents, the first ones; negative for all
    /// @param hooked whether hooks of the user run in `then`: what they assign takes effect with the assignments of the
    ///     function
    /// @param then what is made of value and pullback
    /// @return what was made
    public static <T> T vjp(Fun f, Value[] xs, List<Variable> wanted, int differentiated, boolean hooked,
            Function<Pullback, T> then) {
        var call = Differentiated.trace(TracePurpose.VJP, f, xs, wanted, Linearize::keeping);
        try {
            var p = call.program();
            call.tellOfNumbers(call.differentiated(differentiated));
            Value[] in = call.operands();
            var split = Linearize.split(p, call.variables(), call.known());
            Value[] o = Value.bind(new Composite.Call(split.primal()), in);
            return call.after(split.outputs(o), hooked,
                    () -> then.apply(
                            new Pullback(call, o, split, xs.length, call.differentiated(differentiated), wanted)));
        } finally {
            call.close();
        }
    }
}
