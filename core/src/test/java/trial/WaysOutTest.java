package trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.leibniz.Leibniz.*;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.leibniz.Cell;
import org.leibniz.Checks;
import org.leibniz.DType;
import org.leibniz.Flow;
import org.leibniz.Key;
import org.leibniz.LeakException;
import org.leibniz.Parameter;
import org.leibniz.ParameterTuple;
import org.leibniz.Tensor;
import org.leibniz.TensorFn1;
import org.leibniz.Tree;

/// What a message says is true of the call that was made, and what it advises works: wrong programs as users write
/// them.
@SuppressWarnings("NullAway") // what code without null checks can do
final class WaysOutTest {
    private static final Tensor X = Tensor.of(1.0, 2, 3);
    private static final Tensor M = Tensor.of(new double[][]{{1, 2}, {3, 4}});
    private static final Tensor S = Tensor.scalar(2.0);
    private static final Tensor WHOLE = Tensor.of(0, 1, 2);
    private static final Tensor YES = Tensor.scalar(true);
    private static final Key KEY = Key.of(1);

    private static final class Net extends Cell {
        @Override
        protected Tensor construct(Tensor x) {
            return x.sum();
        }
    }

    private static Arguments row(String message, ThrowingCallable call) {
        return Arguments.of(message, call);
    }

    private static Stream<Arguments> wrongCalls() {
        return Stream.of(shapes(), arrays(), functions(), derivatives()).flatMap(List::stream);
    }

    private static List<Arguments> shapes() {
        return List.of(
                row("einsum \"ij->ji->ij\": expected one \"->\" at most, with the labels of the result behind it, got "
                        + "2 of them",
                        () -> einsum("ij->ji->ij", M)),
                row("einsum \"ij,jk\": expected a term for each tensor, separated by commas as in \"ij,jk->ik\", got "
                        + "2 terms for 1 tensor",
                        () -> einsum("ij,jk", M)),
                row("concat: expected tensors with an axis 0, got a 0-d one, which has no axes; stack(0, ..) makes a "
                        + "vector of such",
                        () -> concat(0, S, S)),
                row("permutation: x: expected items along a first axis, got a 0-d tensor, which has no axes; "
                        + "permutation(key, n) orders the"
                        + " numbers up to n", () -> permutation(KEY, S)),
                row("reshape: expected no extent 0 beside -1, which could stand for anything then, got [-1, 0]",
                        () -> zeros(0).reshape(-1, 0)),
                row("bernoulli: p: expected probabilities from 0 to 1, got 2.0 at element 1 of (2,)",
                        () -> bernoulli(KEY, Tensor.of(0.5, 2))),
                row("bernoulli: p: expected probabilities from 0 to 1, got NaN at element 0 of (1,)",
                        () -> bernoulli(KEY, Tensor.of(Double.NaN))),
                row("set: expected values that a tensor of dtype INT32 can hold, got dtype FLOAT64; cast the tensor "
                        + "before it is changed,"
                        + " x.cast(DType.FLOAT64).at(..), or the values to DType.INT32", () -> WHOLE.at(0).set(S)),
                row("crossEntropy: expected probabilities of the shape of the logits, (2, 2), got (2,) of dtype "
                        + "FLOAT64; class numbers are"
                        + " integers: cast(DType.INT32)", () -> crossEntropy(M, Tensor.of(0.0, 1))),
                row("get: index: expected none, since there are no parameters, got 0",
                        () -> new ParameterTuple().get(0)));
    }

    private static List<Arguments> arrays() {
        return List.of(
                row("Tensor.of: expected nested arrays of numbers or truth values, got a List at [0]; toArray() makes "
                        + "an array of a collection",
                        () -> Tensor.of(new Object[]{List.of(1, 2)})),
                row("Tensor.of: expected nested arrays of numbers or truth values, got a char[][]",
                        () -> Tensor.of(new char[][]{{'a'}})),
                row("Tensor.of: expected nested arrays of numbers or truth values, got an Object at [0]",
                        () -> Tensor.of(new Object[]{new Object()})),
                row("Tensor.of: expected elements, whose type says the dtype, got none in an array of Object; use "
                        + "zeros(0)",
                        () -> Tensor.of(new Object[0])));
    }

