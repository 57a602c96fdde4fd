package org.leibniz.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.PriorityQueue;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Op;
import org.leibniz.ir.Program;
import org.leibniz.ir.Routine;
import org.leibniz.ir.Type;
import org.leibniz.ir.Writer;
import org.leibniz.plan.Groups.Unit;

/// The plan that a grouping says: its units in an order to run in, kernels with their bodies.
final class Build {
    private final Graph g;
    private final Program p;
    private final Groups groups;
    private final List<Ints> taken; // by unit
    private final BitSet stored; // nodes that become arrays
    private final BodyWriter bodies;
    private final Writer w;
    private final int[] at; // by node: the slot of the plan that is its array, -1 if none is yet

    private Build(Graph g, Groups groups) {
        this.g = g;
        this.p = g.p;
        this.groups = groups;
        this.taken = groups.taken(g);
        this.stored = (BitSet) g.kept.clone();
        for (var arrays : taken) {
            for (int k = 0; k < arrays.size(); k++) {
                stored.set(arrays.get(k));
            }
        }
        this.bodies = new BodyWriter(g, groups);
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
            place(u);
        }
        int[] outs = new int[p.outputs()];
        for (int i = 0; i < outs.length; i++) {
            outs[i] = array(g.outputs[i], p.type(p.outSlot(i)));
        }
        return w.finish(outs);
    }

    private void place(int u) {
        var unit = groups.units().get(u);
        if (unit.isTask() && !isRoutine(g.op(unit.members().get(0)))) {
            task(unit);
        } else if (unit.isTask()) {
            call(bodies.routine(u, taken.get(u)));
        } else {
            call(bodies.kernel(u, taken.get(u), stored));
        }
    }

    private static boolean isRoutine(Op op) {
        return op instanceof Routine.Dot || op instanceof Routine.Concat;
    }

    private void call(BodyWriter.Body b) {
        int[] in = new int[b.arrays().size()];
        for (int j = 0; j < in.length; j++) {
            in[j] = array(b.arrays().get(j), p.type(b.arrays().get(j)));
        }
        int first = w.add(b.kernel(), in);
        for (int j = 0; j < b.nodes().size(); j++) {
            at[b.nodes().get(j)] = first + b.results().get(j);
        }
    }

    /// An operation on arrays in order.
    private void task(Unit unit) {
        int node = unit.members().get(0);
        var reads = g.reads(node);
        int[] in = new int[reads.length];
        for (int j = 0; j < in.length; j++) {
            in[j] = array(reads[j].root(), p.type(reads[j].slot()));
        }
        int first = w.add(g.op(node), in);
        for (int j = 0; j < unit.members().size(); j++) {
            at[node + j] = first + j;
        }
    }

    /// The array of a node, as a type of the same elements.
    private int array(int node, Type type) {
        if (at[node] < 0) {
            if (!g.isLeaf(node)) {
                throw new IllegalStateException("no unit gives " + g.op(node));
            }
            at[node] = w.add(g.op(node));
        }
        return w.type(at[node]).equals(type) || type.isStack()
                ? at[node]
                : w.add(new Movement.Reshape(type.shape()), at[node]);
    }

    // ---- the order

    /// Units so that each comes after those that it takes arrays of; of those that may run the one with the first node.
    private List<Integer> order() {
        int n = groups.units().size();
        var after = new BitSet[n];
        int[] waits = new int[n];
        for (int u = 0; u < n; u++) {
            after[u] = new BitSet();
        }
        for (int u = 0; u < n; u++) {
            var arrays = taken.get(u);
            for (int k = 0; k < arrays.size(); k++) {
                int h = groups.home().get(arrays.get(k));
                if (h >= 0 && !after[h].get(u)) {
                    after[h].set(u);
                    waits[u]++;
                }
            }
        }
        var ready = new PriorityQueue<Long>();
        for (int u = 0; u < n; u++) {
            if (waits[u] == 0) {
                ready.add(ranked(u));
            }
        }
        var order = new ArrayList<Integer>(n);
        while (!ready.isEmpty()) {
            int u = (int) (long) ready.remove();
            order.add(u);
            for (int v = after[u].nextSetBit(0); v >= 0; v = after[u].nextSetBit(v + 1)) {
                if (--waits[v] == 0) {
                    ready.add(ranked(v));
                }
            }
        }
        if (order.size() < n) {
            throw new IllegalStateException("a cycle of kernels");
        }
        return order;
    }

    /// By the first node of a unit, and its number.
    private long ranked(int unit) {
        return (long) groups.units().get(unit).members().get(0) << Integer.SIZE | unit;
    }
}
