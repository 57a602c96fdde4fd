package org.leibniz.transform;

import java.util.List;
import java.util.function.Function;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Ints;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.ir.Variable;

/// A small calculus on values, in which the tests of the transformations are written: functions of one value, and the
/// transformations of such functions.
final class Calculus {
    static final Type F64 = Type.scalar(DType.FLOAT64);

    private Calculus() {}

    /// A function of one value.
    @FunctionalInterface
    interface F {
        Value apply(Value x);
    }

    static Value of(double... x) {
        return Value.of(new Type(DType.FLOAT64, Shape.of(x.length)), x.clone());
    }

    static Value scalar(double x) {
        return Value.of(F64, new double[]{x});
    }

    static Value matrix(int rows, int columns, double... x) {
        return Value.of(new Type(DType.FLOAT64, Shape.of(rows, columns)), x.clone());
    }

    static Value ints(int... x) {
        return Value.of(new Type(DType.INT32, Shape.of(x.length)), x.clone());
    }

    static double[] array(Value v) {
        return ((double[]) v.data()).clone();
    }

    static double number(Value v) {
        return ((double[]) v.data())[0];
    }

    static Value sin(Value x) {
        return x.map(ScalarFn.SIN);
    }

    static Value cos(Value x) {
        return x.map(ScalarFn.COS);
    }

    static Value tanh(Value x) {
        return x.map(ScalarFn.TANH);
    }

    static Value exp(Value x) {
        return x.map(ScalarFn.EXP);
    }

    static Value total(Value x) {
        return x.sum(Ints.range(0, x.shape().rank()));
    }

    static Value[] list(Value... v) {
        return v;
    }

    static Fun fun(F f) {
        return x -> list(f.apply(x[0]));
    }

    static F grad(F f) {
        return x -> grads(fun(f), x)[0];
    }

    static Value[] grads(Fun f, Value... xs) {
        return Shorthand.gradient(f, xs, List.of(), Integer.MAX_VALUE, null).gradients();
    }

    static Value gradOf(Fun f, Variable w, Value... xs) {
        return Shorthand.gradient(f, xs, List.of(w), 1, null).variableGradients()[0];
    }

    static F jvp(F f, Value t) {
        return x -> Shorthand.jvp(fun(f), list(x), list(t), 1).tangents()[0];
    }

    static F jit(F f) {
        return x -> Staging.jit(fun(f), x.type()).call(x)[0];
    }

    static F vmap(F f) {
        return x -> Vmap.apply(fun(f), list(x), new int[]{0}, x.shape().dim(0))[0];
    }

    static Value cond(Value p, F then, F otherwise, Value x) {
        return Control.cond(p, () -> list(then.apply(x)), () -> list(otherwise.apply(x)))[0];
    }

    static Value[] loop(Function<Value[], Value> cond, Fun body, Value... init) {
        return Control.whileLoop(init, cond, body);
    }

    /// A central difference of a function of a number.
    static double difference(Function<Double, Double> f, double x) {
        double h = 1e-5;
        return (f.apply(x + h) - f.apply(x - h)) / (2 * h);
    }
}
