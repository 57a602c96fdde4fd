package org.leibniz.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every row computes what JAX computes. Its answers are stored in `jax.jsonl`; `README.md` of the module has the
/// command that made it.
class RowsTest {
    static Stream<Peers.Answer> stored() {
        try (var file = RowsTest.class.getResourceAsStream("jax.jsonl")) {
            assertThat(file).isNotNull();
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> line.startsWith("{")).map(Peers.Answer::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("stored")
    void jittedRowAgreesWithJax(Peers.Answer jax) {
        var row = Rows.named(jax.text("row")).make();
        Marks.requireAgreement(jax.text("row"), Marks.of(row.jitted(), row.steps()), "JAX", jax.numbers("result"));
    }

    @ParameterizedTest
    @MethodSource("stored")
    void plainRowAgreesWithJax(Peers.Answer jax) {
        var row = Rows.named(jax.text("row")).make();
        Marks.requireAgreement(jax.text("row"), Marks.of(row.plain(), row.steps()), "JAX", jax.numbers("result"));
    }

    /// Written where the gradients of the call before were, they are the same.
    @Test
    void donatedRowAgreesWithJax() {
        var jax = stored().filter(a -> a.text("row").equals("bs")).findFirst().orElseThrow();
        var row = Rows.named("bs_donated").make();
        for (int i = 0; i < 3; i++) {
            Marks.requireAgreement("bs_donated", Marks.of(row.jitted(), false), "JAX", jax.numbers("result"));
        }
    }

    @Test
    void everyRowButTheLargestProductIsStored() {
        assertThat(stored().map(answer -> answer.text("row")))
                .containsExactlyInAnyOrderElementsOf(
                        Rows.ALL.stream().map(Rows.Entry::theirs).distinct().filter(name -> !name.equals("matmul_2048"))
                                .toList());
    }

    @Test
    void disagreementIsAnError() {
        assertThatThrownBy(() -> Marks.requireAgreement("affine", new double[]{6.001}, "JAX", new double[]{6}))
                .isInstanceOf(ArithmeticException.class).hasMessageContaining("affine").hasMessageContaining("6.001");
        assertThatThrownBy(() -> Marks.requireAgreement("affine", new double[]{Double.NaN}, "JAX", new double[]{6}))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Marks.requireAgreement("affine", new double[0], "JAX", new double[]{6}))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void answersAreReadFieldByField() {
        var answer = Peers.Answer
                .of("{\"error\": \"ValueError: expected \\\"PEER\\\", got {'x'}\", \"preempted\": 30, \"median_us\": "
                        + "2500.0}");
        assertThat(answer.text("error")).startsWith("ValueError: expected").endsWith("got {'x'}");
        assertThat(answer.number("preempted")).isEqualTo(30);
        assertThat(answer.disturbed(3)).isTrue();
        assertThat(answer.disturbed(100)).isFalse();
        assertThatThrownBy(() -> answer.text("result")).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("result");
    }
}
