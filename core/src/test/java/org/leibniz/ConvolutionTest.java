package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.Leibniz.*;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Convolutions and pools against plain loops over their definitions, written here, and their derivatives against
/// those of the loops, which are multilinear.
final class ConvolutionTest {
    /// A convolution drawn at random.
    private record Drawn(int n, int[] x, int[] weight, int[] stride, int[] padding, int[] dilation, int groups) {
        static Drawn by(Random r) {
            int n = 1 + r.nextInt(3);
            int groups = 1 + r.nextInt(3);
            int own = r.nextInt(3) == 0 ? 1 : 1 + r.nextInt(2); // a channel a group: depthwise
            int[] weight = new int[n + 2];
            weight[0] = groups * (1 + r.nextInt(2));
            weight[1] = own;
            int[] x = new int[n + 2];
            x[0] = 1 + r.nextInt(2);
            x[1] = groups * own;
            int[] stride = IntStream.range(0, n).map(i -> 1 + r.nextInt(3)).toArray();
            int[] padding = IntStream.range(0, n).map(i -> r.nextInt(3)).toArray();
            int[] dilation = IntStream.range(0, n).map(i -> 1 + r.nextInt(2)).toArray();
            for (int i = 0; i < n; i++) {
                weight[i + 2] = 1 + r.nextInt(3);
                int reach = (weight[i + 2] - 1) * dilation[i] + 1;
                x[i + 2] = Math.max(1, reach - 2 * padding[i]) + r.nextInt(5);
            }
            return new Drawn(n, x, weight, stride, padding, dilation, groups);
        }

        Sliding how() {
            return Sliding.by(stride).padding(padding).dilation(dilation).groups(groups);
        }

        Tensor apply(Tensor a, Tensor b) {
            return switch (n) {
                case 1 -> conv1d(a, b, how());
                case 2 -> conv2d(a, b, how());
                default -> conv3d(a, b, how());
            };
        }

        int[] result() {
            int[] y = x.clone();
            y[1] = weight[0];
            for (int i = 0; i < n; i++) {
                y[i + 2] = (x[i + 2] + 2 * padding[i] - (weight[i + 2] - 1) * dilation[i] - 1) / stride[i] + 1;
            }
            return y;
        }

        /// Calls for every product of the definition: with the places of its factors and of the sum.
        void each(Product product) {
            int[] y = result();
            for (int[] at : indexes(y)) {
                for (int[] k : indexes(Arrays.copyOfRange(weight, 1, n + 2))) {
                    int[] from = at.clone();
                    from[1] = at[1] / (weight[0] / groups) * weight[1] + k[0];
                    boolean inside = true;
                    for (int i = 0; i < n; i++) {
                        from[i + 2] = at[i + 2] * stride[i] - padding[i] + k[i + 1] * dilation[i];
                        inside &= from[i + 2] >= 0 && from[i + 2] < x[i + 2];
                    }
                    if (inside) {
                        int[] w = new int[n + 2];
                        w[0] = at[1];
                        System.arraycopy(k, 0, w, 1, n + 1);
                        product.of(place(from, x), place(w, weight), place(at, y));
                    }
                }
            }
        }
    }

    private interface Product {
        void of(int x, int w, int y);
    }

    private static int[][] indexes(int... shape) {
        int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        int[][] all = new int[size][shape.length];
        for (int i = 0; i < size; i++) {
            int rest = i;
            for (int k = shape.length - 1; k >= 0; k--) {
                all[i][k] = rest % shape[k];
                rest /= shape[k];
            }
        }
        return all;
    }

    private static int place(int[] index, int... shape) {
        int p = 0;
        for (int k = 0; k < shape.length; k++) {
            p = p * shape[k] + index[k];
        }
        return p;
    }

    private static double[] numbers(Random r, int... shape) {
        return r.doubles(Arrays.stream(shape).reduce(1, (a, b) -> a * b), -1, 1).toArray();
    }

    private static void same(Tensor got, double[] expected, int[] shape, Object what) {
        assertThat(got.shape()).as("%s", what).isEqualTo(Shape.of(shape));
        assertThat(got.reshape(-1).toDoubleArray()).as("%s", what).containsExactly(expected, within(1e-10));
    }

    @Test
    void convolutionsAreTheirDefinition() {
        var r = new Random(1);
        for (int trial = 0; trial < 150; trial++) {
            var c = Drawn.by(r);
            double[] x = numbers(r, c.x);
            double[] w = numbers(r, c.weight);
            double[] g = numbers(r, c.result());
            double[] y = new double[g.length];
            double[] dx = new double[x.length];
            double[] dw = new double[w.length];
            c.each((i, j, k) -> {
                y[k] += x[i] * w[j];
                dx[i] += g[k] * w[j];
                dw[j] += g[k] * x[i];
            });
            var tx = Tensor.of(x, c.x);
            var tw = Tensor.of(w, c.weight);
            var tg = Tensor.of(g, c.result());
            same(c.apply(tx, tw), y, c.result(), c);
            same(grad((Tensor a) -> c.apply(a, tw).mul(tg).sum()).apply(tx), dx, c.x, c);
            same(grad((Tensor b) -> c.apply(tx, b).mul(tg).sum()).apply(tw), dw, c.weight, c);
        }
    }

