package org.leibniz.array;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Routine;
import org.leibniz.ir.Value;

/// Einstein's notation: `einsum("bij,bjk->bik", x, y)`.
///
/// Factors are taken from left to right. A label that is in neither the result nor a later factor is summed as soon as
/// possible: over one factor by a sum, over two by a product of matrices. Factors that share nothing to sum are
/// multiplied elementwise, which fuses.
///
/// Labels are numbers: a letter is itself, the axes of an ellipsis are -1, -2, .. from the last.
public final class Einsum {
    private final String equation;
    private final List<Factor> factors = new ArrayList<>();
    private final Map<Integer, Integer> extents = new LinkedHashMap<>();
    private final List<Integer> result = new ArrayList<>();

    /// A tensor and the label of each of its axes.
    private record Factor(Value value, List<Integer> labels) {
        int axis(int label) {
            return labels.indexOf(label);
        }
    }

    private Einsum(String equation) {
        this.equation = equation;
    }

    /// Evaluates an equation.
    ///
    /// @param equation labels of each factor, and of the result behind `->`; without that, in alphabetical order those
    ///     that occur once
    /// @param operands the factors
    /// @return the result
    /// @throws IllegalArgumentException if the equation cannot be read, or does not fit the factors
    public static Value of(String equation, Value... operands) {
        var e = new Einsum(equation);
        e.parse(operands);
        return e.contract();
    }

    // ---- reading the equation

    private void parse(Value[] operands) {
        String[] sides = equation.replace(" ", "").split("->", -1);
        String[] terms = sides[0].split(",", -1);
        if (sides.length > 2) {
            throw error("one \"->\" at most, with the labels of the result behind it", sides.length - 1 + " of them");
        }
        if (terms.length != operands.length) {
            throw error("a term for each tensor, separated by commas as in \"ij,jk->ik\"",
                    counted(terms.length, "term") + " for "
                            + counted(operands.length, "tensor"));
        }
        DType dtype = DType.BOOL;
        for (Value v : operands) {
            dtype = DType.promote(dtype, v.dtype());
        }
        dtype = Promotion.counting(dtype);
        for (int i = 0; i < terms.length; i++) {
            var labels = labels(terms[i], operands[i].shape().rank());
            var factor = new Factor(operands[i].cast(dtype), labels);
            factors.add(factor);
            measure(factor);
        }
        factors.replaceAll(this::withoutBroadcast);
        if (sides.length == 2) {
            int ellipsis = (int) extents.keySet().stream().filter(l -> l < 0).count();
            result.addAll(
                    labels(sides[1], sides[1].replace("...", "").length() + (sides[1].contains("...") ? ellipsis : 0)));
            requireResult(ellipsis > 0 && !sides[1].contains("..."));
        } else {
            result.addAll(implied());
        }
    }

    /// The labels of a term.
    private List<Integer> labels(String term, int rank) {
        int dots = term.indexOf("...");
        String letters = dots < 0 ? term : term.substring(0, dots) + term.substring(dots + 3);
        if (!letters.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) {
            throw error("letters, and \"...\" at most once a term", "\"" + term + "\"");
        }
        int free = rank - letters.length();
        if (dots < 0 ? free != 0 : free < 0) {
            throw error("one letter an axis, " + rank + " for a tensor of that rank", "\"" + term + "\"");
        }
        var labels = new ArrayList<Integer>();
        for (int i = 0; i <= letters.length(); i++) {
            for (int k = i == dots ? free : 0; k > 0; k--) {
                labels.add(-k);
            }
            if (i < letters.length()) {
                labels.add((int) letters.charAt(i));
            }
        }
        return labels;
    }

    private void measure(Factor f) {
        for (int axis = 0; axis < f.labels.size(); axis++) {
            int label = f.labels.get(axis);
            int n = f.value.shape().dim(axis);
            int known = extents.getOrDefault(label, n);
            if (known != n && (label > 0 || (known != 1 && n != 1))) {
                throw error("equal extents for " + name(label),
                        known + " and " + n + ", the latter on axis " + axis + " of shape "
                                + f.value.shape());
            }
            extents.put(label, known == 1 ? n : known);
        }
    }

    /// Axes of an ellipsis that broadcast simply have no label.
    private Factor withoutBroadcast(Factor f) {
        var labels = new ArrayList<>(f.labels);
        Shape shape = f.value.shape();
        for (int axis = labels.size() - 1; axis >= 0; axis--) {
            if (shape.dim(axis) != extents.getOrDefault(labels.get(axis), 1)) {
                labels.remove(/* index */ axis);
                shape = shape.remove(axis);
            }
        }
        return new Factor(f.value.reshape(shape), labels);
    }

    private void requireResult(boolean ellipsisMissing) {
        var seen = new HashSet<Integer>();
        for (int label : result) {
            if (!extents.containsKey(label)) {
                throw error("a result made of labels of the factors", name(label));
            }
            if (!seen.add(label)) {
                throw error("every label once in the result", name(label) + " twice");
            }
        }
        if (ellipsisMissing) {
            throw error("\"...\" in the result, since the factors have it", "none");
        }
    }

    private List<Integer> implied() {
        var once = new TreeSet<Integer>();
        var seen = new HashSet<Integer>();
        for (var f : factors) {
            for (int label : f.labels) {
                if (label < 0 || seen.add(label)) {
                    once.add(label);
                } else {
                    once.remove(label);
                }
            }
        }
        return List.copyOf(once); // the axes of an ellipsis are negative and come first, in order
    }

