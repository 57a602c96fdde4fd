package org.leibniz.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.leibniz.Leibniz.jit;
import static org.leibniz.Leibniz.ones;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.leibniz.Cell;
import org.leibniz.DType;
import org.leibniz.Parameter;
import org.leibniz.ParameterTuple;
import org.leibniz.Tensor;
import org.leibniz.TensorTuple;
import org.leibniz.Tree;

/// What is told to someone whose gradient or weights do not fit the optimiser: the method, the leaf, what both have.
final class AdamMessagesTest {
    private record Layer(Tensor w, Tensor b) {}

    private record Net(List<Layer> layers, Tensor scale) {}

    private record Counted(Tensor w, Tensor count) {}

    private static final class Model extends Cell {
        final Parameter w = new Parameter(ones(2));

        @Override
        protected Tensor construct(Tensor x) {
            return w.mul(x);
        }
    }

    @SuppressWarnings("UnusedVariable")
    private static final class Plain {
        final Tensor w = ones(2);
    }

    private static Net net(int... extents) {
        return new Net(List.of(new Layer(ones(2, 3), ones(3)), new Layer(ones(extents), ones(1))), ones(1));
    }

    private static ThrowableAssertAlternative<IllegalArgumentException> refused(ThrowingCallable call) {
        return assertThatIllegalArgumentException().isThrownBy(call);
    }

    @Test
    void aGradientOfAnotherShapeIsNamedWithItsLeaf() {
        var adam = Adam.of(net(3, 1), 0.1);
        refused(() -> adam.next(net(3, 2)))
                .withMessageStartingWith("Adam.next: gradient.layers[1].w: expected shape (3, 1)")
                .withMessageContaining("got (3, 2)");
        // it would broadcast
        refused(() -> adam.next(net(1, 1))).withMessageContaining("gradient.layers[1].w: expected shape (3, 1)");
        // So would the mean.
        refused(() -> Adam.of(ones(1), 0.1).next(ones(3)))
                .withMessageStartingWith("Adam.next: gradient: expected shape (1,)");
        refused(() -> jit((Net g) -> adam.next(g)).apply(net(3, 2)))
                .withMessageStartingWith("Adam.next: gradient.layers[1].w");
        var a = new Parameter(ones(2), "a");
        refused(() -> Adam.of(new ParameterTuple(a), 0.1).next(new TensorTuple(ones(3)))).withMessageStartingWith(
                "Adam.next: gradient[0]: expected shape (2,)");
        assertThat(adam.next(net(3, 1)).update(net(3, 1)).layers().get(1).w().shape()).hasToString("(3, 1)");
    }

