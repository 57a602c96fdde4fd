package org.leibniz.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.leibniz.Leibniz.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.Key;
import org.leibniz.Tensor;
import org.leibniz.ir.Evaluator;
import org.leibniz.ir.Program;
import org.leibniz.plan.Plan;
import org.leibniz.transform.Simplify;

/// How many kernels and routines functions of the public interface become, and why no fewer.
///
/// What must be apart: a routine (a product, a gather, a scatter) takes and gives whole arrays, so kernels end before
/// and after it; a kernel has one index space; a reduction over more than a block is known only when the kernel that
/// does it has ended, so what depends on it is another kernel. Rows that lie in a block (512 elements) are reduced
/// within one. Numbers that a user writes, other than 0, ±1, 2 and ½, are operands of a program: what is computed from
/// such numbers alone is a kernel over one element.
final class KernelCountTest {
    private static final Key KEY = Key.of(3);
    private static final Tensor ROWS = random(1, 90, 64);
    private static final Tensor MORE_ROWS = random(2, 90, 64);
    private static final Tensor LONG_ROWS = random(3, 9, 5000);
    private static final Tensor LONG = random(4, 20_000);

    /// The layers of a small network, as arguments and as gradients.
    private record Net(Tensor w1, Tensor b1, Tensor w2, Tensor b2) {
        static Net random() {
            return new Net(KernelCountTest.random(5, 64, 128), KernelCountTest.random(6, 128),
                    KernelCountTest.random(7, 128, 10),
                    KernelCountTest.random(8, 10));
        }

        Tensor logits(Tensor x) {
            return relu(x.matmul(w1).add(b1)).matmul(w2).add(b2);
        }

        Net step(Net gradient) {
            return new Net(w1.sub(gradient.w1.mul(0.1)), b1.sub(gradient.b1.mul(0.1)), w2.sub(gradient.w2.mul(0.1)),
                    b2.sub(gradient.b2.mul(0.1)));
        }
    }

    /// What the price of an option depends on.
    private record Option(Tensor spot, Tensor strike, Tensor rate, Tensor volatility, Tensor years) {
        static Option random() {
            return new Option(between(11, 20, 100), between(12, 20, 100), between(13, 0.02, 0.05),
                    between(14, 0.1, 0.4),
                    between(15, 0.5, 2));
        }

        private static Tensor between(int seed, double low, double high) {
            return uniform(Key.of(seed), 5000).mul(high - low).add(low);
        }

        Tensor price() {
            var spread = volatility.mul(sqrt(years));
            var d = log(spot.div(strike)).add(rate.add(square(volatility).mul(0.5)).mul(years)).div(spread);
            return spot.mul(distribution(d))
                    .sub(strike.mul(exp(rate.neg().mul(years))).mul(distribution(d.sub(spread))));
        }

        private static Tensor distribution(Tensor d) {
            return erf(d.mul(Math.sqrt(0.5))).add(1).mul(0.5);
        }
    }

    private static Tensor random(int fold, int... dims) {
        return normal(KEY.fold(fold), dims);
    }

    /// Runs a call of a jitted function, which is one program, and compares it with the reference.
    private static void expect(int kernels, int routines, Supplier<?> call) {
        var schedules = new ArrayList<Program>();
        Evaluator.with((program, data) -> {
            schedules.add(Plan.make(Simplify.of(program), Processor.HERE));
            Samples.compare(Tiers.generated(), program, data, 64, 1e-4);
            return Tiers.provided().run(program, data);
        }, call);
        assertEquals(1, schedules.size(), "programs");
        var s = schedules.getFirst();
        assertEquals(List.of(kernels, routines), List.of(Plan.kernels(s), Plan.routines(s)), s.toString());
    }

    /// A sum over one element is no routine; nor is it -0.
    @Test
    void productsOfColumns() {
        var x = random(31, 90, 1);
        var y = random(32, 1, 64);
        expect(1, 0, () -> jit((Tensor a, Tensor b) -> tanh(a.matmul(b).add(1))).apply(x, y));
        var batch = random(33, 7, 30, 1);
        expect(1, 0, () -> jit((Tensor a, Tensor b) -> a.matmul(b).mul(2)).apply(batch, y));
        var zeros = jit((Tensor a, Tensor b) -> a.matmul(b)).apply(x.mul(0), y);
        assertEquals(0, reciprocal(zeros).lt(0).cast(DType.INT32).sum().item());
    }

