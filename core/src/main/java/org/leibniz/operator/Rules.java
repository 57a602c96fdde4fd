package org.leibniz.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.leibniz.NoValueException;
import org.leibniz.Tensor;
import org.leibniz.TensorFn1;
import org.leibniz.array.Insides;
import org.leibniz.caller.UserLine;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Trace;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.transform.CustomRule;
import org.leibniz.transform.Fun;
import org.leibniz.tree.Counterpart;
import org.leibniz.tree.FlatFunction;
import org.leibniz.tree.TreeForm;
import org.leibniz.tree.Untyped;

/// Functions with derivatives that a user states: [Custom] rules, the `bprop` of cells, hooks. What a rule gives is
/// brought to the type that is due, or refused with its reason.
public final class Rules {
    /// Where the rule of a class was made first. Rules may be made anew at each call, on a hot path: the line is looked
    /// up once.
    private static final ClassValue<String> MADE = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> rule) {
            return UserLine.here();
        }
    };

    private Rules() {}

    /// Applies a function that has a rule for its gradient.
    ///
    /// @param what the rule, for messages
    /// @param f the function
    /// @param rule from inputs, output and gradient of the output to the gradient of the input, or a tuple of one an
    ///     input
    /// @param arguments its arguments
    /// @return its result
    public static Object vjp(String what, Untyped f, Untyped rule, Object... arguments) {
        var given = giving(what, f);
        var u = FlatFunction.whole(what, given, arguments);
        Value[] xs = u.inputs();
        if (isPlain(xs)) {
            return given.apply(arguments);
        }
        return u.result(CustomRule.vjp(what, u, xs, Fun.of(rule.origin(), what, all -> {
            int ys = (all.length - xs.length) / 2;
            Value[] x = Arrays.copyOf(all, xs.length);
            Object y = u.result(Arrays.copyOfRange(all, xs.length, xs.length + ys));
            Object ct = u.derivative(Arrays.copyOfRange(all, xs.length + ys, all.length));
            Type[] due = Arrays.stream(xs).map(v -> v.type().tangent()).toArray(Type[]::new);
            return Counterpart.of(Counterpart.Role.GRADIENT, what, u.size() == 1 ? "the input" : "the inputs",
                    u.together(), due, rule.apply(append(u.argumentsOf(x), y, ct)),
                    (i, place, g) -> summed(what + ": gradient of " + Counterpart.numbered(place), g, due[i]));
        })));
    }

    /// Applies a function that has a rule for its tangent.
    ///
    /// @param what the rule, for messages
    /// @param f the function
    /// @param rule from inputs, output and tangents of the inputs to the tangent of the output
    /// @param arguments its arguments
    /// @return its result
    public static Object jvp(String what, Untyped f, Untyped rule, Object... arguments) {
        var given = giving(what, f);
        var u = FlatFunction.whole(what, given, arguments);
        Value[] xs = u.inputs();
        if (isPlain(xs)) {
            return given.apply(arguments);
        }
        String tangent = u.size() > 1 ? "the tangent of input %d" : u.form(0) == TreeForm.Leaf.LEAF ? "dx" : "dx[%d]";
        return u.result(CustomRule.jvp(what, tangent, u, xs, Fun.of(rule.origin(), what, all -> {
            int ys = all.length - 2 * xs.length;
            Value[] x = Arrays.copyOf(all, xs.length);
            Value[] y = Arrays.copyOfRange(all, xs.length, xs.length + ys);
            Value[] t = Arrays.copyOfRange(all, xs.length + ys, all.length);
            Type[] due = Arrays.stream(y).map(v -> v.type().tangent()).toArray(Type[]::new);
            return Counterpart.of(Counterpart.Role.RESULT, what + ": tangent", "the result", u.result(), due,
                    rule.apply(append(append(u.argumentsOf(x), u.result(y)), u.tangentsOf(t))), (i, place, r) -> {
                        if (!r.shape().equals(y[i].shape())) {
                            throw new IllegalArgumentException(
                                    what + ": tangent of " + Counterpart.numbered(place)
                                            + ": expected the shape of the result, "
                                            + y[i].shape() + ", got "
                                            + r.shape() + "; broadcastTo(..) makes one of the other");
                        }
                        return r.cast(due[i].dtype());
                    });
        })));
    }

    /// A function that is to return something.
    private static Untyped giving(String what, Untyped f) {
        return f.with(a -> {
            @Nullable
            Object r = f.apply(a);
            if (r == null) {
                throw new IllegalArgumentException(
                        what + ": expected a function that returns a tensor or a tree of tensors, got one that "
                                + "returns null");
            }
            return r;
        });
    }

    /// Where the user made a rule, for messages: there may be many.
    ///
    /// @param rule the user's function
    /// @return the line in brackets behind a space, or nothing
    public static String line(Object rule) {
        return MADE.get(rule.getClass());
    }

    /// Whether nothing can be recorded, so that no rule can be asked for.
    private static boolean isPlain(Value... xs) {
        return Trace.current() == null && Arrays.stream(xs).allMatch(x -> x.node() == null);
    }

    private static Object[] append(Object[] list, Object... more) {
        Object[] all = Arrays.copyOf(list, list.length + more.length, Object[].class);
        System.arraycopy(more, 0, all, list.length, more.length);
        return all;
    }

    /// A gradient brought to the shape and tangent dtype of its input: what the input was broadcast to is summed.
    private static Value summed(String what, Value gradient, Type to) {
        Value g = gradient.cast(to.dtype());
        var shape = g.shape();
        if (shape.equals(to.shape())) {
            return g;
        }
        int extra = shape.rank() - to.shape().rank();
        var axes = new ArrayList<Integer>();
        boolean fits = extra >= 0;
        for (int i = 0; fits && i < shape.rank(); i++) {
            int wanted = i < extra ? 1 : to.shape().dim(i - extra);
            if (wanted != shape.dim(i) || i < extra) {
                axes.add(i);
                fits = wanted == 1;
            }
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    what + ": a gradient should be broadcast to the expected shape: expected " + to.shape()
                            + " or a shape that it broadcasts to, got " + shape);
        }
        return g.sum(Ints.of(axes)).reshape(to.shape());
    }

    /// A hook on a value. Two of the same function are equal, so that a program with a hook is found again.
    ///
    /// @param hook the user's function
    public record Hook(TensorFn1<Tensor> hook) implements UnaryOperator<Value> {
        @Override
        public Value apply(Value gradient) {
            return hooked("hookGradient: hook", hook, gradient);
        }
    }

    /// Passes a gradient through a hook.
    ///
    /// @param what whose hook, for messages
    /// @param hook the user's function; where it returns null, as MindSpore's returns None, the gradient stays
    /// @param gradient the gradient
    /// @return the one that takes its place, of the same type
    /// @throws IllegalArgumentException if the hook changes the shape
    /// @throws NoValueException if the hook looks at a value inside `jit` or `vmap`
    public static Value hooked(String what, TensorFn1<Tensor> hook, Value gradient) {
        Tensor given;
        Trace.runsHook(hook.getClass());
        try {
            given = hook.apply(Insides.get().tensor(gradient));
        } catch (NoValueException e) {
            var told = new NoValueException(
                    "a hook looks at a value that is not there" + UserLine.behind(e)
                            + ": under jit and vmap it runs once, and its gradient stands"
                            + " for all that there will be. Compute with it (where and Flow.cond decide on data); to "
                            + "look at it, take the gradient"
                            + " without jit and vmap");
            told.initCause(e);
            throw told;
        }
        if (given == null) {
            return gradient;
        }
        Value r = Insides.get().value(given);
        if (!r.shape().equals(gradient.shape())) {
            throw new IllegalArgumentException(
                    what + ": expected a gradient of shape " + gradient.shape() + " as it was given, got " + r.shape()
                            + "; broadcastTo(..) makes one of the other, null leaves the gradient as it is");
        }
        return r.cast(gradient.dtype());
    }
}
