package org.leibniz;

import static org.leibniz.DType.BOOL;
import static org.leibniz.DType.FLOAT32;
import static org.leibniz.DType.FLOAT64;
import static org.leibniz.DType.INT32;
import static org.leibniz.DType.INT64;
import static org.leibniz.OpTable.BITS;
import static org.leibniz.OpTable.DEFINITE;
import static org.leibniz.OpTable.DISTINCT;
import static org.leibniz.OpTable.NONZERO;
import static org.leibniz.OpTable.POSITIVE;
import static org.leibniz.OpTable.REAL;
import static org.leibniz.OpTable.REGULAR;
import static org.leibniz.OpTable.fixed;
import static org.leibniz.OpTable.input;
import static org.leibniz.Ops.ALL;
import static org.leibniz.Ops.ELLIPSIS;
import static org.leibniz.Ops.NEW_AXIS;
import static org.leibniz.Ops.at;
import static org.leibniz.Ops.keepDims;
import static org.leibniz.Ops.slice;
import static org.leibniz.Ops.until;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.leibniz.OpTable.Domain;
import org.leibniz.OpTable.Input;
import org.leibniz.OpTable.Row;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Value;

/// The rows of [OpTable] for the public interface: the methods of [Tensor] and the functions of [Ops] that make tensors
/// of tensors. A row is named after its method.
final class PublicOps {
    private static final Domain INDEX3 = Domain.integers(-3, 3);

    private PublicOps() {}

    static List<Row> rows() {
        var rows = new ArrayList<Row>();
        rows.addAll(elementwise());
        rows.addAll(numbers());
        rows.addAll(reductions());
        rows.addAll(structure());
        rows.addAll(indexing());
        rows.addAll(algebra());
        rows.addAll(losses());
        return rows;
    }

    private static Row row(String name, TensorFn1<Tensor> f, Input a) {
        return OpTable.row(name, x -> values(f.apply(new Tensor(x[0]))), a);
    }

    private static Row row(String name, TensorFn2<Tensor> f, Input a, Input b) {
        return OpTable.row(name, x -> values(f.apply(new Tensor(x[0]), new Tensor(x[1]))), a, b);
    }

    private static Row row(String name, TensorFn3<Tensor> f, Input a, Input b, Input c) {
        return OpTable.row(name, x -> values(f.apply(new Tensor(x[0]), new Tensor(x[1]), new Tensor(x[2]))), a, b, c);
    }

    private static Row rows(String name, TensorFn1<List<Tensor>> f, Input a) {
        return OpTable.row(name, x -> values(f.apply(new Tensor(x[0])).toArray(Tensor[]::new)), a);
    }

    private static Value[] values(Tensor... tensors) {
        Value[] v = new Value[tensors.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = tensors[i].read();
        }
        return v;
    }

    /// A function that is a scalar function under another name; the scalar function has rows of its own.
    private static Row same(ScalarFn fn, TensorFn1<Tensor> f, Domain domain) {
        String name = Pattern.compile("_(.)").matcher(fn.toString())
                .replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
        return row(name, f, input(domain, 2, 3)).ulps(8);
    }

