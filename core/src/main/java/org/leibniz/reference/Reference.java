package org.leibniz.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.leibniz.ir.Evaluator;
import org.leibniz.ir.Op;
import org.leibniz.ir.Program;
import org.leibniz.ir.Stack;
import org.leibniz.ir.Type;
import org.leibniz.transform.CustomRule;

/// The evaluator that is slow and obvious: one operation at a time, one element at a time, floats computed in double and rounded to their
/// dtype, integers in long. It is what the compiler is tested against.
///
/// Errors are those of the operations: an index out of range is an [IndexOutOfBoundsException], the maximum or minimum of nothing an
/// [IllegalArgumentException], an integer division by zero an [ArithmeticException].
public final class Reference implements Evaluator {

    /// Makes one; it has no state.
    public Reference() {}

    @Override
    public Object[] run(Program program, Object[] inputs) {
        if (inputs.length != program.params()) {
            throw new IllegalArgumentException("inputs: expected one for each of the program's " + program.params() + " parameters, got "
                    + inputs.length);
        }
        Object[] values = Arrays.copyOf(inputs, program.slots());
        for (int i = 0; i < program.size(); i++) {
            Grid[] in = new Grid[program.arity(i)];
            for (int j = 0; j < in.length; j++) {
                in[j] = new Grid(program.type(program.in(i, j)), values[program.in(i, j)]);
            }
            Type[] out = new Type[program.results(i)];
            for (int j = 0; j < out.length; j++) {
                out[j] = program.type(program.out(i) + j);
            }
            Object[] results = evaluate(program.op(i), in, out);
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
    /// @param in
    ///            the operands
    /// @param out
    ///            the types of the results
    private Object[] evaluate(Op op, Grid[] in, Type[] out) {
        return switch (op) {
            case Op.Fill(var type, var value) -> one(type.isStack() ? emptyStack(type, value) : ReferenceOps.fill(type, value));
            case Op.Iota(var type, var axis) -> one(ReferenceOps.iota(type, axis));
            case Op.Input(var what) -> throw new IllegalStateException("a placeholder (" + what + ") inside a program");
            case Op.Unary(var fn) -> one(items(op, in, out[0], () -> ReferenceOps.unary(fn, in[0])));
            case Op.Binary(var fn) -> one(items(op, in, out[0], () -> ReferenceOps.binary(fn, in[0], in[1])));
            case Op.Compare(var relation) -> one(items(op, in, out[0], () -> ReferenceOps.compare(relation, in[0], in[1])));
            case Op.Select _ -> one(items(op, in, out[0], () -> ReferenceOps.select(in[0], in[1], in[2])));
            case Op.Cast(var to) -> one(items(op, in, out[0], () -> ReferenceOps.cast(in[0], to)));
            case Op.Broadcast _ -> one(ReferenceOps.broadcast(in[0], out[0]));
            case Op.Reshape _,Op.Mark _ -> one(in[0].data());
            case Op.Transpose(var perm) -> one(ReferenceOps.transpose(in[0], perm, out[0]));
            case Op.Slice slice -> one(ReferenceOps.slice(in[0], slice, out[0]));
            case Op.Pad pad -> one(ReferenceOps.pad(in[0], pad, out[0]));
            case Op.Reverse(var axes) -> one(ReferenceOps.reverse(in[0], axes));
            case Op.Concat(var axis) -> one(ReferenceOps.concat(in, axis, out[0]));
            case Op.Reduce(var reducer, var axes) -> one(ReferenceOps.reduce(in[0], reducer, axes, out[0]));
            case Op.ArgReduce(var largest, var axis) -> one(ReferenceOps.argReduce(in[0], largest, axis, out[0]));
            case Op.CumSum(var axis, var reverse) -> one(ReferenceOps.cumSum(in[0], axis, reverse));
            case Op.Dot dot -> one(ReferenceOps.dot(in[0], in[1], dot, out[0]));
            case Op.Gather gather -> one(ReferenceOps.gather(in[0], in[1], gather, out[0]));
            case Op.Scatter scatter -> one(ReferenceOps.scatter(in[0], in[1], scatter, out[0]));
            case Op.Sort(var axis) -> ReferenceOps.sort(in[0], axis, out);
            case Op.Solve(var transposed) -> one(ReferenceAlgebra.solve(in[0], in[1], transposed));
            case Op.TriangularSolve(var lower, var transposed) -> one(ReferenceAlgebra.triangularSolve(in[0], in[1], lower, transposed));
            case Op.Cholesky _ -> one(ReferenceAlgebra.cholesky(in[0]));
            case Op.RandomBits(var type) -> one(ReferenceOps.randomBits((int[]) in[0].data(), type));
            case Op.Call(var program) -> run(program, data(in, 0, in.length));
            case Op.Cond(var then, var otherwise) -> run(in[0].getLong() != 0 ? then : otherwise, data(in, 1, in.length));
            case Op.While loop -> whileLoop(loop, in);
            case Op.Scan loop -> scan(loop, in, out);
            case Op.Custom(var f, var _, var _, var _, var _) -> run(f, data(in, in.length - f.params(), in.length));
            case Op.LinearCall call -> run(CustomRule.forward(call), data(in, 0, in.length));
            case Op.Spread(var n, var at) -> one(items(op, in, out[0], () -> ReferenceOps.spread(in[0], n, at)));
            case Op.Collapse(var _, var at) -> one(items(op, in, out[0], () -> ReferenceOps.collapse(in[0], at)));
            case Op.Either _ -> one(in[0].length() > 0 ? in[0].data() : in[1].data());
        };
    }

    private static Object[] one(Object result) {
        return new Object[]{result};
    }

    private static Object[] data(Grid[] values, int from, int to) {
        Object[] d = new Object[to - from];
        for (int i = 0; i < d.length; i++) {
            d[i] = values[from + i].data();
        }
        return d;
    }

    // ---- loops

    private Object[] whileLoop(Op.While loop, Grid[] in) {
        int consts = loop.condConsts() + loop.bodyConsts();
        Object[] condConsts = data(in, 0, loop.condConsts());
        Object[] bodyConsts = data(in, loop.condConsts(), consts);
        Object[] carry = data(in, consts, in.length);
        int ys = loop.body().outputs() - loop.carry();
        var stacks = new ArrayList<List<Object>>();
        for (int y = 0; y < ys; y++) {
            stacks.add(new ArrayList<>());
        }
        int trips = 0;
        while (((boolean[]) run(loop.cond(), join(condConsts, carry))[0])[0]) {
            Object[] results = run(loop.body(), join(bodyConsts, carry));
            carry = Arrays.copyOf(results, loop.carry());
            for (int y = 0; y < ys; y++) {
                stacks.get(y).add(results[loop.carry() + y]);
            }
            trips++;
        }
        Object[] results = Arrays.copyOf(carry, loop.carry() + ys + 1);
        for (int y = 0; y < ys; y++) {
            results[loop.carry() + y] = new Stack(stacks.get(y));
        }
        results[loop.carry() + ys] = new int[]{trips};
        return results;
    }

    private Object[] scan(Op.Scan loop, Grid[] in, Type[] out) {
        int trips = loop.length() < 0 ? (int) in[0].getLong() : loop.length();
        int firstCarry = 1 + loop.consts();
        int firstX = firstCarry + loop.carry();
        Object[] consts = data(in, 1, firstCarry);
        Object[] carry = data(in, firstCarry, firstX);
        int ys = out.length - loop.carry();
        Object[][] stacks = new Object[ys][trips];
        for (int trip = 0; trip < trips; trip++) {
            int at = loop.reverse() ? trips - 1 - trip : trip;
            Object[] x = new Object[in.length - firstX];
            for (int i = 0; i < x.length; i++) {
                x[i] = in[firstX + i].item(at).data();
            }
            Object[] results = run(loop.body(), join(consts, carry, x));
            carry = Arrays.copyOf(results, loop.carry());
            for (int y = 0; y < ys; y++) {
                stacks[y][at] = results[loop.carry() + y];
            }
        }
        Object[] results = Arrays.copyOf(carry, out.length);
        for (int y = 0; y < ys; y++) {
            var type = out[loop.carry() + y];
            var items = List.of(stacks[y]);
            results[loop.carry() + y] = type.isStack() ? new Stack(items) : ReferenceOps.stack(items, type);
        }
        return results;
    }

    private static Object[] join(Object[]... parts) {
        return Arrays.stream(parts).flatMap(Arrays::stream).toArray();
    }

    // ---- stacks

    /// What an operation gives on dense operands; on stacks it is applied to item after item. An empty stack beside longer ones reads as
    /// zeros.
    private Object items(Op op, Grid[] in, Type out, Supplier<Object> onDense) {
        if (Arrays.stream(in).noneMatch(x -> x.type().isStack())) {
            return onDense.get();
        }
        int n = Arrays.stream(in).mapToInt(Grid::length).max().orElse(0);
        var results = new ArrayList<Object>(n);
        for (int i = 0; i < n; i++) {
            int at = i;
            var operands = Arrays.stream(in).map(x -> x.item(at)).toArray(Grid[]::new);
            results.add(evaluate(op, operands, new Type[]{out.element()})[0]);
        }
        return new Stack(results);
    }

    private static Stack emptyStack(Type type, double value) {
        if (value != 0) {
            throw new IllegalArgumentException("a stack of unknown length: expected zeros, got " + value + " for " + type);
        }
        return Stack.EMPTY;
    }
}
