package org.leibniz.ir;

import static org.leibniz.ir.Slopes.*;
import static org.leibniz.math.Division.divisor;

import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.math.Division;
import org.leibniz.math.Polygamma;
import org.leibniz.math.SpecialFunctions;
import org.leibniz.math.Transcendental;

/// The scalar functions: one line each, the evaluation and then the derivative with respect to each argument.
///
/// `x` (or `a`, `b`) are the arguments and `y` the result, so a derivative may reuse what is known: `SQRT(Math::sqrt,
/// (x, y) -> recip(y.add(y)))`. Its form is one that is exact over the whole range of arguments, and so are its own
/// derivatives; where no form is both, the rule gives one to be computed and one to be differentiated
/// ([Mark.Restated]). Forward mode multiplies a tangent by the derivative; reverse mode is the transpose of that
/// product; every order follows since derivatives are themselves made of these functions. `ONE` and `MINUS_ONE` are the
/// derivatives of linear functions, `FLAT` is zero everywhere (a step). Conventions at kinks are MindSpore's where
/// those are finite.
public enum ScalarFn {

    // ---- arithmetic
    /// `-x`
    NEG(x -> -x, x -> -x, Slope.MINUS_ONE),
    /// `a + b`
    ADD((a, b) -> a + b, (a, b) -> a + b, Slope2.ONE, Slope2.ONE),
    /// `a - b`
    SUB((a, b) -> a - b, (a, b) -> a - b, Slope2.ONE, Slope2.MINUS_ONE),
    /// `a * b`
    MUL((a, b) -> a * b, (a, b) -> a * b, (a, b, y) -> b, (a, b, y) -> a),
    /// `a / b` of floats
    DIV((a, b) -> a / b, null, (a, b, y) -> recip(b), (a, b, y) -> y.div(b).neg()),
    /// `floor(a / b)`
    FLOOR_DIV(Division::floorDiv, (a, b) -> Math.floorDiv(a, divisor("floorDiv", b)), Slope2.FLAT, Slope2.FLAT),
    /// `a - b * floor(a / b)`: the sign of b, as Python's `%`
    MOD(Division::floorMod, (a, b) -> Math.floorMod(a, divisor("mod", b)), Slope2.ONE,
            (a, b, y) -> floorDiv(a, b).neg()),
    /// `a - b * trunc(a / b)`: the sign of a, as Java's `%`
    REM((a, b) -> a % b, (a, b) -> a % divisor("fmod", b), Slope2.ONE, (a, b, y) -> round(a.sub(y).div(b)).neg()),
    /// `a` to the power `b`; at `b = 0` flat in a, at `a = 0` flat in b
    POW(Transcendental.POW, ScalarFn::power, Slopes::slopeByBase, Slopes::slopeByExponent),
    /// the larger; a tie shares its derivative, NaN passes it to both
    MAX(Math::max, Math::max, (a, b, y) -> share(Relation.LT, a, b), (a, b, y) -> share(Relation.LT, b, a)),
    /// the smaller; a tie shares its derivative, NaN passes it to both
    MIN(Math::min, Math::min, (a, b, y) -> share(Relation.GT, a, b), (a, b, y) -> share(Relation.GT, b, a)),
    /// `1 / x`
    RECIPROCAL(x -> 1 / x, (x, y) -> y.mul(y).neg()),
    /// `x²`
    SQUARE(x -> x * x, x -> x * x, (x, y) -> x.add(x)),
    /// `|x|`, flat at 0
    ABS(Math::abs, Math::abs, (x, y) -> sign(x)),
    /// `-1`, `0` or `1`
    SIGN(Math::signum, Long::signum, Slope.FLAT),

    // ---- rounding
    /// the largest integer up to x
    FLOOR(Math::floor, Slope.FLAT),
    /// the smallest integer from x on
    CEIL(Math::ceil, Slope.FLAT),
    /// the nearest integer, ties to even
    ROUND(Math::rint, Slope.FLAT),
    /// the integer part
    TRUNC(x -> x < 0 ? Math.ceil(x) : Math.floor(x), Slope.FLAT),