    private static List<Row> elementwise() {
        var a = input(NONZERO, 2, 3);
        var b = input(NONZERO, 3);
        var column = input(POSITIVE, 2, 1);
        var mask = fixed(BOOL, BITS, 2, 3);
        return List.of(same(ScalarFn.NEG, Tensor::neg, REAL), same(ScalarFn.ABS, Ops::abs, NONZERO),
                same(ScalarFn.SIGN, Ops::sign, NONZERO),
                same(ScalarFn.FLOOR, Ops::floor, OpTable.BETWEEN), same(ScalarFn.CEIL, Ops::ceil, OpTable.BETWEEN),
                same(ScalarFn.ROUND, Ops::round, OpTable.BETWEEN), same(ScalarFn.TRUNC, Ops::trunc, OpTable.BETWEEN),
                same(ScalarFn.SQUARE, Ops::square, REAL), same(ScalarFn.RECIPROCAL, Ops::reciprocal, NONZERO),
                same(ScalarFn.SQRT, Ops::sqrt, POSITIVE),
                same(ScalarFn.RSQRT, Ops::rsqrt, POSITIVE), same(ScalarFn.CBRT, Ops::cbrt, NONZERO),
                same(ScalarFn.EXP, Ops::exp, REAL),
                same(ScalarFn.EXPM1, Ops::expm1, REAL), same(ScalarFn.LOG, Ops::log, POSITIVE),
                same(ScalarFn.LOG1P, Ops::log1p, POSITIVE),
                same(ScalarFn.SIN, Ops::sin, REAL), same(ScalarFn.COS, Ops::cos, REAL),
                same(ScalarFn.TAN, Ops::tan, OpTable.UNIT),
                same(ScalarFn.ASIN, Ops::asin, OpTable.UNIT), same(ScalarFn.ACOS, Ops::acos, OpTable.UNIT),
                same(ScalarFn.ATAN, Ops::atan, REAL),
                same(ScalarFn.SINH, Ops::sinh, REAL), same(ScalarFn.COSH, Ops::cosh, REAL),
                same(ScalarFn.TANH, Ops::tanh, REAL),
                same(ScalarFn.ASINH, Ops::asinh, REAL), same(ScalarFn.ACOSH, Ops::acosh, Domain.in(1.2, 4)),
                same(ScalarFn.ATANH, Ops::atanh, OpTable.UNIT),
                same(ScalarFn.SIGMOID, Ops::sigmoid, REAL), same(ScalarFn.SOFTPLUS, Ops::softplus, REAL),
                same(ScalarFn.LOG_SIGMOID, Ops::logSigmoid, REAL), same(ScalarFn.RELU, Ops::relu, NONZERO),
                same(ScalarFn.ERF, Ops::erf, REAL),
                same(ScalarFn.ERFC, Ops::erfc, REAL), same(ScalarFn.ERFINV, Ops::erfinv, OpTable.UNIT),
                same(ScalarFn.LGAMMA, Ops::lgamma, POSITIVE),
                row("lgamma(left of 0)", Ops::lgamma, input(OpTable.BETWEEN, 2, 3)),
                same(ScalarFn.DIGAMMA, Ops::digamma, POSITIVE),
                row("digamma(left of 0)", Ops::digamma, input(OpTable.BETWEEN, 2, 3)),
                row("polygamma", x -> Ops.polygamma(1, x), input(POSITIVE, 2, 3)),
                row("polygamma(left of 0)", x -> Ops.polygamma(2, x), input(OpTable.BETWEEN, 2, 3)),
                row("gelu", Ops::gelu, a),
                row("silu", Ops::silu, a), row("atan2", Ops::atan2, a, b), row("add(broadcast)", Tensor::add, a, b),
                row("sub(broadcast)", Tensor::sub, b, a), row("mul(broadcast)", Tensor::mul, b, column),
                row("div(broadcast)", Tensor::div, a, column),
                row("pow(broadcast)", (x, y) -> x.pow(y), column, b),
                row("mod", Tensor::mod, input(Domain.in(0.2, 0.8), 2, 3), input(Domain.in(1, 2), 3)),
                row("mod(integers)", Tensor::mod, input(Domain.integers(-9, 10), 2, 3), input(Domain.integers(1, 5), 3))
                        .dtypes(INT32,
                                INT64),
                row("fmod", Tensor::fmod, input(OpTable.BETWEEN, 2, 3),
                        input((r, s) -> r.doubles(s.size()).map(x -> x < 0.5 ? 1 : -1).toArray(), 3)),
                row("fmod(integers)", Tensor::fmod, input(Domain.integers(-9, 10), 2, 3),
                        input(Domain.integers(1, 5), 3)).dtypes(INT32,
                                INT64),
                row("floorDiv", Tensor::floorDiv, input(Domain.in(0.2, 0.8), 2, 3), input(Domain.in(1, 2), 3)),
                row("maximum", Tensor::maximum, a, b), row("minimum", Tensor::minimum, a, b),
                row("lt", Tensor::lt, a, b).discrete(),
                row("le", Tensor::le, a, b).discrete(), row("gt", Tensor::gt, a, b).discrete(),
                row("ge", Tensor::ge, a, b).discrete(),
                row("eq", Tensor::eq, input(BITS, 2, 3), input(BITS, 3)).dtypes(FLOAT64, INT32, BOOL).discrete(),
                row("ne", Tensor::ne, input(BITS, 2, 3), input(BITS, 3)).dtypes(FLOAT64, INT32, BOOL).discrete(),
                row("and", Tensor::and, input(BITS, 2, 3), input(BITS, 3)).dtypes(BOOL, INT32),
                row("or", Tensor::or, input(BITS, 2, 3), input(BITS, 3))
                        .dtypes(BOOL, INT32),
                row("xor", Tensor::xor, input(BITS, 2, 3), input(BITS, 3)).dtypes(BOOL, INT32),
                row("not", Tensor::not, input(BITS, 2, 3)).dtypes(BOOL, INT32),
                row("where", (m, x, y) -> Ops.where(m, x, y), mask, a, b),
                row("where(number)", (m, x) -> Ops.where(m, x, 3), mask, a),
                row("where(other number)", (m, x) -> Ops.where(m, 0.5, x), mask, a),
                row("clip", x -> Ops.clip(x, -0.8, 1.1), a),
                row("clip(tensors)", (x, low) -> Ops.clip(x, low, low.add(1)), a, input(Domain.in(-0.2, 0.2), 3)),
                row("isClose", (x, y) -> x.isClose(y, 0.5, 0.1), a, b).discrete(),
                row("isClose(number)", x -> x.isClose(1, 0.5, 0.1), a).discrete(),
                row("isClose(integers)", (x, y) -> x.isClose(y, 0, 2), input(Domain.integers(-9, 10), 2, 3),
                        input(Domain.integers(-9, 10), 3))
                        .dtypes(INT32, INT64).discrete(),
                row("isNan", Ops::isNan, a).discrete(), row("isFinite", Ops::isFinite, a).discrete(),
                row("isInf", Ops::isInf, a).discrete(),
                row("where(numbers)", m -> Ops.where(m, 1, 0.5), mask).discrete(),
                row("cast(integers)", x -> x.cast(FLOAT64), input(Domain.integers(-9, 9), 2, 3)).dtypes(INT32, INT64),
                row("stopGradient", Ops::stopGradient, a).discrete(), row("zerosLike", Ops::zerosLike, a),
                row("onesLike", Ops::onesLike, a));
    }

