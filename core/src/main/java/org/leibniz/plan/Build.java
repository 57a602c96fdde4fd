package org.leibniz.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import org.leibniz.Shape;
import org.leibniz.ir.Op;
import org.leibniz.ir.Program;
import org.leibniz.ir.Type;
import org.leibniz.ir.Writer;
import org.leibniz.plan.Graph.Kind;
import org.leibniz.plan.Graph.Read;

/// The plan: units in an order to run in, kernels with their bodies.
final class Build {
    private final Graph g;
    private final Program p;
    private final Groups groups;
    private final Writer w;
    private final int[] at;

    private Build(Graph g, Groups groups) {
        this.g = g;
        this.p = g.p;
        this.groups = groups;
        this.w = new Writer(p.paramTypes());
        this.at = new int[p.slots()];
        Arrays.fill(at, -1);
    }

    static Program of(Graph g, Groups groups) {
        return new Build(g, groups).run();
    }

    private Program run() {
        for (int i = 0; i < p.params(); i++) {
            at[i] = i;
        }
        for (int u : order()) {
            if (groups.units().get(u).members().isEmpty()) {
                continue;
            }
            if (groups.units().get(u).isTask()) {
                task(groups.units().get(u).members());
            } else {
                kernel(u);
            }
        }
        int[] outs = new int[p.outputs()];
        for (int i = 0; i < outs.length; i++) {
            int x = p.outSlot(i);
            outs[i] = value(g.kind[x] == Kind.COPY ? x : find(x), p.type(x));
        }
        return w.finish(outs);
    }

    /// The node that holds an output in order.
    private int find(int x) {
        int r = g.root[x];
        if (g.read(x).isWhole(p) || p.type(x).isStack()) {
            return g.kind[r] == Kind.FILL ? x : r;
        }
        var seen = Seen.of(r, g.view[x]);
        for (int s : g.order) {
            if (g.kind[s] == Kind.COPY && Seen.of(g.reads[s][0].root(), g.reads[s][0].view()).equals(seen)) {
                return s;
            }
        }
        throw new IllegalStateException("an output that nothing holds");
    }

    private List<Integer> order() {
        int n = groups.units().size();
        var after = new ArrayList<BitSet>();
        int[] waits = new int[n];
        int[] first = new int[n];
        for (int u = 0; u < n; u++) {
            after.add(new BitSet());
        }
        for (int u = 0; u < n; u++) {
            var m = groups.units().get(u).members();
            first[u] = m.nextSetBit(0);
            for (int s = m.nextSetBit(0); s >= 0; s = m.nextSetBit(s + 1)) {
                if (g.reads[s] == null) {
                    continue;
                }
                for (var x : g.reads[s]) {
                    int h = groups.home()[x.root()];
                    if (h >= 0 && h != u && !m.get(x.root()) && !after.get(h).get(u)) {
                        after.get(h).set(u);
                        waits[u]++;
                    }
                }
            }
        }
        var ready = new PriorityQueue<Long>(); // by the first node of a unit, and its number
        for (int u = 0; u < n; u++) {
            if (waits[u] == 0 && first[u] >= 0) {
                ready.add(ranked(first[u], u));
            }
        }
        var order = new ArrayList<Integer>();
        while (!ready.isEmpty()) {
            int u = (int) (long) ready.remove();
            order.add(u);
            for (int v = after.get(u).nextSetBit(0); v >= 0; v = after.get(u).nextSetBit(v + 1)) {
                if (--waits[v] == 0) {
                    ready.add(ranked(first[v], v));
                }
            }
        }
        for (int u = 0; u < n; u++) {
            if (waits[u] > 0) {
                throw new IllegalStateException("a cycle of kernels");
            }
        }
        return order;
    }

    private static long ranked(int first, int unit) {
        return (long) first << Integer.SIZE | unit;
    }

    // ---- the plan's level

