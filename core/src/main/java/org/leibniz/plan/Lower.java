package org.leibniz.plan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Mark;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Op;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Writer;
import org.leibniz.transform.CustomRule;

/// The same program in fewer kinds of operations: reductions are of `[a, r, b]` over the middle axis, products are of
/// `[.., m, k]` and `[.., n, k]` in a dtype that is computed in, constants are not reshaped, bodies are planned. What
/// nothing needs is left out.
final class Lower {
    private final Program p;
    private final Machine machine;
    private final Writer w;
    private final int[] at;
    private final Map<Integer, Double> numbers = new HashMap<>(); // by slot that is one number everywhere

    private Lower(Program p, Machine machine) {
        this.p = p;
        this.machine = machine;
        this.w = new Writer(p.paramTypes());
        this.at = new int[p.slots()];
    }

    static Program of(Program p, Machine machine) {
        return new Lower(p, machine).run();
    }

    private Program run() {
        for (int i = 0; i < p.params(); i++) {
            at[i] = i;
        }
        boolean[] live = live(p);
        for (int i = 0; i < p.size(); i++) {
            if (live[i]) {
                place(i);
            }
        }
        return w.finish(p.ofOutputs(at));
    }

    static boolean[] live(Program p) {
        boolean[] needed = new boolean[p.slots()];
        for (int i = 0; i < p.outputs(); i++) {
            needed[p.outSlot(i)] = true;
        }
        boolean[] live = new boolean[p.size()];
        for (int i = live.length - 1; i >= 0; i--) {
            for (int j = 0; j < p.results(i); j++) {
                live[i] |= needed[p.out(i) + j];
            }
            for (int j = 0; live[i] && j < p.arity(i); j++) {
                needed[p.in(i, j)] = true;
            }
        }
        return live;
    }

    private int fill(Type type, double v) {
        int s = w.add(new Leaf.Fill(type, v));
        numbers.put(s, v);
        return s;
    }

    private void place(int i) {
        int[] in = p.ofOperands(i, at);
        boolean stack = false;
        for (int x : in) {
            stack |= w.type(x).isStack();
        }
        int out = p.out(i);
        var op = p.op(i);
        if (op instanceof Pointwise && !stack) { // and so on: what is part of every gradient, as in Typing
            several(i, op, in);
        } else if (op instanceof Leaf.Fill(var type, var v)) {
            at[out] = type.isStack() ? w.add(op) : fill(type, v);
        } else if (op instanceof Movement.Broadcast || op instanceof Movement.Reshape) {
            at[out] = see(op, in[0]);
        } else if (op instanceof Reduction.Reduce(var reducer, var axes)) {
            at[out] = reduce(reducer, axes, in[0]);
        } else {
            place(i, op, in, stack);
        }
    }

    private void place(int i, Op op, int[] in, boolean onStacks) {
        int out = p.out(i);
        switch (op) {
            case Mark _ -> at[out] = in[0];
            case Op.OnStacks _ when onStacks -> several(i, op, in);
            case Leaf.Fill(var type, var v) -> at[out] = type.isStack() ? w.add(op) : fill(type, v);
            case Leaf.Iota(var type, var axis) -> at[out] = iota(type, axis);
            case Leaf.Input _ -> throw new IllegalStateException(op.text() + " inside a program");
            case Movement.Spread(var n, var axis) -> {
                var s = w.type(in[0]).shape();
                at[out] = see(new Movement.Broadcast(s.insert(axis, n)),
                        see(new Movement.Reshape(s.insert(axis, 1)), in[0]));
            }
            case Reduction.Collapse(var _, var axis) -> at[out] = reduce(Reducer.SUM, Ints.of(axis), in[0]);
            case Reduction.Overlap overlap -> at[out] = overlap(overlap, in[0]);
            case Reduction.Reduce(var reducer, var axes) -> at[out] = reduce(reducer, axes, in[0]);
            case Movement moved -> at[out] = see(moved, in[0]);
            case Routine.Dot d -> at[out] = dot(d, in[0], in[1], p.type(out).shape());
            case Pointwise _,Routine _ -> several(i, op, in);
            case Composite.Kernel _ -> several(i, op, in);
            case Composite.Cond(var a, var b) -> several(i, new Composite.Cond(plan(a), plan(b)), in);
            case Composite.Call(var a) -> several(i, new Composite.Call(plan(a)), in);
            case Composite.While(var c, var b, var nc, var nb, var k) ->
                several(i, new Composite.While(plan(c), plan(b), nc, nb, k), in);
            case Composite.Scan(var b, var nc, var k, var rev, var n) ->
                several(i, new Composite.Scan(plan(b), nc, k, rev, n), in);
            case Composite.Custom(var f, var _, var _, var _, var _) ->
                several(i, new Composite.Call(plan(f)), Arrays.copyOfRange(in, in.length - f.params(), in.length));
            case Composite.LinearCall c -> several(i, new Composite.Call(plan(CustomRule.forward(c))), in);
        }
    }

