package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.DType.BOOL;
import static org.leibniz.DType.FLOAT64;
import static org.leibniz.DType.INT32;
import static org.leibniz.Leibniz.*;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Random numbers are pure functions of keys.
class RandomTest {
    private static final Key KEY = Key.of(42);

    /// Computed by an independent Threefry 2x32-20 in Python that gives the known answers of Random123, and by
    /// `statistics.NormalDist`.
    @Test
    void theNumbersOfAKeyNeverChange() {
        assertThat(uniform(KEY, 5).toDoubleArray()).containsExactly(0.4267275333404541, 0.06302016973495483,
                0.1001582145690918,
                0.8114628195762634, 0.1964380145072937);
        double[] normal = {-0.18471167823558893, -1.529904620688599, -1.2806502304767093, 0.8832997092727382,
                -0.8544133004410845};
        assertThat(normal(KEY, 5).toDoubleArray()).containsExactly(normal, within(5e-7));
        var split = KEY.split();
        assertThat(split.first().bits().toIntArray()).containsExactly(2130959424, 2093741842);
        assertThat(split.second().bits().toIntArray()).containsExactly(-1581039421, 1099249544);
        assertThat(KEY.fold(3).bits().toIntArray()).containsExactly(-251392763, -1026247399);
        assertThat(Key.of(-2).bits().toIntArray()).containsExactly(-1, -2);
    }

    @Test
    void theSameUnderEveryTransformation() {
        Tensor expected = normal(KEY, 3);
        Tensor jitted = jit((Key k, Tensor scale) -> normal(k, 3).mul(scale)).apply(KEY, ones(3));
        assertThat(jitted.toFloatArray()).isEqualTo(expected.toFloatArray());
        Tensor stacked = stack(0, Key.of(1).bits(), KEY.bits());
        Tensor lanes = vmap((Key k) -> normal(k, 3)).apply(new Key(stacked));
        assertThat(lanes.get(1).toFloatArray()).isEqualTo(expected.toFloatArray());
        assertThat(lanes.get(0).toFloatArray()).isEqualTo(normal(Key.of(1), 3).toFloatArray());
        Tensor dx = grad(x -> normal(KEY, 3).mul(x).sum()).apply(ones(3));
        assertThat(dx.toFloatArray()).isEqualTo(expected.toFloatArray());
    }

    @Test
    void theSameOnEveryThread() {
        var all = IntStream.range(0, 64).parallel()
                .mapToObj(i -> Arrays.toString(normal(KEY.fold(i % 4), 1000).toFloatArray())).distinct();
        assertThat(all.count()).isEqualTo(4);
    }

    @Test
    void foldTakesATracedNumber() {
        assertThat(jit(i -> KEY.fold(i).bits()).apply(Tensor.scalar(5)).toIntArray())
                .isEqualTo(KEY.fold(5).bits().toIntArray());
    }

    @Test
    void keysAreDifferent() {
        var keys = new HashSet<List<Integer>>();
        for (long seed = -50; seed < 50; seed++) {
            var key = Key.of(seed);
            keys.add(list(key));
            key.split(8).forEach(k -> keys.add(list(k)));
            IntStream.range(-8, 8).forEach(i -> keys.add(list(key.fold(i))));
            keys.add(list(key.fold(0).fold(1)));
            keys.add(list(key.fold(1).fold(0)));
        }
        assertThat(keys).hasSize(100 * (1 + 8 + 16 + 2));
        assertThat(KEY.split(0)).isEmpty();
    }

