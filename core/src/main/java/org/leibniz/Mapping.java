package org.leibniz;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Value;
import org.leibniz.transform.Staging;

/// `vmap` for functions of trees: finds the number of examples, hands each leaf's axis to [Staging#vmap], puts the results together.
final class Mapping {
    private Mapping() {}

    /// A function of examples made of a function of one.
    ///
    /// @param f the function
    /// @param axes which axes; null for the first of every input and result
    /// @return the mapped function
    static Untyped of(Untyped f, @Nullable MappedAxes axes) {
        int[] in = axes == null ? new int[]{0} : axes.in();
        int[] out = axes == null ? new int[]{0} : axes.out();
        return arguments -> {
            if (in.length != 1 && in.length != arguments.length) {
                throw new IllegalArgumentException(
                        "vmap: inAxes: expected one axis for all inputs or one for each of the " + arguments.length + ", got "
                                + in.length + ": " + text(in));
            }
            var u = Unfolded.whole("vmap", Untyped.returningTensors("vmap", f), arguments);
            Value[] xs = u.inputs();
            int[] leafAxes = new int[xs.length];
            int lanes = lanes(u, xs, in, leafAxes);
            Value[] r = Staging.vmap(u, xs, leafAxes, lanes);
            if (out.length != 1 && out.length != r.length) {
                throw new IllegalArgumentException(
                        "vmap: outAxes: expected one axis for all results or one for each of the " + r.length + ", got " + out.length
                                + ": " + text(out));
            }
            for (int i = 0; i < r.length; i++) {
                r[i] = r[i].moveAxis(0, axis("vmap: outAxes", "result " + i, out[out.length == 1 ? 0 : i], r[i].shape()));
            }
            return u.result(r);
        };
    }

    /// The number of examples, and the axis of each leaf.
    private static int lanes(Unfolded u, Value[] xs, int[] in, int[] leafAxes) {
        int lanes = -1;
        String from = "";
        for (int i = 0; i < u.size(); i++) {
            int axis = in[in.length == 1 ? 0 : i];
            var paths = u.form(i).paths("input " + i);
            for (int k = u.start(i); k < u.start(i + 1); k++) {
                String path = paths.get(k - u.start(i));
                leafAxes[k] = -1;
                if (axis == MappedAxes.NONE) {
                    continue;
                }
                leafAxes[k] = axis("vmap: inAxes", path, axis, xs[k].shape());
                int n = xs[k].shape().dim(leafAxes[k]);
                if (lanes >= 0 && n != lanes) {
                    throw new IllegalArgumentException(
                            "vmap: expected axes of equal extents to map over, got " + lanes + " of " + from + " and " + n + " of "
                                    + path + "; an input that is the same for all has the axis NONE");
                }
                lanes = n;
                from = path;
            }
        }
        if (lanes < 0) {
            throw new IllegalArgumentException("vmap: inAxes: expected at least one input with an axis to map over, got "
                    + (xs.length == 0 ? "no tensors" : "NONE for all") + "; call the function itself");
        }
        return lanes;
    }

    private static int axis(String what, String which, int axis, Shape shape) {
        int rank = shape.rank();
        if (axis < -rank || axis >= rank) {
            throw new IllegalArgumentException(what + ": " + which + ": expected "
                    + (rank == 0 ? "NONE, since it is 0-d" : "an axis from " + -rank + " to " + (rank - 1)) + ", got " + axis
                    + " for shape " + shape);
        }
        return axis < 0 ? axis + rank : axis;
    }

    private static String text(int[] axes) {
        return Arrays.stream(axes).mapToObj(a -> a == MappedAxes.NONE ? "NONE" : String.valueOf(a)).toList().toString();
    }
}
