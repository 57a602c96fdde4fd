package org.leibniz.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.leibniz.Shape;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Op;
import org.leibniz.ir.Type;
import org.leibniz.ir.Writer;
import org.leibniz.plan.Graph.NodeKind;
import org.leibniz.plan.Graph.Read;
import org.leibniz.plan.Groups.Unit;

/// Writes bodies, one after the other: what a unit computes of the arrays of other nodes, in the normal form that
/// [SlotRoles] reads.
///
/// ```
/// unit over [4,3], in rows of 3:   m = max over the rows of x,   d = x - m
///
/// { a: f32[12]
///   b: f32[4,3] = reshape(4, 3) a
///   c: f32[4] = max[1] b
///   d: f32[4,3] = spread[3 at 1] c
///   e: f32[4,3] = sub b d
///   return e }
/// ```
final class BodyWriter {
    private static final int NOWHERE = -1;
    private static final int LATER = -2; // a member that is not computed yet

    /// A unit as one operation of a plan.
    ///
    /// @param kernel the operation
    /// @param arrays the nodes whose arrays it takes
    /// @param nodes the nodes whose arrays it gives
    /// @param results which of its results each of them is: equal ones are one
    record Body(Composite.Kernel kernel, Ints arrays, Ints nodes, Ints results) {}

    private final Graph g;
    private final Groups groups;
    private final int[] at; // by node: the slot of the body
    private Ints arrays = Ints.of(); // the nodes that the parameters are
    private Writer to = new Writer();

    BodyWriter(Graph g, Groups groups) {
        this.g = g;
        this.groups = groups;
        this.at = new int[g.p.slots()];
        Arrays.fill(at, NOWHERE);
    }

    /// One pass.
    ///
    /// @param taken the nodes whose arrays it takes
    /// @param stored the nodes that become arrays
    Body kernel(int unit, Ints taken, BitSet stored) {
        var u = groups.units().get(unit);
        var members = u.members();
        begin(members, taken);
        int[] nodes = new int[members.size()];
        int[] results = new int[members.size()];
        int[] outs = new int[members.size()];
        var shapes = new ArrayList<Shape>();
        int n = 0;
        for (int k = 0; k < members.size(); k++) {
            int node = members.get(k);
            int slot = compute(u, node);
            at[node] = slot;
            if (stored.get(node) && groups.home().get(node) == unit) {
                int result = 0;
                while (result < shapes.size() && outs[result] != slot) {
                    result++;
                }
                if (result == shapes.size()) {
                    outs[result] = slot;
                    shapes.add(g.p.type(node).shape());
                }
                nodes[n] = node;
                results[n++] = result;
            }
        }
        return end(members, Arrays.copyOf(outs, shapes.size()), shapes, Ints.of(Arrays.copyOf(nodes, n)),
                Ints.of(Arrays.copyOf(results, n)));
    }

    /// A product or a concatenation: its operands, the operation, the order in which the result is written.
    Body routine(int unit, Ints taken) {
        var members = groups.units().get(unit).members();
        begin(members, taken);
        int node = members.get(0);
        var reads = g.reads(node);
        int[] in = new int[g.p.arity(g.maker[node])];
        for (int j = 0; j < in.length; j++) {
            in[j] = chain(at[reads[j].root()], reads[j], g.p.type(reads[j].slot()).shape());
        }
        for (var factor : g.factors(node)) {
            var type = to.type(in[0]);
            int by = g.isConstant(factor.root())
                    ? to.add(new Leaf.Fill(type, ((Leaf.Fill) g.op(factor.root())).value()))
                    : chain(at[factor.root()], factor, type.shape());
            in[0] = to.add(Symmetric.scaling(), in[0], by);
        }
        int slot = to.add(g.op(node), in);
        for (int k = 1; k < members.size(); k++) {
            node = members.get(k);
            slot = chain(slot, g.reads(node)[0], g.p.type(node).shape()); // a copy that the routine writes
        }
        return end(members, new int[]{slot}, List.of(g.p.type(node).shape()), Ints.of(node), Ints.of(0));
    }

    private void begin(Ints members, Ints taken) {
        for (int k = 0; k < members.size(); k++) {
            at[members.get(k)] = LATER;
        }
        Type[] types = new Type[taken.size()];
        for (int i = 0; i < types.length; i++) {
            at[taken.get(i)] = i;
            var t = g.p.type(taken.get(i));
            types[i] = t.as(Shape.of(t.shape().size()));
        }
        arrays = taken;
        to = new Writer(types);
    }

    private Body end(Ints members, int[] outs, List<Shape> shapes, Ints nodes, Ints results) {
        for (int k = 0; k < members.size(); k++) {
            at[members.get(k)] = NOWHERE;
        }
        for (int k = 0; k < arrays.size(); k++) {
            at[arrays.get(k)] = NOWHERE;
        }
        return new Body(new Composite.Kernel(to.finish(outs).interned(), shapes), arrays, nodes, results);
    }

    private int compute(Unit u, int node) {
        boolean row = u.isRow(g, node);
        var reads = g.reads(node);
        int[] in = new int[reads.length];
        for (int j = 0; j < in.length; j++) {
            in[j] = operand(u, reads[j], row && g.kind[node] != NodeKind.FOLD ? u.rows() : u.space());
        }
        return switch (g.kind[node]) {
            case COPY -> in[0];
            case ELEMENT -> to.add(g.op(node), in);
            case FOLD -> to.add(g.op(node), row ? in[0] : reshape(in[0], g.p.type(g.p.in(g.maker[node], 0)).shape()));
            case PARAM, FILL, IOTA, RESULT, VIEW -> throw new IllegalStateException("in a kernel: " + g.kind[node]);
        };
    }

    /// What a member reads, as the elements of the space or of its rows.
    private int operand(Unit u, Read x, Shape shape) {
        int root = x.root();
        var type = g.p.type(root);
        if (g.kind[root] == NodeKind.FILL && x.view().isIdentity()) {
            return to.add(new Leaf.Fill(type.as(shape), ((Leaf.Fill) g.op(root)).value()));
        }
        if (g.isLeaf(root)) {
            return chain(to.add(g.op(root)), x, shape);
        }
        int slot = at[root];
        if (slot < 0) {
            throw new IllegalStateException("read before it is computed: " + g.op(root));
        }
        if (slot >= arrays.size()) { // computed here, as it comes
            return to.type(slot).shape().equals(shape) ? slot : to.add(new Movement.Spread(u.length(), 1), slot);
        }
        if (shape.equals(u.space()) && Law.isSpread(u.n(), u.length(), Graph.size(type), x.view())) {
            return to.add(new Movement.Spread(u.length(), 1), reshape(slot, u.rows())); // an element a row
        }
        return chain(slot, x, shape);
    }

    /// The structure operations from a node to a slot that is seen through it, as a shape of the same elements.
    private int chain(int from, Read x, Shape end) {
        if (x.isWhole()) {
            return reshape(from, end);
        }
        var ops = new ArrayList<Op>();
        for (var link = x.link(); link != null; link = link.before()) {
            ops.add(link.op());
        }
        int slot = from;
        Shape shape = g.p.type(x.root()).shape(); // of the slot, perhaps after a reshape that is not written yet
        for (var op : ops.reversed()) {
            if (op instanceof Movement.Reshape(var other)) {
                shape = other;
            } else {
                slot = to.add(op, reshape(slot, shape));
                shape = to.type(slot).shape();
            }
        }
        return reshape(slot, end);
    }

    private int reshape(int slot, Shape shape) {
        return to.type(slot).shape().equals(shape) ? slot : to.add(new Movement.Reshape(shape), slot);
    }
}