    private static List<Arguments> functions() {
        return List.of(
                row("Flow.switchCase: index: expected one element, got shape (3,); take one of them by get(..), or "
                        + "map over them with vmap",
                        () -> Flow.switchCase(WHOLE, () -> X, () -> X)),
                row("Flow.cond: predicate: expected one element, got shape (3,); reduce it, as with any() or all()",
                        () -> Flow.cond(X.gt(0), () -> X, () -> X)),
                row("Flow.cond: the branches: expected a tensor or a tree of tensors, got null; return one",
                        () -> Flow.cond(YES, () -> null, () -> null)),
                row("Flow.map: the results: expected a tensor or a tree of tensors, got null; return one",
                        () -> Flow.map(X, x -> null)),
                row("Flow.fori: the body: expected trees of one form, got Tensor and null; return what is like the "
                        + "first",
                        () -> Flow.fori(0, 3, X, (i, x) -> null)),
                row("vmap: input 0: expected a tensor with an axis of examples, or a tree of such, got String a, "
                        + "which is static; there are no"
                        + " numbers in it: let the function capture it, and pass a tensor",
                        () -> vmap((String s) -> X).apply("a")),
                row("Flow.fori: the body: expected trees of one form, got Tuple2(Tensor, Integer 3) and "
                        + "Tuple2(Tensor, Integer 4); they differ at"
                        + " .second: Integer 3 and Integer 4; a number of Java is static: where it changes make it a "
                        + "tensor, Tensor.scalar(..)",
                        () -> Flow.fori(0, 2, tuple(X, 3), (i, c) -> tuple(c.first(), c.second() + 1))),
                row("Flow.cond: the branches: expected trees of one form, got String a and String b; what is no "
                        + "tensor is static, so it must be"
                        + " equal in both", () -> Flow.cond(YES, () -> "a", () -> "b")),
                row("apply: inputs: Net has no construct for 2 inputs; expected 1, the number that its construct takes",
                        () -> new Net().apply(X, X)));
    }

    private static List<Arguments> derivatives() {
        return List.of(
                row("apply: position 0 exceeds the inputs: expected one to differentiate by, got no inputs; pass it, "
                        + "as in apply(x), or"
                        + " differentiate by parameters, as in grad(f, w)", () -> grad(new Net()).apply()),
                row("hvp: expected a function that returns one tensor, got one that returns null; return a tensor",
                        () -> hvp(x -> null, X, X)),
                row("jvp: tangent of input 0: expected shape (3,) and dtype FLOAT64 as the input has, got (1,) and "
                        + "FLOAT64; broadcastTo(..) or"
                        + " reshape(..) makes one of the other", () -> jvp(x -> x, X, Tensor.of(1.0))),
                row("linearize: tangent of input 0: expected shape (3,) and dtype FLOAT64 as the input has, got (3,) "
                        + "and INT32; cast(..)"
                        + " converts it", () -> linearize(x -> x, X).pushforward().apply(WHOLE)),
                row("grad: input 0: expected a tree, which has a place for each tensor: a record, list, map, array or "
                        + "Optional; got one of class"
                        + " AtomicReference that holds tensors; pass the tensors themselves, several in a tuple(..), "
                        + "record or list",
                        () -> grad((AtomicReference<Tensor> x) -> x.get().sum()).apply(new AtomicReference<>(X))));
    }

    @ParameterizedTest
    @MethodSource("wrongCalls")
    void whatIsSaid(String message, ThrowingCallable call) {
        assertThat(catchThrowable(call)).isNotNull().hasMessage(message);
    }

