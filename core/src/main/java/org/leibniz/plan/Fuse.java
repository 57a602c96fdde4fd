package org.leibniz.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leibniz.plan.Graph.NodeKind;
import org.leibniz.plan.Graph.Read;
import org.leibniz.plan.Groups.Unit;

/// Which nodes are computed in one pass. A node joins the latest unit that computes an operand which it reads as it
/// comes; else one over the same space at the same depth. What a unit may take says the [Law]; what waits for what is
/// kept as sets of predecessors.
final class Fuse {
    /// A unit in the making.
    private static final class OpenUnit {
        final int n;
        int length;
        Machine.@Nullable Cut tiling;
        int level;
        final BitSet members = new BitSet();
        final BitSet before = new BitSet(); // units that must have run
        final BitSet direct = new BitSet(); // of which it reads
        final BitSet readers = new BitSet(); // that read of it, while units are merged
        boolean followed;
        boolean gone;

        OpenUnit(int n) {
            this.n = n;
        }
    }

    private final Graph g;
    private final Machine machine;
    private final Law law;
    private final List<OpenUnit> units = new ArrayList<>();
    private final int[] home;
    private final Map<Long, List<Integer>> bySpace = new HashMap<>();
    private final Map<Long, BitSet> levels = new HashMap<>(); // while units are merged

    private Fuse(Graph g, Machine machine, Law law) {
        this.g = g;
        this.machine = machine;
        this.law = law;
        this.home = new int[g.p.slots()];
        Arrays.fill(home, -1);
    }

    static Groups of(Graph g, Machine machine, Law law) {
        var f = new Fuse(g, machine, law);
        for (int s : g.order) {
            f.place(s);
        }
        f.mergeAll();
        var list = new ArrayList<Unit>();
        for (var d : f.units) {
            list.add(Unit.of(d.n, d.length, d.members));
        }
        return Groups.of(list, f.home);
    }

    // ---- placing

    private void place(int s) {
        if (g.kind[s] == NodeKind.RESULT) {
            var d = open(-1);
            int u = units.size() - 1;
            for (var x : g.reads(s)) {
                depend(u, x.root());
            }
            for (int j = 0; j < g.p.results(g.maker[s]); j++) {
                home[s + j] = u;
                d.members.set(s + j);
            }
            return;
        }
        if (g.laid.get(s)) { // the product's unit writes it
            int u = home[g.reads(s)[0].root()];
            home[s] = u;
            units.get(u).members.set(s);
            return;
        }
        BitSet candidates = new BitSet();
        int level = 1;
        for (var x : g.reads(s)) {
            int h = home[x.root()];
            if (h >= 0) {
                if (!units.get(h).members.isEmpty() && units.get(h).n >= 0) {
                    candidates.set(h);
                }
                level = Math.max(level, units.get(h).level + 1);
            }
        }
        for (int most = g.reads(s).length; most > 0; most--) {
            for (int u = candidates.length(); (u = candidates.previousSetBit(u - 1)) >= 0;) {
                if (inside(u, s) == most && join(u, s)) {
                    return;
                }
            }
        }
        int n = g.elements(s);
        long space = (long) n << Integer.SIZE | level;
        var peers = bySpace.get(space);
        if (peers == null) {
            peers = new ArrayList<>();
            bySpace.put(space, peers);
        }
        for (int u : peers) {
            if (join(u, s)) {
                return;
            }
        }
        var d = open(n);
        d.level = level;
        peers.add(units.size() - 1);
        if (!join(units.size() - 1, s)) {
            throw new IllegalStateException("a unit of its own");
        }
    }

    private OpenUnit open(int n) {
        var d = new OpenUnit(n);
        units.add(d);
        return d;
    }

    /// How many operands a unit has at hand.
    private int inside(int u, int s) {
        int n = 0;
        for (var x : g.reads(s)) {
            n += home[x.root()] == u && fits(units.get(u), x, s) ? 1 : 0;
        }
        return n;
    }

    /// Whether a node has a place in the space of a unit, or in its rows.
    private boolean suits(OpenUnit d, int s) {
        return Law.isOfRows(g, d.n, d.length, s) ? g.kind[s] == NodeKind.ELEMENT : g.elements(s) == d.n;
    }

