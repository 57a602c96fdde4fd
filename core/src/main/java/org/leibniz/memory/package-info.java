/// What is kept between calls to save time, in one budget of bytes.
///
/// Programs, code and working memory are found again by the next call, and go when the [Budget] is full or the heap is:
/// nothing has to be closed. `-Dleibniz.cache=512m` sets the budget.
///
/// To be read in this order: [Sized], [Kept], [Budget], [Remembered], [Scratch], [PerClass].
@NullMarked // as the module is, for those who compile against this on the class path
package org.leibniz.memory;

import org.jspecify.annotations.NullMarked;
