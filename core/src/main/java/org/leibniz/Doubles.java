package org.leibniz;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.leibniz.operator.OnDoubles;
import org.leibniz.operator.OnDoubles.Gives;
import org.leibniz.tree.Transformed;
import org.leibniz.tree.Untyped;

/// Compiled functions on Java's own numbers, for optimisers, root finders and solvers: [Leibniz#jit(TensorFn1)] with
/// `double` and `double[]` for tensors, in and out. A function over a few numbers becomes a method of Java, with its
/// branches and loops (`Flow`), and a call costs what that method does and a few nanoseconds; any other one works as
/// well, as fast as with `jit`.
///
/// ```java
/// TensorFn1<Tensor> f = x -> x.square().mul(2).sub(sin(x));
/// DoubleUnaryOperator slope = Doubles.unary(grad(f));
/// double x = 1;
/// for (int i = 0; i < 20; i++) {
///     x -= 0.1 * slope.applyAsDouble(x);
/// }
/// ```
///
/// The function sees float64 tensors: 0-d ones for numbers, one of shape `(n,)` for an array; it is traced once for
/// each `n`. Everything else is as `jit` says: parameters are read at every call, what else is captured is part of the
/// program. Results are the same to the last bit. Numbers have no derivative: take it before (`grad(f)`), not around.
/// What these methods give is safe for any number of threads; an array that is given must not change during the call.
public final class Doubles {
    private Doubles() {}

    /// A compiled function from an array to an array, as solvers of equations ask for.
    public interface Mapping {
        /// Applies the function.
        ///
        /// @param x the argument
        /// @param result an array of as many numbers as the function returns, which are written into it; it may be x
        /// @throws IllegalArgumentException if it is longer or shorter
        void apply(double[] x, double[] result);

        /// Applies the function.
        ///
        /// @param x the argument
        /// @return a new array
        double[] apply(double[] x);
    }

    /// A compiled function with its gradient, from one run, as minimisers ask for.
    public interface Objective {
        /// Applies the function.
        ///
        /// @param x the argument
        /// @param gradient an array as long as x, into which the gradient is written; it may be x
        /// @return the value
        /// @throws IllegalArgumentException if it is longer or shorter
        double apply(double[] x, double[] gradient);
    }

    /// A function of one number, compiled: `Doubles.unary(f)`, `Doubles.unary(grad(f))`.
    ///
    /// @param f from a 0-d float64 tensor to a float64 tensor of one element
    /// @return the compiled function
    /// @throws IllegalArgumentException when applied, if the function returns anything else
    public static DoubleUnaryOperator unary(TensorFn1<Tensor> f) {
        return new Unary(new OnDoubles("Doubles.unary", Untyped.of("Doubles.unary", f), Gives.VALUE));
    }

    /// A function of two numbers, compiled.
    ///
    /// @param f from two 0-d float64 tensors to a float64 tensor of one element
    /// @return the compiled function
    /// @throws IllegalArgumentException when applied, if the function returns anything else
    public static DoubleBinaryOperator binary(TensorFn2<Tensor> f) {
        return new Binary(new OnDoubles("Doubles.binary", Untyped.of("Doubles.binary", f), Gives.VALUE));
    }

    /// A function from an array to a number, compiled.
    ///
    /// @param f from a float64 tensor of shape `(n,)` to one of one element
    /// @return the compiled function
    /// @throws IllegalArgumentException when applied, if the function returns anything else
    public static ToDoubleFunction<double[]> value(TensorFn1<Tensor> f) {
        return new OfArray(new OnDoubles("Doubles.value", Untyped.of("Doubles.value", f), Gives.VALUE));
    }

    /// A function from an array to an array, compiled: a gradient, a system of equations, with `jacfwd(f)` its matrix
    /// row by row.
    ///
    /// ```java
    /// Doubles.Mapping slope = Doubles.mapping(grad(f));
    /// slope.apply(x, into);
    /// ```
    ///
    /// @param f from a float64 tensor of shape `(n,)` to one of any shape, whose elements are taken in order
    /// @return the compiled function
    /// @throws IllegalArgumentException when applied, if the function returns anything else
    public static Mapping mapping(TensorFn1<Tensor> f) {
        return new Mapped(new OnDoubles("Doubles.mapping", Untyped.of("Doubles.mapping", f), Gives.ARRAY));
    }

    /// A function from an array to a number with its gradient, compiled.
    ///
    /// ```java
    /// Doubles.Objective f = Doubles.valueAndGrad(x -> x.square().sum());
    /// double value = f.apply(x, gradient);
    /// ```
    ///
    /// @param f from a float64 tensor of shape `(n,)` to one of one element
    /// @return the compiled function
    /// @throws IllegalArgumentException when applied, if the function returns anything else
    public static Objective valueAndGrad(TensorFn1<Tensor> f) {
        Untyped.requireFunction("Doubles.valueAndGrad", f);
        return new WithGradient(new OnDoubles("Doubles.valueAndGrad",
                Untyped.of("Doubles.valueAndGrad", Leibniz.valueAndGrad(f)), Gives.BOTH));
    }

    private record Unary(OnDoubles f) implements DoubleUnaryOperator, Transformed {
        @Override
        public double applyAsDouble(double x) {
            return f.apply(x);
        }

        @Override
        public String toString() {
            return text("unary", "applyAsDouble");
        }
    }

    private record Binary(OnDoubles f) implements DoubleBinaryOperator, Transformed {
        @Override
        public double applyAsDouble(double a, double b) {
            return f.apply(a, b);
        }

        @Override
        public String toString() {
            return text("binary", "applyAsDouble");
        }
    }

    private record OfArray(OnDoubles f) implements ToDoubleFunction<double[]>, Transformed {
        @Override
        public double applyAsDouble(double[] x) {
            return f.apply(x);
        }

        @Override
        public String toString() {
            return text("value", "applyAsDouble");
        }
    }

    private record Mapped(OnDoubles f) implements Mapping, Transformed {
        @Override
        public void apply(double[] x, double[] result) {
            f.apply(x, result);
        }

        @Override
        public double[] apply(double[] x) {
            return f.applied(x);
        }

        @Override
        public String toString() {
            return text("mapping", "apply");
        }
    }

    private record WithGradient(OnDoubles f) implements Objective, Transformed {
        @Override
        public double apply(double[] x, double[] gradient) {
            return f.apply(x, gradient);
        }

        @Override
        public String toString() {
            return text("valueAndGrad", "apply");
        }
    }

    private static String text(String name, String apply) {
        return "Doubles." + name + "(..): a function, not yet applied; call " + apply + "(..) on it";
    }
}