    private static List<Row> numbers() {
        var a = input(NONZERO, 2, 3);
        var p = input(POSITIVE, 2, 3);
        return List.of(row("add(number)", x -> x.add(1.5).add(2), a), row("add(number first)", x -> Ops.add(2, x), a),
                row("sub(number)", x -> x.sub(1.5), a), row("sub(number first)", x -> Ops.sub(2, x), a),
                row("mul(number)", x -> x.mul(1.5), a),
                row("mul(number first)", x -> Ops.mul(3, x), a), row("div(number)", x -> x.div(3), a),
                row("div(number first)", x -> Ops.div(2, x), a),
                row("pow(number)", x -> x.pow(2.5), p), row("pow(2)", x -> x.pow(2), a),
                row("pow(3)", x -> x.pow(3), a),
                row("pow(-1)", x -> x.pow(-1), a),
                row("pow(half)", x -> x.pow(0.5), p), row("pow(0)", x -> x.pow(0), a),
                row("pow(number first)", x -> Ops.pow(2, x), a),
                row("mod(number)", x -> x.mod(1.7), input(Domain.in(0.2, 1.4), 2, 3)),
                row("fmod(number)", x -> x.fmod(-1.7), input(Domain.in(-1.4, -0.2), 2, 3)),
                row("floorDiv(number)", x -> x.floorDiv(1.7), p),
                row("maximum(number)", x -> x.maximum(0), a), row("maximum(number first)", x -> Ops.maximum(0.1, x), a),
                row("minimum(number)", x -> x.minimum(0), a), row("minimum(number first)", x -> Ops.minimum(0.1, x), a),
                row("lt(number)", x -> x.lt(0), a).discrete(), row("le(number)", x -> x.le(0), a).discrete(),
                row("gt(number)", x -> x.gt(0), a).discrete(),
                row("ge(number)", x -> x.ge(0), a).discrete(), row("eq(number)", x -> x.eq(0), a).discrete(),
                row("ne(number)", x -> x.ne(0), a).discrete());
    }

