package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.DType.BOOL;
import static org.leibniz.DType.FLOAT32;
import static org.leibniz.DType.FLOAT64;
import static org.leibniz.DType.INT32;
import static org.leibniz.Leibniz.*;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Indexing: every expression gives what NumPy 1.26 gives for the expression that is its name (the expected numbers
/// were printed by it), at once, under `jit` and under `vmap`; and its derivative is the transpose of what it does.
class IndexingTest {
    private final Tensor x = arange(24).reshape(2, 3, 4);
    private final Tensor y = arange(12).reshape(3, 4).cast(FLOAT32);
    private final Tensor v = Tensor.of(100, 200, 300, 400);

    // ---- reading

    @Test
    void positions() {
        check("x[1]", x, a -> a.get(1), shape(3, 4), 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23);
        check("x[-1, 0]", x, a -> a.get(-1, 0), shape(4), 12, 13, 14, 15);
        check("x[1, 2, 3]", x, a -> a.get(1, 2, 3), shape(), 23);
    }

    @Test
    void ranges() {
        check("x[:, 1]", x, a -> a.get(ALL, at(1)), shape(2, 4), 4, 5, 6, 7, 16, 17, 18, 19);
        check("x[..., -1]", x, a -> a.get(ELLIPSIS, at(-1)), shape(2, 3), 3, 7, 11, 15, 19, 23);
        check("x[0, ..., 1:3]", x, a -> a.get(at(0), ELLIPSIS, slice(1, 3)), shape(3, 2), 1, 2, 5, 6, 9, 10);
        check("x[:, 1:]", x, a -> a.get(ALL, from(1)), shape(2, 2, 4), 4, 5, 6, 7, 8, 9, 10, 11, 16, 17, 18, 19, 20, 21,
                22, 23);
        check("x[:, :-1, :2]", x, a -> a.get(ALL, until(-1), until(2)), shape(2, 2, 2), 0, 1, 4, 5, 12, 13, 16, 17);
        check("x[:, :, 1:4:2]", x, a -> a.get(ALL, ALL, slice(1, 4, 2)), shape(2, 3, 2), 1, 3, 5, 7, 9, 11, 13, 15, 17,
                19, 21, 23);
        check("x[:, -2:]", x, a -> a.get(ALL, from(-2)), shape(2, 2, 4), 4, 5, 6, 7, 8, 9, 10, 11, 16, 17, 18, 19, 20,
                21, 22, 23);
        check("x[:, 0:99, -99:2]", x, a -> a.get(ALL, slice(0, 99), slice(-99, 2)), shape(2, 3, 2),
                0, 1, 4, 5, 8, 9, 12, 13, 16, 17, 20, 21);
        check("x[:, 2:1]", x, a -> a.get(ALL, slice(2, 1)), shape(2, 0, 4));
    }

    @Test
    void newAxes() {
        check("x[:, None, 0]", x, a -> a.get(ALL, NEW_AXIS, at(0)), shape(2, 1, 4), 0, 1, 2, 3, 12, 13, 14, 15);
        check("x[..., None]", x, a -> a.get(ELLIPSIS, NEW_AXIS), shape(2, 3, 4, 1),
                0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23);
        check("x[None, 1, ..., None, 2]", x, a -> a.get(NEW_AXIS, at(1), ELLIPSIS, NEW_AXIS, at(2)), shape(1, 3, 1), 14,
                18, 22);
    }

    @Test
    void positionsInTensors() {
        Tensor i = Tensor.of(2, 0, -1);
        Tensor j = Tensor.of(1L, 1L, 0L);
        Tensor r = Tensor.of(new int[][]{{0, 1}, {1, -1}});
        Tensor b = Tensor.of(new int[][]{{1}, {0}});
        check("x[:, i]", x, a -> a.get(ALL, at(i)), shape(2, 3, 4),
                8, 9, 10, 11, 0, 1, 2, 3, 8, 9, 10, 11, 20, 21, 22, 23, 12, 13, 14, 15, 20, 21, 22, 23);
        check("x[r]", x, a -> a.get(at(r)), shape(2, 2, 3, 4),
                0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 12, 13, 14, 15,
                16, 17, 18, 19, 20,
                21, 22, 23, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23);
        check("x[:, :, i]", x, a -> a.get(ALL, ALL, at(i)), shape(2, 3, 3),
                2, 0, 3, 6, 4, 7, 10, 8, 11, 14, 12, 15, 18, 16, 19, 22, 20, 23);
        check("x[1, i]", x, a -> a.get(at(1), at(i)), shape(3, 4), 20, 21, 22, 23, 12, 13, 14, 15, 20, 21, 22, 23);
        check("x[:, i, j]", x, a -> a.get(ALL, at(i), at(j)), shape(2, 3), 9, 1, 8, 21, 13, 20);
        check("x[j, i]", x, a -> a.get(at(j), at(i)), shape(3, 4), 20, 21, 22, 23, 12, 13, 14, 15, 8, 9, 10, 11);
        check("x[j, :, i]", x, a -> a.get(at(j), ALL, at(i)), shape(3, 3), 14, 18, 22, 12, 16, 20, 3, 7, 11);
        check("x[0, :, i]", x, a -> a.get(at(0), ALL, at(i)), shape(3, 3), 2, 6, 10, 0, 4, 8, 3, 7, 11);
        check("x[:, 0, i]", x, a -> a.get(ALL, at(0), at(i)), shape(2, 3), 2, 0, 3, 14, 12, 15);
        check("x[b, i]", x, a -> a.get(at(b), at(i)), shape(2, 3, 4),
                20, 21, 22, 23, 12, 13, 14, 15, 20, 21, 22, 23, 8, 9, 10, 11, 0, 1, 2, 3, 8, 9, 10, 11);
        check("x[:, 1:, r]", x, a -> a.get(ALL, from(1), at(r)), shape(2, 2, 2, 2),
                4, 5, 5, 7, 8, 9, 9, 11, 16, 17, 17, 19, 20, 21, 21, 23);
        check("x[b, 1:, i]", x, a -> a.get(at(b), from(1), at(i)), shape(2, 3, 2), 18, 22, 16, 20, 19, 23, 6, 10, 4, 8,
                7, 11);
        check("x[j, i, None]", x, a -> a.get(at(j), at(i), NEW_AXIS), shape(3, 1, 4), 20, 21, 22, 23, 12, 13, 14, 15, 8,
                9, 10, 11);
        check("x[j, None, i]", x, a -> a.get(at(j), NEW_AXIS, at(i)), shape(3, 1, 4), 20, 21, 22, 23, 12, 13, 14, 15, 8,
                9, 10, 11);
        check("x[j, i, j]", x, a -> a.get(at(j), at(i), at(j)), shape(3), 21, 13, 8);
        check("x[1:, i, ::2]", x, a -> a.get(from(1), at(i), slice(0, 4, 2)), shape(1, 3, 2), 20, 22, 12, 14, 20, 22);
        check("x[:, np.zeros((0, 2), int)]", x, a -> a.get(ALL, at(zeros(INT32, 0, 2))), shape(2, 0, 2, 4));
    }

    @Test
    void takeIsGetAlongOneAxis() {
        assertThat(x.take(1, Tensor.of(2, 0)).toIntArray()).isEqualTo(x.get(ALL, at(Tensor.of(2, 0))).toIntArray());
        assertThat(x.take(-1, Tensor.scalar(-1)).shape()).isEqualTo(Shape.of(2, 3));
        assertThat(x.take(0, Tensor.of(new int[][]{{0, 1}, {1, 0}})).shape()).isEqualTo(Shape.of(2, 2, 3, 4));
        assertThat(x.take(0, Tensor.of(DType.UINT8, 1)).toIntArray()).isEqualTo(x.get(from(1)).toIntArray());
    }

    @Test
    void everyDtypeIsIndexed() {
        for (DType d : DType.values()) {
            Tensor t = Tensor.of(d, 0, 1, 1, 0);
            assertThat(t.get(slice(1, 4, 2)).toDoubleArray()).as("%s", d).containsExactly(1, 0);
            assertThat(t.get(at(Tensor.of(3, 1))).toDoubleArray()).as("%s", d).containsExactly(0, 1);
            assertThat(t.at(at(Tensor.of(3, 0))).set(t.get(from(2))).toDoubleArray()).as("%s", d).containsExactly(0, 1,
                    1, 1);
            assertThat(t.at(1).set(t.get(0)).dtype()).as("%s", d).isEqualTo(d);
        }
    }

    // ---- changing

    @Test
    void setAddAndMultiplyRegions() {
        check("y[1, 2] = 99", y, a -> a.at(1, 2).set(99), shape(3, 4), 0, 1, 2, 3, 4, 5, 99, 7, 8, 9, 10, 11);
        check("y[0] = v", y, a -> a.at(0).set(v), shape(3, 4), 100, 200, 300, 400, 4, 5, 6, 7, 8, 9, 10, 11);
        check("y[:, 1] = 5", y, a -> a.at(ALL, at(1)).set(5), shape(3, 4), 0, 5, 2, 3, 4, 5, 6, 7, 8, 5, 10, 11);
        check("y[1:, 0:4:2] = -1", y, a -> a.at(from(1), slice(0, 4, 2)).set(-1), shape(3, 4), 0, 1, 2, 3, -1, 5, -1, 7,
                -1, 9, -1, 11);
        check("y[:] = v", y, a -> a.at(ALL).set(v), shape(3, 4), 100, 200, 300, 400, 100, 200, 300, 400, 100, 200, 300,
                400);
        check("y[..., None, 0] = [[7], [8], [9]]", y,
                a -> a.at(ELLIPSIS, NEW_AXIS, at(0)).set(Tensor.of(new float[][]{{7}, {8}, {9}})),
                shape(3, 4), 7, 1, 2, 3, 8, 5, 6, 7, 9, 9, 10, 11);
        check("y[5:] = 3", y, a -> a.at(from(5)).set(3), shape(3, 4), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        check("y[::2, ::3] += 10", y, a -> a.at(slice(0, 3, 2), slice(0, 4, 3)).add(10), shape(3, 4),
                10, 1, 2, 13, 4, 5, 6, 7, 18, 9, 10, 21);
        check("y[1] *= v", y, a -> a.at(1).mul(v), shape(3, 4), 0, 1, 2, 3, 400, 1000, 1800, 2800, 8, 9, 10, 11);
        check("y += 1", y, a -> a.at(ALL).add(1), shape(3, 4), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    @Test
    void setAddAndMultiplyPositions() {
        Tensor i = Tensor.of(0, 2, 0);
        Tensor j = Tensor.of(1, 1, -1);
        Tensor b = Tensor.of(new int[][]{{0}, {2}});
        check("y[i] = [[1], [2], [3]]", y, a -> a.at(at(i)).set(Tensor.of(new int[][]{{1}, {2}, {3}})), shape(3, 4),
                3, 3, 3, 3, 4, 5, 6, 7, 2, 2, 2, 2);
        check("y[:, j] = [70, 80, 90]", y, a -> a.at(ALL, at(j)).set(Tensor.of(70, 80, 90)), shape(3, 4),
                0, 80, 2, 90, 4, 80, 6, 90, 8, 80, 10, 90);
        check("y[i, j] = [70, 80, 90]", y, a -> a.at(at(i), at(j)).set(Tensor.of(70, 80, 90)), shape(3, 4),
                0, 70, 2, 90, 4, 5, 6, 7, 8, 80, 10, 11);
        check("np.add.at(y, i, v)", y, a -> a.at(at(i)).add(v), shape(3, 4), 200, 401, 602, 803, 4, 5, 6, 7, 108, 209,
                310, 411);
        check("np.add.at(y, (i, j), [70, 80, 90])", y, a -> a.at(at(i), at(j)).add(Tensor.of(70, 80, 90)), shape(3, 4),
                0, 71, 2, 93, 4, 5, 6, 7, 8, 89, 10, 11);
        check("np.add.at(y, (slice(1, 3), j), 100)", y, a -> a.at(from(1), at(j)).add(100), shape(3, 4),
                0, 1, 2, 3, 4, 205, 6, 107, 8, 209, 10, 111);
        check("np.multiply.at(y, (slice(None), j), [2, 3, 5])", y, a -> a.at(ALL, at(j)).mul(Tensor.of(2, 3, 5)),
                shape(3, 4),
                0, 6, 2, 15, 4, 30, 6, 35, 8, 54, 10, 55);
        check("np.multiply.at(y, (i, j), [2, 3, 5])", y, a -> a.at(at(i), at(j)).mul(Tensor.of(2, 3, 5)), shape(3, 4),
                0, 2, 2, 15, 4, 5, 6, 7, 8, 27, 10, 11);
        check("np.multiply.at(y, (i, slice(1, 3)), [2, 3])", y, a -> a.at(at(i), slice(1, 3)).mul(Tensor.of(2, 3)),
                shape(3, 4),
                0, 4, 18, 3, 4, 5, 6, 7, 8, 18, 30, 11);
        check("y[b, j] = [[10, 20, 30], [40, 50, 60]]", y,
                a -> a.at(at(b), at(j)).set(Tensor.of(new int[][]{{10, 20, 30}, {40, 50, 60}})),
                shape(3, 4), 0, 20, 2, 30, 4, 5, 6, 7, 8, 50, 10, 60);
        check("y[1, j] = 0", y, a -> a.at(at(1), at(j)).set(0), shape(3, 4), 0, 1, 2, 3, 4, 0, 6, 0, 8, 9, 10, 11);
    }

    @Test
    void changesLeaveTheTensorAsItIs() {
        Tensor t = Tensor.of(1, 2, 3);
        Tensor changed = t.at(0).set(9).at(slice(1, 3)).add(1);
        assertThat(t.toIntArray()).containsExactly(1, 2, 3);
        assertThat(changed.toIntArray()).containsExactly(9, 3, 4);
    }

    @Test
    void theValuesTakeTheDtypeOfTheTensor() {
        assertThat(Tensor.of(1f, 2f).at(0).set(Tensor.scalar(0.1)).dtype()).isEqualTo(FLOAT32);
        assertThat(Tensor.of(1f, 2f).at(0).add(Tensor.scalar(true)).toFloatArray()).containsExactly(2, 2);
        assertThat(Tensor.of(true, false).at(1).set(Tensor.scalar(true)).dtype()).isEqualTo(BOOL);
        assertThat(Tensor.of(1, 2).at(0).set(Tensor.scalar(5L)).dtype()).isEqualTo(INT32);
    }

    @Test
    void noPositionsChangeNothing() {
        Tensor none = zeros(INT32, 0);
        assertThat(y.at(at(none)).set(5).toFloatArray()).isEqualTo(y.toFloatArray());
        assertThat(y.at(at(none)).add(5).toFloatArray()).isEqualTo(y.toFloatArray());
        assertThat(y.at(at(none)).mul(5).toFloatArray()).isEqualTo(y.toFloatArray());
    }

    @Test
    void theDerivativeOfSetFollowsTheValueThatWon() {
        Tensor i = Tensor.of(1, 0, 1);
        Tensor dv = grad((values, t) -> t.at(at(i)).set(values).mul(Tensor.of(1.0, 10.0, 100.0)).sum()).apply(
                Tensor.of(5.0, 6.0, 7.0),
                Tensor.of(0.0, 0.0, 0.0));
        assertThat(dv.toDoubleArray()).containsExactly(0, 1, 10);
    }

    @Test
    void factorsAtRepeatedPositionsAndTheirDerivatives() {
        // cells 2 · a · 0 · d, 3, 5 · b: the products of the others are right where a factor is zero or infinite
        Tensor x = Tensor.of(2.0, 3.0, 5.0);
        Tensor positions = Tensor.of(0, -1, -3, 0);
        TensorFn1<Tensor> changed = v -> x.at(at(positions)).mul(v);
        Tensor v = Tensor.of(2.0, 7.0, 0.0, 3.0);
        TensorFn1<Tensor> total = t -> changed.apply(t).sum();
        assertThat(changed.apply(v).toDoubleArray()).containsExactly(0, 3, 35);
        assertThat(grad(total).apply(v).toDoubleArray()).containsExactly(0, 5, 12, 0);
        assertThat(jit(grad(total)).apply(v).toDoubleArray()).containsExactly(0, 5, 12, 0);
        assertThat(jvp(total, v, Tensor.of(1.0, 1.0, 1.0, 1.0)).tangent().item()).isEqualTo(17);
        assertThat(hessian(total).apply(v).flatten().toDoubleArray()).containsExactly(0, 0, 6, 0, 0, 0, 0, 0, 6, 0, 0,
                4, 0, 0, 4, 0);
        assertThat(grad(t -> t.at(at(positions)).mul(v).sum()).apply(x).toDoubleArray()).containsExactly(0, 1, 7);
        double inf = Double.POSITIVE_INFINITY;
        Tensor large = Tensor.of(2.0, inf, 4.0, 3.0);
        assertThat(changed.apply(large).toDoubleArray()).containsExactly(48, 3, inf);
        assertThat(grad(total).apply(large).toDoubleArray()).containsExactly(24, 5, 12, 16);
        assertThat(vmap((TensorFn2<Tensor>) (p, f) -> x.at(at(p)).mul(f))
                .apply(stack(0, positions, Tensor.of(1, 1, 1, 2)), stack(0, v, v))
                .flatten()
                .toDoubleArray()).containsExactly(0, 3, 35, 2, 0, 15);
        assertThat(Tensor.of(2, 3, 5).at(at(positions)).mul(Tensor.of(2, 7, 4, 3)).toIntArray()).containsExactly(48, 3,
                35);
        // two axes side by side, and positions that repeat in a matrix
        Tensor m = Tensor.of(FLOAT64, 1, 2, 3, 4).reshape(2, 2);
        assertThat(m.at(at(Tensor.of(0, 1, 0)), at(Tensor.of(1, 0, -1))).mul(Tensor.of(FLOAT64, 5, 7, 2)).flatten()
                .toDoubleArray())
                .containsExactly(1, 20, 21, 4);
        assertThat(m.at(ALL, at(Tensor.of(1, 1))).mul(m).flatten().toDoubleArray()).containsExactly(1, 4, 3, 48);
        // a position that is found out of range when it runs is an error, as with set and add
        assertThatThrownBy(() -> jit((TensorFn1<Tensor>) p -> x.at(at(p)).mul(2)).apply(Tensor.of(0, 3)))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    // ---- one expression, every way

    private static Shape shape(int... dims) {
        return Shape.of(dims);
    }

    private static void check(String numpy, Tensor x, TensorFn1<Tensor> f, Shape shape, int... expected) {
        double[] values = Arrays.stream(expected).asDoubleStream().toArray();
        Tensor result = f.apply(x);
        assertThat(result.dtype()).as(numpy).isEqualTo(x.dtype());
        assertThat(result.shape()).as(numpy).isEqualTo(shape);
        assertThat(result.toDoubleArray()).as(numpy).isEqualTo(values);
        assertThat(jit(f).apply(x).toDoubleArray()).as("jit %s", numpy).isEqualTo(values);
        Tensor lanes = vmap(f).apply(stack(0, x.add(1), x));
        assertThat(lanes.get(1).shape()).as("vmap %s", numpy).isEqualTo(shape);
        assertThat(lanes.get(1).toDoubleArray()).as("vmap %s", numpy).isEqualTo(values);
        transposed(numpy, x.cast(FLOAT64), f);
    }

    /// What an index expression does is linear, up to constants: `<f(a) - f(0), u> = <a, gradient of <f, u>>`.
    private static void transposed(String numpy, Tensor a, TensorFn1<Tensor> f) {
        Tensor zero = f.apply(a.mul(0));
        Tensor u = normal(FLOAT64, Key.of(7), zero.shape().toArray());
        Tensor forward = f.apply(a).sub(zero).mul(u).sum();
        Tensor backward = grad(t -> f.apply(t).mul(u).sum()).apply(a).mul(a).sum();
        assertThat(backward.item()).as("gradient %s", numpy).isCloseTo(forward.item(), within(1e-9));
    }
}
