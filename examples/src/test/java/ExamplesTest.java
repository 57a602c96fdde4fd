import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.leibniz.Leibniz.jit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.leibniz.NoValueException;
import org.leibniz.Tensor;
import org.leibniz.TensorFn1;

/// Every example does what it says.
final class ExamplesTest {
    static Stream<SeedProgram> programs() {
        return Stream.concat(Seed.ALL.stream().flatMap(seed -> seed.programs().stream()), Stream.of(Seed.CORRECTIONS));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void printsWhatTheDocumentSays(SeedProgram program) throws ReflectiveOperationException {
        var printed = program.run();
        assertThat(program.missed(printed)).as("missing in%n%s", printed).isEmpty();
    }

    @Test
    void aWrongResultIsSeen() {
        var program = new SeedProgram("none", "wgrad: [100.]", "bgrad: [1.]");
        assertThat(program.missed("wgrad: [100.00001]\nbgrad: [1.]")).isEmpty();
        assertThat(program.missed("wgrad: [100.001]\nbgrad: [1.]")).containsExactly("wgrad: [100.]");
        assertThat(program.missed("wgrad: [100.]\nbgrad: [1.]\n")).isEmpty();
        assertThat(program.missed("wgrad: [100.]\nbgrad= [1.]")).containsExactly("bgrad: [1.]");
        assertThat(program.missed("wgrad: [100.]")).hasSize(2);
    }

    @Test
    void hello() throws ReflectiveOperationException {
        var printed = new SeedProgram("Hello").run();
        assertThat(printed.lines()).containsExactly("[6.]", "-1.0", "[[0. 3. 2.]", " [3. 0. 1.]", " [2. 1. 0.]]",
                "[42.] [42.]");
    }

    /// The message names the user's line, not one of the library.
    @Test
    void aValueThatIsNotThere() {
        TensorFn1<Tensor> looking = jit((TensorFn1<Tensor>) x -> x.item() > 0 ? x : x.neg());
        int line = StackWalker.getInstance().walk(frames -> frames.findFirst().orElseThrow()).getLineNumber() - 1;
        assertThatThrownBy(() -> looking.apply(1.0)).isInstanceOf(NoValueException.class)
                .hasMessageContaining("no value here (ExamplesTest.java:" + line + "): inside jit")
                .hasMessageContaining("Flow.cond");
    }

    @ParameterizedTest
    @MethodSource("classifiers")
    void aClassifierLearns(String name) throws ReflectiveOperationException {
        var printed = new SeedProgram(name).run();
        var accuracy = Pattern.compile("accuracy: ([0-9.]+) %").matcher(printed);
        assertThat(accuracy.find()).as(printed).isTrue();
        assertThat(Double.parseDouble(accuracy.group(1))).isGreaterThan(96);
    }

    static Stream<String> classifiers() {
        return Stream.of("DigitsClassifier", "DigitsCells");
    }

    @Test
    void theStartUpScriptOfJShell() throws Exception {
        try (var shell = JShell.builder().executionEngine("local").build()) {
            shell.addToClasspath(System.getProperty("java.class.path"));
            for (var line : Files.readAllLines(Path.of("jshell", "leibniz.jsh"))) {
                if (line.startsWith("import")) {
                    assertThat(shell.eval(line + ";")).allMatch(event -> event.exception() == null).hasSize(1);
                }
            }
            assertThat(shell.eval("grad(x -> x.pow(3)).apply(2.0);").stream().map(SnippetEvent::value))
                    .containsExactly("12.0");
        }
    }
}
