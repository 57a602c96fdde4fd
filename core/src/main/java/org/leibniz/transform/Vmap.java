package org.leibniz.transform;

import static org.leibniz.transform.Fun.one;
import static org.leibniz.transform.Masks.all;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
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
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Routine;
import org.leibniz.ir.Slices;
import org.leibniz.ir.TracePurpose;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.memory.Sized;

/// Vectorisation: the program of one example becomes that of many. A value that differs between the examples, a
/// *mapped* one, gets a new first axis of lanes; what is the same for all is computed once.
///
/// ```
/// { a: f32[3], b: f32[3]      vmap over b, 8 lanes       { a: f32[3], b: f32[8,3]
///   c: f32[3] = mul b a       ==>                          c: f32[8,3] = broadcast a
///   d: f32 = sum[0] c                                      d: f32[8,3] = mul b c
///   return d }                                             e: f32[8] = sum[1] d
///                                                          return e }
/// ```
/// Stacks of loops carry the lanes behind their list axes.
public final class Vmap {
    private Vmap() {}

    /// Applies a function of one example to many.
    ///
    /// @param f the function
    /// @param xs its arguments
    /// @param axes for each argument the axis of the examples, -1 if it is the same for all
    /// @param lanes how many examples
    /// @return the results, each with the examples along the first axis
    public static Value[] apply(Fun f, Value[] xs, int[] axes, int lanes) {
        Value[] in = xs.clone();
        Type[] types = new Type[xs.length];
        boolean[] mapped = new boolean[xs.length];
        for (int i = 0; i < xs.length; i++) {
            mapped[i] = axes[i] >= 0;
            in[i] = mapped[i] ? xs[i].moveAxis(axes[i], 0) : xs[i];
            types[i] = mapped[i] ? in[i].type().element() : in[i].type();
        }
        var traced = Staging.body(TracePurpose.VMAP, f, types);
        if (lanes == 0) {
            return Arrays.stream(traced.program().outputTypes()).map(t -> Value.zeros(t.batched(0)))
                    .toArray(Value[]::new);
        }
        boolean[] all = Slices.join(new boolean[traced.captured().length], mapped);
        var batched = batch(traced.program(), all, lanes, all(traced.program().outputs()));
        return Value.bind(new Composite.Call(batched.program()), Value.join(traced.captured(), in));
    }

    /// A vectorised program.
    ///
    /// @param program mapped parameters and outputs have a new axis
    /// @param mapped which outputs
    record Batched(Program program, boolean[] mapped) implements Sized {
        @Override
        public long bytes(Consumer<@Nullable Object> parts) {
            parts.accept(program);
            return 64;
        }
    }

    /// Outputs of a vectorised operation.
    record Lanes(Value[] values, boolean[] mapped) {}

    private record Batch(Ints in, int n, Ints must) {}

    static Batched batch(Program p, boolean[] in, int n, boolean[] must) {
        return p.remembered(new Batch(Masks.bits(in), n, Masks.bits(must)), () -> {
            boolean[] out = new boolean[p.outputs()];
            Type[] types = p.paramTypes();
            for (int i = 0; i < types.length; i++) {
                types[i] = in[i] ? types[i].batched(n) : types[i];
            }
            var program = Program.of(a -> run(p, a, in, n, must, out), types);
            return new Batched(program, out);
        });
    }

    private static Value[] run(Program p, Value[] args, boolean[] in, int n, boolean[] must, boolean[] out) {
        Value[] env = Arrays.copyOf(args, p.slots());
        boolean[] mapped = Arrays.copyOf(in, p.slots());
        for (int i = 0; i < p.size(); i++) {
            boolean[] m = p.ofOperands(i, mapped);
            if (Masks.any(m)) {
                var lanes = rule(p.op(i), p.ofOperands(i, env), m, n);
                System.arraycopy(lanes.values(), 0, env, p.out(i), lanes.values().length);
                System.arraycopy(lanes.mapped(), 0, mapped, p.out(i), lanes.values().length);
            } else {
                Value[] y = p.step(i, env);
                System.arraycopy(y, 0, env, p.out(i), y.length);
            }
        }
        Value[] r = p.ofOutputs(env);
        for (int i = 0; i < r.length; i++) {
            out[i] = mapped[p.outSlot(i)] || must[i];
            if (must[i] && !mapped[p.outSlot(i)]) {
                r[i] = spread(r[i], n);
            }
        }
        return r;
    }

