package org.leibniz.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

final class MixtureTest {
    /// The methods of the Vector API that are inlined with each operation.
    private static final List<String> INLINED = List.of("opKind", "opCode", "find", "lanewiseTemplate", "check",
            "sameSpecies", "vspecies", "zero");

    /// Many additions, then many divisions, as loops have them that are warmed up one after the other.
    static final class Loops {
        private Loops() {}

        public static void main(String[] arguments) {
            if (arguments.length > 0) {
                FloatMixture.ONLY.stir();
            }
            float[] x = new float[64];
            for (int i = 0; i < 30_000; i++) {
                add(x);
            }
            for (int i = 0; i < 30_000; i++) {
                divide(x);
            }
        }

        private static void add(float[] x) {
            var v = FloatVector.fromArray(FloatVector.SPECIES_PREFERRED, x, 0);
            v.add(v).sub(1).mul(v).intoArray(x, 0);
        }

        private static void divide(float[] x) {
            var v = FloatVector.fromArray(FloatVector.SPECIES_PREFERRED, x, 0);
            v.div(v).neg().fma(v, v).intoArray(x, 0);
        }
    }

    /// The compiled methods of those that were thrown away.
    private static Stream<String> traps(String... arguments) throws IOException, InterruptedException {
        // the tests may run as a module, patched with them
        String path = String.join(System.getProperty("path.separator"), System.getProperty("java.class.path"),
                System.getProperty("jdk.module.path", ""), Path.of("target", "classes").toString(),
                Path.of("target", "test-classes").toString());
        var command = new ArrayList<String>();
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules", "jdk.incubator.vector", "-Xlog:deoptimization=debug", "-cp", path,
                Loops.class.getName()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output.lines().filter(line -> line.contains("jdk.incubator.vector"))
                .filter(line -> INLINED.stream().anyMatch(method -> line.contains("." + method + "(")));
    }

    @Test
    void whatEachOperationCallsIsCompiledForAllOfThem() throws Exception {
        assertThat(traps("stir")).isEmpty();
    }

    /// Else the mixture would not be needed any more.
    @Test
    void withoutItTheFirstOperationOfAnotherKindThrowsCodeAway() throws Exception {
        assertThat(traps()).isNotEmpty();
    }
}