    // ---- exponentials and logarithms
    /// `e` to the power x
    EXP(Transcendental.EXP, (x, y) -> y),
    /// `exp(x) - 1`, exact near 0
    EXPM1(Transcendental.EXPM1, (x, y) -> exp(x)),
    /// the natural logarithm
    LOG(Transcendental.LOG, (x, y) -> recip(x)),
    /// `log(1 + x)`, exact near 0
    LOG1P(Transcendental.LOG1P, (x, y) -> recip(x.add(1))),
    /// the square root
    SQRT(Math::sqrt, (x, y) -> recip(y.add(y))),
    /// [#SQRT], but flat at 0, where it has no second derivative: the root of norms and deviations
    ROOT(Math::sqrt, (x, y) -> Value.select(x.compare(Relation.EQ, 0), sqrt(x), recip(y.add(y)))),
    /// `1 / sqrt(x)`
    RSQRT(x -> 1 / Math.sqrt(x), (x, y) -> y.mul(-0.5).div(x)),
    /// the cube root
    CBRT(Transcendental.CBRT, (x, y) -> {
        var third = Value.literal(y.type(), 3);
        var square = square(recip(y));
        return restated(Value.select(x.compare(Relation.EQ, 0), square, y.div(x)).div(third), square.div(third));
    }),

    // ---- circular functions
    /// sine
    SIN(Transcendental.SIN, (x, y) -> cos(x)),
    /// cosine
    COS(Transcendental.COS, (x, y) -> sin(x).neg()),
    /// tangent
    TAN(Transcendental.TAN, (x, y) -> y.mul(y).add(1)),
    /// inverse sine
    ASIN(Transcendental.ASIN, (x, y) -> rsqrt(oneMinusSquare(x))),
    /// inverse cosine
    ACOS(Transcendental.ACOS, (x, y) -> rsqrt(oneMinusSquare(x)).neg()),
    /// inverse tangent
    ATAN(Transcendental.ATAN, (x, y) -> {
        var s = scale(atLeastOne(x));
        return s.mul(s.mul(recip(s.mul(s).add(square(x.mul(s))))));
    }),
    /// the angle of the point (b, a)
    ATAN2(Transcendental.ATAN2, (a, b, y) -> overSquares(b, a, b), (a, b, y) -> overSquares(a, a, b).neg()),

    // ---- hyperbolic functions
    /// hyperbolic sine
    SINH(Transcendental.SINH, (x, y) -> cosh(x)),
    /// hyperbolic cosine
    COSH(Transcendental.COSH, (x, y) -> sinh(x)),
    /// hyperbolic tangent
    TANH(Transcendental.TANH, (x, y) -> restated(sechSquare(x), square(y).neg())),
    /// inverse hyperbolic sine
    ASINH(Transcendental.ASINH, (x, y) -> {
        var s = scale(atLeastOne(x));
        return s.mul(rsqrt(s.mul(s).add(square(x.mul(s)))));
    }),
    /// inverse hyperbolic cosine
    ACOSH(Transcendental.ACOSH, (x, y) -> rsqrt(x.sub(1)).mul(rsqrt(x.add(1)))),
    /// inverse hyperbolic tangent
    ATANH(Transcendental.ATANH, (x, y) -> recip(oneMinusSquare(x))),

    // ---- activations and special functions
    /// `1 / (1 + exp(-x))`; its derivative keeps its relative accuracy where `1 - y` would be 0
    SIGMOID(Transcendental.SIGMOID, (x, y) -> restated(y.mul(sigmoid(x.neg())), square(tanh(x.mul(0.5))).mul(-0.25))),
    /// `log(1 + exp(x))` without overflow
    SOFTPLUS(Transcendental.SOFTPLUS, (x, y) -> sigmoid(x)),
    /// `log(sigmoid(x))` without underflow
    LOG_SIGMOID(Transcendental.LOG_SIGMOID, (x, y) -> sigmoid(x.neg())),
    /// `max(x, 0)`, flat at 0
    RELU(x -> x > 0 || Double.isNaN(x) ? x : 0, x -> Math.max(x, 0),
            (x, y) -> x.compare(Relation.GT, 0).cast(x.type().dtype())),
    /// the error function
    ERF(Transcendental.ERF, (x, y) -> square(bell(x)).mul(2 / Math.sqrt(Math.PI))),
    /// `1 - erf(x)`, exact in the tail
    ERFC(Transcendental.ERFC, (x, y) -> square(bell(x)).mul(-2 / Math.sqrt(Math.PI))),
    /// the inverse of [#ERF]
    ERFINV(SpecialFunctions::erfinv, (x, y) -> Value.literal(y.type(), Math.sqrt(Math.PI) / 2).div(erfinvBell(x))),
    /// `exp(-y²)` at y = erfinv(x), which from y would have the error of y 2y² times
    ERFINV_BELL(SpecialFunctions::erfinvBell, (x, y) -> erfinv(x).mul(-Math.sqrt(Math.PI))),
    /// `exp(-x²/2)`, where x² is not rounded; its square is `exp(-x²)`
    BELL(Transcendental.BELL, (x, y) -> y.mul(x).neg()),
    /// the probability that a normally distributed number is at most x, exact in the tail
    NORMAL_CDF(Transcendental.NORMAL_CDF, (x, y) -> bell(x).mul(1 / Math.sqrt(2 * Math.PI))),
    /// the logarithm of the absolute value of the gamma function
    LGAMMA(SpecialFunctions::lgamma, (x, y) -> digamma(x)),
    /// the derivative of [#LGAMMA]
    DIGAMMA(SpecialFunctions::digamma, (x, y) -> polygamma(Value.literal(x.type(), 1), x)),
    /// the derivative of order a of [#DIGAMMA] at b; a counts, so that nothing depends on it smoothly
    POLYGAMMA(Polygamma::at, null, Slope2.FLAT, (a, b, y) -> polygamma(a.add(1), b)),

