package org.leibniz.ir;

/// What the derivatives in the table of [ScalarFn] are written with: its functions by their names, and forms that are
/// exact where the obvious ones are not.
final class Slopes {
    private Slopes() {}

    static Value abs(Value x) {
        return x.map(ScalarFn.ABS);
    }

    static Value bell(Value x) {
        return x.map(ScalarFn.BELL);
    }

    static Value cos(Value x) {
        return x.map(ScalarFn.COS);
    }

    static Value cosh(Value x) {
        return x.map(ScalarFn.COSH);
    }

    static Value digamma(Value x) {
        return x.map(ScalarFn.DIGAMMA);
    }

    static Value erfinv(Value x) {
        return x.map(ScalarFn.ERFINV);
    }

    static Value erfinvBell(Value x) {
        return x.map(ScalarFn.ERFINV_BELL);
    }

    static Value exp(Value x) {
        return x.map(ScalarFn.EXP);
    }

    static Value floorDiv(Value a, Value b) {
        return a.map(ScalarFn.FLOOR_DIV, b);
    }

    static Value log(Value x) {
        return x.map(ScalarFn.LOG);
    }

    static Value polygamma(Value order, Value x) {
        return order.map(ScalarFn.POLYGAMMA, x);
    }

    static Value pow(Value a, Value b) {
        return a.map(ScalarFn.POW, b);
    }

    static Value round(Value x) {
        return x.map(ScalarFn.ROUND);
    }

    static Value rsqrt(Value x) {
        return x.map(ScalarFn.RSQRT);
    }

    static Value sigmoid(Value x) {
        return x.map(ScalarFn.SIGMOID);
    }

    static Value sign(Value x) {
        return x.map(ScalarFn.SIGN);
    }

    static Value sin(Value x) {
        return x.map(ScalarFn.SIN);
    }

    static Value sinh(Value x) {
        return x.map(ScalarFn.SINH);
    }

    static Value square(Value x) {
        return x.map(ScalarFn.SQUARE);
    }

    static Value sqrt(Value x) {
        return x.map(ScalarFn.SQRT);
    }

    static Value tanh(Value x) {
        return x.map(ScalarFn.TANH);
    }

    static Value recip(Value x) {
        return x.map(ScalarFn.RECIPROCAL);
    }

    /// `1 / cosh²x`, of an exponential that does not overflow.
    static Value sechSquare(Value x) {
        var e = exp(abs(x).mul(-2));
        return e.mul(4).div(square(e.add(1)));
    }

    /// `1 - x²`, which cancels near ±1 but as a product; the product's derivative cancels near 0.
    static Value oneMinusSquare(Value x) {
        return restated(x.neg().add(1).mul(x.add(1)), square(x).neg());
    }

    /// The number that `value` is, with the derivative of `form`, which is the same but for rounding and a constant.
    static Value restated(Value value, Value form) {
        return Value.bind1(new Mark.Restated(), value, form);
    }

    /// `a / (a0² + b0²)`, where a is a0 or b0.
    static Value overSquares(Value a, Value a0, Value b0) {
        var s = scale(abs(a0).map(ScalarFn.MAX, abs(b0)));
        return s.mul(a.mul(s).div(square(a0.mul(s)).add(square(b0.mul(s)))));
    }

    static Value atLeastOne(Value x) {
        return abs(x).map(ScalarFn.MAX, Value.literal(x.type(), 1));
    }

    /// About the reciprocal of a size, finite and not 0, as a constant: what does not depend on a factor of its
    /// variables is computed with them near 1, so that no square of them is out of range.
    static Value scale(Value size) {
        double most = switch (size.dtype()) {
            case FLOAT16 -> 65504;
            case BFLOAT16 -> 0x1.fep127;
            case FLOAT32 -> Float.MAX_VALUE;
            default -> Double.MAX_VALUE;
        };
        double least = switch (size.dtype()) {
            case FLOAT16 -> 0x1p-14;
            case BFLOAT16, FLOAT32 -> Float.MIN_NORMAL;
            default -> Double.MIN_NORMAL;
        };
        var bounded = size.map(ScalarFn.MAX, Value.literal(size.type(), least)).map(ScalarFn.MIN,
                Value.literal(size.type(), most));
        return Value.bind1(new Mark.StopGradient(), recip(bounded));
    }

    /// `b aᵇ⁻¹`, as `b aᵇ / a` where `b - 1` would be rounded, which the logarithm of a multiplies. At b = 0 the
    /// exponent at a = 0 is any other, lest 0 be multiplied by infinity: arguments are chosen, not results, so that
    /// what is chosen has derivatives of its own. For the same reason b is multiplied before a divides: near 0 the
    /// quotient's own derivative, which divides once more, is 0 there and not `0 · ∞`.
    static Value slopeByBase(Value a, Value b, Value y) {
        var one = Value.literal(a.type(), 1);
        var finite = a.compare(Relation.NE, 0).map(ScalarFn.AND, abs(a).compare(Relation.LT, Double.POSITIVE_INFINITY));
        var small = b.compare(Relation.LT, 0.5).map(ScalarFn.AND, finite);
        var less = Value.select(b.compare(Relation.EQ, 0), one, b.sub(1));
        return pow(a, Value.select(small, b, less)).mul(b).div(Value.select(small, a, one));
    }

    /// `aᵇ ln a`, 0 at a = 0.
    static Value slopeByExponent(Value a, Value b, Value y) {
        var zero = a.compare(Relation.EQ, 0);
        var infinite = zero.map(ScalarFn.AND, b.compare(Relation.LT, 0));
        return Value.select(infinite, Value.literal(y.type(), 0), y)
                .mul(log(Value.select(zero, Value.literal(a.type(), 1), a)));
    }

    /// 0 where the relation holds, 1/2 at a tie, 1 elsewhere (so for NaN too).
    static Value share(Relation loses, Value a, Value b) {
        var one = Value.literal(a.type(), 1);
        var won = Value.select(a.compare(Relation.EQ, b), Value.literal(a.type(), 0.5), one);
        return Value.select(a.compare(loses, b), Value.literal(a.type(), 0), won);
    }
}
