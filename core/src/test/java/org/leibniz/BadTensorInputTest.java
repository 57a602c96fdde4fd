package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.leibniz.DType.FLOAT64;
import static org.leibniz.DType.INT32;
import static org.leibniz.DType.INT64;
import static org.leibniz.DType.INT8;
import static org.leibniz.Leibniz.*;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every bad input gets an exception that names the operation, what was expected, what came, and where there is one the
/// way out. One line a fault: the call, its exception, and what the message must say.
class BadTensorInputTest {
    private static final Class<?> ARGUMENT = IllegalArgumentException.class;
    private static final Class<?> INDEX = IndexOutOfBoundsException.class;
    private static final Class<?> DIVISION = ArithmeticException.class;
    private static final Class<?> NULL = NullPointerException.class;

    private static final Tensor X = ones(2, 3);
    private static final Tensor I = Tensor.of(1, 0);

    private static Arguments row(Supplier<?> call, Class<?> exception, String... words) {
        return Arguments.of(call, exception, words);
    }

    private static List<Arguments> creation() {
        return List.of(
                row(() -> Tensor.of(new double[][]{{1, 2}, {3}}), ARGUMENT, "Tensor.of", "[1]", "length 2", "length 1"),
                row(() -> Tensor.of(new double[][][]{{{1}, {2}}, {{3}}}), ARGUMENT, "[1]", "length 2", "length 1"),
                row(() -> Tensor.of(new Object[]{1, new int[]{2}}), ARGUMENT, "[1]", "a number", "length 1"),
                row(() -> Tensor.of(new Object[]{new int[]{2}, 1}), ARGUMENT, "[1]", "a row", "Integer"),
                row(() -> Tensor.of(new double[][]{{1}, null}), ARGUMENT, "[1]", "null"),
                row(() -> Tensor.of(new Object[]{1, null}), ARGUMENT, "[1]", "null"),
                row(() -> Tensor.of(new String[]{"1"}), ARGUMENT, "Tensor.of", "String", "[0]", "parseDouble"),
                row(() -> Tensor.of(new Object[]{X, X}), ARGUMENT, "Tensor", "stack"),
                row(() -> Tensor.of(new char[][]{{'a'}}), ARGUMENT, "char"),
                row(() -> Tensor.of(new Object[]{List.of(1)}), ARGUMENT, "[0]"),
                row(() -> Tensor.of(new Object[0]), ARGUMENT, "zeros(0)"),
                row(() -> zeros(2, -1), ARGUMENT, "(2, -1)", "0 or more"),
                row(() -> zeros(1 << 20, 1 << 20), ARGUMENT, "2^31 - 1"),
                row(() -> full(INT32, 0.5, 2), ARGUMENT, "full", "INT32", "0.5"),
                row(() -> full(INT8, 128, 2), ARGUMENT, "full", "INT8", "128"),
                row(() -> arange(0, 5, 0), ARGUMENT, "arange", "step"),
                row(() -> arange(0, Double.NaN, 1), ARGUMENT, "arange", "finite"),
                row(() -> arange(0, 1e12, 1), ARGUMENT, "arange", "2^31 - 1"),
                row(() -> linspace(0, 1, -1), ARGUMENT, "linspace", "-1"),
                row(() -> eye(-1), ARGUMENT, "-1"));
    }

    private static List<Arguments> conversion() {
        return List.of(
                row(() -> X.item(), ARGUMENT, "item", "one element", "6", "(2, 3)", "sum()"),
                row(() -> zeros(0).item(), ARGUMENT, "item", "0"),
                row(() -> Tensor.of(1, 2).itemAsLong(), ARGUMENT, "itemAsLong", "2"),
                row(() -> Tensor.scalar(1f).itemAsLong(), ARGUMENT, "itemAsLong", "FLOAT32", "cast"),
                row(() -> X.gt(0).isTrue(), ARGUMENT, "isTrue", "any()", "all()"),
                row(() -> X.toIntArray(), ARGUMENT, "toIntArray", "FLOAT32", "cast"),
                row(() -> X.toLongArray(), ARGUMENT, "toLongArray", "FLOAT32", "cast"),
                row(() -> Tensor.of(1L << 40).toIntArray(), ARGUMENT, "toIntArray", "1099511627776", "toLongArray"),
                row(() -> I.toBooleanArray(), ARGUMENT, "toBooleanArray", "INT32", "ne(0)"),
                row(() -> jit(x -> x.mul(x.item())).apply(Tensor.scalar(1f)), NoValueException.class, "jit", "where"),
                row(() -> jit(x -> x.gt(0).isTrue() ? x : x.neg()).apply(Tensor.scalar(1f)), NoValueException.class,
                        "jit", "Flow.cond"));
    }

