/// What training a network takes besides derivatives: a layer, an optimiser, data, a loop that shows where it stands, a plot.
///
/// Everything here is made of the public interface of Leibniz, so each class is also an example of how to write your own.
package org.leibniz.nn;
