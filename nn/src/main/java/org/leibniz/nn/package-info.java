/// What a network takes besides derivatives: a layer, an optimiser. Data, the loop that trains and its picture are in
/// the module `org.leibniz.train`.
///
/// Everything here is made of the public interface of Leibniz, so each class is also an example of how to write your
/// own.
@NullMarked // as the module is, for those who compile against this on the class path
package org.leibniz.nn;

import org.jspecify.annotations.NullMarked;
