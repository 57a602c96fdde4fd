package org.leibniz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Value;
import org.leibniz.operator.Derivatives;
import org.leibniz.operator.WrtChoice;
import org.leibniz.transform.ByInteger;
import org.leibniz.tree.FlatFunction;
import org.leibniz.tree.FlatFunction.Outputs;
import org.leibniz.tree.FlatTree;
import org.leibniz.tree.Untyped;

/// Checks for tests of code that is differentiated.
// pairs for tensors and for trees: ordered, since TensorFn1 extends Fn1, which javac's lint misses
@SuppressWarnings("overloads")
public final class Checks {
    private static final double TOLERANCE = 1e-6; // relative, of central differences
    private static final double ADJOINT = 1e-9; // relative, of the two modes
    private static final int ENTRIES = 256; // of all inputs together, that central differences are taken at
    private static final int SHOWN = 8;

    private Checks() {}

    /// Checks the derivatives of a function: the gradient of a random combination of its results against central
    /// differences, entry by entry, and forward mode against reverse mode. Everything is computed in float64, whatever
    /// the dtype of the input; inputs that are no floats are kept as they are. Of very many entries only some are
    /// taken.
    ///
    /// A point where the function has a kink is no point to check at. A function with a [Custom] rule that is meant to
    /// differ will.
    ///
    /// ```java
    /// Checks.gradients(x -> tanh(x).sum(), Tensor.of(0.1, -2, 3));
    /// ```
    ///
    /// @param f the function, of one tensor
    /// @param x where
    /// @throws AssertionError with a readable account, if a derivative is wrong
    public static void gradients(TensorFn1<?> f, Tensor x) {
        check(Untyped.of("Checks.gradients", f), x);
    }

    /// As [#gradients(TensorFn1, Tensor)], of a function of two tensors.
    ///
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @throws AssertionError if a derivative is wrong
    public static void gradients(TensorFn2<?> f, Tensor x, Tensor y) {
        check(Untyped.of("Checks.gradients", f), x, y);
    }

    /// As [#gradients(TensorFn1, Tensor)], of a function of three tensors.
    ///
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @param z the third input
    /// @throws AssertionError if a derivative is wrong
    public static void gradients(TensorFn3<?> f, Tensor x, Tensor y, Tensor z) {
        check(Untyped.of("Checks.gradients", f), x, y, z);
    }

    /// As [#gradients(TensorFn1, Tensor)], of a function of four tensors.
    ///
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @param z the third input
    /// @param w the fourth input
    /// @throws AssertionError if a derivative is wrong
    public static void gradients(TensorFn4<?> f, Tensor x, Tensor y, Tensor z, Tensor w) {
        check(Untyped.of("Checks.gradients", f), x, y, z, w);
    }

    /// As [#gradients(TensorFn1, Tensor)], at a number.
    ///
    /// @param f the function
    /// @param x where
    /// @throws AssertionError if a derivative is wrong
    public static void gradients(TensorFn1<?> f, double x) {
        check(Untyped.of("Checks.gradients", f), Tensor.scalar(x));
    }

    /// As [#gradients(TensorFn2, Tensor, Tensor)], at two numbers.
    ///
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @throws AssertionError if a derivative is wrong
    public static void gradients(TensorFn2<?> f, double x, double y) {
        check(Untyped.of("Checks.gradients", f), Tensor.scalar(x), Tensor.scalar(y));
    }

