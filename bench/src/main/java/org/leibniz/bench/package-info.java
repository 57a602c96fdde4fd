/// The rows of the speed table, measured beside JAX and PyTorch in paired runs; `README.md` of the module says how.
@NullMarked
package org.leibniz.bench;

import org.jspecify.annotations.NullMarked;
