package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.Leibniz.*;

import java.util.List;
import org.junit.jupiter.api.Test;

/// vmap and what is made of it, Jacobians and Hessians: axes, trees, shapes, and what is refused.
final class VmapTest {
    private static final Tensor M = Tensor.of(new double[][]{{1, 2, 3}, {4, 5, 6}});

    // ---- axes

    @Test
    void theFirstAxisUnlessSaidOtherwise() {
        assertThat(vmap(x -> x.sum()).apply(M).toDoubleArray()).containsExactly(6, 15);
        assertThat(vmap(x -> x.sum(), inAxes(1)).apply(M).toDoubleArray()).containsExactly(5, 7, 9);
        assertThat(vmap(x -> x.sum(), inAxes(-1)).apply(M).toDoubleArray()).containsExactly(5, 7, 9);
    }

    @Test
    void resultsHaveTheMappedAxisWhereItIsAskedFor() {
        Tensor t = vmap(x -> x.mul(2), inAxes(0).outAxes(1)).apply(M);
        assertThat(t.shape()).isEqualTo(Shape.of(3, 2));
        assertThat(t.get(2, 1).item()).isEqualTo(12);
        assertThat(vmap(x -> x, inAxes(0).outAxes(-1)).apply(ones(2, 3, 4)).shape()).isEqualTo(Shape.of(3, 4, 2));
        var pair = vmap(x -> tuple(x, x.sum()), inAxes(0).outAxes(1, 0)).apply(M);
        assertThat(pair.first().shape()).isEqualTo(Shape.of(3, 2));
        assertThat(pair.second().shape()).isEqualTo(Shape.of(2));
    }

    @Test
    void whatIsTheSameForAllIsNotMapped() {
        Tensor v = Tensor.of(10.0, 20.0, 30.0);
        assertThat(vmap((x, y) -> x.dot(y), inAxes(0, NONE)).apply(M, v).toDoubleArray()).containsExactly(140, 320);
        assertThat(vmap(x -> x.dot(v)).apply(M).toDoubleArray()).containsExactly(140, 320);
        assertThat(vmap(x -> v.sum()).apply(M).toDoubleArray()).containsExactly(60, 60); // depends on nothing mapped
    }

    @Test
    void treesAreMappedLeafByLeaf() {
        record Pair(Tensor a, List<Tensor> b, String name) {}
        var f = vmap((Pair p, Tensor s) -> new Pair(p.a().mul(s), List.of(p.b().get(0).sum()), p.name()),
                inAxes(0, NONE));
        Pair r = f.apply(new Pair(Tensor.of(1.0, 2.0), List.of(M), "n"), Tensor.scalar(3.0));
        assertThat(r.a().toDoubleArray()).containsExactly(3, 6);
        assertThat(r.b().get(0).toDoubleArray()).containsExactly(6, 15);
        assertThat(r.name()).isEqualTo("n");
    }

    @Test
    void aStackOfKeysIsMapped() {
        var keys = Key.of(5).split(4);
        var stacked = new Key(stack(0, keys.stream().map(Key::bits).toList()));
        Tensor drawn = vmap((Key k) -> normal(k, 3)).apply(stacked);
        assertThat(drawn.shape()).isEqualTo(Shape.of(4, 3));
        assertThat(drawn.get(2).toFloatArray()).containsExactly(normal(keys.get(2), 3).toFloatArray());
    }

    @Test
    void nestingMapsFurtherAxes() {
        Tensor outer = vmap(x -> vmap(y -> x.mul(y)).apply(Tensor.of(1.0, 10.0))).apply(Tensor.of(2.0, 3.0, 4.0));
        assertThat(outer.shape()).isEqualTo(Shape.of(3, 2));
        assertThat(outer.toDoubleArray()).containsExactly(2, 20, 3, 30, 4, 40);
        assertThat(vmap(vmap(x -> x.mul(x))).apply(M).toDoubleArray()).containsExactly(1, 4, 9, 16, 25, 36);
    }

