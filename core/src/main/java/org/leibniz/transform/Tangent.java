package org.leibniz.transform;

import static org.leibniz.ir.Slices.part;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Program;
import org.leibniz.ir.Slices;
import org.leibniz.ir.TracePurpose;
import org.leibniz.ir.Value;

/// Forward mode for functions: one program computes values and tangents together, at about twice the cost of the
/// function whatever the number of outputs.
public final class Tangent {
    private Tangent() {}

    /// Values and tangents.
    ///
    /// @param outputs all outputs of the function
    /// @param tangents one a differentiated output, of its tangent type
    public record Pair(Value[] outputs, Value[] tangents) {}

    /// The directional derivative, and what is made of it. Only then do the assignments of the function take effect:
    /// none does if that throws.
    ///
    /// @param <T> the type of what is made
    /// @param f the function
    /// @param xs where
    /// @param ts the direction: one an input, of its tangent type
    /// @param differentiated how many outputs have tangents, the first ones; negative for all
    /// @param then what is made of values and tangents
    /// @return what was made
    public static <T> T jvp(Fun f, Value[] xs, Value[] ts, int differentiated, Function<Pair, T> then) {
        // forward mode keeps nothing of a loop
        var call = Differentiated.trace(TracePurpose.JVP, f, xs, List.of(), null, ts);
        try {
            Program p = call.program();
            call.tellOfNumbers(call.differentiated(differentiated));
            int n = p.outputs();
            var joint = Linearize.joint(p, Masks.last(p.params(), xs.length), new boolean[n], call.known());
            int some = call.differentiated(differentiated);
            boolean[] asked = asked(joint.outActive(), some);
            var program = Linearize.only(joint.program(),
                    Slices.join(Masks.all(n), Masks.where(asked, joint.outActive(), true)));
            Value[] o = Value.bind(new Composite.Call(program), call.operands(ts));
            Value[] ty = tangents(p, some, SymbolicZeros.spread(asked, o, n));
            Value[] outputs = part(o, 0, n);
            return call.after(outputs, false, () -> then.apply(new Pair(call.outputs(outputs), ty)));
        } finally {
            call.close();
        }
    }

    /// Those of the active outputs that are differentiated, the first ones.
    private static boolean[] asked(boolean[] active, int differentiated) {
        boolean[] asked = active.clone();
        Arrays.fill(asked, differentiated, asked.length, false);
        return asked;
    }

    /// Tangents of the first outputs as they are given: zeros are written.
    private static Value[] tangents(Program p, int differentiated, @Nullable Value[] ofOutputs) {
        Value[] t = new Value[differentiated];
        for (int i = 0; i < t.length; i++) {
            t[i] = SymbolicZeros.orZeros(ofOutputs[i], p.output(i).tangent());
        }
        return t;
    }

    /// The value of a function and its derivative there as a linear function, which may be called often.
    public static final class Pushforward extends KeptRun {
        private Pushforward(Differentiated call, Value[] o, Linearize.Split split, int differentiated) {
            super(call, split, o, differentiated);
        }

        /// The product of the derivative with tangents.
        ///
        /// @param ts one an input, of its tangent type
        /// @return one a differentiated output
        public Value[] apply(Value... ts) {
            boolean[] asked = asked(split.outActive(), differentiated);
            Value[] o = Value.bind(
                    new Composite.Call(Linearize.only(split.linear(), Masks.where(asked, split.outActive(), true))),
                    Value.join(residuals, ts));
            return tangents(program, differentiated, SymbolicZeros.spread(asked, o, 0));
        }
    }

    /// Runs a function and keeps what its derivative needs, and makes something of that. Only then do the assignments
    /// of the function take effect.
    ///
    /// @param <T> the type of what is made
    /// @param f the function
    /// @param xs where
    /// @param differentiated how many outputs have tangents, the first ones; negative for all
    /// @param then what is made of value and derivative
    /// @return what was made
    public static <T> T linearize(Fun f, Value[] xs, int differentiated, Function<Pushforward, T> then) {
        var call = Differentiated.trace(TracePurpose.JVP, f, xs, List.of(), Linearize::keeping);
        try {
            Program p = call.program();
            call.tellOfNumbers(call.differentiated(differentiated));
            Value[] in = call.operands();
            var split = Linearize.split(p, xs.length, call.known());
            Value[] o = Value.bind(new Composite.Call(split.primal()), in);
            return call.after(split.outputs(o), false,
                    () -> then.apply(new Pushforward(call, o, split, call.differentiated(differentiated))));
        } finally {
            call.close();
        }
    }
}
