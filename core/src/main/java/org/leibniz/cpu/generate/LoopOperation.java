package org.leibniz.cpu.generate;

import org.jspecify.annotations.Nullable;
import org.leibniz.cpu.Body;
import org.leibniz.cpu.SlotKind;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Relation;
import org.leibniz.ir.ScalarFn;

/// What a generated loop does with an element: a [Pointwise] operation of numbers of one kind, and of truth values that
/// go with them.
sealed interface LoopOperation {
    /// A function of numbers.
    record Apply(ScalarFn fn) implements LoopOperation {}

    /// A function of truth values.
    record Logical(ScalarFn fn) implements LoopOperation {}

    /// A truth value of two numbers.
    record Compare(Relation relation) implements LoopOperation {}

    /// One of two numbers, by a truth value.
    record Choose() implements LoopOperation {}

    /// 1 where true, 0 elsewhere.
    record Indicate() implements LoopOperation {}

    /// What an operation of a body is in a loop; null if it has no place in one, since its operands or its result are
    /// rounded, of different kinds, or truth values that are known.
    static @Nullable LoopOperation of(Body body, int i) {
        var program = body.program;
        if (!(program.op(i) instanceof Pointwise op)) {
            return null;
        }
        int out = program.out(i);
        int first = program.in(i, 0);
        boolean isNative = isNative(body, out);
        boolean isMasked = body.kind(first) == SlotKind.BOOL && !body.isConstant(first);
        return switch (op.member()) {
            case UNARY -> isNative ? function(body.kind(out), ((Pointwise.Unary) op).fn()) : null;
            case BINARY -> isNative ? function(body.kind(out), ((Pointwise.Binary) op).fn()) : null;
            case COMPARE -> isNative(body, first) && isNative(body, program.in(i, 1))
                    ? new Compare(((Pointwise.Compare) op).relation())
                    : null;
            case SELECT -> isNative && isMasked ? new Choose() : null;
            case CAST -> isNative && isMasked ? new Indicate() : null;
        };
    }

    private static LoopOperation function(SlotKind kind, ScalarFn fn) {
        return kind == SlotKind.BOOL ? new Logical(fn) : new Apply(fn);
    }

    private static boolean isNative(Body body, int s) {
        return body.program.type(s).dtype() == body.kind(s).dtype();
    }
}
