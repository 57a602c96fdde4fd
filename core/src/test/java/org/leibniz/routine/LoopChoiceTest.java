package org.leibniz.routine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.leibniz.DType;
import org.leibniz.ForkedJvm;
import org.leibniz.Leibniz;
import org.leibniz.Tensor;

/// Whatever the flags and whatever is on the path: loops that serve, and one line that says why no better ones do.
class LoopChoiceTest {
    @TempDir
    private Path folder;

    /// What a process with a provider computes, and its log.
    private String run(String provider, String... flags) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(SimdLoops.class.getName()), provider);
        var all = new ArrayList<>(
                List.of("-Dleibniz.quiet=false", "-Xmx200m", "-cp", ForkedJvm.classPath() + File.pathSeparator + folder,
                        "--add-modules", "jdk.incubator.vector"));
        all.addAll(List.of(flags));
        var result = ForkedJvm.run(Duration.ofSeconds(100), Computes.class, all);
        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output()).contains("exp [1.        2.7182817 7.389056 ]", "product 200.0");
        return result.output();
    }

    static final class Computes {
        private Computes() {}

        public static void main(String[] args) {
            System.out.println("exp " + Leibniz.exp(Tensor.of(0f, 1f, 2f)));
            var ones = Leibniz.ones(DType.FLOAT64, 200, 200);
            System.out.println("product " + ones.matmul(ones).max().item());
            System.out.println("served by " + SimdLoops.best().description());
        }
    }

    /// As those of the Vector API are.
    public static final class Others extends PlainLoops {
        /// Called by the service loader.
        public Others() {}

        @Override
        public String description() {
            return "others";
        }

        @Override
        public boolean isVectors() {
            return true;
        }

        @Override
        public int edition() {
            return EDITION;
        }
    }

    /// As those of a version that knows of no editions.
    public static final class Old extends PlainLoops {
        /// Called by the service loader.
        public Old() {}
    }

    /// Those whose class cannot be linked.
    public static final class Broken extends PlainLoops {
        static {
            if (true) {
                throw new IllegalAccessError("superclass access check failed");
            }
        }

        /// Called by the service loader.
        public Broken() {}
    }

    @Test
    void thoseThatFit() throws IOException {
        assertThat(run(Others.class.getName())).contains("served by others", "nothing to improve");
    }

    @Test
    void thoseOfAnotherVersion() throws IOException {
        assertThat(run(Old.class.getName())).contains("served by plain Java", "leibniz-simd is of another version "
                + "than leibniz-core");
    }

    @Test
    void thoseThatCannotBeLoaded() throws IOException {
        assertThat(run(Broken.class.getName())).contains("served by plain Java", "leibniz-simd could not be loaded");
        assertThat(run("org.leibniz.routine.Nowhere")).contains("served by plain Java", "leibniz-simd could not be "
                + "loaded");
    }

    @Test
    void noneWithoutTheOptimizingCompiler() throws IOException {
        assertThat(run(Others.class.getName(), "-Xint")).contains("served by plain Java", "without its optimizing "
                + "compiler");
        assertThat(run(Others.class.getName(), "-XX:TieredStopAtLevel=1")).contains("served by plain Java",
                "without its optimizing compiler");
    }

    @Test
    @EnabledIfSystemProperty(named = "os.arch", matches = "amd64|x86_64")
    void noneWithoutFusedMultiplyAdd() throws IOException {
        assertThat(run(Others.class.getName(), "-XX:UseAVX=0")).contains("served by plain Java",
                "no fused multiply-add");
    }
}
