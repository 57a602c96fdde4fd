/// What training a network takes besides the network: data, a loop that shows where it stands, a plot.
///
/// Everything here is made of the public interface of Leibniz, so each class is also an example of how to write your
/// own. Layers and optimisers are in the module `org.leibniz.nn`, which needs nothing of this one and none of its
/// libraries.
@NullMarked // as the module is, for those who compile against this on the class path
package org.leibniz.train;

import org.jspecify.annotations.NullMarked;
