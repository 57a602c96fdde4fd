package trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.leibniz.DType.INT8;
import static org.leibniz.Leibniz.arange;
import static org.leibniz.Leibniz.at;
import static org.leibniz.Leibniz.concat;
import static org.leibniz.Leibniz.einsum;
import static org.leibniz.Leibniz.eye;
import static org.leibniz.Leibniz.from;
import static org.leibniz.Leibniz.grad;
import static org.leibniz.Leibniz.jacfwd;
import static org.leibniz.Leibniz.jacrev;
import static org.leibniz.Leibniz.jit;
import static org.leibniz.Leibniz.linspace;
import static org.leibniz.Leibniz.matmul;
import static org.leibniz.Leibniz.normal;
import static org.leibniz.Leibniz.oneHot;
import static org.leibniz.Leibniz.ones;
import static org.leibniz.Leibniz.slice;
import static org.leibniz.Leibniz.stack;
import static org.leibniz.Leibniz.vmap;
import static org.leibniz.Leibniz.where;
import static org.leibniz.Leibniz.zeros;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.leibniz.DType;
import org.leibniz.Flow;
import org.leibniz.Index;
import org.leibniz.Key;
import org.leibniz.Shape;
import org.leibniz.Tensor;
import org.leibniz.Tuple2;

/// Sizes beyond what a tensor holds are refused before anything of them is allocated, and never become another size.
/// None of these fits the heap that tests run with.
final class SizesTest {
    private static final int MAX = Integer.MAX_VALUE;
    private static final Tensor HUGE = ones(INT8, 1 << 30);
    private static final Tensor COLUMN = ones(1 << 16, 1);
    private static final Tensor ROW = ones(1, 1 << 16);
    private static final Tensor LINE = ones(1 << 16);
    private static final Tensor DEEP = ones(rank(32));

