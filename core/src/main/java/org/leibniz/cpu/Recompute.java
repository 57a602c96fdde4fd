package org.leibniz.cpu;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.leibniz.cpu.Stage.Group;
import org.leibniz.cpu.Term.Ref;
import org.leibniz.cpu.Term.Source;
import org.leibniz.ir.Op;

/// Decides what is kept for a later kernel and what is computed again there, or only there: memory costs more than arithmetic. An elementwise
/// term that a later kernel over the same space reads is computed there from what is kept anyway if that is cheaper than writing and
/// reading it. What nothing reads in its own group any more leaves it.
///
/// ```
/// kernel 1: add relu! gt cast!    .. product ..   kernel 2: mul (reads the cast)
/// kernel 1: add relu!             .. product ..   kernel 2: add gt cast mul
/// ```
final class Recompute {
    /// The most operations that are repeated for one term.
    private static final int MOST = 8;

    private record Use(Term user, int operand) {}

    private final Map<Term, List<Use>> uses = new HashMap<>();
    private final Map<Group, Set<Ref>> reads = new HashMap<>();
    private final Map<Group, Map<Term, Term>> repeated = new HashMap<>();
    private final Set<Group> changed = new HashSet<>();

    private Recompute() {}

    /// Moves and repeats terms of the groups of a schedule, which is in order.
    static void apply(List<Stage> stages) {
        var r = new Recompute();
        for (var s : stages) {
            if (s instanceof Group g) {
                for (var t : g.terms) {
                    for (int i = 0; i < t.in.length; i++) {
                        r.use(g, t, i);
                    }
                }
            }
        }
        for (var s : stages) {
            if (s instanceof Group g) {
                for (var t : List.copyOf(g.terms)) {
                    r.decide(g, t);
                }
            }
        }
        for (var s : stages) {
            if (s instanceof Group g) {
                r.tidy(g);
            }
        }
        Stage.dropEmpty(stages);
    }

    private void use(Group g, Term user, int operand) {
        var x = user.in[operand];
        if (x.term().isConstant()) {
            return;
        }
        if (x.term().source == Source.ELEMENT) {
            usesOf(x.term()).add(new Use(user, operand));
        }
        if (x.term().stage != g) {
            var known = reads.get(g);
            if (known == null) {
                known = new HashSet<>();
                reads.put(g, known);
            }
            known.add(x.normal());
        }
    }

    private List<Use> usesOf(Term t) {
        var known = uses.get(t);
        if (known == null) {
            known = new ArrayList<>(2);
            uses.put(t, known);
        }
        return known;
    }

    // ---- the decision

    private void decide(Group g, Term t) {
        if (t.source != Source.ELEMENT || t.stored) {
            return;
        }
        var elsewhere = new LinkedHashSet<Group>();
        boolean here = false;
        for (var use : uses.getOrDefault(t, List.of())) {
            if (use.user.stage == g) {
                here |= g.isInside(use.user.in[use.operand]);
            } else if (use.user.stage instanceof Group u && use.user.in[use.operand].isWhole() && holds(u, t)) {
                elsewhere.add(u);
            } else {
                t.stored = true;
                return;
            }
        }
        if (elsewhere.isEmpty()) {
            return;
        }
        double keep = write(t);
        double again = 0;
        boolean moves = !here && elsewhere.size() == 1;
        for (var u : elsewhere) {
            keep += read(t);
            again += again(u, t, moves);
        }
        if (again <= keep) {
            for (var u : elsewhere) {
                repeat(u, t);
            }
        } else {
            t.stored = true;
        }
    }

    private static boolean holds(Group u, Term t) {
        return u.n == t.size || u.isOfRows(t);
    }

    /// What computing a term in another group costs; infinite if it takes too much.
    private double again(Group u, Term t, boolean moves) {
        var there = repeated.getOrDefault(u, Map.of());
        var needed = new LinkedHashSet<Term>();
        var leaves = new HashSet<Ref>();
        if (!collect(u, t, there, needed, leaves)) {
            return Double.POSITIVE_INFINITY;
        }
        double cost = 0;
        var known = reads.getOrDefault(u, Set.of());
        for (var leaf : leaves) {
            cost += known.contains(leaf) ? 0 : read(leaf, t.size);
        }
        for (var x : needed) {
            cost += moves && leaves(x, t, needed) ? 0 : operation(x);
        }
        return cost;
    }

