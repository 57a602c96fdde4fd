package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leibniz.Leibniz.*;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Hessians of functions of trees: a block for every two tensors, against closed forms.
final class HessiansTest {
    private record Line(Tensor slope, Tensor offset, String name) {}

    private static final Tensor X = Tensor.of(1.0, 2.0, 4.0);
    private static final Line LINE = new Line(Tensor.of(0.5, -1.5), Tensor.scalar(3.0), "line");

    /// `Σ (s₀ x + s₁ x² + b)² / 2`: its Hessian is the sum of products of `(x, x², 1)`, whatever the arguments are.
    private static Tensor squares(Line l) {
        Tensor y = X.mul(l.slope().get(0)).add(X.mul(X).mul(l.slope().get(1))).add(l.offset());
        return y.mul(y).sum().div(2);
    }

    private static void assertBlock(Tensor block, Shape shape, double... expected) {
        assertThat(block.shape()).isEqualTo(shape);
        assertThat(block.toDoubleArray()).containsExactly(expected, org.assertj.core.api.Assertions.within(1e-12));
    }

    private static void assertBlocks(List<Line> h) {
        assertThat(h).hasSize(2);
        assertBlock(h.get(0).slope(), Shape.of(2, 2), 21, 73, 73, 273);
        assertBlock(h.get(0).offset(), Shape.of(2), 7, 21);
        assertBlock(h.get(1).slope(), Shape.of(2), 7, 21);
        assertBlock(h.get(1).offset(), Shape.of(), 3);
    }

    @Test
    void ofARecord() {
        var h = hessian((Line l) -> squares(l));
        assertBlocks(h.apply(LINE));
        assertThat(h.apply(LINE).get(1).name()).isEqualTo("line");
        assertBlocks(jit(h).apply(LINE));
    }

    @Test
    void itsProductWithATreeIsThatOfHvp() {
        Fn1<Line, Tensor> f = l -> squares(l).mul(l.offset()).add(sin(l.slope()).prod());
        var v = new Line(Tensor.of(0.25, -2.0), Tensor.scalar(0.5), "line");
        var h = hessian(f).apply(LINE);
        var product = hvp(f, LINE, v);
        assertBlock(product.slope(), Shape.of(2),
                h.get(0).slope().matmul(v.slope()).add(h.get(0).offset().mul(v.offset())).toDoubleArray());
        assertBlock(product.offset(), Shape.of(),
                h.get(1).slope().dot(v.slope()).add(h.get(1).offset().mul(v.offset())).toDoubleArray());
    }

    private static Tensor of(Map<String, Tensor> map, String key) {
        return Objects.requireNonNull(map.get(key));
    }

    /// `f = a² b`
    @Test
    void ofAListOrAMap() {
        Tensor a = Tensor.scalar(3.0);
        Tensor b = Tensor.scalar(5.0);
        List<List<Tensor>> h = hessian((List<Tensor> l) -> square(l.get(0)).mul(l.get(1))).apply(List.of(a, b));
        assertThat(h).hasSize(2).allSatisfy(row -> assertThat(row).hasSize(2));
        assertThat(h.get(0).get(0).item()).isEqualTo(10);
        assertThat(h.get(0).get(1).item()).isEqualTo(6);
        assertThat(h.get(1).get(0).item()).isEqualTo(6);
        assertThat(h.get(1).get(1).item()).isEqualTo(0);
        List<Map<String, Tensor>> m = hessian((Map<String, Tensor> p) -> square(of(p, "a")).mul(of(p, "b")))
                .apply(Map.of("a", a, "b", b));
        assertThat(of(m.get(0), "a").item()).isEqualTo(10);
        assertThat(of(m.get(0), "b").item()).isEqualTo(6);
        assertThat(of(m.get(1), "b").item()).isEqualTo(0);
    }

    @Test
    void ofSeveralResultsTheBlocksHaveTheirShapeFirst() {
        var h = hessian((List<Tensor> l) -> X.mul(l.get(0)).mul(l.get(1)))
                .apply(List.of(Tensor.of(2.0), Tensor.scalar(7.0)));
        assertBlock(h.get(0).get(0), Shape.of(3, 1, 1), 0, 0, 0);
        assertBlock(h.get(0).get(1), Shape.of(3, 1), 1, 2, 4);
        assertBlock(h.get(1).get(0), Shape.of(3, 1), 1, 2, 4);
        assertBlock(h.get(1).get(1), Shape.of(3), 0, 0, 0);
    }
}