    // ---- truth values and bits
    /// logical or bitwise not
    NOT(x -> x == 0 ? 1 : 0, x -> ~x, Slope.FLAT),
    /// logical or bitwise and
    AND((a, b) -> a & b, Slope2.FLAT, Slope2.FLAT),
    /// logical or bitwise or
    OR((a, b) -> a | b, Slope2.FLAT, Slope2.FLAT),
    /// logical or bitwise exclusive or
    XOR((a, b) -> a ^ b, Slope2.FLAT, Slope2.FLAT),
    /// shift right by b bits, filling with zeros; int32 operands shift as 32-bit numbers
    SHIFT_RIGHT((a, b) -> a >>> b, Slope2.FLAT, Slope2.FLAT);

    /// The derivative of a function of one argument at x, given the result y.
    interface Slope {
        /// Of a function that only changes the sign.
        Slope MINUS_ONE = (x, y) -> Value.literal(y.type(), -1);
        /// Of a step.
        Slope FLAT = (x, y) -> Value.literal(y.type(), 0);

        Value at(Value x, Value y);
    }

    /// The derivative of a function of two arguments with respect to one of them.
    interface Slope2 {
        /// Of a term.
        Slope2 ONE = (a, b, y) -> Value.literal(y.type(), 1);
        /// Of a subtrahend.
        Slope2 MINUS_ONE = (a, b, y) -> Value.literal(y.type(), -1);
        /// Of a step.
        Slope2 FLAT = (a, b, y) -> Value.literal(y.type(), 0);

        Value at(Value a, Value b, Value y);
    }

    private final @Nullable Transcendental transcendental;
    private final @Nullable DoubleUnaryOperator one;
    private final @Nullable LongUnaryOperator oneLong;
    private final @Nullable DoubleBinaryOperator two;
    private final @Nullable LongBinaryOperator twoLong;
    private final @Nullable Slope slope;
    private final Slope2 @Nullable [] slopes;
    private final Op op;
    private final String title = name().toLowerCase(Locale.ROOT);

    ScalarFn(Transcendental f, Slope slope) {
        this(f, null, null, null, null, slope, null);
    }

    ScalarFn(Transcendental f, Slope2 first, Slope2 second) {
        this(f, null, null, null, null, null, new Slope2[]{first, second});
    }

    ScalarFn(Transcendental f, LongBinaryOperator onLongs, Slope2 first, Slope2 second) {
        this(f, null, null, null, onLongs, null, new Slope2[]{first, second});
    }

    ScalarFn(LongBinaryOperator onLongs, Slope2 first, Slope2 second) {
        this(null, null, null, null, onLongs, null, new Slope2[]{first, second});
    }

    ScalarFn(DoubleUnaryOperator f, Slope slope) {
        this(null, f, null, null, null, slope, null);
    }

    ScalarFn(DoubleUnaryOperator f, LongUnaryOperator onLongs, Slope slope) {
        this(null, f, onLongs, null, null, slope, null);
    }

    ScalarFn(DoubleBinaryOperator f, @Nullable LongBinaryOperator onLongs, Slope2 first, Slope2 second) {
        this(null, null, null, f, onLongs, null, new Slope2[]{first, second});
    }

