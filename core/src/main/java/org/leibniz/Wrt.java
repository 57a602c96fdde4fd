package org.leibniz;

import org.leibniz.operator.WrtChoice;

/// With respect to what a function is differentiated, and what type the answer has: a [Parameter] gives a tensor, a
/// [ParameterTuple] a [TensorTuple], and `wrt(..)` inputs by position, both together, or anything of these nested.
///
/// ```java
/// Tensor dw                        = grad(f, w).apply(x, y);
/// Tuple2<Tensor, Tensor> dxdy      = grad(f, wrt(0, 1)).apply(x, y);
/// Tuple2<Tensor, TensorTuple> both = grad(f, wrt(0, net.trainableParams())).apply(x, y);
/// ```
///
/// Source: `grad_position` and `weights` of MindSpore's `grad`, one argument here that carries the type of the result.
///
/// @param <G> the type of the gradient
public sealed interface Wrt<G> permits Parameter, ParameterTuple, WrtChoice {}
