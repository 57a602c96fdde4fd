package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leibniz.Leibniz.grad;
import static org.leibniz.Leibniz.hessian;
import static org.leibniz.Leibniz.jacfwd;
import static org.leibniz.Leibniz.jacrev;
import static org.leibniz.Leibniz.jvpAux;
import static org.leibniz.Leibniz.tuple;
import static org.leibniz.Leibniz.vjpAux;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Functions of several trees have what functions of one have: by the first alone, or with a part for each.
final class SeveralTreesTest {
    private record Line(Tensor slope, Tensor offset) {}

    private static final Line LINE = new Line(Tensor.of(2.0, 3.0), Tensor.scalar(5.0));
    private static final List<Tensor> AT = List.of(Tensor.of(7.0, 11.0));

    private static Tensor height(Line line, List<Tensor> at) {
        return line.slope().mul(at.getFirst()).add(line.offset());
    }

    private static Tensor squares(Line line, List<Tensor> at) {
        return height(line, at).square().sum();
    }

    @Test
    void jacobiansAreByTheFirst() {
        Fn2<Line, List<Tensor>, Tensor> f = SeveralTreesTest::height;
        for (Line j : List.of(jacfwd(f).apply(LINE, AT), jacrev(f).apply(LINE, AT))) {
            assertThat(j.slope().toDoubleArray()).containsExactly(7, 0, 0, 11);
            assertThat(j.offset().toDoubleArray()).containsExactly(1, 1);
        }
    }

    /// (2·7 + 5)² + (3·11 + 5)²: twice the products of what each tensor is multiplied with.
    @Test
    void hessiansAreByTheFirst() {
        List<Line> h = hessian((Line l, List<Tensor> at) -> squares(l, at)).apply(LINE, AT);
        assertThat(h).hasSize(2);
        assertThat(h.get(0).slope().toDoubleArray()).containsExactly(2 * 49, 0, 0, 2 * 121);
        assertThat(h.get(0).offset().toDoubleArray()).containsExactly(2 * 7, 2 * 11);
        assertThat(h.get(1).offset().item()).isEqualTo(4);
    }

    @Test
    void productsHaveAPartForEach() {
        Fn2<Line, List<Tensor>, Tuple2<Tensor, Line>> f = (l, at) -> tuple(squares(l, at), l);
        var back = vjpAux(f, LINE, AT);
        assertThat(back.aux().offset().item()).isEqualTo(5);
        var gradient = back.pullback().apply(Tensor.scalar(1.0));
        Line by = grad((Line l, List<Tensor> at) -> squares(l, at)).apply(LINE, AT);
        assertThat(gradient.first().slope().toDoubleArray()).containsExactly(by.slope().toDoubleArray())
                .containsExactly(2 * 19 * 7, 2 * 38 * 11);
        assertThat(gradient.second().getFirst().toDoubleArray()).containsExactly(2 * 19 * 2, 2 * 38 * 3);
        var along = jvpAux(f, tuple(LINE, AT),
                tuple(new Line(Tensor.of(1.0, 0.0), Tensor.scalar(0.0)), List.of(Tensor.of(0.0, 1.0))));
        assertThat(along.tangent().item()).isEqualTo(2 * 19 * 7 + 2 * 38 * 3);
    }
}