    private static List<Arguments> arithmetic() {
        Tensor y = ones(2, 2);
        return List.of(
                row(() -> X.add(y), ARGUMENT, "add", "(2, 3)", "(2, 2)"),
                row(() -> X.lt(y), ARGUMENT, "lt", "(2, 3)", "(2, 2)"),
                row(() -> where(X.gt(0), X, y), ARGUMENT, "where", "(2, 3)", "(2, 2)"),
                row(() -> where(X, X, X), ARGUMENT, "where", "BOOL", "FLOAT32", "ne(0)"),
                row(() -> X.and(X), ARGUMENT, "and", "FLOAT32", "ne(0)"),
                row(() -> X.not(), ARGUMENT, "not", "FLOAT32"),
                row(() -> I.add(1L << 31), ARGUMENT, "add", "INT32", "2147483648", "wider"),
                row(() -> I.pow(-1), ARGUMENT, "pow", "INT32", "-1", "floating"),
                row(() -> clip(X, 1, 0), ARGUMENT, "clip", "1", "0"),
                row(() -> polygamma(-1, X), ARGUMENT, "polygamma", "order", "0 to 170", "-1"),
                row(() -> Tensor.of(INT8, 1).mul(2), ARGUMENT, "mul", "INT8", "cast"),
                row(() -> I.floorDiv(0), DIVISION, "floorDiv", "other than 0"),
                row(() -> I.mod(zerosLike(I)), DIVISION, "mod", "other than 0"),
                row(() -> I.fmod(zerosLike(I)), DIVISION, "fmod", "other than 0"),
                row(() -> I.cast(INT64).floorDiv(0), DIVISION, "floorDiv", "other than 0"),
                row(() -> ones(INT64, 100).mod(zeros(INT64, 100)), DIVISION, "mod", "other than 0"),
                row(() -> jit((a, b) -> a.add(1).floorDiv(b)).apply(ones(INT32, 5000), zeros(INT32, 5000)), DIVISION,
                        "floorDiv",
                        "other than 0"),
                row(() -> vmap((a, b) -> a.mod(b)).apply(I, I), DIVISION, "mod", "other than 0"));
    }

    private static List<Arguments> reductions() {
        return List.of(
                row(() -> X.sum(2), INDEX, "sum", "-2 to 1", "2", "(2, 3)"),
                row(() -> X.mean(0, -3), INDEX, "mean", "-3"),
                row(() -> X.sum(keepDims(5)), INDEX, "sum", "5"),
                row(() -> X.max(0, -2), ARGUMENT, "max", "[0, -2]", "twice"),
                row(() -> Tensor.scalar(1f).sum(0), INDEX, "sum", "()"),
                row(() -> zeros(0, 3).max(), ARGUMENT, "max", "(0, 3)"),
                row(() -> zeros(0, 3).min(0), ARGUMENT, "min", "axis 0"),
                row(() -> zeros(0, 3).argmax(0), ARGUMENT, "argmax", "axis 0"),
                row(() -> X.argmin(2), INDEX, "argmin", "2"),
                row(() -> X.cumsum(2), INDEX, "cumsum", "2"),
                row(() -> X.sort(-3), INDEX, "sort", "-3"),
                row(() -> X.gt(0).argsort(0), ARGUMENT, "argsort", "BOOL"),
                row(() -> softmax(X, 2), INDEX, "softmax", "2"),
                row(() -> softmax(Tensor.scalar(1f)), INDEX, "softmax", "()"));
    }

