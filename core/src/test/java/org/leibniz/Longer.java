package org.leibniz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A type of three or four arguments or components, made of that of two: what it says of the first and the second in a
/// list it says of the others too.
///
/// @param name its name without the number, behind its folder
/// @param n how many
record Longer(String name, int n) implements Twins.Made {
    /// What the first, the second and so on are called.
    private static final List<List<String>> ORDERS = List.of(List.of("A a", "B b", "C c", "D d"),
            List.of("A first", "B second", "C third", "D fourth"), List.of("A", "B", "C", "D"),
            List.of("a", "b", "c", "d"), List.of("x", "y", "z", "w"), List.of("dx", "dy", "dz", "dw"),
            List.of("first", "second", "third", "fourth"));

    private static final List<String> NUMBERS = List.of("two", "three", "four");

    @Override
    public String source() {
        return name + "2.java";
    }

    @Override
    public String made() {
        return name + n + ".java";
    }

    @Override
    public String text(Path root) throws IOException {
        var lines = new ArrayList<String>();
        for (String line : Files.readAllLines(root.resolve(source()))) {
            if (line.matches(" */// @param .*\\bsecond\\b.*")) {
                lines.add(line);
                for (int k = 2; k < n; k++) {
                    lines.add(moved(line, k));
                }
            } else {
                lines.add(longer(line));
            }
        }
        return Twins.marked(lines, source());
    }

    /// What is said of the second, said of another one.
    private static String moved(String line, int k) {
        String text = line;
        for (var order : ORDERS) {
            text = text.replaceAll("(?<=[ <])" + order.get(1) + "(?=[ >]|$)", order.get(k));
        }
        return text;
    }

    /// Lists of two as lists of n: `f(x), f(y)`, `A a, B b`, `Tensor, Tensor`.
    private String longer(String line) {
        String number = NUMBERS.get(n - 2);
        String text = line.replaceAll("(?<=Fn|Tuple)2", String.valueOf(n)).replace("two ", number + " ")
                .replace("Two ", number.substring(0, 1).toUpperCase(Locale.ROOT) + number.substring(1) + " ")
                .replace("Tensor, Tensor", String.join(", ", Collections.nCopies(n, "Tensor")));
        for (var order : ORDERS) {
            text = Pattern.compile("(?<before>(?:\\([a-z]+\\) |[\\w.]+[ (])?)\\b" + order.get(0)
                    + "\\b(?<behind>\\)?), \\k<before>" + order.get(1) + "\\b\\k<behind>").matcher(text)
                    .replaceAll(
                            m -> order.subList(0, n).stream().map(word -> m.group("before") + word + m.group("behind"))
                                    .collect(Collectors.joining(", ")));
        }
        return text;
    }
}
