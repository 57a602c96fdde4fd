/// Functions of numbers, each one fixed sequence of IEEE 754 operations: the bits that all loops have, plain or with
/// the Vector API.
///
/// To be read in this order: [Transcendental] (which there are), [FloatMath] and [DoubleMath] with their
/// [Coefficients], [SpecialFunctions], [Polygamma], [Division], [Fma].
@NullMarked // as the module is, for those who compile against this on the class path
package org.leibniz.math;

import org.jspecify.annotations.NullMarked;
