package org.leibniz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.leibniz.Overloads.Method;

/// What is made of a method of a tensor, or of a function of one: the other ways to write it. See [Overloads].
final class TensorForms {
    /// Methods that are functions as well.
    private static final Set<String> FUNCTIONS = Set.of("maximum", "minimum", "pow", "isClose", "allClose");

    /// Operators that take a number on the left.
    private static final Set<String> OPERATORS = Set.of("add", "sub", "mul", "div", "pow", "maximum", "minimum");

    /// Element types and their dtypes, besides float.
    private static final Map<String, String> TYPES = Map.of("double", "FLOAT64", "int", "INT32", "long", "INT64",
            "boolean", "BOOL");

    private TensorForms() {}

    // ---- methods of functions

    /// The method of a function whose first argument is a tensor x, alone or behind an order: `x.exp()` of `exp(x)`.
    static List<String> ofFunction(Method function) {
        var rest = new ArrayList<>(function.parameters());
        if (rest.stream().filter(p -> p.startsWith("Tensor ")).noneMatch("Tensor x"::equals)
                || !rest.getFirst().matches("Tensor x|int order")) {
            return List.of();
        }
        rest.remove("Tensor x");
        var doc = function.doc().stream().filter(line -> !line.startsWith("@param x "))
                .map(line -> line.replaceAll("\\[#(\\w+)(\\([^)]*\\))?\\]", "[Leibniz#$1$2]")
                        .replaceFirst("^@return (`.*`|y with `.*`)$", "@return $1 for each element x"))
                .toList();
        String arguments = function.parameters().stream()
                .map(p -> p.equals("Tensor x") ? "(Tensor) this" : Method.name(p)).collect(Collectors.joining(", "));
        return List.of(method(new Method(doc, function.types(), function.result(), function.name(), rest,
                "        return Ops." + function.name() + "(" + arguments + ");\n")));
    }

    // ---- methods of methods

    /// The method with a number in the place of the other tensor, with the axes kept, or of elements of other types.
    static List<String> ofMethod(Method one) {
        String first = one.parameters().getFirst();
        if (first.equals("Tensor other") && isOfNumbers(one)) {
            return List.of(method(withNumber(one)));
        }
        if (one.parameters().equals(List.of("int... axes")) && one.body().contains("Axes.of(shape(), axes)")) {
            return List.of(method(withAxesKept(one)));
        }
        if (first.matches("float.*") && one.body().contains("DType.FLOAT32")) {
            return TYPES.keySet().stream().sorted().map(type -> ofElements(type, one).text()).toList();
        }
        return List.of();
    }

    /// Whether an operator takes a number as it takes a tensor. `pow` has a method of its own for one.
    private static boolean isOfNumbers(Method one) {
        return !one.name().equals("pow") && one.parameters().size() != 4
                && one.body().matches("(?s).*\\b(Arithmetic|Closeness)\\..*");
    }

    private static Method withNumber(Method one) {
        var parameters = new ArrayList<>(one.parameters());
        parameters.set(0, "Number other");
        boolean closeness = one.body().contains("Closeness.");
        var names = one.parameters().stream().skip(1).map(p -> ", " + Method.name(p)).collect(Collectors.joining());
        String body = closeness
                ? "        Tensor x = (Tensor) this;\n        return x." + one.name()
                        + "(Closeness.number(x, other)" + names + ");\n"
                : one.body().replace("this,", "(Tensor) this,");
        return new Method(doc("As [Tensor#" + one.reference() + "], with a number, which takes this tensor's dtype.",
                one, Map.of("other", "a number")), one.types(), one.result(), one.name(), parameters, body);
    }

    private static Method withAxesKept(Method one) {
        var doc = List.of("As [Tensor#" + one.reference() + "], with the reduced axes kept.", "",
                "@param axes made by `keepDims(..)`", "@return reduced axes have extent 1");
        return new Method(doc, one.types(), one.result(), one.name(), List.of("KeepDims axes"),
                "        Tensor x = (Tensor) this;\n"
                        + one.body().replace("read()", "x.read()").replace("shape()", "x.shape()"));
    }

