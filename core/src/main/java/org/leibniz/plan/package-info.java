/// What runs as one pass over memory, for any machine.
///
/// A plan is a program again, whose operations are kernels and routines; so it prints, is typed, and runs on the
/// reference like every other:
///
/// ```
/// { a: f32[3]                        { a: f32[3]
///   b: f32[3] = sin a                  b: f32[3] = kernel { a: f32[3]
///   c: f32[3] = cos a                    b: f32[3] = sin a
///   d: f32[3] = mul a c                  c: f32[3] = cos a
///   e: f32[3] = add b d                  d: f32[3] = mul a c
///   return e }                           e: f32[3] = add b d
///                                        return e } a
///                                      return b }
/// ```
///
/// [Plan] says the passes, and they are to be read in their order: [Lower] (fewer kinds of operations), [Graph] (what
/// is seen through movements; [View]), [Fuse] by the [Law], [Recompute], both on [Groups], [Build] and [BodyWriter].
/// What a code generator asks of a body are [SlotRoles], [SlotViews] and [Matrices]. [Verify] says what a plan is.
@NullMarked // as the module is, for those who compile against this on the class path
package org.leibniz.plan;

import org.jspecify.annotations.NullMarked;
