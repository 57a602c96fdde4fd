package org.leibniz.nn;

import static org.leibniz.Leibniz.expm1;
import static org.leibniz.Leibniz.sqrt;
import static org.leibniz.Leibniz.square;
import static org.leibniz.Leibniz.zerosLike;

import java.util.stream.IntStream;
import org.leibniz.ParameterTuple;
import org.leibniz.Tensor;
import org.leibniz.TensorTuple;
import org.leibniz.Tree;

/// The optimiser Adam (D. Kingma and J. Ba, 2015) as a value: the running means of the gradients, in the form of the weights, and what to do with
/// them. Nothing in it changes; a step gives the next one. As a record of trees it goes through `jit` with the weights:
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

    /// The optimiser before the first step.
    ///
    /// @param <P> the weights
    /// @param weights the weights; only their shapes and dtypes matter
    /// @param rate the learning rate, such as 1e-3
    /// @return an optimiser that has seen no gradient
    /// @throws IllegalArgumentException if the rate is not above 0 or not finite
    public static <P> Adam<P> of(P weights, double rate) {
        P zeros = Tree.map(w -> zerosLike(w), weights);
        return new Adam<>(zeros, zeros, Tensor.scalar(0f), checked(rate));
    }

    /// The optimiser of parameters before the first step.
    ///
    /// @param weights the parameters; only their shapes and dtypes matter
    /// @param rate the learning rate, such as 1e-3
    /// @return an optimiser that has seen no gradient
    /// @throws IllegalArgumentException if the rate is not above 0 or not finite
    public static Adam<TensorTuple> of(ParameterTuple weights, double rate) {
        return of(new TensorTuple(weights.stream().map(w -> zerosLike(w)).toList()), rate);
    }

    private static Tensor checked(double rate) {
        if (!(rate > 0) || rate == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("Adam: rate: expected a number above 0, such as 1e-3, got " + rate);
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
    /// @throws IllegalArgumentException if the gradient has another form than the weights
    public Adam<P> next(P gradient) {
        return new Adam<>(Tree.map((m, g) -> mixed(m, g, MEAN_DECAY), means, gradient),
                Tree.map((s, g) -> mixed(s, square(g), SQUARE_DECAY), squares, gradient), steps.add(1), rate);
    }

    private static Tensor mixed(Tensor old, Tensor now, double decay) {
        return old.mul(decay).add(now.mul(1 - decay));
    }

    /// The weights, moved by what the gradients so far ask for. Call [#next(Object)] first: before any gradient there is nothing to go by.
    ///
    /// @param weights the weights
    /// @return the next weights, of the same dtypes
    /// @throws IllegalArgumentException if they have another form than the gradients
    public P update(P weights) {
        return Tree.map(this::moved, weights, means, squares);
    }

    /// Assigns to parameters what [#update(Object)] would give for them.
    ///
    /// @param weights the parameters, in the order of the gradients
    /// @throws IllegalArgumentException if they are not as many as the gradients or of other shapes; then none is assigned
    public void assign(ParameterTuple weights) {
        var m = Tree.leaves(means);
        var s = Tree.leaves(squares);
        if (weights.size() != m.size()) {
            throw new IllegalArgumentException(
                    "assign: weights: expected " + m.size() + " parameters, one for each gradient, got " + weights.size());
        }
        for (int i = 0; i < m.size(); i++) { // all are looked at before the first is assigned
            if (!weights.get(i).shape().equals(m.get(i).shape())) {
                throw new IllegalArgumentException(
                        "assign: weights: expected shape " + m.get(i).shape() + " as gradient " + i + " has, got "
                                + weights.get(i).shape() + " of parameter " + weights.get(i).name());
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
