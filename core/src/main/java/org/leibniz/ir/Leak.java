package org.leibniz.ir;

import org.jspecify.annotations.Nullable;
import org.leibniz.LeakException;

/// What to tell someone who uses a tensor whose transformation has ended: what it is, where it was recorded, in which
/// function, and where it should have been returned.
final class Leak {
    private static final String SEVERAL = " (a function may return a tuple, a record or a list)";

    private Leak() {}

    /// What to throw.
    static LeakException of(Node n, Type type) {
        var t = n.trace;
        if (t.purpose == TracePurpose.DONATION) {
            return new LeakException("a tensor (" + type + ") is used that was given up: it was donated to " + t.what()
                    + ", which may have written its results where it was; use what that call returned, or leave the "
                    + "argument out of donate(..)");
        }
        boolean argument = n.op instanceof Mark.Alias || n.op instanceof Leaf.Input;
        String applied = t.openedAt();
        return new LeakException(
                (argument ? "a tensor that stands for an argument inside " : "a tensor that was recorded inside ")
                        + t.what() + (argument ? "" : at(n)) + " is used after that transformation ended ("
                        + (argument ? "" : n.op.name() + ", ") + type + ")"
                        + (applied == null ? "" : "; the function was applied at " + applied) + ": " + wayOut(t));
    }

    /// Where a node was recorded.
    ///
    /// @return the line behind ` at `, or nothing
    static String at(Node n) {
        String line = n.trace.lineOf(n);
        if (line != null) {
            return " at " + line;
        }
        String earlier = n.trace.lineOfEarlier(n);
        if (earlier != null) {
            return " at " + earlier + " (where an earlier call recorded it)";
        }
        String written = n.trace.writtenIn();
        return written == null ? "" : " by a function of " + written + " (the next call takes down its lines)";
    }

    /// Where a tensor that is alive was recorded, as far as that is known.
    ///
    /// @return such as ` (recorded at Main.java:12)`, or nothing
    static String recordedAt(Node n) {
        String line = n.trace.lineOf(n);
        return line == null ? "" : " (recorded at " + line + ")";
    }

    private static String wayOut(Trace t) {
        String results = switch (t.purpose) {
            case GRAD -> " (valueAndGradAux gives back what a function returns besides its value)";
            case VJP, JVP -> t.what().equals("linearize")
                    ? SEVERAL
                    : " (" + (t.what().startsWith("jac") ? t.what().substring(0, "jacfwd".length()) : t.title())
                            + "Aux gives back what a function returns besides its value)";
            case JIT, VMAP -> SEVERAL;
            case BODY -> ", as part of the state or of what a branch gives";
            case RULE ->
                " (a rule is given the arguments and the result of its function, so it can compute it from these)";
            case AFTER, DONATION -> "";
        };
        if (t.purpose == TracePurpose.AFTER) {
            return mayAssign(t)
                    ? "keep it in a parameter: assign(..)"
                    : "take the gradient without vmap to keep what a hook sees";
        }
        return "return it as a result" + results
                + (t.isDataless() ? "" : ", or read its value (item(), toString()) inside")
                + (mayAssign(t) ? ", or keep it in a parameter: assign(..)" : "");
    }

    /// Whether an assignment reaches a parameter from there: it is passed outwards through all that is around.
    private static boolean mayAssign(Trace t) {
        for (Trace around = t; around != null; around = around.parent) {
            if (!around.mayAssign()) {
                return false;
            }
        }
        return true;
    }
}
