package trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.leibniz.Leibniz.*;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.leibniz.DType;
import org.leibniz.Flow;
import org.leibniz.Index;
import org.leibniz.Key;
import org.leibniz.Parameter;
import org.leibniz.ParameterTuple;
import org.leibniz.Shape;
import org.leibniz.Tensor;
import org.leibniz.TensorFn1;
import org.leibniz.TensorTuple;

/// A message begins with the method that the user called and no other, whatever helpers and other methods it is made
/// of.
@SuppressWarnings("NullAway") // null on purpose
final class MethodNamesTest {
    private static final Tensor X = Tensor.of(1.0, 2);
    private static final Tensor THREE = Tensor.of(1.0, 2, 3);
    private static final Tensor SCALAR = Tensor.scalar(1.0);
    private static final Tensor BYTES = Tensor.of(DType.INT8, 1L, 2);
    private static final Tensor WHOLE = Tensor.of(1, 2);
    private static final Tensor MATRIX = zeros(2, 3);
    private static final Key KEY = Key.of(0);

    private static Arguments row(String method, ThrowingCallable call) {
        return Arguments.of(method, call);
    }

    private static Stream<Arguments> wrongCalls() {
        return Stream
                .of(extents(), axes(), dtypes(), shapes(), indexes(), lists(), transformations(), numbers(), arrays(),
                        within())
                .flatMap(List::stream);
    }

    private static List<Arguments> extents() {
        return List.of(row("zeros", () -> zeros(-1)), row("zeros", () -> zeros(DType.INT32, 2, -1)),
                row("ones", () -> ones(-1)),
                row("ones", () -> ones(DType.BOOL, -1)), row("full", () -> full(1, -1)),
                row("full", () -> full(true, -1)),
                row("full", () -> full(DType.INT32, 2, -1)), row("eye", () -> eye(-1)),
                row("eye", () -> eye(DType.INT32, -1)),
                row("normal", () -> normal(KEY, -1)), row("normal", () -> normal(DType.FLOAT64, KEY, -1)),
                row("uniform", () -> uniform(KEY, -1)), row("uniform", () -> uniform(DType.FLOAT64, KEY, -1)),
                row("bernoulli", () -> bernoulli(KEY, 0.5, -1)), row("bernoulli", () -> bernoulli(KEY, 2, 1)),
                row("randint", () -> randint(KEY, 0, 1, -1)), row("permutation", () -> permutation(KEY, -1)),
                row("split", () -> KEY.split(-1)), row("Shape.of", () -> Shape.of(2, -1)),
                row("reshape", () -> X.reshape(-2)),
                row("reshape", () -> X.reshape(3)), row("broadcastTo", () -> X.broadcastTo(-2)),
                row("broadcastTo", () -> X.broadcastTo(3)), row("tile", () -> X.tile(-1)),
                row("repeat", () -> X.repeat(0, -1)),
                row("pad", () -> X.pad(0, -1, 0)), row("oneHot", () -> oneHot(WHOLE, -1)),
                row("linspace", () -> linspace(0, 1, -1)),
                row("zeros", () -> zeros(1 << 16, 1 << 16)), row("zeros", () -> zeros(new int[33])),
                row("eye", () -> eye(1 << 16)));
    }

