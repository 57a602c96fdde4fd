package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.leibniz.Leibniz.*;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// GradOperation: the eight combinations, several outputs, sensitivities, what comes back. The expected values are
/// MindSpore's.
final class GradOperationTest {
    private final Parameter w = new Parameter(Tensor.of(6f), "w");
    private final Parameter b = new Parameter(Tensor.of(2f), "b");
    private final Cell net = new Cell() {
        @Override
        protected Tensor construct(Tensor x, Tensor y) {
            return w.mul(x).add(b.mul(y));
        }
    };
    private final Tensor x = Tensor.of(10f);
    private final Tensor y = Tensor.of(20f);

    private static void assertTuple(TensorTuple t, double... expected) {
        assertThat(t.stream().mapToDouble(Tensor::item))
                .containsExactly(java.util.Arrays.stream(expected).boxed().toArray(Double[]::new));
    }

    @Test
    void theFirstInput() {
        Tensor dx = new GradOperation().apply(net).apply(x, y);
        assertThat(dx).hasToString("[6.]");
    }

    @Test
    void allInputsAreATupleEvenOfOneOrNone() {
        assertTuple(new GradOperation().getAll().apply(net).apply(x, y), 6, 2);
        assertTuple(new GradOperation().getAll().apply(v -> v.mul(3)).apply(x), 3);
        var none = new Cell() {
            @Override
            protected Tensor construct() {
                return w.add(b);
            }
        };
        var both = new GradOperation().getAll().getByList().apply(none, w).apply(); // rt-both-0-1
        assertThat(both.first()).isEmpty();
        assertThat(both.second().item()).isEqualTo(1);
    }

    @Test
    void weightsAreBareForOneParameterAndATupleForAList() {
        assertThat(new GradOperation().getByList().apply(net, w).apply(x, y).item()).isEqualTo(10);
        assertTuple(new GradOperation().getByList().apply(net, new ParameterTuple(w, b)).apply(x, y), 10, 20);
        assertTuple(new GradOperation().getByList().apply(net, new ParameterTuple(b, w)).apply(x, y), 20, 10);
        assertTuple(new GradOperation().getByList().apply(net, new ParameterTuple(b)).apply(x, y), 20);
        assertTuple(new GradOperation().getByList().apply(net, new ParameterTuple()).apply(x, y));
        assertTuple(new GradOperation().getByList().apply((u, v) -> net.apply(u, v), new ParameterTuple(w)).apply(x, y),
                10);
    }

    @Test
    void withoutAListTheWeightsAreThoseReachedInOrderOfUse() {
        var ordered = new Cell() {
            final Parameter first = new Parameter(Tensor.of(5f, 7f));
            final Parameter unused = new Parameter(Tensor.of(1f, 1f));
            final Parameter last = new Parameter(Tensor.of(3f, 4f));
            final Parameter frozen = new Parameter(Tensor.of(1f, 1f), "frozen", false);

            @Override
            protected Tensor construct(Tensor x) {
                return last.mul(x).mul(first).mul(frozen);
            }
        };
        TensorTuple g = new GradOperation().getByList().apply(ordered).apply(Tensor.of(1f, 2f));
        assertThat(g).hasSize(2);
        assertThat(g.get(0).toFloatArray()).containsExactly(5, 14); // last: x * first
        assertThat(g.get(1).toFloatArray()).containsExactly(3, 8); // first: x * last
        var both = new GradOperation().getAll().getByList().apply(ordered).apply(Tensor.of(1f, 2f));
        assertThat(both.first().get(0).toFloatArray()).containsExactly(15, 28);
        assertThat(both.second()).hasSize(2);
    }

    @Test
    void bothAreAPair() {
        var g = new GradOperation().getAll().getByList().apply(net, new ParameterTuple(w, b)).apply(x, y);
        assertTuple(g.first(), 6, 2);
        assertTuple(g.second(), 10, 20);
        assertThat(new GradOperation().getByList().getAll().apply(net, w).apply(x, y).second().item()).isEqualTo(10);
    }

    @Test
    void nothingAskedForIsNothing() {
        var constant = new CellOf<Integer>() {
            @Override
            protected Integer construct() {
                return 3;
            }
        };
        var g = new GradOperation().getAll().getByList().apply(constant, new ParameterTuple()).apply(); // rt-both-0-0
        assertThat(g).hasToString("((), ())");
        // rt-both-0-None
        assertThat(new GradOperation().getAll().getByList().apply(constant).apply()).hasToString("((), ())");
    }

