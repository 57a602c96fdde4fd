package org.leibniz.array;

import java.util.function.BinaryOperator;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Mark;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Value;

/// Reductions, running sums and order, composed of the few operations that the program has for them.
public final class Reductions {
    private Reductions() {}

    // ---- one operation

    public static Value sum(Value x, Axes axes) {
        return axes.finish(x.cast(Promotion.totalling(x.dtype())).sum(axes.reduced()));
    }

    public static Value prod(Value x, Axes axes) {
        return axes.finish(x.cast(Promotion.totalling(x.dtype())).reduce(Reducer.PROD, axes.reduced()));
    }

    public static Value max(Value x, Axes axes) {
        return extremum(Reducer.MAX, x, axes);
    }

    public static Value min(Value x, Axes axes) {
        return extremum(Reducer.MIN, x, axes);
    }

    private static Value extremum(Reducer reducer, Value x, Axes axes) {
        Promotion.requireComputing(x.dtype());
        if (axes.count() == 0) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected at least one element to choose from, got none along " + axes);
        }
        return axes.finish(x.reduce(reducer, axes.reduced()));
    }

    public static Value any(Value x, Axes axes) {
        return axes.finish(x.cast(DType.BOOL).reduce(Reducer.MAX, axes.reduced()));
    }

    public static Value all(Value x, Axes axes) {
        return axes.finish(x.cast(DType.BOOL).reduce(Reducer.MIN, axes.reduced()));
    }

    // ---- moments

    public static Value mean(Value x, Axes axes) {
        DType dtype = Promotion.floating(x.dtype());
        return average(wide(x.cast(dtype)), axes).cast(dtype);
    }

    private static Value average(Value x, Axes axes) {
        return perElement(axes.finish(x.sum(axes.reduced())), axes);
    }

    private static Value perElement(Value sum, Axes axes) {
        return sum.div(Value.fixed(sum.type(), (double) axes.count()));
    }

    public static Value var(Value x, Axes axes) {
        DType dtype = Promotion.floating(x.dtype());
        return variance(x.cast(dtype), axes).cast(dtype);
    }

    public static Value std(Value x, Axes axes) {
        DType dtype = Promotion.floating(x.dtype());
        Value v = wide(x.cast(dtype));
        Value scale = scale(v, dtype, axes);
        return rootBy(variance(v.mul(scale), axes), scale).cast(dtype);
    }

    private static Value variance(Value x, Axes axes) {
        Value v = wide(x);
        Value centred = v.sub(perElement(axes.kept(v.sum(axes.reduced())), axes));
        return average(centred.map(ScalarFn.SQUARE), axes);
    }

    public static Value norm(Value x, Axes axes) {
        DType dtype = Promotion.floating(x.dtype());
        Value v = wide(x.cast(dtype));
        Value scale = scale(v, dtype, axes);
        return rootBy(axes.finish(v.mul(scale).map(ScalarFn.SQUARE).sum(axes.reduced())), scale).cast(dtype);
    }

    /// A root that is flat at 0: the derivative of a norm or a deviation there is taken as 0, not as 0/0. A second
    /// derivative there it has none: it is NaN, for a 0 would make that of the norm's square 0 too, where it is 2.
    private static Value rootBy(Value squares, Value scale) {
        return squares.map(ScalarFn.ROOT).div(scale.shape().rank() == 0 ? scale : scale.reshape(squares.shape()));
    }

    /// By what elements are multiplied before they are squared: 1, but about the reciprocal of the largest where
    /// squares are so large or small that digits or all of them would be lost. A constant, since the norm divided by it
    /// does not depend on it.
    private static Value scale(Value x, DType dtype, Axes axes) {
        if (dtype == DType.FLOAT16 || axes.count() == 0) {
            return Value.literal(x.type().as(Shape.SCALAR), 1); // float32 holds these squares
        }
        boolean wide = x.dtype() == DType.FLOAT64;
        Value size = Value.bind1(new Mark.StopGradient(), x).map(ScalarFn.ABS).reduce(Reducer.MAX, axes.reduced());
        Value large = size.compare(Relation.GT, Value.fixed(size.type(), wide ? 0x1p480 : 0x1p55));
        Value small = size.compare(Relation.LT, Value.fixed(size.type(), wide ? 0x1p-400 : 0x1p-40));
        Value extreme = large.map(ScalarFn.OR, small.map(ScalarFn.AND, size.compare(Relation.NE, 0)));
        Value least = Value.fixed(size.type(), wide ? Double.MIN_NORMAL : Float.MIN_NORMAL);
        Value most = Value.fixed(size.type(), wide ? Double.MAX_VALUE : Float.MAX_VALUE);
        Value bounded = size.map(ScalarFn.MAX, least).map(ScalarFn.MIN, most);
        return axes.kept(Value.select(extreme, bounded, Value.literal(size.type(), 1)).map(ScalarFn.RECIPROCAL));
    }

    /// Half precision is summed in float32: 65504 is soon exceeded, 1 + 2⁻¹¹ is 1.
    private static Value wide(Value x) {
        return x.dtype().bytes() == 2 ? x.cast(DType.FLOAT32) : x;
    }

    // ---- exponentials

    public static Value logsumexp(Value x, Axes axes) {
        DType dtype = Promotion.floating(x.dtype());
        Value v = wide(x.cast(dtype));
        if (axes.count() == 0) {
            return axes.finish(v.sum(axes.reduced())).map(ScalarFn.LOG).cast(dtype); // the logarithm of nothing, -inf
        }
        Value shift = shift(v, axes);
        Value sum = v.sub(shift).map(ScalarFn.EXP).sum(axes.reduced());
        // All -inf sums to 0: the result is -inf, and flat.
        Value nothing = sum.compare(Relation.EQ, 0);
        Value log = Value.select(nothing, Value.literal(sum.type(), 1), sum).map(ScalarFn.LOG)
                .add(shift.reshape(sum.shape()));
        return axes.finish(Value.select(nothing, Value.literal(sum.type(), Double.NEGATIVE_INFINITY), log)).cast(dtype);
    }

    /// What is subtracted before exponentials, so that none overflows: the maximum as a constant, since the result does
    /// not depend on it; 0 where it is infinite.
    ///
    /// @param x floats
    /// @param axes the axes over which the exponentials are summed
    /// @return the maxima, with extents of 1
    static Value shift(Value x, Axes axes) {
        Value max = axes.kept(Value.bind1(new Mark.StopGradient(), x.reduce(Reducer.MAX, axes.reduced())));
        Value finite = max.map(ScalarFn.ABS).compare(Relation.LT, Double.POSITIVE_INFINITY);
        return Value.select(finite, max, Value.literal(max.type(), 0));
    }

    public static Value softmax(Value x, int axis) {
        DType dtype = Promotion.floating(x.dtype());
        Value v = wide(x.cast(dtype));
        var axes = Axes.of(v.shape(), axis);
        if (axes.count() == 0) {
            return v.cast(dtype);
        }
        Value e = v.sub(shift(v, axes)).map(ScalarFn.EXP);
        return e.div(axes.kept(e.sum(axes.reduced()))).cast(dtype);
    }

    public static Value logSoftmax(Value x, int axis) {
        return besideLogOfSum(x, axis, Value::sub);
    }

    /// What cross entropy takes the mean of, `-log softmax(x)` along the last axis: 0 for a certain class, where a
    /// negated logarithm is -0.
    ///
    /// @param x logits, one axis or more
    /// @return numbers from 0 on, of the same shape
    public static Value surprise(Value x) {
        return besideLogOfSum(x, -1, (z, log) -> log.sub(z));
    }

    /// A difference of shifted numbers and the logarithm of the sum of their exponentials.
    private static Value besideLogOfSum(Value x, int axis, BinaryOperator<Value> difference) {
        DType dtype = Promotion.floating(x.dtype());
        Value v = wide(x.cast(dtype));
        var axes = Axes.of(v.shape(), axis);
        if (axes.count() == 0) {
            return v.cast(dtype);
        }
        Value z = v.sub(shift(v, axes));
        Value log = axes.kept(z.map(ScalarFn.EXP).sum(axes.reduced())).map(ScalarFn.LOG);
        return difference.apply(z, log).cast(dtype);
    }

    // ---- order

    public static Value argExtremum(boolean largest, Value x, int axis) {
        Value v = x.dtype().computes() && x.dtype() != DType.BOOL ? x : x.cast(DType.INT32);
        var axes = Axes.of(v.shape(), axis);
        if (axes.count() == 0) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected at least one element to choose from, got none along " + axes);
        }
        return Value.bind1(new Routine.ArgReduce(largest, axes.reduced().get(0)), v);
    }

    /// The sorted elements and their positions.
    public static Value[] sort(Value x, int axis) {
        int a = Axes.one(x.shape(), axis);
        if (x.dtype() == DType.BOOL || !x.dtype().computes()) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected numbers that compute, got dtype " + x.dtype()
                            + "; convert them with cast(DType.INT32)");
        }
        return Value.bind(new Routine.Sort(a), x);
    }

    // ---- running

    public static Value cumsum(Value x, int axis) {
        int a = Axes.one(x.shape(), axis);
        return Value.bind1(new Routine.CumSum(a, false), x.cast(Promotion.counting(x.dtype())));
    }

    /// Running products by doubling: after step k each element is the product of itself and the 2ᵏ - 1 before it. No
    /// division, so derivatives are right at zeros.
    public static Value cumprod(Value x, int axis) {
        int a = Axes.one(x.shape(), axis);
        Value v = x.cast(Promotion.totalling(x.dtype()));
        int n = v.shape().dim(a);
        for (int reach = 1; reach > 0 && reach < n; reach *= 2) {
            Value ones = Value.literal(v.type().as(v.shape().with(a, reach)), 1);
            v = v.mul(Value.bind1(new Routine.Concat(a), ones, v.slice(a, 0, n - reach)));
        }
        return v;
    }
}