    private static List<Row> reductions() {
        var a = input(NONZERO, 2, 3, 4);
        var distinct = input(DISTINCT, 2, 4);
        var ints = input(Domain.integers(-4, 5), 2, 3);
        var truth = input(BITS, 2, 3);
        return List.of(row("sum", x -> x.sum(), a), row("sum(axes)", x -> x.sum(0, -1), a),
                row("sum(keepDims)", x -> x.sum(keepDims(1)), a),
                row("sum(integers)", x -> x.sum(1), ints).dtypes(INT32, INT64, BOOL),
                row("prod", x -> x.prod(), input(NONZERO, 5)),
                row("prod(zero)", x -> x.prod(1), input((r, s) -> zeroAt(NONZERO.sample(r, s), 1), 2, 3)),
                row("prod(keepDims)", x -> x.prod(keepDims(0)), input(NONZERO, 3, 2)), row("mean", x -> x.mean(), a),
                row("mean(axis)", x -> x.mean(1), a),
                row("mean(keepDims)", x -> x.mean(keepDims(0, 2)), a), row("max", x -> x.max(), distinct),
                row("max(axis)", x -> x.max(1), distinct),
                row("max(keepDims)", x -> x.max(keepDims(0)), distinct), row("min", x -> x.min(), distinct),
                row("min(axis)", x -> x.min(0), distinct),
                row("min(keepDims)", x -> x.min(keepDims(1)), distinct),
                row("max(integers)", x -> x.max(1), ints).dtypes(INT32, INT64, BOOL),
                row("any", x -> x.any(), truth).dtypes(BOOL).discrete(),
                row("any(keepDims)", x -> x.any(keepDims(1)), truth).dtypes(BOOL).discrete(),
                row("all", x -> x.all(), truth).dtypes(BOOL).discrete(),
                row("all(keepDims)", x -> x.all(keepDims(1)), truth).dtypes(BOOL).discrete(),
                row("std", x -> x.std(), a), row("std(keepDims)", x -> x.std(keepDims(1)), a),
                row("var", x -> x.var(1), a),
                row("var(keepDims)", x -> x.var(keepDims(0, 1)), a), row("norm", x -> x.norm(), a),
                row("norm(keepDims)", x -> x.norm(keepDims(2)), a),
                row("logsumexp", x -> x.logsumexp(1), a), row("logsumexp(keepDims)", x -> x.logsumexp(keepDims(0)), a),
                row("argmax", x -> x.argmax(1), distinct).discrete(),
                row("argmin", x -> x.argmin(0), distinct).discrete(),
                row("cumsum", x -> x.cumsum(1), a), row("cumprod", x -> x.cumprod(2), a),
                row("cumprod(zero)", x -> x.cumprod(0), input((r, s) -> zeroAt(NONZERO.sample(r, s), 2), 5)),
                row("sort", x -> x.sort(1), distinct),
                row("argsort", x -> x.argsort(0), distinct).discrete(), row("softmax", x -> Ops.softmax(x), a),
                row("softmax(axis)", x -> Ops.softmax(x, 1), a),
                row("logSoftmax", x -> Ops.logSoftmax(x), a), row("logSoftmax(axis)", x -> Ops.logSoftmax(x, 0), a));
    }

