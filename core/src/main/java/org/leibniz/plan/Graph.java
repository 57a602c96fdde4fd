package org.leibniz.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.leibniz.Shape;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Op;
import org.leibniz.ir.Program;
import org.leibniz.ir.Routine;
import org.leibniz.ir.Type;

/// What a lowered program computes, seen past its structure operations: an analysis, which changes nothing. A slot is a
/// *node* if it is computed; every slot is seen as a view of a node (or parameter or constant). Where strides cannot
/// express a view, or an array in order is asked for, the slot is a node itself: a copy.
final class Graph {
    enum NodeKind {
        PARAM, FILL, IOTA, ELEMENT, FOLD, COPY, RESULT, VIEW
    }

    /// Structure operations on the way from a node to a slot that is seen through it, the last one first.
    record Link(Movement op, @Nullable Link before) {}

    /// A slot that is read: the node behind it, where its elements are and how it is seen, which is decided once, when
    /// the reader is met.
    ///
    /// @param isWhole whether all of the node is seen, in order
    record Read(int slot, int root, View view, @Nullable Link link, boolean isWhole) {}

    private static final Read[] NONE = {};

    final Program p;
    final NodeKind[] kind;
    final int[] maker; // operation by slot
    final int[] root;
    final View[] view;
    private final @Nullable Link[] link;
    private final Read[][] reads; // by slot of a node, first slot of a task
    final BitSet kept = new BitSet(); // must be arrays
    final BitSet laid = new BitSet(); // copies that a product writes
    final int[] outputs; // by output the node that it is
    final List<Integer> order; // nodes and first slots of tasks that are needed, copies where their slots are
    private final Map<Seen, Integer> copies = new HashMap<>();
    private final Map<Integer, List<Read>> factors = new HashMap<>(); // by product that scales its first operand

