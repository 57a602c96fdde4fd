package org.leibniz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which files of core name each other in a circle, found in their text: a file uses another if it has its name,
/// outside of comments and strings, and is in its package or imports it. (Names are those of one class each, as
/// [LayersTest] holds.) What is made of other files does not count: nobody has to read it.
///
/// `java -cp .. org.leibniz.Cycles` prints them.
final class Cycles {
    private static final Pattern NO_CODE = Pattern.compile("\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\])'|//[^\n]*");
    private static final Pattern WORD = Pattern.compile("(?<![\\w.])[A-Z]\\w*");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern IMPORT = Pattern
            .compile("(?m)^import (?:static )?(org\\.leibniz(?:\\.[a-z]+)*)\\.([A-Z]\\w*)");
    private static final Pattern QUALIFIED = Pattern.compile("\\b(org\\.leibniz(?:\\.[a-z]+)*)\\.([A-Z]\\w*)");

    private final Map<String, String> packages = new TreeMap<>(); // by name of a class
    private final Map<String, Set<String>> uses = new TreeMap<>(); // by name of a class

    Cycles(Path sources) throws IOException {
        var texts = new TreeMap<String, String>();
        try (var files = Files.walk(sources.resolve("org/leibniz"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                String text = Files.readString(file);
                if (!name.equals("package-info") && !text.contains("\n// made of ")) {
                    texts.put(name, text);
                    packages.put(name, PACKAGE.matcher(text).results().findFirst().orElseThrow().group(1));
                }
            }
        }
        texts.forEach((name, text) -> uses.put(name, uses(name, NO_CODE.matcher(text).replaceAll(""))));
    }

    private Set<String> uses(String name, String code) {
        String body = code.replaceAll("(?m)^import .*", "");
        var words = WORD.matcher(body).results().map(m -> m.group()).collect(Collectors.toSet());
        var imported = IMPORT.matcher(code).results().map(m -> m.group(2)).collect(Collectors.toSet());
        var used = new TreeSet<String>();
        for (var other : packages.keySet()) {
            boolean visible = imported.contains(other) || packageOf(other).equals(packageOf(name));
            if (visible
                    && (words.contains(other) || code.contains("import static " + packageOf(other) + "." + other))) {
                used.add(other);
            }
        }
        QUALIFIED.matcher(body).results().map(m -> m.group(2)).filter(packages::containsKey).forEach(used::add);
        used.remove(name);
        return used;
    }

    private String packageOf(String name) {
        return packages.getOrDefault(name, "");
    }

    private Set<String> usedBy(String name) {
        return uses.getOrDefault(name, Set.of());
    }

    /// The circles of files within each package: strongly connected components of two files and more.
    Map<String, List<Set<String>>> withinPackages() {
        var circles = new TreeMap<String, List<Set<String>>>();
        for (var p : new TreeSet<>(packages.values())) {
            var files = packages.keySet().stream().filter(f -> packageOf(f).equals(p)).toList();
            circles.put(p, components(files, this::usedBy));
        }
        return circles;
    }

    /// The circles of packages below the public one.
    List<Set<String>> ofPackages() {
        var edges = new TreeMap<String, Set<String>>();
        uses.forEach((from, all) -> all.forEach(
                to -> edges.computeIfAbsent(packageOf(from), _ -> new TreeSet<>()).add(packageOf(to))));
        var below = packages.values().stream().filter(p -> !p.equals("org.leibniz")).toList();
        return components(below, p -> edges.getOrDefault(p, Set.of()));
    }

    /// Strongly connected components of two and more (Tarjan).
    static List<Set<String>> components(Collection<String> nodes, Function<String, Set<String>> next) {
        return new Tarjan(nodes, next).found;
    }

    private static final class Tarjan {
        private final Set<String> nodes;
        private final Function<String, Set<String>> next;
        private final Map<String, Integer> numbers = new HashMap<>();
        private final ArrayDeque<String> open = new ArrayDeque<>();
        private final List<Set<String>> found = new ArrayList<>();

        Tarjan(Collection<String> nodes, Function<String, Set<String>> next) {
            this.nodes = new TreeSet<>(nodes);
            this.next = next;
            this.nodes.forEach(this::number);
        }

        private int number(String n) {
            var known = numbers.get(n);
            return known == null ? visit(n) : open.contains(n) ? known : Integer.MAX_VALUE;
        }

        /// Gives it a number.
        ///
        /// @return the least number of a node that it leads to and that may be of its circle
        private int visit(String n) {
            int number = numbers.size();
            numbers.put(n, number);
            open.push(n);
            int least = number;
            for (var m : next.apply(n)) {
                least = nodes.contains(m) ? Math.min(least, number(m)) : least;
            }
            if (least == number) {
                var circle = new TreeSet<String>();
                while (!circle.contains(n)) {
                    circle.add(open.pop());
                }
                if (circle.size() > 1) {
                    found.add(circle);
                }
            }
            return least;
        }
    }

    /// Prints the circles, and who uses whom in them.
    public static void main(String... args) throws IOException {
        var cycles = new Cycles(Path.of(args[0]));
        cycles.withinPackages().forEach((p, circles) -> circles.forEach(c -> {
            System.out.println(p + ": " + c.size() + " files");
            c.forEach(f -> System.out.println("    " + f + " -> "
                    + cycles.usedBy(f).stream().filter(c::contains).collect(Collectors.joining(" "))));
        }));
        System.out.println("packages: " + cycles.ofPackages());
    }
}
