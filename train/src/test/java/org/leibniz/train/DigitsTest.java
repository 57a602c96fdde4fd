package org.leibniz.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A file that was damaged is refused, wherever the damage is.
final class DigitsTest {
    private static byte[] file() throws IOException {
        try (var in = Digits.class.getResourceAsStream("digits.csv.gz")) {
            return in.readAllBytes();
        }
    }

    /// The file with its text changed, well compressed.
    private static byte[] changed(UnaryOperator<String> change) throws IOException {
        String text = new String(new GZIPInputStream(new ByteArrayInputStream(file())).readAllBytes(),
                StandardCharsets.US_ASCII);
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(change.apply(text).getBytes(StandardCharsets.US_ASCII));
        }
        return out.toByteArray();
    }

    private static void assertRefused(byte[] file, String part) {
        assertThatThrownBy(() -> Digits.read(new ByteArrayInputStream(file))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("digits.csv.gz").hasMessageContaining(part)
                .hasMessageContaining("build the module again");
    }

    @Test
    void asItIsItIsRead() throws IOException {
        assertThat(Digits.read(new ByteArrayInputStream(file())).size()).isEqualTo(1797);
        assertThat(Digits.read(new ByteArrayInputStream(changed(t -> t))).size()).isEqualTo(1797);
    }

    @Test
    void theTrailerIsChecked() throws IOException {
        int n = file().length;
        for (int at : new int[]{n - 8, n - 5, n - 4, n - 1}) { // checksum, then length
            byte[] damaged = file();
            damaged[at] ^= 1;
            assertRefused(damaged, "cannot be read");
        }
        for (int cut : new int[]{1, 4, 8, n / 2}) {
            assertRefused(Arrays.copyOf(file(), n - cut), "cannot be read");
        }
    }

    /// The first image begins with `0,0,5,13,9` and ends with the label `0`.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0,0,5,13,9|0,0,999,13,9|pixel 2: expected a number from 0 to 16, got 999
            0,0,5,13,9|0,0,17,13,9|pixel 2: expected a number from 0 to 16, got 17
            0,0,5,13,9|0,0,-1,13,9|pixel 2: expected a number from 0 to 16, got -1
            0,0,5,13,9|0,0,x,13,9|pixel 2: expected a number from 0 to 16, got x
            0,0,5,13,9|0,5,13,9|line 1 of digits.csv.gz: expected 65 numbers, got 64
            6,13,10,0,0,0,0|6,13,10,0,0,0,77|line 1 of digits.csv.gz, label: expected a number from 0 to 9, got 77
            6,13,10,0,0,0,0|6,13,10,0,0,0,10|label: expected a number from 0 to 9, got 10
            """)
    void numbersAreChecked(String from, String to, String message) throws IOException {
        assertRefused(changed(t -> t.replaceFirst(from, to)), message);
    }

    @Test
    void theNumberOfLinesIsChecked() throws IOException {
        assertRefused(changed(t -> t + t.substring(t.lastIndexOf('\n', t.length() - 2) + 1)), "1797 lines, got 1798");
        assertRefused(changed(t -> t.substring(0, t.lastIndexOf('\n', t.length() - 2) + 1)), "1797 lines, got 1796");
        assertRefused(changed(_ -> ""), "1797 lines, got 0");
    }
}
