package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.Leibniz.*;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Derivatives at Java's numbers, which make the tensors that `grad(f).apply(..)` makes of them. Expected values are
/// closed forms.
final class NumberPointsTest {
    private static final double COS = Math.cos(0.5);

    @Test
    void ofOneInput() {
        assertThat(jvp(x -> sin(x), 0.5, 2.0).tangent().item()).isEqualTo(2 * COS, within(1e-15));
        assertThat(vjp(x -> sin(x), 0.5).pullback().apply(Tensor.scalar(2.0)).item()).isEqualTo(2 * COS, within(1e-15));
        assertThat(linearize(x -> sin(x), 0.5).pushforward().apply(Tensor.scalar(2.0)).item()).isEqualTo(2 * COS,
                within(1e-15));
        assertThat(hvp(x -> sin(x), 0.5, 2.0).item()).isEqualTo(-2 * Math.sin(0.5), within(1e-15));
        var w = new Parameter(Tensor.scalar(3.0));
        assertThat(vjp(x -> x.mul(w), w, 0.5).pullback().apply(Tensor.scalar(2.0)).item()).isEqualTo(1);
        assertThat(jvpAux(x -> tuple(x.mul(x), "aux"), 3.0, 1.0).tangent().item()).isEqualTo(6);
        assertThat(vjpAux(x -> tuple(x.mul(x), "aux"), 3.0).aux()).isEqualTo("aux");
        assertThat(jvp(x -> jvp(y -> y.mul(y).mul(x), 2.0, 1.0).tangent(), 5.0, 1.0).tangent().item()).isEqualTo(4);
    }

    @Test
    void ofSeveral() {
        var back = vjp((x, y) -> x.mul(y), 2.0, 3.0).pullback().apply(Tensor.scalar(1.0));
        assertThat(back.first().item()).isEqualTo(3);
        assertThat(back.second().item()).isEqualTo(2);
        assertThat(vjp((x, y, z) -> x.mul(y).mul(z), 2, 3, 5).pullback().apply(Tensor.scalar(1.0)).third().item())
                .isEqualTo(6);
        assertThat(vjp((x, y, z, w) -> x.mul(y).mul(z).mul(w), 2f, 3f, 5f, 7f).pullback().apply(Tensor.scalar(1f))
                .fourth().item())
                .isEqualTo(30);
        var dx = tuple(Tensor.scalar(1.0), Tensor.scalar(0.0));
        assertThat(linearize((x, y) -> x.mul(y), 2, 3).pushforward().apply(dx).item()).isEqualTo(3);
        assertThat(linearize((x, y, z) -> x.mul(y).mul(z), 2.0, 3.0, 5.0).value().item()).isEqualTo(30);
        assertThat(linearize((x, y, z, w) -> x.mul(y).mul(z).mul(w), 2L, 3L, 5L, 7L).value().item()).isEqualTo(210);
        assertThat(jvp((x, y) -> x.mul(y), tuple(Tensor.scalar(2.0), Tensor.scalar(3.0)), dx).tangent().item())
                .isEqualTo(3);
    }

