package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.leibniz.Leibniz.*;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.leibniz.tree.Untyped;

/// Tangents, cotangents, sensitivities and what rules give are matched with the tree that they belong to, place by
/// place.
final class CounterpartTest {
    private static final Tensor X = Tensor.scalar(2.0);
    private static final Tensor ONE = Tensor.scalar(1.0);
    private static final Tensor TEN = Tensor.scalar(10.0);

    private record Box<T>(T inside) {}

    private record Setting(Tensor w, double rate, int steps, List<Integer> extents) {}

    private record Pair(Tensor a, Tensor b) {}

    private record Other(Tensor a, Tensor b) {}

    private static void refused(ThrowingCallable call, String... texts) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContainingAll(texts);
    }

    // ---- numbers of Java

    @Test
    void aDirectionOfANumberIsNotDropped() {
        Fn1<Tuple2<Tensor, Double>, Tensor> f = t -> t.first().mul(t.second());
        refused(() -> jvp(f, tuple(X, 3.0), tuple(ONE, 1.0)), "jvp: tangent", "input 0.second is Double 3.0",
                "a direction for it, Double 1.0",
                "expected 0", "Tensor.of");
        refused(() -> jvp(f, tuple(X, 3.0), tuple(ONE, 3.0)), "input 0.second");
        refused(() -> linearize(f, tuple(X, 3.0)).pushforward().apply(tuple(ONE, 1.0)), "linearize: tangent",
                "input 0.second");
        refused(() -> jvp((Tensor x, Double a) -> x.mul(a), tuple(X, 3.0), tuple(ONE, 1.0)), "input 1 is Double 3.0");
        refused(() -> jvp((Tensor x, Integer a) -> x.mul(a), tuple(X, 3), tuple(ONE, 1)), "input 1 is Integer 3");
        refused(() -> jvp((List<Object> l) -> ((Tensor) l.get(0)).mul((Double) l.get(1)), List.of(X, 3.0),
                List.of(ONE, 1.0)),
                "input 0[1]");
        refused(() -> jvp((Map<String, Object> m) -> (Tensor) m.getOrDefault("x", X), Map.of("a", 3.0, "x", X),
                Map.of("a", 1.0, "x", ONE)),
                "input 0[a]");
        refused(() -> jvp((Tuple2<Tensor, double[]> t) -> t.first().mul(t.second()[0]), tuple(X, new double[]{3}),
                tuple(ONE, new double[]{1})), "input 0.second is double[] [3.0]");
        refused(() -> jvp((Tuple2<Tensor, Box<Float>> t) -> t.first().mul(t.second().inside()), tuple(X, new Box<>(3f)),
                tuple(ONE, new Box<>(1f))), "input 0.second.inside");
        refused(() -> jvp((Tuple2<Tensor, Optional<Double>> t) -> t.first().mul(t.second().orElse(1.0)),
                tuple(X, Optional.of(3.0)),
                tuple(ONE, Optional.of(1.0))), "input 0.second.get()");
        refused(() -> jit((Tensor x) -> jvp(f, tuple(x, 3.0), tuple(ONE, 1.0)).tangent()).apply(X), "input 0.second");
        refused(() -> vmap((Tensor x) -> jvp(f, tuple(x, 3.0), tuple(ONE, 1.0)).tangent()).apply(Tensor.of(1.0)),
                "input 0.second");
        assertThat(jvp(f, tuple(X, 3.0), tuple(TEN, 0.0)).tangent().item()).isEqualTo(30);
        assertThat(linearize((Tensor x, Double a) -> x.mul(a), X, 3.0).pushforward().apply(tuple(TEN, 0.0)).item())
                .isEqualTo(30);
    }

    @Test
    void whatIsDeclaredAsANumberIsASetting() {
        Fn1<Setting, Tensor> f = s -> s.w().mul(s.w()).mul(s.rate()).mul(s.steps()).mul(s.extents().get(0));
        var at = new Setting(X, 0.5, 3, List.of(7));
        assertThat(grad(f).apply(at).w().item()).isEqualTo(2 * 2 * 0.5 * 3 * 7);
        assertThat(grad(f).apply(at).rate()).isEqualTo(0.5);
        assertThat(jvp(f, at, Tree.map(w -> TEN, at)).tangent().item()).isEqualTo(10 * 2 * 2 * 0.5 * 3 * 7);
        assertThat(jvp(f, at, new Setting(TEN, 0, 0, List.of(0))).tangent().item()).isEqualTo(10 * 2 * 2 * 0.5 * 3 * 7);
        assertThat(hvp(f, at, grad(f).apply(at)).w().item()).isEqualTo(42 * 21);
        refused(() -> jvp(f, at, new Setting(TEN, 1, 3, List.of(7))), "input 0.rate is Double 0.5", "Double 1.0");
    }

    @Test
    void noNumberStandsInAGradientsPlace() {
        Fn1<Tuple2<Tensor, Double>, Tensor> f = t -> t.first().mul(t.second());
        refused(() -> vjp((Tensor x, Double a) -> x.mul(a), X, 3.0), "vjp: input 1", "got Double 3.0", "Tensor.of");
        refused(() -> vjp(f, tuple(X, 3.0)), "vjp: input 0.second", "capture");
        refused(() -> grad(f).apply(tuple(X, 3.0)), "grad: input 0.second");
        refused(() -> valueAndGrad(f).apply(tuple(X, 3.0)), "input 0.second");
        refused(() -> hvp(f, tuple(X, 3.0), tuple(ONE, 0.0)), "hvp: input 0.second");
        refused(() -> jacrev(f).apply(tuple(X, 3.0)), "jacrev: input 0.second");
        refused(() -> jacfwd(f).apply(tuple(X, 3.0)), "jacfwd: input 0.second");
        refused(() -> hessian(f).apply(tuple(X, 3.0)), "input 0.second");
        refused(() -> grad((Map<String, Object> m) -> (Tensor) m.getOrDefault("x", X))
                .apply(Map.of("x", X, "rate", 0.1)), "input 0[rate]");
        // an argument that is not differentiated by may be anything
        assertThat(grad((Tensor x, Double a) -> x.mul(a)).apply(X, 3.0).item()).isEqualTo(3);
    }

    @Test
    void theDerivativeOfANumberThatAFunctionReturnsIsZero() {
        Fn1<Tensor, Tuple2<Tensor, Double>> f = x -> tuple(x.mul(x), 3.0);
        assertThat(jvp(f, X, TEN).tangent().first().item()).isEqualTo(40);
        assertThat(jvp(f, X, TEN).tangent().second()).isZero();
        assertThat(jvp(f, X, TEN).value().second()).isEqualTo(3);
        assertThat(linearize(f, X).pushforward().apply(TEN).second()).isZero();
        // so it does not matter what weight it is given
        assertThat(vjp(f, X).pullback().apply(tuple(TEN, 5.0)).item()).isEqualTo(40);
        assertThat(jvp((Tensor x) -> new Setting(x, 0.5, 3, List.of(7)), X, TEN).tangent().rate()).isEqualTo(0.5);
    }

    // ---- structure

    @Test
    void cotangentsHaveTheStructureOfTheOutput() {
        var back = vjp((Tensor x) -> (Object) tuple(tuple(x, x.mul(2)), x.mul(3)), X).pullback();
        refused(() -> back.apply(tuple(ONE, tuple(ONE, ONE))), "vjp: cotangent",
                "the form of the output, Tuple2(Tuple2(Tensor, Tensor), Tensor)",
                "differ at the output.first: expected Tuple2(Tensor, Tensor), got Tensor");
        refused(() -> back.apply(tuple(ONE, ONE, ONE)), "got Tuple3(Tensor, Tensor, Tensor)");
        refused(() -> back.apply(tuple(tuple(ONE, "text"), ONE)), "expected 3 tensors, got 2",
                "the output.first.second");
        refused(() -> back.apply(tuple(tuple(ONE, Tensor.of(1.0, 2.0)), ONE)), "cotangent 1, the output.first.second",
                "the shape should be ()");
        assertThat(back.apply(tuple(tuple(ONE, TEN), ONE)).item()).isEqualTo(1 + 20 + 3);
        assertThat(back.apply(List.of(new Tensor[]{ONE, TEN}, ONE)).item()).isEqualTo(1 + 20 + 3);

        var pair = vjp((Tensor x) -> (Object) new Pair(x, x.mul(2)), X).pullback();
        refused(() -> pair.apply(new Other(ONE, ONE)), "Pair(Tensor, Tensor)", "Other(Tensor, Tensor)");
        refused(() -> pair.apply(tuple(ONE, ONE)), "Pair(Tensor, Tensor)");
        var map = vjp((Tensor x) -> (Object) Map.of("a", x, "b", x.mul(2)), X).pullback();
        refused(() -> map.apply(Map.of("a", ONE, "c", ONE)), "map with keys [a, b]", "map with keys [a, c]");
        refused(() -> map.apply(List.of(ONE, ONE)), "map with keys [a, b]");
        var turned = new LinkedHashMap<String, Tensor>();
        turned.put("b", TEN);
        turned.put("a", ONE);
        assertThat(map.apply(turned).item()).isEqualTo(21);
        var single = vjp((Tensor x) -> (Object) x, X).pullback();
        refused(() -> single.apply(List.of(ONE)), "the form of the output, Tensor", "got [Tensor]");
        refused(() -> jit((Tensor ct) -> single.apply(List.of(ct))).apply(ONE), "the form of the output, Tensor");
    }

    @Test
    void tangentsHaveTheStructureOfTheInput() {
        Fn1<Object, Tensor> f = o -> Tree.leaves(o).get(0).mul(Tree.leaves(o).get(1));
        refused(() -> jvp(f, tuple(X, List.of(X)), tuple(List.of(ONE), ONE)),
                "jvp: tangent: expected the form of input 0",
                "differ at input 0.first");
        refused(() -> jvp(f, List.of(X, X), Map.of("a", ONE, "b", ONE)), "the form of input 0, [Tensor, Tensor]");
        refused(() -> jvp(f, List.of(X, X), List.of(ONE, Tensor.of(1.0))), "tangent of input 0[1]: expected shape ()");
        refused(() -> linearize((Tensor x, List<Tensor> l) -> x.mul(l.get(0)), X, List.of(X)).pushforward()
                .apply(tuple(ONE, List.of())),
                "linearize: tangent", "the form of input 1, [Tensor], got []");
        assertThat(jvp(f, List.of(X, X), List.of(ONE, TEN)).tangent().item()).isEqualTo(22);
    }

    @Test
    void aNumberStandsForATensorOfOneElement() {
        Fn1<Object, Tensor> f = o -> Tree.leaves(o).get(0).mul(Tree.leaves(o).get(1));
        assertThat(jvp(f, List.of(X, X), List.of(1, 10.0)).tangent().item()).isEqualTo(22);
        assertThat(vjp((Tensor x) -> (Object) x.mul(x), X).pullback().apply(5).item()).isEqualTo(20);
        refused(() -> vjp((Tensor x) -> (Object) x.mul(x), Tensor.of(1.0, 2.0)).pullback().apply(5), "the output",
                "shape (2,)",
                "the number 5", "full(5, ..)");
    }

    @Test
    void sensitivitiesHaveTheStructureOfTheOutput() {
        var go = new GradOperation().sensParam();
        TensorFn1<Tensor> square = x -> x.mul(x);
        assertThat(go.apply(square).apply(new TensorTuple(X), 5.0).item()).isEqualTo(20);
        assertThat(go.apply(square).apply(new TensorTuple(X.cast(DType.FLOAT32)), 5).item()).isEqualTo(20);
        refused(() -> go.apply(square).apply(new TensorTuple(Tensor.of(1.0, 2.0)), 5.0), "GradOperation: sens",
                "shape (2,)",
                "the number 5.0");
        refused(() -> go.apply(square).apply(new TensorTuple(X), "text"), "expected 1 tensor, got 0",
                "got String text");
        refused(() -> go.apply(square).apply(new TensorTuple(X), only(ONE)), "the form of the output, Tensor");
        TensorFn1<Object> nested = x -> tuple(tuple(x, x.mul(2)), x.mul(3));
        refused(() -> go.apply(nested).apply(new TensorTuple(X), tuple(ONE, tuple(ONE, ONE))), "GradOperation: sens",
                "differ at the output.first");
        assertThat(go.apply(nested).apply(new TensorTuple(X), tuple(new TensorTuple(ONE, TEN), ONE)).item())
                .isEqualTo(24);
        assertThat(new GradOperation().getAll().sensParam().apply(nested)
                .apply(new TensorTuple(X), tuple(tuple(1, 10), 1)).get(0).item())
                .isEqualTo(24);
    }

    private static Object only(Tensor only) {
        return List.of(only);
    }

    @Test
    void whatARuleGivesHasTheStructureOfItsInputsOrResult() {
        Fn1<Tuple2<Tensor, List<Tensor>>, Tensor> f = t -> t.first().mul(t.second().get(0)).mul(t.second().get(1));
        Fn1<Tuple2<Tensor, List<Tensor>>, Tensor> bad = Custom.vjp(f,
                (t, out, d) -> Untyped.cast(tuple(List.of(d, d), d)));
        var at = tuple(X, List.of(X, X));
        refused(() -> grad(bad).apply(at), "Custom.vjp", "the form of the input, Tuple2(Tensor, [Tensor, Tensor])",
                "the input.first");
        Fn1<Tuple2<Tensor, List<Tensor>>, Tensor> good = Custom.vjp(f,
                (t, out, d) -> tuple(d.mul(5), List.of(d.mul(6), d.mul(7))));
        assertThat(grad(good).apply(at).second().get(1).item()).isEqualTo(7);
        assertThat(jvp(good, at, tuple(ONE, List.of(TEN, ONE))).tangent().item()).isEqualTo(5 + 60 + 7);

        Fn1<Tensor, List<Object>> g = x -> List.of(x, List.of(x));
        refused(() -> jvp(Custom.jvp(g, (x, out, dx) -> List.of(List.of(dx), dx)), X, ONE),
                "Custom.jvp (CounterpartTest.java:",
                "): tangent: expected the form of the result, [Tensor, [Tensor]]", "the result[0]");

        // the directions of numbers are 0, and so are the gradients that a rule gives for them
        Fn1<Tuple2<Tensor, Double>, Tensor> times = Custom.vjp((Tuple2<Tensor, Double> t) -> t.first().mul(t.second()),
                (t, out, d) -> tuple(d.mul(t.second()), d.shape().rank() + 1.0));
        refused(() -> grad((Tensor x) -> times.apply(tuple(x, 3.0))).apply(X), "Custom.vjp",
                "the input.second is Double 3.0",
                "a gradient for it, Double 1.0");
        var seen = new double[1];
        Fn1<Tuple2<Tensor, Double>, Tensor> forward = Custom
                .jvp((Tuple2<Tensor, Double> t) -> t.first().mul(t.second()), (t, out, dt) -> {
                    seen[0] = dt.second();
                    return dt.first().mul(t.second());
                });
        seen[0] = 1;
        assertThat(grad((Tensor x) -> forward.apply(tuple(x, 3.0))).apply(X).item()).isEqualTo(3);
        assertThat(seen[0]).isZero();
    }
}
