package org.leibniz.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Op;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Relation;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;

/// A program that is being written, operation after operation, each only once: what is already there is found by its
/// structure (hash consing). Slots are numbered as in a program.
final class Draft {
    private static final int PARAMETER = -1;

    private final Map<Computation, Integer> known = new HashMap<>();
    private final List<Op> ops = new ArrayList<>();
    private final List<int[]> operands = new ArrayList<>();
    private final int params;
    private final Simplify.Purpose purpose;
    private int[] start = new int[16]; // first output slot of each operation
    private Type[] types; // of each slot
    private int[] maker; // the operation that computes each slot
    private int slots;

    /// Equal keys, equal results.
    private record Computation(Op op, Ints operands) {}

    Draft(Type[] params, Simplify.Purpose purpose) {
        this.params = params.length;
        this.purpose = purpose;
        types = params.clone();
        maker = new int[params.length];
        Arrays.fill(maker, PARAMETER);
        slots = params.length;
    }

    // ---- reading

    int params() {
        return params;
    }

    Simplify.Purpose purpose() {
        return purpose;
    }

    int size() {
        return ops.size();
    }

    int slots() {
        return slots;
    }

    Op op(int i) {
        return ops.get(i);
    }

    int[] operands(int i) {
        return operands.get(i);
    }

    int out(int i) {
        return start[i];
    }

    int results(int i) {
        return (i + 1 < size() ? start[i + 1] : slots) - start[i];
    }

    Type type(int slot) {
        return types[slot];
    }

    Type[] types(int... of) {
        return Arrays.stream(of).mapToObj(this::type).toArray(Type[]::new);
    }

    /// The operation that computes a slot.
    ///
    /// @return null for a parameter
    @Nullable
    Op maker(int slot) {
        return maker[slot] == PARAMETER ? null : ops.get(maker[slot]);
    }

    /// The operand of an operation of one operand.
    ///
    /// @param slot its output
    int operand(int slot) {
        return operand(slot, 0);
    }

    int operand(int slot, int i) {
        return operands.get(maker[slot])[i];
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

    // ---- writing

    /// Appends an operation of one output, unless it is there.
    ///
    /// @return the slot of its output
    int add(Op op, Type type, int... in) {
        return add(op, new Type[]{type}, in);
    }

    /// Appends an operation, unless it is there.
    ///
    /// @return the slot of its first output
    int add(Op op, Type[] results, int... in) {
        var key = key(op, in);
        var found = known.get(key);
        if (found != null) {
            return found;
        }
        int first = slots;
        int i = size();
        ops.add(op);
        operands.add(in.clone());
        if (i == start.length) {
            start = Arrays.copyOf(start, 2 * i);
        }
        start[i] = first;
        if (slots + results.length > types.length) {
            int room = 2 * slots + results.length + 16;
            types = Arrays.copyOf(types, room);
            maker = Arrays.copyOf(maker, room);
        }
        for (var type : results) {
            types[slots] = type;
            maker[slots++] = i;
        }
        known.put(key, first);
        return first;
    }

    /// The operands of commutative functions in one order, greater-than as less-than.
    private static Computation key(Op op, int[] in) {
        boolean ascending = in.length != 2 || in[0] <= in[1];
        if (op instanceof Pointwise.Compare(var r) && (r == Relation.GT || r == Relation.GE)) {
            return new Computation(new Pointwise.Compare(r == Relation.GT ? Relation.LT : Relation.LE),
                    Ints.of(in[1], in[0]));
        }
        boolean commutes = op instanceof Pointwise.Binary(var fn) && commutes(fn)
                || op instanceof Pointwise.Compare(var r) && (r == Relation.EQ || r == Relation.NE);
        return new Computation(op, !ascending && commutes ? Ints.of(in[1], in[0]) : Ints.of(in));
    }

    private static boolean commutes(ScalarFn fn) {
        return switch (fn) {
            case ADD, MUL, MAX, MIN, AND, OR, XOR -> true;
            default -> false;
        };
    }
}
