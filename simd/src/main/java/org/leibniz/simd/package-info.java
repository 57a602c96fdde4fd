/// The loops of [org.leibniz.routine.SimdLoops] with the Vector API, with the bits of the plain ones.
///
/// ```
/// for (int i = 0; i < n; i += F.length()) {
///     FloatLanes.exp(FloatVector.fromArray(F, x, i)).intoArray(y, i);
/// }
/// ```
///
/// To be read in this order: [VectorLoops], [ServedFloats] and [Served] (who serves, and from when on);
/// [FloatFunctions] with [FloatLanes], [WideLanes] and [DoubleLanes], of which loops are made; [VectorFloats],
/// [FloatFolds]; [FloatProduct] with [FloatTiles] and [FloatTranspose]. Those of doubles are made of those of floats,
/// but for the functions.
@NullMarked
package org.leibniz.simd;

import org.jspecify.annotations.NullMarked;
