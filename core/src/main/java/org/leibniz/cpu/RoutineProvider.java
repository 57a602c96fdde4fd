package org.leibniz.cpu;

import java.util.Optional;

/// Routines that another module brings, such as products in native code. They are found with [java.util.ServiceLoader],
/// and each is asked for every routine before it is done in Java.
///
/// A step may run on several threads at a time, on different values. It takes the threads that it needs from
/// [org.leibniz.routine.Workers], and its bits may depend on the shapes that it is given, on nothing else.
public interface RoutineProvider {
    /// Prepares a routine.
    ///
    /// @param site an operation of that family, or a kernel whose body is around one ([org.leibniz.plan.Matrices] says
    ///     where the matrices of a product are), and the numbers of its values
    /// @return the step, which writes the arrays of the results; empty to leave it to others
    Optional<Step> routine(Site site);
}