    private static double[] zeroAt(double[] x, int i) {
        x[i] = 0;
        return x;
    }

    private static List<Row> structure() {
        var a = input(REAL, 2, 3, 4);
        var m = input(REAL, 2, 3);
        return List.of(row("reshape", x -> x.reshape(4, -1), a), row("flatten", x -> x.flatten(), a),
                row("transpose", x -> x.transpose(), a),
                row("transpose(axes)", x -> x.transpose(1, 2, 0), a), row("swapAxes", x -> x.swapAxes(0, -1), a),
                row("moveAxis", x -> x.moveAxis(2, 0), a),
                row("expandDims", x -> x.expandDims(1), m), row("squeeze", x -> x.squeeze(), input(REAL, 2, 1, 3)),
                row("broadcastTo", x -> x.broadcastTo(4, 2, 3), input(REAL, 2, 1)), row("flip", x -> x.flip(1), a),
                row("flip(all)", x -> x.flip(), m),
                row("pad", x -> x.pad(1, 1, 2), m), row("tile", x -> x.tile(2, 2), m),
                row("repeat", x -> x.repeat(1, 3), m),
                rows("split", x -> x.split(1, 3), m), rows("unstack", x -> x.unstack(0), m),
                row("concat", (x, y) -> Ops.concat(1, x, y, x), m, input(REAL, 2, 1)),
                row("stack", (x, y) -> Ops.stack(1, x, y), m, m));
    }

    private static List<Row> indexing() {
        var a = input(REAL, 3, 4);
        var rows = fixed(INT32, INDEX3, 2);
        return List.of(row("get(positions)", x -> x.get(1, -1), a),
                row("get(ranges)", x -> x.get(Ops.from(1), slice(0, 4, 2)), a),
                row("get(mixed)", x -> x.get(ELLIPSIS, NEW_AXIS, until(-1)), a),
                row("get(tensor)", (x, i) -> x.get(ALL, at(i)), a, rows),
                row("get(two tensors)", (x, i) -> x.get(at(i), at(i)), a, rows),
                row("take", (x, i) -> x.take(0, i), a, rows),
                row("set", (x, y) -> x.at(Ops.from(1), at(0)).set(y), a, input(REAL, 2)),
                row("set(number)", x -> x.at(at(1)).set(3), a),
                row("set(tensor)", (x, i, y) -> x.at(at(i)).set(y), a, fixed(INT32, Domain.integers(1, 2), 1),
                        input(REAL, 1, 4)),
                row("add(at)", (x, i, y) -> x.at(at(i)).add(y), a, rows, input(REAL, 2, 4)),
                row("add(at number)", x -> x.at(ALL, at(2)).add(1.5), a),
                row("mul(at)", (x, y) -> x.at(at(1), Ops.from(2)).mul(y), a, input(NONZERO, 2)),
                row("mul(at number)", x -> x.at(ALL, at(2)).mul(2), a));
    }

