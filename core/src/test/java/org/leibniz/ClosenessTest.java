package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.leibniz.Leibniz.grad;
import static org.leibniz.Leibniz.inAxes;
import static org.leibniz.Leibniz.jit;
import static org.leibniz.Leibniz.vmap;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// `isClose` and `allClose`: NumPy's rule and defaults. Expected values are what NumPy 2.4 says, but where a comment
/// says why not.
final class ClosenessTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    @Test
    void theToleranceIsMeasuredByTheOther() {
        Tensor a = Tensor.of(1.0, 1.0, 0.0, 0.0, 1e10, 1.0);
        Tensor b = Tensor.of(1.00001, 1.0001, 1e-8, 1.1e-8, 1.00001e10, 1 + 1.002e-5);
        assertThat(a.isClose(b).toBooleanArray()).containsExactly(true, false, true, false, true, false);
        assertThat(b.isClose(a).toBooleanArray()).containsExactly(true, false, true, false, true, false);
        assertThat(Tensor.of(10.0).allClose(Tensor.of(11.0), 0.0909091, 0)).isTrue(); // |-1| <= 0.0909091 * 11
        assertThat(Tensor.of(11.0).allClose(Tensor.of(10.0), 0.0909091, 0)).isFalse();
    }

    /// NumPy's too: `allclose(10, [11], 0.0909091, 0)` but not `allclose(11, [10], 0.0909091, 0)`.
    @Test
    void functionsTakeNumbersOnEitherSide() {
        Tensor x = Tensor.of(1.0, 2.0);
        assertThat(Leibniz.isClose(x, 2).toBooleanArray()).containsExactly(false, true);
        assertThat(Leibniz.isClose(2, x).toBooleanArray()).containsExactly(false, true);
        assertThat(Leibniz.isClose(x, 1.5, 0, 0.5).toBooleanArray()).containsExactly(true, true);
        assertThat(Leibniz.isClose(1.5, x, 0, 0.4).toBooleanArray()).containsExactly(false, false);
        assertThat(Leibniz.isClose(Tensor.of(NAN), Tensor.of(NAN), 0, 0, true).toBooleanArray()).containsExactly(true);
        assertThat(Leibniz.allClose(x, 2)).isFalse();
        assertThat(Leibniz.allClose(Math.cos(0.5), grad(t -> t.sin()).apply(0.5))).isTrue();
        assertThat(Leibniz.allClose(Tensor.of(1, 1), 1)).isTrue();
        assertThat(Leibniz.allClose(Tensor.of(1, 1), 1.5)).isFalse();
        assertThat(Leibniz.allClose(10, Tensor.of(11), 0.0909091, 0)).isTrue();
        assertThat(Leibniz.allClose(Tensor.of(11), 10, 0.0909091, 0)).isFalse();
        assertThat(Leibniz.allClose(Tensor.of(NAN), Tensor.of(NAN), 0, 0, true)).isTrue();
    }

    @Test
    void infinitiesAreCloseToThemselvesAndNaNToNothing() {
        Tensor a = Tensor.of(INF, -INF, INF, NAN, 1, INF, NAN);
        Tensor b = Tensor.of(INF, -INF, -INF, NAN, INF, 1, 1);
        assertThat(a.isClose(b).toBooleanArray()).containsExactly(true, true, false, false, false, false, false);
        assertThat(a.isClose(b, 1e-5, 1e-8, true).toBooleanArray()).containsExactly(true, true, false, true, false,
                false, false);
        assertThat(Tensor.of(1e308).allClose(Tensor.of(-1e308))).isFalse();
        assertThat(Tensor.of(1.0, NAN).allClose(Tensor.of(1.0, NAN))).isFalse();
        assertThat(Tensor.of(1.0, NAN).allClose(Tensor.of(1.0, NAN), 0, 0, true)).isTrue();
    }

    /// In float16 NumPy rounds the tolerances themselves, `atol` to 0.
    @Test
    void everyDtypeIsCompared() {
        for (DType dtype : DType.values()) {
            Tensor x = Tensor.of(DType.FLOAT32, 0, 1, 1).cast(dtype);
            assertThat(x.allClose(x)).as("%s", dtype).isTrue();
            assertThat(x.allClose(x.cast(DType.FLOAT64))).as("%s", dtype).isTrue();
            assertThat(x.allClose(Tensor.of(0, 1, 0))).as("%s", dtype).isFalse();
        }
        assertThat(Tensor.of(DType.FLOAT16, 0).allClose(Tensor.of(DType.FLOAT16, 6e-8))).isFalse();
        assertThat(Tensor.of(0.1f).allClose(Tensor.of(0.1))).isTrue();
        assertThat(Tensor.of(0.1f).allClose(Tensor.of(0.1), 0, 0)).isFalse();
    }

    /// NumPy takes int64 for float64 here, and 2⁵³ + 1 for 2⁵³.
    @Test
    void integersOfAnySizeAreComparedExactly() {
        long big = 1L << 53;
        assertThat(Tensor.of(big + 1).allClose(Tensor.of(big), 0, 0)).isFalse();
        assertThat(Tensor.of(big + 1).allClose(Tensor.of(big), 0, 1)).isTrue();
        assertThat(Tensor.of(Long.MAX_VALUE).allClose(Tensor.of(Long.MIN_VALUE))).isFalse();
        // they are 2^64 - 1 apart
        assertThat(Tensor.of(Long.MIN_VALUE).allClose(Tensor.of(Long.MAX_VALUE), 1.9, 0)).isFalse();
        assertThat(Tensor.of(Long.MIN_VALUE).allClose(Tensor.of(Long.MAX_VALUE), 2.1, 0)).isTrue();
        assertThat(Tensor.of(Long.MIN_VALUE).allClose(Tensor.of(Long.MIN_VALUE), 0, 0)).isTrue();
        assertThat(Tensor.of(3, 5).isClose(Tensor.of(4, 7), 0, 1).toBooleanArray()).containsExactly(true, false);
    }

    @Test
    void numbersAndShapesBroadcast() {
        Tensor x = Tensor.of(new double[]{1, 1, 1, 1}, 2, 2);
        assertThat(x.allClose(1)).isTrue();
        assertThat(x.allClose(1.1)).isFalse();
        assertThat(x.allClose(1.1, 0, 0.2)).isTrue();
        assertThat(x.isClose(1).shape()).isEqualTo(Shape.of(2, 2));
        assertThat(x.isClose(1.1, 0, 0.2).all().isTrue()).isTrue();
        assertThat(x.allClose(Tensor.of(1.0, 1.0))).isTrue();
        assertThat(Ops.zeros(0, 3).allClose(5)).isTrue();
        assertThat(Tensor.of(1, 2).allClose(1.5)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> x.allClose(Tensor.of(1.0, 1.0, 1.0)))
                .withMessageStartingWith("allClose: ")
                .withMessageContainingAll("(2, 2)", "(3,)");
    }

    @Test
    void asFunctionsToo() {
        Tensor a = Tensor.of(1.0, 2.0);
        Tensor b = Tensor.of(1.0, 2.1);
        assertThat(Leibniz.allClose(a, a)).isTrue();
        assertThat(Leibniz.allClose(a, b)).isFalse();
        assertThat(Leibniz.allClose(a, b, 0.1, 0)).isTrue();
        assertThat(Leibniz.isClose(a, b).toBooleanArray()).containsExactly(true, false);
        assertThat(Leibniz.isClose(a, b, 0.1, 0).toBooleanArray()).containsExactly(true, true);
    }

    @Test
    void underGradThereIsAnAnswer() {
        var answers = new ArrayList<Boolean>();
        grad(x -> {
            answers.add(x.mul(2).allClose(6.0));
            return x.mul(x);
        }).apply(3.0);
        assertThat(answers).containsExactly(true);
    }

    @Test
    void whereThereIsNoValueTheWayOutIsNamed() {
        assertThatExceptionOfType(NoValueException.class)
                .isThrownBy(() -> jit(x -> x.allClose(1.0) ? x : x.neg()).apply(2.0))
                .withMessageStartingWith("allClose: no value here")
                .withMessageContainingAll("inside jit", "isClose(..).all()");
        assertThatExceptionOfType(NoValueException.class)
                .isThrownBy(() -> vmap(x -> x.allClose(1.0) ? x : x.neg()).apply(Tensor.of(2.0)))
                .withMessageContaining("isClose(..).all()");
        assertThat(jit(x -> x.isClose(Tensor.of(1.0, 2.0)).all()).apply(Tensor.of(1.0, 2.0)).isTrue()).isTrue();
        assertThat(vmap((x, y) -> x.isClose(y), inAxes(0, Leibniz.NONE)).apply(Tensor.of(1.0, 2.0), Tensor.scalar(2.0))
                .toBooleanArray())
                .containsExactly(false, true);
    }

    @Test
    void aToleranceIsANumberOfZeroOrMore() {
        Tensor x = Tensor.of(1.0);
        for (double bad : new double[]{-1, NAN, INF}) {
            assertThatIllegalArgumentException().isThrownBy(() -> x.allClose(x, bad, 0))
                    .withMessage("allClose: rtol: expected a finite tolerance of 0 or more, got " + bad);
            assertThatIllegalArgumentException().isThrownBy(() -> x.isClose(x, 0, bad))
                    .withMessage("isClose: atol: expected a finite tolerance of 0 or more, got " + bad);
        }
    }
}