    private static List<Arguments> axes() {
        return List.of(row("sum", () -> X.sum(1)), row("prod", () -> X.prod(1)), row("mean", () -> X.mean(keepDims(1))),
                row("max", () -> X.max(1)), row("min", () -> X.min(-2)), row("any", () -> X.any(1)),
                row("all", () -> X.all(1)),
                row("std", () -> X.std(1)), row("var", () -> X.var(1)), row("norm", () -> X.norm(1)),
                row("logsumexp", () -> X.logsumexp(1)), row("argmax", () -> X.argmax(1)),
                row("argmin", () -> X.argmin(1)),
                row("cumsum", () -> X.cumsum(1)), row("cumprod", () -> X.cumprod(1)), row("sort", () -> X.sort(1)),
                row("argsort", () -> X.argsort(1)), row("take", () -> X.take(1, WHOLE)),
                row("split", () -> X.split(1, 1)),
                row("split", () -> X.split(0, 3)), row("unstack", () -> X.unstack(1)),
                row("transpose", () -> MATRIX.transpose(0, 0)),
                row("swapAxes", () -> X.swapAxes(0, 1)), row("moveAxis", () -> X.moveAxis(0, 1)),
                row("expandDims", () -> X.expandDims(3)), row("squeeze", () -> X.squeeze(0)),
                row("flip", () -> X.flip(1)),
                row("pad", () -> X.pad(1, 0, 0)), row("repeat", () -> X.repeat(1, 2)), row("dim", () -> X.dim(1)),
                row("dim", () -> X.shape().dim(1)), row("softmax", () -> softmax(SCALAR)),
                row("softmax", () -> softmax(X, 1)),
                row("logSoftmax", () -> logSoftmax(SCALAR)), row("concat", () -> concat(1, X, X)),
                row("stack", () -> stack(2, X, X)),
                row("permutation", () -> permutation(KEY, SCALAR)), row("sum", () -> X.sum(0, 0)),
                row("crossEntropy", () -> crossEntropy(SCALAR, SCALAR)), row("max", () -> zeros(0).max()),
                row("argmax", () -> zeros(0).argmax(0)));
    }

    private static List<Arguments> dtypes() {
        return List.of(row("add", () -> BYTES.add(BYTES)), row("add", () -> BYTES.add(1)),
                row("add", () -> add(1, BYTES)),
                row("neg", () -> BYTES.neg()), row("maximum", () -> BYTES.maximum(1)),
                row("minimum", () -> BYTES.minimum(BYTES)),
                row("pow", () -> BYTES.pow(2)), row("pow", () -> WHOLE.pow(-1)), row("exp", () -> exp(BYTES)),
                row("gelu", () -> gelu(BYTES)), row("silu", () -> silu(BYTES)),
                row("logSigmoid", () -> logSigmoid(BYTES)),
                row("isFinite", () -> isFinite(BYTES)), row("isInf", () -> isInf(BYTES)), row("abs", () -> abs(BYTES)),
                row("polygamma", () -> polygamma(1, BYTES)), row("polygamma", () -> polygamma(-1, X)),
                row("sum", () -> BYTES.sum()), row("mean", () -> BYTES.mean()), row("std", () -> BYTES.std()),
                row("norm", () -> BYTES.norm()), row("max", () -> BYTES.max()), row("cumsum", () -> BYTES.cumsum(0)),
                row("sort", () -> BYTES.sort(0)), row("argsort", () -> Tensor.of(true).argsort(0)),
                row("softmax", () -> softmax(BYTES)), row("crossEntropy", () -> crossEntropy(BYTES, Tensor.scalar(0))),
                row("matmul", () -> BYTES.matmul(BYTES)), row("matmul", () -> matmul(BYTES, BYTES)),
                row("dot", () -> BYTES.dot(BYTES)),
                row("outer", () -> BYTES.outer(BYTES)), row("inverse", () -> inverse(ones(DType.INT8, 2, 2))),
                row("cholesky", () -> cholesky(ones(DType.INT8, 2, 2))), row("and", () -> X.and(X)),
                row("not", () -> X.not()),
                row("where", () -> where(X, X, X)), row("where", () -> where(X, 1, 2)),
                row("clip", () -> clip(X, 2, 1)),
                row("clip", () -> clip(BYTES, 1000, 2000)), row("normal", () -> normal(DType.INT32, KEY, 1)),
                row("uniform", () -> uniform(DType.INT32, KEY, 1)), row("normal", () -> normal(new Key(X), 1)),
                row("split", () -> new Key(X).split()), row("fold", () -> KEY.fold(X)),
                row("oneHot", () -> oneHot(X, 2)),
                row("mseLoss", () -> mseLoss(BYTES, BYTES)), row("toIntArray", () -> X.toIntArray()),
                row("toLongArray", () -> X.toLongArray()), row("toBooleanArray", () -> X.toBooleanArray()),
                row("itemAsLong", () -> SCALAR.itemAsLong()), row("bernoulli", () -> bernoulli(KEY, BYTES)),
                row("einsum", () -> einsum("i->", BYTES)));
    }

