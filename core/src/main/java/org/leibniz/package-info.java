/// The public interface: tensors, transformations, cells.
///
/// Everything a program needs comes with two imports: `import org.leibniz.*;` and `import static
/// org.leibniz.Leibniz.*;`.
@NullMarked // as the module is, for those who compile against this on the class path
package org.leibniz;

import org.jspecify.annotations.NullMarked;