    ScalarFn(@Nullable Transcendental transcendental, @Nullable DoubleUnaryOperator one,
            @Nullable LongUnaryOperator oneLong,
            @Nullable DoubleBinaryOperator two, @Nullable LongBinaryOperator twoLong, @Nullable Slope slope,
            Slope2 @Nullable [] slopes) {
        this.transcendental = transcendental;
        this.one = one;
        this.oneLong = oneLong;
        this.two = two;
        this.twoLong = twoLong;
        this.slope = slope;
        this.slopes = slopes;
        this.op = slope != null ? new Pointwise.Unary(this) : new Pointwise.Binary(this);
    }

    /// The operation that applies this function elementwise; always the same object.
    ///
    /// @return a unary or binary operation
    public Op op() {
        return op;
    }

    /// How many arguments the function has.
    ///
    /// @return 1 or 2
    public int arity() {
        return slope != null ? 1 : 2;
    }

    /// Whether floats are given to loops of their own, whatever their number, so that all results have the same bits.
    ///
    /// @return true if there is a [#transcendental] to find them by
    public boolean isTranscendental() {
        return transcendental != null;
    }

    /// What finds the loops that floats are given to.
    ///
    /// @return the function, or null if the line says all
    public @Nullable Transcendental transcendental() {
        return transcendental;
    }

    /// The function on a float.
    ///
    /// @param x the argument
    /// @return the result
    public double apply(double x) {
        return transcendental != null ? transcendental.apply(x, 0) : present(one).applyAsDouble(x);
    }

    /// The function on two floats.
    ///
    /// @param a first argument
    /// @param b second argument
    /// @return the result
    public double apply(double a, double b) {
        return transcendental != null ? transcendental.apply(a, b) : present(two).applyAsDouble(a, b);
    }

    /// The function on an integer (or a truth value, 0 or 1).
    ///
    /// @param x the argument
    /// @return the result
    public long apply(long x) {
        return present(oneLong).applyAsLong(x);
    }

    /// The function on two integers.
    ///
    /// @param a first argument
    /// @param b second argument
    /// @return the result
    public long apply(long a, long b) {
        return present(twoLong).applyAsLong(a, b);
    }

    /// Whether elements of a dtype may be given to the function as they are.
    ///
    /// @param type the element type
    /// @return true for floats where a float form exists, for integers where an integer form does, for truth values if
    ///     the function is logical
    public boolean accepts(DType type) {
        boolean logical = this == NOT || this == AND || this == OR || this == XOR;
        if (type == DType.BOOL) {
            return logical || this == MAX || this == MIN;
        }
        return type.isFloating()
                ? (transcendental != null || one != null || two != null) && this != NOT
                : type.computes() && (oneLong != null || twoLong != null);
    }

    /// A tangent of the result: the derivative times a tangent of the argument.
    ///
    /// @param x the argument, as floats
    /// @param y the result, as floats
    /// @param t the tangent of x
    /// @return the tangent of y, or null if it is zero everywhere
    public @Nullable Value tangent(Value x, Value y, Value t) {
        var d = present(slope);
        return d == Slope.FLAT ? null : d == Slope.MINUS_ONE ? t.neg() : t.mul(d.at(x, y));
    }

    /// The part of the result's tangent that comes from one of two arguments.
    ///
    /// @param i which argument, 0 or 1
    /// @param a first argument, as floats
    /// @param b second argument, as floats
    /// @param y the result, as floats
    /// @param t the tangent of argument i
    /// @return the tangent, or null if it is zero everywhere
    public @Nullable Value tangent(int i, Value a, Value b, Value y, Value t) {
        var d = present(slopes)[i];
        return d == Slope2.FLAT ? null : d == Slope2.ONE ? t : d == Slope2.MINUS_ONE ? t.neg() : t.mul(d.at(a, b, y));
    }

    /// The name in a program: `log1p`, `floor_div`.
    @Override
    public String toString() {
        return title;
    }

    private static <T> T present(@Nullable T form) {
        if (form == null) {
            throw new IllegalStateException("this function has no such form");
        }
        return form;
    }

    private static long power(long a, long b) {
        if (b < 0) {
            return a == 1 ? 1 : a == -1 ? (b & 1) == 0 ? 1 : -1 : 0;
        }
        long r = 1;
        for (long base = a, n = b; n > 0; n >>= 1, base *= base) {
            r = (n & 1) == 1 ? r * base : r;
        }
        return r;
    }
}
