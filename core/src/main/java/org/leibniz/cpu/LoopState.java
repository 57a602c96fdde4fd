package org.leibniz.cpu;

import java.util.BitSet;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Program;

/// The state of a loop that goes from array to array: each trip may write the state after it where the state before it
/// was, if nothing else has that. The first trip is given copies, so that all of it is the loop's own.
final class LoopState {
    private final Composite.Loop loop;
    private final BitSet own = new BitSet(); // parameters of the body

    LoopState(Composite.Loop loop) {
        this.loop = loop;
        int[] value = PlanArrays.of(loop.body());
        int[] makers = loop.body().makers();
        for (int k = 0; k < loop.carry(); k++) {
            own.set(loop.consts() + k, isAlone(value, makers, k));
        }
        for (boolean changes = true; changes;) {
            changes = false;
            for (int k = 0; k < loop.carry(); k++) {
                int v = value[loop.body().outSlot(k)]; // made, or part of the state before, which must be its own, too
                if (own.get(loop.consts() + k) && v < loop.body().params() && !own.get(v)) {
                    own.clear(loop.consts() + k);
                    changes = true;
                }
            }
        }
    }

    /// Whether a part of the state is a large array that is no other result.
    private boolean isAlone(int[] value, int[] makers, int part) {
        var body = loop.body();
        var type = body.output(part);
        int v = value[body.outSlot(part)];
        boolean isOwn = v >= body.params()
                ? PlanArrays.isNew(body, makers[v], value)
                : v >= loop.consts() && v < loop.consts() + loop.carry();
        return isOwn && !type.isStack() && type.shape().size() > Tiling.BLOCK && isOnlyOnce(body, value, part);
    }

    private static boolean isOnlyOnce(Program body, int[] value, int output) {
        for (int k = 0; k < body.outputs(); k++) {
            if (k != output && value[body.outSlot(k)] == value[body.outSlot(output)]) {
                return false;
            }
        }
        return true;
    }

    /// The parameters of the body whose arrays a trip may write to.
    BitSet own() {
        return own;
    }

    /// Has the operands of the first trip be the loop's own.
    void begin(Backend backend, Object[] body) {
        for (int i = own.nextSetBit(0); i >= 0; i = own.nextSetBit(i + 1)) {
            body[i] = backend.write(Buffers.copy(loop.body().type(i).dtype(), backend.read(body[i])));
        }
    }
}