    @Test
    void whatIsAdvisedWorks() {
        assertThat(stack(0, S, S).toDoubleArray()).containsExactly(2, 2);
        assertThat(WHOLE.cast(DType.FLOAT64).at(0).set(S).toDoubleArray()).containsExactly(2, 1, 2);
        assertThat(WHOLE.at(0).set(S.cast(DType.INT32)).toIntArray()).containsExactly(2, 1, 2);
        assertThatCode(() -> crossEntropy(M, Tensor.of(0.0, 1).cast(DType.INT32))).doesNotThrowAnyException();
        assertThat(Tensor.of(new Object[]{List.of(1, 2).toArray()}).toIntArray()).containsExactly(1, 2);
        assertThat(vmap(i -> Flow.switchCase(i, () -> S, () -> S.neg())).apply(Tensor.of(0, 1)).toDoubleArray())
                .containsExactly(2, -2);
        assertThat(jvp(x -> x, X, Tensor.of(1.0).broadcastTo(3)).tangent().toDoubleArray()).containsExactly(1, 1, 1);
        assertThat(bernoulli(KEY, Tensor.of(0.0, 1)).toBooleanArray()).containsExactly(false, true);
        assertThat(jit(p -> bernoulli(KEY, p)).apply(Tensor.of(0.0, 1)).toBooleanArray()).containsExactly(false, true);
    }

    @Test
    void whatContainsItself() {
        var list = new ArrayList<Object>(List.of(X));
        list.add(list);
        assertThat(catchThrowable(() -> Tree.leaves(list)))
                .hasMessageStartingWith("Tree.leaves: a tree nested deeper than ")
                .hasMessageEndingWith("what contains itself is no tree");
        assertThat(catchThrowable(() -> grad((List<Object> tree) -> S).apply(list)))
                .hasMessageStartingWith("apply: a tree nested deeper than ");
    }

    @Test
    void aChoiceIsPrintedInWords() {
        assertThat(wrt(0)).hasToString("wrt(..): by input 0");
        assertThat(returnIds(wrt(0, 1))).hasToString("wrt(..): by inputs 0 and 1");
        assertThat(wrt(0, new Parameter(S, "w"))).hasToString("wrt(..): by input 0 and the parameter w");
    }

    // ---- leaks

    private static void leaks(ThrowingCallable leak, String... parts) {
        assertThat(catchThrowable(leak)).isInstanceOf(LeakException.class).hasMessageContainingAll(parts);
    }

    private static String at(int from) {
        return " at WaysOutTest.java:" + StackWalker.getInstance().walk(
                frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber() + from) + " is used after";
    }

    @Test
    void theLineOfAnAction() {
        var kept = new Tensor[1];
        Runnable action = () -> kept[0] = X.mul(2);
        String here = at(-1);
        jit(action).run();
        leaks(() -> kept[0].add(1), "recorded inside jit" + here);
    }

    @Test
    void theLineOfWhatIsChecked() {
        var kept = new Tensor[1];
        Checks.gradients(x -> {
            kept[0] = x.mul(2);
            return kept[0];
        }, X);
        String here = at(-3);
        leaks(() -> kept[0].add(1), "recorded inside Checks.gradients" + here);
    }

    @Test
    void theLineOfAHook() {
        var kept = new Tensor[1];
        TensorFn1<Tensor> hook = g -> kept[0] = g.mul(2);
        String here = at(-1);
        jit(grad(x -> hookGradient(x.square(), hook))).apply(S);
        leaks(() -> kept[0].add(1), "recorded inside a hook" + here, ": keep it in a parameter: assign(..)");
        vmap(grad(x -> hookGradient(x.square(), hook))).apply(X);
        leaks(() -> kept[0].add(1), "recorded inside a hook",
                ": take the gradient without vmap to keep what a hook sees");
    }

    @Test
    void aHookMayAssignWhereItIsAdvised() {
        var w = new Parameter(S, "w");
        jit(grad(x -> hookGradient(x.square(), g -> {
            w.assign(g.mul(3));
            return null;
        }))).apply(S);
        assertThat(w.value().item()).isEqualTo(3);
    }

    @Test
    void noAssignmentIsAdvisedInsideVmap() {
        var kept = new Tensor[1];
        vmap(grad(x -> {
            kept[0] = x.mul(2);
            return x.mul(x);
        })).apply(X);
        assertThat(catchThrowable(() -> kept[0].add(1))).isInstanceOf(LeakException.class)
                .hasMessageNotContaining("assign");
    }
}