    /// Whether a unit that computes an operand of a node has it when the node is computed.
    private boolean fits(OpenUnit d, Read x, int s) {
        return law.asItComes(g, d.n, d.length, x, Law.isOfRows(g, d.n, d.length, s));
    }

    /// Adds a node to a unit if the law allows it.
    private boolean join(int u, int s) {
        var d = units.get(u);
        if (!suits(d, s)) {
            return false;
        }
        for (var x : g.reads(s)) {
            int h = home[x.root()];
            if (h == u ? !fits(d, x, s) : h >= 0 && law.waits(units.get(h).before, u)) {
                return false;
            }
        }
        if (g.kind[s] == NodeKind.FOLD && !tile(d, s)) {
            return false;
        }
        d.members.set(s);
        home[s] = u;
        for (var x : g.reads(s)) {
            depend(u, x.root());
        }
        return true;
    }

    /// Whether a unit can be cut into blocks as a reduction needs them, which is so from here on.
    private boolean tile(OpenUnit d, int s) {
        var t = g.p.type(g.p.in(g.maker[s], 0)).shape();
        int a = t.dim(0);
        int r = t.dim(1);
        int b = t.dim(2);
        if (d.n > machine.block() && (d.tiling == null || !d.tiling.takes(a, r, b))) {
            var other = machine.cut(a, r, b);
            if (d.length > 0 && other.length() != d.length) {
                return false;
            }
            for (int m = d.members.nextSetBit(0); m >= 0; m = d.members.nextSetBit(m + 1)) {
                if (g.kind[m] == NodeKind.FOLD) {
                    var o = g.p.type(g.p.in(g.maker[m], 0)).shape();
                    if (!other.takes(o.dim(0), o.dim(1), o.dim(2))) {
                        return false;
                    }
                }
            }
            d.tiling = other;
        }
        if (d.length == 0 && b == 1 && r > 1 && r <= machine.block()
                && (d.n <= machine.block() || d.tiling != null && d.tiling.length() == r)) {
            d.length = r;
        }
        return true;
    }

    /// Unit u reads what is computed elsewhere.
    private void depend(int u, int node) {
        int h = home[node];
        if (h < 0 || h == u) {
            return;
        }
        units.get(u).direct.set(h);
        units.get(h).followed = true;
        if (units.get(u).before.get(h)) {
            return;
        }
        after(u, h);
    }

    private void after(int u, int h) {
        var d = units.get(u);
        d.before.or(units.get(h).before);
        d.before.set(h);
        d.level = Math.max(d.level, units.get(h).level + 1);
        for (int v = 0; d.followed && v < units.size(); v++) {
            var e = units.get(v);
            if (e.before.get(u)) {
                e.before.or(d.before);
                e.level = Math.max(e.level, d.level + 1);
            }
        }
    }

    // ---- merging

    private void mergeAll() {
        for (int u = 0; u < units.size(); u++) {
            var d = units.get(u);
            if (d.n >= 0) {
                atLevel(d.n, d.level).set(u);
            }
            for (int h = d.direct.nextSetBit(0); h >= 0; h = d.direct.nextSetBit(h + 1)) {
                units.get(h).readers.set(u);
            }
        }
        boolean again = true;
        while (again) {
            again = false;
            for (int u = 0; u < units.size(); u++) {
                var d = units.get(u);
                if (d.n < 0 || d.gone) {
                    continue;
                }
                again |= mergeAll(u, d.n);
                if (d.length > 0 && d.n > 0) {
                    again |= mergeAll(u, d.n / d.length);
                }
            }
        }
    }

    /// Merges what it can of the units over a space into one of them, in their order.
    private boolean mergeAll(int u, int n) {
        boolean some = false;
        for (int v = next(u, n, 0); v >= 0; v = next(u, n, v + 1)) {
            some |= u != v && related(u, v) && merge(u, v);
        }
        return some;
    }

    /// The next unit over a space that may be related to another one: those at its level, those that it reads of and
    /// those that read of it. There are few of them, so that the time for a long program grows as its length.
    private int next(int u, int n, int from) {
        var d = units.get(u);
        int least = atLevel(n, d.level).nextSetBit(from);
        least = lesser(least, over(n, d.direct, from));
        return lesser(least, over(n, d.readers, from));
    }

