/// The public interface: tensors, transformations, cells.
///
/// Everything a program needs comes with two imports: `import org.leibniz.*;` and `import static org.leibniz.Leibniz.*;`.
package org.leibniz;
