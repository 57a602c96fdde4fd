package org.leibniz.compile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.leibniz.compile.Stage.Group;
import org.leibniz.compile.Term.Ref;
import org.leibniz.compile.Term.Source;

/// Merges what can be done row by row: a group that reduces rows short enough to lie in a block, the groups that compute with an element a row,
/// and those that read such elements back along the rows. A softmax, a layer normalization and their gradients become one kernel each.
///
/// A group takes terms from groups of higher levels if all they read is in it already or was there before its own level: then nothing that it
/// takes can depend on a stage that waits for it.
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
        var left = new ArrayList<Term>();
        boolean taken = false;
        for (var t : other.terms) {
            if (readable(g, t) && (t.source == Source.ELEMENT || t.source == Source.FOLD && t.in[0].term().stage == g && g.addFold(t))) {
                if (t.source == Source.ELEMENT) {
                    g.add(t);
                }
                taken = true;
            } else {
                left.add(t);
            }
        }
        if (taken) {
            other.terms.clear();
            other.terms.addAll(left);
        }
        return taken;
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
