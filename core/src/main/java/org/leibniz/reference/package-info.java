/// The oracle: an evaluator that is slow and obvious, one operation at a time, one element at a time.
///
/// Whatever is faster is compared with it: each tier of the compiler, and every plan, which it runs as it stands. So
/// its operations are written down as their definitions: `slice` is element `start + i * step`, a sum adds in double.
///
/// To be read in this order: [ReferenceValue], [Reference], [ReferenceOps], [ReferenceAlgebra].
@NullMarked // as the module is, for those who compile against this on the class path
package org.leibniz.reference;

import org.jspecify.annotations.NullMarked;
