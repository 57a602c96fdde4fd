package org.leibniz.cpu;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.cpu.Stage.Group;
import org.leibniz.cpu.Stage.Task;
import org.leibniz.cpu.Term.Ref;
import org.leibniz.cpu.Term.Source;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Op;
import org.leibniz.ir.Op.Reducer;
import org.leibniz.ir.Program;
import org.leibniz.ir.Stack;
import org.leibniz.ir.Type;
import org.leibniz.plan.View;

/// From the operations of a program to terms, views of terms, and a first grouping of terms into stages.
///
/// Elementwise operations over a space of as many elements join one group as long as each reads the other in order; the level of a group is
/// one more than that of all it reads through a view or from another space. Groups are told by space and level, which cannot make a cycle.
/// Reductions join the group that computes what they reduce. Everything else is a task of its own.
final class Terms {
    private final Program program;
    private final Ref[] at; // by slot of the program
    private final Map<Long, Group> groups = new HashMap<>();
    private final Map<Long, List<Group>> others = new HashMap<>(); // groups of folds whose blocks do not fit those of the first
    private final Map<Ref, Term> copies = new HashMap<>();
    private int order;
    final List<Stage> stages = new ArrayList<>();
    final List<Term> tables = new ArrayList<>();
    final Term[] parameters;
    final Ref[] outputs;
    private boolean zeros; // whether a view saw nothing of what it was to see

