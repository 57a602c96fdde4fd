package org.leibniz.bench;

import static org.leibniz.Leibniz.erf;
import static org.leibniz.Leibniz.exp;
import static org.leibniz.Leibniz.grad;
import static org.leibniz.Leibniz.log;
import static org.leibniz.Leibniz.sin;
import static org.leibniz.Leibniz.sqrt;
import static org.leibniz.Leibniz.stack;
import static org.leibniz.Leibniz.tuple;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleUnaryOperator;
import org.leibniz.Doubles;
import org.leibniz.Flow;
import org.leibniz.Tensor;
import org.leibniz.TensorFn1;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Gradients of small programs, compiled for Java's own numbers, beside the same functions written by hand in Java,
/// without a derivative. Goal: four times as long at most.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class Small {
    private static final int POINTS = 1024; // a power of two
    private static final int STEPS = 200;
    private static final double[] COEFFICIENTS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

    private final double[] points = new Random(1).doubles(POINTS, 0.5, 1.5).toArray();
    private final double[] incomes = new Random(2).doubles(POINTS, 0, 150_000).toArray();
    private final double[][] options = new double[POINTS][];
    private final double[][] vectors = new double[POINTS][];
    private final double[] observed = new double[STEPS];
    private final double[] seen = new double[STEPS];
    private final double[] variances = {0, -2, -4, 0.1};
    private final double[] five = new double[5];
    private final double[] ten = new double[10];
    private final double[] four = new double[4];
    private int next;

    private final DoubleUnaryOperator newton = Doubles.unary(grad(Small::newton));
    private final DoubleUnaryOperator tax = Doubles.unary(grad(Small::tax));
    private final DoubleUnaryOperator horner = Doubles.unary(grad(Small::horner));
    private final DoubleUnaryOperator sixth = Doubles.unary(nth(x -> sin(x), 6));
    private final Doubles.Objective option = Doubles.valueAndGrad(Small::option);
    private final Doubles.Objective rosenbrock = Doubles.valueAndGrad(Small::rosenbrock);
    private final Doubles.Objective filter;

    /// Makes the points.
    public Small() {
        for (int i = 0; i < POINTS; i++) {
            var r = new Random(i);
            options[i] = new double[]{90 + 20 * r.nextDouble(), 95, 0.5, 0.2, 0.01};
            vectors[i] = r.doubles(10).toArray();
        }
        var r = new Random(3);
        double level = 0;
        for (int i = 0; i < STEPS; i++) {
            level += 0.1 + 0.3 * r.nextGaussian();
            observed[i] = level + r.nextGaussian();
            seen[i] = r.nextInt(10) == 0 ? 0 : 1;
        }
        var ys = Tensor.of(observed);
        var present = Tensor.of(seen);
        filter = Doubles.valueAndGrad(x -> filter(x, ys, present));
    }

    private int next() {
        return next++ & POINTS - 1;
    }

    // ---- the root of x³ + p x - 2 by Newton's method

    private static Tensor newton(Tensor p) {
        return Flow.whileLoop(Tensor.scalar(1.0), x -> x.mul(x).mul(x).add(p.mul(x)).sub(2).abs().gt(1e-12),
                x -> x.sub(x.mul(x).mul(x).add(p.mul(x)).sub(2).div(x.mul(x).mul(3).add(p))));
    }

    /// Its derivative by p.
    ///
    /// @return the slope
    @Benchmark
    public double newtonSlope() {
        return newton.applyAsDouble(points[next()]);
    }

    /// The root, by hand.
    ///
    /// @return the root
    @Benchmark
    public double newtonByHand() {
        double p = points[next()];
        double x = 1;
        while (Math.abs(x * x * x + p * x - 2) > 1e-12) {
            x -= (x * x * x + p * x - 2) / (x * x * 3 + p);
        }
        return x;
    }

    // ---- a tax table

    private static Tensor tax(Tensor x) {
        return Flow.cond(x.lt(10_000), () -> x.mul(0.1),
                () -> Flow.cond(x.lt(40_000), () -> x.sub(10_000).mul(0.2).add(1000),
                        () -> Flow.cond(x.lt(90_000), () -> x.sub(40_000).mul(0.3).add(7000),
                                () -> x.sub(90_000).mul(0.42).add(22_000))));
    }

    /// The marginal rate.
    ///
    /// @return the slope
    @Benchmark
    public double taxSlope() {
        return tax.applyAsDouble(incomes[next()]);
    }

    /// The tax, by hand.
    ///
    /// @return the tax
    @Benchmark
    public double taxByHand() {
        double x = incomes[next()];
        return x < 10_000
                ? x * 0.1
                : x < 40_000
                        ? (x - 10_000) * 0.2 + 1000
                        : x < 90_000 ? (x - 40_000) * 0.3 + 7000 : (x - 90_000) * 0.42 + 22_000;
    }

    // ---- a polynomial of degree nine

    private static Tensor horner(Tensor x) {
        var r = x.mul(COEFFICIENTS[9]);
        for (int i = 8; i > 0; i--) {
            r = r.add(COEFFICIENTS[i]).mul(x);
        }
        return r.add(COEFFICIENTS[0]);
    }

    /// Its derivative.
    ///
    /// @return the slope
    @Benchmark
    public double hornerSlope() {
        return horner.applyAsDouble(points[next()]);
    }

    /// Its value, by hand.
    ///
    /// @return the value
    @Benchmark
    public double hornerByHand() {
        double x = points[next()];
        double r = COEFFICIENTS[9] * x;
        for (int i = 8; i > 0; i--) {
            r = (r + COEFFICIENTS[i]) * x;
        }
        return r + COEFFICIENTS[0];
    }

    // ---- derivatives of high order

    private static TensorFn1<Tensor> nth(TensorFn1<Tensor> f, int n) {
        return n == 0 ? f : nth(grad(f), n - 1);
    }

    /// The sixth derivative of the sine.
    ///
    /// @return the derivative
    @Benchmark
    public double sixthOfSine() {
        return sixth.applyAsDouble(points[next()]);
    }

    // ---- the price of an option by its five parameters

    private static Tensor below(Tensor x) {
        return erf(x.div(Math.sqrt(2))).add(1).mul(0.5);
    }

    private static Tensor option(Tensor p) {
        var s = p.get(0);
        var k = p.get(1);
        var t = p.get(2);
        var v = p.get(3);
        var r = p.get(4);
        var d = log(s.div(k)).add(r.add(v.mul(v).mul(0.5)).mul(t)).div(v.mul(sqrt(t)));
        return s.mul(below(d)).sub(k.mul(exp(r.mul(t).neg())).mul(below(d.sub(v.mul(sqrt(t))))));
    }

    /// Price and greeks.
    ///
    /// @return the price
    @Benchmark
    public double optionWithGradient() {
        return option.apply(options[next()], five);
    }

    /// The price, by hand, with the error function of Abramowitz and Stegun 7.1.26 (to seven digits).
    ///
    /// @return the price
    @Benchmark
    public double optionByHand() {
        double[] p = options[next()];
        double root = Math.sqrt(p[2]);
        double d = (Math.log(p[0] / p[1]) + (p[4] + p[3] * p[3] * 0.5) * p[2]) / (p[3] * root);
        return p[0] * below(d) - p[1] * Math.exp(-p[4] * p[2]) * below(d - p[3] * root);
    }

    private static double below(double x) {
        double z = Math.abs(x) / Math.sqrt(2);
        double t = 1 / (1 + 0.3275911 * z);
        double e = 1 - t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
                * Math.exp(-z * z);
        return 0.5 * (1 + Math.copySign(e, x));
    }

    // ---- Rosenbrock's function of ten variables

    private static Tensor rosenbrock(Tensor x) {
        Tensor sum = Tensor.scalar(0.0);
        for (int i = 0; i < 9; i++) {
            var a = x.get(i + 1).sub(x.get(i).square());
            var b = x.get(i).sub(1);
            sum = sum.add(a.square().mul(100)).add(b.square());
        }
        return sum;
    }

    /// Value and gradient.
    ///
    /// @return the value
    @Benchmark
    public double rosenbrockWithGradient() {
        return rosenbrock.apply(vectors[next()], ten);
    }

    /// The value, by hand.
    ///
    /// @return the value
    @Benchmark
    public double rosenbrockByHand() {
        double[] x = vectors[next()];
        double sum = 0;
        for (int i = 0; i < 9; i++) {
            double a = x[i + 1] - x[i] * x[i];
            double b = x[i] - 1;
            sum += 100 * a * a + b * b;
        }
        return sum;
    }

    // ---- the likelihood of a local linear trend with missing observations, by four parameters

    private static Tensor filter(Tensor parameters, Tensor ys, Tensor seen) {
        var q = exp(parameters);
        var zero = Tensor.scalar(0.0);
        var f = Tensor.of(new double[][]{{1, 1}, {0, 1}});
        var noise = stack(0, stack(0, q.get(1), zero), stack(0, zero, q.get(2)));
        var start = tuple(stack(0, zero, parameters.get(3)), tuple(Tensor.of(new double[][]{{10, 0}, {0, 1}}), zero));
        return Flow.scan(start, tuple(ys, seen), (s, e) -> {
            var x = f.matmul(s.first());
            var p = f.matmul(s.second().first()).matmul(f.transpose()).add(noise);
            var variance = p.get(0).get(0).add(q.get(0));
            var gain = p.get(0).div(variance).mul(e.second());
            var v = e.first().sub(x.get(0));
            var next = p.sub(gain.reshape(2, 1).mul(p.get(0).reshape(1, 2)));
            var likelihood = log(variance.mul(2 * Math.PI)).add(v.mul(v).div(variance)).mul(e.second()).mul(-0.5);
            var sum = s.second().second().add(likelihood);
            return tuple(tuple(x.add(gain.mul(v)), tuple(next, sum)), sum);
        }).carry().second().second();
    }

    /// Value and gradient.
    ///
    /// @return the value
    @Benchmark
    public double filterWithGradient() {
        return filter.apply(variances, four);
    }

    /// The value, by hand.
    ///
    /// @return the value
    @Benchmark
    public double filterByHand() {
        double r = Math.exp(variances[0]);
        double ql = Math.exp(variances[1]);
        double qs = Math.exp(variances[2]);
        double l = 0;
        double s = variances[3];
        double a = 10;
        double b = 0;
        double c = 1;
        double sum = 0;
        for (int i = 0; i < STEPS; i++) {
            double pa = a + 2 * b + c + ql;
            double pb = b + c;
            double variance = pa + r;
            double k0 = pa / variance * seen[i];
            double k1 = pb / variance * seen[i];
            double v = observed[i] - (l + s);
            l = l + s + k0 * v;
            s += k1 * v;
            a = pa - k0 * pa;
            b = pb - k0 * pb;
            c = c + qs - k1 * pb;
            sum -= 0.5 * seen[i] * (Math.log(2 * Math.PI * variance) + v * v / variance);
        }
        return sum;
    }
}