    private Program plan(Program inner) {
        return Plan.of(inner, machine);
    }

    /// The index along an axis, which is counted once.
    private int iota(Type type, int axis) {
        var shape = type.shape();
        if (shape.rank() == 1) {
            return w.add(new Leaf.Iota(type, 0));
        }
        int counted = w.add(new Leaf.Iota(type.as(Shape.of(shape.dim(axis))), 0));
        int[] column = new int[shape.rank() - axis];
        Arrays.fill(column, 1);
        column[0] = shape.dim(axis);
        return see(new Movement.Broadcast(shape), reshape(counted, Shape.of(column)));
    }

    private void several(int i, Op op, int... in) {
        int first = w.add(op, in);
        for (int k = 0; k < p.results(i); k++) {
            at[p.out(i) + k] = first + k;
        }
    }

    private int see(Op op, int x) {
        var t = w.type(x);
        if (op instanceof Movement.Reshape(var s) && s.equals(t.shape())
                || op instanceof Movement.Broadcast(var b) && b.equals(t.shape())) {
            return x;
        }
        int s = w.add(op, x);
        Double v = numbers.get(x);
        if (v != null && (!(op instanceof Movement.Pad) || v == 0)) {
            return fill(w.type(s), v);
        }
        return s;
    }

    private int reshape(int x, Shape s) {
        return see(new Movement.Reshape(s), x);
    }

