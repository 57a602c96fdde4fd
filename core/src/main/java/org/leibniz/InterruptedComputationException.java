package org.leibniz;

/// A computation was given up because its thread had been interrupted ([Thread#interrupt]).
///
/// What takes long answers an interrupt within about a tenth of a second: the loops of [Flow], between two trips;
/// programs of many operations; products, sorts, factorisations, and operations on many elements. The call then ends
/// with this exception and nothing is left half done: no parameter has been assigned, and everything may be used again.
/// A loop of your own in Java asks [Thread#isInterrupted] itself.
///
/// The interrupt status of the thread stays set, so that whoever runs it sees it too; while it is, such calls end at
/// once. Who wants to go on calls [Thread#interrupted] first, which clears it.
///
/// ```java
/// try {
///     Tensor x = step.apply(parameters);
/// } catch (InterruptedComputationException e) {
///     return; // the pool is shutting down
/// }
/// ```
public final class InterruptedComputationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Makes one.
    public InterruptedComputationException() {
        super("the computation was given up, since its thread was interrupted; nothing has been assigned, and the "
                + "interrupt status is still"
                + " set: Thread.interrupted() clears it, for who wants to compute on");
    }
}
