package org.leibniz.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.leibniz.DType;
import org.leibniz.ir.Pointwise;
import org.leibniz.plan.Graph.NodeKind;
import org.leibniz.plan.Graph.Read;
import org.leibniz.plan.Groups.Unit;

/// What is computed again where it is needed instead of being kept: a node may be a member of several units.
final class Recompute {
    private static final int MOST = 8;

    private final Graph g;
    private final Machine machine;
    private final Law law;
    private final List<Unit> units;
    private final BitSet[] members; // by unit, as far as is decided
    private final int[] home;
    private final BitSet stored; // as far as is decided
    private final BitSet[] where; // by node: units that compute it
    private final List<List<Integer>> users = new ArrayList<>(); // by node: nodes that read it

    private Recompute(Graph g, Groups groups, Machine machine, Law law) {
        this.g = g;
        this.machine = machine;
        this.law = law;
        this.units = groups.units();
        this.home = groups.home().toArray();
        this.stored = (BitSet) g.kept.clone();
        this.members = new BitSet[units.size()];
        for (int u = 0; u < members.length; u++) {
            members[u] = new BitSet();
            var nodes = units.get(u).members();
            for (int k = 0; k < nodes.size(); k++) {
                members[u].set(nodes.get(k));
            }
        }
        this.where = new BitSet[g.p.slots()];
        for (int s = 0; s < g.p.slots(); s++) {
            users.add(List.of());
        }
        for (int s : g.order) {
            where[s] = new BitSet();
            where[s].set(home[s]);
        }
        for (int s : g.order) {
            for (var x : g.reads(s)) {
                if (users.get(x.root()).isEmpty()) {
                    users.set(x.root(), new ArrayList<>(2));
                }
                var l = users.get(x.root());
                if (l.isEmpty() || l.getLast() != s) {
                    l.add(s);
                }
            }
        }
    }

    static Groups of(Graph g, Groups groups, Machine machine, Law law) {
        var r = new Recompute(g, groups, machine, law);
        for (int s : g.order) {
            r.decide(s);
        }
        return Groups.of(r.tidy(), r.home);
    }

    private boolean inside(int u, Read x, int user) {
        var d = units.get(u);
        return law.asItComes(g, d.n(), d.length(), x, Law.isOfRows(g, d.n(), d.length(), user));
    }

    private boolean holds(int u, int s) {
        var d = units.get(u);
        return d.n() == g.elements(s) || Law.isOfRows(g, d.n(), d.length(), s);
    }

    private void decide(int s) {
        if (g.kind[s] == NodeKind.FOLD || g.kind[s] == NodeKind.COPY || g.kind[s] == NodeKind.RESULT) {
            // kept if any unit reads it that does not compute it as it comes
            for (int user : users.get(s)) {
                for (var x : g.reads(user)) {
                    if (x.root() == s && (home[user] != home[s] || !inside(home[s], x, user))) {
                        stored.set(s);
                    }
                }
            }
            return;
        }
        if (g.kind[s] != NodeKind.ELEMENT || stored.get(s)) {
            return;
        }
        var elsewhere = new LinkedHashSet<Integer>();
        boolean here = false;
        for (int user : users.get(s)) {
            for (int u = where[user].nextSetBit(0); u >= 0; u = where[user].nextSetBit(u + 1)) {
                for (var x : g.reads(user)) {
                    if (x.root() != s) {
                        continue;
                    }
                    if (u == home[s]) {
                        here |= inside(u, x, user);
                    } else if (!units.get(u).isTask() && holds(u, s) && inside(u, x, user)) {
                        elsewhere.add(u);
                    } else {
                        stored.set(s);
                        return;
                    }
                }
            }
        }
        if (elsewhere.isEmpty()) {
            return;
        }
        double keep = machine.write(dtype(s));
        double again = 0;
        boolean moves = !here && elsewhere.size() == 1;
        for (int u : elsewhere) {
            keep += machine.read(dtype(s));
            again += again(u, s, moves);
        }
        if (again <= keep) {
            for (int u : elsewhere) {
                repeat(u, s);
            }
        } else {
            stored.set(s);
        }
    }

