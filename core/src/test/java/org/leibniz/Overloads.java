package org.leibniz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What Java's types make a method of its own is written for functions of one argument and made for those of two to
/// four, and for points that are numbers. Who changes such a method changes the one of one argument and proceeds as
/// [Twins] says; [TwinsTest] sees to it.
final class Overloads {
    private static final String FOLDER = "core/src/main/java/org/leibniz/";
    private static final int MOST = 4;
    private static final int COLUMNS = 120;
    private static final List<String> NUMBERS = List.of("no", "one", "two", "three", "four");
    private static final List<String> ORDINALS = List.of("first", "second", "third", "fourth");
    private static final List<String> LETTERS = List.of("A", "B", "C", "D");
    private static final List<String> TENSORS = List.of("x", "y", "z", "w");
    private static final List<String> TREES = List.of("a", "b", "c", "d");

    private Overloads() {}

    // ---- files

    /// A class that is made.
    ///
    /// @param name its name
    /// @param declared how it is declared
    /// @param says what it is
    /// @param sources the classes whose methods it repeats
    /// @param forms what is made of a method
    record Forms(String name, String declared, String says, List<String> sources,
            Function<Method, List<String>> forms) implements Twins.Made {
        @Override
        public String source() {
            return String.join(" and ", sources);
        }

        @Override
        public String made() {
            return FOLDER + name + ".java";
        }

        @Override
        public String text(Path root) throws IOException {
            var imports = new TreeMap<String, String>();
            var methods = new ArrayList<String>();
            for (String source : sources) {
                String file = Files.readString(root.resolve(FOLDER + source + ".java"));
                Matcher m = Pattern.compile("import ([\\w.]+\\.(\\w+));").matcher(file);
                while (m.find()) {
                    imports.put(m.group(1), m.group(2));
                }
                for (var method : Method.in(file)) {
                    methods.addAll(forms.apply(method));
                }
            }
            String body = String.join("\n", methods);
            String code = body.replaceAll(" *///.*", "");
            imports.values().removeIf(c -> !Pattern.compile("\\b" + c + "\\b").matcher(code).find());
            return """
                    package org.leibniz;

                    // made of %s by Overloads: change that
                    %s
                    %s%s {
                        %s() {}

                    %s}
                    """.formatted(source(),
                    imports.keySet().stream().map(i -> "import " + i + ";\n").collect(Collectors.joining()),
                    wrapped("/// ", says + "."), declared, name, body);
        }

    }

    /// In the order in which they extend each other.
    static final List<Twins.Made> ALL = List.of(
            several("GradientsOfSeveral", "Hessians", "Gradients", "Gradients"),
            several("PullbacksOfSeveral", "GradientsOfSeveral", "Pullbacks", "Pullbacks"),
            several("TangentsOfSeveral", "PullbacksOfSeveral", "Tangents", "Linearizations"),
            several("JacobiansOfSeveral", "TangentsOfSeveral", "Jacobians", "ForwardJacobians", "ReverseJacobians"),
            several("HessiansOfSeveral", "JacobiansOfSeveral", "Second derivatives", "Hessians"),
            several("StagesOfSeveral", "HessiansOfSeveral", "`vmap` and `jit`", "Leibniz"),
            atNumbers("PullbacksAtNumbers", "StagesOfSeveral", "Pullbacks"),
            atNumbers("TangentsAtNumbers", "PullbacksAtNumbers", "Linearizations"),
            atNumbers("HessiansAtNumbers", "TangentsAtNumbers", "Hessians"),
            new Forms("FunctionsOfTwo", "class FunctionsOfTwo extends Broadcasting",
                    "Functions of two operands that are methods of the first; use them by way of [Leibniz], which has "
                            + "all functions",
                    List.of("Tensor"), TensorForms::ofTwo),
            new Forms("CreationInShapes", "class CreationInShapes extends Creation",
                    "Tensors made in a shape; use them by way of [Leibniz], which has all functions",
                    List.of("Creation"), TensorForms::ofShape),
            new Forms("TensorFunctions", "abstract sealed class TensorFunctions permits TensorOverloads",
                    "Functions of a tensor, written behind it: `x.exp()` is `exp(x)`",
                    List.of("Elementwise", "Broadcasting", "Ops"), TensorForms::ofFunction),
            new Forms("TensorOverloads", "abstract sealed class TensorOverloads extends TensorFunctions permits Tensor",
                    "Methods of a tensor with numbers, with axes that are kept, and of elements of other types",
                    List.of("Tensor"), TensorForms::ofMethod));