    private static List<Arguments> shapes() {
        return List.of(row("add", () -> X.add(THREE)), row("sub", () -> X.sub(THREE)), row("lt", () -> X.lt(THREE)),
                row("maximum", () -> X.maximum(THREE)), row("atan2", () -> atan2(X, THREE)),
                row("where", () -> where(X.gt(0), X, THREE)), row("clip", () -> clip(X, THREE, THREE)),
                row("matmul", () -> X.matmul(THREE)),
                row("matmul", () -> matmul(SCALAR, X)), row("matmul", () -> matmul(zeros(2, 2, 2), zeros(3, 2, 2))),
                row("dot", () -> X.dot(THREE)), row("solve", () -> solve(X, X)),
                row("solve", () -> solve(eye(2), THREE)),
                row("triangularSolve", () -> triangularSolve(X, X, true)), row("inverse", () -> inverse(X)),
                row("cholesky", () -> cholesky(X)), row("concat", () -> concat(0, X, MATRIX)),
                row("stack", () -> stack(0, X, THREE)),
                row("concat", () -> concat(0)), row("stack", () -> stack(0, List.of())), row("item", () -> X.item()),
                row("itemAsLong", () -> WHOLE.itemAsLong()), row("isTrue", () -> X.isTrue()),
                row("mseLoss", () -> mseLoss(X, THREE)),
                row("binaryCrossEntropyWithLogits", () -> binaryCrossEntropyWithLogits(X, THREE)),
                row("binaryCrossEntropyWithLogits", () -> binaryCrossEntropyWithLogits(X, X, THREE, X)),
                row("crossEntropy", () -> crossEntropy(MATRIX, THREE)),
                row("crossEntropy", () -> crossEntropy(MATRIX, Tensor.of(0, 7))),
                row("Shape.broadcast", () -> Shape.broadcast(X.shape(), THREE.shape())),
                row("einsum", () -> einsum("ij->", X)));
    }

    private static List<Arguments> indexes() {
        return List.of(row("take", () -> X.take(0, X)), row("take", () -> X.take(0, Tensor.of(true))),
                row("take", () -> X.take(0, Tensor.of(7))), row("at", () -> at(X)),
                row("at", () -> at(Tensor.of(true))),
                row("get", () -> X.get(2)), row("get", () -> X.get(0, 0)), row("get", () -> X.get(at(2))),
                row("get", () -> X.get(at(Tensor.of(7)))),
                row("get", () -> MATRIX.get(at(WHOLE), at(Tensor.of(0, 1, 2)))),
                row("get", () -> X.get(ELLIPSIS, ELLIPSIS)), row("at", () -> X.at(2)), row("at", () -> X.at(at(2))),
                row("slice", () -> slice(0, 1, 0)), row("new Range", () -> new Index.Range(0, 1, 0)),
                row("new Positions", () -> new Index.Positions(X)), row("set", () -> X.at(0).set(THREE)),
                row("set", () -> WHOLE.at(0).set(0.5)), row("set", () -> WHOLE.at(0).set(X)),
                row("add", () -> X.at(0).add(THREE)),
                row("add", () -> BYTES.at(0).add(BYTES.get(0))), row("mul", () -> WHOLE.at(0).mul(0.5)));
    }

    private static List<Arguments> lists() {
        var w = new Parameter(X, "w");
        return List.of(row("get", () -> new TensorTuple(X).get(1)), row("get", () -> new ParameterTuple(w).get(-1)));
    }

    /// What a transformation is made of is told at its application, with the name of the one that was made.
    @SuppressWarnings("NullAway") // null on purpose
    private static List<Arguments> transformations() {
        return List.of(row("hessian", () -> hessian((Integer n) -> X).apply(3)),
                row("jacfwd", () -> jacfwd((Integer n) -> X).apply(3)),
                row("jacrev", () -> jacrev((Integer n) -> X).apply(3)),
                row("valueAndGrad", () -> valueAndGrad((Integer n) -> X).apply(3)),
                row("jacfwdEach", () -> jacfwdEach(x -> new TensorTuple()).apply(X)),
                row("jacrevEach", () -> jacrevEach(x -> new TensorTuple()).apply(X)),
                row("jvpAux", () -> jvpAux((Tensor x) -> tuple(x, x), X, THREE)),
                row("hvp", () -> hvp(x -> x.sum(), X, THREE)),
                row("vjpAux", () -> vjpAux((Tensor x) -> tuple(x, x), X).pullback().apply(THREE)),
                row("linearize", () -> linearize(x -> x, X).pushforward().apply(THREE)),
                row("jit", () -> jit(x -> null).apply(X)));
    }