    /// A stored node as a type of the same elements.
    private int value(int node, Type type) {
        int v = at[node];
        if (v < 0) {
            if (g.kind[node] == Kind.FILL || g.kind[node] == Kind.IOTA) {
                v = w.add(p.op(g.maker[node]));
                at[node] = v;
            } else {
                throw new IllegalStateException("not stored: " + node + " " + g.kind[node]);
            }
        }
        return w.type(v).equals(type) || type.isStack() ? v : w.add(new Op.Reshape(type.shape()), v);
    }

    private void task(BitSet members) {
        int s = members.nextSetBit(0);
        int i = g.maker[s];
        if (p.op(i) instanceof Op.Dot || p.op(i) instanceof Op.Concat) {
            routine(members, s, i);
            return;
        }
        int[] in = new int[p.arity(i)];
        for (int j = 0; j < in.length; j++) { // arrays in order
            in[j] = value(g.reads[s][j].root(), p.type(g.reads[s][j].slot()));
        }
        int first = w.add(p.op(i), in);
        for (int j = 0; j < p.results(i); j++) {
            at[s + j] = first + j;
        }
    }

    /// A product or a concatenation: chains on flat arrays, the operation, the order in which the result is written.
    private void routine(BitSet members, int s, int i) {
        var roots = new ArrayList<Integer>();
        for (var x : g.reads[s]) {
            if (!roots.contains(x.root())) {
                roots.add(x.root());
            }
        }
        var to = bodyOn(roots);
        int[] in = new int[p.arity(i)];
        for (int j = 0; j < in.length; j++) {
            var x = g.reads[s][j];
            int from = roots.indexOf(x.root());
            var end = p.type(x.slot()).shape();
            in[j] = x.isWhole(p) ? reshape(to, from, end) : chain(to, from, x, end);
        }
        int out = to.add(p.op(i), in);
        int end = s;
        for (int m = members.nextSetBit(s + 1); m >= 0; m = members.nextSetBit(m + 1)) {
            out = chain(to, out, g.reads[m][0], p.type(m).shape()); // a copy that the product writes
            end = m;
        }
        at[end] = w.add(new Op.Kernel(to.finish(out).interned(), List.of(p.type(end).shape())), arrays(roots));
    }

    /// A body, to be written, whose parameters are the arrays of some nodes.
    private Writer bodyOn(List<Integer> roots) {
        Type[] types = new Type[roots.size()];
        for (int i = 0; i < types.length; i++) {
            var t = p.type(roots.get(i));
            types[i] = t.as(Shape.of(t.shape().size()));
        }
        return new Writer(types);
    }

    private int[] arrays(List<Integer> roots) {
        int[] in = new int[roots.size()];
        for (int i = 0; i < in.length; i++) {
            in[i] = value(roots.get(i), p.type(roots.get(i)));
        }
        return in;
    }

    /// The structure operations from a node to a slot that is seen through it, as a shape of the same elements.
    private int chain(Writer into, int from, Read x, Shape end) {
        var ops = new ArrayList<Op>();
        for (var link = x.link(); link != null; link = link.before()) {
            ops.add(link.op());
        }
        int v = from;
        Shape shape = p.type(x.root()).shape(); // of v, perhaps after a reshape that is not written yet
        for (var op : ops.reversed()) {
            if (op instanceof Op.Reshape(var other)) {
                shape = other;
            } else {
                v = into.add(op, reshape(into, v, shape));
                shape = into.type(v).shape();
            }
        }
        return reshape(into, v, end);
    }

    private static int reshape(Writer to, int v, Shape shape) {
        return to.type(v).shape().equals(shape) ? v : to.add(new Op.Reshape(shape), v);
    }

    // ---- kernels

    private void kernel(int u) {
        var b = new Body(u);
        var body = b.write();
        int first = w.add(new Op.Kernel(body.interned(), b.shapes), arrays(b.roots));
        for (var result : b.results.entrySet()) {
            at[result.getKey()] = first + result.getValue();
        }
    }