    Terms(Program program) {
        this.program = program;
        this.at = new Ref[program.slots()];
        this.parameters = new Term[program.params()];
        for (int i = 0; i < parameters.length; i++) {
            var type = program.type(i);
            parameters[i] = Term.parameter(type);
            at[i] = new Ref(parameters[i], view(type));
        }
        boolean[] live = live();
        for (int i = 0; i < program.size(); i++) {
            if (live[i]) {
                place(i);
            }
        }
        this.outputs = new Ref[program.outputs()];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = output(at[program.outSlot(i)]);
        }
        if (zeros) {
            dropUnread();
        }
    }

    /// Drops what was only computed, or copied, for a view that turned out to see nothing but zeros.
    private void dropUnread() {
        var read = Collections.newSetFromMap(new IdentityHashMap<Term, Boolean>());
        var next = new ArrayDeque<Term>();
        for (var x : outputs) {
            next.add(x.term());
        }
        while (!next.isEmpty()) {
            var t = next.pop();
            if (read.add(t)) {
                for (var x : t.stage instanceof Task task ? task.in : t.in) {
                    next.push(x.term());
                }
            }
        }
        for (var s : stages) {
            if (s instanceof Group g) {
                g.terms.removeIf(t -> !read.contains(t));
            }
        }
        stages.removeIf(s -> s instanceof Task t && Arrays.stream(t.out).noneMatch(read::contains));
        Stage.dropEmpty(stages);
    }

    private boolean[] live() {
        boolean[] needed = new boolean[program.slots()];
        for (int i = 0; i < program.outputs(); i++) {
            needed[program.outSlot(i)] = true;
        }
        boolean[] live = new boolean[program.size()];
        for (int i = live.length - 1; i >= 0; i--) {
            for (int j = 0; j < program.results(i); j++) {
                live[i] |= needed[program.out(i) + j];
            }
            for (int j = 0; live[i] && j < program.arity(i); j++) {
                needed[program.in(i, j)] = true;
            }
        }
        return live;
    }

    private static View view(Type type) {
        return View.of(type.isStack() ? Shape.of(0) : type.shape());
    }

    // ---- from operations to terms

    private void place(int i) {
        Ref[] in = new Ref[program.arity(i)];
        Type[] types = new Type[in.length];
        for (int j = 0; j < in.length; j++) {
            in[j] = at[program.in(i, j)];
            types[j] = program.type(program.in(i, j));
        }
        int out = program.out(i);
        var type = program.results(i) == 0 ? Type.scalar(DType.BOOL) : program.type(out);
        Op op = program.op(i);
        switch (op) {
            case Op.Fill(var _, var number) -> at[out] = type.isStack() ? table(type, () -> Stack.EMPTY) : constant(type, number);
            case Op.Iota(var _, var axis) -> at[out] = iota(type, axis);
            case Op.Input(var what) -> throw new IllegalStateException("a placeholder (" + what + ") inside a program");
            case Op.OnStacks each when Items.isStack(types) -> task(i, each, in, types);
            case Op.Pointwise each -> at[out] = element(each, type, in);
            case Op.Mark _,Op.Reshape _ -> at[out] = in[0]; // the same elements in the same order
            case Op.Pad pad ->
                at[out] = see(pad, in[0].term().isConstant() && in[0].term().number != 0 ? filled(in[0], types[0]) : in[0], types[0], type);
            case Op.Movement moved -> at[out] = see(moved, in[0], types[0], type);
            case Op.Collapse(var _, var axis) -> at[out] = reduce(Reducer.SUM, Ints.of(axis), in[0], types[0], type);
            case Op.Reduce(var reducer, var axes) -> at[out] = reduce(reducer, axes, in[0], types[0], type);
            case Op.Dot dot when type.dtype() == DType.FLOAT16 || type.dtype() == DType.BFLOAT16 -> product(i, dot, in, types, type);
            case Op.Routine routine -> task(i, routine, in, types);
            case Op.Composite programs -> task(i, programs, in, types);
        }
    }

    /// A structure operation on a view, which first needs the axes of its type; where strides cannot express one, a copy is made.
    private Ref see(Op.Movement op, Ref x, Type type, Type result) {
        if (x.term().isConstant()) {
            return constant(result, x.term().number);
        }
        var aligned = aligned(x, type);
        var seen = through(op, aligned.view());
        if (seen == null) {
            aligned = copy(aligned, type);
            seen = through(op, aligned.view());
        }
        if (seen == null) {
            throw new IllegalStateException("no view of an array in order: " + type + " as " + result);
        }
        if (seen.isZero()) {
            zeros = true;
            return constant(result, 0);
        }
        return new Ref(aligned.term(), seen);
    }

    private static @Nullable View through(Op.Movement op, View v) {
        return switch (op) {
            case Op.Broadcast(var shape) -> v.broadcast(shape);
            case Op.Reshape(var shape) -> v.as(shape);
            case Op.Transpose(var perm) -> v.transpose(perm);
            case Op.Slice slice -> v.slice(slice);
            case Op.Pad pad -> v.pad(pad);
            case Op.Reverse(var axes) -> v.reverse(axes);
            case Op.Spread(var n, var axis) -> v.spread(n, axis);
        };
    }

    private Ref aligned(Ref x, Type type) {
        var v = x.view().as(type.shape());
        return v == null ? copy(x, type) : new Ref(x.term(), v);
    }

    private static Ref constant(Type type, double number) {
        return new Ref(Term.constant(type.dtype(), type.shape().size(), rounded(type.dtype(), number)), View.of(type.shape()));
    }

    private static double rounded(DType dtype, double number) {
        return dtype == Kind.of(dtype).dtype() ? number : Buffers.getDouble(dtype, Buffers.filled(dtype, Shape.SCALAR, number), 0);
    }

    private Ref table(Type type, Supplier<Object> data) {
        var t = Term.table(type.dtype(), type.isStack() ? 0 : type.shape().size(), data);
        tables.add(t);
        return new Ref(t, view(type));
    }

    private Ref iota(Type type, int axis) {
        int n = type.shape().dim(axis);
        var dtype = type.dtype();
        var row = table(type.as(Shape.of(n)), () -> counted(dtype, n));
        int[] d = new int[type.shape().rank() - axis];
        Arrays.fill(d, 1);
        d[0] = n;
        var column = row.view().as(Shape.of(d));
        return new Ref(row.term(), column == null ? row.view() : column.broadcast(type.shape()));
    }

    private static Object counted(DType dtype, int n) {
        Object data = Buffers.allocate(dtype, n);
        for (int i = 0; i < n; i++) {
            Buffers.setLong(dtype, data, i, i);
        }
        return data;
    }

    private Ref filled(Type type, double number) {
        var dtype = type.dtype(); // what is remembered for the table holds no program
        var shape = Shape.of(type.shape().size());
        return table(type, () -> Buffers.filled(dtype, shape, number));
    }

    /// A constant as an array of one element, broadcast.
    private Ref filled(Ref constant, Type type) {
        var one = filled(Type.scalar(type.dtype()), constant.term().number);
        return new Ref(one.term(), one.view().broadcast(type.shape()));
    }

    // ---- grouping

    private Ref element(Op.Pointwise op, Type type, Ref... in) {
        int n = type.shape().size();
        int level = 1;
        for (var x : in) {
            if (!x.term().isConstant()) {
                level = Math.max(level, inOrder(x) ? x.term().level() : x.term().level() + 1);
            }
        }
        var t = new Term(order++, Source.ELEMENT, type.dtype(), n, op, in);
        group(n, level).add(t);
        return new Ref(t, View.of(type.shape()));
    }

    /// Whether a reader may join the group that computes x.
    private static boolean inOrder(Ref x) {
        return x.term().isElementwise() && x.isWhole();
    }

    private Ref copy(Ref x, Type type) {
        var key = x.normal();
        var t = copies.get(key);
        if (t == null) {
            int n = type.shape().size();
            t = new Term(order++, Source.COPY, type.dtype(), n, null, x);
            group(n, x.term().level() + 1).add(t);
            copies.put(key, t);
        }
        return new Ref(t, View.of(type.shape()));
    }

    private static long space(int n, int level) {
        return (long) n << Integer.SIZE | level;
    }

    private Group group(int n, int level) {
        var g = groups.get(space(n, level));
        if (g == null) {
            g = open(level, n);
            groups.put(space(n, level), g);
        }
        return g;
    }

    private Group open(int level, int n) {
        var g = new Group(level, n);
        stages.add(g);
        return g;
    }

    private Ref reduce(Reducer reducer, Ints axes, Ref x, Type type, Type result) {
        if (x.view().size() == 0 && result.shape().size() > 0) {
            if (type.dtype() != DType.BOOL && (reducer == Reducer.MAX || reducer == Reducer.MIN)) {
                throw new IllegalArgumentException(
                        (reducer == Reducer.MAX ? "max" : "min") + " of nothing: expected at least one element along axes "
                                + axes + ", got shape " + type.shape());
            }
            return constant(result, Kind.of(type.dtype()).identity(reducer));
        }
        // Runs of axes that are kept or reduced together; the last reduced run goes first, what is left is reduced again.
        int b = 1;
        int axis = type.shape().rank() - 1;
        for (; axis >= 0 && (!axes.contains(axis) || type.shape().dim(axis) == 1); axis--) {
            b *= type.shape().dim(axis);
        }
        if (axis < 0) {
            return x; // only axes of extent 1
        }
        int r = 1;
        for (; axis >= 0 && (axes.contains(axis) || type.shape().dim(axis) == 1); axis--) {
            r *= type.shape().dim(axis);
        }
        int a = type.shape().slice(0, axis + 1).size();
        boolean more = false;
        for (int k = 0; k <= axis; k++) {
            more |= axes.contains(k) && type.shape().dim(k) != 1;
        }
        var term = new Term(order++, Source.FOLD, more ? Kind.of(type.dtype()).dtype() : type.dtype(), a * b, new Op.Reduce(reducer, axes),
                x.term().isConstant() ? filled(x, type) : x);
        term.a = a;
        term.r = r;
        term.b = b;
        fold(term);
        if (more) {
            var rest = new Type(term.dtype, type.shape().slice(0, axis + 1).concat(Shape.of(b)));
            int[] left = Arrays.stream(axes.toArray()).filter(k -> k < rest.shape().rank() - 1).toArray();
            return reduceAgain(reducer, Ints.of(left), new Ref(term, View.of(rest.shape())), rest, result);
        }
        return new Ref(term, View.of(result.shape()));
    }

    private Ref reduceAgain(Reducer reducer, Ints axes, Ref x, Type type, Type result) {
        var r = reduce(reducer, axes, x, type, result.as(type.dtype()));
        return type.dtype() == result.dtype() ? r : element(new Op.Cast(result.dtype()), result, r);
    }

    private void fold(Term fold) {
        var x = fold.in[0];
        int n = fold.a * fold.r * fold.b;
        if (inOrder(x) && x.term().stage instanceof Group g && g.addFold(fold)) {
            return;
        }
        int level = x.term().level() + 1;
        if (group(n, level).addFold(fold)) {
            return;
        }
        var more = others.computeIfAbsent(space(n, level), _ -> new ArrayList<>());
        for (var g : more) {
            if (g.addFold(fold)) {
                return;
            }
        }
        var g = open(level, n);
        more.add(g);
        g.addFold(fold);
    }

    // ---- tasks

    private void task(int i, Op.Whole op, Ref[] in, Type[] types) {
        Type[] outTypes = new Type[program.results(i)];
        for (int j = 0; j < outTypes.length; j++) {
            outTypes[j] = program.type(program.out(i) + j);
        }
        Term[] out = task(op, in, types, outTypes);
        for (int j = 0; j < out.length; j++) {
            at[program.out(i) + j] = new Ref(out[j], view(outTypes[j]));
        }
    }

    private Term[] task(Op.Whole op, Ref[] in, Type[] types, Type... outTypes) {
        Ref[] operands = new Ref[in.length];
        boolean control = Task.allocates(op, types, outTypes);
        int level = 1;
        for (int j = 0; j < in.length; j++) {
            operands[j] = op instanceof Op.Dot dot
                    ? Product.operand(dot, j == 0, in[j], types[j], this::array)
                    : op instanceof Op.Concat ? kept(in[j], types[j]) : array(in[j], types[j]);
            operands[j].term().escapes |= control || isIndex(op, j);
            level = Math.max(level, operands[j].term().level() + 1);
        }
        Term[] out = new Term[outTypes.length];
        for (int j = 0; j < out.length; j++) {
            out[j] = new Term(order++, Source.RESULT, outTypes[j].dtype(), outTypes[j].isStack() ? 0 : outTypes[j].shape().size(), op);
        }
        stages.add(new Task(level, op, operands, types, out, outTypes));
        return out;
    }

    /// Positions are given as an array of their own length.
    private static boolean isIndex(Op op, int operand) {
        return op instanceof Op.Gather && operand == 1 || op instanceof Op.Scatter && operand == 0;
    }

    /// A stored term, in whatever order.
    private Ref kept(Ref x, Type type) {
        var r = x.term().isConstant() ? filled(x, type) : x;
        r.term().stored = true;
        return r;
    }

    /// All of a stored term in order.
    private Ref array(Ref x, Type type) {
        Ref r = x;
        if (type.isStack()) {
            return r;
        }
        if (r.term().isConstant()) {
            return filled(type, r.term().number);
        }
        if (!r.isWhole()) {
            r = copy(r, type);
        }
        r.term().stored = true;
        return r;
    }

    /// A product of float16 or bfloat16: in float32, rounded at the end.
    private void product(int i, Op.Dot op, Ref[] in, Type[] types, Type type) {
        Ref[] wide = new Ref[2];
        Type[] wideTypes = new Type[2];
        for (int j = 0; j < 2; j++) {
            wideTypes[j] = types[j].as(DType.FLOAT32);
            wide[j] = element(new Op.Cast(DType.FLOAT32), wideTypes[j], in[j]);
        }
        var wideType = type.as(DType.FLOAT32);
        var result = new Ref(task(op, wide, wideTypes, wideType)[0], View.of(type.shape()));
        at[program.out(i)] = element(new Op.Cast(type.dtype()), type, result);
    }

    private Ref output(Ref x) {
        var t = x.term();
        if (t.isConstant()) {
            return filled(new Type(t.dtype, Shape.of(t.size)), t.number);
        }
        Ref r = x.isWhole() ? x : copy(x, new Type(t.dtype, Shape.of(x.view().size())));
        r.term().stored = true;
        r.term().escapes = true;
        return r;
    }
}