    private static List<Arguments> numbers() {
        return List.of(row("add", () -> WHOLE.add(1L << 40)), row("sub", () -> sub(1L << 40, WHOLE)),
                row("lt", () -> WHOLE.lt(1L << 40)),
                row("where", () -> where(WHOLE.gt(0), 1L << 40, WHOLE)), row("full", () -> full(DType.INT8, 1000, 1)),
                row("arange", () -> arange(0, 1, 0)), row("arange", () -> arange(0.0, 1, 0)),
                row("arange", () -> arange(0f, 1, 0)),
                row("arange", () -> arange(0L, 1, 0)), row("arange", () -> arange(DType.INT8, 0L, 1000, 1)),
                row("linspace", () -> linspace(DType.INT32, 0, 1, 3)),
                row("Tensor.of", () -> Tensor.of(DType.INT8, 1000L)),
                row("Tensor.of", () -> Tensor.of(DType.INT32, 0.5)), row("pow", () -> WHOLE.pow(1L << 40)),
                row("full", () -> full(new java.math.BigDecimal("1"), 1)));
    }

    private static List<Arguments> arrays() {
        return List.of(row("Tensor.of", () -> Tensor.of(new double[][]{{1}, {1, 2}})),
                row("Tensor.of", () -> Tensor.of(new String[]{"a"})),
                row("Tensor.of", () -> Tensor.of(new Object[0])),
                row("Tensor.of", () -> Tensor.of(DType.INT8, new int[][]{{1000}})));
    }

    /// By way of the JDK, in a user's function, and in one that is handed over by its name.
    private static List<Arguments> within() {
        return List.of(row("exp", () -> Stream.of(BYTES).map(x -> exp(x)).toList()),
                row("silu", () -> grad(x -> silu(BYTES)).apply(X)),
                row("softmax", () -> vmap(x -> softmax(x)).apply(X)), row("sum", () -> jit(x -> x.sum(3)).apply(X)),
                row("zeros", () -> Flow.fori(0, 2, X, (i, x) -> zeros(-1))),
                row("softmax", () -> vmap((TensorFn1<Tensor>) org.leibniz.Leibniz::softmax).apply(X)));
    }

    @ParameterizedTest(name = "{index} {0}")
    @MethodSource("wrongCalls")
    void theMethodThatWasCalledIsNamed(String method, ThrowingCallable call) {
        assertThat(catchThrowable(call)).isNotNull()
                .satisfies(e -> assertThat(e.getMessage()).matches("(?s)" + method + "(: | \").*")
                        .doesNotContain("org.leibniz", method + ": " + method + ":"));
    }

    @Test
    void whatSetsAParameterIsNamed() {
        var w = new Parameter(X, "w");
        assertThat(catchThrowable(() -> vmap(x -> {
            w.assign(x);
            return x;
        }).apply(ones(DType.FLOAT64, 2, 2)))).hasMessageStartingWith("assign inside vmap: ");
        assertThat(catchThrowable(() -> Flow.fori(0, 2, X, (i, x) -> {
            w.assignSub(x);
            return x;
        }))).hasMessageStartingWith("assignSub inside the body of a Flow function: ");
        assertThat(catchThrowable(() -> w.assignAdd(THREE)))
                .hasMessageStartingWith("assignAdd: shapes (2,) and (3,) do not broadcast");
    }

    @Test
    void theWholeMessage() {
        assertThat(catchThrowable(() -> zeros(-1)))
                .hasMessage("zeros: shape (-1,): expected extents of 0 or more, got -1");
        assertThat(catchThrowable(() -> X.take(0, X)))
                .hasMessage("take: expected integer positions, got dtype FLOAT64; convert them with cast(DType.INT32)");
        assertThat(catchThrowable(() -> X.add(THREE)))
                .hasMessage("add: shapes (2,) and (3,) do not broadcast: axis -1 has extents 2 and 3,"
                        + " expected equal ones or a 1; reshape or expandDims one of them");
        assertThat(catchThrowable(() -> new Parameter(X, "w").assign(THREE)))
                .hasMessageStartingWith("assign: value: expected shape (2,)");
    }
}