    private static Forms several(String name, String ancestor, String what, String... sources) {
        return new Forms(name, overloading(name, ancestor),
                what + " of functions of several arguments; use them by way of [Leibniz], which has all functions",
                List.of(sources), Overloads::ofSeveral);
    }

    private static Forms atNumbers(String name, String ancestor, String source) {
        return new Forms(name, overloading(name, ancestor), "What " + source
                + " has, at points that are numbers; use it by way of [Leibniz], which has all functions",
                List.of(source), Overloads::atNumbers);
    }

    private static String overloading(String name, String ancestor) {
        return """
                // pairs for tensors and for trees: ordered, since TensorFn1 extends Fn1, which javac's lint misses
                @SuppressWarnings("overloads")
                class %s extends %s""".formatted(name, ancestor);
    }

    /// A public method with its documentation.
    ///
    /// @param doc the lines of its documentation, without what stands before their text
    /// @param types the parameters of its type, such as `A, R`
    /// @param result the type of its result
    /// @param name its name
    /// @param parameters types and names
    /// @param body what it does
    record Method(List<String> doc, String types, String result, String name, List<String> parameters, String body) {
        private static final Pattern TEXT = Pattern.compile("((?: {4}///.*\\n)+) {4}public (?:static )?(?:<(.*?)> )?"
                + "((?:[\\w.]+)(?:<[^(]*>)?) (\\w+)\\(([^)]*)\\)\\s*\\{\\n((?:.*\\n)*?) {4}\\}\\n");

        static List<Method> in(String file) {
            return TEXT.matcher(file).results().map(m -> new Method(
                    m.group(1).lines().map(l -> l.substring(7).strip()).toList(),
                    m.group(2) == null ? "" : m.group(2), m.group(3), m.group(4),
                    parts(m.group(5).replaceAll("\\s+", " ")),
                    m.group(6))).toList();
        }

        /// What commas divide that are in no brackets.
        private static List<String> parts(String list) {
            var parts = new ArrayList<String>();
            for (String part : list.split(", ", -1)) {
                boolean goes = !parts.isEmpty()
                        && parts.getLast().replace("<", "").length() < parts.getLast().replace(">", "").length();
                if (goes) {
                    parts.set(parts.size() - 1, parts.getLast() + ", " + part);
                } else {
                    parts.add(part);
                }
            }
            return parts;
        }

        /// The name of a parameter.
        static String name(String parameter) {
            return parameter.substring(parameter.lastIndexOf(' ') + 1);
        }

        boolean isOf(String kind) {
            return parameters.getFirst().startsWith(kind + "<");
        }

        /// Such as `grad(TensorFn1, Wrt)`.
        String reference() {
            return name + "(" + parameters.stream()
                    .map(p -> p.substring(0, p.lastIndexOf(' ')).replaceAll("<.*>", "").replaceAll("^[A-D]$", "Object"))
                    .collect(Collectors.joining(", ")) + ")";
        }

        /// The tags of its documentation, each whole.
        List<String> tags() {
            var tags = new ArrayList<String>();
            for (String line : doc) {
                if (line.startsWith("@")) {
                    tags.add(line);
                } else if (!tags.isEmpty()) {
                    tags.set(tags.size() - 1, tags.getLast() + " " + line);
                }
            }
            return tags;
        }

        String text() {
            return doc.stream().map(l -> wrapped("    /// ", l)).collect(Collectors.joining())
                    + "    public static " + (types.isEmpty() ? "" : "<" + types + "> ") + result + " " + name + "("
                    + String.join(", ", parameters) + ") {\n" + body + "    }\n";
        }
    }