    /// As [#gradients(TensorFn3, Tensor, Tensor, Tensor)], at three numbers.
    ///
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @param z the third input
    /// @throws AssertionError if a derivative is wrong
    public static void gradients(TensorFn3<?> f, double x, double y, double z) {
        check(Untyped.of("Checks.gradients", f), Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z));
    }

    /// As [#gradients(TensorFn4, Tensor, Tensor, Tensor, Tensor)], at four numbers.
    ///
    /// @param f the function
    /// @param x the first input
    /// @param y the second input
    /// @param z the third input
    /// @param w the fourth input
    /// @throws AssertionError if a derivative is wrong
    public static void gradients(TensorFn4<?> f, double x, double y, double z, double w) {
        check(Untyped.of("Checks.gradients", f), Tensor.scalar(x), Tensor.scalar(y), Tensor.scalar(z),
                Tensor.scalar(w));
    }

    /// As [#gradients(TensorFn1, Tensor)], of a function of one tree.
    ///
    /// @param <A> the type of the argument
    /// @param f the function
    /// @param x where
    /// @throws AssertionError if a derivative is wrong
    public static <A> void gradients(Fn1<A, ?> f, A x) {
        check(Untyped.of("Checks.gradients", f), x);
    }

    private static void check(Untyped f, Object... arguments) {
        var faults = new Check(f, arguments).faults();
        if (!faults.isEmpty()) {
            throw new AssertionError("Checks.gradients: " + String.join("\n  ", faults));
        }
    }

    /// A function at a point, as a function of the float entries of its inputs in float64.
    private static final class Check {
        private final SplittableRandom random = new SplittableRandom(20_250_715); // the same directions every time
        private final FlatFunction at;
        private final Value[] xs; // float leaves in float64
        private final List<String> paths = new ArrayList<>();

        Check(Untyped f, Object... arguments) {
            this.at = Derivatives.everything("Checks.gradients", f, Outputs.ALL, arguments);
            this.xs = at.inputs();
            for (int i = 0; i < at.size(); i++) {
                paths.addAll(at.form(i).paths(at.size() == 1 ? "input" : "input " + i));
            }
            for (int i = 0; i < xs.length; i++) {
                xs[i] = xs[i].dtype().isFloating()
                        ? Value.of(xs[i].type().as(DType.FLOAT64), xs[i].cast(DType.FLOAT64).data())
                        : xs[i];
            }
        }

        List<String> faults() {
            var faults = new ArrayList<String>();
            Untyped f = new Untyped.Of(at.origin(), a -> Untyped.cast(at.result(at.apply(values(a)))));
            var back = Derivatives.Reverse.run("Checks.gradients", f, WrtChoice.trees(xs.length), Outputs.ALL, r -> r,
                    tensors(xs));
            Value[] u = randomLike(back.outputs(), true);
            Value[] gradient = back.pull(ByInteger.FLOATING, u);
            differences(u, gradient, faults);
            Value[] v = randomLike(xs, false);
            var tangent = FlatTree
                    .of(Derivatives.jvp("Checks.gradients", f, Outputs.ALL, tensors(xs), tensors(v)).tangent())
                    .leaves();
            double forward = dot(u, tangent);
            double reverse = dot(gradient, v);
            double scale = magnitude(u, tangent) + magnitude(gradient, v);
            if (!(Math.abs(forward - reverse) <= ADJOINT * scale) && !Double.isNaN(scale)) {
                faults.add("forward and reverse mode disagree: u (J v) = " + forward + ", (u J) v = " + reverse);
            }
            return faults;
        }

        /// Central differences of `u . f`, compared with its gradient.
        private void differences(Value[] u, Value[] gradient, List<String> faults) {
            int total = Arrays.stream(xs).filter(x -> x.dtype().isFloating()).mapToInt(x -> x.shape().size()).sum();
            int stride = Math.max(1, (total + ENTRIES - 1) / ENTRIES);
            int wrong = 0;
            int taken = 0;
            for (int i = 0, entry = 0; i < xs.length; i++) {
                if (!xs[i].dtype().isFloating()) {
                    continue;
                }
                double[] x = (double[]) xs[i].data();
                for (int k = 0; k < x.length; k++, entry++) {
                    if (entry % stride != 0) {
                        continue;
                    }
                    taken++;
                    double h = Math.cbrt(Math.ulp(1.0)) * Math.max(1, Math.abs(x[k]));
                    double above = combination(u, i, k, x[k] + h);
                    double below = combination(u, i, k, x[k] - h);
                    double difference = (above - below) / ((x[k] + h) - (x[k] - h));
                    double g = Buffers.getDouble(DType.FLOAT64, gradient[i].data(), k);
                    double allowed = TOLERANCE * Math.max(1, Math.max(Math.abs(g), Math.abs(difference)))
                            + 8 * Math.ulp(1.0) * Math.max(Math.abs(above), Math.abs(below)) / h;
                    if (!(Math.abs(g - difference) <= allowed)) {
                        wrong++;
                        if (wrong <= SHOWN) {
                            faults.add(
                                    paths.get(i) + " at " + index(xs[i].shape(), k) + " = " + x[k] + ": gradient " + g
                                            + ", central difference " + difference);
                        }
                    }
                }
            }
            if (wrong > 0) {
                faults.addFirst(
                        "the gradient differs from central differences in " + wrong + " of " + taken + " entries:");
            }
        }

        /// `u . f` with one entry changed.
        private double combination(Value[] u, int leaf, int entry, double value) {
            Value[] changed = xs.clone();
            double[] x = ((double[]) xs[leaf].data()).clone();
            x[entry] = value;
            changed[leaf] = Value.of(xs[leaf].type(), x);
            return dot(u, at.apply(changed));
        }

        private Value[] randomLike(Value[] like, boolean outputs) {
            Value[] r = new Value[like.length];
            for (int i = 0; i < r.length; i++) {
                var t = like[i].type();
                double[] d = new double[t.shape().size()];
                if (t.dtype().isFloating()) { // the others have no derivative: weight 0
                    Arrays.setAll(d, k -> random.nextDouble(0.5, 1.5) * (random.nextBoolean() ? 1 : -1));
                }
                r[i] = Value.of(t.as(DType.FLOAT64), d).cast(outputs ? t.dtype() : t.dtype().tangent());
            }
            return r;
        }

        private static double dot(Value[] a, Value[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                for (int k = 0; k < a[i].shape().size(); k++) {
                    sum += entry(a[i], k) * entry(b[i], k);
                }
            }
            return sum;
        }

        private static double magnitude(Value[] a, Value[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                for (int k = 0; k < a[i].shape().size(); k++) {
                    sum += Math.abs(entry(a[i], k) * entry(b[i], k));
                }
            }
            return sum;
        }

        private static double entry(Value v, int k) {
            return Buffers.getDouble(v.dtype(), v.data(), k);
        }

        private static String index(Shape shape, int k) {
            int[] at = new int[shape.rank()];
            int[] strides = shape.strides();
            for (int i = 0, rest = k; i < at.length; i++) {
                at[i] = rest / strides[i];
                rest %= strides[i];
            }
            return Arrays.toString(at);
        }

        private static Object[] tensors(Value... values) {
            return Arrays.stream(values).map(Tensor::new).toArray();
        }

        private static Value[] values(Object... tensors) {
            return Arrays.stream(tensors).map(t -> ((Tensor) t).read()).toArray(Value[]::new);
        }
    }
}