    private static List<Row> algebra() {
        var a = input(REAL, 2, 3);
        var b = input(REAL, 3, 4);
        var v = input(REAL, 3);
        return List.of(row("matmul", (x, y) -> x.matmul(y), a, b),
                row("matmul(batch)", (x, y) -> Ops.matmul(x, y), input(REAL, 5, 1, 2, 3), input(REAL, 4, 3, 2)),
                row("matmul(vector right)", Tensor::matmul, a, v), row("matmul(vector left)", Tensor::matmul, v, b),
                row("matmul(vectors)", Tensor::matmul, v, v),
                row("matmul(square)", x -> x.matmul(x), input(REAL, 3, 3)),
                row("matmul(integers)", Tensor::matmul, input(Domain.integers(-5, 6), 2, 3), input(
                        Domain.integers(-5, 6), 3, 2)).dtypes(INT32, INT64),
                row("conv1d", (x, w) -> Ops.conv1d(x, w, Sliding.by(2).padding(1)), input(REAL, 2, 2, 5),
                        input(REAL, 3, 2, 2)),
                row("conv2d", (x, w) -> Ops.conv2d(x, w, Sliding.by(1).padding(1, 0).groups(2)),
                        input(REAL, 1, 2, 4, 3),
                        input(REAL, 2, 1, 2, 3)),
                row("conv3d", (x, w) -> Ops.conv3d(x, w, Sliding.by(1).dilation(1, 1, 2)), input(REAL, 1, 1, 2, 3, 4),
                        input(REAL, 2, 1, 2, 2, 2)),
                row("maxPool2d", x -> Ops.maxPool2d(x, 2, Sliding.by(1, 2).padding(1)), input(REAL, 1, 2, 3, 4)),
                row("avgPool2d", x -> Ops.avgPool2d(x, 2, Sliding.by(1, 2).padding(1)), input(REAL, 1, 2, 3, 4)),
                row("dot", Tensor::dot, v, v), row("outer", Tensor::outer, v, a),
                row("einsum", (x, y) -> Ops.einsum("ij,jk->ki", x, y), a, b),
                row("einsum(batch)", (x, y) -> Ops.einsum("bij,bjk->bik", x, y), input(REAL, 2, 2, 3),
                        input(REAL, 2, 3, 2)),
                row("einsum(diagonal)", x -> Ops.einsum("ii->i", x), input(REAL, 3, 3)),
                row("einsum(sum)", x -> Ops.einsum("ij->j", x), a),
                row("einsum(three)", (x, y, z) -> Ops.einsum("ij,jk,k->i", x, y, z), a, b, input(REAL, 4)),
                row("solve", (x, y) -> Ops.solve(x, y), input(REGULAR, 3, 3), input(REAL, 3, 2)),
                row("solve(vector)", (x, y) -> Ops.solve(x, y), input(REGULAR, 3, 3), input(REAL, 3)),
                row("triangularSolve", (x, y) -> Ops.triangularSolve(x, y, true), input(REGULAR, 3, 3),
                        input(REAL, 3, 2)),
                row("triangularSolve(upper)", (x, y) -> Ops.triangularSolve(x, y, false), input(REGULAR, 3, 3),
                        input(REAL, 3)),
                row("cholesky", x -> Ops.cholesky(x), input(DEFINITE, 3, 3)),
                row("inverse", x -> Ops.inverse(x), input(REGULAR, 3, 3)));
    }

    private static List<Row> losses() {
        var logits = input(REAL, 4, 3);
        var z = input(REAL, 4);
        var t = input(Domain.in(0.1, 0.9), 4);
        return List.of(
                row("oneHot", x -> Ops.oneHot(x, 4), input(Domain.integers(0, 4), 5)).dtypes(INT32, INT64).discrete(),
                row("crossEntropy", (x, y) -> Ops.crossEntropy(x, y), logits, fixed(INT32, Domain.integers(0, 3), 4)),
                row("crossEntropy(probabilities)", (x, y) -> Ops.crossEntropy(x, y), logits,
                        input(Domain.in(0.1, 0.9), 4, 3)),
                row("mean(of sums of products)", (x, y) -> x.mul(y).sum(-1).mean(), input(REAL, 5, 7),
                        input(REAL, 5, 7)),
                row("mseLoss", (x, y) -> Ops.mseLoss(x, y), logits, logits),
                row("binaryCrossEntropyWithLogits", (x, y) -> Ops.binaryCrossEntropyWithLogits(x, y), z, t),
                row("binaryCrossEntropyWithLogits(weights)",
                        (x, y, w) -> Ops.binaryCrossEntropyWithLogits(x, y, w, w.add(1)), z, t,
                        input(POSITIVE, 4)));
    }
}
