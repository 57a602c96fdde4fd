package org.leibniz.routine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The generator gives the known answers of Random123.
class ThreefryTest {

    /// `kat_vectors` of Random123 1.14, `threefry2x32 20`: counter, key, result.
    @ParameterizedTest
    @CsvSource({"00000000 00000000, 00000000 00000000, 6b200159 99ba4efe", "ffffffff ffffffff, ffffffff ffffffff, "
            + "1cb996fc bb002be7",
            "243f6a88 85a308d3, 13198a2e 03707344, c4923a9c 483df7a0"})
    void knownAnswers(String counter, String key, String result) {
        long c = words(counter);
        long k = words(key);
        assertThat(Threefry.block((int) (k >>> 32), (int) k, (int) (c >>> 32), (int) c)).isEqualTo(words(result));
    }

    private static long words(String hex) {
        return Long.parseUnsignedLong(hex.replace(" ", ""), 16);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 1", "1, 2", "2, 7", "3, 1024", "0, 1100", "511, 1025", "513, 1100", "1, 513"})
    void elementsDependOnTheirIndexOnly(int from, int to) {
        int[] ints = new int[1100];
        long[] longs = new long[1100];
        Threefry.fill(3, -4, ints, from, to);
        Threefry.fill(3, -4, longs, from, to);
        for (int i = 0; i < 1100; i++) {
            boolean made = i >= from && i < to;
            long pair = Threefry.block(3, -4, i / 2, 0);
            assertThat(ints[i]).isEqualTo(made ? (int) (i % 2 == 0 ? pair >>> 32 : pair) : 0);
            assertThat(longs[i]).isEqualTo(made ? Threefry.block(3, -4, i, 0) : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31})
    void bitsAreBalanced(int bit) {
        int[] bits = new int[100_000];
        Threefry.fill(7, 8, bits, 0, bits.length);
        long ones = Arrays.stream(bits).filter(b -> (b >>> bit & 1) == 1).count();
        assertThat(ones).isBetween(49_200L, 50_800L); // 5 standard deviations
    }
}