    /// The gradient by x is linear in g and in w, and its derivatives by them are convolutions: of `h(x, w) =
    /// sum(g y²) / 2` the Hessian by x, applied to v, is the transpose of `g` times the convolution of v.
    @Test
    void secondDerivativesAreThoseOfTheDefinition() {
        var r = new Random(2);
        for (int trial = 0; trial < 40; trial++) {
            var c = Drawn.by(r);
            double[] w = numbers(r, c.weight);
            double[] v = numbers(r, c.x);
            double[] g = numbers(r, c.result());
            double[] y = new double[g.length];
            c.each((i, j, k) -> y[k] += v[i] * w[j]);
            double[] expected = new double[v.length];
            c.each((i, j, k) -> expected[i] += g[k] * y[k] * w[j]);
            var tw = Tensor.of(w, c.weight);
            var tv = Tensor.of(v, c.x);
            var tg = Tensor.of(g, c.result());
            TensorFn1<Tensor> gradient = grad((Tensor a) -> c.apply(a, tw).square().mul(tg).sum().mul(0.5));
            same(grad((Tensor a) -> gradient.apply(a).mul(tv).sum()).apply(Tensor.of(numbers(r, c.x), c.x)), expected,
                    c.x, c);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void poolsAreTheirDefinition(int n) {
        var r = new Random(n);
        for (int trial = 0; trial < 60; trial++) {
            int[] size = IntStream.range(0, n).map(i -> 1 + r.nextInt(3)).toArray();
            int[] padding = IntStream.range(0, n).map(i -> r.nextInt(size[i] / 2 + 1)).toArray();
            int[] one = IntStream.generate(() -> 1).limit(n).toArray();
            int[] x = IntStream.range(0, n + 2).map(i -> i < 2 ? 1 + r.nextInt(2) : size[i - 2] + r.nextInt(4))
                    .toArray();
            int[] stride = IntStream.range(0, n).map(i -> 1 + r.nextInt(3)).toArray();
            int[] places = new int[n + 2];
            System.arraycopy(x, 0, places, 0, 2);
            for (int i = 0; i < n; i++) {
                places[i + 2] = (x[i + 2] + 2 * padding[i] - size[i]) / stride[i] + 1;
            }
            double[] a = IntStream.range(0, Arrays.stream(x).reduce(1, (p, q) -> p * q))
                    .mapToDouble(i -> r.nextInt(4)).toArray(); // with ties
            double[] g = numbers(r, places);
            double[] mean = new double[g.length];
            double[] max = new double[g.length];
            double[] dMean = new double[a.length];
            double[] dMax = new double[a.length];
            for (int[] at : indexes(places)) {
                int k = place(at, places);
                int first = -1;
                int elements = Arrays.stream(size).reduce(1, (p, q) -> p * q);
                for (int[] e : indexes(size)) {
                    int[] from = at.clone();
                    boolean inside = true;
                    for (int i = 0; i < n; i++) {
                        from[i + 2] = at[i + 2] * stride[i] - padding[i] + e[i] * one[i];
                        inside &= from[i + 2] >= 0 && from[i + 2] < x[i + 2];
                    }
                    if (inside) {
                        int i = place(from, x);
                        mean[k] += a[i] / elements;
                        dMean[i] += g[k] / elements;
                        first = first < 0 || a[i] > a[first] ? i : first;
                    }
                }
                max[k] = a[first];
                dMax[first] += g[k];
            }
            var how = Sliding.by(stride).padding(padding);
            TensorFn1<Tensor> greatest = t -> n == 1
                    ? maxPool1d(t, size[0], how)
                    : n == 2 ? maxPool2d(t, size, how) : maxPool3d(t, size, how);
            TensorFn1<Tensor> average = t -> n == 1
                    ? avgPool1d(t, size[0], how)
                    : n == 2 ? avgPool2d(t, size, how) : avgPool3d(t, size, how);
            var t = Tensor.of(a, x);
            var tg = Tensor.of(g, places);
            String what = how + " of " + Arrays.toString(size) + " over " + Arrays.toString(x);
            same(greatest.apply(t), max, places, what);
            same(average.apply(t), mean, places, what);
            same(grad((Tensor b) -> greatest.apply(b).mul(tg).sum()).apply(t), dMax, x, what);
            same(grad((Tensor b) -> average.apply(b).mul(tg).sum()).apply(t), dMean, x, what);
        }
    }

    @Test
    void theyCompose() {
        var r = new Random(5);
        var x = Tensor.of(numbers(r, 3, 2, 6, 5), 3, 2, 6, 5);
        var w = Tensor.of(numbers(r, 4, 2, 3, 2), 4, 2, 3, 2);
        var how = Sliding.by(2, 1).padding(1);
        TensorFn2<Tensor> f = (a, b) -> maxPool2d(conv2d(a, b, how).tanh(), 2).square().sum();
        Checks.gradients(f, x, w);
        Tensor one = vmap((Tensor a) -> conv2d(a.expandDims(0), w, how).squeeze(0)).apply(x);
        assertThat(one.allClose(conv2d(x, w, how))).isTrue();
        assertThat(jit(f).apply(x, w).allClose(f.apply(x, w))).isTrue();
        Tensor slopes = grad(f).apply(x, w);
        assertThat(jit(grad(f)).apply(x, w).allClose(slopes)).isTrue();
        assertThat(vmap((Tensor a) -> grad(f).apply(a.expandDims(0), w).squeeze(0)).apply(x).allClose(slopes)).isTrue();
    }

    @Test
    void sameKeepsExtents() {
        var x = Leibniz.ones(1, 1, 7, 6);
        var w = Leibniz.ones(1, 1, 3, 2);
        assertThat(conv2d(x, w, Sliding.by(1).same()).shape()).isEqualTo(Shape.of(1, 1, 7, 6));
        assertThat(conv2d(x, w, Sliding.by(2).same()).shape()).isEqualTo(Shape.of(1, 1, 4, 3));
        // two of a window of 2 lie inside but at the last place, behind which there is the one zero
        assertThat(
                conv1d(Leibniz.ones(1, 1, 3), Leibniz.ones(1, 1, 2), Sliding.by(1).same()).reshape(-1).toDoubleArray())
                .containsExactly(2, 2, 1);
    }

    @Test
    void aBiasIsAddedToEachChannel() {
        var y = conv1d(Leibniz.ones(1, 2, 3), Leibniz.ones(2, 2, 2), Tensor.of(new float[]{10, 20}), Sliding.by(1));
        assertThat(y.reshape(-1).toDoubleArray()).containsExactly(14, 14, 24, 24);
    }

    @Test
    void aMaximumWithPaddingIsThatOfWhatIsThere() {
        var x = Tensor.of(new double[]{-3, -1, -2}, 1, 1, 3);
        assertThat(maxPool1d(x, 3, Sliding.by(1).padding(1)).reshape(-1).toDoubleArray()).containsExactly(-1, -1, -1);
        var ints = Tensor.of(-3, -1, -2).reshape(1, 1, 3);
        assertThat(maxPool1d(ints, 3, Sliding.by(2).padding(1)).reshape(-1).toDoubleArray()).containsExactly(-1, -1);
    }

    @Test
    void mistakesAreTold() {
        var x = Leibniz.ones(2, 4, 8, 8);
        assertThatIllegalArgumentException().isThrownBy(() -> conv2d(x, Leibniz.ones(6, 2, 3, 3)))
                .withMessage("conv2d: weight: expected shape (out, 4, ..) for x of shape (2, 4, 8, 8), got "
                        + "(6, 2, 3, 3); or is that groups(2)?");
        assertThatIllegalArgumentException().isThrownBy(() -> conv2d(Leibniz.ones(4, 8, 8), Leibniz.ones(6, 4, 3, 3)))
                .withMessage("conv2d: x: expected 4 axes, samples, channels and 2 more, got shape (4, 8, 8); "
                        + "expandDims(0) makes a batch of one");
        assertThatIllegalArgumentException().isThrownBy(() -> conv2d(x, Leibniz.ones(6, 4, 9, 3)))
                .withMessage("conv2d: x: expected an extent of 9 or more on axis 2, padding included, for windows of "
                        + "size 9 and dilation 1, got shape (2, 4, 8, 8) and padding 0 and 0; pad more, or take "
                        + "smaller windows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conv2d(x, Leibniz.ones(3, 2, 3, 3), Sliding.by(1).groups(2)))
                .withMessageStartingWith("conv2d: weight: expected a multiple of 2 channels out");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conv2d(x, Leibniz.ones(3, 4, 3, 3), Leibniz.ones(4), Sliding.by(1)))
                .withMessageStartingWith("conv2d: bias: expected shape (3,)");
        assertThatIllegalArgumentException().isThrownBy(() -> Sliding.by(1, 0))
                .withMessage("Sliding.by: stride: expected one number for all axes, or one for each, of 1 or more, "
                        + "got [1, 0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conv2d(x, Leibniz.ones(3, 4, 3, 3), Sliding.by(1, 1, 1)))
                .withMessageStartingWith("conv2d: stride: expected one number, or 2");
        assertThatIllegalArgumentException().isThrownBy(() -> maxPool2d(x, 3, Sliding.by(1).padding(2)))
                .withMessageStartingWith("maxPool2d: padding: expected at most half of a window");
        assertThatIllegalArgumentException().isThrownBy(() -> avgPool2d(x, 0))
                .withMessageStartingWith("avgPool2d: size: expected windows of 1 element or more");
        assertThatIllegalArgumentException().isThrownBy(() -> avgPool2d(x, 2, Sliding.by(1).groups(2)))
                .withMessageStartingWith("avgPool2d: how: expected no groups");
    }
}
