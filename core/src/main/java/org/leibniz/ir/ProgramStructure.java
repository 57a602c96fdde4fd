package org.leibniz.ir;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.leibniz.memory.Remembered;
import org.leibniz.memory.Sized;

/// A program as [Extract] writes it, before its captured operands are numbered: what the [Cache] compares, so that a
/// trace that was met before is found without making a program of it.
final class ProgramStructure implements Sized {
    private final Type[] types; // of the parameters, captured values first
    private final int captures;
    private final Op[] ops;
    private final int count;
    private final int[] code; // for each operation: arity, operands; an operand below 0 is captured value -1 - operand
    private final int length;
    private final int[] outs;
    private final int hash;

    ProgramStructure(Type[] types, int captures, Op[] ops, int count, int[] code, int length, int[] outs) {
        this.types = types;
        this.captures = captures;
        this.ops = ops;
        this.count = count;
        this.code = code;
        this.length = length;
        this.outs = outs;
        int h = captures;
        for (var t : types) {
            h = 31 * h + t.hashCode();
        }
        for (int i = 0; i < count; i++) {
            h = 31 * h + ops[i].hashCode();
        }
        for (int i = 0; i < length; i++) {
            h = 31 * h + code[i];
        }
        this.hash = 31 * h + Arrays.hashCode(outs);
    }

    @Override
    public long bytes(Consumer<@Nullable Object> parts) {
        return 128 + 28L * types.length + 24L * count + 4L * (length + outs.length);
    }

    Program program() {
        int[][] operands = new int[count][];
        int at = 0;
        for (int i = 0; i < count; i++) {
            operands[i] = new int[code[at++]];
            for (int j = 0; j < operands[i].length; j++) {
                operands[i][j] = slot(code[at++]);
            }
        }
        int[] o = new int[outs.length];
        for (int i = 0; i < o.length; i++) {
            o[i] = slot(outs[i]);
        }
        return new Program(types, Arrays.copyOf(ops, count), operands, o);
    }

    private int slot(int raw) {
        return raw < 0 ? -1 - raw : captures + raw;
    }

    /// The same without spare room, to be kept.
    ProgramStructure trimmed() {
        return new ProgramStructure(types, captures, Arrays.copyOf(ops, count), count, Arrays.copyOf(code, length),
                length,
                outs);
    }

    @Override
    public boolean equals(Object o) {
        return this == o || o instanceof Remembered<?> e && e.isFoundBy(this)
                || o instanceof ProgramStructure k && hash == k.hash && captures == k.captures && count == k.count
                        && length == k.length
                        && Arrays.equals(code, 0, length, k.code, 0, length)
                        && Arrays.equals(ops, 0, count, k.ops, 0, count)
                        && Arrays.equals(outs, k.outs) && Arrays.equals(types, k.types);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