    private int reduce(Reducer reducer, Ints axes, int x) {
        var type = w.type(x);
        var result = type.as(axes.others(type.shape().rank()).extents(type.shape()));
        if (type.shape().size() == 0 && result.shape().size() > 0) {
            if (type.dtype() != DType.BOOL && (reducer == Reducer.MAX || reducer == Reducer.MIN)) {
                throw new IllegalArgumentException((reducer == Reducer.MAX ? "max" : "min")
                        + " of nothing: expected at least one element along axes " + axes + ", got shape "
                        + type.shape());
            }
            return fill(result, reducer.identity(type.dtype()));
        }
        int b = 1;
        int axis = type.shape().rank() - 1;
        for (; axis >= 0 && (!axes.contains(axis) || type.shape().dim(axis) == 1); axis--) {
            b *= type.shape().dim(axis);
        }
        if (axis < 0) {
            return reshape(x, result.shape());
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
        boolean half = more && (type.dtype() == DType.FLOAT16 || type.dtype() == DType.BFLOAT16);
        int y = half ? w.add(new Pointwise.Cast(DType.FLOAT32), x) : x;
        y = w.add(new Reduction.Reduce(reducer, Ints.of(1)), reshape(y, Shape.of(a, r, b)));
        if (more) {
            var rest = type.shape().slice(0, axis + 1).concat(Shape.of(b));
            int[] left = Arrays.stream(axes.toArray()).filter(k -> k < rest.rank() - 1).toArray();
            y = reduce(reducer, Ints.of(left), reshape(y, rest));
        }
        if (half) {
            y = w.add(new Pointwise.Cast(type.dtype()), y);
        }
        return reshape(y, result.shape());
    }

    /// Windows laid over each other: one axis after the other, the last one first.
    private int overlap(Reduction.Overlap op, int x) {
        var dtype = w.type(x).dtype();
        boolean half = dtype == DType.FLOAT16 || dtype == DType.BFLOAT16;
        int y = half ? w.add(new Pointwise.Cast(DType.FLOAT32), x) : x;
        for (int i = op.axes().size() - 1; i >= 0; i--) {
            y = overlap(op.axes().get(i), op.extent().get(i), op.step().get(i), op.dilation().get(i), y);
        }
        return half ? w.add(new Pointwise.Cast(dtype), y) : y;
    }

    /// Of `x[.., i, .., k]`, with the elements of a window last, the sums over all `i * step + k * dilation = j`.
    /// Windows that do not meet stand side by side. Others are skewed: rows of places, one for each `k`, with so many
    /// zeros between and behind them that each is `dilation` longer than the result; read in order as rows of the
    /// result's length each begins `dilation` further on than the one before, and their sum is the result.
    private int overlap(int axis, int extent, int step, int dilation, int x) {
        var s = w.type(x).shape();
        int last = s.rank() - 1;
        int places = s.dim(axis);
        int reach = (s.dim(last) - 1) * dilation + 1;
        if (s.size() == 0) {
            return fill(w.type(x).as(s.slice(0, last).with(axis, extent)), 0);
        }
        if (places == 1 || step >= reach) {
            int width = Math.max(step, reach);
            int y = pad(last, width - reach, dilation - 1, x);
            y = see(new Movement.Transpose(Ints.moved(last, axis + 1, last + 1)), y);
            y = reshape(y, s.slice(0, last).with(axis, places * width));
            int more = extent - places * width;
            return more > 0 ? pad(axis, more, 0, y) : slice(axis, extent, y);
        }
        int y = see(new Movement.Transpose(Ints.moved(last, axis, last + 1)), x);
        int row = extent + dilation;
        y = pad(axis + 1, row - (places - 1) * step - 1, step - 1, y);
        var rest = s.slice(0, last);
        y = reshape(y, rest.with(axis, s.dim(last) * row));
        y = slice(axis, s.dim(last) * extent, y);
        return reduce(Reducer.SUM, Ints.of(axis), reshape(y, rest.with(axis, extent).insert(axis, s.dim(last))));
    }

    /// Zeros behind and between the elements of an axis.
    private int pad(int axis, int high, int interior, int x) {
        int rank = w.type(x).shape().rank();
        int[] behind = new int[rank];
        int[] between = new int[rank];
        behind[axis] = high;
        between[axis] = interior;
        return high == 0 && interior == 0
                ? x
                : see(new Movement.Pad(Ints.repeat(0, rank), Ints.of(behind), Ints.of(between)), x);
    }

    /// The first elements of an axis.
    private int slice(int axis, int size, int x) {
        var s = w.type(x).shape();
        int rank = s.rank();
        return s.dim(axis) == size
                ? x
                : see(new Movement.Slice(Ints.repeat(0, rank), Ints.of(s.with(axis, size).toArray()),
                        Ints.repeat(1, rank)), x);
    }

    private int dot(Routine.Dot d, int a, int b, Shape result) {
        var dtype = w.type(a).dtype();
        boolean half = dtype == DType.FLOAT16 || dtype == DType.BFLOAT16;
        int x = operand(half ? w.add(new Pointwise.Cast(DType.FLOAT32), a) : a, d.axes(0));
        int z = operand(half ? w.add(new Pointwise.Cast(DType.FLOAT32), b) : b, d.axes(1));
        int y = w.type(x).shape().dim(-1) == 1 ? outer(x, z) : w.add(canonical(d.batchA().size()), x, z);
        return reshape(half ? w.add(new Pointwise.Cast(dtype), y) : y, result);
    }

    /// A product of columns `[.., m, 1]` and `[.., n, 1]`: elementwise, so that it is part of a kernel. A sum begins
    /// with 0, which makes 0 of -0.
    private int outer(int a, int b) {
        var s = w.type(a).shape();
        int m = s.dim(-2);
        int n = w.type(b).shape().dim(-2);
        var batch = s.slice(0, s.rank() - 2);
        var broadcast = new Movement.Broadcast(batch.concat(Shape.of(m, n)));
        int product = w.add(new Pointwise.Binary(ScalarFn.MUL), see(broadcast, a),
                see(broadcast, reshape(b, batch.concat(Shape.of(1, n)))));
        var type = w.type(product);
        return type.dtype().isFloating() ? w.add(new Pointwise.Binary(ScalarFn.ADD), product, fill(type, 0)) : product;
    }

    private static Op canonical(int batch) {
        return new Routine.Dot(Ints.range(0, batch), Ints.range(0, batch), Ints.of(batch + 1), Ints.of(batch + 1));
    }

    /// An operand as `[batch.., free, contracted]`.
    private int operand(int x, Routine.Dot.Axes axes) {
        var s = w.type(x).shape();
        var free = axes.free(s.rank());
        var perm = axes.batch().concat(free).concat(axes.contract());
        int y = perm.equals(Ints.range(0, s.rank())) ? x : see(new Movement.Transpose(perm), x);
        int kept = free.extents(s).size();
        int summed = axes.contract().extents(s).size();
        return reshape(y, axes.batch().extents(s).concat(Shape.of(kept, summed)));
    }
}