    /// A line of documentation as lines of 120 columns; what follows a tag is indented.
    private static String wrapped(String before, String line) {
        var text = new StringBuilder();
        var part = new StringBuilder(before);
        String space = "";
        for (String word : line.split(" ", -1)) {
            if (part.length() + space.length() + word.length() > COLUMNS) {
                text.append(part).append('\n');
                part = new StringBuilder(before).append(line.startsWith("@") ? "    " : "");
                space = "";
            }
            part.append(space).append(word);
            space = " ";
        }
        return (text + part.toString()).stripTrailing() + "\n";
    }

    // ---- of several arguments

    private static List<String> ofSeveral(Method one) {
        return one.isOf("TensorFn1") || one.isOf("Fn1")
                ? IntStream.rangeClosed(2, MOST).mapToObj(n -> ofSeveral(n, one).text()).toList()
                : List.of();
    }

    /// The method for functions of n arguments. The point of a method stays one argument, as a tuple, if something goes
    /// with it, such as a tangent; otherwise it becomes as many arguments as the function has.
    private static Method ofSeveral(int n, Method one) {
        boolean trees = one.isOf("Fn1");
        String single = trees ? "A" : "Tensor";
        var singles = trees ? LETTERS.subList(0, n) : Collections.nCopies(n, single);
        String tuple = "Tuple" + n + "<" + String.join(", ", singles) + ">";
        var names = (trees ? TREES : TENSORS).subList(0, n);
        String point = single + " " + names.getFirst();
        boolean spread = one.parameters.getLast().equals(point);
        var parameters = new ArrayList<String>();
        for (String p : one.parameters) {
            if (spread && p.equals(point)) {
                IntStream.range(0, n).forEach(i -> parameters.add(singles.get(i) + " " + names.get(i)));
            } else if (p.startsWith(single + " ")) {
                parameters.add(tuple + p.substring(single.length()));
            } else {
                parameters.add(function(n, p));
            }
        }
        boolean ofPoint = one.parameters.stream().anyMatch(p -> p.startsWith(single + " ")) && !one.types.contains("G");
        String result = ofPoint
                ? one.result.replaceFirst("(?<=^|<|, )" + single + "(?=$|,|>)", tuple)
                : one.result;
        String body = function(n, one.body).replace("::one", "::all").replaceAll("\\bone\\(", "all(");
        if (spread) {
            body = body.replaceAll("(tensors|trees)\\(1\\)", "$1(" + n + ")")
                    .replace(", " + names.getFirst() + ")", ", " + String.join(", ", names) + ")");
        }
        return new Method(doc(n, one, names, spread), one.types.replaceFirst("^A\\b", String.join(", ", singles)),
                function(n, result), one.name, parameters, body);
    }

    /// Functions of n arguments in the place of those of one.
    private static String function(int n, String text) {
        return text.replace("TensorFn1<", "TensorFn" + n + "<").replace("Typed.T1<", "Typed.T" + n + "<")
                .replaceAll("\\bFn1<A, ", "Fn" + n + "<" + String.join(", ", LETTERS.subList(0, n)) + ", ")
                .replace("Typed.F1<", "Typed.F" + n + "<");
    }

