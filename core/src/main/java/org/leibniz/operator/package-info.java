/// The transformations of functions of trees: what `grad`, `jacrev`, `vmap`, `jit` and the functions of `Flow` do,
/// without their types and numbers of arguments.
///
/// Each takes an [org.leibniz.tree.Untyped] function and gives one. It takes arguments apart, hands a function of
/// leaves to [org.leibniz.transform], and puts the answer together in the form of what was asked for:
///
/// ```java
/// Untyped g = new Derivative(List.of(wrt), a -> Derivatives.gradient("grad", f, wrt, ..., a).grad());
/// ```
///
/// To be read in this order: [WrtChoice] for what a derivative is by, [Derivatives], [Jacobians]; [Mapping] for `vmap`;
/// [Jit] with [ReadFlags]; [ControlFlow]; [Rules] for custom rules and hooks.
@NullMarked // as the module is, for those who compile against this on the class path
package org.leibniz.operator;

import org.jspecify.annotations.NullMarked;
