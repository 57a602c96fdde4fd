package org.leibniz.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.leibniz.DType;
import org.leibniz.Parameter;
import org.leibniz.Shape;
import org.leibniz.Tensor;
import org.leibniz.TensorTuple;
import org.leibniz.Tuple2;
import org.leibniz.Wrt;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.ir.Variable;
import org.leibniz.operator.WrtChoice.Targets;
import org.leibniz.transform.ByInteger;
import org.leibniz.transform.Tangent;
import org.leibniz.transform.Vmap;
import org.leibniz.tree.FlatFunction;
import org.leibniz.tree.FlatFunction.Outputs;
import org.leibniz.tree.Untyped;

/// Whole Jacobians: pullback or pushforward of the unit vectors, all at once by `vmap`. A Jacobian has the output's
/// shape followed by the input's, and the input's dtype, float64 for integers.
public final class Jacobians {
    private Jacobians() {}

    /// By reverse mode: one pullback an output element, whatever the number of inputs.
    ///
    /// @param f the function
    /// @param wrt with respect to what
    /// @param outputs [Outputs#ONE], or [Outputs#FIRST] of a pair, whose second component is passed through
    /// @param arguments the arguments
    /// @return the answer with Jacobians in place of gradients; for a pair a pair
    public static Object reverse(String what, Untyped f, Wrt<?> wrt, Outputs outputs, Object... arguments) {
        return Derivatives.Reverse.run(what, f, wrt, outputs, back -> {
            Object jacobian = back.answered(pulled(back, 0));
            return outputs == Outputs.FIRST ? withAux(jacobian, back.value()) : jacobian;
        }, arguments);
    }

    /// By reverse mode, of every output with respect to the first input.
    ///
    /// @param f the function
    /// @param arguments the arguments
    /// @return the result with a Jacobian in place of each tensor
    public static Object reverseOfEach(String what, Untyped f, Object... arguments) {
        return Derivatives.Reverse.run(what, f, WrtChoice.tensors(1), Outputs.ALL, back -> {
            Value[] jacobians = new Value[back.outputs().length];
            for (int i = 0; i < jacobians.length; i++) {
                jacobians[i] = pulled(back, i)[0];
            }
            return back.derivative(jacobians);
        }, arguments);
    }

    /// The Jacobians of one output.
    private static Value[] pulled(Derivatives.Reverse back, int output) {
        Value[] ys = back.outputs();
        var y = ys[output].type();
        Value[] cts = new Value[ys.length];
        for (int i = 0; i < cts.length; i++) {
            cts[i] = Value.zeros(ys[i].type());
        }
        Value[] g = Vmap.apply(ct -> {
            cts[output] = ct[0];
            return back.pull(ByInteger.FLOATING, cts);
        }, new Value[]{identity(y)}, new int[]{0}, y.shape().size());
        for (int i = 0; i < g.length; i++) {
            g[i] = g[i].reshape(y.shape().concat(g[i].shape().remove(0)));
        }
        return g;
    }

    /// By reverse mode, of every output of a list with respect to the same.
    ///
    /// @param f the function
    /// @param wrt with respect to what
    /// @param arguments the arguments
    /// @return one answer an output, with Jacobians in place of gradients
    public static List<Object> reverseByOutput(String what, Untyped f, Wrt<?> wrt, Object... arguments) {
        return Derivatives.Reverse.run(what, f, wrt, Outputs.ALL, back -> {
            var answers = new ArrayList<Object>();
            for (int i = 0; i < back.outputs().length; i++) {
                answers.add(back.answered(pulled(back, i)));
            }
            return List.copyOf(answers);
        }, arguments);
    }

    /// The Jacobians of a list of outputs with respect to one tensor.
    ///
    /// @param jacobians one an output
    /// @return the same as a tuple of tensors
    public static TensorTuple tuple(List<Object> jacobians) {
        return new TensorTuple(jacobians.toArray(Tensor[]::new));
    }

    /// By forward mode: one pushforward an input element, whatever the number of outputs.
    ///
    /// @param f the function
    /// @param wrt with respect to what; no parameters
    /// @param outputs [Outputs#ONE], or [Outputs#FIRST] of a pair, whose second component is passed through
    /// @param arguments the arguments
    /// @return the answer with Jacobians in place of gradients; for a pair a pair
    public static Object forward(String what, Untyped f, Wrt<?> wrt, Outputs outputs, Object... arguments) {
        return Forward.run(what, f, wrt, outputs,
                pushed -> outputs == Outputs.FIRST ? withAux(pushed.answer(0), pushed.value()) : pushed.answer(0),
                arguments);
    }

    /// By forward mode, of every output with respect to the first input.
    ///
    /// @param f the function
    /// @param arguments the arguments
    /// @return the result with a Jacobian in place of each tensor
    public static Object forwardOfEach(String what, Untyped f, Object... arguments) {
        return Forward.run(what, f, WrtChoice.tensors(1), Outputs.ALL,
                pushed -> pushed.f.derivative(pushed.jacobians[0]),
                arguments);
    }

