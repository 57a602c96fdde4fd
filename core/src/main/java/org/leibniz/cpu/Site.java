package org.leibniz.cpu;

import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Op;
import org.leibniz.ir.Program;
import org.leibniz.ir.Routine;
import org.leibniz.ir.Type;

/// An operation of a plan where it stands: which values it works on, by number.
///
/// @param op the operation
/// @param in the values of its operands
/// @param inTypes their types
/// @param out the values of its results
/// @param outTypes their types
public record Site(Op.Whole op, int[] in, Type[] inTypes, int[] out, Type[] outTypes) {
    /// An operation of a plan.
    ///
    /// @param value for each slot of the plan the number of its value
    static Site of(Program plan, int i, int[] value) {
        return new Site((Op.Whole) plan.op(i), plan.ofOperands(i, value), plan.operandTypes(i),
                plan.ofResults(i, value),
                plan.resultTypes(i));
    }

    /// A plan of the operation alone.
    Program alone() {
        int[] operands = Ints.range(0, in.length).toArray();
        int[] results = Ints.range(in.length, in.length + out.length).toArray();
        return new Program(inTypes, new Op[]{op}, new int[][]{operands}, results);
    }

    /// Whether it has nothing to compute.
    boolean isEmpty() {
        for (var type : outTypes) {
            if (type.isStack() || type.shape().size() > 0) {
                return false;
            }
        }
        return true;
    }

    /// Whether it makes the arrays of its results, and may return what it is given: it runs programs, or is on stacks.
    boolean allocates() {
        return !(op instanceof Composite.Kernel)
                && (op instanceof Composite || hasStack(inTypes) || hasStack(outTypes));
    }

    /// Whether a value is an operand. A result that is one is added to in place.
    boolean reads(int value) {
        for (int v : in) {
            if (v == value) {
                return true;
            }
        }
        return false;
    }

    /// Whether the array of an operand must be its own, no longer than it has elements.
    boolean keeps(int operand) {
        return allocates() || op instanceof Routine.Gather && operand == 1
                || op instanceof Routine.Scatter && operand == 0 || op instanceof Routine.AddAt && operand == 1;
    }

    /// Whether any of some values is a stack.
    static boolean hasStack(Type[] types) {
        for (var t : types) {
            if (t.isStack()) {
                return true;
            }
        }
        return false;
    }
}
