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
/// `x` (or `a`, `b`) are the arguments and `y` the result, so a derivative may reuse what is known: `case SQRT ->
/// one(Math::sqrt, (x, y) -> recip(y.add(y)))`. Its form is one that is exact over the whole range of arguments, and
/// so are its own derivatives; where no form is both, the rule gives one to be computed and one to be differentiated
/// ([Mark.Restated]). Forward mode multiplies a tangent by the derivative; reverse mode is the transpose of that
/// product; every order follows since derivatives are themselves made of these functions. `ONE` and `MINUS_ONE` are the
/// derivatives of linear functions, `FLAT` is zero everywhere (a step). Conventions at kinks are MindSpore's where
/// those are finite. A line is read when its function is first used, since the lambdas of all would take a sixth of a
/// process's first gradient.
public enum ScalarFn {

    // ---- arithmetic
    /// `-x`
    NEG,
    /// `a + b`
    ADD(2),
    /// `a - b`
    SUB(2),
    /// `a * b`
    MUL(2),
    /// `a / b` of floats
    DIV(2),
    /// `floor(a / b)`
    FLOOR_DIV(2),
    /// `a - b * floor(a / b)`: the sign of b, as Python's `%`
    MOD(2),
    /// `a - b * trunc(a / b)`: the sign of a, as Java's `%`
    REM(2),
    /// `a` to the power `b`; at `b = 0` flat in a, at `a = 0` flat in b
    POW(2),
    /// the larger; a tie shares its derivative, NaN passes it to both
    MAX(2),
    /// the smaller; a tie shares its derivative, NaN passes it to both
    MIN(2),
    /// `1 / x`
    RECIPROCAL,
    /// `x²`
    SQUARE,
    /// `|x|`, flat at 0
    ABS,
    /// `-1`, `0` or `1`
    SIGN,

    // ---- rounding
    /// the largest integer up to x
    FLOOR,
    /// the smallest integer from x on
    CEIL,
    /// the nearest integer, ties to even
    ROUND,
    /// the integer part
    TRUNC,

    // ---- exponentials and logarithms
    /// `e` to the power x
    EXP,
    /// `exp(x) - 1`, exact near 0
    EXPM1,
    /// the natural logarithm
    LOG,
    /// `log(1 + x)`, exact near 0
    LOG1P,
    /// the square root
    SQRT,
    /// [#SQRT], but flat at 0, where it has no second derivative: the root of norms and deviations
    ROOT,
    /// `1 / sqrt(x)`
    RSQRT,
    /// the cube root
    CBRT,

    // ---- circular functions
    /// sine
    SIN,
    /// cosine
    COS,
    /// tangent
    TAN,
    /// inverse sine
    ASIN,
    /// inverse cosine
    ACOS,
    /// inverse tangent
    ATAN,
    /// the angle of the point (b, a)
    ATAN2(2),

    // ---- hyperbolic functions
    /// hyperbolic sine
    SINH,
    /// hyperbolic cosine
    COSH,
    /// hyperbolic tangent
    TANH,
    /// inverse hyperbolic sine
    ASINH,
    /// inverse hyperbolic cosine
    ACOSH,
    /// inverse hyperbolic tangent
    ATANH,

    // ---- activations and special functions
    /// `1 / (1 + exp(-x))`; its derivative keeps its relative accuracy where `1 - y` would be 0
    SIGMOID,
    /// `log(1 + exp(x))` without overflow
    SOFTPLUS,
    /// `log(sigmoid(x))` without underflow
    LOG_SIGMOID,
    /// `max(x, 0)`, flat at 0
    RELU,
    /// the error function
    ERF,
    /// `1 - erf(x)`, exact in the tail
    ERFC,
    /// the inverse of [#ERF]
    ERFINV,
    /// `exp(-y²)` at y = erfinv(x), which from y would have the error of y 2y² times
    ERFINV_BELL,
    /// `exp(-x²/2)`, where x² is not rounded; its square is `exp(-x²)`
    BELL,
    /// the probability that a normally distributed number is at most x, exact in the tail
    NORMAL_CDF,
    /// the logarithm of the absolute value of the gamma function
    LGAMMA,
    /// the derivative of [#LGAMMA]
    DIGAMMA,
    /// the derivative of order a of [#DIGAMMA] at b; a counts, so that nothing depends on it smoothly
    POLYGAMMA(2),