    private boolean collect(Group u, Term t, Map<Term, Term> there, Set<Term> needed, Set<Ref> leaves) {
        if (there.containsKey(t) || !needed.add(t)) {
            return true;
        }
        if (needed.size() > MOST) {
            return false;
        }
        for (var x : t.in) {
            var term = x.term();
            if (term.isConstant()) {
                continue;
            }
            if (term.source == Source.ELEMENT && !term.stored) {
                if (!x.isWhole() || term.size != t.size || !collect(u, term, there, needed, leaves)) {
                    return false;
                }
            } else if (term.source == Source.COPY && !term.stored) {
                return false;
            } else {
                leaves.add(x.normal());
            }
        }
        return true;
    }

    /// Whether a term leaves its group with t: only what is computed for t needs it.
    private boolean leaves(Term x, Term t, Set<Term> needed) {
        if (x == t) {
            return true;
        }
        for (var use : uses.getOrDefault(x, List.of())) {
            if (!needed.contains(use.user)) {
                return false;
            }
        }
        return true;
    }

    // ---- costs, in nanoseconds an element

    private static double write(Term t) {
        return 0.03 * t.dtype.bytes();
    }

    private static double read(Term t) {
        return 0.022 * t.dtype.bytes();
    }

    private static double read(Ref leaf, int n) {
        int period = leaf.view().period();
        return period < n && period <= Tiling.BLOCK
                ? 0.01
                : leaf.term().size < n ? 0.05 : leaf.view().isIdentity() ? read(leaf.term()) : 0.3;
    }

    private static double operation(Term t) {
        var kind = Kind.of(t.dtype);
        double one = kind == Kind.DOUBLE || kind == Kind.LONG ? 0.06 : 0.03;
        var op = t.pointwise();
        return switch (op.kind()) {
            case UNARY -> Loops.isTranscendental(((Op.Unary) op).fn()) ? 12 * one : one;
            case BINARY -> Loops.isTranscendental(((Op.Binary) op).fn()) ? 20 * one : one;
            case COMPARE, SELECT, CAST -> 1.5 * one;
        };
    }

    // ---- doing it

    /// Computes a term in another group, and lets its users there read that.
    private void repeat(Group u, Term t) {
        var copy = copy(u, t);
        for (var use : uses.getOrDefault(t, List.of())) {
            if (use.user.stage == u) {
                use.user.in[use.operand] = new Ref(copy, use.user.in[use.operand].view());
            }
        }
        var rest = new ArrayList<Use>();
        for (var use : uses.getOrDefault(t, List.of())) {
            (use.user.stage == u ? usesOf(copy) : rest).add(use);
        }
        uses.put(t, rest);
        if (t.stage instanceof Group g) {
            changed.add(g);
        }
    }

    private Term copy(Group u, Term t) {
        var there = repeated.computeIfAbsent(u, _ -> new HashMap<>());
        var known = there.get(t);
        if (known != null) {
            return known;
        }
        Ref[] in = t.in.clone();
        for (int i = 0; i < in.length; i++) {
            var term = in[i].term();
            if (term.source == Source.ELEMENT && !term.stored) {
                in[i] = new Ref(copy(u, term), in[i].view());
            }
        }
        var made = new Term(t, in);
        u.add(made);
        changed.add(u);
        there.put(t, made);
        for (int i = 0; i < in.length; i++) {
            use(u, made, i);
        }
        return made;
    }

    /// Brings terms into the program's order and drops those that nothing needs.
    private void tidy(Group g) {
        if (!changed.contains(g)) {
            return;
        }
        Collections.sort(g.terms);
        var needed = new HashSet<Term>();
        var kept = new ArrayList<Term>();
        for (int i = g.terms.size() - 1; i >= 0; i--) {
            var t = g.terms.get(i);
            if (t.stored || t.source != Source.ELEMENT || needed.contains(t)) {
                kept.add(t);
                for (var x : t.in) {
                    needed.add(x.term());
                }
            }
        }
        g.terms.clear();
        g.terms.addAll(kept.reversed());
    }
}
