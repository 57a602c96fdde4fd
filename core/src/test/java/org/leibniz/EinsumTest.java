package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.DType.FLOAT64;
import static org.leibniz.DType.INT32;
import static org.leibniz.Leibniz.*;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Einstein's notation, against numbers that `numpy.einsum` of NumPy 1.26 printed.
class EinsumTest {
    private final Tensor a = arange(6).reshape(2, 3);
    private final Tensor b = arange(12).reshape(3, 4).sub(5);
    private final Tensor c = arange(24).reshape(2, 3, 4).sub(9);
    private final Tensor d = arange(24).reshape(2, 4, 3).sub(11);
    private final Tensor s = arange(9).reshape(3, 3);
    private final Tensor t = arange(27).reshape(3, 3, 3);
    private final Tensor u = Tensor.of(1, -2, 3);
    private final Tensor w = arange(8).reshape(4, 2).sub(3);
    private final Tensor q = Tensor.scalar(5);

    @Test
    void asNumpy() {
        check("ij,jk->ik", shape(2, 4), numbers(5, 8, 11, 14, -4, 8, 20, 32), a, b);
        check("ij,jk->ki", shape(4, 2), numbers(5, -4, 8, 8, 11, 20, 14, 32), a, b);
        check("ij,jk", shape(2, 4), numbers(5, 8, 11, 14, -4, 8, 20, 32), a, b);
        check("ij->ji", shape(3, 2), numbers(0, 3, 1, 4, 2, 5), a);
        check("ij->", shape(), numbers(15), a);
        check("ij->j", shape(3), numbers(3, 5, 7), a);
        check("ba", shape(3, 2), numbers(0, 3, 1, 4, 2, 5), a);
        check("i,i->", shape(), numbers(14), u, u);
        check("i,i", shape(), numbers(14), u, u);
        check("i,j->ij", shape(3, 3), numbers(1, -2, 3, -2, 4, -6, 3, -6, 9), u, u);
        check("i,j->ji", shape(3, 3), numbers(1, -2, 3, -2, 4, -6, 3, -6, 9), u, u);
        check("i,i->i", shape(3), numbers(1, 4, 9), u, u);
        check("ii->i", shape(3), numbers(0, 4, 8), s);
        check("ii", shape(), numbers(12), s);
        check("ii->", shape(), numbers(12), s);
        check("iij->ij", shape(3, 3), numbers(0, 1, 2, 12, 13, 14, 24, 25, 26), t);
        check("iji->j", shape(3), numbers(30, 39, 48), t);
        check("iii->i", shape(3), numbers(0, 13, 26), t);
        check("iij->j", shape(3), numbers(36, 39, 42), t);
        check("ijk,ikl->ijl", shape(2, 3, 3),
                numbers(210, 180, 150, 106, 92, 78, 2, 4, 6, 114, 132, 150, 202, 236, 270, 290, 340, 390), c, d);
        check("ijk,ikl->jl", shape(3, 3), numbers(324, 312, 300, 308, 328, 348, 292, 344, 396), c, d);
        check("ijk,ikj->i", shape(2), numbers(308, 740), c, d);
        check("ij,j->i", shape(2), numbers(4, 10), a, u);
        check("ij,j->ij", shape(2, 3), numbers(0, -2, 6, 3, -8, 15), a, u);
        check("ij,k->kij", shape(3, 2, 3), numbers(0, 1, 2, 3, 4, 5, 0, -2, -4, -6, -8, -10, 0, 3, 6, 9, 12, 15), a, u);
        check("ij,jk,ikl->l", shape(3), numbers(286, 380, 474), a, b, d);
        check("i,ij,j->", shape(), numbers(32), u, s, u);
        check("ij,jk,kl->il", shape(2, 3), numbers(180, 234, 288, 558, 720, 882), a, s, s);
        check("...j,jk->...k", shape(2, 3, 2), numbers(10, -20, 10, -4, 10, 12, 10, 28, 10, 44, 10, 60), c, w);
        check("...ij,...jk->...ik", shape(2, 3, 3),
                numbers(210, 180, 150, 106, 92, 78, 2, 4, 6, 114, 132, 150, 202, 236, 270, 290, 340, 390), c, d);
        check("i...->...", shape(3, 4), numbers(-6, -4, -2, 0, 2, 4, 6, 8, 10, 12, 14, 16), c);
        check("...ii->...i", shape(3, 3), numbers(0, 4, 8, 9, 13, 17, 18, 22, 26), t);
        check("...i,...i", shape(2), numbers(4, 10), a, u);
        check("b...i,i->b...", shape(2, 4), numbers(-18, -12, -6, 0, 6, 12, 18, 24), d, u);
        check(",i->i", shape(3), numbers(5, -10, 15), q, u);
        check("ij,->", shape(), numbers(75), a, q);
        check("i j , j k -> i k", shape(2, 4), numbers(5, 8, 11, 14, -4, 8, 20, 32), a, b);
        check("aB,Bc->ac", shape(2, 4), numbers(5, 8, 11, 14, -4, 8, 20, 32), a, b);
        check("...,...", shape(2, 3), numbers(0, -2, 6, 3, -8, 15), u, a);
        check("ijk,jk->i", shape(2), numbers(122, 194), c, b);
        check("kij,ij->k", shape(2), numbers(122, 194), c, b);
    }