    @Test
    void aSensitivityIsTheLastArgument() {
        Tensor sens = Tensor.of(0.5f);
        assertThat(new GradOperation().sensParam().apply(net).apply(x, y, sens).item()).isEqualTo(3);
        assertTuple(new GradOperation().getAll().sensParam().apply(net).apply(x, y, sens), 3, 1);
        assertThat(new GradOperation().getByList().sensParam().apply(net, w).apply(x, y, sens).item()).isEqualTo(5);
        var g = new GradOperation().getAll().getByList().sensParam().apply(net, w).apply(x, y, sens);
        assertTuple(g.first(), 3, 1);
        assertThat(g.second().item()).isEqualTo(5);
        assertThat(new GradOperation().sensParam().apply((p, q, r, s) -> p.mul(q).mul(r).mul(s))
                .apply(x, x, x, x, Tensor.of(2f)).item())
                .isEqualTo(2000);
    }

    @Test
    void severalOutputsAreSummed() {
        TensorFn1<Object> f = v -> List.of(tuple(v.add(1), v.add(2)), v.add(1)); // cg-list-out
        assertThat(new GradOperation().apply(f).apply(x).item()).isEqualTo(3);
        TensorFn1<Object> twice = v -> {
            Tensor u = v.mul(v);
            return tuple(u, u); // new-same-output-twice
        };
        assertThat(new GradOperation().apply(twice).apply(x).item()).isEqualTo(40);
        assertThat(new GradOperation().apply(v -> Map.of("k", v.mul(v), "text", "ignored")).apply(x).item())
                .isEqualTo(20);
        assertThat(new GradOperation().apply(v -> tuple("aaa", v.add(1))).apply(x).item()).isEqualTo(1); // cg-str-out
    }

    @Test
    void severalOutputsTakeATreeOfSensitivities() {
        TensorFn2<Object> f = (p, q) -> tuple(p.mul(q), p.add(q)); // new-go-first-sens-tuple
        var in = new TensorTuple(Tensor.of(1f, 2f), Tensor.of(3f, 5f));
        Tensor g = new GradOperation().sensParam().apply(f).apply(in, tuple(Tensor.of(1f, 2f), Tensor.of(10f, 20f)));
        assertThat(g.toFloatArray()).containsExactly(13, 30);
        Tensor same = new GradOperation().sensParam().apply(f).apply(in,
                List.of(Tensor.of(1f, 2f), Tensor.of(10f, 20f)));
        assertThat(same.toFloatArray()).containsExactly(13, 30);
        TensorFn1<Object> map = v -> Map.of("k", relu(v)); // cg-dict-out-sens
        var sens = Map.of("k", Tensor.of(0.8f, 0.6f));
        assertThat(new GradOperation().sensParam().apply(map).apply(new TensorTuple(Tensor.of(1f, 2f)), sens)
                .toFloatArray())
                .containsExactly(0.8f, 0.6f);
    }

