package org.leibniz.cpu;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.leibniz.DType;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Program;
import org.leibniz.plan.Seen;
import org.leibniz.plan.SlotRoles.Role;

/// Who needs the values of a body, and how: what the [Assembler] has to know before it writes. By value; what is not
/// the same by itself has its entries where what stands for it has them.
final class Uses {
    /// The value that stands for it: what is read alike is read once.
    final int[] same;
    /// The uses that are still to come.
    final int[] left;
    /// Whether an instruction of the library or a store needs it in a slot.
    final boolean[] apart;
    /// Whether a loop touches what is behind its elements.
    final boolean[] padded;
    /// The operand that it is to be stored to, -1 if to none.
    final int[] result;

    private final Body body;
    private final Program program;

    Uses(Body body, List<Item> items) {
        this.body = body;
        this.program = body.program;
        int n = program.slots();
        this.same = new int[n];
        this.left = new int[n];
        this.apart = new boolean[n];
        this.padded = new boolean[n];
        this.result = new int[n];
        Arrays.fill(result, -1);
        findSame();
        count(items);
        for (int k = 0; k < program.outputs(); k++) {
            if (body.over(k) >= 0) {
                keep(body.over(k), program.outSlot(k), items);
            }
        }
    }

    /// Has an operand that a result is written over in a slot, if it is used after that.
    private void keep(int operand, int result, List<Item> items) {
        boolean written = false;
        for (var item : items) {
            int[] reads = item instanceof Item.Loop loop ? loop.inputs() : operands(((Item.Single) item).operation());
            for (int s : reads) {
                int x = same[s];
                apart[x] |= written && body.isRead(x) && !body.isConstant(x) && body.operand(x) == operand;
            }
            written |= computes(item, result);
        }
    }

    private int[] operands(int operation) {
        int[] operands = new int[program.arity(operation)];
        for (int j = 0; j < operands.length; j++) {
            operands[j] = program.in(operation, j);
        }
        return operands;
    }

    private boolean computes(Item item, int result) {
        if (item instanceof Item.Loop loop) {
            return Arrays.stream(loop.outputs()).anyMatch(y -> y == result);
        }
        return program.out(((Item.Single) item).operation()) == result;
    }

    private void findSame() {
        var known = new HashMap<Seen, Integer>();
        for (int s = 0; s < same.length; s++) {
            same[s] = s;
            if (body.role(s) == Role.FOLDING) {
                same[s] = same[program.in(body.maker(s), 0)];
            } else if (body.isRead(s)) {
                Integer first = known.putIfAbsent(Seen.of(body.operand(s), body.view(s)), s);
                same[s] = first == null ? s : first;
            }
        }
    }

    private void count(List<Item> items) {
        for (var item : items) {
            if (item instanceof Item.Loop loop) {
                for (int s : loop.inputs()) {
                    use(s, false, false);
                }
            } else {
                int i = ((Item.Single) item).operation();
                boolean touched = program.op(i) instanceof Pointwise op && touchesPadding(op, i);
                padded[program.out(i)] |= touched;
                for (int j = 0; j < program.arity(i); j++) {
                    use(program.in(i, j), touched, true);
                }
            }
        }
        for (int k = 0; k < program.outputs(); k++) {
            int s = same[program.outSlot(k)];
            if (result[s] >= 0) {
                throw new IllegalStateException("a result that is given twice in\n" + program);
            }
            result[s] = program.params() + k;
            if (body.isRead(s) && left[s] > 0) {
                use(s, false, true);
            }
        }
    }

    private void use(int s, boolean touched, boolean inSlot) {
        if (!body.isConstant(s)) {
            int x = same[s];
            left[x]++;
            padded[x] |= touched;
            apart[x] |= inSlot;
        }
    }

    private boolean touchesPadding(Pointwise op, int i) {
        int y = program.out(i);
        boolean isLong = program.type(y).shape().size() >= FloatLoops.LONG; // if there is but one block
        return switch (op.member()) {
            case UNARY -> isFloat(y) && ((Pointwise.Unary) op).fn().isTranscendental();
            case BINARY -> isFloat(y) && ((Pointwise.Binary) op).fn().isTranscendental();
            case COMPARE, SELECT -> isLong && isFloat(program.in(i, program.arity(i) - 1));
            case CAST -> isLong && isFloat(y) && program.type(program.in(i, 0)).dtype() == DType.BOOL;
        };
    }

    private boolean isFloat(int s) {
        return program.type(s).dtype().isFloating();
    }
}