    private static Shape shape(int... dims) {
        return Shape.of(dims);
    }

    private static double[] numbers(double... numbers) {
        return numbers;
    }

    private static void check(String equation, Shape shape, double[] expected, Tensor... factors) {
        Tensor result = einsum(equation, factors);
        assertThat(result.dtype()).as(equation).isEqualTo(INT32);
        assertThat(result.shape()).as(equation).isEqualTo(shape);
        assertThat(result.toDoubleArray()).as(equation).isEqualTo(expected);
        for (int i = 0; i < factors.length; i++) {
            linear(equation, i, Arrays.stream(factors).map(f -> f.cast(FLOAT64)).toArray(Tensor[]::new));
        }
    }

    /// The result is linear in each factor: `<f(x), u> = <x, gradient of <f, u>>`, at once and in `jit`.
    private static void linear(String equation, int i, Tensor[] factors) {
        Tensor value = einsum(equation, factors);
        Tensor u = normal(FLOAT64, Key.of(i), value.shape().toArray());
        var gradient = jit(grad(x -> {
            Tensor[] changed = factors.clone();
            changed[i] = x;
            return einsum(equation, changed).mul(u).sum();
        }));
        double forward = value.mul(u).sum().item();
        double backward = gradient.apply(factors[i]).mul(factors[i]).sum().item();
        assertThat(backward).as("%s, factor %d", equation, i).isCloseTo(forward,
                within(1e-9 * Math.max(1, Math.abs(forward))));
    }

    @Test
    void dtypesArePromoted() {
        assertThat(einsum("i,i->", Tensor.of(1, 2), Tensor.of(0.5, 0.25)).item()).isEqualTo(1);
        assertThat(einsum("i,i->", Tensor.of(true, true), Tensor.of(true, true)).itemAsLong()).isEqualTo(2);
        assertThat(einsum("i,i->", Tensor.of(1f), Tensor.of(1.0)).dtype()).isEqualTo(FLOAT64);
    }

    @Test
    void emptyAxesSumToZero() {
        assertThat(einsum("ij,jk->ik", zeros(2, 0), zeros(0, 3)).toFloatArray()).containsExactly(0, 0, 0, 0, 0, 0);
        assertThat(einsum("ii->i", zeros(0, 0)).size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ij", "ij,jk,kl->il", "ij,jk->ik->", "i,jk->ik", "ijk,jk->ik", "ij,jk->iz", "ij,jk->iik",
            "ij,ik->jk",
            "i1,1k->ik", "....,jk->j", "......ij,jk"})
    void badEquationsSayWhy(String equation) {
        assertThatIllegalArgumentException().isThrownBy(() -> einsum(equation, a, b))
                .withMessageContainingAll("einsum \"" + equation + "\"", "expected", "got");
    }

    @Test
    void badEllipsesSayWhy() {
        assertThatIllegalArgumentException().isThrownBy(() -> einsum("...ij,jk->ik", t, b))
                .withMessageContaining("\"...\" in the result");
        assertThatIllegalArgumentException().isThrownBy(() -> einsum("...j,...jk->...k", s, d))
                .withMessageContaining("axis -1 of \"...\"");
    }
}
