package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leibniz.Leibniz.*;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the log says where a derivative is zero because the function went through numbers of Java; and that it says
/// nothing else.
final class ZeroGradientLogTest {
    private static final Tensor X = Tensor.scalar(0.5);

    /// What is logged while something runs.
    private static List<String> logged(Runnable run) {
        var said = new CopyOnWriteArrayList<String>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                said.add(String.valueOf(record.getMessage()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var logger = Logger.getLogger("org.leibniz");
        boolean parents = logger.getUseParentHandlers();
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
        try {
            run.run();
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(parents);
        }
        return said;
    }

    private static void told(Runnable run, String... parts) {
        assertThat(logged(run)).singleElement()
                .satisfies(line -> assertThat(line).contains(parts).contains("was read as a number",
                        "what Java computes of numbers is a constant",
                        "Where the number only decides something or is shown, that is right",
                        "compute with tensors", "(said once for each function)"));
    }

    private static void silent(Runnable run) {
        assertThat(logged(run)).isEmpty();
    }

    private static String line(int from) {
        return "(ZeroGradientLogTest.java:" + StackWalker.getInstance().walk(
                frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber() + from) + ")";
    }

    private static Tensor sine(double x) {
        return Tensor.scalar(Math.sin(x));
    }

    // ---- every transformation

    @Test
    void gradients() {
        var f = grad((Tensor x) -> sine(x.item()));
        String here = line(-1);
        told(() -> {
            for (int i = 0; i < 3; i++) {
                assertThat(f.apply(X).item()).isZero();
            }
        }, "grad: the derivative by input 0 is 0", here);
        told(() -> valueAndGrad((Tensor x) -> sine(x.item())).apply(X), "valueAndGrad: the derivative by input 0 is 0");
        told(() -> valueAndGradAux((Tensor x) -> tuple(sine(x.item()), x.mul(2))).apply(X), "valueAndGradAux: ");
        told(() -> new GradOperation().apply((Tensor x) -> sine(x.item())).apply(X), "GradOperation: ");
        told(() -> grad((Tensor x) -> Tensor.scalar(Arrays.stream(x.toDoubleArray()).sum())).apply(Tensor.of(1.0, 2.0)),
                "grad: ");
        told(() -> grad((Tensor x) -> Tensor.scalar(x.toFloatArray()[1])).apply(Tensor.of(1f, 2f)), "grad: ");
    }

    @Test
    void products() {
        told(() -> vjp((Tensor x) -> sine(x.item()), X), "vjp: the derivative by input 0 is 0");
        told(() -> jvp((Tensor x) -> sine(x.item()), X, X), "jvp: the derivative by input 0 is 0");
        told(() -> linearize((Tensor x) -> sine(x.item()), X), "linearize: the derivative by input 0 is 0");
        told(() -> jacfwd((Tensor x) -> sine(x.item())).apply(X), "jacfwd: ");
        told(() -> jacrev((Tensor x) -> sine(x.item())).apply(X), "jacrev: ");
        told(() -> hessian((Tensor x) -> sine(x.item())).apply(X), "the derivative by input 0 is 0");
        told(() -> hvp((Tensor x) -> sine(x.item()), X, X), "hvp: ");
    }

    /// The first derivative of x sin(a) is sin(a), the second is 0 where a is a number.
    @Test
    void secondDerivatives() {
        String here = line(1);
        told(() -> hessian((Tensor x) -> x.mul(Math.sin(x.item()))).apply(X), "the derivative by input 0 is 0", here);
        told(() -> assertThat(hessian((Tensor x) -> x.mul(Math.sin(x.item()))).apply(X).item()).isZero(),
                "the derivative by input 0 is 0");
        told(() -> assertThat(hvp((Tensor x) -> x.mul(Math.sin(x.item())), X, X).item()).isZero(),
                "the derivative by input 0 is 0");
        told(() -> assertThat(grad(grad((Tensor x) -> x.mul(Math.sin(x.item())))).apply(X).item()).isZero(),
                "the derivative by input 0 is 0");
        silent(() -> assertThat(hessian((Tensor x) -> x.mul(x).mul(x.item())).apply(X).item()).isEqualTo(1));
    }

    // ---- which input

    private record Pair(Tensor first, Tensor second) {}

    @Test
    void oneOfSeveralInputs() {
        told(() -> grad((Tensor x, Tensor y) -> x.mul(y.item()), wrt(0, 1)).apply(X, X),
                "the derivative by input 1 is 0");
        told(() -> new GradOperation().getAll().apply((Tensor x, Tensor y) -> y.mul(x.item())).apply(X, X),
                "the derivative by input 0 is 0");
        told(() -> grad((Pair p) -> p.first().mul(p.second().item())).apply(new Pair(X, X)),
                "the derivative by input 0.second is 0");
        silent(() -> grad((Tensor x, Tensor y) -> x.mul(y.item())).apply(X, X)); // not by the second
    }

    private static final class Scaled extends Cell {
        private final Parameter w = new Parameter(Tensor.scalar(2.0), "w");

        @Override
        public Tensor construct(Tensor x) {
            return x.mul(w.item());
        }
    }

    @Test
    void parameters() {
        var w = new Parameter(Tensor.scalar(2.0), "w");
        told(() -> grad((Tensor x) -> x.mul(w.item()), w).apply(X), "the derivative by the parameter w is 0");
        told(() -> grad((Tensor x) -> x.mul(w.value().item()), new ParameterTuple(List.of(w))).apply(X),
                "the derivative by the parameter w is 0");
        var net = new Scaled();
        told(() -> new GradOperation().getByList().apply(net, net.trainableParams()).apply(X),
                "the derivative by the parameter w is 0");
        silent(() -> grad((Tensor x) -> x.mul(w.item())).apply(X)); // by the input alone
    }

    // ---- where it was read

    @Test
    void whatIsComputedOfTheInput() {
        told(() -> grad((Tensor x) -> {
            Tensor y = x;
            while (y.item() < 3) {
                y = y.add(1);
            }
            return Tensor.scalar(y.item());
        }).apply(X), "the derivative by input 0 is 0", line(-4));
        told(() -> grad((Tensor x) -> grad((Tensor y) -> sine(y.item())).apply(x).add(x)).apply(X),
                "the derivative by input 0 is 0");
        told(() -> grad((Tensor x) -> {
            double[] read = new double[1];
            var thread = new Thread(() -> read[0] = x.item());
            thread.start();
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return sine(read[0]);
        }).apply(X), "the derivative by input 0 is 0");
    }

    /// A later call is told, too; the line of its read is not known any more.
    @Test
    void aLaterCall() {
        told(() -> {
            for (int i = 0; i < 10; i++) {
                int n = i;
                grad((Tensor x) -> n < 8 ? x.mul(x.item()) : sine(x.item())).apply(X);
            }
        }, "read as a number by a function of org.leibniz.ZeroGradientLogTest");
    }

    /// A number that decides makes a constant, too; what is said is true of it.
    @Test
    void aDecision() {
        told(() -> grad((Tensor x) -> x.item() > 0 ? Tensor.scalar(1.0) : x).apply(X), "grad: ");
    }

    // ---- no false alarms

    private static @Nullable String shown;

    @Test
    void whatIsNotTold() {
        silent(() -> grad((Tensor x) -> x.item() > 0 ? x.mul(2) : x).apply(X)); // the result depends on it
        silent(() -> grad((Tensor x) -> Tensor.scalar(1.0)).apply(X)); // not read
        silent(() -> grad((Tensor x) -> sine(x.item())).apply(Tensor.scalar(3))); // an integer
        // read as an integer
        silent(() -> grad((Tensor x) -> Tensor.scalar((double) x.cast(DType.INT32).itemAsLong())).apply(X));
        silent(() -> grad((Tensor x) -> x.gt(0).isTrue() ? Tensor.scalar(1.0) : x).apply(X)); // a truth value
        silent(() -> grad((Tensor x) -> {
            shown = x.toString();
            return Tensor.scalar(1.0);
        }).apply(X));
        assertThat(shown).isNotNull();
        silent(() -> grad((Tensor x) -> x.item() > 0 ? stopGradient(x) : x).apply(X)); // meant to be zero
        silent(() -> grad((Tensor x) -> x.item() > 0 ? floor(x) : x).apply(X)); // flat, by its nature
        silent(() -> grad((Tensor x, Tensor y) -> x.mul(x.item()), wrt(0, 1)).apply(X, X)); // the other one was read
        silent(() -> X.item());
        silent(() -> sine(X.item()));
        silent(() -> grad((Tensor x) -> x.mul(X.item())).apply(X)); // captured, no input
        silent(() -> jvp((Tensor x) -> x.mul(x.item()), X, X));
        silent(() -> linearize((Tensor x) -> x.mul(x.item()), X));
        silent(() -> vjp((Tensor x) -> x.mul(x.item()), X));
    }

    /// Who writes `stopGradient` knows that nothing flows back; what is read beside it is told.
    @Test
    void whatIsReadBehindAStop() {
        silent(() -> grad((Tensor x) -> ones(2).mul(stopGradient(x).item()).sum()).apply(X));
        silent(() -> grad((Tensor x) -> stopGradient(x.mul(2)).exp().item() > 0 ? ones(2).sum() : zeros(2).sum())
                .apply(X));
        told(() -> grad((Tensor x) -> ones(2).mul(stopGradient(x).add(x).item()).sum()).apply(X),
                "grad: the derivative by input 0 is 0");
    }
}