    /// `d(x² y)` at (2, 3) along (1, 10) is `2·2·3 + 10·4`, that of `x y z` at (2, 3, 5) along (1, 10, 100) is
    /// `15 + 100 + 600`, and so on.
    @Test
    void tangentsOfSeveralStandBehindTheNumbers() {
        TensorFn2<Tensor> two = (x, y) -> x.mul(x).mul(y);
        assertThat(Stream.of(jvp(two, 2.0, 3.0, 1.0, 10.0), jvp(two, 2f, 3f, 1f, 10f), jvp(two, 2, 3, 1, 10))
                .map(j -> j.tangent().item()))
                .containsOnly(52.0);
        TensorFn3<Tensor> three = (x, y, z) -> x.mul(y).mul(z);
        assertThat(Stream
                .of(jvp(three, 2.0, 3, 5, 1, 10, 100), jvp(three, 2f, 3, 5, 1, 10, 100),
                        jvp(three, 2, 3, 5, 1, 10, 100))
                .map(j -> j.tangent().item())).containsOnly(715.0);
        TensorFn4<Tensor> four = (x, y, z, w) -> x.mul(y).add(z.mul(w));
        assertThat(Stream.of(jvp(four, 2.0, 3, 5, 7, 1, 10, 100, 1000), jvp(four, 2f, 3, 5, 7, 1, 10, 100, 1000),
                jvp(four, 2, 3, 5, 7, 1, 10, 100, 1000)).map(j -> j.tangent().item()))
                .containsOnly(3 + 20 + 700 + 5000.0);
        assertThat(jvp(two, 2f, 3f, 1f, 10f).tangent().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(jvp((x, y) -> x.sub(y), 2, 3, 1, 10).tangent().dtype()).isEqualTo(DType.FLOAT64);
    }

    /// The Hessian of `x² y` at (2, 3) is `[[6, 4], [4, 0]]`, that of `x y z` at (2, 3, 5) is `[[0, 5, 3], [5, 0, 2],
    /// [3, 2, 0]]`.
    @Test
    void productsWithTheHessianBySeveralInputs() {
        TensorFn2<Tensor> two = (x, y) -> x.mul(x).mul(y);
        for (var p : List.of(hvp(two, 2.0, 3.0, 1.0, 10.0), hvp(two, 2f, 3f, 1f, 10f), hvp(two, 2, 3, 1, 10),
                hvp((x, y) -> x.mul(x).mul(y),
                        tuple(Tensor.scalar(2.0), Tensor.scalar(3.0)),
                        tuple(Tensor.scalar(1.0), Tensor.scalar(10.0))))) {
            assertThat(List.of(p.first().item(), p.second().item())).containsExactly(46.0, 4.0);
        }
        TensorFn3<Tensor> three = (x, y, z) -> x.mul(y).mul(z);
        for (var p : List.of(hvp(three, 2.0, 3, 5, 1, 10, 100), hvp(three, 2f, 3, 5, 1, 10, 100),
                hvp(three, 2, 3, 5, 1, 10, 100))) {
            assertThat(List.of(p.first().item(), p.second().item(), p.third().item())).containsExactly(350.0, 205.0,
                    23.0);
        }
        TensorFn4<Tensor> four = (x, y, z, w) -> x.mul(y).add(z.mul(w));
        for (var p : List.of(hvp(four, 2.0, 3, 5, 7, 1, 10, 100, 1000), hvp(four, 2f, 3, 5, 7, 1, 10, 100, 1000),
                hvp(four, 2, 3, 5, 7, 1, 10, 100, 1000))) {
            assertThat(List.of(p.first().item(), p.second().item(), p.third().item(), p.fourth().item()))
                    .containsExactly(10.0, 1.0, 1000.0, 100.0);
        }
        assertThat(hvp(two, 2f, 3f, 1f, 10f).first().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(hvp(two, 2, 3, 1, 10).first().dtype()).isEqualTo(DType.FLOAT64);
        Fn2<List<Tensor>, Tensor, Tensor> trees = (x, y) -> x.get(0).mul(x.get(0)).mul(y);
        var p = hvp(trees, tuple(List.of(Tensor.of(2.0)), Tensor.of(3.0)),
                tuple(List.of(Tensor.of(1.0)), Tensor.of(10.0)));
        assertThat(List.of(p.first().get(0).item(), p.second().item())).containsExactly(46.0, 4.0);
        assertThatThrownBy(
                () -> hvp(two, tuple(Tensor.of(2.0), Tensor.of(3.0)), tuple(Tensor.of(2.0), Tensor.of(1.0, 2.0))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("hvp: tangent of input 1");
    }

    @Test
    void dtypesAreThoseOfApply() {
        TensorFn1<Tensor> f = x -> x.mul(x).mul(x);
        var kinds = Stream.of(grad(f).apply(2.0), grad(f).apply(2f), grad(f).apply(2), grad(f).apply(2L))
                .map(Tensor::dtype).toList();
        assertThat(kinds).containsExactly(DType.FLOAT64, DType.FLOAT32, DType.FLOAT64, DType.FLOAT64);
        assertThat(
                Stream.of(jvp(f, 2.0, 1.0), jvp(f, 2f, 1f), jvp(f, 2, 1), jvp(f, 2L, 1L)).map(j -> j.tangent().dtype()))
                .isEqualTo(kinds);
        assertThat(
                Stream.of(jvp(f, 2.0, 1.0), jvp(f, 2f, 1f), jvp(f, 2, 1), jvp(f, 2L, 1L)).map(j -> j.tangent().item()))
                .containsOnly(12.0);
        assertThat(Stream.of(vjp(f, 2.0), vjp(f, 2f), vjp(f, 2), vjp(f, 2L)).map(j -> j.value().dtype()))
                .isEqualTo(kinds);
        assertThat(Stream.of(linearize(f, 2.0), linearize(f, 2f), linearize(f, 2), linearize(f, 2L))
                .map(j -> j.value().dtype()))
                .isEqualTo(kinds);
        assertThat(Stream.of(hvp(f, 2.0, 1.0), hvp(f, 2f, 1f), hvp(f, 2, 1), hvp(f, 2L, 1L)).map(Tensor::dtype))
                .isEqualTo(kinds);
        assertThat(hvp(f, 2, 1).item()).isEqualTo(12);
        assertThat(jvp(f, (short) 2, (byte) 1).tangent().dtype()).isEqualTo(DType.FLOAT64);
        assertThat(jvp(f, 2, 1.0).tangent().dtype()).isEqualTo(DType.FLOAT64);
        assertThat(vjp(f, 2.0).value().shape()).isEqualTo(Shape.SCALAR);
    }

    @Test
    void ofACellOfItsDtype() {
        var net = new Cell() {
            final Parameter w = new Parameter(Tensor.of(3f));

            @Override
            public Tensor construct(Tensor x) {
                return x.mul(w);
            }
        };
        var r = vjp(net, net.w, 2);
        assertThat(r.value().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(r.pullback().apply(Tensor.of(1f)).item()).isEqualTo(2);
        assertThat(grad(net, net.w).apply(2).item()).isEqualTo(2);
    }

    @Test
    void jacobiansAndHessiansAreFunctions() {
        assertThat(jacfwd(x -> x.mul(x)).apply(3.0).item()).isEqualTo(6);
        assertThat(jacrev((x, y) -> x.mul(y)).apply(3, 4).item()).isEqualTo(4);
        assertThat(hessian(x -> x.mul(x).mul(x)).apply(3.0).item()).isEqualTo(18);
        assertThat(valueAndGrad(x -> x.mul(x)).apply(3.0).grad().item()).isEqualTo(6);
    }

    @Test
    void trees() {
        record Point(Tensor x, Tensor y) {}
        var at = new Point(Tensor.scalar(2.0), Tensor.scalar(3.0));
        assertThat(jvp((Point p) -> p.x().mul(p.y()), at, new Point(Tensor.scalar(1.0), Tensor.scalar(0.0))).tangent()
                .item()).isEqualTo(3);
        assertThat(vjp((Point p) -> p.x().mul(p.y()), at).pullback().apply(Tensor.scalar(1.0)).y().item()).isEqualTo(2);
    }

    @Test
    void checks() {
        Checks.gradients(x -> sin(x), 0.5);
        Checks.gradients((x, y) -> x.mul(y), 2, 3);
        Checks.gradients((x, y, z) -> x.mul(y).mul(z), 2f, 3, 5.0);
        Checks.gradients((x, y, z, w) -> x.mul(y).mul(z).mul(w), 2, 3, 5, 7);
        TensorFn1<Tensor> wrong = Custom.vjp(x -> x.mul(x), (x, out, dout) -> dout.mul(x));
        assertThatThrownBy(() -> Checks.gradients(wrong, 3.0)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("differs from central differences");
    }
}