    Graph(Program p) {
        this.p = p;
        int n = p.slots();
        kind = new NodeKind[n];
        maker = p.makers();
        root = new int[n];
        view = new View[n];
        link = new Link[n];
        reads = new Read[n][];
        for (int s = 0; s < n; s++) {
            root[s] = s;
            view[s] = View.of(p.type(s));
            kind[s] = NodeKind.PARAM;
        }
        for (int i = 0; i < p.size(); i++) {
            place(i);
        }
        outputs = new int[p.outputs()];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = array(p.outSlot(i));
            kept.set(outputs[i]);
        }
        order = needed();
        layOut();
    }

    /// What is computed, without what nothing reads any more: what was seen through.
    private List<Integer> needed() {
        BitSet needed = (BitSet) kept.clone();
        var backwards = new ArrayList<Integer>();
        for (int i = p.size() - 1; i >= 0; i--) {
            int s = p.results(i) > 0 && reads[p.out(i)] != null ? p.out(i) : -1;
            int first = s < 0 ? -1 : needed.nextSetBit(s);
            if (first >= 0 && first < s + p.results(i)) {
                for (var r : reads[s]) {
                    needed.set(r.root);
                }
                backwards.add(s);
            }
        }
        Collections.reverse(backwards);
        return backwards;
    }

    /// The elements that a node is computed over: of a fold those that it reduces.
    int elements(int node) {
        return size(p.type(kind[node] == NodeKind.FOLD ? p.in(maker[node], 0) : node));
    }

    /// What a node reads; nothing if it is there, or a further result.
    Read[] reads(int node) {
        return reads[node] == null ? NONE : reads[node];
    }

    /// The operation that computes a node.
    Op op(int node) {
        return p.op(maker[node]);
    }

    /// Whether a node is a number or an index, which can be had anywhere.
    boolean isLeaf(int node) {
        return kind[node] == NodeKind.FILL || kind[node] == NodeKind.IOTA;
    }

    static int size(Type t) {
        return t.isStack() ? 0 : t.shape().size();
    }

    Read read(int s) {
        return read(s, root[s], view[s], link[s]);
    }

    private Read read(int s, int node, View seen, @Nullable Link through) {
        return new Read(s, node, seen, through, seen.isIdentity() && seen.size() == size(p.type(node)));
    }

    boolean isConstant(int s) {
        return kind[root[s]] == NodeKind.FILL;
    }

    private void place(int i) {
        var op = p.op(i);
        int out = p.results(i) == 0 ? -1 : p.out(i);
        boolean stack = false;
        for (int j = 0; j < p.arity(i); j++) {
            stack |= p.type(p.in(i, j)).isStack();
        }
        for (int j = 0; j < p.results(i); j++) {
            stack |= p.type(out + j).isStack();
        }
        if (stack) {
            task(i);
            return;
        }
        switch (op.family()) {
            case LEAF -> kind[out] = op instanceof Leaf.Fill ? NodeKind.FILL : NodeKind.IOTA;
            case POINTWISE -> node(i, NodeKind.ELEMENT);
            case REDUCTION -> node(i, NodeKind.FOLD);
            case MOVEMENT -> see((Movement) op, p.in(i, 0), out);
            case ROUTINE, COMPOSITE -> task(i);
            case MARK -> throw new IllegalStateException(op.text() + " in a program that is lowered");
        }
    }

    /// A slot that is seen through an operation: another view of the same node. Where strides cannot express one, what
    /// it is of becomes a node first.
    private void see(Movement op, int x, int out) {
        kind[out] = NodeKind.VIEW;
        var seen = through(op, x);
        if (seen == null) {
            breakAt(x);
            seen = through(op, x);
        }
        if (seen == null) {
            throw new IllegalStateException("no view of an array in order: " + op.text() + " of " + p.type(x));
        }
        root[out] = root[x];
        view[out] = seen;
        link[out] = new Link(op, link[x]);
    }

    private @Nullable View through(Movement op, int x) {
        if (op instanceof Movement.Reshape) {
            return view[x]; // the same elements in the same order, whatever axes they are given
        }
        var v = view[x].as(p.type(x).shape());
        return v == null ? null : v.through(op);
    }

    /// A slot becomes a node, for whoever reads it.
    private void breakAt(int x) {
        int rep = array(x);
        root[x] = rep;
        view[x] = View.of(p.type(rep).shape());
        link[x] = rep == x ? null : new Link(new Movement.Reshape(p.type(x).shape()), null);
    }

    private void node(int i, NodeKind k) {
        int out = p.out(i);
        kind[out] = k;
        reads[out] = new Read[p.arity(i)];
        for (int j = 0; j < p.arity(i); j++) {
            reads[out][j] = read(p.in(i, j));
        }
    }

    private void task(int i) {
        var op = p.op(i);
        if (op instanceof Routine.Dot && symmetric(i)) {
            return;
        }
        Read[] r = new Read[p.arity(i)];
        for (int j = 0; j < r.length; j++) {
            int x = p.in(i, j);
            if (op instanceof Routine.Dot && isMatrices(x) || op instanceof Routine.Concat && !isConstant(x)) {
                kept.set(root[x]);
                r[j] = read(x);
            } else {
                int a = array(x);
                kept.set(a);
                r[j] = read(x, a, View.of(p.type(a)), null);
            }
        }
        for (int j = 0; j < p.results(i); j++) {
            kind[p.out(i) + j] = NodeKind.RESULT;
        }
        if (p.results(i) > 0) {
            reads[p.out(i)] = r;
        }
    }

    // ---- symmetric products

    /// What the first operand of a product is multiplied by on the way, one after the other.
    List<Read> factors(int dot) {
        return factors.getOrDefault(dot, List.of());
    }

    /// A product of a matrix and itself, scaled along k, is made one that does the scaling: what is symmetric shows,
    /// and nobody writes what is scaled. Of the operands either may be the scaled one.
    private boolean symmetric(int i) {
        var shape = p.type(p.in(i, 0)).shape();
        int n = p.type(p.in(i, 1)).shape().dim(-2);
        if (!Symmetric.isWorthIt(p.type(p.in(i, 0)).dtype(), shape.dim(-2), n, shape.dim(-1))) {
            return false;
        }
        for (int j = 0; j < 2; j++) {
            int x = p.in(i, 1 - j);
            var scale = isMatrices(x) ? scale(read(p.in(i, j)), read(x), shape) : null;
            if (scale != null && !scale.isEmpty()) {
                var reads = new ArrayList<>(List.of(read(x), read(x)));
                scale.stream().filter(f -> !isConstant(f.root)).forEach(reads::add);
                reads.forEach(r -> kept.set(r.root));
                reads(i, reads.toArray(NONE), scale);
                return true;
            }
        }
        return false;
    }

    private void reads(int i, Read[] r, List<Read> scale) {
        kind[p.out(i)] = NodeKind.RESULT;
        reads[p.out(i)] = r;
        factors.put(p.out(i), scale);
    }

    /// By what one matrix is multiplied, factor by factor the same for all rows, to give another; null if not so.
    private @Nullable List<Read> scale(Read scaled, Read matrix, Shape shape) {
        var v = scaled.view.as(shape);
        if (v == null || scaled.root == matrix.root) {
            return v != null && Objects.equals(v, matrix.view.as(shape)) ? new ArrayList<>() : null;
        }
        int m = maker[scaled.root];
        if (kind[scaled.root] != NodeKind.ELEMENT || !p.op(m).equals(Symmetric.scaling())) {
            return null;
        }
        for (int j = 0; j < 2; j++) {
            var by = through(scaled, reads[scaled.root][1 - j], shape);
            var rest = by != null && isOfColumns(by, shape) ? through(scaled, reads[scaled.root][j], shape) : null;
            var before = rest == null ? null : scale(rest, matrix, shape);
            if (by != null && before != null) {
                before.add(by);
                return before;
            }
        }
        return null;
    }

    /// Whether a view of a matrix is the same for all rows.
    private boolean isOfColumns(Read x, Shape shape) {
        var v = x.view.as(shape);
        return v != null && v.axes().stream().noneMatch(View.Axis::isPadded)
                && (isConstant(x.root) || !isLeaf(x.root) && v.axes().get(shape.rank() - 2).stride() == 0);
    }

    /// What is read to compute a node, as it is seen by who sees the node; null if strides cannot express that.
    private @Nullable Read through(Read seen, Read operand, Shape end) {
        var ops = new ArrayList<Movement>();
        for (var l = seen.link; l != null; l = l.before) {
            ops.add(l.op);
        }
        var v = operand.view;
        var through = operand.link;
        var shape = p.type(seen.root).shape();
        for (var op : ops.reversed()) {
            through = new Link(op, through);
            var from = v.as(shape);
            v = op instanceof Movement.Reshape ? v : from == null ? null : from.through(op);
            if (v == null) {
                return null;
            }
            shape = op instanceof Movement.Reshape(var other) ? other : extents(v);
        }
        var last = v.as(end);
        return last == null ? null : read(seen.slot, operand.root, last, through);
    }

    private static Shape extents(View v) {
        return Shape.of(v.axes().stream().mapToInt(View.Axis::size).toArray());
    }

    private boolean isMatrices(int x) {
        if (isLeaf(root[x])) {
            return false;
        }
        var v = view[x].as(p.type(x).shape());
        return v != null && v.axes().stream().noneMatch(View.Axis::isPadded);
    }

    /// The node that holds a slot's elements in order.
    private int array(int x) {
        if (p.type(x).isStack()) {
            return root[x];
        }
        int r = root[x];
        if (kind[r] == NodeKind.FILL && view[x].isIdentity()) {
            return x; // an array of one number; x is a Fill itself
        }
        if (read(x).isWhole()) {
            return r;
        }
        var key = Seen.of(r, view[x]);
        Integer known = copies.get(key);
        if (known != null) {
            return known;
        }
        kind[x] = NodeKind.COPY;
        reads[x] = new Read[]{read(x)};
        copies.put(key, x);
        return x;
    }

    // ---- layouts

    private void layOut() {
        int[] readers = new int[p.slots()];
        for (int s : order) {
            for (var r : reads[s]) {
                readers[r.root]++;
            }
        }
        for (int s : order) {
            if (kind[s] == NodeKind.COPY) {
                int r = reads[s][0].root;
                if (kind[r] == NodeKind.RESULT && op(r) instanceof Routine.Dot && readers[r] == 1 && !isOutput(r)
                        && layout(r, reads[s][0]) != null) {
                    laid.set(s);
                }
            }
        }
    }

    private boolean isOutput(int r) {
        for (int i = 0; i < p.outputs(); i++) {
            if (root[p.outSlot(i)] == r && view[p.outSlot(i)].isIdentity()) {
                return true;
            }
        }
        return false;
    }

    /// Where a product's elements go so that a copy is in order.
    @Nullable
    View layout(int dot, Read copy) {
        int size = size(p.type(dot));
        if (copy.view.size() != size) {
            return null;
        }
        var inverse = copy.view.normal().inverse();
        var v = inverse == null ? null : inverse.as(p.type(dot).shape());
        if (v == null) {
            return null;
        }
        var axes = v.axes();
        var row = axes.get(axes.size() - 2);
        var column = axes.getLast();
        return column.stride() == 1 || column.size() == 1 || row.stride() == 1 || row.size() == 1 ? v : null;
    }
}
