package org.leibniz.ir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leibniz.LeakException;

/// From recorded nodes to a [Program]: what lies between a trace's parameters and its results, in the order of the
/// nodes' ids. Everything else that is used is *captured*: it becomes a parameter before the trace's own, in the order
/// of its first use (lambda lifting), so the program holds no data and two traces of the same structure are the same
/// program.
///
/// A node belongs to the body if it is younger than the trace's birth. Exceptions, each found by a test: a variable or
/// placeholder of an older trace that is still open is a boundary whatever its id (a parameter first read inside an
/// inner `grad` gets its outer variable late); a node that does not depend on the parameters and whose value is known
/// is a constant (unless it depends on variables from around and would be cut from them when the trace ends).
public final class Extract {
    /// What to do with what does not depend on the parameters.
    private enum Mode {
        /// A user's function: keep it; lift numbers that are not structural.
        FORWARD,
        /// A derived program: keep it; every number is part of the program; nothing may be captured.
        CLOSED,
        /// The linear part of a derived program: capture it as residuals, but write constants and broadcasts of it
        /// again.
        LINEAR
    }

    /// A program with what it captured.
    ///
    /// @param program parameters are one for each captured value, then the trace's
    /// @param captured the captured values
    /// @param knownOps operations whose values were read while tracing although they depend on the parameters
    /// @param known the outputs of those operations, one after the other
    public record Traced(Program program, Value[] captured, Ints knownOps, Value[] known) {
        private Traced(Program program, Value[] captured) {
            this(program, captured, Ints.of(), new Value[0]);
        }
    }

    private static final int NEW = Integer.MIN_VALUE; // visited, not placed
    private static final int OUTSIDE = Integer.MIN_VALUE + 1; // captured when used

    private final Mode mode;
    private final Value[] params;
    private final @Nullable Trace trace;
    private final long birth;
    private Node[] byId = {};
    private int[] place = {}; // first output slot of the node at that index (below 0 if captured), or NEW or OUTSIDE
    private boolean[] dependent = {}; // on the parameters
    private boolean[] bound = {}; // recorded here, but from values of an open trace around
    private @Nullable IdentityHashMap<Node, Integer> collisions; // node to index, behind the dense part
    private int dense;
    private int used;

    private Op[] ops = new Op[16];
    private int count;
    // for each operation: arity, operands; an operand below 0 is captured value -1 - operand
    private int[] code = new int[64];
    private int length;
    private int next;
    private boolean hooks;
    private @Nullable Node writing; // whose operands are looked up; null for the outputs
    private final List<Value> captured = new ArrayList<>();
    private @Nullable IdentityHashMap<Value, Integer> slots; // of literals and captured values, once there are many

    private Extract(Mode mode, Value[] params, @Nullable Trace trace) {
        this.mode = mode;
        this.params = params;
        this.trace = trace;
        this.birth = trace == null ? Long.MAX_VALUE : trace.birth;
        this.next = params.length;
    }

    // ---- entries

    /// The program of a user's function.
    ///
    /// @param trace the trace that it ran in
    /// @param params its variables or placeholders
    /// @param outs its results
    /// @return the program, interned by structure, and what it captured
    /// @throws LeakException if something that was recorded in an ended transformation is used
    public static Traced forward(Trace trace, Value[] params, Value[] outs) {
        var e = new Extract(Mode.FORWARD, params, trace);
        var nodes = e.collect(outs);
        var knownOps = new ArrayList<Integer>();
        var known = new ArrayList<Value>();
        for (var n : nodes) {
            var run = n.run();
            Value[] results = run == null ? n.outputs : run.outputs();
            if (e.emit(n, run) && areKnown(results)) {
                knownOps.add(e.count - 1);
                known.addAll(Arrays.asList(results));
            }
        }
        e.writing = null;
        int[] o = e.slotsOf(outs);
        var program = e.intern(o);
        return new Traced(program, Value.array(e.captured),
                Ints.of(knownOps), Value.array(known));
    }

    /// A program that a rule of the library wrote on placeholders.
    ///
    /// @param trace the trace of the placeholders
    /// @param params the placeholders
    /// @param outs the results
    /// @return the program
    public static Program closed(Trace trace, Value[] params, Value[] outs) {
        var e = new Extract(Mode.CLOSED, params, trace);
        for (var n : e.collect(outs)) {
            e.emit(n);
        }
        int[] o = e.slotsOf(outs);
        if (!e.captured.isEmpty()) {
            throw new IllegalStateException(
                    "a rule used a value that is none of its arguments: " + e.captured.getFirst());
        }
        return e.structure(o).program();
    }

