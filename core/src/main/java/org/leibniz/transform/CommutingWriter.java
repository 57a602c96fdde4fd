package org.leibniz.transform;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Op;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Type;
import org.leibniz.ir.Writer;

/// A program that [Simplify] is writing: whoever writes looks at what is there. What is the same with its operands
/// exchanged (`a + b`, `a < b` and `b > a`) is written once, too.
final class CommutingWriter extends Writer {
    private static final int PARAMETER = -1;

    private final Purpose purpose;
    private int[] maker; // the operation that computes each slot

    CommutingWriter(Type[] params, Purpose purpose) {
        super(params);
        this.purpose = purpose;
        maker = new int[params.length + 24];
        Arrays.fill(maker, PARAMETER);
    }

    @Override
    public int add(Op op, int... in) {
        var exchanged = exchanged(op);
        int known = exchanged == null ? -1 : find(exchanged, in[1], in[0]);
        if (known >= 0) {
            return known;
        }
        int before = size();
        int first = super.add(op, in);
        if (size() > before) {
            maker = slots() > maker.length ? Arrays.copyOf(maker, 2 * slots()) : maker;
            Arrays.fill(maker, first, slots(), before);
        }
        return first;
    }

    /// The operation that makes of its operands in the other order what this makes of them.
    private static @Nullable Op exchanged(Op op) {
        if (op instanceof Pointwise.Compare(var relation)) {
            return switch (relation) {
                case EQ, NE -> op;
                case LT -> new Pointwise.Compare(Relation.GT);
                case LE -> new Pointwise.Compare(Relation.GE);
                case GT -> new Pointwise.Compare(Relation.LT);
                case GE -> new Pointwise.Compare(Relation.LE);
            };
        }
        boolean commutes = op instanceof Pointwise.Binary(var fn) && switch (fn) {
            case ADD, MUL, MAX, MIN, AND, OR, XOR -> true;
            default -> false;
        };
        return commutes ? op : null;
    }

    Purpose purpose() {
        return purpose;
    }

    /// The operation that computes a slot.
    @Nullable
    Op maker(int slot) {
        return maker[slot] == PARAMETER ? null : op(maker[slot]);
    }

    /// The operand of an operation of one operand.
    int operand(int slot) {
        return operand(slot, 0);
    }

    int operand(int slot, int i) {
        return operands(maker[slot])[i];
    }

    /// The number that stands everywhere in a slot.
    ///
    /// @return null if there is no such number
    @Nullable
    Double constant(int slot) {
        return maker(slot) instanceof Leaf.Fill(var type, var value) && !type.isStack() ? (Double) value : null;
    }

    /// Whether a slot holds a number everywhere; an empty stack holds zeros.
    boolean is(int slot, double number) {
        return maker(slot) instanceof Leaf.Fill(var _, var value) && value == number;
    }
}
