package org.leibniz.cpu.generate;

import java.util.Random;
import java.util.stream.IntStream;
import org.leibniz.DType;
import org.leibniz.cpu.Body;
import org.leibniz.cpu.Code;
import org.leibniz.cpu.Kernel;
import org.leibniz.cpu.State;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Type;

/// Runs all of a small body, as a kernel does, on whole arrays: some sets of them in turn, since straight code has a
/// branch for each element, and none should look as if it always went the same way.
final class WholeRehearsal implements Rehearsal {
    /// So many sets.
    static final int SETS = 4;

    private final Code code;
    private final Kernel kernel;
    private final State[] sets = new State[SETS];
    private int next;

    WholeRehearsal(Body body, Code code) {
        this.code = code;
        this.kernel = new Kernel(body, IntStream.range(0, body.operands()).toArray(), 0);
        var random = new Random(1);
        for (int i = 0; i < SETS; i++) {
            sets[i] = new State(values(body, random), 1);
        }
    }

    /// The elements of the arrays that a rehearsal makes.
    static long elements(Body body) {
        long n = 0;
        var program = body.program;
        for (int k = 0; k < program.params(); k++) {
            n += program.type(k).shape().size();
        }
        return SETS * n;
    }

    private static Object[] values(Body body, Random random) {
        var program = body.program;
        Object[] values = new Object[body.operands()];
        for (int k = 0; k < program.params(); k++) {
            values[k] = random(program.type(k), random);
        }
        for (int k = 0; k < program.outputs(); k++) {
            values[program.params() + k] = Buffers.allocate(program.output(k).dtype(),
                    program.output(k).shape().size());
        }
        for (int k = 0; k < body.tables(); k++) {
            values[program.params() + program.outputs() + k] = body.table(k).get();
        }
        return values;
    }

    private static Object random(Type type, Random random) {
        int n = type.shape().size();
        var dtype = type.dtype();
        Object a = Buffers.allocate(dtype, n);
        for (int i = 0; i < n; i++) {
            if (dtype.isFloating()) {
                Buffers.setDouble(dtype, a, i, random.nextDouble(-2, 2));
            } else {
                Buffers.setLong(dtype, a, i, dtype == DType.BOOL ? random.nextInt(2) : random.nextInt(-4, 5));
            }
        }
        return a;
    }

    @Override
    public void run() {
        kernel.run(sets[next], code);
        next = (next + 1) % SETS;
    }

    @Override
    public void few(int turn) {
        kernel.run(sets[turn % SETS], code);
    }

    @Override
    public int ways() {
        return SETS;
    }
}