    /// The part of a recorded computation that depends on tangents, and what else it needs.
    ///
    /// @param trace the trace of the placeholders
    /// @param tangents placeholders
    /// @param outs tangents of the results
    /// @return a program `(residuals, tangents) -> outs` and the residuals
    public static Traced linear(Trace trace, Value[] tangents, Value[] outs) {
        var e = new Extract(Mode.LINEAR, tangents, trace);
        for (var n : e.collect(outs)) {
            e.emit(n);
        }
        int[] o = e.slotsOf(outs);
        return new Traced(e.structure(o).program(), Value.array(e.captured));
    }

    /// One operation as a program of its inputs, for running it at once.
    static Traced single(Op op, Value[] in) {
        if (op instanceof Composite.Call(var program)) {
            return new Traced(program, in);
        }
        int n = Typing.types(op, in).length;
        var e = new Extract(Mode.FORWARD, new Value[0], null);
        e.append(op, in, n);
        int[] o = new int[n];
        for (int i = 0; i < n; i++) {
            o[i] = e.next - n + i;
        }
        return new Traced(e.intern(o), Value.array(e.captured));
    }

    /// The nodes whose values are missing for a node's, itself included, oldest first.
    static List<Node> missing(Node last) {
        var seen = new IdentityHashMap<Node, Boolean>();
        var stack = new ArrayDeque<Node>();
        var found = new ArrayList<Node>();
        seen.put(last, true);
        stack.push(last);
        while (!stack.isEmpty()) {
            Node n = stack.pop();
            found.add(n);
            for (var v : n.inputs) {
                Node m = v.node();
                if (v.known() == null && m != null && seen.put(m, true) == null) {
                    stack.push(m);
                }
            }
        }
        found.sort(Comparator.comparingLong(n -> n.id));
        return found;
    }

    // ---- the walk

    /// The nodes younger than the birth from which the outputs are reached, oldest first, without those behind a
    /// boundary.
    private List<Node> collect(Value[] outs) {
        long newest = birth;
        for (var v : outs) {
            var n = v.node();
            if (n != null) {
                newest = Math.max(newest, n.id);
            }
        }
        dense = (int) Math.min(newest - birth, Integer.MAX_VALUE - 64);
        byId = new Node[dense];
        place = new int[dense];
        dependent = new boolean[dense];
        bound = new boolean[dense];
        used = dense;
        var stack = new ArrayDeque<Node>();
        for (int i = 0; i < params.length; i++) {
            var n = params[i].node();
            if (n != null && n.id > birth && n.id <= newest) {
                int k = visit(n);
                place[k] = i;
                dependent[k] = true;
            }
        }
        for (var v : outs) {
            reach(v, stack);
        }
        while (!stack.isEmpty()) {
            for (var v : stack.pop().inputs) {
                reach(v, stack);
            }
        }
        var nodes = new ArrayList<Node>(dense);
        for (int i = 0; i < dense; i++) {
            if (byId[i] != null && place[i] == NEW) {
                nodes.add(byId[i]);
            }
        }
        if (collisions != null) {
            collisions.forEach((n, k) -> {
                if (place[k] == NEW) {
                    nodes.add(n);
                }
            });
            // equal ids belong to different threads and do not depend on each other
            nodes.sort(Comparator.comparingLong(n -> n.id));
        }
        return nodes;
    }

    private void reach(Value v, ArrayDeque<Node> stack) {
        Node n = v.node();
        if (n == null || n.id <= birth || index(n) >= 0) {
            return;
        }
        int k = visit(n);
        if (isBoundary(n)) {
            place[k] = OUTSIDE;
        } else {
            place[k] = NEW;
            stack.push(n);
        }
    }

    private boolean isBoundary(Node n) {
        if (!(n.op instanceof Mark.Alias || n.op instanceof Leaf.Input)) {
            return false;
        }
        Trace open = n.trace.resolve();
        if (n.op instanceof Leaf.Input && open == null) {
            throw Leak.of(n, n.outputs[0].type());
        }
        return n.op instanceof Leaf.Input || open != null && open.birth < birth;
    }

    private int index(Node n) {
        long i = n.id - birth - 1;
        if (i >= 0 && i < dense && byId[(int) i] == n) {
            return (int) i;
        }
        var k = collisions == null ? null : collisions.get(n);
        return k == null ? -1 : k;
    }

    private int visit(Node n) {
        int i = (int) (n.id - birth - 1);
        if (byId[i] == null) {
            byId[i] = n;
            return i;
        }
        if (collisions == null) {
            collisions = new IdentityHashMap<>();
        }
        int k = used++;
        if (k >= place.length) {
            place = Arrays.copyOf(place, 2 * k + 16);
            dependent = Arrays.copyOf(dependent, 2 * k + 16);
            bound = Arrays.copyOf(bound, 2 * k + 16);
        }
        collisions.put(n, k);
        return k;
    }

    // ---- writing

    /// Writes a node, or decides that it is captured when used.
    private boolean emit(Node n) {
        return emit(n, n.run());
    }