    @Test
    void anEmptyBatchGivesEmptyResults() {
        assertThat(vmap(x -> x.sum()).apply(zeros(0, 3)).shape()).isEqualTo(Shape.of(0));
        assertThat(vmap(grad(x -> sin(x).sum())).apply(zeros(0, 3)).shape()).isEqualTo(Shape.of(0, 3));
    }

    // ---- refused

    @Test
    void axesThatDoNotFit() {
        assertThatIllegalArgumentException().isThrownBy(() -> vmap(x -> x, inAxes(2)).apply(M))
                .withMessageContaining("input 0")
                .withMessageContaining(
                        "-2 to 1")
                .withMessageContaining("got 2");
        assertThatIllegalArgumentException().isThrownBy(() -> vmap(x -> x).apply(Tensor.scalar(1.0)))
                .withMessageContaining("0-d");
        assertThatIllegalArgumentException().isThrownBy(() -> vmap((x, y) -> x.add(y)).apply(M, ones(3)))
                .withMessageContaining("2 of input 0 and 3 of input 1")
                .withMessageContaining("NONE");
        assertThatIllegalArgumentException().isThrownBy(() -> vmap((x, y) -> x, inAxes(NONE, NONE)).apply(M, M))
                .withMessageContaining("NONE for all");
        assertThatIllegalArgumentException().isThrownBy(() -> vmap((x, y) -> x, inAxes(0, 0, 0)).apply(M, M))
                .withMessageContaining("one for each of the 2")
                .withMessageContaining("got 3: [0, 0, 0]");
        assertThatIllegalArgumentException().isThrownBy(() -> vmap(x -> x, inAxes(0).outAxes(2)).apply(M))
                .withMessageContaining("result 0");
        assertThatIllegalArgumentException().isThrownBy(() -> vmap(x -> x, inAxes(0).outAxes(0, 1)).apply(M))
                .withMessageContaining("outAxes");
        assertThatIllegalArgumentException().isThrownBy(() -> inAxes(0).outAxes(NONE)).withMessageContaining("NONE");
        assertThatIllegalArgumentException().isThrownBy(() -> inAxes()).withMessageContaining("none");
        assertThatIllegalArgumentException().isThrownBy(() -> inAxes(0).outAxes()).withMessageContaining("none");
    }

    // ---- compositions

    @Test
    void perExampleGradientsAreTheGradientsOfTheExamples() {
        TensorFn2<Tensor> loss = (w, x) -> square(tanh(w.mul(x)).sum());
        Tensor w = Tensor.of(0.1, 0.2, 0.3);
        Tensor each = vmap(grad(loss), inAxes(NONE, 0)).apply(w, M);
        for (int i = 0; i < 2; i++) {
            assertThat(each.get(i).toDoubleArray()).containsExactly(grad(loss).apply(w, M.get(i)).toDoubleArray(),
                    within(
                            1e-14));
        }
        var back = vjp(x -> x.mul(x), Tensor.of(1.0, 2.0)).pullback();
        assertThat(vmap((Tensor ct) -> back.apply(ct)).apply(eye(2).cast(DType.FLOAT64)).toDoubleArray())
                .containsExactly(2, 0, 0, 4);
    }

    // ---- jacobians

    @Test
    void aJacobianHasTheShapeOfTheOutputThenOfTheInput() {
        TensorFn1<Tensor> f = x -> x.matmul(ones(DType.FLOAT64, 3, 4)).sum(keepDims(0)); // (2, 3) -> (1, 4)
        for (var j : List.of(jacfwd(f), jacrev(f))) {
            Tensor jacobian = j.apply(M);
            assertThat(jacobian.shape()).isEqualTo(Shape.of(1, 4, 2, 3));
            assertThat(jacobian.toDoubleArray()).containsOnly(1);
        }
        assertThat(jacrev(x -> x.sum()).apply(M).shape()).isEqualTo(Shape.of(2, 3));
        assertThat(jacfwd((x, y) -> x.mul(y)).apply(Tensor.scalar(2.0), Tensor.of(1.0, 2.0, 3.0)).toDoubleArray())
                .containsExactly(1, 2, 3);
        assertThat(jacrev(x -> x.mul(x)).apply(zeros(0)).shape()).isEqualTo(Shape.of(0, 0));
        assertThat(jacfwd(x -> x.mul(x)).apply(zeros(0)).shape()).isEqualTo(Shape.of(0, 0));
    }

