package org.leibniz.ir;

import java.util.Locale;

/// Programs as short readable text, one line an operation. Golden tests and the documentation use it.
final class ProgramText {
    private ProgramText() {}

    static String of(Program p) {
        var b = new StringBuilder("{ ");
        for (int i = 0; i < p.params(); i++) {
            b.append(i == 0 ? "" : ", ").append(variable(i)).append(": ").append(p.type(i));
        }
        for (int i = 0; i < p.size(); i++) {
            b.append("\n  ");
            for (int j = 0; j < p.results(i); j++) {
                b.append(j == 0 ? "" : ", ").append(variable(p.out(i) + j)).append(": ").append(p.type(p.out(i) + j));
            }
            b.append(" = ").append(indent(name(p.op(i))));
            for (int j = 0; j < p.arity(i); j++) {
                b.append(' ').append(variable(p.in(i, j)));
            }
        }
        b.append("\n  return");
        for (int i = 0; i < p.outputs(); i++) {
            b.append(i == 0 ? " " : ", ").append(variable(p.outSlot(i)));
        }
        return b.append(" }").toString();
    }

    /// a, b, .., z, ba, bb, ..
    static String variable(int slot) {
        var b = new StringBuilder();
        int s = slot;
        do {
            b.insert(0, (char) ('a' + s % 26));
            s /= 26;
        } while (s > 0);
        return b.toString();
    }

    private static String indent(String text) {
        return text.replace("\n", "\n  ");
    }

    /// The name alone, for messages.
    static String title(Op op) {
        return name(op).split("[ \\[(]", 2)[0];
    }

    static String name(Op op) {
        return switch (op) {
            case Op.Fill(var _, var v) -> v == Math.rint(v) && Math.abs(v) < 1e15 ? Long.toString((long) v) : Double.toString(v);
            case Op.Iota(var _, var axis) -> "iota[" + axis + "]";
            case Op.Input(var what) -> "input[" + what + "]";
            case Op.Alias _ -> "variable";
            case Op.Unary(var fn) -> fn.toString();
            case Op.Binary(var fn) -> fn.toString();
            case Op.Compare(var r) -> lower(r);
            case Op.Select _ -> "select";
            case Op.Cast(var to) -> "cast[" + new Type(to, org.leibniz.Shape.SCALAR) + "]";
            case Op.Broadcast(var s) -> "broadcast" + s;
            case Op.Reshape(var s) -> "reshape" + s;
            case Op.Transpose(var p) -> "transpose" + p;
            case Op.Slice(var start, var size, var step) -> "slice[from " + start + " size " + size + " step " + step + "]";
            case Op.Pad(var low, var high, var interior) -> "pad[low " + low + " high " + high + " interior " + interior + "]";
            case Op.Reverse(var axes) -> "reverse" + axes;
            case Op.Concat(var axis) -> "concat[" + axis + "]";
            case Op.Reduce(var r, var axes) -> lower(r) + axes;
            case Op.ArgReduce(var largest, var axis) -> (largest ? "argmax[" : "argmin[") + axis + "]";
            case Op.CumSum(var axis, var reverse) -> "cumsum[" + axis + (reverse ? " reverse]" : "]");
            case Op.Dot(var ba, var bb, var ca, var cb) -> "dot[batch " + ba + bb + " contract " + ca + cb + "]";
            case Op.Gather(var axis, var batch) -> "gather[" + axis + " batch " + batch + "]";
            case Op.Scatter(var axis, var batch, var size, var r) ->
                "scatter_" + lower(r) + "[" + axis + " batch " + batch + " size " + size + "]";
            case Op.Sort(var axis) -> "sort[" + axis + "]";
            case Op.Solve(var t) -> t ? "solve[transposed]" : "solve";
            case Op.TriangularSolve(var lower, var t) -> "triangular_solve[" + (lower ? "lower" : "upper") + (t ? " transposed]" : "]");
            case Op.Cholesky _ -> "cholesky";
            case Op.RandomBits _ -> "random_bits";
            case Op.StopGradient _ -> "stop_gradient";
            case Op.Restated _ -> "restated";
            case Op.Hook _ -> "hook";
            case Op.HookTangent _ -> "hook_tangent";
            case Op.Call(var p) -> "call " + p;
            case Op.Cond(var a, var b) -> "cond " + a + " " + b;
            case Op.While(var c, var b, var nc, var nb, var k) -> "while[" + nc + "," + nb + "," + k + "] " + c + " " + b;
            case Op.Scan(var b, var nc, var k, var r, var n) ->
                "scan[" + nc + "," + k + (r ? ",reverse" : "") + (n < 0 ? "" : "," + n) + "] " + b;
            case Op.Custom(var f, var bwd, var jvp, var _, var _) ->
                "custom[" + (bwd != null ? "vjp" : jvp != null ? "jvp" : "") + "] " + f;
            case Op.LinearCall(var bwd, var _, var _, var _) -> "transposed " + bwd;
            case Op.Spread(var n, var at) -> "spread[" + n + " at " + at + "]";
            case Op.Collapse(var n, var at) -> "collapse[" + n + " at " + at + "]";
            case Op.Either _ -> "either";
        };
    }

    private static String lower(Enum<?> e) {
        return e.name().toLowerCase(Locale.ROOT);
    }
}
