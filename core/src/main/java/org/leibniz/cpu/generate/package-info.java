/// Code made for bodies that have earned it, with the bits of the library.
///
/// ```
/// c = mul a b;  d = tanh c;  e = add d a
///
/// for (; i < n; i++) { s0[i] = v0[i + start0] * v1[i + start1]; }     a loop of several operations between
/// tanh(s0, s1, n)                                                      functions of the library
/// ```
///
/// To be read in this order: [CpuCompiler], [Generator] (what is made, and when), [Contest] and [Rehearsal] (whether it
/// is faster, and how it is compiled before anybody waits), [Arrangement] (which operations share a loop), [LoopText],
/// [LoopWriter] with [LoopLocals], [VectorWriter], [StraightWriter], [Bytecode].
@NullMarked // as the module is, for those who compile against this on the class path
package org.leibniz.cpu.generate;

import org.jspecify.annotations.NullMarked;