    // ---- truth values and bits
    /// logical or bitwise not
    NOT,
    /// logical or bitwise and
    AND(2),
    /// logical or bitwise or
    OR(2),
    /// logical or bitwise exclusive or
    XOR(2),
    /// shift right by b bits, filling with zeros; int32 operands shift as 32-bit numbers
    SHIFT_RIGHT(2);

    /// The line of a function. A `switch`, not lambdas that wait for their use: linking one for each function would
    /// take a fifth of a process's first gradient.
    private Line line() {
        var line = read;
        if (line == null) {
            line = written();
            read = line;
        }
        return line;
    }

    private Line written() {
        return switch (this) {
            // ---- arithmetic
            case NEG -> one(x -> -x, x -> -x, Slope.MINUS_ONE);
            case ADD -> two((a, b) -> a + b, (a, b) -> a + b, Slope2.ONE, Slope2.ONE);
            case SUB -> two((a, b) -> a - b, (a, b) -> a - b, Slope2.ONE, Slope2.MINUS_ONE);
            case MUL -> two((a, b) -> a * b, (a, b) -> a * b, (a, b, y) -> b, (a, b, y) -> a);
            case DIV -> two((a, b) -> a / b, null, (a, b, y) -> recip(b), (a, b, y) -> y.div(b).neg());
            case FLOOR_DIV -> two(Division::floorDiv, (a, b) -> Math.floorDiv(a, divisor("floorDiv", b)), Slope2.FLAT,
                    Slope2.FLAT);
            case MOD -> two(Division::floorMod, (a, b) -> Math.floorMod(a, divisor("mod", b)), Slope2.ONE,
                    (a, b, y) -> floorDiv(a, b).neg());
            case REM -> two((a, b) -> a % b, (a, b) -> a % divisor("fmod", b), Slope2.ONE,
                    (a, b, y) -> round(a.sub(y).div(b)).neg());
            case POW -> two(Transcendental.POW, ScalarFn::power, Slopes::slopeByBase, Slopes::slopeByExponent);
            case MAX ->
                two(Math::max, Math::max, (a, b, y) -> share(Relation.LT, a, b), (a, b, y) -> share(Relation.LT, b, a));
            case MIN ->
                two(Math::min, Math::min, (a, b, y) -> share(Relation.GT, a, b), (a, b, y) -> share(Relation.GT, b, a));
            case RECIPROCAL -> one(x -> 1 / x, (x, y) -> y.mul(y).neg());
            case SQUARE -> one(x -> x * x, x -> x * x, (x, y) -> x.add(x));
            case ABS -> one(Math::abs, Math::abs, (x, y) -> sign(x));
            case SIGN -> one(Math::signum, Long::signum, Slope.FLAT);
            // ---- rounding
            case FLOOR -> one(Math::floor, Slope.FLAT);
            case CEIL -> one(Math::ceil, Slope.FLAT);
            case ROUND -> one(Math::rint, Slope.FLAT);
            case TRUNC -> one(x -> x < 0 ? Math.ceil(x) : Math.floor(x), Slope.FLAT);
            // ---- exponentials and logarithms
            case EXP -> one(Transcendental.EXP, (x, y) -> y);
            case EXPM1 -> one(Transcendental.EXPM1, (x, y) -> exp(x));
            case LOG -> one(Transcendental.LOG, (x, y) -> recip(x));
            case LOG1P -> one(Transcendental.LOG1P, (x, y) -> recip(x.add(1)));
            case SQRT -> one(Math::sqrt, (x, y) -> recip(y.add(y)));
            case ROOT -> one(Math::sqrt, (x, y) -> Value.select(x.compare(Relation.EQ, 0), sqrt(x), recip(y.add(y))));
            case RSQRT -> one(x -> 1 / Math.sqrt(x), (x, y) -> y.mul(-0.5).div(x));
            case CBRT -> one(Transcendental.CBRT, (x, y) -> {
                var third = Value.literal(y.type(), 3);
                var square = square(recip(y));
                return restated(Value.select(x.compare(Relation.EQ, 0), square, y.div(x)).div(third),
                        square.div(third));
            });
            // ---- circular functions
            case SIN -> one(Transcendental.SIN, (x, y) -> cos(x));
            case COS -> one(Transcendental.COS, (x, y) -> sin(x).neg());
            case TAN -> one(Transcendental.TAN, (x, y) -> y.mul(y).add(1));
            case ASIN -> one(Transcendental.ASIN, (x, y) -> rsqrt(oneMinusSquare(x)));
            case ACOS -> one(Transcendental.ACOS, (x, y) -> rsqrt(oneMinusSquare(x)).neg());
            case ATAN -> one(Transcendental.ATAN, (x, y) -> {
                var s = scale(atLeastOne(x));
                return s.mul(s.mul(recip(s.mul(s).add(square(x.mul(s))))));
            });
            case ATAN2 ->
                two(Transcendental.ATAN2, (a, b, y) -> overSquares(b, a, b), (a, b, y) -> overSquares(a, a, b).neg());
            // ---- hyperbolic functions
            case SINH -> one(Transcendental.SINH, (x, y) -> cosh(x));
            case COSH -> one(Transcendental.COSH, (x, y) -> sinh(x));
            case TANH -> one(Transcendental.TANH, (x, y) -> restated(sechSquare(x), square(y).neg()));
            case ASINH -> one(Transcendental.ASINH, (x, y) -> {
                var s = scale(atLeastOne(x));
                return s.mul(rsqrt(s.mul(s).add(square(x.mul(s)))));
            });
            case ACOSH -> one(Transcendental.ACOSH, (x, y) -> rsqrt(x.sub(1)).mul(rsqrt(x.add(1))));
            case ATANH -> one(Transcendental.ATANH, (x, y) -> recip(oneMinusSquare(x)));
            // ---- activations and special functions
            case SIGMOID -> one(Transcendental.SIGMOID,
                    (x, y) -> restated(y.mul(sigmoid(x.neg())), square(tanh(x.mul(0.5))).mul(-0.25)));
            case SOFTPLUS -> one(Transcendental.SOFTPLUS, (x, y) -> sigmoid(x));
            case LOG_SIGMOID -> one(Transcendental.LOG_SIGMOID, (x, y) -> sigmoid(x.neg()));
            case RELU -> one(x -> x > 0 || Double.isNaN(x) ? x : 0, x -> Math.max(x, 0),
                    (x, y) -> x.compare(Relation.GT, 0).cast(x.type().dtype()));
            case ERF -> one(Transcendental.ERF, (x, y) -> square(bell(x)).mul(2 / Math.sqrt(Math.PI)));
            case ERFC -> one(Transcendental.ERFC, (x, y) -> square(bell(x)).mul(-2 / Math.sqrt(Math.PI)));
            case ERFINV -> one(SpecialFunctions::erfinv,
                    (x, y) -> Value.literal(y.type(), Math.sqrt(Math.PI) / 2).div(erfinvBell(x)));
            case ERFINV_BELL -> one(SpecialFunctions::erfinvBell, (x, y) -> erfinv(x).mul(-Math.sqrt(Math.PI)));
            case BELL -> one(Transcendental.BELL, (x, y) -> y.mul(x).neg());
            case NORMAL_CDF -> one(Transcendental.NORMAL_CDF, (x, y) -> bell(x).mul(1 / Math.sqrt(2 * Math.PI)));
            case LGAMMA -> one(SpecialFunctions::lgamma, (x, y) -> digamma(x));
            case DIGAMMA -> one(SpecialFunctions::digamma, (x, y) -> polygamma(Value.literal(x.type(), 1), x));
            case POLYGAMMA -> two(Polygamma::at, null, Slope2.FLAT, (a, b, y) -> polygamma(a.add(1), b));
            // ---- truth values and bits
            case NOT -> one(x -> x == 0 ? 1 : 0, x -> ~x, Slope.FLAT);
            case AND -> two((a, b) -> a & b, Slope2.FLAT, Slope2.FLAT);
            case OR -> two((a, b) -> a | b, Slope2.FLAT, Slope2.FLAT);
            case XOR -> two((a, b) -> a ^ b, Slope2.FLAT, Slope2.FLAT);
            case SHIFT_RIGHT -> two((a, b) -> a >>> b, Slope2.FLAT, Slope2.FLAT);
        };
    }

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

