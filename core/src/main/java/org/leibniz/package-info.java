/// The public interface: tensors, transformations, cells.
///
/// Everything a program needs comes with two imports: `import org.leibniz.*;` and `import static
/// org.leibniz.Leibniz.*;`.
///
/// ```java
/// TensorFn1<Tensor> slope = jit(grad((Tensor x) -> sin(x).sum()));
/// Tensor cosine = slope.apply(Tensor.of(0.0, 1.0));
/// ```
///
/// Types first: [Tensor], [Parameter], [CellOf], [TensorFn1] and its like, tuples. Then the functions of [Leibniz], by
/// theme in its ancestors, each of which extends the one before: Elementwise, Creation, [Ops], Gradients, Pullbacks,
/// Linearizations, Jacobians, Hessians, and what is made of these for several arguments and for numbers. What they do
/// lies in `operator`, `tree` and `array`.
@NullMarked // as the module is, for those who compile against this on the class path
package org.leibniz;

import org.jspecify.annotations.NullMarked;