    @Test
    void aJacobianHasTheDtypeOfTheInput() {
        Tensor a = Tensor.of(1f, 2f), b = Tensor.of(3.0, 4.0);
        for (var j : List.of(jacfwd((Tensor x, Tensor y) -> x.mul(y)), jacrev((Tensor x, Tensor y) -> x.mul(y)))) {
            assertThat(j.apply(a, b).dtype()).isEqualTo(DType.FLOAT32);
            assertThat(j.apply(a, b).toFloatArray()).containsExactly(3, 0, 0, 4);
        }
    }

    @Test
    void severalPositionsParametersAndTrees() {
        Tensor x = Tensor.of(1.0, 2.0), y = Tensor.of(3.0, 4.0);
        var back = jacrev((u, v) -> u.mul(u).mul(v), wrt(1, 0)).apply(x, y); // new-jacrev-reversed
        assertThat(back.first().toDoubleArray()).containsExactly(1, 0, 0, 4);
        assertThat(back.second().toDoubleArray()).containsExactly(6, 0, 0, 16);
        var forward = jacfwd((u, v) -> u.mul(u).mul(v), wrt(1, 0)).apply(x, y);
        assertThat(forward.second().toDoubleArray()).containsExactly(6, 0, 0, 16);
        var w = new Parameter(Tensor.of(5.0, 6.0), "w");
        assertThat(jacrev(u -> u.mul(w), w).apply(x).toDoubleArray()).containsExactly(1, 0, 0, 2);
        record Pair(Tensor a, Tensor b) {}
        Pair p = jacrev((Pair q) -> q.a().mul(q.b().sum())).apply(new Pair(x, y));
        assertThat(p.a().toDoubleArray()).containsExactly(7, 0, 0, 7);
        assertThat(p.b().toDoubleArray()).containsExactly(1, 1, 2, 2);
        assertThat(jacfwd((Pair q) -> q.a().mul(q.b().sum())).apply(new Pair(x, y)).b().toDoubleArray())
                .containsExactly(1, 1, 2, 2);
    }

    @Test
    void aCellWithSeveralOutputsHasAJacobianForEach() {
        var net = new CellOf<Tuple2<Tensor, Tensor>>() {
            @Override
            protected Tuple2<Tensor, Tensor> construct(Tensor x) {
                return tuple(x.pow(3), x.mul(2).sum());
            }
        };
        for (var j : List.of(jacfwd(net), jacrev(net))) {
            var r = j.apply(Tensor.of(1.0, 2.0));
            assertThat(r.first().toDoubleArray()).containsExactly(3, 0, 0, 12);
            assertThat(r.second().toDoubleArray()).containsExactly(2, 2);
        }
    }

