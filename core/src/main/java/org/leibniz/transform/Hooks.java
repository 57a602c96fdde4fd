package org.leibniz.transform;

import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Op;
import org.leibniz.ir.Program;

/// Whether a program has hooks. A hook is a function of the user that may look at a cotangent, so under a plain gradient the backward pass of
/// such a program runs operation by operation on data instead of being compiled.
final class Hooks {
    private Hooks() {}

    static boolean in(Program p) {
        return p.memo("has hooks", () -> {
            for (int i = 0; i < p.size(); i++) {
                if (in(p.op(i))) {
                    return true;
                }
            }
            return false;
        });
    }

    private static boolean in(Op op) {
        return switch (op) {
            case Op.Hook _, Op.HookTangent _ -> true;
            case Op.Call(var p) -> in(p);
            case Op.Cond(var a, var b) -> in(a) || in(b);
            case Op.While(var c, var b, var _, var _, var _) -> in(c) || in(b);
            case Op.Scan(var b, var _, var _, var _, var _) -> in(b);
            case Op.Custom(var f, var bwd, var jvp, var _) -> in(f) || inMaybe(bwd) || inMaybe(jvp);
            case Op.LinearCall(var bwd, var _, var _) -> in(bwd);
            case Op.Fill _, Op.Iota _, Op.Input _, Op.Alias _, Op.Unary _, Op.Binary _, Op.Compare _, Op.Select _, Op.Cast _, Op.Broadcast _,
                    Op.Reshape _, Op.Transpose _, Op.Slice _, Op.Pad _, Op.Reverse _, Op.Concat _, Op.Reduce _, Op.ArgReduce _, Op.CumSum _, Op.Dot _,
                    Op.Gather _, Op.Scatter _, Op.Sort _, Op.Solve _, Op.TriangularSolve _, Op.Cholesky _, Op.RandomBits _, Op.StopGradient _,
                    Op.Spread _, Op.Collapse _, Op.Either _ ->
                false;
        };
    }

    private static boolean inMaybe(@Nullable Program p) {
        return p != null && in(p);
    }
}