    /// The same value for every lane.
    static Value spread(Value v, int n) {
        return v.type().isStack()
                ? Value.bind1(new Movement.Spread(n, 0), v)
                : v.broadcast(v.type().batched(n).shape());
    }

    /// The operation on lanes, of which at least one operand is mapped.
    private static Lanes rule(Op op, Value[] x, boolean[] mapped, int n) {
        return switch (op) {
            // a hook sees the cotangent of one example
            case Mark.Hook(var fn) -> lanes(Value.bind(new Mark.Hook(new EachLane(fn, n)), x));
            case Mark.HookTangent(var fn) -> lanes(Value.bind(new Mark.HookTangent(new EachLane(fn, n)), x));

            // whatever the axes in front
            case Pointwise _,Mark _,Routine.Either _,Routine.OnMatrices _ ->
                lanes(Value.bind(op, spreadAll(x, mapped, n)));

            // structure, one axis further
            case Movement.Broadcast(var shape) -> {
                var to = shape.insert(0, n);
                int[] from = new int[to.rank()];
                Arrays.fill(from, 1);
                from[0] = n;
                int rank = x[0].shape().rank();
                for (int i = 1; i < rank; i++) {
                    from[to.rank() - rank + i] = x[0].shape().dim(i);
                }
                yield lanes(x[0].reshape(Shape.of(from)).broadcast(to));
            }
            case Movement.Reshape(var shape) -> lanes(x[0].reshape(shape.insert(0, n)));
            case Movement.Transpose(var perm) -> lanes(x[0].transpose(perm.shift(1).prepend(0)));
            case Movement.Slice(var start, var size, var step) ->
                lanes(Value.bind1(new Movement.Slice(start.prepend(0), size.prepend(n), step.prepend(1)), x[0]));
            case Movement.Pad(var low, var high, var interior) ->
                lanes(Value.bind1(new Movement.Pad(low.prepend(0), high.prepend(0), interior.prepend(0)), x[0]));
            case Movement.Reverse(var axes) -> lanes(x[0].reverse(axes.shift(1)));
            case Movement.Windows(var axes, var size, var step, var dilation) ->
                lanes(Value.bind1(new Movement.Windows(axes.shift(1), size, step, dilation), x[0]));
            case Reduction.Overlap(var axes, var extent, var step, var dilation) ->
                lanes(Value.bind1(new Reduction.Overlap(axes.shift(1), extent, step, dilation), x[0]));
            case Routine.Concat(var axis) -> lanes(Value.bind(new Routine.Concat(axis + 1), spreadAll(x, mapped, n)));
            case Reduction.Reduce(var reducer, var axes) -> lanes(x[0].reduce(reducer, axes.shift(1)));
            case Routine.ArgReduce(var largest, var axis) ->
                lanes(Value.bind(new Routine.ArgReduce(largest, axis + 1), x));
            case Routine.CumSum(var axis, var reverse) -> lanes(Value.bind(new Routine.CumSum(axis + 1, reverse), x));
            case Routine.Sort(var axis) -> lanes(Value.bind(new Routine.Sort(axis + 1), x));
            case Movement.Spread(var k, var at) -> lanes(Value.bind(new Movement.Spread(k, at + 1), x));
            case Reduction.Collapse(var k, var at) -> lanes(Value.bind(new Reduction.Collapse(k, at + 1), x));

            case Routine.Dot d -> lanes(dot(d, x, mapped));
            case Routine.Gather(var axis, var batch) -> lanes(gather(axis, batch, x, mapped, n));
            case Routine.Scatter(var axis, var batch, var size, var reducer) -> mapped[1] && !mapped[0] && batch == 0
                    ? lanes(Value.bind(new Routine.Scatter(axis + 1, 0, size, reducer), x))
                    : lanes(Value.bind(new Routine.Scatter(axis + 1, batch + 1, size, reducer),
                            spreadAll(x, mapped, n)));
            case Routine.AddAt(var axis, var batch) -> {
                boolean shared = !mapped[1] && batch == 0; // one list of positions for all lanes
                Value[] all = spreadAll(x, mapped, n);
                yield lanes(Value.bind(new Routine.AddAt(axis + 1, shared ? 0 : batch + 1), all[0],
                        shared ? x[1] : all[1], all[2]));
            }
            case Routine.First(var batch, var size) -> lanes(Value.bind(new Routine.First(batch + 1, size), x));
            case Routine.RandomBits _ -> {
                // one key a lane: a scan over the keys
                Program draw = Program.of(a -> Value.bind(op, a), x[0].type().element());
                yield lanes(
                        Value.bind(new Composite.Scan(draw, 0, 0, false, n), Value.literal(Type.scalar(DType.INT32), n),
                                x[0]));
            }

            case Composite.Kernel kernel -> throw kernel.planned();
            case Composite.Call(var p) -> {
                var b = batch(p, mapped, n, new boolean[p.outputs()]);
                yield new Lanes(Value.bind(new Composite.Call(b.program()), x), b.mapped());
            }
            case Composite.Cond c -> VmapFlow.vmap(c, x, mapped, n);
            case Composite.While w -> VmapFlow.vmap(w, x, mapped, n);
            case Composite.Scan s -> VmapFlow.vmap(s, x, mapped, n);
            case Composite.Custom c -> {
                Program f = everyLane(c.f(), n);
                Program bwd = c.bwd() == null ? null : everyLane(c.bwd(), n);
                Program jvp = c.jvp() == null ? null : everyLane(c.jvp(), n);
                yield lanes(
                        Value.bind(new Composite.Custom(f, bwd, jvp, c.inputs(), c.whose()), spreadAll(x, mapped, n)));
            }
            case Composite.LinearCall c -> {
                var outputs = new ArrayList<Type>();
                c.outputs().forEach(t -> outputs.add(t.batched(n)));
                yield lanes(
                        Value.bind(new Composite.LinearCall(everyLane(c.bwd(), n), c.residuals(), outputs, c.whose()),
                                spreadAll(x, mapped, n)));
            }
            case Leaf _ -> { // it has no operands, so none is mapped
                Value[] y = Value.bind(op, x);
                yield new Lanes(y, new boolean[y.length]);
            }
        };
    }

