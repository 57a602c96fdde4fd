package org.leibniz.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.leibniz.Jvp;
import org.leibniz.Linearized;
import org.leibniz.Parameter;
import org.leibniz.Tensor;
import org.leibniz.ValueAndGrad;
import org.leibniz.Vjp;
import org.leibniz.Wrt;
import org.leibniz.array.Insides;
import org.leibniz.caller.Given;
import org.leibniz.ir.Trace;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.ir.Variable;
import org.leibniz.operator.WrtChoice.Targets;
import org.leibniz.transform.ByInteger;
import org.leibniz.transform.Fun;
import org.leibniz.transform.Gradient;
import org.leibniz.transform.Tangent;
import org.leibniz.tree.Counterpart;
import org.leibniz.tree.FlatFunction;
import org.leibniz.tree.FlatFunction.Outputs;
import org.leibniz.tree.TreeForm;
import org.leibniz.tree.Untyped;

/// Gradients and products with Jacobians of functions of trees: takes arguments apart, asks [Gradient] and [Tangent],
/// puts answers together. Everything typed ([Leibniz], [GradOperation], cells) comes down to these four.
public final class Derivatives {
    private Derivatives() {}

    /// Parameters that are asked for.
    private static final class Weights {
        private final List<Variable> thawed = new ArrayList<>();
        private final Map<Parameter, Integer> place = new HashMap<>();

        Weights(List<Parameter> parameters) {
            for (var p : parameters) {
                if (p.requiresGrad()) {
                    place.put(p, thawed.size());
                    thawed.add(Insides.get().variable(p));
                }
            }
        }

        /// The variables of those that are not frozen.
        List<Variable> thawed() {
            return thawed;
        }

        /// Whether any of them has hooks.
        boolean hooked() {
            for (var p : place.keySet()) {
                if (Insides.get().isHooked(p)) {
                    return true;
                }
            }
            return false;
        }

        /// The gradient of one of them: zeros if it is frozen, by now or before, else what its hooks make of it.
        Tensor gradient(Parameter p, Value[] ofThawed) {
            Integer i = place.get(p);
            return Insides.get().tensor(
                    i == null || !p.requiresGrad()
                            ? Value.zeros(Insides.get().variable(p).type())
                            : Insides.get().hooked(p, ofThawed[i]));
        }
    }

    /// What was found.
    private record Found(FlatFunction f, int inputs, Value[] gradients, Weights weights, Value[] variableGradients,
            @Nullable Trace ran) implements WrtChoice.Found {
        @Override
        public Object at(int position) {
            return f.like(position, gradients);
        }

        @Override
        public Tensor of(Parameter p) {
            return weights.gradient(p, variableGradients);
        }

        @Override
        public Set<Variable> reads() {
            return ran == null ? Set.of() : ran.reads().keySet();
        }
    }

    // ---- reverse mode

    /// The value of a function and the gradient of the sum of its outputs.
    ///
    /// @param what the transformation, for messages
    /// @param f the function
    /// @param wrt with respect to what
    /// @param outputs which outputs
    /// @param sens a weight for each element of those outputs, in a tree with as many tensors; null for ones
    /// @param byInteger what gradients by integers are
    /// @param arguments the arguments
    /// @return value and gradient
    public static ValueAndGrad<Object, Object> gradient(String what, Untyped f, Wrt<?> wrt, Outputs outputs,
            @Nullable Object sens,
            ByInteger byInteger, Object... arguments) {
        var targets = Targets.of(wrt, arguments.length);
        var weights = new Weights(targets.parameters());
        // then the result may be anything
        boolean nothing = targets.positions().length == 0 && targets.parameters().isEmpty();
        var unfolded = new FlatFunction(what, f, arguments, targets.positions(), targets.treesAt(),
                nothing ? null : outputs);
        unfolded.requireNoNumbers();
        var ran = new AtomicReference<@Nullable Trace>();
        return Gradient.gradient(Fun.then(unfolded, () -> ran.set(Trace.current())), unfolded.inputs(),
                weights.thawed(), outputs.leaves(), sens == null || nothing
                        ? null
                        : types -> fitted(what + ": sens", unfolded.differentiated(), types, sens),
                byInteger,
                weights.hooked(), r -> {
                    var found = new Found(unfolded, arguments.length, r.gradients(), weights, r.variableGradients(),
                            ran.get());
                    return new ValueAndGrad<>(unfolded.result(r.outputs()), WrtChoice.answer(wrt, found));
                });
    }

