package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.leibniz.Leibniz.*;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// What someone is told who uses a tensor after the transformation that it was recorded in: what it is, on which line
/// it was recorded, in which function, and where it could have been returned.
final class LeakTest {
    private static final Tensor X = Tensor.of(1f, 2f, 3f);

    private Tensor kept = X;
    private String line = "";

    /// Keeps a tensor that is recorded on the line of the call.
    private Tensor keep(Tensor t) {
        line = here();
        kept = t;
        return t;
    }

    /// The line of a test.
    private static String here() {
        return "LeakTest.java:" + StackWalker.getInstance().walk(
                frames -> frames.skip(2).mapToInt(StackFrame::getLineNumber).findFirst().orElseThrow());
    }

    /// The use of what was kept is refused, and the message names all of these and the line on which it was recorded.
    private void leaked(Runnable use, String... parts) {
        var told = assertThatExceptionOfType(LeakException.class).isThrownBy(use::run)
                .withMessageContaining("return it as a result");
        for (String part : parts) {
            told.withMessageContaining(part);
        }
    }

    private void leaked(String inside, String what, String... wayOut) {
        leaked(() -> kept.add(1), "recorded inside " + inside + " at " + line
                + " is used after that transformation ended (" + what + ")");
        leaked(() -> kept.toFloatArray(), wayOut);
        leaked(() -> grad((Tensor x) -> x.mul(kept).sum()).apply(Tensor.of(1f)), line);
        leaked(() -> grad((Tensor x) -> kept.sum()).apply(X), line);
        leaked(() -> jit((Tensor x) -> kept).apply(X), line);
    }

    // ---- the line

    @Test
    void derivatives() {
        grad((Tensor x) -> keep(sin(x)).sum()).apply(X);
        leaked("grad", "sin, f32[3]", "valueAndGradAux", "read its value", "assign(..)");
        valueAndGrad((Tensor x) -> {
            var y = x.mul(2);
            return keep(exp(y)).sum();
        }).apply(X);
        leaked("valueAndGrad", "exp, f32[3]", "valueAndGradAux", "read its value");
        vjp((Tensor x) -> keep(sin(x)).sum(), X);
        leaked("vjp", "sin, f32[3]", "vjpAux", "read its value");
        jvp((Tensor x) -> keep(sin(x)).sum(), X, X);
        leaked("jvp", "sin, f32[3]", "jvpAux", "read its value");
        linearize((Tensor x) -> keep(sin(x)).sum(), X);
        leaked("linearize", "sin, f32[3]", "a tuple, a record or a list", "read its value");
        jacfwd((Tensor x) -> keep(sin(x)).sum()).apply(X);
        leaked("jacfwd", "sin, f32[3]", "jacfwdAux");
        jacrev((Tensor x) -> keep(sin(x)).sum()).apply(X);
        leaked("jacrev", "sin, f32[3]", "jacrevAux");
    }

    @Test
    void whatHasNoData() {
        jit((Tensor x) -> keep(sin(x)).sum()).apply(X);
        leaked("jit", "sin, f32[3]", "a tuple, a record or a list", "assign(..)");
        vmap((Tensor x) -> keep(sin(x)).sum()).apply(Tensor.of(new float[][]{{1, 2, 3}, {4, 5, 6}}));
        leaked("vmap", "sin, f32[3]", "a tuple, a record or a list");
        assertThatExceptionOfType(LeakException.class).isThrownBy(() -> kept.add(1))
                .withMessageNotContaining("read its value");
        Flow.whileLoop(X, s -> s.sum().lt(100), s -> s.add(exp(keep(sin(s)))));
        leaked("Flow.whileLoop", "sin, f32[3]", "part of the state");
        Flow.fori(0, 3, X, (i, s) -> s.add(keep(sin(s))));
        leaked("Flow.fori", "sin, f32[3]", "part of the state");
        Flow.scan(X, ones(3), (s, e) -> tuple(s.add(keep(sin(s))), e));
        leaked("Flow.scan", "sin, f32[3]", "part of the state");
        jit((Tensor x) -> Flow.cond(x.sum().gt(0), () -> keep(sin(x)).add(1), () -> x)).apply(X);
        leaked("jit", "sin, f32[3]");
        jit(grad((Tensor x) -> keep(sin(x)).sum())).apply(X);
        leaked("grad", "sin, f32[3]", "valueAndGradAux");
    }

    @Test
    void rules() {
        var f = Custom.vjp((Tensor x) -> keep(exp(x)), (x, out, d) -> d.mul(kept));
        leaked(() -> grad((Tensor x) -> f.apply(x).sum()).apply(X), "inside Custom.vjp (LeakTest.java:", line,
                "(exp, f32[3])",
                "a rule is given the arguments and the result of its function");
    }

    private final class Net extends Cell {
        private final Parameter w = new Parameter(Tensor.of(2f), "w");

        @Override
        public Tensor construct(Tensor x) {
            return keep(x.mul(w)).sum();
        }
    }