    // nearly always null, and this is done for every operation of every call
    private boolean emit(Node n, Node.@Nullable Run run) {
        Op op = run == null ? n.op : run.op();
        Value[] inputs = run == null ? n.inputs : run.inputs();
        Value[] outputs = run == null ? n.outputs : run.outputs();
        int k = index(n);
        boolean depends = false;
        for (var v : inputs) {
            Node m = v.node();
            if (m != null) {
                int i = index(m);
                depends |= i >= 0 && dependent[i];
            }
        }
        dependent[k] = depends;
        if (!depends && (mode == Mode.LINEAR || mode == Mode.FORWARD && !isBound(n, k) && areKnown(outputs))) {
            place[k] = OUTSIDE;
            return false;
        }
        if (op instanceof Mark.Alias) {
            place[k] = slotOf(inputs[0]); // an identity
            return false;
        }
        writing = n;
        place[k] = append(op, inputs, outputs.length);
        return true;
    }

    private static boolean areKnown(Value[] values) {
        for (var v : values) {
            if (v.known() == null) {
                return false;
            }
        }
        return true;
    }

    /// Whether a node belongs to the trace that ends and yet is computed from values of another one: captured it would
    /// be cut from them when the trace ends. It is one that took a constant from here, such as `x * (2 * 3)` inside
    /// `jit` with an `x` from around.
    private boolean isBound(Node n, int k) {
        if (n.trace.resolve() == trace) {
            for (var v : n.inputs) {
                Node m = v.node();
                if (m != null) {
                    Trace open = m.trace.resolve();
                    int i = index(m);
                    bound[k] |= open != null && (open != trace || i >= 0 && bound[i]);
                }
            }
        }
        return bound[k];
    }

    private int append(Op op, Value[] in, int results) {
        int[] operands = new int[in.length];
        for (int i = 0; i < in.length; i++) {
            operands[i] = slotOf(in[i]); // may write literals first
        }
        return write(op, operands, results);
    }

    private int write(Op op, int[] operands, int results) {
        if (count == ops.length) {
            ops = Arrays.copyOf(ops, 2 * count);
        }
        ops[count++] = op;
        hooks |= op.hasHooks();
        if (length + operands.length + 1 > code.length) {
            code = Arrays.copyOf(code, 2 * code.length + operands.length);
        }
        code[length++] = operands.length;
        System.arraycopy(operands, 0, code, length, operands.length);
        length += operands.length;
        int slot = next;
        next += results;
        return slot;
    }

    private int[] slotsOf(Value[] values) {
        int[] s = new int[values.length];
        for (int i = 0; i < s.length; i++) {
            s[i] = slotOf(values[i]);
        }
        return s;
    }

    private int slotOf(Value v) {
        Node n = v.node();
        if (n != null && !(v instanceof Literal)) {
            int k = index(n);
            if (k >= 0 && place[k] > OUTSIDE) {
                return place[k] < 0 ? place[k] : place[k] + v.index();
            }
        }
        return remembered(v, n);
    }

    private int remembered(Value v, @Nullable Node n) {
        if (slots == null) {
            slots = new IdentityHashMap<>();
        }
        Integer known = slots.get(v);
        if (known == null) {
            known = v instanceof Literal l ? literal(l) : fromOutside(v, n);
            slots.put(v, known);
        }
        return known;
    }

    private int fromOutside(Value v, @Nullable Node n) {
        if (n != null && mode == Mode.LINEAR) {
            if (n.op instanceof Movement.Broadcast) {
                return append(n.op, n.inputs, 1); // cheaper written again than kept
            }
            if (n.op instanceof Leaf.Fill || n.op instanceof Leaf.Iota) {
                return write(n.op, new int[0], 1);
            }
        }
        if (mode == Mode.FORWARD && n != null && n.trace.resolve() == null) {
            var known = v.known();
            if (known == null) {
                throw Leak.of(n, v.type());
            }
            captured.add(v.detached());
        } else {
            captured.add(v);
        }
        var outside = v.outside();
        if (outside != null && trace != null && mode == Mode.FORWARD) {
            outside.refuse(trace, writing);
        }
        return -captured.size();
    }

    private int literal(Literal l) {
        if (mode != Mode.FORWARD || l.isStructural()) {
            return write(new Leaf.Fill(l.type(), l.number()), new int[0], 1);
        }
        captured.add(l.scalar());
        int scalar = -captured.size();
        return l.shape().rank() == 0 ? scalar : write(new Movement.Broadcast(l.shape()), new int[]{scalar}, 1);
    }

    private Program intern(int[] outs) {
        return Cache.intern(structure(outs), hooks);
    }

    private ProgramStructure structure(int[] outs) {
        int captures = captured.size();
        Type[] types = new Type[captures + params.length];
        for (int i = 0; i < captures; i++) {
            types[i] = captured.get(i).type();
        }
        for (int i = 0; i < params.length; i++) {
            types[captures + i] = params[i].type();
        }
        return new ProgramStructure(types, captures, ops, count, code, length, outs);
    }
}
