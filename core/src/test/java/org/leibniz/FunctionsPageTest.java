package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// FUNCTIONS.md names every public function, and none that is not there; what it says others' functions are called here
/// compiles and runs.
final class FunctionsPageTest {
    private static final String LAYERS = "## Layers and training";
    private static final String OTHERS = "## What is it called here?";
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "^public (?:final |sealed |abstract )*(?:class|record|interface|enum) (\\w+)",
            Pattern.MULTILINE);
    private static final Pattern BAR = Pattern.compile("\\|");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    /// A function as it is written: what stands before its name, and the name.
    private static final Pattern CALL = Pattern
            .compile("(?:new )?(?:(\\w+)(?:\\.at\\(0\\)|\\(\\))?\\.)?(\\w+)(?:\\(.*)?");

    /// Whose method it is, by what stands before the name in FUNCTIONS.md.
    private static final Map<String, Class<?>> OWNERS = new LinkedHashMap<>();

    static {
        OWNERS.put("", Leibniz.class);
        OWNERS.put("x", Tensor.class);
        OWNERS.put("x.at", At.class);
        OWNERS.put("Tensor", Tensor.class);
        OWNERS.put("w", Parameter.class);
        OWNERS.put("net", CellOf.class);
        OWNERS.put("key", Key.class);
        for (Class<?> c : List.of(Key.class, Flow.class, Doubles.class, Tree.class, Custom.class, Checks.class,
                GradOperation.class)) {
            OWNERS.put(c.getSimpleName(), c);
        }
    }

    @TempDir
    private Path folder;

    @Test
    void everyFunctionIsNamedAndNoOther() throws IOException {
        var named = new TreeMap<String, TreeSet<String>>();
        for (String row : rows(page().substring(0, page().indexOf(LAYERS)))) {
            var code = CODE.matcher(cells(row).get(1));
            assertThat(code.find()).as("the first cell of %s", row).isTrue();
            var call = CALL.matcher(code.group(1));
            assertThat(call.matches()).as("%s as a call", code.group(1)).isTrue();
            String owner = call.group(1) == null ? "" : code.group(1).startsWith("x.at(0).") ? "x.at" : call.group(1);
            named.computeIfAbsent(owner, o -> new TreeSet<>()).add(call.group(2));
        }
        var functions = Objects.requireNonNull(named.get(""));
        functions.removeAll(List.of("Parameter", "ParameterTuple")); // constructors
        var methods = Objects.requireNonNull(named.get("x"));
        methods.addAll(oneTensorFunctions()); // both forms, by one line
        methods.addAll(List.of("isClose", "allClose", "matmul", "maximum", "minimum", "atan2"));
        for (var owner : OWNERS.entrySet()) {
            assertThat(named.get(owner.getKey()))
                    .as("functions that FUNCTIONS.md names with '%s' before, beside those that are there",
                            owner.getKey())
                    .containsAll(members(owner.getKey(), owner.getValue()));
            assertThat(all(owner.getValue()))
                    .as("functions that are there, beside those that FUNCTIONS.md names with '%s' before",
                            owner.getKey())
                    .containsAll(named.get(owner.getKey()));
        }
        assertThat(named.keySet()).isSubsetOf(OWNERS.keySet());
    }

    /// What has to be named: of a class before whose name stands a variable its methods, else its functions.
    private static Set<String> members(String owner, Class<?> type) {
        boolean statics = owner.isEmpty() || Character.isUpperCase(owner.charAt(0)) && type != GradOperation.class;
        var names = new TreeSet<String>();
        for (Method m : type == Leibniz.class ? type.getMethods() : type.getDeclaredMethods()) {
            int modifiers = m.getModifiers();
            if (Modifier.isPublic(modifiers) && !m.isSynthetic() && Modifier.isStatic(modifiers) == statics
                    && m.getDeclaringClass().getPackage() == Leibniz.class.getPackage() && !isOverride(m, owner)) {
                names.add(m.getName());
            }
        }
        if (type == Leibniz.class) {
            Arrays.stream(type.getFields()).map(Field::getName).forEach(names::add);
        }
        return names;
    }

    private static boolean isOverride(Method m, String owner) {
        return !owner.equals("x") && List.of("toString", "repr", "equals", "hashCode", "bits").contains(m.getName());
    }

    private static Set<String> all(Class<?> type) {
        var names = Arrays.stream(type.getMethods()).map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        Arrays.stream(type.getFields()).map(Field::getName).forEach(names::add);
        return names;
    }

    private static List<String> oneTensorFunctions() {
        return Arrays.stream(Leibniz.class.getMethods())
                .filter(m -> Arrays.stream(m.getParameterTypes()).filter(Tensor.class::equals).count() == 1)
                .map(Method::getName).filter(all(Tensor.class)::contains).toList();
    }

    /// The classes of the modules behind this one, by their sources.
    @Test
    void everyLayerIsNamedAndNoOther() throws IOException {
        String section = page().substring(page().indexOf(LAYERS), page().indexOf(OTHERS));
        var named = rows(section).stream().map(row -> cells(row).get(1).strip().replace("`", "")).toList();
        var there = new ArrayList<String>();
        for (String folder : List.of("nn/src/main/java/org/leibniz/nn", "train/src/main/java/org/leibniz/train")) {
            try (var files = Files.list(Resources.root().resolve(folder))) {
                for (Path file : files.toList()) {
                    var type = PUBLIC_TYPE.matcher(Files.readString(file));
                    if (type.find()) {
                        there.add(type.group(1));
                    }
                }
            }
        }
        assertThat(named).containsExactlyInAnyOrderElementsOf(there).contains("Adam", "Training");
    }

    // ---- what others call it

    @Test
    void whatItIsCalledHereCompilesAndRuns() throws Exception {
        var program = new StringBuilder("""
                import org.leibniz.*;
                import static org.leibniz.Leibniz.*;
                void main() {
                    Tensor x = Tensor.of(new double[]{1, 2, 3, 4}, 2, 2), y = ones(DType.FLOAT64, 2, 2);
                    Parameter w = new Parameter(x, "w");
                    Object o;
                """);
        int count = 0;
        for (String row : rows(page().substring(page().indexOf(OTHERS)))) {
            var code = CODE.matcher(cells(row).get(2));
            while (code.find()) {
                program.append("    o = ").append(code.group(1)).append(";\n");
                count++;
            }
        }
        assertThat(count).isGreaterThan(40);
        Path source = Files.writeString(folder.resolve("Others.java"), program.append("}\n"));
        Path out = Files.createDirectories(folder.resolve("classes"));
        assertThat(SketchTest
                .javac(List.of("-d", out.toString(), "--class-path", SketchTest.modulePath(), source.toString())))
                .isEmpty();
        try (var loader = new URLClassLoader(new URL[]{out.toUri().toURL()}, Tensor.class.getClassLoader())) {
            SketchTest.main(loader.loadClass("Others"));
        }
    }

    /// What stands between the bars of a row, nothing before the first.
    private static List<String> cells(String row) {
        return List.of(BAR.split(row, 3));
    }

    private static String page() throws IOException {
        return Files.readString(Resources.root().resolve("FUNCTIONS.md"));
    }

    /// The rows of the tables, without their heads.
    private static List<String> rows(String text) {
        var rows = new ArrayList<String>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            boolean head = i + 1 < lines.size() && lines.get(i + 1).startsWith("|---");
            if (lines.get(i).startsWith("|") && !lines.get(i).startsWith("|---") && !head) {
                rows.add(lines.get(i));
            }
        }
        return rows;
    }
}