    /// A hook for all lanes made of one for one; a record, so that a program with it is found again.
    private record EachLane(UnaryOperator<Value> fn, int n) implements UnaryOperator<Value> {
        @Override
        public Value apply(Value cotangents) {
            return Vmap.apply(a -> one(fn.apply(a[0])), one(cotangents), new int[]{0}, n)[0];
        }
    }

    private static Program everyLane(Program p, int n) {
        return batch(p, all(p.params()), n, all(p.outputs())).program();
    }

    private static Lanes lanes(Value... values) {
        return new Lanes(values, all(values.length));
    }

    private static Value[] spreadAll(Value[] x, boolean[] mapped, int n) {
        Value[] r = x.clone();
        for (int i = 0; i < r.length; i++) {
            r[i] = mapped[i] ? x[i] : spread(x[i], n);
        }
        return r;
    }

    /// Lanes of both factors are a batch axis; lanes of one are a free axis of it, so that one large product does the
    /// work of many.
    private static Value dot(Routine.Dot d, Value[] x, boolean[] mapped) {
        if (mapped[0] && mapped[1]) {
            return x[0].dot(
                    new Routine.Dot(d.batchA().shift(1).prepend(0), d.batchB().shift(1).prepend(0),
                            d.contractA().shift(1),
                            d.contractB().shift(1)),
                    x[1]);
        }
        int nb = d.batchA().size();
        if (mapped[0]) {
            return x[0]
                    .dot(new Routine.Dot(d.batchA().shift(1), d.batchB(), d.contractA().shift(1), d.contractB()), x[1])
                    .moveAxis(nb, 0);
        }
        int freeA = x[0].shape().rank() - nb - d.contractA().size();
        return x[0].dot(new Routine.Dot(d.batchA(), d.batchB().shift(1), d.contractA(), d.contractB().shift(1)), x[1])
                .moveAxis(nb + freeA, 0);
    }

    private static Value gather(int axis, int batch, Value[] x, boolean[] mapped, int n) {
        if (batch == 0 && !mapped[1]) {
            return x[0].gather(axis + 1, 0, x[1]);
        }
        if (batch == 0 && !mapped[0]) {
            return x[0].gather(axis, 0, x[1]).moveAxis(axis, 0);
        }
        Value[] both = spreadAll(x, mapped, n);
        return both[0].gather(axis + 1, batch + 1, both[1]);
    }
}