    private static List<Integer> list(Key key) {
        return Arrays.stream(key.bits().toIntArray()).boxed().toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16", "FLOAT32", "FLOAT64"})
    void uniformNumbers(DType dtype) {
        Tensor u = uniform(dtype, KEY, 100, 200);
        assertThat(u.dtype()).isEqualTo(dtype);
        assertThat(u.shape()).isEqualTo(Shape.of(100, 200));
        double[] v = u.toDoubleArray();
        assertThat(Arrays.stream(v).allMatch(x -> x >= 0 && x < 1)).isTrue();
        assertThat(Arrays.stream(v).average().orElseThrow()).isCloseTo(0.5, offset(0.01)); // 5 deviations, by 1/√12/√n
        for (int i = 0; i < 10; i++) {
            int tenth = i;
            assertThat(Arrays.stream(v).filter(x -> x >= 0.1 * tenth && x < 0.1 * (tenth + 1)).count()).isBetween(1780L,
                    2220L);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16", "FLOAT32", "FLOAT64"})
    void normalNumbers(DType dtype) {
        Tensor z = normal(dtype, KEY.fold(1), 20000);
        assertThat(z.dtype()).isEqualTo(dtype);
        double[] v = z.toDoubleArray();
        assertThat(Arrays.stream(v).allMatch(Double::isFinite)).isTrue();
        assertThat(moment(v, 1)).isCloseTo(0, offset(0.03));
        assertThat(moment(v, 2)).isCloseTo(1, offset(0.05));
        assertThat(moment(v, 3)).isCloseTo(0, offset(0.14));
        assertThat(moment(v, 4)).isCloseTo(3, offset(0.35));
    }

    private static double moment(double[] v, int n) {
        return Arrays.stream(v).map(x -> Math.pow(x, n)).average().orElseThrow();
    }

    @Test
    void truthValues() {
        Tensor b = bernoulli(KEY, 0.3, 10000);
        assertThat(b.dtype()).isEqualTo(BOOL);
        assertThat(b.mean().item()).isCloseTo(0.3, offset(0.025));
        assertThat(bernoulli(KEY, 0, 1000).any().isTrue()).isFalse();
        assertThat(bernoulli(KEY, 1, 1000).all().isTrue()).isTrue();
        assertThat(bernoulli(KEY, Tensor.of(0.0, 1.0)).toBooleanArray()).containsExactly(false, true);
    }

    @Test
    void integers() {
        Tensor n = randint(KEY, -2, 5, 7000);
        assertThat(n.dtype()).isEqualTo(INT32);
        for (int i = -2; i < 5; i++) {
            assertThat(n.eq(i).sum().itemAsLong()).as("%d", i).isBetween(850L, 1150L);
        }
        assertThat(n.min().itemAsLong()).isEqualTo(-2);
        assertThat(n.max().itemAsLong()).isEqualTo(4);
        Tensor all = randint(KEY, Integer.MIN_VALUE, Integer.MAX_VALUE, 1000);
        assertThat(all.lt(0).sum().itemAsLong()).isBetween(420L, 580L);
    }

    @Test
    void permutations() {
        Tensor p = permutation(KEY, 1000);
        assertThat(p.dtype()).isEqualTo(INT32);
        assertThat(p.sort(0).toIntArray()).isEqualTo(arange(1000).toIntArray());
        assertThat(p.eq(arange(1000)).sum().itemAsLong()).isLessThan(10);
        assertThat(permutation(KEY, 0).size()).isZero();
        Tensor x = arange(20).reshape(10, 2);
        assertThat(permutation(KEY, x).toIntArray()).isEqualTo(x.take(0, permutation(KEY, 10)).toIntArray());
    }

    @Test
    void badArguments() {
        assertThatIllegalArgumentException().isThrownBy(() -> normal(INT32, KEY, 2)).withMessageContainingAll("normal",
                "INT32", "randint");
        assertThatIllegalArgumentException().isThrownBy(() -> uniform(BOOL, KEY, 2)).withMessageContaining("uniform");
        assertThatIllegalArgumentException().isThrownBy(() -> bernoulli(KEY, 1.5, 2)).withMessageContaining("1.5");
        assertThatIllegalArgumentException().isThrownBy(() -> randint(KEY, 3, 3, 2)).withMessageContaining("randint");
        assertThatIllegalArgumentException().isThrownBy(() -> permutation(KEY, -1)).withMessageContaining("-1");
        assertThatIllegalArgumentException().isThrownBy(() -> KEY.split(-1)).withMessageContaining("-1");
        assertThatIllegalArgumentException().isThrownBy(() -> KEY.fold(Tensor.scalar(1f)))
                .withMessageContaining("FLOAT32");
        assertThatIllegalArgumentException().isThrownBy(() -> normal(new Key(zeros(INT32, 4, 2)), 2))
                .withMessageContainingAll("(4, 2)", "vmap");
        assertThatIllegalArgumentException().isThrownBy(() -> new Key(ones(2)).split())
                .withMessageContaining("FLOAT32");
    }
}