    /// The value of a function and its pullback.
    public static Vjp<Object, Object> vjp(String what, Untyped f, Wrt<?> wrt, Outputs outputs, Object... arguments) {
        WrtChoice.requireSome(what, wrt);
        requireAll(what, arguments);
        return Reverse.run(what, f, wrt, outputs,
                back -> new Vjp<>(back.value(), new LinearMap<>("pullback", a -> {
                    Value[] cts = fitted(what + ": cotangent", back.f.differentiated(), Value.types(back.outputs()),
                            a[0]);
                    return back.answer(cts);
                }, back.kept())), arguments);
    }

    /// A function that has run and can be pulled back through.
    public static final class Reverse {
        private final FlatFunction f;
        private final Wrt<?> wrt;
        private final int inputs;
        private final Weights weights;
        private final Gradient.Pullback pullback;
        private final Value[] outputs;

        private Reverse(FlatFunction f, Wrt<?> wrt, int inputs, Weights weights, Outputs outputs,
                Gradient.Pullback pullback) {
            this.f = f;
            this.wrt = wrt;
            this.inputs = inputs;
            this.weights = weights;
            this.pullback = pullback;
            this.outputs = outputs == Outputs.ALL ? pullback.outputs() : first(pullback.outputs());
        }

        /// Runs a function and makes something of it. Only then do the assignments of the function take effect.
        public static <T> T run(String what, Untyped f, Wrt<?> wrt, Outputs outputs, Function<Reverse, T> then,
                Object... arguments) {
            var targets = Targets.of(wrt, arguments.length);
            var weights = new Weights(targets.parameters());
            var unfolded = new FlatFunction(what, f, arguments, targets.positions(), targets.treesAt(), outputs);
            unfolded.requireNoNumbers();
            return Gradient.vjp(unfolded, unfolded.inputs(), weights.thawed(), outputs.leaves(), weights.hooked(),
                    back -> then.apply(new Reverse(unfolded, wrt, arguments.length, weights, outputs, back)));
        }

        /// What the function returned.
        Object value() {
            return f.result(pullback.outputs());
        }

        /// What the function returned with jacobians in place of its tensors.
        Object derivative(Value[] leaves) {
            return f.derivative(leaves);
        }

        /// The differentiated outputs.
        public Value[] outputs() {
            return outputs.clone();
        }

        /// What of the run is kept for [#pull].
        Value[] kept() {
            return pullback.kept();
        }

        /// Gradients for the leaves of the inputs, then for the parameters that are not frozen.
        public Value[] pull(ByInteger byInteger, Value... cotangents) {
            return pullback.apply(byInteger, cotangents);
        }

        /// The answer to cotangents. What hooks assign takes effect when all of them have returned.
        Object answer(Value... cotangents) {
            ScopedValue.CallableOp<Object, RuntimeException> answer = () -> answered(
                    pull(ByInteger.TRUNCATED, cotangents));
            return pullback.hasHooks() || weights.hooked() ? Trace.after(Map.of(), answer) : answer.call();
        }

        /// The answer made of gradients.
        Object answered(Value[] gradients) {
            int n = f.start(f.size());
            return WrtChoice.answer(wrt,
                    new Found(f, inputs, Arrays.copyOf(gradients, n), weights,
                            Arrays.copyOfRange(gradients, n, gradients.length), null));
        }
    }

    // ---- forward mode

    /// The value of a function and its derivative along a tangent.
    ///
    /// @param what the transformation, for messages
    /// @param f the function
    /// @param outputs which outputs have tangents
    /// @param arguments the arguments, all differentiated by
    /// @param tangents one an argument, of its form
    /// @return what the function returned, and tangents of the outputs in the form of the result
    public static Jvp<Object> jvp(String what, Untyped f, Outputs outputs, Object[] arguments, Object[] tangents) {
        var unfolded = everything(what, f, outputs, arguments);
        return Tangent.jvp(unfolded, unfolded.inputs(), tangents(what, unfolded, tangents), outputs.leaves(),
                r -> new Jvp<>(unfolded.result(r.outputs()), tangent(unfolded, outputs, r.tangents())));
    }

