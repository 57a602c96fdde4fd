package org.leibniz.cpu;

import java.util.Arrays;
import org.leibniz.ir.ScalarFn;

/// Runs the loops of a body on a block of its own: all that computes but the functions of [org.leibniz.routine.SimdLoops], which are compiled apart.
final class Rehearsal {
    private static final Object[] NO_FOLDS = {};

    private final Kernel.Body body;
    private final Frame frame;
    private final Object[] values;
    private final int n;

    Rehearsal(Kernel kernel, Kernel.Body body) {
        this.n = kernel.blockLength();
        this.body = new Kernel.Body(loops(body.code()), body.loads(), body.stores(), body.moves(), body.folds(), body.loops(), body.slots(),
                body.rowLength());
        this.frame = Frame.of(body, n);
        this.values = values(body, n);
    }

    private static int[] loops(int[] code) {
        int[] kept = new int[code.length];
        int length = 0;
        for (int pc = 0; pc < code.length; pc += Code.WIDTH) {
            int op = code[pc];
            if (op == Code.FUSED || op < Code.COMPARE && !Loops.isTranscendental(ScalarFn.values()[code[pc + 1]])) {
                System.arraycopy(code, pc, kept, length, Code.WIDTH);
                length += Code.WIDTH;
            }
        }
        return Arrays.copyOf(kept, length);
    }

    /// Arrays that loops may read and write in place.
    private static Object[] values(Kernel.Body body, int n) {
        int count = 0;
        int room = n;
        for (var load : body.loads()) {
            count = Math.max(count, load.value + 1);
            room = Math.max(room, load.isInPlace() ? load.offset() + n : 0);
        }
        for (var store : body.stores()) {
            count = Math.max(count, store.value() + 1);
        }
        Object[] arrays = new Object[Kind.values().length];
        Object[] values = new Object[count];
        for (var load : body.loads()) {
            if (load.isInPlace()) {
                values[load.value] = array(load.kind, arrays, room);
            }
        }
        for (var store : body.stores()) {
            values[store.value()] = array(store.kind(), arrays, room);
        }
        return values;
    }

    /// One for each kind.
    private static Object array(Kind kind, Object[] arrays, int room) {
        if (arrays[kind.ordinal()] == null) {
            arrays[kind.ordinal()] = kind.allocate(room);
        }
        return arrays[kind.ordinal()];
    }

    /// Runs the loops once.
    void run() {
        Code.run(body, frame, values, NO_FOLDS, 0, n);
    }

    /// The time of some runs.
    long nanos() {
        long start = System.nanoTime();
        for (int i = 0; i < 8; i++) {
            run();
        }
        return System.nanoTime() - start;
    }
}