    /// What a line says.
    private sealed interface Line {
        /// What finds the loops of floats, null if `f` says all.
        @Nullable
        Transcendental transcendental();

        /// The function on floats, null if there is none, or loops of their own.
        @Nullable
        Object f();

        /// The function on integers, null if there is none.
        @Nullable
        Object onLongs();
    }

    private record One(@Nullable Transcendental transcendental, @Nullable DoubleUnaryOperator f,
            @Nullable LongUnaryOperator onLongs, Slope slope) implements Line {}

    private record Two(@Nullable Transcendental transcendental, @Nullable DoubleBinaryOperator f,
            @Nullable LongBinaryOperator onLongs, Slope2 first, Slope2 second) implements Line {}

    private static One one(Transcendental f, Slope slope) {
        return new One(f, null, null, slope);
    }

    private static One one(DoubleUnaryOperator f, Slope slope) {
        return new One(null, f, null, slope);
    }

    private static One one(DoubleUnaryOperator f, LongUnaryOperator onLongs, Slope slope) {
        return new One(null, f, onLongs, slope);
    }

    private static Two two(Transcendental f, Slope2 first, Slope2 second) {
        return new Two(f, null, null, first, second);
    }

    private static Two two(Transcendental f, LongBinaryOperator onLongs, Slope2 first, Slope2 second) {
        return new Two(f, null, onLongs, first, second);
    }