    private static int lesser(int a, int b) {
        return a < 0 ? b : b < 0 ? a : Math.min(a, b);
    }

    /// The first unit of a set, from one on, that is over a space.
    private int over(int n, BitSet set, int from) {
        int v = set.nextSetBit(from);
        while (v >= 0 && units.get(v).n != n) {
            v = set.nextSetBit(v + 1);
        }
        return v;
    }

    /// The units over a space at a level.
    private BitSet atLevel(int n, int level) {
        long key = (long) n << Integer.SIZE | level;
        var found = levels.get(key);
        if (found == null) {
            found = new BitSet();
            levels.put(key, found);
        }
        return found;
    }

    /// Whether v could become part of u, and it would spare a pass.
    private boolean related(int u, int v) {
        var d = units.get(u);
        var e = units.get(v);
        if (d.gone || e.gone || d.n < 0 || e.n < 0) {
            return false;
        }
        boolean rows = d.length > 0 && e.length == 0 && e.n * (long) d.length == d.n;
        if (d.n != e.n && !rows || d.n == e.n && u > v && d.length == e.length) {
            return false;
        }
        return d.level == e.level || e.direct.get(u) || d.direct.get(v);
    }

    /// Whether something else waits for u that must have run before v, which reads of these: if anything does, so does
    /// one of them.
    private boolean between(int u, BitSet direct) {
        for (int w = direct.nextSetBit(0); w >= 0; w = direct.nextSetBit(w + 1)) {
            if (w != u && law.waits(units.get(w).before, u)) {
                return true;
            }
        }
        return false;
    }

    /// Makes two units one if the law allows it.
    private boolean merge(int u, int v) {
        var d = units.get(u);
        var e = units.get(v);
        if (between(u, e.direct) || between(v, d.direct) || d.length > 0 && e.length > 0 && d.length != e.length) {
            return false;
        }
        var both = new OpenUnit(d.n);
        both.length = Math.max(d.length, e.length);
        var members = (BitSet) d.members.clone();
        members.or(e.members);
        for (int m = members.nextSetBit(0); m >= 0; m = members.nextSetBit(m + 1)) {
            if (!suits(both, m)) {
                return false;
            }
            for (var x : g.reads(m)) {
                int h = home[x.root()];
                if ((h == u || h == v) && !fits(both, x, m)) {
                    return false;
                }
            }
            if (g.kind[m] == NodeKind.FOLD) {
                int length = both.length;
                if (!tile(both, m) || both.length != length) {
                    return false;
                }
                both.members.set(m);
            }
        }
        d.members.or(e.members);
        d.length = both.length;
        d.tiling = both.tiling;
        absorb(u, v);
        return true;
    }

    /// From here on u stands for v, whose members it has.
    private void absorb(int u, int v) {
        var d = units.get(u);
        var e = units.get(v);
        for (int m = e.members.nextSetBit(0); m >= 0; m = e.members.nextSetBit(m + 1)) {
            home[m] = u;
        }
        e.members.clear();
        e.gone = true;
        d.followed |= e.followed;
        atLevel(e.n, e.level).clear(v);
        if (e.level > d.level) {
            atLevel(d.n, d.level).clear(u);
            d.level = e.level;
            atLevel(d.n, d.level).set(u);
        }
        for (int h = e.direct.nextSetBit(0); h >= 0; h = e.direct.nextSetBit(h + 1)) {
            units.get(h).readers.clear(v);
            units.get(h).readers.set(u);
        }
        for (int x = e.readers.nextSetBit(0); x >= 0; x = e.readers.nextSetBit(x + 1)) {
            units.get(x).direct.clear(v);
            units.get(x).direct.set(u);
        }
        d.direct.or(e.direct);
        d.readers.or(e.readers);
        d.before.or(e.before);
        for (var x : units) {
            if (x.before.get(v)) {
                x.before.clear(v);
                x.before.set(u);
            }
        }
        d.readers.clear(u);
        d.direct.clear(u);
        d.before.clear(u);
        for (var x : units) {
            if (x.before.get(u)) {
                x.before.or(d.before);
            }
        }
    }
}