    @Test
    void aSensitivityIsChecked() {
        var go = new GradOperation().sensParam().apply(v -> v.mul(v));
        Tensor two = Tensor.of(1f, 2f);
        assertThatIllegalArgumentException().isThrownBy(() -> go.apply(two, Tensor.of(1f, 2f, 3f)))
                .withMessageContaining(
                        "the shape should be (2,)")
                .withMessageContaining("got (3,)");
        assertThatIllegalArgumentException().isThrownBy(() -> go.apply(two, Tensor.scalar(1f)))
                .withMessageContaining("got ()");
        assertThatIllegalArgumentException().isThrownBy(() -> go.apply(two, Tensor.of(1, 2)))
                .withMessageContaining("the dtype should be FLOAT32")
                .withMessageContaining("INT32");
        assertThatIllegalArgumentException().isThrownBy(() -> go.apply(new TensorTuple(two), tuple(two, two)))
                .withMessageContaining("size should be the same")
                .withMessageContaining("expected 1 tensor, got 2");
        TensorFn1<Object> pair = v -> tuple(v.mul(v), v);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GradOperation().sensParam().apply(pair).apply(new TensorTuple(two),
                        tuple(two, Tensor.of(
                                1f))))
                .withMessageContaining("sens 1").withMessageContaining("(2,)");
        assertThatIllegalArgumentException().isThrownBy(() -> go.apply())
                .withMessageContaining("sensitivity as the last");
        assertThatIllegalStateException()
                .isThrownBy(() -> new GradOperation().apply(v -> v).apply(new TensorTuple(two), two))
                .withMessageContaining(
                        "sensParam()");
        var sum = new GradOperation().sensParam().apply(v -> v.mul(v).sum()); // new-go-sens-1-for-0d
        assertThat(sum.apply(two, Tensor.of(5f)).toFloatArray()).containsExactly(10, 20);
        assertThatIllegalArgumentException().isThrownBy(() -> sum.apply(two, Tensor.of(1f, 2f, 3f)))
                .withMessageContaining("got (3,)");
    }

    @Test
    void surplusInputsAreRefused() {
        TensorFn1<Tensor> f = v -> v.mul(2);
        assertThatIllegalArgumentException().isThrownBy(() -> new GradOperation().apply(f).apply(x, x))
                .withMessage("apply: inputs: expected 1 input, got 2");
        assertThatIllegalArgumentException().isThrownBy(() -> new GradOperation().getAll().apply(f).apply(x, x));
        assertThatIllegalArgumentException().isThrownBy(() -> new GradOperation().getByList().apply(f, w).apply(x, x));
        assertThatIllegalArgumentException().isThrownBy(() -> new GradOperation().apply(net).apply(x, y, x))
                .withMessage("apply: inputs: expected 2 inputs, got 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GradOperation().sensParam().apply(f).apply(new TensorTuple(x, x), (Object) x))
                .withMessage("apply: inputs: expected 1 input, got 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GradOperation().apply(new GradOperation().sensParam().apply(f)).apply(x))
                .withMessage("apply: inputs: expected 2 inputs, got 1");
        assertThatIllegalArgumentException().isThrownBy(() -> new GradOperation().apply(grad(net)).apply(x))
                .withMessage("apply: inputs: expected 2 inputs, got 1");
    }

    @Test
    void aForgottenSensitivityIsMissed() {
        String missed = "expected 2 inputs and the sensitivity as the last one, got 2";
        TensorFn2<Tensor> f = (p, q) -> p.mul(q);
        assertThatIllegalArgumentException().isThrownBy(() -> new GradOperation().sensParam().apply(f).apply(x, y))
                .withMessageContaining(missed);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GradOperation().getAll().sensParam().apply(f).apply(x, y))
                .withMessageContaining(missed);
        assertThatIllegalArgumentException().isThrownBy(() -> new GradOperation().sensParam().apply(net).apply(x, y))
                .withMessageContaining(missed);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GradOperation().getAll().sensParam().apply(v -> v.mul(v)).apply(x))
                .withMessageContaining("expected 1 input and the sensitivity as the last one, got 1");
        assertThatIllegalArgumentException().isThrownBy(() -> new GradOperation().apply(f).apply(x))
                .withMessage("apply: inputs: expected 2 inputs, got 1");
    }

    @Test
    void theGradientOfAGradient() {
        assertThat(new GradOperation().apply(new GradOperation().apply(v -> sin(v))).apply(Tensor.of(3.1415926)))
                .hasToString("[-5.35897932e-08]");
    }

    @Test
    void integersAndTruthValuesHaveGradientsOfTheirDtype() {
        var g = new GradOperation().getAll().apply((p, q) -> p.mul(q)).apply(Tensor.of(3, 4), Tensor.of(0.5f, 1.5f));
        assertThat(g.get(0).dtype()).isEqualTo(DType.INT32);
        assertThat(g.get(0).toIntArray()).containsExactly(0, 1);
        assertThat(g.get(1).toFloatArray()).containsExactly(3, 4);
        var m = new GradOperation().getAll().apply((p, q) -> p.mul(q)).apply(Tensor.of(0f, 4f), Tensor.of(true, false));
        assertThat(m.get(1).dtype()).isEqualTo(DType.BOOL);
        assertThat(m.get(1).toBooleanArray()).containsExactly(false, true);
    }

    @Test
    void aFunctionOfNothingHasNoFirstInput() {
        var none = new Cell() {
            @Override
            protected Tensor construct() {
                return Tensor.of(1f);
            }
        };
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> new GradOperation().apply(none).apply())
                .withMessageContaining(
                        "position 0 exceeds the inputs");
    }

    @Test
    void whatReturnsNoTensorCannotBeDifferentiated() {
        assertThatIllegalArgumentException().isThrownBy(() -> new GradOperation().apply(v -> "text").apply(x))
                .withMessageContaining("String text");
    }

    @Test
    void unappliedItSaysSo() {
        assertThat(new GradOperation().apply(net).toString()).contains("call apply");
        assertThat(new GradOperation()).asString().startsWith("GradOperation(): ").contains("call apply");
        assertThat(new GradOperation().getAll()).asString().startsWith("GradOperation().getAll(): ");
        assertThat(new GradOperation().getByList().sensParam()).asString()
                .startsWith("GradOperation().getByList().sensParam(): ");
        assertThat(new GradOperation().getByList().getAll()).asString()
                .startsWith("GradOperation().getAll().getByList(): ");
    }
}
