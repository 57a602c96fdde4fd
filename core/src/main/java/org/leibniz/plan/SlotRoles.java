package org.leibniz.plan;

import org.leibniz.ir.Movement;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Routine;

/// What the slots of a kernel's body are, which is all that a generator has to know beside the body: derived, never
/// stored.
///
/// @param n elements of the space
/// @param length elements of a row; 0 if nothing is done by rows
/// @param role by slot
public record SlotRoles(int n, int length, Role[] role) {
    public enum Role {
        /// a parameter, a number, an index: where a chain of views starts
        SOURCE,
        /// a view of a source; as an operand or a result it is a load
        LOAD,
        /// computed for each element
        ELEMENT,
        /// computed for each row
        ROW,
        /// a space or its rows as `[a, r, b]`, on the way to a fold
        FOLDING,
        /// an operand that the product which the body is around scales
        SCALED,
        /// the result of the routine that the body is around
        ROUTINE,
        /// a reduction that is known when the kernel ends
        FOLDED
    }

    /// The roles in a body.
    ///
    /// @throws IllegalStateException if it is not in normal form
    public static SlotRoles of(Program b) {
        int n = -1;
        int length = 0;
        for (int i = 0; i < b.size(); i++) {
            if (b.op(i) instanceof Reduction) {
                var x = b.type(b.in(i, 0)).shape();
                n = x.size();
                if (x.rank() == 2) {
                    length = x.dim(1);
                    break;
                }
            } else if (n < 0 && b.op(i) instanceof Pointwise) {
                n = b.type(b.out(i)).shape().size();
            }
        }
        n = n < 0 ? b.output(0).shape().size() : n;
        Role[] role = new Role[b.slots()];
        for (int s = 0; s < b.params(); s++) {
            role[s] = Role.SOURCE;
            require(b.type(s).shape().rank() == 1, b, 0);
        }
        int routine = routine(b);
        for (int i = 0; i < b.size(); i++) {
            int out = b.out(i);
            var x = b.arity(i) == 0 ? null : role[b.in(i, 0)];
            role[out] = switch (b.op(i).family()) {
                case LEAF -> Role.SOURCE;
                case ROUTINE -> Role.ROUTINE;
                case MOVEMENT -> {
                    if (b.op(i) instanceof Movement.Spread) {
                        require(x == Role.ROW || x == Role.LOAD || x == Role.SOURCE, b, i);
                        yield Role.ELEMENT;
                    }
                    boolean load = x == Role.SOURCE || x == Role.LOAD;
                    boolean laid = x == Role.ROUTINE;
                    require(load || laid || b.op(i) instanceof Movement.Reshape && x == Role.ELEMENT, b, i);
                    yield load ? Role.LOAD : laid ? Role.ROUTINE : Role.FOLDING;
                }
                case POINTWISE -> {
                    if (x != null && isScaling(b, i, routine, x)) {
                        yield Role.SCALED;
                    }
                    var shape = b.type(out).shape();
                    for (int j = 0; j < b.arity(i); j++) {
                        var r = role[b.in(i, j)];
                        require(r != Role.FOLDING && r != Role.FOLDED, b, i);
                    }
                    boolean row = length > 0 && shape.rank() == 1;
                    require(shape.size() == (row ? n / length : n) && shape.rank() == (length > 0 && !row ? 2 : 1), b,
                            i);
                    yield row ? Role.ROW : Role.ELEMENT;
                }
                case REDUCTION -> {
                    var shape = b.type(b.in(i, 0)).shape();
                    require(x != Role.FOLDED && shape.size() == n
                            && (shape.rank() == 3 || x != Role.FOLDING && shape.dim(1) == length), b,
                            i);
                    yield shape.rank() == 2 ? Role.ROW : Role.FOLDED;
                }
                case COMPOSITE, MARK -> throw new IllegalStateException(b.op(i).name() + " in a body:\n" + b);
            };
        }
        return new SlotRoles(n, length, role);
    }

    /// The last operation of a body that is a routine, -1 if there is none.
    private static int routine(Program b) {
        int i = b.size() - 1;
        while (i >= 0 && !(b.op(i) instanceof Routine)) {
            i--;
        }
        return i;
    }

    /// Whether an operation before the product that a body is around scales an operand of it.
    private static boolean isScaling(Program b, int i, int routine, Role x) {
        return i < routine && b.op(i).equals(Symmetric.scaling()) && (x == Role.LOAD || x == Role.SCALED);
    }

    private static void require(boolean holds, Program b, int i) {
        if (!holds) {
            throw new IllegalStateException(
                    "operation " + i + (b.size() == 0 ? "" : " (" + b.op(i).text() + ")")
                            + " is not in normal form in\n" + b);
        }
    }
}
