package org.leibniz.nn;

import static org.leibniz.Leibniz.matmul;
import static org.leibniz.Leibniz.normal;
import static org.leibniz.Leibniz.zeros;

import org.leibniz.Cell;
import org.leibniz.Key;
import org.leibniz.Parameter;
import org.leibniz.Tensor;
import org.leibniz.caller.UserCall;

/// A fully connected layer: `x weight + bias`, for `x` of shape `(.., in)`.
///
/// ```java
/// class Mlp extends Cell {
///     final Dense hidden = new Dense(Key.of(1), 64, 32), head = new Dense(Key.of(2), 32, 10);
///
///     @Override public Tensor construct(Tensor x) { return head.apply(relu(hidden.apply(x))); }
/// }
/// ```
///
/// The weights start as independent normal numbers of variance `2 / in`, which keeps the size of activations from layer
/// to layer under relu (K. He et al., *Delving deep into rectifiers*, 2015); the biases start at 0. Equal keys give
/// equal layers.
///
/// Source: MindSpore's `nn.Dense`, whose weight is the transpose of this one.
public final class Dense extends Cell {
    /// The weights, float32 of shape `(in, out)`.
    public final Parameter weight;

    /// The biases, float32 of shape `(out,)`.
    public final Parameter bias;

    /// Makes a layer.
    ///
    /// @param key what its first weights are drawn from; use a key for one layer only
    /// @param in the number of features that come in
    /// @param out the number of features that go out
    /// @throws IllegalArgumentException if a number of features is below 1
    public Dense(Key key, int in, int out) {
        if (in < 1 || out < 1) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected 1 or more features in and out, got in = " + in + " and out = "
                            + out);
        }
        weight = new Parameter(normal(key, in, out).mul(Math.sqrt(2.0 / in)));
        bias = new Parameter(zeros(out));
    }

    /// Applies the layer.
    ///
    /// @param x of shape `(.., in)`
    /// @return of shape `(.., out)`
    /// @throws IllegalArgumentException if `x` has not as many features as the layer takes
    @Override
    public Tensor construct(Tensor x) {
        int in = weight.dim(0);
        if (UserCall.given(x, "x: expected a tensor").ndim() == 0 || x.dim(-1) != in) {
            throw new IllegalArgumentException("Dense: x: expected shape (.., " + in + "), got " + x.shape()
                    + "; the layer was made for " + in + " features");
        }
        return matmul(x, weight).add(bias);
    }
}