    private static List<Arguments> shapes() {
        return List.of(
                row(() -> X.reshape(4), ARGUMENT, "reshape", "6", "(2, 3)", "4"),
                row(() -> X.reshape(-1, 4), ARGUMENT, "reshape", "6", "[-1, 4]"),
                row(() -> X.reshape(-1, -1), ARGUMENT, "reshape", "one -1", "(2, 3)"),
                row(() -> X.reshape(-2, -3), ARGUMENT, "(-2, -3)"),
                row(() -> zeros(0).reshape(-1, 0), ARGUMENT, "reshape"),
                row(() -> X.transpose(0), ARGUMENT, "transpose", "swapAxes"),
                row(() -> X.transpose(0, 0), ARGUMENT, "transpose", "twice"),
                row(() -> X.transpose(0, 2), INDEX, "transpose", "2"),
                row(() -> X.swapAxes(0, 2), INDEX, "swapAxes", "2"),
                row(() -> X.moveAxis(2, 0), INDEX, "moveAxis", "2"),
                row(() -> X.expandDims(3), INDEX, "expandDims", "-3 to 2", "3"),
                row(() -> X.squeeze(0), ARGUMENT, "squeeze", "(2, 3)", "extent 1"),
                row(() -> X.broadcastTo(3, 3), ARGUMENT, "broadcastTo", "(2, 3)", "(3, 3)"),
                row(() -> X.broadcastTo(3), ARGUMENT, "broadcastTo", "(2, 3)", "(3,)"),
                row(() -> X.flip(2), INDEX, "flip", "2"),
                row(() -> X.pad(0, -1, 0), ARGUMENT, "pad", "-1", "slice"),
                row(() -> X.tile(-1), ARGUMENT, "tile", "-1"),
                row(() -> X.repeat(0, -1), ARGUMENT, "repeat", "-1"),
                row(() -> X.split(1, 2), ARGUMENT, "split", "3", "2"),
                row(() -> X.split(1, 0), ARGUMENT, "split", "0"),
                row(() -> X.unstack(2), INDEX, "unstack", "2"),
                row(() -> X.dim(2), INDEX, "dim", "-2 to 1", "(2, 3)", "2"),
                row(() -> Tensor.scalar(1).dim(0), INDEX, "dim", "none", "()"),
                row(() -> concat(0), ARGUMENT, "concat", "none"),
                row(() -> concat(0, List.of()), ARGUMENT, "concat", "none"),
                row(() -> concat(0, X, ones(2, 2)), ARGUMENT, "concat", "(2, 3)", "(2, 2)", "at 1"),
                row(() -> concat(0, X, ones(3)), ARGUMENT, "concat", "(2, 3)", "(3,)"),
                row(() -> concat(2, X, X), INDEX, "concat", "2"),
                row(() -> stack(0), ARGUMENT, "stack", "none"),
                row(() -> stack(0, X, ones(2, 2)), ARGUMENT, "stack", "(2, 2)", "concat"),
                row(() -> stack(3, X, X), INDEX, "stack", "3"));
    }

    private static List<Arguments> indexing() {
        return List.of(
                row(() -> X.get(2), INDEX, "get", "-2 to 1", "axis 0", "(2, 3)", "got 2"),
                row(() -> X.get(0, -4), INDEX, "get", "axis 1", "-4"),
                row(() -> X.get(0, 0, 0), INDEX, "get", "at most 2", "3"),
                row(() -> X.get(ALL, ALL, ALL), INDEX, "get", "at most 2", "3"),
                row(() -> X.get(ELLIPSIS, ELLIPSIS), ARGUMENT, "get", "one ELLIPSIS"),
                row(() -> X.get(ALL, at(3)), INDEX, "get", "axis 1", "3"),
                row(() -> X.get(slice(0, 2, 0)), ARGUMENT, "slice", "1 or more", "flip"),
                row(() -> X.get(slice(2, 0, -1)), ARGUMENT, "slice", "-1", "flip"),
                row(() -> X.get(at(Tensor.of(0, 2))), INDEX, "get", "-2 to 1", "2"),
                row(() -> X.get(at(Tensor.of(0.5))), ARGUMENT, "at", "FLOAT64", "cast"),
                row(() -> X.get(at(X.gt(0))), ARGUMENT, "at", "BOOL", "where"),
                row(() -> X.get(at(I), at(Tensor.of(0, 1, 2))), ARGUMENT, "get", "(2,)", "(3,)"),
                row(() -> zeros(0).get(0), INDEX, "get", "nothing", "(0,)"),
                row(() -> jit(x -> x.get(at(x.sum().cast(INT32)))).apply(X), INDEX, "gather", "get", "6"),
                row(() -> jit((x, i) -> x.take(0, i)).apply(X, Tensor.of(5)), INDEX, "gather", "take", "5"),
                row(() -> vmap((x, i) -> x.take(0, i)).apply(X, Tensor.of(1, 3)), INDEX, "gather", "take", "3"),
                row(() -> jit((x, i) -> x.at(at(i)).add(1)).apply(X, Tensor.of(7)), INDEX, "scatter", "at", "7"),
                row(() -> jit((x, y) -> crossEntropy(x, y)).apply(X, Tensor.of(0, 7)), INDEX, "gather", "crossEntropy",
                        "7"),
                row(() -> X.take(2, I), INDEX, "take", "2"),
                row(() -> X.take(0, Tensor.of(5)), INDEX, "take", "5"),
                row(() -> X.at(2).set(1), INDEX, "at", "2"),
                row(() -> X.at(0).set(ones(2)), ARGUMENT, "set", "(3,)", "(2,)"),
                row(() -> X.at(0).add(ones(1, 3)), ARGUMENT, "add", "(3,)", "(1, 3)"),
                row(() -> I.at(0).set(0.5), ARGUMENT, "set", "INT32", "FLOAT32"),
                row(() -> I.at(0).set(Tensor.scalar(0.5)), ARGUMENT, "set", "INT32", "FLOAT64", "cast"),
                row(() -> X.gt(0).at(0).set(1), ARGUMENT, "set", "BOOL", "INT32"),
                row(() -> X.gt(0).at(0).add(X.gt(0)), ARGUMENT, "add"));
    }

