package org.leibniz.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.leibniz.cpu.Tiers;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Evaluator;
import org.leibniz.ir.Program;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.transform.Staging;

/// Random small programs with loops and branches, and their derivatives, for several examples and one: as methods of
/// Java from the first call on they have the bits that they have step by step, at NaN and infinities as well, and what
/// the reference has but for rounding.
final class SmallProgramsFuzzTest {
    private static final int PROGRAMS = 400;

    private int methods;
    private int withLoops;
    private int methodsWithLoops;

    @Test
    void agree() {
        int programs = Seeds.each("SmallProgramsFuzzTest", PROGRAMS, this::one);
        System.out.printf(
                "SmallProgramsFuzzTest: %,d programs, %d of them methods; %d with loops, %d of them methods%n",
                programs, methods, withLoops, methodsWithLoops);
        assertThat(methods).as("programs that are methods").isGreaterThan(programs * 3 / 4);
        assertThat(methodsWithLoops).as("programs with loops that are methods").isGreaterThan(withLoops * 3 / 4);
    }

    private void one(int seed) {
        var r = new Random(0x9E3779B97F4A7C15L * (seed + 1));
        var written = SmallPrograms.of(r.nextLong());
        var mode = Mode.any(r, 2);
        int n = written.types().length;
        Value[] in = new Value[n * (1 + mode.directions())];
        for (int i = 0; i < in.length; i++) {
            in[i] = random(written.types()[i % n], r);
        }
        var staged = Staging.jit(mode.of(written.f(), n), Value.types(in));
        var given = new ArrayList<Object[]>();
        Evaluator.with((p, x) -> {
            given.add(x);
            return zeros(p);
        }, () -> staged.call(in));
        var program = staged.program();
        var compiler = Tiers.generated();
        Object[] inputs = given.getFirst();
        check(program, inputs, mode, compiler);
        var oracle = new Oracle(program, inputs);
        var complaint = oracle.complaint(compiler.run(program, inputs));
        assertThat(complaint == null || oracle.isUndecided()).as(() -> mode + ": " + complaint + "\nof\n" + program)
                .isTrue();
        check(program, odd(program, inputs, r), mode, compiler);
        boolean isMethod = Tiers.isMethod(compiler, program);
        boolean loops = program.toString().contains("while") || program.toString().contains("scan");
        methods += isMethod ? 1 : 0;
        withLoops += loops ? 1 : 0;
        methodsWithLoops += loops && isMethod ? 1 : 0;
    }

    private static void check(Program program, Object[] inputs, Mode mode, Evaluator compiler) {
        Object[] expected = Tiers.library().run(program, inputs);
        for (int run = 0; run < 2; run++) {
            Object[] y = compiler.run(program, inputs);
            assertThat(Tiers.sameBits(expected, y)).as(() -> mode + ": other bits in\n" + program).isTrue();
        }
    }

    private static Object[] zeros(Program p) {
        Object[] out = new Object[p.outputs()];
        for (int i = 0; i < out.length; i++) {
            out[i] = Buffers.allocate(p.output(i).dtype(), p.output(i).shape().size());
        }
        return out;
    }

    private static Value random(Type type, Random r) {
        Object a = Buffers.allocate(type.dtype(), type.shape().size());
        for (int k = 0; k < type.shape().size(); k++) {
            Buffers.setDouble(type.dtype(), a, k, r.nextDouble(-1.5, 1.5));
        }
        return Value.of(type, a);
    }

    /// The same with what is special among numbers.
    private static Object[] odd(Program p, Object[] inputs, Random r) {
        double[] odd = {0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE,
                1e300};
        Object[] others = inputs.clone();
        for (int k = 0; k < others.length; k++) {
            var type = p.type(k);
            if (type.dtype().isFloating()) {
                others[k] = copy(others[k]);
                for (int i = 0; i < type.shape().size(); i++) {
                    if (r.nextInt(3) == 0) {
                        Buffers.setDouble(type.dtype(), others[k], i, odd[r.nextInt(odd.length)]);
                    }
                }
            }
        }
        return others;
    }

    private static Object copy(Object a) {
        return a instanceof double[] d ? d.clone() : ((float[]) a).clone();
    }
}
