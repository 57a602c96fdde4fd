package org.leibniz.nn;

import static org.leibniz.Leibniz.expm1;
import static org.leibniz.Leibniz.sqrt;
import static org.leibniz.Leibniz.square;
import static org.leibniz.Leibniz.zerosLike;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.leibniz.CellOf;
import org.leibniz.DType;
import org.leibniz.Parameter;
import org.leibniz.ParameterTuple;
import org.leibniz.Tensor;
import org.leibniz.TensorTuple;
import org.leibniz.Tree;
import org.leibniz.caller.UserCall;

/// The optimiser Adam (D. Kingma and J. Ba, 2015) as a value: the running means of the gradients, in the form of the
/// weights, and what to do with them. Nothing in it changes; a step gives the next one. As a record of trees it goes
/// through `jit` with the weights:
///
/// ```java
/// record State(Mlp net, Adam<Mlp> adam) {}
///
/// var step = jit((State s, Tensor x, Tensor y) -> {
///     var g = grad((Mlp net) -> crossEntropy(net.logits(x), y)).apply(s.net());
///     var adam = s.adam().next(g);
///     return new State(adam.update(s.net()), adam);
/// });
/// ```
///
/// The weights of a cell are assigned instead: `adam.assign(net.trainableParams())`.
///
/// The decay rates are the paper's 0.9 and 0.999, its epsilon is 1e-8.
///
/// @param <P> the weights: a tensor, or a record, list, map or array of tensors
/// @param means the running means of the gradients
/// @param squares the running means of their squares
/// @param steps how many gradients there were, 0-d float32
/// @param rate the learning rate, 0-d float32; as a tensor it can change from step to step without a new program
public record Adam<P>(P means, P squares, Tensor steps, Tensor rate) {
    private static final double MEAN_DECAY = 0.9;
    private static final double SQUARE_DECAY = 0.999;
    private static final double EPSILON = 1e-8;

    /// @throws NullPointerException if a part is null
    public Adam {
        UserCall.given(means, "means: expected a tree of tensors");
        UserCall.given(squares, "squares: expected a tree of tensors");
        UserCall.given(steps, "steps: expected a tensor");
        UserCall.given(rate, "rate: expected a tensor");
    }

    /// The optimiser before the first step.
    ///
    /// @param <P> the weights
    /// @param weights the weights; only their shapes and dtypes matter
    /// @param rate the learning rate, such as 1e-3
    /// @return an optimiser that has seen no gradient
    /// @throws IllegalArgumentException if the rate is not above 0 or not finite, or if there are no weights, or such
    ///            as are no floating numbers
    public static <P> Adam<P> of(P weights, double rate) {
        var leaves = Tree.leaves(UserCall.given(weights, "weights: expected a tensor or a tree of tensors"));
        if (leaves.isEmpty()) {
            throw new IllegalArgumentException(
                    "Adam.of: weights: expected a tensor, or a record, list, map or array of tensors, got "
                            + switch (weights) {
                                case CellOf<?> net ->
                                    net.getClass().getSimpleName()
                                            + ", a cell, whose weights are its parameters: "
                                            + "Adam.of(net.trainableParams(), rate)";
                                case Collection<?> _ -> "a collection without any";
                                case Map<?, ?> _ -> "a map without any";
                                default -> weights.getClass().getSimpleName() + " without any";
                            });
        }
        for (int i = 0; i < leaves.size(); i++) {
            if (leaves.get(i) instanceof Parameter w) {
                throw new IllegalArgumentException(
                        "Adam.of: weights" + Tree.paths(weights).get(i)
                                + ": expected a plain tensor, got the parameter "
                                + w.name() + "; of parameters it takes a tuple: Adam.of(new ParameterTuple(..), rate)");
            }
            if (!leaves.get(i).dtype().isFloating()) {
                throw new IllegalArgumentException(
                        "Adam.of: weights" + Tree.paths(weights).get(i) + ": expected a floating dtype, got "
                                + leaves.get(i).dtype()
                                + "; what is not learned is kept beside the weights, or captured by the function");
            }
        }
        P zeros = Tree.map(w -> zerosLike(w), weights);
        return new Adam<>(zeros, zeros, Tensor.scalar(0f), checked(rate));
    }

    /// The optimiser of parameters before the first step.
    ///
    /// @param weights the parameters; only their shapes and dtypes matter
    /// @param rate the learning rate, such as 1e-3
    /// @return an optimiser that has seen no gradient
    /// @throws IllegalArgumentException if the rate is not above 0 or not finite, or if there are no parameters
    public static Adam<TensorTuple> of(ParameterTuple weights, double rate) {
        if (UserCall.given(weights, "weights: expected a ParameterTuple").isEmpty()) {
            throw new IllegalArgumentException(
                    "Adam.of: weights: expected parameters to train, got none; a cell finds those in its fields, and"
                            + " trainableParams() leaves out the frozen ones");
        }
        return of(new TensorTuple(weights.stream().map(w -> zerosLike(w)).toList()),
                rate);
    }