    private static Method ofElements(String type, Method one) {
        String dtype = TYPES.get(type);
        var doc = doc("As [Tensor#" + one.reference() + "], of dtype " + dtype + ".", one, Map.of());
        return new Method(doc.stream().map(line -> line.replace("FLOAT32", dtype)).toList(), one.types(), one.result(),
                one.name(), one.parameters().stream().map(p -> p.replaceFirst("^float", type)).toList(),
                one.body().replace("FLOAT32", dtype).replace("float", type));
    }

    // ---- functions of methods

    /// Functions of two operands, each a tensor or one of them a number: `maximum(a, b)` of `a.maximum(b)`.
    static List<String> ofTwo(Method one) {
        if (!one.parameters().getFirst().equals("Tensor other")) {
            return List.of();
        }
        var forms = new ArrayList<String>();
        if (FUNCTIONS.contains(one.name())) {
            forms.add(function(one, "Tensor", "Tensor").text());
            if (one.parameters().size() != 4) {
                forms.add(function(one, "Tensor", "Number").text());
            }
        }
        boolean closeness = one.body().contains("Closeness.");
        if (OPERATORS.contains(one.name()) || closeness && one.parameters().size() != 4) {
            forms.add(function(one, "Number", "Tensor").text());
        }
        return forms;
    }

    private static Method function(Method one, String a, String b) {
        var parameters = Stream.concat(Stream.of(a + " a", b + " b"), one.parameters().stream().skip(1)).toList();
        String rest = one.parameters().stream().skip(1).map(p -> ", " + Method.name(p)).collect(Collectors.joining());
        String left = a.equals("Number") ? "Given.number(a, \"a\")" : "Given.tensor(a, \"a\")";
        String right = b.equals("Number") ? "Given.number(b, \"b\")" : "Given.tensor(b, \"b\")";
        String body = a.equals("Tensor")
                ? left + "." + one.name() + "(" + right + rest + ")"
                : one.body().contains("Closeness.")
                        ? "Closeness.number(" + right + ", " + left + ")." + one.name() + "(b" + rest + ")"
                        : one.body().strip().replaceAll("^return |;$", "").replace("this, other", "a, b");
        String which = a.equals("Number") ? ", with a number on the left" : b.equals("Number") ? ", with a number" : "";
        var doc = new ArrayList<>(List.of("As [Tensor#" + one.reference() + "]" + which + ".", ""));
        doc.add("@param a the left operand" + (a.equals("Number") ? ", a number, which takes b's dtype" : ""));
        doc.add("@param b the right operand" + (b.equals("Number") ? ", a number, which takes a's dtype" : ""));
        one.tags().stream().filter(t -> !t.startsWith("@param other "))
                .map(t -> t.startsWith("@return") ? t.replace("`this", "`a").replace("other", "b") : t)
                .forEach(doc::add);
        return new Method(doc, one.types(), one.result(), one.name(), parameters, "        return " + body + ";\n");
    }

    // ---- creation

    /// The function with a shape in the place of extents: `zeros(x.shape())`.
    static List<String> ofShape(Method one) {
        if (!one.parameters().getLast().equals("int... dims")) {
            return List.of();
        }
        var rest = one.parameters().subList(0, one.parameters().size() - 1);
        String arguments = rest.stream().map(p -> Method.name(p) + ", ").collect(Collectors.joining());
        var doc = doc("As [Leibniz#" + one.reference() + "], in a shape: `" + one.name() + "(" + arguments
                + "x.shape())`.", one, Map.of()).stream()
                .map(tag -> tag.startsWith("@param dims ") ? "@param shape the shape" : tag).toList();
        return List.of(new Method(doc, one.types(), one.result(), one.name(),
                Stream.concat(rest.stream(), Stream.of("Shape shape")).toList(),
                "        return " + one.name() + "(" + arguments + "Given.shape(shape).toArray());\n").text());
    }

    // ---- texts

    /// A summary, and the tags of a method with other words for some parameters.
    private static List<String> doc(String summary, Method one, Map<String, String> words) {
        var doc = new ArrayList<>(List.of(summary, ""));
        for (String tag : one.tags()) {
            String named = tag.replaceFirst("^@param (\\w+) .*", "$1");
            doc.add(words.containsKey(named) ? "@param " + named + " " + words.get(named) : tag);
        }
        return doc;
    }

    private static String method(Method method) {
        return method.text().replaceFirst("public static", "public");
    }
}