    @Test
    void aFieldOfACell() {
        var net = new Net();
        grad(net, net.trainableParams()).apply(X);
        leaked("grad", "mul, f32[3]");
        assertThat(kept.toString()).contains(line);
    }

    @Test
    void anArgument() {
        grad((Tensor x) -> {
            kept = x;
            return x.sum();
        }).apply(X);
        leaked(() -> kept.add(1), "stands for an argument inside grad is used", "(f32[3])",
                "the function was applied at LeakTest.java:");
        jit((Tensor x) -> {
            kept = x;
            return x.sum();
        }).apply(X);
        leaked(() -> kept.toFloatArray(), "stands for an argument inside jit is used", "(f32[3])",
                "the function was applied at LeakTest.java:");
    }

    @Test
    void whereTheFunctionWasApplied() {
        var f = grad((Tensor x) -> keep(sin(x)).sum());
        String applied = applied(f);
        leaked(() -> kept.add(1), "; the function was applied at " + applied);
    }

    private static String applied(TensorFn1<Tensor> f) {
        return at(f.apply(X));
    }

    private static String at(Tensor result) {
        assertThat(result.shape()).isEqualTo(X.shape());
        return here();
    }

    @Test
    void onAnotherThread() throws Exception {
        grad((Tensor x) -> inAThread(() -> keep(sin(x))).sum()).apply(X);
        leaked("grad", "sin, f32[3]");
        grad((Tensor x) -> keep(sin(x)).sum()).apply(X);
        leaked(() -> inAThread(() -> kept.add(1)), line);
    }

    private static <T> T inAThread(Callable<T> task) {
        var result = new ArrayList<T>();
        var thrown = new ArrayList<RuntimeException>();
        var thread = new Thread(() -> {
            try {
                result.add(task.call());
            } catch (RuntimeException e) {
                thrown.add(e);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (!thrown.isEmpty()) {
            throw thrown.getFirst();
        }
        return result.getFirst();
    }

    // ---- later calls

    /// What leaks from the thousandth call was recorded on the same line by an earlier one.
    @Test
    void laterCalls() {
        var f = grad((Tensor x) -> {
            Tensor y = x.mul(3);
            return keep(sin(y)).sum();
        });
        for (int i = 0; i < 1000; i++) {
            f.apply(X);
        }
        leaked(() -> kept.add(1), "inside grad at " + line + " (where an earlier call recorded it)", "(sin, f32[3])");
        for (int i = 0; i < 20; i++) { // a function that is made anew each time
            grad((Tensor x) -> keep(cos(x)).mul(x.sum()).sum()).apply(X);
        }
        leaked(() -> kept.add(1), "inside grad at " + line + " (where an earlier call recorded it)", "(cos, f32[3])");
        for (int i = 0; i < 20; i++) {
            int n = i;
            grad((Tensor x) -> {
                Tensor y = x;
                for (int k = 0; k < n; k++) {
                    y = y.mul(2);
                }
                return keep(tan(y)).sum();
            }).apply(X);
        }
        leaked(() -> kept.add(1), "inside grad at " + line + " (where an earlier call recorded it)", "(tan, f32[3])");
    }

    /// What no earlier call recorded has no line, but the class of its function; once it has leaked the next call has.
    @Test
    void whatLaterCallsAloneRecord() {
        List<Tensor> leaks = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int n = i;
            grad((Tensor x) -> {
                if (n > 8) {
                    leaks.add(keep(cos(x)));
                }
                return x.sum();
            }).apply(X);
            if (n == 9) {
                leaked(() -> leaks.getFirst().add(1),
                        "inside grad by a function of org.leibniz.LeakTest (the next call takes down its lines)",
                        "(cos, f32[3])");
            }
        }
        leaked(() -> leaks.get(1).add(1), "inside grad at " + line + " is used");
    }

    // ---- pullbacks

    @Test
    void pullbacks() {
        leaked(LeakException.class,
                () -> jit((Tensor x) -> tuple(x.sum(), vjp((Tensor y) -> y.mul(y).sum(), x).pullback())).apply(X),
                "a pullback made inside jit at LeakTest.java:", "cannot be returned from it");
    }

    private static void leaked(Class<? extends IllegalStateException> type, Runnable call, String... parts) {
        var told = assertThatExceptionOfType(type).isThrownBy(call::run);
        for (String part : parts) {
            told.withMessageContaining(part);
        }
    }

    // ---- what has not ended

    /// Neither has leaked, and both are told with a line.
    @Test
    void tensorsOfOpenTransformations() {
        var w = new Parameter(Tensor.scalar(2f), "w");
        grad((Tensor x) -> {
            Tensor y = keep(x.sum());
            leaked(IllegalStateException.class, () -> inAThread(() -> {
                w.assign(y);
                return y;
            }), "assign: the parameter w is assigned a tensor of grad (recorded at " + line + "), which is still open");
            return y;
        }).apply(X);
        leaked(NoValueException.class,
                () -> jit(grad((Tensor x) -> hookGradient(x, g -> g.mul(g.sum().item())).mul(x).sum())).apply(X),
                "a hook looks at a value that is not there (LeakTest.java:");
    }
}