    /// `(u² v, sum(u) + 3 w v)`: tuples by output and position in both modes, parameters in reverse mode.
    @Test
    void aFunctionWithSeveralOutputsHasJacobiansForEach() {
        Tensor x = Tensor.of(1.0, 2.0), y = Tensor.of(3.0, 4.0);
        var w = new Parameter(Tensor.of(5.0, 6.0), "w");
        TensorFn2<List<Tensor>> f = (u, v) -> List.of(u.mul(u).mul(v), u.sum().add(w.mul(v).mul(3)));
        for (var j : List.of(jacfwdEach(f, wrt(1, 0)), jacrevEach(f, wrt(1, 0)))) {
            var r = j.apply(x, y);
            assertThat(r).hasSize(2);
            assertThat(r.get(0).first().toDoubleArray()).containsExactly(1, 0, 0, 4);
            assertThat(r.get(0).second().toDoubleArray()).containsExactly(6, 0, 0, 16);
            assertThat(r.get(1).first().toDoubleArray()).containsExactly(15, 0, 0, 18);
            assertThat(r.get(1).second().toDoubleArray()).containsExactly(1, 1, 1, 1);
        }
        for (var j : List.of(jacfwdEach(f), jacrevEach(f), jit(jacfwdEach(f)), jit(jacrevEach(f)))) {
            TensorTuple r = j.apply(x, y); // by the first input
            assertThat(r.get(0).toDoubleArray()).containsExactly(6, 0, 0, 16);
            assertThat(r.get(1).toDoubleArray()).containsExactly(1, 1, 1, 1);
        }
        var byWeight = jacrevEach(f, w).apply(x, y);
        assertThat(byWeight.get(0).toDoubleArray()).containsOnly(0);
        assertThat(byWeight.get(1).toDoubleArray()).containsExactly(9, 0, 0, 12);
        assertThatIllegalArgumentException().isThrownBy(() -> jacfwdEach(f, w).apply(x, y))
                .withMessageContaining("jacrev");
        assertThatIllegalArgumentException().isThrownBy(() -> jacrevEach(u -> List.of()).apply(x))
                .withMessageContaining(
                        "nothing to differentiate");
        var one = jacfwdEach((u) -> new TensorTuple(u, u.mul(2))).apply(x);
        assertThat(one.get(1).toDoubleArray()).containsExactly(2, 0, 0, 2);
        var three = jacrevEach((u, v, z) -> List.of(u.mul(v), z), wrt(0, 2)).apply(x, y, x);
        assertThat(three.get(1).second().toDoubleArray()).containsExactly(1, 0, 0, 1);
        var four = jacfwdEach((u, v, z, t) -> List.of(u.mul(v).mul(z), t)).apply(x, y, x, y);
        assertThat(four.get(0).toDoubleArray()).containsExactly(3, 0, 0, 8);
    }

    // ---- hessians

    @Test
    void aHessianOfEveryMixtureOfModesAgrees() {
        TensorFn1<Tensor> f = x -> x.get(0).mul(x.get(0)).mul(x.get(1)).add(sin(x.get(1)));
        Tensor x = Tensor.of(2.0, 3.0);
        double[] expected = {6, 4, 4, -Math.sin(3)};
        for (var h : List.of(hessian(f), jacfwd(jacrev(f)), jacrev(jacfwd(f)), jacfwd(jacfwd(f)), jacrev(jacrev(f)))) {
            assertThat(h.apply(x).shape()).isEqualTo(Shape.of(2, 2));
            assertThat(h.apply(x).toDoubleArray()).containsExactly(expected, within(1e-14));
        }
        assertThat(hvp(f, x, Tensor.of(1.0, 10.0)).toDoubleArray()).containsExactly(
                new double[]{46, 4 - 10 * Math.sin(3)},
                within(1e-14));
    }

    @Test
    void blocksByInputsAndParameters() {
        var w = new Parameter(Tensor.of(5.0, 6.0), "w");
        TensorFn2<Tensor> f = (x, y) -> x.mul(x).mul(y).mul(w).sum();
        Tensor x = Tensor.of(1.0, 2.0), y = Tensor.of(3.0, 4.0);
        assertThat(hessian(f).apply(x, y).toDoubleArray()).containsExactly(30, 0, 0, 48);
        assertThat(hessian(f, wrt(0), wrt(1)).apply(x, y).toDoubleArray()).containsExactly(10, 0, 0, 24);
        assertThat(hessian(f, w, wrt(0)).apply(x, y).toDoubleArray()).containsExactly(6, 0, 0, 16);
        assertThat(hessian(f, wrt(0), w).apply(x, y).toDoubleArray()).containsExactly(6, 0, 0, 16);
        var net = new Cell() {
            @Override
            protected Tensor construct(Tensor v) {
                return v.pow(3).sum();
            }
        };
        assertThat(hessian(net).apply(x).toDoubleArray()).containsExactly(6, 0, 0, 12);
        assertThat(hessian(net, wrt(0), wrt(0)).apply(x).toDoubleArray()).containsExactly(6, 0, 0, 12);
    }
}
