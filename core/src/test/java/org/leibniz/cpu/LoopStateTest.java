package org.leibniz.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leibniz.Leibniz.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.leibniz.Allocated;
import org.leibniz.Flow;
import org.leibniz.Tensor;
import org.leibniz.TensorFn1;
import org.leibniz.Tree;
import org.leibniz.ir.Evaluator;
import org.leibniz.reference.Reference;

/// Loops whose state goes from array to array: each trip may write over the state before it, whatever else the state,
/// the results and what the loop was given have in common.
final class LoopStateTest {
    private static final int N = 700; // more than a block

    private static Tensor numbers(double scale) {
        return arange(N).cast(org.leibniz.DType.FLOAT64).mul(scale).sin();
    }

    /// A state of three, and a function of it that is repeated.
    record Three(Tensor a, Tensor b, Tensor c) {}

    @Test
    void statesThatMoveStayAndMeet() {
        var constant = numbers(0.3);
        var bodies = new ArrayList<UnaryOperator<Three>>();
        bodies.add(s -> new Three(s.b(), s.a().add(s.b()), s.c()));
        bodies.add(s -> new Three(s.b(), s.c(), s.a().mul(0.5)));
        bodies.add(s -> new Three(s.b(), constant, s.a().add(s.c())));
        bodies.add(s -> new Three(s.a().add(1), s.a().add(1), s.c().mul(s.a())));
        bodies.add(s -> new Three(s.a(), s.a().mul(s.b()), s.b().flip(0)));
        bodies.add(s -> new Three(exp(s.c()).mul(0.1), s.a().sub(s.b()), s.b().add(s.a().sum())));
        bodies.add(s -> new Three(constant, s.a().add(constant), s.b()));
        bodies.add(s -> new Three(s.c(), s.c().mul(2), s.c().add(s.a().flip(0)).mul(0.1)));
        for (var body : bodies) {
            for (int trips = 0; trips < 5; trips++) {
                int n = trips;
                TensorFn1<Three> loop = x -> Flow.fori(0, n, new Three(x, x.mul(2), constant),
                        (i, s) -> body.apply(s));
                agree("loop " + bodies.indexOf(body) + ", " + n, loop, numbers(0.7));
                TensorFn1<?> scan = x -> Flow.scan(new Three(x, constant, x.mul(3)), arange(n),
                        (s, i) -> tuple(body.apply(s), s.b()));
                agree("scan " + bodies.indexOf(body) + ", " + n, scan, numbers(0.7));
                agree("grad " + bodies.indexOf(body) + ", " + n, grad((Tensor x) -> {
                    var s = loop.apply(x);
                    return s.a().mul(s.b()).add(s.c()).sum();
                }), numbers(0.7));
            }
        }
    }

    private static void agree(String what, TensorFn1<?> f, Tensor x) {
        double[] before = x.toDoubleArray();
        List<Tensor> expected = Evaluator.with(new Reference(), () -> Tree.leaves(f.apply(x)));
        for (int i = 0; i < 2; i++) {
            List<Tensor> got = Tree.leaves(jit(f).apply(x));
            for (int k = 0; k < expected.size(); k++) {
                double[] e = expected.get(k).toDoubleArray();
                double[] g = got.get(k).toDoubleArray();
                for (int j = 0; j < e.length; j++) {
                    assertThat(g[j]).as("%s, result %s, element %s", what, k, j).isCloseTo(e[j],
                            org.assertj.core.data.Offset.offset(1e-9 * (1 + Math.abs(e[j]))));
                }
            }
            assertThat(x.toDoubleArray()).isEqualTo(before);
        }
    }

    /// A trip makes no new array for the state.
    @Test
    void aTripAllocatesNoState() {
        int n = 100_000;
        var x = arange(n).cast(org.leibniz.DType.FLOAT64).mul(1e-5).sin();
        var loop = jit((Tensor a) -> Flow.fori(0, 50, a, (i, s) -> s.mul(0.9).add(0.1)));
        for (int i = 0; i < 5; i++) {
            loop.apply(x);
        }
        long before = Allocated.byThisThread();
        loop.apply(x);
        assertThat(Allocated.byThisThread() - before).isLessThan(3L * 8 * n);
    }
}