    private static List<String> doc(int n, Method one, List<String> names, boolean spread) {
        String more = one.parameters.size() == 1 && !one.name.matches("vmap|jit")
                ? ", with respect to the first"
                : switch (one.name) {
                    case "hvp" -> ": with the Hessian by all of them";
                    case "linearize" -> "; the linear function takes a tuple";
                    default -> "";
                };
        var lines = new ArrayList<String>();
        lines.add("As [Leibniz#" + one.reference() + "], of a function of " + NUMBERS.get(n)
                + (one.isOf("Fn1") ? " trees" : " tensors") + more + ".");
        lines.add("");
        for (String tag : one.tags()) {
            if (tag.startsWith("@param <A>")) {
                IntStream.range(0, n).forEach(i -> lines
                        .add("@param <" + LETTERS.get(i) + "> the type of the " + ORDINALS.get(i) + " argument"));
            } else if (spread && tag.startsWith("@param " + names.getFirst() + " ")) {
                IntStream.range(0, n)
                        .forEach(i -> lines.add("@param " + names.get(i) + " the " + ORDINALS.get(i) + " input"));
            } else {
                lines.add(tag.replaceFirst("^@param x .*", "@param x the inputs")
                        .replaceFirst("^@param dx .*", "@param dx their tangents")
                        .replaceFirst("^@param v .*", "@param v the vector, a part for each input")
                        .replaceFirst("^@return the product.*", "@return the product, a part for each input"));
            }
        }
        return lines;
    }

    // ---- at numbers

    private static List<String> atNumbers(Method one) {
        if (!one.isOf("TensorFn1") || one.parameters.stream().noneMatch(p -> p.startsWith("Tensor "))) {
            return List.of();
        }
        boolean alone = one.name.endsWith("Aux") || one.parameters.stream().anyMatch(p -> p.startsWith("Wrt<"));
        return IntStream.rangeClosed(1, alone ? 1 : MOST).mapToObj(n -> n == 1 ? one : ofSeveral(n, one))
                .flatMap(tensors -> Stream.of("double", "float", "long").map(type -> at(type, tensors).text()))
                .toList();
    }

    /// A method whose point, and what goes with it, is of numbers.
    private static Method at(String type, Method tensors) {
        String what = switch (type) {
            case "double" -> "a number, taken as a 0-d float64 tensor";
            case "float" -> "a number, taken as a 0-d float32 tensor";
            default -> "a whole number, which stands for a real one";
        };
        int n = Integer.parseInt(tensors.parameters.getFirst().replaceFirst("TensorFn(\\d).*", "$1"));
        var parameters = new ArrayList<String>();
        var arguments = new ArrayList<String>();
        var lines = new ArrayList<String>();
        lines.add("As [Leibniz#" + tensors.reference() + "], at " + (n == 1 ? "a number" : NUMBERS.get(n) + " numbers")
                + ".");
        lines.add("");
        tensors.tags().stream().filter(t -> t.startsWith("@param <")).forEach(lines::add);
        for (String p : tensors.parameters) {
            String name = Method.name(p);
            boolean packed = p.startsWith("Tuple");
            if (!packed && !p.startsWith("Tensor ")) {
                parameters.add(p);
                arguments.add(name);
                tensors.tags().stream().filter(t -> t.startsWith("@param " + name + " ")).forEach(lines::add);
                continue;
            }
            var numbers = !packed
                    ? List.of(name)
                    : TENSORS.subList(0, n).stream().map(x -> name.substring(0, name.equals("x") ? 0 : 1) + x).toList();
            for (String number : numbers) {
                parameters.add(type + " " + number);
                int i = TENSORS.indexOf(number.substring(number.length() - 1));
                lines.add("@param " + number + " " + what(name, n == 1 ? "" : ORDINALS.get(i)) + ", " + what);
            }
            if (type.equals("long")) {
                numbers.forEach(x -> arguments.add("(double) " + x));
            } else {
                String made = numbers.stream().map(x -> "Tensor.scalar(" + x + ")").collect(Collectors.joining(", "));
                arguments.add(packed ? "new Tuple" + n + "<>(" + made + ")" : made);
            }
        }
        tensors.tags().stream().filter(t -> t.startsWith("@return")).forEach(lines::add);
        return new Method(lines, tensors.types, tensors.result, tensors.name, parameters,
                "        return " + tensors.name + "(" + String.join(", ", arguments) + ");\n");
    }

    private static String what(String name, String which) {
        boolean alone = which.isEmpty();
        return switch (name) {
            case "dx" -> alone ? "its tangent" : "the tangent of the " + which;
            case "v" -> alone ? "the vector" : "the part of the vector for the " + which;
            default -> alone ? "where" : "the " + which + " input";
        };
    }
}
