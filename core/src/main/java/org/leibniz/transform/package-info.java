/// Programs made of programs: derivatives, lanes, fewer operations.
///
/// Two tables are all of differentiation: [Linearize] has a rule for each operation that makes a program compute
/// tangents beside values, and [Transpose] one that runs a linear program backwards. Reverse mode is the one and then
/// the other, and every order and mixture follows, since what comes out is a program again:
///
/// ```
/// { a: f32[3]                 { a: f32[3]
///   b: f32[3] = sin a           b: f32[3] = sin a
///   c: f32[3] = mul a b         c: f32[3] = cos a
///   d: f32 = sum[0] c           d: f32[3] = mul a c
///   return d }                  e: f32[3] = add b d
///                               return e }             its gradient, simplified
/// ```
///
/// To be read in this order: [Linearize] (with [SymbolicZeros] and [Masks]), [Transpose], [Vmap], and each with loops
/// ([LoopRules], LinearizeFlow, TransposeFlow, VmapFlow); [CustomRule] and [Separate] for rules that users give;
/// [Simplify], [Algebra] and SimplifyFlow; then what applies these to functions: [Fun], [Staging], [Gradient],
/// [Tangent], [Control].
@NullMarked // as the module is, for those who compile against this on the class path
package org.leibniz.transform;

import org.jspecify.annotations.NullMarked;
