package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A first gradient waits for each class that it loads, a tenth of a millisecond or more: it loads what it needs.
final class FirstGradientTest {
    /// As many as there are now, and a few; who needs more says why.
    private static final int MOST = 380;

    static final class Program {
        private Program() {}

        public static void main(String[] args) {
            System.out.println(Leibniz.grad((Tensor x) -> Leibniz.sin(x).mul(x).sum()).apply(Tensor.of(0.0, 1.0)));
        }
    }

    @Test
    void loadsWhatItNeeds(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("loaded");
        var run = ForkedJvm.run(Duration.ofSeconds(60), Program.class,
                List.of("-Xlog:class+load:file=" + log, "-cp", ForkedJvm.classPath()));
        assertThat(run.output()).contains("[0.         1.38177329]"); // sin 1 + cos 1
        var loaded = Pattern.compile("\\] (org\\.leibniz\\.\\S+)").matcher(Files.readString(log)).results()
                .map(m -> m.group(1)).filter(name -> !name.contains("FirstGradientTest")).toList();
        assertThat(loaded).hasSizeBetween(200, MOST).contains("org.leibniz.cpu.Kernel")
                .as("what writes code, for what is called more than once; loops of other types")
                .noneMatch(name -> name.matches("org\\.leibniz\\.cpu\\.generate\\..*(Writer|Contest|Bytecode|Loop).*"))
                .noneMatch(name -> name.matches("org\\.leibniz\\.cpu\\.(Int|Long|Bool|Float)Loops.*"))
                .noneMatch(name -> name.startsWith("org.leibniz.reference."))
                .as("a switch over patterns: linking it takes 20 ms, each further one 3")
                .noneMatch(name -> name.contains("$$TypeSwitch"));
    }
}
