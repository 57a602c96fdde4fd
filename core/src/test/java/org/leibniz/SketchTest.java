package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleFinder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Programs as users write them: the seed documents, 38 small programs of one theme each, a module, a JShell session
/// are compiled, run and compared with what they should print; and what must not compile is held to what the user is
/// told.
///
/// What a program prints was computed apart from this library: with JAX, from closed forms, or is what MindSpore 2.10
/// prints. Numbers are compared to 1e-5, everything else by its characters, spaces and line ends aside.
final class SketchTest {
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d*)?(e[-+]?\\d+)?|\\b(nan|inf)\\b");

    /// What does not compile, and the words by which the user sees why.
    private static final Map<String, List<String>> TRAPS = Map.ofEntries(
            Map.entry("T01ForgetCall",
                    List.of("GradientOf<Tensor> cannot be converted to Tensor",
                            "TensorFn1<Tensor> cannot be converted to Tensor")),
            Map.entry("T02TupleFromGrad",
                    List.of("bad return type in lambda expression",
                            "Tuple2<Tensor,Tensor> cannot be converted to Tensor")),
            Map.entry("T03VarargMethodRef", List.of("reference to grad is ambiguous")),
            Map.entry("T04CellApplyRef", List.of("reference to grad is ambiguous")),
            Map.entry("T05PackagePrivateConstruct",
                    List.of("attempting to assign weaker access privileges; was protected")),
            Map.entry("T06PrimitiveParameter", List.of("no suitable method found for grad")),
            Map.entry("T07ImplicitRecord", List.of("cannot find symbol", "method w()", "variable p of type Tensor")),
            Map.entry("T09RecordShadowsFunction", List.of("method square in record Model cannot be applied")),
            Map.entry("T10VarLambda", List.of("lambda expression needs an explicit target-type")),
            Map.entry("T11LambdaShadowsLocal", List.of("variable x is already defined")),
            Map.entry("T12EffectivelyFinal", List.of("must be final or effectively final")),
            Map.entry("T13EmptyOf", List.of("reference to of is ambiguous")),
            Map.entry("T14GradAtTensor",
                    List.of("no suitable method found for grad", "Tensor cannot be converted to Wrt")),
            Map.entry("T15AuxOfTensor", List.of("upper bounds: Record", "lower bounds: Tensor")),
            Map.entry("T16WrongArity",
                    List.of("no suitable method found for apply(Tensor)", "argument lists differ in length")),
            Map.entry("T17FiveInputs", List.of("no suitable method found for grad((a,b,c,d,e)->a)")),
            Map.entry("T18OverloadedUserFunction", List.of("reference to grad is ambiguous")),
            Map.entry("T19MutableListOfParameters",
                    List.of("no suitable method found for grad", "List<Parameter> cannot be converted to Wrt")),
            Map.entry("T20MathSin", List.of("Tensor cannot be converted to double")),
            Map.entry("T21Operators", List.of("bad operand types for binary operator '*'", "Tensor")),
            Map.entry("T22JitOverTensorCheck", List.of("Tensor cannot be converted to boolean")),
            Map.entry("T25GetAllBoolean",
                    List.of("method getAll in class GradOperation cannot be applied", "required: no arguments")),
            Map.entry("T27ModuleImport", List.of("reference to Parameter is ambiguous", "java.lang.reflect.Parameter")),
            Map.entry("T28FlowClash", List.of("reference to Flow is ambiguous", "java.util.concurrent.Flow")),
            Map.entry("T29VjpRefParameter", List.of("reference to vjp is ambiguous")),
            Map.entry("T30NameImplicitClass", List.of("cannot find symbol", "class Outer")));

    @TempDir
    private Path classes;

    // ---- programs

    @TestFactory
    Stream<DynamicTest> seeds() throws Exception {
        return programs("seeds", "Seed000.java", List.of());
    }

    @TestFactory
    Stream<DynamicTest> programs() throws Exception {
        // One of them imports the module, so they are compiled against it.
        return programs("programs", "P01Readme.java",
                List.of("--module-path", modulePath(), "--add-modules", "org.leibniz"));
    }

    private Stream<DynamicTest> programs(String folder, String one, List<String> options) throws Exception {
        var sources = sources(folder, one);
        Path out = Files.createDirectory(classes.resolve(folder));
        var arguments = new ArrayList<>(List.of("-Xlint:all", "-Werror", "-d", out.toString()));
        arguments.addAll(options.isEmpty() ? List.of("--class-path", modulePath()) : options);
        sources.forEach(s -> arguments.add(s.toString()));
        assertThat(javac(arguments)).isEmpty();
        var loader = new URLClassLoader(new URL[]{out.toUri().toURL()}, Tensor.class.getClassLoader());
        return sources.stream().map(s -> dynamicTest(name(s), () -> {
            String printed = output(() -> main(loader.loadClass(name(s))));
            same(printed, Files.readString(s.resolveSibling(name(s) + ".out")));
        })).onClose(() -> close(loader));
    }

    // ---- modules

    @TestFactory
    Stream<DynamicTest> modules() {
        return Stream.of("open", "closed").map(kind -> dynamicTest(kind, () -> {
            Path main = resource("/module/" + kind + "/acme/Main.java");
            Path root = Objects.requireNonNull(Objects.requireNonNull(main.getParent()).getParent());
            Path out = Files.createDirectory(classes.resolve("module-" + kind));
            assertThat(javac(
                    List.of("-Xlint:all", "-Werror", "-d", out.toString(), "--module-path", modulePath(),
                            root.resolve("module-info.java")
                                    .toString(),
                            main.toString())))
                    .isEmpty();
            // A copy of Leibniz as a module, whatever the tests run as.
            var here = ModuleLayer.boot().configuration();
            var there = here.resolveAndBind(ModuleFinder.of(out, location(Tensor.class)), ModuleFinder.of(),
                    Set.of("com.acme.pricing"));
            var layer = ModuleLayer.defineModulesWithOneLoader(there, List.of(ModuleLayer.boot()),
                    ClassLoader.getPlatformClassLoader());
            var pricing = layer.layer().findModule("com.acme.pricing").orElseThrow();
            layer.addOpens(pricing, "acme", SketchTest.class.getModule());
            String printed = output(() -> main(pricing.getClassLoader().loadClass("acme.Main")));
            same(printed, Files.readString(root.resolve("expected.out")));
        }));
    }

    // ---- JShell

    @Test
    void jshell() throws Exception {
        Path session = resource("/jshell/session.jsh");
        var out = new ByteArrayOutputStream();
        // The tool's own entry point, by name: the module jdk.jshell is there at run time and not among those that
        // tests are compiled with.
        var builder = ModuleLayer.boot().findLoader("jdk.jshell").loadClass("jdk.jshell.tool.JavaShellToolBuilder");
        Object tool = builder.getMethod("builder").invoke(null);
        builder.getMethod("in", InputStream.class, InputStream.class).invoke(tool,
                new ByteArrayInputStream(Files.readAllBytes(session)),
                null);
        builder.getMethod("out", PrintStream.class).invoke(tool, new PrintStream(out, true, StandardCharsets.UTF_8));
        builder.getMethod("err", PrintStream.class).invoke(tool, new PrintStream(out, true, StandardCharsets.UTF_8));
        String printed = output(
                () -> builder.getMethod("run", String[].class).invoke(tool,
                        (Object) new String[]{"--execution", "local", "--class-path",
                                modulePath(), "--feedback", "normal"}));
        assertThat(out.toString(StandardCharsets.UTF_8) + printed).doesNotContain("|  Error")
                .doesNotContain("xception");
        String all = (out.toString(StandardCharsets.UTF_8) + printed).replaceAll("\\$Lambda\\S*", "\\$Lambda");
        for (String expected : Files.readAllLines(session.resolveSibling("session.out"))) {
            assertThat(all).contains(expected.strip());
        }
    }

    // ---- traps

    @TestFactory
    Stream<DynamicTest> traps() throws Exception {
        return sources("traps", "T01ForgetCall.java").stream().map(s -> dynamicTest(name(s), () -> {
            Path out = Files.createDirectories(classes.resolve("traps"));
            String said = javac(List.of("-d", out.toString(), "--module-path", modulePath(), "--add-modules",
                    "org.leibniz", s.toString()));
            assertThat(TRAPS).containsKey(name(s));
            assertThat(said).contains(TRAPS.get(name(s)));
        }));
    }

    // ---- compiling and running

    static String javac(List<String> arguments) {
        var text = new StringWriter();
        var writer = new PrintWriter(text);
        ToolProvider.findFirst("javac").orElseThrow().run(writer, writer, arguments.toArray(String[]::new));
        return text.toString();
    }

    /// Leibniz alone: a program needs not even the annotations that its classes mention.
    static String modulePath() {
        return location(Tensor.class).toString();
    }

    static Path location(Class<?> c) {
        try {
            return Path.of(c.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(SketchTest.class.getResource(name), name).toURI());
    }

    private static List<Path> sources(String folder, String one) throws IOException, URISyntaxException {
        try (var files = Files.list(Objects.requireNonNull(resource("/" + folder + "/" + one).getParent()))) {
            return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        }
    }

    private static String name(Path source) {
        return Objects.requireNonNull(source.getFileName()).toString().replace(".java", "");
    }

    /// Runs a main method, static or not, as the launcher does.
    static void main(Class<?> program) throws Exception {
        var main = program.getDeclaredMethod("main");
        main.setAccessible(true);
        var constructor = program.getDeclaredConstructor();
        constructor.setAccessible(true);
        try {
            main.invoke(Modifier.isStatic(main.getModifiers()) ? null : constructor.newInstance());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw new AssertionError("an error in " + program, e.getCause());
        }
    }

    interface Step {
        void run() throws Exception;
    }

    static String output(Step program) throws Exception {
        var bytes = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            program.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void close(URLClassLoader loader) {
        try {
            loader.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- comparing

    static void same(String printed, String expected) {
        assertThat(NUMBER.matcher(printed).replaceAll("#").replaceAll("\\s+", "")).as(printed)
                .isEqualTo(NUMBER.matcher(expected).replaceAll("#").replaceAll("\\s+", ""));
        double[] a = numbers(printed);
        double[] b = numbers(expected);
        for (int i = 0; i < b.length; i++) {
            assertThat(Math.abs(a[i] - b[i])).as("number %d: %s instead of %s in%n%s", i, a[i], b[i], printed)
                    .isLessThanOrEqualTo(1e-7 + 1e-5 * Math
                            .abs(b[i]));
        }
    }

    private static double[] numbers(String text) {
        return NUMBER.matcher(text).results().mapToDouble(m -> switch (m.group()) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            default -> Double.parseDouble(m.group());
        }).toArray();
    }
}