    private static Tensor checked(double rate) {
        if (!(rate > 0) || rate == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": rate: expected a number above 0, such as 1e-3, got " + rate);
        }
        return Tensor.scalar((float) rate);
    }

    /// The same optimiser with another learning rate.
    ///
    /// @param rate the learning rate
    /// @return an optimiser with the means of this one
    /// @throws IllegalArgumentException if the rate is not above 0 or not finite
    public Adam<P> withRate(double rate) {
        return new Adam<>(means, squares, steps, checked(rate));
    }

    /// The optimiser after one more gradient.
    ///
    /// @param gradient in the form of the weights
    /// @return the next optimiser
    /// @throws IllegalArgumentException if the gradient has another form than the weights, or if one in it has another
    ///            shape or a wider dtype
    public Adam<P> next(P gradient) {
        requireFitting("Adam.next: gradient",
                UserCall.given(gradient, "gradient: expected a tree of the form of the weights"), true);
        return new Adam<>(Tree.map((m, g) -> mixed(m, g, MEAN_DECAY), means, gradient),
                Tree.map((s, g) -> mixed(s, square(g), SQUARE_DECAY), squares, gradient), steps.add(1), rate);
    }

    /// Refuses what does not belong to these means place by place: a smaller tensor would broadcast, and a wider dtype
    /// would make means of its own.
    private void requireFitting(String what, P tree, boolean sameDtype) {
        var expected = Tree.leaves(means);
        var given = Tree.leaves(tree);
        boolean fits = expected.size() == given.size();
        for (int i = 0; fits && i < given.size(); i++) {
            fits = given.get(i).shape().equals(expected.get(i).shape())
                    && !(sameDtype && isWider(given.get(i), expected.get(i)));
        }
        if (fits) {
            return;
        }
        var places = Tree.paths(means);
        var at = Tree.paths(tree);
        if (!places.equals(at)) {
            throw new IllegalArgumentException(
                    what + ": expected the form of the weights that Adam.of was given, " + list(places) + ", got "
                            + list(at));
        }
        for (int i = 0; i < given.size(); i++) {
            var g = given.get(i);
            var e = expected.get(i);
            if (!g.shape().equals(e.shape())) {
                throw new IllegalArgumentException(
                        what + at.get(i) + ": expected shape " + e.shape() + ", that of the weight, got " + g.shape()
                                + "; sum or reshape it, or make an optimiser of these weights by Adam.of");
            }
            if (sameDtype && isWider(g, e)) {
                throw new IllegalArgumentException(
                        what + at.get(i) + ": expected dtype " + e.dtype() + ", that of the weight, got " + g.dtype()
                                + "; cast(..) converts it");
            }
        }
    }

    private static boolean isWider(Tensor a, Tensor b) {
        return DType.promote(a.dtype(), b.dtype()) != b.dtype();
    }

    private static String list(List<String> places) {
        return places.isEmpty()
                ? "no tensors"
                : places.equals(List.of("")) ? "a single tensor" : "tensors at " + String.join(" ", places);
    }

    private static Tensor mixed(Tensor old, Tensor now, double decay) {
        return old.mul(decay).add(now.mul(1 - decay));
    }

    /// The weights, moved by what the gradients so far ask for. Call [#next(Object)] first: before any gradient there
    /// is nothing to go by.
    ///
    /// @param weights the weights
    /// @return the next weights, of the same dtypes
    /// @throws IllegalArgumentException if they have another form than the gradients, or if one of them has another
    ///     shape
    public P update(P weights) {
        requireFitting("Adam.update: weights",
                UserCall.given(weights, "weights: expected a tree of the form of the gradients"), false);
        return Tree.map(this::moved, weights, means, squares);
    }

    /// Assigns to parameters what [#update(Object)] would give for them.
    ///
    /// @param weights the parameters, in the order of the gradients
    /// @throws IllegalArgumentException if they are not as many as the gradients or of other shapes; then none is
    ///     assigned
    public void assign(ParameterTuple weights) {
        var m = Tree.leaves(means);
        var s = Tree.leaves(squares);
        if (UserCall.given(weights, "weights: expected a ParameterTuple").size() != m.size()) {
            throw new IllegalArgumentException(
                    "Adam.assign: weights: expected " + m.size() + " parameters, one for each gradient, got "
                            + weights.size()
                            + "; Adam.of and assign take the same ones, as net.trainableParams()");
        }
        for (int i = 0; i < m.size(); i++) { // all are looked at before the first is assigned
            if (!weights.get(i).shape().equals(m.get(i).shape())) {
                throw new IllegalArgumentException(
                        "Adam.assign: weights: expected shape " + m.get(i).shape() + " as gradient " + i + " has, got "
                                + weights.get(i).shape() + " of parameter " + weights.get(i).name()
                                + "; they stand in the order of the gradients");
            }
        }
        var next = IntStream.range(0, m.size()).mapToObj(i -> moved(weights.get(i), m.get(i), s.get(i))).toList();
        for (int i = 0; i < m.size(); i++) {
            weights.get(i).assign(next.get(i));
        }
    }

    private Tensor moved(Tensor weight, Tensor mean, Tensor meanSquare) {
        // Both means start at 0 and are too small at first, by these factors.
        Tensor unbiased = mean.div(grown(MEAN_DECAY));
        Tensor unbiasedSquare = meanSquare.div(grown(SQUARE_DECAY));
        Tensor move = unbiased.div(sqrt(unbiasedSquare).add(EPSILON)).mul(rate);
        return weight.sub(move.cast(weight.dtype()));
    }

    /// `1 - decay^steps`, without the cancellation.
    private Tensor grown(double decay) {
        return expm1(steps.mul(Math.log(decay))).neg();
    }
}
