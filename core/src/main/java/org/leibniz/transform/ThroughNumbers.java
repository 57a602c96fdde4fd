package org.leibniz.transform;

import java.lang.System.Logger;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Program;
import org.leibniz.ir.ReadNumbers;
import org.leibniz.ir.Slices;
import org.leibniz.ir.Value;
import org.leibniz.ir.Variable;

/// Derivatives that are zero because a function went through numbers of Java, as `Tensor.of(Math.sin(x.item()))` does:
/// nothing says so but the zero. It may be meant: a number may only decide. So it is told in the log, once for each
/// function, and no error.
///
/// Told is what is certain: that no differentiated result depends on the input in any way, and that a floating value
/// which does was read as a number. An input that was not read, one that is an integer, and one that a result depends
/// on, be it by way of `stopGradient` or `floor`, are not told.
final class ThroughNumbers {
    private static final AtomicBoolean OTHERS = new AtomicBoolean(); // of functions that nobody knows

    private ThroughNumbers() {}

    private record UsedBy(Ints outputs) {}

    /// Tells what there is to tell of a function that has run.
    ///
    /// @param f the function
    /// @param p its program, whose last parameters are the variables
    /// @param variables its variables: those of its inputs, then those of the parameters that it read
    /// @param parameters the parameters
    /// @param differentiated how many of its outputs are differentiated, the first ones
    /// @param numbers what was read of them
    static void tell(Fun f, Program p, Value[] variables, List<Variable> parameters, int differentiated,
            ReadNumbers numbers) {
        boolean[] used = used(p, Masks.first(p.outputs(), differentiated));
        int captured = p.params() - variables.length;
        int inputs = variables.length - parameters.size();
        for (int i = 0; i < variables.length; i++) {
            if (!used[captured + i] && variables[i].dtype().isFloating()) {
                var read = numbers.of(variables[i]);
                if (read != null && (read.isOfKnownFunction() ? read.isFirstTold() : !OTHERS.getAndSet(true))) {
                    tell(f.what(), i < inputs ? f.place(i) : parameters.get(i - inputs).name(), read.where());
                }
            }
        }
    }

    /// Which parameters of a program some of its outputs depend on.
    private static boolean[] used(Program p, boolean[] outputs) {
        return p.memo(new UsedBy(Masks.bits(outputs)), () -> {
            boolean[] used = new boolean[p.slots()];
            for (int i = 0; i < outputs.length; i++) {
                used[p.outSlot(i)] |= outputs[i];
            }
            for (int i = p.size() - 1; i >= 0; i--) {
                boolean[] results = p.ofResults(i, used);
                if (Masks.any(results)) {
                    boolean[] needed = p.op(i) instanceof Composite.Call(var callee)
                            ? used(callee, results)
                            : Masks.all(p.arity(i));
                    for (int j = 0; j < needed.length; j++) {
                        used[p.in(i, j)] |= needed[j];
                    }
                }
            }
            return Slices.part(used, 0, p.params());
        });
    }

    private static void tell(@Nullable String what, String input, String where) {
        System.getLogger("org.leibniz").log(Logger.Level.WARNING, (what == null ? "" : what + ": ")
                + "the derivative by " + input
                + " is 0: what is differentiated, the result or a derivative of it, does not depend on it as a "
                + "tensor, but its value was"
                + " read as a number" + where
                + ", and what Java computes of numbers is a constant. Where the number only decides something or is "
                + "shown, that is right;"
                + " where the result is made of it compute with tensors, as in sin(x) in place of "
                + "Tensor.of(Math.sin(x.item()))"
                + " (said once for each function)");
    }
}