    /// The value of a function and its derivative as a linear function.
    ///
    /// @param <A> the type of a tangent
    /// @param f the function
    /// @param split from a tangent to one an argument
    /// @param arguments the arguments, all differentiated by
    /// @return value, and a function from a tangent to the tangent of the value
    public static <A> Linearized<A, Object> linearize(Untyped f, Function<A, Object[]> split, Object... arguments) {
        var unfolded = everything("linearize", f, Outputs.ALL, arguments);
        return Tangent.linearize(unfolded, unfolded.inputs(), Outputs.ALL.leaves(),
                forward -> new Linearized<>(unfolded.result(forward.outputs()), new LinearMap<>("pushforward",
                        t -> tangent(unfolded, Outputs.ALL,
                                forward.apply(tangents("linearize", unfolded, split.apply(Untyped.cast(t[0]))))),
                        forward.kept())));
    }

    public static FlatFunction everything(String what, Untyped f, Outputs outputs, Object... arguments) {
        requireAll(what, arguments);
        int[] all = IntStream.range(0, arguments.length).toArray();
        return new FlatFunction(what, f, arguments, all, WrtChoice.firsts(arguments.length), outputs);
    }

    /// In the form of the result; of an Aux result the tangent of its first component.
    private static Object tangent(FlatFunction f, Outputs outputs, Value[] tangents) {
        return outputs == Outputs.ALL ? f.derivative(tangents) : Insides.get().tensor(tangents[0]);
    }

    private static Value[] tangents(String what, FlatFunction f, Object... given) {
        Value[] xs = f.inputs();
        Value[][] ts = new Value[f.size()][];
        for (int i = 0; i < f.size(); i++) {
            Type[] types = Value.types(Arrays.copyOfRange(xs, f.start(i), f.start(i + 1)));
            Type[] due = Arrays.stream(types).map(Type::tangent).toArray(Type[]::new);
            if (given[f.position(i)] == null) {
                throw Given.noTree(what, "tangent of input " + f.position(i));
            }
            ts[i] = Counterpart.of(Counterpart.Role.TANGENT, what + ": tangent", "input " + f.position(i), f.form(i),
                    due,
                    given[f.position(i)], (k, place, t) -> {
                        var type = types[k];
                        if (!t.type().equals(type) && !t.type().equals(due[k])) {
                            throw new IllegalArgumentException(
                                    what + ": tangent of " + place + ": expected shape " + type.shape() + " and dtype "
                                            + type.dtype()
                                            + " as the input has, got " + t.shape() + " and " + t.dtype() + "; "
                                            + (t.shape().equals(type.shape())
                                                    ? "cast(..) converts it"
                                                    : "broadcastTo(..) or reshape(..) makes one of the other"));
                        }
                        return t.cast(due[k].dtype());
                    });
        }
        return Value.join(ts);
    }

    // ---- checks

    /// Refuses null for a point, at once: there is nothing to differentiate at.
    private static void requireAll(String what, Object... points) {
        for (int i = 0; i < points.length; i++) {
            if (points[i] == null) {
                throw Given.noTree(what, "input " + i);
            }
        }
    }

    private static Value[] first(Value[] list) {
        return Arrays.copyOf(list, 1);
    }

    /// Weights or cotangents, checked against the outputs that they belong to; a tensor of one element in the shape of
    /// a 0-d output.
    private static Value[] fitted(String what, TreeForm form, Type[] outputs, Object given) {
        if (given == null) {
            throw new NullPointerException(what + ": expected a tensor, or a tree of the form of the output, got null");
        }
        return Counterpart.of(Counterpart.Role.COTANGENT, what, "the output", form, outputs, given, (i, place, ct) -> {
            var y = outputs[i];
            var s = ct.type();
            String which = what + (outputs.length == 1 ? "" : " " + i + ", " + place);
            if (!s.shape().equals(y.shape()) && (y.shape().rank() > 0 || s.shape().size() != 1)) {
                throw new IllegalArgumentException(
                        which + ": the shape should be " + y.shape() + " as that of the output, but got " + s.shape()
                                + "; broadcastTo(..) makes one of the other");
            }
            if (s.dtype() != y.dtype()) {
                throw new IllegalArgumentException(
                        which + ": the dtype should be " + y.dtype() + " as that of the output, but got " + s.dtype()
                                + "; cast(..) converts it");
            }
            return ct.reshape(y.shape());
        });
    }
}