    private DType dtype(int s) {
        return g.p.type(s).dtype();
    }

    private double again(int u, int s, boolean moves) {
        var needed = new LinkedHashSet<Integer>();
        var leaves = new HashSet<Seen>();
        if (!collect(u, s, needed, leaves)) {
            return Double.POSITIVE_INFINITY;
        }
        double cost = 0;
        Set<Seen> known = leaves.isEmpty() ? Set.of() : known(u);
        int n = Graph.size(g.p.type(s));
        for (var leaf : leaves) {
            cost += known.contains(leaf) ? 0 : read(leaf, n);
        }
        for (int x : needed) {
            cost += moves && leaves(x, s, needed) ? 0 : operation(x);
        }
        return cost;
    }

    private Set<Seen> known(int u) {
        var known = new HashSet<Seen>();
        for (int m = members[u].nextSetBit(0); m >= 0; m = members[u].nextSetBit(m + 1)) {
            for (var x : g.reads(m)) {
                if (!members[u].get(x.root())) {
                    known.add(Seen.of(x.root(), x.view()));
                }
            }
        }
        return known;
    }

    private boolean collect(int u, int s, Set<Integer> needed, Set<Seen> leaves) {
        if (members[u].get(s) || !needed.add(s)) {
            return true;
        }
        if (needed.size() > MOST) {
            return false;
        }
        for (var x : g.reads(s)) {
            int r = x.root();
            if (g.kind[r] == NodeKind.FILL && x.view().isIdentity()) {
                continue;
            }
            if (g.kind[r] == NodeKind.ELEMENT && !stored.get(r)) {
                if (!x.isWhole() || Graph.size(g.p.type(r)) != Graph.size(g.p.type(s))
                        || !collect(u, r, needed, leaves)) {
                    return false;
                }
            } else if ((g.kind[r] == NodeKind.COPY || g.kind[r] == NodeKind.FOLD) && !stored.get(r)) {
                return false;
            } else {
                if (home[r] == u) {
                    return false;
                }
                leaves.add(Seen.of(r, x.view()));
            }
        }
        return true;
    }

    private boolean leaves(int x, int s, Set<Integer> needed) {
        if (x == s) {
            return true;
        }
        for (int user : users.get(x)) {
            if (!needed.contains(user)) {
                return false;
            }
        }
        return true;
    }

    private double read(Seen leaf, int n) {
        int period = leaf.view().period();
        int size = Graph.size(g.p.type(leaf.source()));
        boolean isWithinBlock = period < n && period <= machine.block();
        if (isWithinBlock || size < n) {
            return machine.readAgain(isWithinBlock);
        }
        var dtype = dtype(leaf.source());
        return leaf.view().isIdentity() ? machine.read(dtype) : machine.gather(dtype);
    }

    private double operation(int s) {
        return machine.compute((Pointwise) g.p.op(g.maker[s]), dtype(s));
    }

    private void repeat(int u, int s) {
        members[u].set(s);
        where[s].set(u);
        for (var x : g.reads(s)) {
            int r = x.root();
            if (g.kind[r] == NodeKind.ELEMENT && !stored.get(r) && !members[u].get(r)) {
                repeat(u, r);
            }
        }
    }

    /// The units without members that nothing needs there any more.
    private List<Unit> tidy() {
        var tidy = new ArrayList<Unit>(units.size());
        for (int u = 0; u < members.length; u++) {
            var unit = units.get(u);
            if (unit.isTask()) {
                tidy.add(unit);
                continue;
            }
            var needed = new BitSet();
            var kept = new BitSet();
            for (int m = members[u].length(); (m = members[u].previousSetBit(m - 1)) >= 0;) {
                boolean own = home[m] == u && (stored.get(m) || g.kind[m] != NodeKind.ELEMENT);
                if (own || needed.get(m)) {
                    kept.set(m);
                    for (var x : g.reads(m)) {
                        needed.set(x.root());
                    }
                }
            }
            tidy.add(Unit.of(unit.n(), unit.length(), kept));
        }
        return tidy;
    }
}
