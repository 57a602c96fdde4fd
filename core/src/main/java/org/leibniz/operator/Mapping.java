package org.leibniz.operator;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.leibniz.MappedAxes;
import org.leibniz.Shape;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Trace;
import org.leibniz.ir.Value;
import org.leibniz.transform.Vmap;
import org.leibniz.tree.FlatFunction;
import org.leibniz.tree.NoTensors;
import org.leibniz.tree.Untyped;

/// `vmap` for functions of trees: finds the number of examples, hands each leaf's axis to [Vmap#apply], puts the
/// results together.
public final class Mapping {
    /// In the place of an axis: the input is the same for all.
    public static final int NONE = Integer.MIN_VALUE;

    private Mapping() {}

    /// A function of examples made of a function of one, along the first axis of every input and result.
    public static Untyped of(Untyped f) {
        return of(f, new int[]{0}, new int[]{0});
    }

    /// The same along given axes.
    public static Untyped along(@Nullable MappedAxes axes, Untyped f) {
        MappedAxes given = UserCall.given(axes, "axes: expected inAxes(..)");
        return of(f, given.in(), given.out());
    }

    private static Untyped of(Untyped f, int[] in, int[] out) {
        return arguments -> {
            if (in.length != 1 && in.length != arguments.length) {
                throw new IllegalArgumentException(
                        "vmap: inAxes: expected one axis for all inputs or one for each of the " + arguments.length
                                + ", got "
                                + in.length + ": " + text(in));
            }
            var u = FlatFunction.whole("vmap", Untyped.returningTensors("vmap", f), arguments);
            Value[] xs = u.inputs();
            int[] leafAxes = new int[xs.length];
            int lanes = lanes(u, xs, in, leafAxes);
            Value[] r = Vmap.apply(u, xs, leafAxes, lanes);
            if (out.length != 1 && out.length != r.length) {
                throw new IllegalArgumentException(
                        "vmap: outAxes: expected one axis for all results or one for each of the " + r.length + ", got "
                                + out.length
                                + ": " + text(out));
            }
            for (int i = 0; i < r.length; i++) {
                r[i] = r[i].moveAxis(0,
                        axis("vmap: outAxes", "result " + i, out[out.length == 1 ? 0 : i], r[i].shape()));
            }
            return u.result(r);
        };
    }

    /// The number of examples, and the axis of each leaf.
    private static int lanes(FlatFunction u, Value[] xs, int[] in, int[] leafAxes) {
        int lanes = -1;
        int from = 0;
        for (int i = 0; i < u.size(); i++) {
            int axis = in[in.length == 1 ? 0 : i];
            if (axis == NONE) {
                Arrays.fill(leafAxes, u.start(i), u.start(i + 1), -1);
                continue;
            }
            u.requireNoHiddenTensors(i);
            for (int k = u.start(i); k < u.start(i + 1); k++) {
                var shape = xs[k].shape();
                int rank = shape.rank();
                if (rank == 0) {
                    throw new IllegalArgumentException(
                            "vmap: " + path(u, k)
                                    + ": expected a tensor with an axis of examples, got a 0-d one, of shape"
                                    + " (), which has no axes; " + wayOut(u, i, xs));
                }
                if (axis < -rank || axis >= rank) {
                    throw outOfRange("vmap: inAxes", path(u, k), axis, shape);
                }
                leafAxes[k] = axis < 0 ? axis + rank : axis;
                int n = shape.dim(leafAxes[k]);
                if (lanes >= 0 && n != lanes) {
                    throw new IllegalArgumentException(
                            "vmap: expected axes of equal extents to map over, got " + lanes + " of " + path(u, from)
                                    + " and " + n + " of " + path(u, k) + ", whose shapes are " + xs[from].shape()
                                    + " and " + shape
                                    + "; an input that is the same for all has the axis NONE, as in inAxes(0, NONE)");
                }
                lanes = n;
                from = k;
            }
        }
        if (lanes < 0) {
            throw nothingToMap(u, xs);
        }
        return lanes;
    }

    /// Where a leaf stands.
    private static String path(FlatFunction u, int leaf) {
        int i = 0;
        while (u.start(i + 1) <= leaf) {
            i++;
        }
        return u.form(i).paths("input " + i).get(leaf - u.start(i));
    }

    /// What to do where a leaf is 0-d: it is the same for all examples if there are any, else there should be many of
    /// it.
    private static String wayOut(FlatFunction u, int input, Value[] xs) {
        String[] axes = new String[u.size()];
        Arrays.fill(axes, "0");
        axes[input] = "NONE";
        boolean here = false; // there are axes
        boolean elsewhere = false;
        for (int k = 0; k < xs.length; k++) {
            if (xs[k].shape().rank() > 0) {
                boolean in = u.start(input) <= k && k < u.start(input + 1);
                here |= in;
                elsewhere |= !in;
            }
        }
        if (here) {
            return "if it is the same for all examples, pass it as an input of its own, with the axis NONE, or let "
                    + "the function capture"
                    + " it; if each example has its own, stack them";
        }
        return elsewhere
                ? "if it is the same for all examples, vmap(f, inAxes(" + String.join(", ", axes)
                        + ")) says so; if each example has its own, stack them"
                : "pass many examples at once, such as Tensor.of(1, 2, 3) or stack(0, a, b), or call the function "
                        + "without vmap for a"
                        + " single one"
                        + (Trace.current() == null ? "" : "; where vmap stands in vmap, each takes an axis of its own");
    }

    private static IllegalArgumentException nothingToMap(FlatFunction u, Value[] xs) {
        if (xs.length > 0) {
            return new IllegalArgumentException(
                    "vmap: inAxes: expected an axis of examples for one input at least, got NONE for all; give an axis"
                            + " to an input that has examples, such as inAxes(0), or call the function without vmap");
        }
        String got = u.size() == 0 ? "no inputs" : NoTensors.text("vmap", "input 0", u.form(0));
        return new IllegalArgumentException("vmap: " + (u.size() == 0 ? "" : "input 0: ")
                + "expected a tensor with an axis of examples, or a tree of such, got " + got);
    }

    private static int axis(String what, String which, int axis, Shape shape) {
        int rank = shape.rank();
        if (axis < -rank || axis >= rank) {
            throw outOfRange(what, which, axis, shape);
        }
        return axis < 0 ? axis + rank : axis;
    }

    private static IllegalArgumentException outOfRange(String what, String which, int axis, Shape shape) {
        return new IllegalArgumentException(
                what + ": " + which + ": expected an axis from " + -shape.rank() + " to " + (shape.rank() - 1)
                        + ", got " + axis + " for shape " + shape);
    }

    private static String text(int[] axes) {
        return Arrays.stream(axes).mapToObj(a -> a == NONE ? "NONE" : String.valueOf(a)).toList().toString();
    }
}
