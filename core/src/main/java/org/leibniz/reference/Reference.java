package org.leibniz.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Evaluator;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Mark;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Op;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Routine;
import org.leibniz.ir.Slices;
import org.leibniz.ir.Stack;
import org.leibniz.ir.Type;
import org.leibniz.transform.CustomRule;

/// The evaluator that is slow and obvious: one operation at a time, one element at a time, floats computed in double
/// and rounded to their dtype, integers in long. It is what the compiler is tested against.
///
/// Errors are those of the operations: an index out of range is an [IndexOutOfBoundsException], the maximum or minimum
/// of nothing an [IllegalArgumentException], an integer division by zero an [ArithmeticException].
public final class Reference implements Evaluator {

    /// Makes one; it has no state.
    public Reference() {}

    @Override
    public Object[] run(Program program, Object[] inputs) {
        if (inputs.length != program.params()) {
            throw new IllegalArgumentException(
                    "inputs: expected one for each of the program's " + program.params() + " parameters, got "
                            + inputs.length);
        }
        Object[] values = Arrays.copyOf(inputs, program.slots());
        for (int i = 0; i < program.size(); i++) {
            ReferenceValue[] in = new ReferenceValue[program.arity(i)];
            for (int j = 0; j < in.length; j++) {
                in[j] = new ReferenceValue(program.type(program.in(i, j)), values[program.in(i, j)]);
            }
            Object[] results = evaluate(program.op(i), in, program.resultTypes(i));
            System.arraycopy(results, 0, values, program.out(i), results.length);
        }
        Object[] results = new Object[program.outputs()];
        for (int i = 0; i < results.length; i++) {
            results[i] = values[program.outSlot(i)];
        }
        return results;
    }

    /// One operation.
    ///
    /// @param in the operands
    /// @param out the types of the results
    private Object[] evaluate(Op op, ReferenceValue[] in, Type[] out) {
        return switch (op) {
            case Leaf.Fill(var type, var value) ->
                one(type.isStack() ? emptyStack(type, value) : ReferenceOps.fill(type, value));
            case Leaf.Iota(var type, var axis) -> one(ReferenceOps.iota(type, axis));
            case Leaf.Input(var what) ->
                throw new IllegalStateException("a placeholder (" + what + ") inside a program");
            case Pointwise.Unary(var fn) -> one(items(op, in, out[0], () -> ReferenceOps.unary(fn, in[0])));
            case Pointwise.Binary(var fn) -> one(items(op, in, out[0], () -> ReferenceOps.binary(fn, in[0], in[1])));
            case Pointwise.Compare(var relation) ->
                one(items(op, in, out[0], () -> ReferenceOps.compare(relation, in[0], in[1])));
            case Pointwise.Select _ -> one(items(op, in, out[0], () -> ReferenceOps.select(in[0], in[1], in[2])));
            case Pointwise.Cast(var to) -> one(items(op, in, out[0], () -> ReferenceOps.cast(in[0], to)));
            case Movement.Broadcast _ -> one(ReferenceOps.broadcast(in[0], out[0]));
            case Movement.Reshape _,Mark _ -> one(in[0].data());
            case Movement.Transpose(var perm) -> one(ReferenceOps.transpose(in[0], perm, out[0]));
            case Movement.Slice slice -> one(ReferenceOps.slice(in[0], slice, out[0]));
            case Movement.Pad pad -> one(ReferenceOps.pad(in[0], pad, out[0]));
            case Movement.Reverse(var axes) -> one(ReferenceOps.reverse(in[0], axes));
            case Movement.Windows windows -> one(ReferenceOps.windows(in[0], windows, out[0]));
            case Reduction.Overlap overlap -> one(ReferenceOps.overlap(in[0], overlap, out[0]));
            case Routine.Concat(var axis) -> one(ReferenceOps.concat(in, axis, out[0]));
            case Reduction.Reduce(var reducer, var axes) -> one(ReferenceOps.reduce(in[0], reducer, axes, out[0]));
            case Routine.ArgReduce(var largest, var axis) -> one(ReferenceOps.argReduce(in[0], largest, axis, out[0]));
            case Routine.CumSum(var axis, var reverse) -> one(ReferenceOps.cumSum(in[0], axis, reverse));
            case Routine.Dot dot -> one(ReferenceOps.dot(in[0], in[1], dot, out[0]));
            case Routine.Gather gather -> one(ReferenceOps.gather(in[0], in[1], gather, out[0]));
            case Routine.Scatter scatter -> one(ReferenceOps.scatter(in[0], in[1], scatter, out[0]));
            case Routine.AddAt add -> one(ReferenceOps.addAt(in[0], in[1], in[2], add));
            case Routine.First(var batch, var size) -> one(ReferenceOps.first(in[0], batch, size, out[0]));
            case Routine.Sort(var axis) -> ReferenceOps.sort(in[0], axis, out);
            case Routine.Solve(var transposed) -> one(ReferenceAlgebra.solve(in[0], in[1], transposed));
            case Routine.TriangularSolve(var lower, var transposed) ->
                one(ReferenceAlgebra.triangularSolve(in[0], in[1], lower, transposed));
            case Routine.Cholesky _ -> one(ReferenceAlgebra.cholesky(in[0]));
            case Routine.RandomBits(var type) -> one(ReferenceOps.randomBits((int[]) in[0].data(), type));
            case Composite.Kernel(var body, var _) -> run(body, data(in));
            case Composite.Call(var program) -> run(program, data(in));
            case Composite.Cond c -> run(in[0].getLong() != 0 ? c.then() : c.otherwise(), data(c.arguments(in)));
            case Composite.While loop -> whileLoop(loop, in);
            case Composite.Scan loop -> scan(loop, in, out);
            case Composite.Custom c -> run(c.f(), data(c.ofFunction(in)));
            case Composite.LinearCall call -> run(CustomRule.forward(call), data(in));
            case Movement.Spread(var n, var at) -> one(items(op, in, out[0], () -> ReferenceOps.spread(in[0], n, at)));
            case Reduction.Collapse(var _, var at) ->
                one(items(op, in, out[0], () -> ReferenceOps.collapse(in[0], at)));
            case Routine.Either _ -> one(in[0].length() > 0 ? in[0].data() : in[1].data());
        };
    }

