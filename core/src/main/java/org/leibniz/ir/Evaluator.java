package org.leibniz.ir;

import java.util.BitSet;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.leibniz.DType;

/// What runs programs: the seam between recording and computing. The compiler provides the one that is used;
/// `Reference` is the slow and obvious one that tests compare it with.
public interface Evaluator {

    /// Runs a program.
    ///
    /// @param program the program
    /// @param inputs one array (or [Stack]) a parameter, never changed
    /// @return one array (or stack) an output; none is written to later, one may be an input
    Object[] run(Program program, Object[] inputs);

    /// What runs a program on numbers.
    ///
    /// @param program a program; the parameters and outputs that the places name are float64, none is a stack
    /// @param places where the numbers stand in it
    /// @return what runs it
    default NumberMethod onNumbers(Program program, NumberPlaces places) {
        return new NumberMethod.ByArrays(inputs -> run(program, inputs), places);
    }

    /// Whether a function is [applied at once][#atOnce], since that is quicker than to run a program of it: to a few
    /// elements. To be asked before there are arrays, since a program may do without.
    ///
    /// @param fn a function of one or two arguments
    /// @param dtype the element type of arguments and result
    /// @param n how many elements they have
    default boolean isAtOnce(ScalarFn fn, DType dtype, int n) {
        return false;
    }

    /// Applies a function at once, if [that may be][#isAtOnce].
    ///
    /// @param fn a function of one or two arguments
    /// @param dtype the element type of arguments and result
    /// @param n how many elements they have
    /// @param a the first argument
    /// @param b the second one, or again the first
    /// @return the result, with the bits that a program gives
    default Object atOnce(ScalarFn fn, DType dtype, int n, Object a, Object b) {
        throw new UnsupportedOperationException(fn + " of " + n + " elements is to be run as a program");
    }

    /// Runs a program that may write its results into some of its inputs.
    ///
    /// @param program the program
    /// @param inputs one array (or [Stack]) a parameter
    /// @param given those that are nobody else's; each is an array of its own
    /// @return one array (or stack) an output; one may be an input
    default Object[] run(Program program, Object[] inputs, BitSet given) {
        return run(program, inputs);
    }

    /// The evaluator in force: that of the innermost [#with] on this thread, else the one that is provided.
    static Evaluator current() {
        return Scope.CHOSEN.isBound() ? Scope.CHOSEN.get() : Scope.Provided.EVALUATOR;
    }

    /// Runs something with another evaluator.
    ///
    /// @param <T> the type of the result
    /// @param evaluator what computes meanwhile on this thread
    /// @param body what to run
    /// @return its result
    static <T> T with(Evaluator evaluator, Supplier<T> body) {
        return ScopedValue.where(Scope.CHOSEN, evaluator).call(body::get);
    }

    /// Where the choice is kept.
    final class Scope {
        private static final ScopedValue<Evaluator> CHOSEN = ScopedValue.newInstance();

        private Scope() {}

        /// Found when it is first needed.
        private static final class Provided {
            private static final Evaluator EVALUATOR = ServiceLoader
                    .load(Evaluator.class, Evaluator.class.getClassLoader()).findFirst()
                    .orElseThrow(
                            () -> new IllegalStateException(
                                    "no evaluator: the module org.leibniz provides one, is its jar complete?"));
        }
    }
}
