package org.leibniz.ir;

import java.util.Arrays;
import org.leibniz.DType;
import org.leibniz.Shape;

/// The types of an operation's outputs, and the checks that its inputs have the types that it asks for.
final class Typing {
    private Typing() {}

    static Type[] types(Op op, Value[] in) {
        if (op instanceof Pointwise.Unary) { // what is recorded most, without a list of types
            return one(in[0].type());
        }
        if (op instanceof Pointwise.Binary) {
            return one(same(op, in[0].type(), in[1].type()));
        }
        return types(op, Value.types(in));
    }

    /// What is part of every gradient is told apart without a switch over patterns, here and in the other tables: the
    /// first one takes 20 ms to link, each further one 3, which a process's first gradient would wait for.
    static Type[] types(Op op, Type... in) {
        if (op instanceof Leaf.Fill(var type, var _)) {
            return one(type);
        }
        if (op instanceof Movement.Broadcast broadcast) {
            return one(broadcast(broadcast, in[0]));
        }
        if (op instanceof Movement.Reshape reshape) {
            return one(reshape(reshape, in[0]));
        }
        if (op instanceof Reduction.Reduce(var _, var axes)) {
            return one(reduced(axes, in[0]));
        }
        if (op instanceof Composite.Kernel kernel) {
            return kernel(kernel, in);
        }
        return op instanceof Pointwise.Unary
                ? one(in[0])
                : op instanceof Pointwise.Binary ? one(same(op, in[0], in[1])) : types(in, op);
    }

    private static Type broadcast(Movement.Broadcast op, Type x) {
        if (!op.shape().equals(Shape.broadcast(x.shape(), op.shape()))) {
            throw unexpected(op, "a shape that broadcasts to " + op.shape(), x);
        }
        return x.as(op.shape());
    }

    private static Type reshape(Movement.Reshape op, Type x) {
        if (op.shape().size() != x.shape().size()) {
            throw unexpected(op, op.shape().size() + " elements for shape " + op.shape(), x);
        }
        return x.as(op.shape());
    }

    private static Type reduced(Ints axes, Type x) {
        return x.as(axes.others(x.shape().rank()).extents(x.shape()));
    }

    private static Type[] kernel(Composite.Kernel op, Type... in) {
        var body = op.body();
        var results = op.results();
        if (body.params() != in.length || body.outputs() != results.size()) {
            throw unexpected(op, body.params() + " arguments", in.length);
        }
        for (int i = 0; i < in.length; i++) {
            if (body.type(i).dtype() != in[i].dtype() || body.type(i).shape().size() != in[i].shape().size()) {
                throw unexpected(op, body.type(i).toString(), in[i]);
            }
        }
        Type[] r = new Type[results.size()];
        for (int i = 0; i < r.length; i++) {
            if (body.output(i).shape().size() != results.get(i).size()) {
                throw unexpected(op, "a result of shape " + results.get(i), body.output(i));
            }
            r[i] = body.output(i).as(results.get(i));
        }
        return r;
    }