    private static List<Arguments> products() {
        return List.of(
                row(() -> matmul(X, X), ARGUMENT, "matmul", "(2, 3)", "3 and 2", "transpose"),
                row(() -> X.matmul(ones(2)), ARGUMENT, "matmul", "(2, 3)", "(2,)"),
                row(() -> X.matmul(Tensor.scalar(1f)), ARGUMENT, "matmul", "()", "mul"),
                row(() -> matmul(ones(2, 4, 3), ones(3, 3, 4)), ARGUMENT, "matmul", "(2,)", "(3,)"),
                row(() -> X.dot(X), ARGUMENT, "dot", "(2, 3)", "3 and 2"),
                row(() -> solve(X, ones(2)), ARGUMENT, "solve", "(.., n, n)", "(2, 3)"),
                row(() -> solve(eye(3), ones(2)), ARGUMENT, "solve", "(3,)", "(2,)"),
                row(() -> solve(eye(3), Tensor.scalar(1f)), ARGUMENT, "solve", "()"),
                row(() -> triangularSolve(eye(3), ones(2, 3), true), ARGUMENT, "triangularSolve", "(2, 3)"),
                row(() -> cholesky(ones(3)), ARGUMENT, "cholesky", "(3,)"),
                row(() -> inverse(X), ARGUMENT, "inverse", "(2, 3)"));
    }

    private static List<Arguments> losses() {
        return List.of(
                row(() -> crossEntropy(X, Tensor.of(0, 3)), INDEX, "crossEntropy", "0 to 2", "3"),
                row(() -> crossEntropy(X, Tensor.of(-1, 0)), INDEX, "crossEntropy", "0 to 2", "-1"),
                row(() -> crossEntropy(X, Tensor.of(0, 1, 2)), ARGUMENT, "crossEntropy", "(2,)", "(3,)", "last axis"),
                row(() -> crossEntropy(X, ones(2)), ARGUMENT, "crossEntropy", "(2, 3)", "(2,)"),
                row(() -> crossEntropy(X, Tensor.of(true, false)), ARGUMENT, "crossEntropy", "BOOL", "INT32"),
                row(() -> crossEntropy(Tensor.scalar(1f), Tensor.scalar(0)), ARGUMENT, "crossEntropy", "()"),
                row(() -> oneHot(ones(2), 3), ARGUMENT, "oneHot", "FLOAT32", "INT32"),
                row(() -> mseLoss(X, ones(2, 2)), ARGUMENT, "mseLoss", "(2, 3)", "(2, 2)"),
                row(() -> mseLoss(ones(3, 1), ones(3)), ARGUMENT, "mseLoss", "(3, 1)", "(3,)", "reshape"),
                row(() -> binaryCrossEntropyWithLogits(X, ones(3)), ARGUMENT, "binaryCrossEntropyWithLogits", "(2, 3)",
                        "(3,)"),
                row(() -> binaryCrossEntropyWithLogits(X, X, ones(2), X), ARGUMENT, "binaryCrossEntropyWithLogits",
                        "(2, 3)", "(2,)"));
    }

    @SuppressWarnings("NullAway") // on purpose
    private static List<Arguments> nulls() {
        return List.of(
                row(() -> X.cast(null), NULL, "cast", "dtype"),
                row(() -> full((Number) null, 2), NULL, "full", "value"),
                row(() -> full((DType) null, 1, 2, 3), NULL, "full", "dtype"),
                row(() -> einsum(null, X), NULL, "einsum", "equation"));
    }

    @ParameterizedTest
    @MethodSource({"nulls", "creation", "conversion", "arithmetic", "reductions", "shapes", "indexing", "products",
            "losses"})
    void theMessageSaysWhatIsWrong(Supplier<?> call, Class<?> exception, String... words) {
        assertThatThrownBy(call::get).isExactlyInstanceOf(exception).hasMessageContainingAll(words);
    }

    @Test
    void theDtypeOfAnInverseIsFloating() {
        assertThatThrownBy(() -> inverse(ones(INT8, 2, 2))).hasMessageContaining("INT8");
        assertThatThrownBy(() -> solve(ones(INT8, 2, 2), ones(FLOAT64, 3))).hasMessageContaining("(2,)");
    }

    /// A debugger asks for text anywhere.
    @Test
    void textIsThereWithoutAValue() {
        Tensor y = jit(x -> {
            assertThat(x.toString()).contains("shape=[2, 3]", "dtype=Float32", "no value", "jit");
            assertThat(x.repr()).isEqualTo(x.toString());
            return x;
        }).apply(X);
        assertThat(y.toString()).isEqualTo(X.toString());
    }
}
