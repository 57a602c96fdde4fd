package org.leibniz.cpu.generate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.leibniz.cpu.Assembler;
import org.leibniz.cpu.Blocks;
import org.leibniz.cpu.Body;
import org.leibniz.cpu.Frame;
import org.leibniz.cpu.Instruction;
import org.leibniz.cpu.Item;
import org.leibniz.cpu.SlotKind;
import org.leibniz.cpu.Tiling;

/// Runs the loops of a body on one block: all that computes element by element, and the copies in order before and
/// behind that, of which loops with the Vector API need fewer. Other reading and reducing, which generated loops do not
/// change, is left out, so arrays of a block will do.
final class LoopRehearsal implements Rehearsal {
    private static final Object[] NO_FOLDS = {};

    /// Elements on which vectors are warmed up, in turn: none and several, with a rest and without. Mostly it is one
    /// vector or a few and a long rest: until the loop is compiled an operation on a vector takes as long as hundreds
    /// on a single element, and what the JVM counts are calls and rounds of either.
    private static final int[] FEW = {31, 31, 64, 31, 31, 31, 5, 31};

    private final Blocks code;
    private final boolean vectors;
    private final Frame frame;
    private final Object[] values;
    private final int[] at;
    private final int length;

    private LoopRehearsal(Body body, Blocks code, boolean vectors) {
        this.code = new Blocks(
                Arrays.stream(code.instructions()).flatMap(LoopRehearsal::part).toArray(Instruction[]::new),
                code.constants(),
                code.once(), code.bindings(), code.folds(), code.slots(), code.cost(), null);
        this.vectors = vectors;
        this.frame = Frame.of(code, code.slots(), Tiling.BLOCK);
        for (var c : code.constants()) {
            c.kind().fill(frame.slot(c.kind(), c.slot()), 0, Tiling.BLOCK, c.number());
        }
        this.values = values(body);
        this.at = IntStream.range(0, body.operands()).toArray();
        this.length = body.blockLength();
    }

    /// Of the code in use, whose values are all in slots.
    ///
    /// @param form of what it is compared with
    static LoopRehearsal of(Body body, Blocks code, LoopForm form) {
        return new LoopRehearsal(body, code, form == LoopForm.VECTORS);
    }

    /// Of other code. Its loops are those that the body would use, on arrays that begin where they are read.
    static LoopRehearsal of(Body body, List<Item> items, LoopForm form) {
        return new LoopRehearsal(body, Assembler.of(body, items, new LoopWriter(form, true)), form == LoopForm.VECTORS);
    }

    private static Stream<Instruction> part(Instruction i) {
        return switch (i) {
            case Instruction.ByRow(var each, var _) -> part(each); // on as many as there are elements
            case Instruction.Generated _ -> Stream.of(i);
            case Instruction.Map _,Instruction.Compare _,Instruction.Select _ -> Stream.of(i);
            case Instruction.Convert(var from, var _, int _, int _) when from == SlotKind.BOOL -> Stream.of(i);
            case Instruction.Read(var load, int y) when load.isInPlaceInside() ->
                Stream.of(new Instruction.Read(load.ofBlock(), y));
            case Instruction.Store(var kind, var dtype, int _, int _) when dtype == kind.dtype() -> Stream.of(i);
            default -> Stream.empty(); // whatever else there is takes the same time in all code of a body
        };
    }

    /// For operands of a kind the same array.
    private static Object[] values(Body body) {
        var program = body.program;
        Object[] arrays = new Object[SlotKind.values().length];
        Object[] values = new Object[body.operands()];
        for (int k = 0; k < program.params() + program.outputs(); k++) {
            var type = k < program.params() ? program.type(k) : program.output(k - program.params());
            var kind = SlotKind.of(type.dtype());
            if (arrays[kind.ordinal()] == null) {
                arrays[kind.ordinal()] = kind.allocate(Tiling.BLOCK);
            }
            values[k] = arrays[kind.ordinal()];
        }
        return values;
    }

    @Override
    public void run() {
        code.run(frame, values, at, NO_FOLDS, 0, length);
    }

    /// Plain loops are warmed up on whole blocks: how often a loop has gone round decides what becomes of it.
    @Override
    public void few(int turn) {
        code.run(frame, values, at, NO_FOLDS, 0, vectors ? FEW[turn % FEW.length] : Tiling.BLOCK);
    }

    @Override
    public int ways() {
        return vectors ? FEW.length : 1;
    }
}
