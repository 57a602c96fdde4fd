/// Programs, and how they are recorded.
///
/// A function runs on tensors as it is written. What it does to those of a transformation is recorded: each operation
/// makes a [Node], which knows its operands. What lies between the parameters and the results of a [Trace] is extracted
/// as a [Program], closed and typed, which everything below takes and gives:
///
/// ```
/// t -> t.mul(sin(t)).sum()        { a: f32[3]
///                                   b: f32[3] = sin a
///                                   c: f32[3] = mul a b
///                                   d: f32 = sum[0] c
///                                   return d }
/// ```
///
/// To be read in this order: [Type], [Op] and its families ([Leaf], [Pointwise] with [ScalarFn], which has the
/// derivatives, written with [Slopes], [Movement], [Reduction], [Routine], [Mark], [Composite]): what there is to
/// compute; then [Program], [Writer], [Typing]; then [Value], [ValueOps] and [Literal], [Node], [Trace] with its
/// [TracePurpose] and [Bindings], [Variable]; then [Extract] and [ProgramStructure], by which [Cache] finds a program
/// that was met before; [Evaluator] says who runs it.
@NullMarked // as the module is, for those who compile against this on the class path
package org.leibniz.ir;

import org.jspecify.annotations.NullMarked;