    private static String name(int label) {
        return label < 0 ? "axis " + label + " of \"...\"" : "label " + (char) label;
    }

    private static String counted(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    private IllegalArgumentException error(String expected, String given) {
        return new IllegalArgumentException("einsum \"" + equation + "\": expected " + expected + ", got " + given);
    }

    // ---- evaluating it

    private Value contract() {
        Factor all = summed(diagonal(factors.getFirst()), needed(1));
        for (int i = 1; i < factors.size(); i++) {
            var later = needed(i + 1);
            var next = diagonal(factors.get(i));
            all = product(summed(all, union(next.labels, later)), summed(next, union(all.labels, later)), later,
                    i == factors.size() - 1);
        }
        return transposed(all, result);
    }

    /// The labels that the result and the factors from one on ask for.
    private Set<Integer> needed(int from) {
        var labels = new HashSet<>(result);
        factors.subList(from, factors.size()).forEach(f -> labels.addAll(f.labels));
        return labels;
    }

    private static Set<Integer> union(Collection<Integer> a, Collection<Integer> b) {
        var all = new HashSet<>(a);
        all.addAll(b);
        return all;
    }

    /// A factor summed over labels that nobody needs.
    private static Factor summed(Factor f, Set<Integer> needed) {
        var axes = new ArrayList<Integer>();
        var labels = new ArrayList<Integer>();
        for (int axis = 0; axis < f.labels.size(); axis++) {
            int label = f.labels.get(axis);
            (needed.contains(label) ? labels : axes).add(needed.contains(label) ? label : axis);
        }
        return axes.isEmpty() ? f : new Factor(f.value.sum(ints(axes)), labels);
    }

    /// A factor in which each label occurs once: of an axis pair with equal labels only the diagonal counts.
    private static Factor diagonal(Factor f) {
        for (int j = 1; j < f.labels.size(); j++) {
            int i = f.labels.indexOf(f.labels.get(j));
            if (i < j) {
                var labels = new ArrayList<>(f.labels);
                labels.remove(/* index */ j);
                labels.remove(/* index */ i);
                labels.add(f.labels.get(j));
                return diagonal(new Factor(diagonal(f.value, i, j), labels));
            }
        }
        return f;
    }

    /// The diagonal of two axes as the last axis: in the row of n² elements that a square is, every (n + 1)th.
    private static Value diagonal(Value v, int i, int j) {
        int rank = v.shape().rank();
        int n = v.shape().dim(i);
        Value last = v.moveAxis(i, rank - 1).moveAxis(j - 1, rank - 1);
        Shape rest = last.shape().slice(0, rank - 2);
        Value row = last.reshape(rest.concat(Shape.of(n * n)));
        int[] size = rest.concat(Shape.of(n)).toArray();
        int[] step = Ints.repeat(1, rank - 1).toArray();
        step[rank - 2] = n + 1;
        return Value.bind1(new Movement.Slice(Ints.repeat(0, rank - 1), Ints.of(size), Ints.of(step)), row);
    }

    private Factor product(Factor a, Factor b, Set<Integer> later, boolean last) {
        var contracted = a.labels.stream().filter(l -> b.labels.contains(l) && !later.contains(l)).toList();
        if (contracted.isEmpty()) {
            var labels = new ArrayList<>(a.labels);
            b.labels.stream().filter(l -> !a.labels.contains(l)).forEach(labels::add);
            return new Factor(spread(a, labels).mul(spread(b, labels)), labels);
        }
        // The order of the factors decides that of the axes.
        return last && !labels(a, b, contracted).equals(result) && labels(b, a, contracted).equals(result)
                ? dot(b, a, contracted)
                : dot(a, b, contracted);
    }

    /// The labels of a product of matrices: the batch, the rest of a, the rest of b.
    private static List<Integer> labels(Factor a, Factor b, List<Integer> contracted) {
        var labels = new ArrayList<Integer>();
        a.labels.stream().filter(l -> b.labels.contains(l) && !contracted.contains(l)).forEach(labels::add);
        a.labels.stream().filter(l -> !b.labels.contains(l)).forEach(labels::add);
        b.labels.stream().filter(l -> !a.labels.contains(l)).forEach(labels::add);
        return labels;
    }

    private static Factor dot(Factor a, Factor b, List<Integer> contracted) {
        var batch = a.labels.stream().filter(l -> b.labels.contains(l) && !contracted.contains(l)).toList();
        var op = new Routine.Dot(axes(a, batch), axes(b, batch), axes(a, contracted), axes(b, contracted));
        return new Factor(a.value.dot(op, b.value), labels(a, b, contracted));
    }

    private static Ints axes(Factor f, List<Integer> labels) {
        return ints(labels.stream().map(f::axis).toList());
    }

    /// A factor broadcast to a list of labels that contains its own.
    private Value spread(Factor f, List<Integer> labels) {
        Value ordered = transposed(f, labels.stream().filter(f.labels::contains).toList());
        int[] ones = labels.stream().mapToInt(l -> f.labels.contains(l) ? extents.getOrDefault(l, 1) : 1).toArray();
        int[] all = labels.stream().mapToInt(l -> extents.getOrDefault(l, 1)).toArray();
        return ordered.reshape(Shape.of(ones)).broadcast(Shape.of(all));
    }

    private static Value transposed(Factor f, List<Integer> order) {
        return f.value.transpose(axes(f, order));
    }

    private static Ints ints(List<Integer> list) {
        return Ints.of(list);
    }
}
