/// What the methods of tensors do, on values: NumPy's rules for dtypes, shapes, axes and indices, and text.
///
/// Everything here takes and gives [org.leibniz.ir.Value]s and says what is wrong with an argument; none of it knows
/// derivatives, which follow from the few operations that it is made of:
///
/// ```java
/// Value mean = Reductions.mean(x, Axes.of(x.shape(), 0));     // a sum and a division
/// ```
///
/// To be read in this order: [Promotion] and [Axes] for what all ask first, [Reshaping], [Reductions], [Products] with
/// [Einsum], [Selection] for indices; [Numbers], [TensorArrays], [NestedArrays] and [Sequences] for what tensors are
/// made of, [RandomNumbers]; [TensorText] for how they print. [Insides] is the door to what `org.leibniz` keeps from
/// users.
@NullMarked // as the module is, for those who compile against this on the class path
package org.leibniz.array;

import org.jspecify.annotations.NullMarked;
