package org.leibniz.cpu;

import java.util.Optional;
import java.util.function.Function;
import org.leibniz.DType;
import org.leibniz.ir.NumberMethod;
import org.leibniz.ir.NumberPlaces;
import org.leibniz.ir.Program;
import org.leibniz.ir.ScalarFn;
import org.leibniz.plan.Machine;

/// Where plans run: what they are made for, what arrays are there, and who does the work. An [Executable] asks for it
/// step by step when it is made; it knows itself which values there are, in which order they are computed, and when the
/// array of one may become that of another.
public interface Backend {
    /// What a planner has to know of it.
    Machine machine();

    /// Prepares a kernel, one pass over memory.
    ///
    /// @param site the kernel of a plan, its body and its values
    /// @param workspace where it gets what it keeps between runs
    /// @return the step; it writes the arrays of its results, which are there
    Step kernel(Site site, Workspace workspace);

    /// Prepares a routine: an operation of that family, or a kernel whose body is around one.
    ///
    /// @param site the routine and its values
    /// @return the step; it writes the arrays of its results, which are there
    Step routine(Site site);

    /// What runs a plan by methods of Java, at once or when it has earned them.
    ///
    /// @param plan the plan
    /// @param steps makes what runs a plan step by step
    /// @return what runs it; empty if it is to run step by step
    default Optional<Compiled> methods(Program plan, Function<Program, Compiled> steps) {
        return Optional.empty();
    }

    /// Methods of Java that run a small plan on numbers.
    ///
    /// @param plan the plan
    /// @param places where the numbers stand in it
    /// @param steps makes what runs a plan step by step
    /// @return what runs it; empty if it is not small
    default Optional<NumberMethod> onNumbers(Program plan, NumberPlaces places, Function<Program, Compiled> steps) {
        return Optional.empty();
    }

    /// Whether a function is applied at once, see [org.leibniz.ir.Evaluator#isAtOnce].
    default boolean isAtOnce(ScalarFn fn, DType dtype, int n) {
        return false;
    }

    /// Applies a function at once, see [org.leibniz.ir.Evaluator#atOnce].
    default Object atOnce(ScalarFn fn, DType dtype, int n, Object a, Object b) {
        throw new UnsupportedOperationException(fn + " of " + n + " elements is to be run as a program");
    }

    /// A new array.
    ///
    /// @param dtype of its elements
    /// @param length how many there are
    /// @return the array, of whatever is in it
    Object allocate(DType dtype, int length);

    /// The array with the elements of one of Java.
    ///
    /// @param data a Java array, not written to any more
    /// @return an array that is not written to, perhaps the same
    Object write(Object data);

    /// The elements of an array.
    ///
    /// @param array an array of this backend, not written to any more
    /// @return a Java array that is not written to, perhaps the same
    Object read(Object array);
}