    /// By forward mode, of every output of a list with respect to the same.
    ///
    /// @param f the function
    /// @param wrt with respect to what; no parameters
    /// @param arguments the arguments
    /// @return one answer an output, with Jacobians in place of gradients
    public static List<Object> forwardByOutput(String what, Untyped f, Wrt<?> wrt, Object... arguments) {
        return Forward.run(what, f, wrt, Outputs.ALL,
                pushed -> IntStream.range(0, pushed.result.outputs().length).mapToObj(pushed::answer).toList(),
                arguments);
    }

    /// The Jacobians of a function in forward mode, by input and output.
    private static final class Forward {
        private final Wrt<?> wrt;
        private final int arguments;
        private final FlatFunction f;
        private final Tangent.Pushforward result;
        private final Value[][] jacobians; // [input][output]

        private Forward(FlatFunction f, Wrt<?> wrt, int arguments, Tangent.Pushforward result) {
            Value[] xs = f.inputs();
            this.f = f;
            this.wrt = wrt;
            this.arguments = arguments;
            this.result = result;
            this.jacobians = new Value[xs.length][];
            for (int i = 0; i < xs.length; i++) {
                jacobians[i] = pushed(result, xs, i);
            }
        }

        /// Makes something of the Jacobians. Only then do the assignments of the function take effect.
        static <T> T run(String what, Untyped f, Wrt<?> wrt, Outputs outputs, Function<Forward, T> then,
                Object... arguments) {
            var targets = Targets.of(wrt, arguments.length);
            if (!targets.parameters().isEmpty()) {
                throw new IllegalArgumentException(
                        what + ": wrt: expected positions of inputs, got parameters: forward mode follows inputs; use "
                                + "jacrev, or pass "
                                + "the parameters' values as inputs");
            }
            var unfolded = new FlatFunction(what, f, arguments, targets.positions(), targets.treesAt(), outputs);
            unfolded.requireNoNumbers();
            return Tangent.linearize(unfolded, unfolded.inputs(), outputs.leaves(),
                    result -> then.apply(new Forward(unfolded, wrt, arguments.length, result)));
        }

        /// What the function returned.
        Object value() {
            return f.result(result.outputs());
        }

        /// The answer for one output.
        Object answer(int output) {
            Value[] ofOutput = Arrays.stream(jacobians).map(j -> j[output]).toArray(Value[]::new);
            return WrtChoice.answer(wrt, new WrtChoice.Found() {
                @Override
                public Object at(int position) {
                    return f.like(position, ofOutput);
                }

                @Override
                public Tensor of(Parameter p) {
                    throw new IllegalStateException("jacfwd with respect to a parameter");
                }

                @Override
                public int inputs() {
                    return arguments;
                }

                @Override
                public Set<Variable> reads() {
                    return Set.of();
                }
            });
        }
    }

    /// The Jacobians with respect to one input leaf, one an output.
    private static Value[] pushed(Tangent.Pushforward forward, Value[] xs, int input) {
        var x = xs[input].type();
        Value[] ts = new Value[xs.length];
        for (int i = 0; i < ts.length; i++) {
            ts[i] = Value.zeros(xs[i].type().tangent());
        }
        Value[] r = Vmap.apply(t -> {
            ts[input] = t[0];
            return forward.apply(ts);
        }, new Value[]{identity(x.tangent())}, new int[]{0}, x.shape().size());
        for (int i = 0; i < r.length; i++) {
            var y = r[i].shape().remove(0);
            r[i] = ByInteger.FLOATING.given(x.dtype(), r[i].moveAxis(0, y.rank()).reshape(y.concat(x.shape())));
        }
        return r;
    }

    /// The unit vectors of a type along a new first axis.
    private static Value identity(Type t) {
        int n = t.shape().size();
        var square = new Type(DType.INT32, Shape.of(n, n));
        Value same = Value.iota(square, 0).compare(Relation.EQ, Value.iota(square, 1));
        return same.cast(t.dtype()).reshape(t.shape().insert(0, n));
    }

    private static Object withAux(Object jacobian, Object result) {
        return new Tuple2<>(jacobian, ((Tuple2<?, ?>) result).second());
    }

    /// The block of second derivatives of a function of one tensor output.
    ///
    /// @param f the function
    /// @param i with respect to what first
    /// @param j with respect to what then
    /// @return a function that gives a tensor of the output's shape, followed by those of `i` and `j`
    public static Untyped hessian(Untyped f, Wrt<Tensor> i, Wrt<Tensor> j) {
        WrtChoice.requireSome("hessian", i);
        WrtChoice.requireSome("hessian", j);
        Untyped first = a -> reverse("hessian", f, i, Outputs.ONE, a);
        return new Derivative(List.of(i, j), a -> Targets.of(j, a.length).parameters().isEmpty()
                ? forward("hessian", first, j, Outputs.ONE, a)
                : reverse("hessian", first, j, Outputs.ONE, a));
    }

    /// All blocks of second derivatives of a function of a tree with one tensor output.
    ///
    /// @param f the function
    /// @return a function that gives a list: for each tensor of the tree the derivatives with respect to it, then to
    ///     each, in the tree's form
    public static Untyped hessianOfTree(Untyped f) {
        Untyped first = a -> reverse("hessian", f, WrtChoice.trees(1), Outputs.ONE, a);
        return a -> forwardByOutput("hessian", first, WrtChoice.trees(1), a);
    }
}