    /// The whole table.
    private static Type[] types(Type[] in, Op op) {
        return switch (op) {
            case Leaf.Fill(var type, var _) -> one(type);
            case Leaf.Iota(var type, var _) -> one(type);
            case Leaf.Input _ -> throw new IllegalStateException("a placeholder inside a program");
            case Pointwise.Binary _,Mark.Restated _ -> one(same(op, in[0], in[1]));
            case Pointwise.Unary _,Mark _,Routine.CumSum _,Movement.Reverse _,Routine.Cholesky _,Routine.Either _ ->
                one(in[0]);
            case Pointwise.Compare _ -> one(same(op, in[0], in[1]).as(DType.BOOL));
            case Pointwise.Select _ -> {
                if (!(in[0].dtype() == DType.BOOL && in[0].shape().equals(in[1].shape()))) {
                    throw unexpected(op, "bool" + in[1].shape(), in[0]);
                }
                yield one(same(op, in[1], in[2]));
            }
            case Pointwise.Cast(var to) -> one(in[0].as(to));
            case Movement.Broadcast broadcast -> one(broadcast(broadcast, in[0]));
            case Movement.Reshape reshape -> one(reshape(reshape, in[0]));
            case Movement.Transpose(var perm) -> {
                int[] d = new int[perm.size()];
                for (int i = 0; i < d.length; i++) {
                    d[i] = in[0].shape().dim(perm.get(i));
                }
                yield one(in[0].as(Shape.ragged(d)));
            }
            case Movement.Slice(var start, var size, var step) -> {
                for (int i = 0; i < size.size(); i++) {
                    long last = start.get(i) + Math.max(size.get(i) - 1, 0) * (long) step.get(i);
                    if (!(start.get(i) >= 0 && size.get(i) >= 0 && (size.get(i) == 0 || last < in[0].shape().dim(i)))) {
                        throw unexpected(op, "an extent over " + last + " on axis " + i, in[0]);
                    }
                }
                yield one(in[0].as(Shape.of(size.toArray())));
            }
            case Movement.Pad(var low, var high, var interior) -> {
                int[] d = in[0].shape().toArray();
                for (int i = 0; i < d.length; i++) {
                    d[i] = extent(op,
                            (long) d[i] + low.get(i) + high.get(i) + Math.max(d[i] - 1, 0) * (long) interior.get(i));
                }
                yield one(in[0].as(Shape.of(d)));
            }
            case Movement.Windows windows -> one(windows(windows, in[0]));
            case Reduction.Overlap overlap -> one(overlap(overlap, in[0]));
            case Routine.Concat(var axis) -> {
                long n = 0;
                for (var t : in) {
                    if (!(t.dtype() == in[0].dtype() && t.shape().with(axis, 0).equals(in[0].shape().with(axis, 0)))) {
                        throw unexpected(op, "equal types but for axis " + axis + ", as " + in[0], t);
                    }
                    n += t.shape().dim(axis);
                }
                yield one(in[0].as(in[0].shape().with(axis, extent(op, n))));
            }
            case Reduction.Reduce(var _, var axes) -> one(reduced(axes, in[0]));
            case Routine.ArgReduce(var _, var axis) -> one(new Type(DType.INT32, in[0].shape().remove(axis)));
            case Routine.Dot dot -> one(dot(dot, in[0], in[1]));
            case Routine.Gather(var axis, var batch) -> {
                var x = in[0].shape();
                var i = in[1].shape();
                if (!(in[1].dtype().isInteger() && x.slice(0, batch).equals(i.slice(0, batch)))) {
                    throw unexpected(op, "integer indices with leading axes " + x.slice(0, batch), in[1]);
                }
                yield one(in[0]
                        .as(x.slice(0, axis).concat(i.slice(batch, i.rank())).concat(x.slice(axis + 1, x.rank()))));
            }
            case Routine.Scatter(var axis, var batch, var size, var _) -> {
                int indexAxes = in[0].shape().rank() - batch;
                var u = in[1].shape();
                yield one(
                        in[1].as(u.slice(0, axis).concat(Shape.of(size)).concat(u.slice(axis + indexAxes, u.rank()))));
            }
            case Routine.AddAt(var axis, var batch) -> {
                int indexAxes = in[1].shape().rank() - batch;
                var x = in[0].shape();
                var u = in[2].shape();
                var sum = u.slice(0, axis).concat(Shape.of(x.dim(axis)))
                        .concat(u.slice(axis + indexAxes, u.rank()));
                if (!(in[2].dtype() == in[0].dtype() && sum.equals(x))) {
                    throw unexpected(op, "updates for " + in[0], in[2]);
                }
                yield one(in[0]);
            }
            case Routine.First _ -> one(in[0].as(DType.INT32));
            case Routine.Sort(var _) -> new Type[]{in[0], in[0].as(DType.INT32)};
            case Routine.Solve _,Routine.TriangularSolve _ -> {
                int n = in[0].shape().rank();
                if (!(n >= 2 && in[0].shape().dim(-1) == in[0].shape().dim(-2) && in[1].shape().rank() == n
                        && in[1].shape().dim(-2) == in[0].shape().dim(-1))) {
                    throw unexpected(op, "a square matrix and a right side with as many rows", in[0]);
                }
                yield one(in[1]);
            }
            case Routine.RandomBits(var type) -> one(type);
            case Composite.Call(var program) -> {
                arguments(op, program, in, 0);
                yield program.outputTypes();
            }
            case Composite.Cond(var then, var otherwise) -> {
                arguments(op, then, in, 1);
                if (!Arrays.equals(then.outputTypes(), otherwise.outputTypes())) {
                    throw unexpected(op,
                            "branches that return the same types, " + Arrays.toString(then.outputTypes()),
                            otherwise.outputTypes());
                }
                yield then.outputTypes();
            }
            case Composite.While w -> {
                arguments(op, w.body(), in, w.condConsts());
                Type[] out = w.body().outputTypes();
                Type[] r = Arrays.copyOf(out, out.length + 1);
                for (int i = 0; i < out.length; i++) {
                    if (i < w.carry()) {
                        if (!out[i].equals(w.body().type(w.bodyConsts() + i))) {
                            throw unexpected(op,
                                    "a body that returns the type of its state, " + w.body().type(w.bodyConsts() + i),
                                    out[i]);
                        }
                    } else {
                        r[i] = out[i].stacked(-1);
                    }
                }
                r[out.length] = Type.scalar(DType.INT32);
                yield r;
            }
            case Composite.Scan s -> {
                Type[] r = s.body().outputTypes();
                for (int i = s.carry(); i < r.length; i++) {
                    r[i] = r[i].stacked(s.length());
                }
                yield r;
            }
            case Composite.Kernel kernel -> kernel(kernel, in);
            case Composite.Custom c -> c.f().outputTypes();
            case Composite.LinearCall c -> c.outputs().toArray(new Type[0]);
            case Movement.Spread(var n, var at) -> one(in[0].as(in[0].shape().insert(in[0].listAxes() + at, n)));
            case Reduction.Collapse(var _, var at) -> one(in[0].as(in[0].shape().remove(in[0].listAxes() + at)));
        };
    }