    private final class Body {
        final int number;
        final Groups.Unit u;
        final Shape space;
        final Shape row;
        final List<Integer> roots = new ArrayList<>();
        final Map<Integer, Integer> results = new HashMap<>(); // by node which result it is: equal ones are one
        final List<Shape> shapes = new ArrayList<>();
        final Map<Integer, Integer> param = new HashMap<>();
        final Map<Integer, Integer> value = new HashMap<>();

        Body(int number) {
            this.number = number;
            this.u = groups.units().get(number);
            var u = this.u;
            this.space = u.length() == 0 ? Shape.of(u.n()) : Shape.of(u.n() / u.length(), u.length());
            this.row = u.length() == 0 ? space : Shape.of(u.n() / u.length());
        }

        boolean isRow(int s) {
            return g.kind[s] == Kind.FOLD ? Law.isRowFold(g, u.length(), s) : Law.isOfRows(g, u.n(), u.length(), s);
        }

        Program write() {
            var m = u.members();
            for (int s = m.nextSetBit(0); s >= 0; s = m.nextSetBit(s + 1)) {
                for (var x : g.reads[s]) {
                    if (!m.get(x.root()) && g.kind[x.root()] != Kind.FILL && g.kind[x.root()] != Kind.IOTA
                            && param.putIfAbsent(x.root(), roots.size()) == null) {
                        roots.add(x.root());
                    }
                }
            }
            var to = bodyOn(roots);
            var outs = new ArrayList<Integer>();
            for (int s = m.nextSetBit(0); s >= 0; s = m.nextSetBit(s + 1)) {
                boolean row = isRow(s);
                var shape = row && g.kind[s] != Kind.FOLD ? this.row : space;
                int[] in = new int[g.reads[s].length];
                for (int j = 0; j < in.length; j++) {
                    in[j] = operand(to, g.reads[s][j], shape);
                }
                int v = switch (g.kind[s]) {
                    case COPY -> in[0];
                    case ELEMENT -> to.add(p.op(g.maker[s]), in);
                    case FOLD -> {
                        var op = (Op.Reduce) p.op(g.maker[s]);
                        if (row) {
                            yield to.add(op, in[0]);
                        }
                        yield to.add(op, reshape(to, in[0], p.type(p.in(g.maker[s], 0)).shape()));
                    }
                    default -> throw new IllegalStateException("in a kernel: " + g.kind[s]);
                };
                value.put(s, v);
                if (groups.stored().get(s) && groups.home()[s] == number) {
                    int known = outs.indexOf(v);
                    results.put(s, known < 0 ? outs.size() : known);
                    if (known < 0) {
                        outs.add(v);
                        shapes.add(p.type(s).shape());
                    }
                }
            }
            int[] o = new int[outs.size()];
            for (int i = 0; i < o.length; i++) {
                o[i] = outs.get(i);
            }
            return to.finish(o);
        }

        private int operand(Writer to, Read x, Shape shape) {
            var type = p.type(x.root());
            if (g.kind[x.root()] == Kind.FILL && x.view().isIdentity()) {
                return to.add(new Op.Fill(type.as(shape), ((Op.Fill) p.op(g.maker[x.root()])).value()));
            }
            if (u.members().get(x.root())) {
                int v = Objects.requireNonNull(value.get(x.root()), "computed later");
                return to.type(v).shape().equals(shape) ? v : to.add(new Op.Spread(u.length(), 1), v);
            }
            int from;
            if (g.kind[x.root()] == Kind.FILL || g.kind[x.root()] == Kind.IOTA) {
                from = to.add(p.op(g.maker[x.root()]));
            } else {
                from = Objects.requireNonNull(param.get(x.root()), "not read");
                if (x.isWhole(p)) {
                    return reshape(to, from, shape);
                }
                if (shape.equals(space) && Law.isSpread(u.n(), u.length(), Graph.size(type), x.view())) {
                    return to.add(new Op.Spread(u.length(), 1), reshape(to, from, row)); // an element a row
                }
            }
            return chain(to, from, x, shape);
        }
    }
}
