package org.leibniz.transform;

import java.util.Arrays;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Op;

/// What a program that was to be proved linear does that is not. It is thrown where that is found, deep in loops and
/// branches, and told to the user where it is known whose rule the program is ([CustomRule]).
final class NotLinear extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean[] parameters;

    /// Says it without saying in which parameters.
    NotLinear(String why) {
        this(why, new boolean[0]);
    }

    private NotLinear(String why, boolean[] parameters) {
        super(why, null, false, false);
        this.parameters = parameters;
    }

    /// The same as seen from the program around.
    ///
    /// @param parametersOfProgram the parameters of that program that "it" is made of
    /// @return the exception to throw there
    NotLinear in(boolean[] parametersOfProgram) {
        return new NotLinear(why(), parametersOfProgram.clone());
    }

    String why() {
        return String.valueOf(getMessage());
    }

    /// Whether "it" may come by an operand of the operation whose branch or body found this.
    boolean isIn(Op op, int operand) {
        if (!(op instanceof Composite composite)) {
            return true;
        }
        return switch (composite) {
            case Composite.Kernel kernel -> throw kernel.planned();
            case Composite.Call _ -> is(operand);
            case Composite.Cond _ -> is(operand - 1);
            case Composite.Scan c -> { // what is in the state may come from anywhere
                boolean state = false;
                for (int i = c.consts(); i < c.consts() + c.carry(); i++) {
                    state |= is(i);
                }
                yield state || is(operand - 1);
            }
            case Composite.While _,Composite.Ruled _ -> true;
        };
    }

    private boolean is(int parameter) {
        return parameters.length == 0 || parameter >= 0 && parameter < parameters.length && parameters[parameter];
    }

    /// Which of the parameters of the program it is not linear in.
    ///
    /// @param from the first that it should be linear in
    /// @param n how many those are
    /// @return one truth value for each of them; all are true if it is not known
    boolean[] among(int from, int n) {
        boolean[] those = Arrays.copyOfRange(parameters, Math.min(from, parameters.length),
                Math.min(from, parameters.length) + n);
        boolean any = false;
        for (boolean one : those) {
            any |= one;
        }
        if (!any) {
            Arrays.fill(those, true);
        }
        return those;
    }
}