    private static Type windows(Movement.Windows op, Type x) {
        var shape = x.shape();
        for (int i = 0; i < op.axes().size(); i++) {
            int axis = op.axes().get(i);
            if (op.size().get(i) < 1 || op.step().get(i) < 1 || op.dilation().get(i) < 1) {
                throw unexpected(op, "sizes, steps and dilations of 1 or more", x);
            }
            shape = shape.with(axis, Movement.Windows.places(shape.dim(axis), op.reach(i), op.step().get(i)));
        }
        return x.as(shape.concat(Shape.of(op.size().toArray())));
    }

    private static Type overlap(Reduction.Overlap op, Type x) {
        int rank = x.shape().rank() - op.axes().size();
        var shape = x.shape().slice(0, rank);
        for (int i = 0; i < op.axes().size(); i++) {
            shape = shape.with(op.axes().get(i), op.extent().get(i));
        }
        var result = x.as(shape);
        if (!windows(op.windows(x.shape()), result).equals(x)) {
            throw unexpected(op, "the windows of " + result, x);
        }
        return result;
    }

    private static Type[] one(Type t) {
        return new Type[]{t};
    }

    private static Type dot(Routine.Dot op, Type a, Type b) {
        requireAgreeing(op, op.batchA(), a, op.batchB(), b);
        requireAgreeing(op, op.contractA(), a, op.contractB(), b);
        if (a.dtype() != b.dtype()) {
            throw unexpected(op, a.dtype().title(), b);
        }
        var freeA = op.axes(0).free(a.shape().rank());
        var freeB = op.axes(1).free(b.shape().rank());
        return a.as(op.batchA().concat(freeA).extents(a.shape()).concat(freeB.extents(b.shape())));
    }

    private static void requireAgreeing(Op op, Ints axesA, Type a, Ints axesB, Type b) {
        for (int i = 0; i < axesA.size(); i++) {
            int n = a.shape().dim(axesA.get(i));
            if (b.shape().dim(axesB.get(i)) != n) {
                throw unexpected(op, "extent " + n + " on axis " + axesB.get(i), b);
            }
        }
    }

    private static Type same(Op op, Type a, Type b) {
        if (a != b && !a.equals(b)) {
            throw new IllegalArgumentException(
                    op.name() + ": expected operands of equal types, got " + a + " and " + b);
        }
        return a;
    }

    private static void arguments(Op op, Program p, Type[] in, int from) {
        if (p.params() != in.length - from) {
            throw unexpected(op, p.params() + " arguments", in.length - from);
        }
        for (int i = from; i < in.length; i++) {
            var t = p.type(i - from);
            if (!t.equals(in[i]) && !t.isStack()) {
                throw unexpected(op, "argument " + (i - from) + " of type " + t, in[i]);
            }
        }
    }

    private static int extent(Op op, long extent) {
        return extent == (int) extent ? (int) extent : Shape.extent(op.name(), extent);
    }

    /// The message is put together where it is needed: types are asked for at every operation of every program that is
    /// written.
    private static IllegalArgumentException unexpected(Op op, String expected, Object given) {
        return new IllegalArgumentException(
                op.name() + ": expected " + expected + ", got "
                        + (given instanceof Object[] a ? Arrays.toString(a) : given));
    }
}
