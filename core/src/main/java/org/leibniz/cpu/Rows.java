package org.leibniz.cpu;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.leibniz.cpu.Stage.Group;
import org.leibniz.cpu.Term.Ref;
import org.leibniz.cpu.Term.Source;

/// Merges what can be done row by row: a group that reduces rows short enough to lie in a block, the groups that compute with an element a row,
/// and those that read such elements back along the rows. A softmax, a layer normalization and their gradients become one kernel each.
///
/// A group takes terms of its own and of higher levels if all they read is in it already or was there before its own level. Levels stay an order
/// to run in, for what a term reads from another stage is of a lower level than that stage is:
///
/// - what the taken term reads was there before the group's level, or is in the group;
/// - who reads the taken term is of the level that it had, or of a higher one. If that is higher than the group's, no reader has to move. At the
///   group's own level the readers are terms of the group that it was in, and run beside the group, perhaps before it; so of a group of its own
///   level it takes a term only together with all there that it is connected with by reading.
///
/// ```
/// kernel [450]: fold_max;  kernel [450]: sub! exp! fold_sum;  kernel [450]: div!
/// kernel [450] rows 50: fold_max sub exp fold_sum div!
/// ```
final class Rows {
    private final Map<Long, List<Group>> groups = new HashMap<>();

    private Rows() {}

    /// Merges groups of a list of stages.
    static void merge(List<Stage> stages) {
        var rows = new Rows();
        for (var s : stages) {
            if (s instanceof Group g) {
                rows.add(g);
            }
        }
        var byLevel = new ArrayList<>(stages);
        Collections.sort(byLevel);
        for (var s : byLevel) {
            if (s instanceof Group g && !g.terms.isEmpty()) {
                rows.grow(g);
            }
        }
        Stage.dropEmpty(stages);
    }

    private static long space(int n, int level) {
        return (long) n << Integer.SIZE | level;
    }

    private void add(Group g) {
        var same = groups.get(space(g.n, g.level));
        if (same == null) {
            same = new ArrayList<>(1);
            groups.put(space(g.n, g.level), same);
        }
        same.add(g);
    }

    private void grow(Group g) {
        int length = rowLength(g);
        if (length == 0) {
            return;
        }
        g.rowLength = length;
        int idle = 0;
        for (int level = g.level; idle < 2; level++) {
            boolean taken = false;
            for (int n : new int[]{g.n / length, g.n}) {
                for (var other : groups.getOrDefault(space(n, level), List.of())) {
                    taken |= other != g && other.rowLength == 0 && take(g, other);
                }
            }
            idle = taken ? 0 : idle + 1;
        }
        Collections.sort(g.terms);
    }

    /// The length of the rows that a group reduces, 0 if it reduces none that lie in a block.
    private static int rowLength(Group g) {
        for (var t : g.terms) {
            if (t.source == Source.FOLD && t.b == 1 && t.r > 1 && t.r <= Tiling.BLOCK
                    && (g.n <= Tiling.BLOCK || g.tiling().length() == t.r)) {
                return t.r;
            }
        }
        return 0;
    }

    private static boolean take(Group g, Group other) {
        var gone = new HashSet<Term>();
        for (var part : other.level > g.level ? single(other.terms) : connected(other.terms)) {
            if (g.addAll(part, t -> takes(g, t))) {
                gone.addAll(part);
            }
        }
        other.terms.removeAll(gone);
        return !gone.isEmpty();
    }

    private static boolean takes(Group g, Term t) {
        return readable(g, t) && (t.source == Source.ELEMENT || t.source == Source.FOLD && t.in[0].term().stage == g);
    }

    /// Each term alone.
    private static List<List<Term>> single(List<Term> terms) {
        var parts = new ArrayList<List<Term>>(terms.size());
        for (var t : terms) {
            parts.add(List.of(t));
        }
        return parts;
    }

    /// The parts of a group of which none reads another: terms of which one reads the other are in the same part, in order.
    private static Collection<List<Term>> connected(List<Term> terms) {
        int[] part = new int[terms.size()]; // the number of another term of the same part, in the end of the first one
        var number = new HashMap<Term, Integer>();
        for (int i = 0; i < part.length; i++) {
            part[i] = i;
            number.put(terms.get(i), i);
            for (var x : terms.get(i).in) {
                Integer read = number.get(x.term());
                if (read != null) {
                    int a = first(part, read);
                    int b = first(part, i);
                    part[Math.max(a, b)] = Math.min(a, b);
                }
            }
        }
        var parts = new TreeMap<Integer, List<Term>>();
        for (int i = 0; i < part.length; i++) {
            parts.computeIfAbsent(first(part, i), _ -> new ArrayList<>()).add(terms.get(i));
        }
        return parts.values();
    }

    private static int first(int[] part, int i) {
        int k = i;
        while (part[k] != k) {
            k = part[k];
        }
        return k;
    }

    private static boolean readable(Group g, Term t) {
        if (t.source == Source.FOLD && t.a * t.r * t.b != g.n) {
            return false; // of rows: those are not all there
        }
        for (var x : t.in) {
            if (!x.term().isConstant() && x.term().stage != null && !(g.isInside(x) || before(g, x))) {
                return false;
            }
        }
        return true;
    }

    private static boolean before(Group g, Ref x) {
        return x.term().stage != g && x.term().level() < g.level;
    }
}