    private static int[] rank(int n) {
        int[] ones = new int[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static Arguments row(String name, Supplier<Object> call, String... words) {
        return Arguments.of(name, call, words);
    }

    private static List<Arguments> refused() {
        String size = "2^31 - 1";
        String rank = "at most 32";
        return List.of(
                row("concat", () -> concat(0, HUGE, HUGE, HUGE), "concat", "3221225472", size),
                row("concat, wrapped to 0", () -> concat(0, HUGE, HUGE, HUGE, HUGE), "concat", size),
                row("concat of rows", () -> concat(0, HUGE.reshape(1 << 15, 1 << 15), HUGE.reshape(1 << 15, 1 << 15)),
                        size),
                row("concat in jit", () -> jit(x -> concat(0, x, x, x)).apply(HUGE), "concat", size),
                row("stack", () -> stack(0, HUGE, HUGE), size),
                row("stack of rank 32", () -> stack(0, DEEP, DEEP), rank, "33"),
                row("pad", () -> ones(10).pad(0, MAX, MAX), "pad", "4294967304", size),
                row("pad before", () -> ones(10).pad(0, MAX, 0), "pad", size),
                row("pad after", () -> ones(10).pad(0, 0, MAX), "pad", size),
                row("pad of rows", () -> ones(10, 2).pad(0, MAX / 2, 0), size),
                row("pad in grad", () -> grad(x -> x.pad(0, MAX, MAX).sum()).apply(ones(10)), "pad", size),
                row("pad in vmap", () -> vmap(x -> x.pad(0, MAX / 2, 0)).apply(ones(4, 2)), size),
                row("tile", () -> LINE.tile(1 << 16), "tile", "4294967296", size),
                row("tile of axes", () -> COLUMN.tile(1, 1 << 16), size),
                row("tile by many axes", () -> ones(1).tile(rank(33)), rank, "33"),
                row("repeat", () -> LINE.repeat(0, 1 << 16), "repeat", "4294967296", size),
                row("repeat of rows", () -> COLUMN.repeat(1, 1 << 16), size),
                row("expandDims", () -> DEEP.expandDims(0), rank, "33"),
                row("vmap of rank 32", () -> vmap(x -> x.add(DEEP)).apply(ones(2)), rank, "33", "vmap"),
                row("vmap of many lanes", () -> vmap(x -> x.add(zeros(1 << 16))).apply(LINE), size),
                row("unused lanes", () -> vmap(x -> zeros(1 << 16)).apply(LINE), size),
                row("broadcastTo", () -> COLUMN.broadcastTo(1 << 16, 1 << 16), size),
                row("add", () -> COLUMN.add(ROW), size),
                row("lt", () -> COLUMN.lt(ROW), size),
                row("where", () -> where(COLUMN.gt(0), ROW, 0), size),
                row("reshape", () -> ones(4).reshape(1 << 16, 1 << 16, 1 << 16, 1 << 16), size),
                row("reshape to a product of 2^64 + 4", () -> ones(4).reshape(-1, 1 << 16, 1 << 16, 1 << 16, 1 << 16),
                        "reshape"),
                row("reshape to a product of 1 modulo 2^64", () -> ones(4).reshape(-1, 641, 6700417, 1 << 16, 1 << 16),
                        "reshape"),
                row("outer", () -> LINE.outer(LINE), size),
                row("dot", () -> COLUMN.dot(ROW), size),
                row("matmul", () -> matmul(COLUMN, ROW), size),
                row("matmul of a batch", () -> matmul(ones(1 << 16, 2, 1), ones(1 << 16, 1, 1 << 15)), size),
                row("einsum", () -> einsum("i,j->ij", LINE, LINE), size),
                row("eye", () -> eye(1 << 16), size),
                row("arange", () -> arange(0, 1e10, 1), "arange", size),
                row("arange of longs", () -> arange(0L, 1L << 62, 1), "arange", size),
                row("arange of ints", () -> arange(Integer.MIN_VALUE, MAX, 1), "arange", size),
                row("linspace", () -> linspace(0, 1, -5), "linspace", "-5"),
                row("oneHot", () -> oneHot(arange(1 << 16), 1 << 16), size),
                row("oneHot of many classes", () -> oneHot(Tensor.of(0, 1), MAX), size),
                row("oneHot of a negative depth", () -> oneHot(arange(3), -2), "oneHot", "-2"),
                row("normal", () -> normal(Key.of(0), 1 << 16, 1 << 16), size),
                row("jacrev", () -> jacrev(x -> x).apply(LINE), size),
                row("jacfwd", () -> jacfwd(x -> x).apply(LINE), size),
                row("take", () -> COLUMN.reshape(1, 1 << 16).take(0, zeros(DType.INT32, 1 << 16)), size),
                row("scan", () -> Flow.scan(zeros(1 << 16), LINE, (s, x) -> new Tuple2<>(s, s)), size),
                row("empty, but for the first extent", () -> zeros(0, 1 << 16, 1 << 16), size),
                row("empty, but for the last extent", () -> zeros(1 << 16, 1 << 16, 0), size),
                row("a rank of a million", () -> Shape.of(new int[1_000_000]), rank, "1000000"),
                row("negative", () -> ones(2).reshape(-2, -1), "-2"),
                row("negative in zeros", () -> zeros(2, -3), "-3"),
                row("negative in broadcastTo", () -> ones(1).broadcastTo(-3), "-3"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatIsTooLargeIsRefused(String name, Supplier<Object> call, String... words) {
        assertThatIllegalArgumentException().as(name).isThrownBy(call::get).withMessageContainingAll(words);
    }

    @Test
    void hugeStepsTakeTheFirstElement() {
        Tensor x = Tensor.of(1.0, 2, 3, 4, 5);
        assertThat(x.get(slice(1, 5, MAX)).toDoubleArray()).containsExactly(2);
        assertThat(x.get(slice(0, MAX, MAX)).toDoubleArray()).containsExactly(1);
        assertThat(x.at(slice(1, 5, MAX)).set(9).toDoubleArray()).containsExactly(1, 9, 3, 4, 5);
        assertThat(x.at(slice(4, MAX, MAX)).mul(2).toDoubleArray()).containsExactly(1, 2, 3, 4, 10);
        assertThat(x.at(slice(5, 5, MAX)).set(9).toDoubleArray()).containsExactly(1, 2, 3, 4, 5);
        assertThat(x.at(slice(0, 5, MAX), Index.Marker.NEW_AXIS).add(1).toDoubleArray()).containsExactly(2, 2, 3, 4, 5);
        assertThat(grad(v -> v.get(slice(2, 5, MAX)).pad(0, 1, 2).mul(Tensor.of(7.0, 5, 3, 1)).sum()).apply(x)
                .toDoubleArray())
                .containsExactly(0, 0, 5, 0, 0);
        assertThat(grad(v -> v.pad(0, 1, 1).get(slice(3, 6, MAX)).sum()).apply(x).toDoubleArray()).containsExactly(0, 0,
                1, 0, 0);
        assertThat(x.get(from(-MAX)).toDoubleArray()).containsExactly(1, 2, 3, 4, 5);
        assertThat(x.get(slice(-MAX - 1, MAX, 2)).toDoubleArray()).containsExactly(1, 3, 5);
        assertThat(jit(v -> v.at(slice(3, 5, MAX - 1)).set(v.get(at(0))).sum()).apply(x).item()).isEqualTo(12);
    }

    @Test
    void upToRank32EverythingWorks() {
        int[] twos = new int[20];
        Arrays.fill(twos, 1);
        twos[0] = 2;
        twos[19] = 3;
        Tensor x = arange(6).reshape(twos);
        int[] times = rank(20);
        times[0] = 2;
        times[1] = 2;
        times[19] = 2;
        // as numpy.tile(numpy.arange(6).reshape(2, 1, .., 3), (2, 2, 1, .., 2))
        assertThat(x.tile(times).reshape(-1).toIntArray()).containsExactly(0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 3, 4, 5,
                3, 4, 5, 3, 4, 5, 3,
                4,
                5, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5, 3, 4, 5, 3, 4, 5);
        assertThat(DEEP.repeat(31, 3).shape().dim(31)).isEqualTo(3);
        assertThat(DEEP.tile(2).shape().dim(31)).isEqualTo(2);
        int[] all = rank(32);
        Arrays.fill(all, 0, 20, 2);
        assertThat(DEEP.tile(all).sum().item()).isEqualTo(1 << 20);
        assertThat(vmap(v -> v.mul(2)).apply(DEEP).shape()).isEqualTo(DEEP.shape());
        assertThat(grad(v -> v.tile(1, 3).repeat(0, 2).mul(arange(12).reshape(4, 3)).sum()).apply(ones(2, 1))
                .toFloatArray())
                .containsExactly(0 + 1 + 2 + 3 + 4 + 5, 6 + 7 + 8 + 9 + 10 + 11);
    }

    @Test
    void emptyCopies() {
        assertThat(ones(2, 3).tile(0, 1).shape()).isEqualTo(Shape.of(0, 3));
        assertThat(ones(2, 0).tile(2, 2).shape()).isEqualTo(Shape.of(4, 0));
        assertThat(ones(2, 3).repeat(1, 0).shape()).isEqualTo(Shape.of(2, 0));
        assertThat(ones(0, 3).repeat(1, 2).shape()).isEqualTo(Shape.of(0, 6));
        assertThat(grad(x -> x.tile(0).sum().add(x.sum())).apply(ones(2)).toFloatArray()).containsExactly(1, 1);
        assertThat(Collections.nCopies(3, ones(0)).stream().reduce((a, b) -> concat(0, a, b)).orElseThrow().size())
                .isZero();
    }
}