    /// Nothing is reduced, or what is reduced is not needed again: one pass, with as many results as are wanted.
    @Test
    void elementwiseFunctionsAndTheirGradientsAreOneKernel() {
        expect(1, 0, () -> jit(x -> gelu(x)).apply(ROWS));
        expect(1, 0, () -> jit(valueAndGrad(x -> gelu(x).sum())).apply(ROWS));
        expect(1, 0, () -> jit(grad(grad(x -> gelu(x).sum()))).apply(ROWS));
        var option = Option.random();
        expect(1, 0, () -> jit(Option::price).apply(option));
        // the sum and five gradients
        expect(1, 0, () -> jit(valueAndGrad((Option o) -> o.price().sum())).apply(option));
    }

    /// A row is at hand in a block for as many reductions and ways back as there are, up to the gradient. The gradients
    /// of gain and bias are sums over the rows, which the same pass collects.
    @Test
    void whatIsDoneRowByRowIsOneKernel() {
        expect(1, 0, () -> jit(x -> softmax(x)).apply(ROWS));
        expect(1, 0, () -> jit(grad((x, w) -> softmax(x).mul(w).sum())).apply(ROWS, MORE_ROWS));
        expect(1, 0, () -> jit(x -> logSoftmax(x)).apply(ROWS));
        expect(1, 0, () -> jit(x -> tuple(x.mean(1), x.var(1))).apply(ROWS));
        expect(1, 0, () -> jit(grad(x -> x.var(1).sum())).apply(ROWS));
        var gain = random(9, 64);
        var bias = random(10, 64);
        expect(1, 0, () -> jit(KernelCountTest::normalized).apply(ROWS, gain, bias));
        expect(1, 0,
                () -> jit(grad((x, g, b) -> tanh(normalized(x, g, b)).sum(), wrt(0, 1, 2))).apply(ROWS, gain, bias));
    }

    private static Tensor normalized(Tensor x, Tensor gain, Tensor bias) {
        return x.sub(x.mean(keepDims(-1))).mul(rsqrt(x.var(keepDims(-1)).add(1e-5))).mul(gain).add(bias);
    }

    /// Rows or arrays longer than a block are passed over once for each reduction that needs the one before.
    @Test
    void longReductionsAreAPassEach() {
        // The maxima; the shifts of the rows, 0 where a maximum is infinite; exponentials and sums; quotients.
        expect(4, 0, () -> jit(x -> softmax(x)).apply(LONG_ROWS));
        // Maxima, shifts, exponentials and sums; the inner product of each row of the softmax with its cotangent; the
        // gradient.
        var weights = random(21, 9, 5000);
        expect(5, 0, () -> jit(grad((x, w) -> softmax(x).mul(w).sum())).apply(LONG_ROWS, weights));
        // Sum, mean (one element), sum of squares, variance (one element).
        expect(4, 0, () -> jit(x -> tuple(x.mean(), x.var())).apply(LONG));
        // Sum; mean; sum of the derivatives of the squares, which the mean passes on; their part of each element; the
        // gradient.
        expect(5, 0, () -> jit(grad(x -> x.var())).apply(LONG));
    }

    /// Each element is part of two neighbouring terms, and a kernel cannot read what it computes at another place: one
    /// kernel over the pairs of neighbours gives the value and both parts, one over the elements adds the parts.
    @Test
    void rosenbrockIsTwoKernels() {
        for (var at : List.of(random(22, 1000), random(22, 100_000))) {
            expect(2, 0, () -> jit(valueAndGrad(x -> {
                var head = x.get(until(-1));
                var tail = x.get(from(1));
                return square(tail.sub(square(head))).mul(100).add(square(sub(1, head))).sum();
            })).apply(at));
        }
    }

    /// The logarithms, row by row; the gather of one element a row; the mean. For the gradient also the scatter, of the
    /// derivative of the mean, which is one number; the gradient, row by row.
    @Test
    void crossEntropyEndsKernelsAtTheLabels() {
        var labels = randint(KEY, 0, 64, 90);
        expect(2, 1, () -> jit((x, y) -> crossEntropy(x, y)).apply(ROWS, labels));
        expect(3, 2, () -> jit(valueAndGrad((x, y) -> crossEntropy(x, y))).apply(ROWS, labels));
    }

    /// Five products: two forward, two for the gradients of the weights, one for that of the hidden layer (that of the
    /// input is not asked for). Between them: the hidden layer; the loss with its derivative and the gradient of the
    /// second bias; the way back through relu with the gradient of the first bias. Four updates, of four sizes.
    @Test
    void aStepOfATwoLayerNet() {
        var net = Net.random();
        var images = random(23, 32, 64);
        var targets = random(24, 32, 10);
        expect(7, 5, () -> jit((Net n, Tensor x, Tensor y) -> {
            var r = valueAndGrad((Net m) -> mseLoss(m.logits(x), y)).apply(n);
            return tuple(r.value(), n.step(r.grad()));
        }).apply(net, images, targets));
    }
}