    @Test
    void aGradientOfAnotherFormIsNamedWithBoth() {
        var adam = Adam.of(net(3, 1), 0.1);
        var shorter = new Net(List.of(new Layer(ones(2, 3), ones(3))), ones(1));
        refused(() -> adam.next(shorter)).withMessage(
                "Adam.next: gradient: expected the form of the weights that Adam.of was given, tensors at "
                        + ".layers[0].w .layers[0].b"
                        + " .layers[1].w .layers[1].b .scale, got tensors at .layers[0].w .layers[0].b .scale");
        refused(() -> Adam.of(Map.of("a", ones(1), "b", ones(1)), 0.1).next(Map.of("a", ones(1), "c", ones(1))))
                .withMessageStartingWith("Adam.next: expected trees of the same form").withMessageContaining("[a, b]")
                .withMessageContaining("[a, c]");
        refused(() -> Adam.of(Optional.of(ones(1)), 0.1).next(Optional.empty()))
                .withMessageContaining("tensors at .get(), got no tensors");
        refused(() -> Adam.of(new TensorTuple(ones(1), ones(1)), 0.1).next(new TensorTuple(ones(1))))
                .withMessageContaining("tensors at [0] [1], got tensors at [0]");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // what generics forbid can still come from code without them
    void aGradientOfAnotherKindIsNamed() {
        var a = new Parameter(ones(2), "a");
        Adam adam = Adam.of(new ParameterTuple(a), 0.1);
        refused(() -> adam.next(new ParameterTuple(a))).withMessageStartingWith("Adam.next: ")
                .withMessageContaining("a ParameterTuple of the parameter a");
        refused(() -> adam.next(new Layer(ones(2), ones(2))))
                .withMessageContaining("tensors at [0], got tensors at .w .b");
        refused(() -> adam.next("text")).withMessageContaining("got no tensors");
        refused(() -> adam.update(new Layer(ones(2), ones(2))))
                .withMessageStartingWith("Adam.update: weights: expected the form of the weights");
    }

    @Test
    void aWiderDtypeIsRefusedAndANarrowerOneTaken() {
        var adam = Adam.of(new Layer(ones(2), ones(3)), 0.1);
        refused(() -> adam.next(new Layer(ones(2), ones(DType.FLOAT64, 3))))
                .withMessageStartingWith("Adam.next: gradient.b: expected dtype FLOAT32")
                .withMessageContaining("got FLOAT64").withMessageContaining("cast(..)");
        var next = adam.next(new Layer(ones(2), ones(DType.FLOAT16, 3)));
        assertThat(next.means().b().dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void weightsThatDoNotFitAreNamed() {
        var adam = Adam.of(net(3, 1), 0.1).next(net(3, 1));
        refused(() -> adam.update(net(1, 1)))
                .withMessageStartingWith("Adam.update: weights.layers[1].w: expected shape (3, 1)");
        var a = new Parameter(ones(2), "a");
        var two = new ParameterTuple(a, new Parameter(ones(3), "b"));
        refused(() -> Adam.of(two, 0.1).assign(new ParameterTuple(a)))
                .withMessageStartingWith("Adam.assign: weights: expected 2 parameters");
        refused(() -> Adam.of(two, 0.1).assign(new ParameterTuple(a, new Parameter(ones(4), "c"))))
                .withMessageStartingWith("Adam.assign: weights: expected shape (3,)")
                .withMessageContaining("parameter c");
    }

    @Test
    @SuppressWarnings("NullAway") // on purpose
    void nullIsNamed() {
        var adam = Adam.of(net(3, 1), 0.1);
        assertThatNullPointerException().isThrownBy(() -> adam.next(null))
                .withMessageStartingWith("Adam.next: gradient: expected");
        assertThatNullPointerException().isThrownBy(() -> adam.update(null))
                .withMessageStartingWith("Adam.update: weights: expected");
    }

    @Test
    void whatIsNoWeightIsNamed() {
        refused(() -> Adam.of(new ParameterTuple(), 0.1))
                .withMessageStartingWith("Adam.of: weights: expected parameters to train, got none");
        refused(() -> Adam.of(new Model(), 0.1)).withMessageStartingWith("Adam.of: weights: ")
                .withMessageContaining("net.trainableParams()");
        refused(() -> Adam.of(List.of(), 0.1)).withMessageStartingWith("Adam.of: weights: expected a tensor");
        refused(() -> Adam.of("text", 0.1)).withMessageContaining("got String");
        refused(() -> Adam.of(new Plain(), 0.1))
                .withMessageStartingWith("Adam.of: the tree: expected a tree, got Plain")
                .withMessageContaining("record Plain(Tensor w)");
        refused(() -> Adam.of(new Counted(ones(2), Tensor.of(3)), 0.1))
                .withMessageStartingWith("Adam.of: weights.count: expected a floating dtype")
                .withMessageContaining("INT32");
        refused(() -> Adam.of(ones(2), -1)).withMessageStartingWith("Adam.of: rate: expected a number above 0");
        refused(() -> Adam.of(ones(2), 1).withRate(0))
                .withMessageStartingWith("Adam.withRate: rate: expected a number above 0");
    }

    @Test
    void aFunctionOverTreesThatDoesNotFitIsToldWhere() {
        refused(() -> Tree.map((x, y) -> x.add(y), net(3, 1), net(2, 2)))
                .withMessageContaining(": shapes (3, 1) and (2, 2) do not broadcast")
                .withMessageEndingWith("(at .layers[1].w, of shapes (3, 1) and (2, 2))");
        refused(() -> Tree.map(x -> x.reshape(2, 3), net(3, 1))).withMessageContaining("expected 3 elements")
                .withMessageEndingWith("(at .layers[0].b, of shape (3,))");
        refused(() -> Tree.map((x, y) -> x.add(y), ones(2), ones(3)))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("(at"));
    }
}