    private static Object[] one(Object result) {
        return new Object[]{result};
    }

    private static Object[] data(ReferenceValue[] values) {
        Object[] d = new Object[values.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = values[i].data();
        }
        return d;
    }

    // ---- loops

    private Object[] whileLoop(Composite.While loop, ReferenceValue[] in) {
        Object[] deciding = data(loop.deciding(in));
        var given = loop.operands(in).map(Reference::data);
        var trips = new ArrayList<Object[]>(); // what each gives
        while (((boolean[]) run(loop.cond(), Slices.join(deciding, given.carry()))[0])[0]) {
            var results = loop.results(run(loop.body(), given.all()));
            given = given.carrying(results.carry());
            trips.add(results.ys());
        }
        Object[] stacks = loop.results(new Object[loop.body().outputs()]).ys();
        for (int y = 0; y < stacks.length; y++) {
            int which = y;
            stacks[y] = new Stack(trips.stream().map(ys -> ys[which]).toList());
        }
        return Slices.join(given.carry(), stacks, one(new int[]{trips.size()}));
    }

    private Object[] scan(Composite.Scan loop, ReferenceValue[] in, Type[] out) {
        int trips = loop.length() < 0 ? (int) in[0].getLong() : loop.length();
        var given = loop.operands(in);
        Object[] consts = data(given.consts());
        Object[] carry = data(given.carry());
        Type[] types = loop.results(out).ys();
        Object[][] entries = new Object[types.length][trips];
        for (int trip = 0; trip < trips; trip++) {
            int at = loop.reverse() ? trips - 1 - trip : trip;
            ReferenceValue[] x = Arrays.stream(given.xs()).map(all -> all.item(at)).toArray(ReferenceValue[]::new);
            var results = loop.results(run(loop.body(), Slices.join(consts, carry, data(x))));
            carry = results.carry();
            for (int y = 0; y < types.length; y++) {
                entries[y][at] = results.ys()[y];
            }
        }
        Object[] stacks = new Object[types.length];
        for (int y = 0; y < types.length; y++) {
            var items = List.of(entries[y]);
            stacks[y] = types[y].isStack() ? new Stack(items) : ReferenceOps.stack(items, types[y]);
        }
        return Slices.join(carry, stacks);
    }

    // ---- stacks

    /// What an operation gives on dense operands; on stacks it is applied to item after item. An empty stack beside
    /// longer ones reads as zeros.
    private Object items(Op op, ReferenceValue[] in, Type out, Supplier<Object> onDense) {
        if (Arrays.stream(in).noneMatch(x -> x.type().isStack())) {
            return onDense.get();
        }
        int n = Arrays.stream(in).mapToInt(ReferenceValue::length).max().orElse(0);
        var results = new ArrayList<Object>(n);
        for (int i = 0; i < n; i++) {
            int at = i;
            var operands = Arrays.stream(in).map(x -> x.item(at)).toArray(ReferenceValue[]::new);
            results.add(evaluate(op, operands, new Type[]{out.element()})[0]);
        }
        return new Stack(results);
    }

    private static Stack emptyStack(Type type, double value) {
        if (value != 0) {
            throw new IllegalArgumentException(
                    "a stack of unknown length: expected zeros, got " + value + " for " + type);
        }
        return Stack.EMPTY;
    }
}