    private static Two two(LongBinaryOperator onLongs, Slope2 first, Slope2 second) {
        return new Two(null, null, onLongs, first, second);
    }

    private static Two two(DoubleBinaryOperator f, @Nullable LongBinaryOperator onLongs, Slope2 first, Slope2 second) {
        return new Two(null, f, onLongs, first, second);
    }

    private @Nullable Line read; // of what is written, when it is first asked for: any thread reads the same
    private final int arity;
    private final Op op;
    private final String title = name().toLowerCase(Locale.ROOT);

    /// Of one argument.
    ScalarFn() {
        this.arity = 1;
        this.op = new Pointwise.Unary(this);
    }

    /// @param arity 2
    ScalarFn(int arity) {
        this.arity = arity;
        this.op = new Pointwise.Binary(this);
    }

    private One one() {
        if (line() instanceof One one) {
            return one;
        }
        throw absent();
    }

    private Two two() {
        if (line() instanceof Two two) {
            return two;
        }
        throw absent();
    }

    /// The operation that applies this function elementwise; always the same object.
    ///
    /// @return a unary or binary operation
    public Op op() {
        return op;
    }

    /// How many arguments the function has.
    public int arity() {
        return arity;
    }

    /// Whether floats are given to loops of their own, whatever their number, so that all results have the same bits.
    ///
    /// @return true if there is a [#transcendental] to find them by
    public boolean isTranscendental() {
        return transcendental() != null;
    }

    /// What finds the loops that floats are given to.
    ///
    /// @return the function, or null if the line says all
    public @Nullable Transcendental transcendental() {
        return line().transcendental();
    }

    /// The function on a float.
    public double apply(double x) {
        var line = one();
        var f = line.transcendental;
        return f != null ? f.apply(x, 0) : present(line.f).applyAsDouble(x);
    }

    /// The function on two floats.
    public double apply(double a, double b) {
        var line = two();
        var f = line.transcendental;
        return f != null ? f.apply(a, b) : present(line.f).applyAsDouble(a, b);
    }

    /// The function on an integer (or a truth value, 0 or 1).
    public long apply(long x) {
        return present(one().onLongs).applyAsLong(x);
    }

    /// The function on two integers.
    public long apply(long a, long b) {
        return present(two().onLongs).applyAsLong(a, b);
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
                ? (isTranscendental() || line().f() != null) && this != NOT
                : type.computes() && line().onLongs() != null;
    }

    /// A tangent of the result: the derivative times a tangent of the argument.
    ///
    /// @param x the argument, as floats
    /// @param y the result, as floats
    /// @param t the tangent of x
    /// @return the tangent of y, or null if it is zero everywhere
    public @Nullable Value tangent(Value x, Value y, Value t) {
        var d = one().slope;
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
        var d = i == 0 ? two().first : two().second;
        return d == Slope2.FLAT ? null : d == Slope2.ONE ? t : d == Slope2.MINUS_ONE ? t.neg() : t.mul(d.at(a, b, y));
    }

    /// The name in a program: `log1p`, `floor_div`.
    @Override
    public String toString() {
        return title;
    }

    private static <T> T present(@Nullable T form) {
        if (form == null) {
            throw absent();
        }
        return form;
    }

    private static IllegalStateException absent() {
        return new IllegalStateException("this function has no such form");
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
