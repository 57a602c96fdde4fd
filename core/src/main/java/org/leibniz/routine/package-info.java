/// Arrays in, arrays out: numerics that know nothing of programs.
///
/// ```
/// FloatGemm.gemm(m, n, k, a, 0, k, 1, b, 0, n, 1, c, 0, n, false)   C = A B, wherever the matrices lie in their arrays
/// SimdLoops.best().floats().function(EXP).run(x, x, y, n)           y = exp x
/// ```
///
/// To be read in this order: [SimdLoops], [SimdFloats] with [PlainFloats], [FunctionLoop] and [PlainFloatFunctions],
/// [LoopChoice]; [Workers], which share what is large; [FloatGemm] with [ProductParts]; [Sorting], [Gathering],
/// [Running], [LinearAlgebra] on [Axis] and [StridedAccess]; [Threefry].
@NullMarked // as the module is, for those who compile against this on the class path
package org.leibniz.routine;

import org.jspecify.annotations.NullMarked;
