package org.leibniz.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leibniz.transform.Calculus.array;
import static org.leibniz.transform.Calculus.difference;
import static org.leibniz.transform.Calculus.grad;
import static org.leibniz.transform.Calculus.jit;
import static org.leibniz.transform.Calculus.jvp;
import static org.leibniz.transform.Calculus.number;
import static org.leibniz.transform.Calculus.of;
import static org.leibniz.transform.Calculus.scalar;
import static org.leibniz.transform.Calculus.total;
import static org.leibniz.transform.Calculus.vmap;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.leibniz.Operations;
import org.leibniz.fuzz.Seeds;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Evaluator;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Mark;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Routine;
import org.leibniz.reference.Reference;
import org.leibniz.transform.Calculus.F;

/// Random programs with nested transformations: all mixtures of modes agree, and the first derivative agrees with
/// central differences. A program that looks at its values on the way has the same derivatives.
///
/// See [Seeds] for how many and which.
final class FuzzTest {
    /// Programs of a default run.
    private static final int PROGRAMS = 300;

    private int checked;
    private int live;
    private int trapped;

    @Test
    void compiled() {
        agree("compiled");
    }

    @Test
    void reference() {
        Evaluator.with(new Reference(), () -> {
            agree("reference");
            return true;
        });
    }

    /// The programs have every operation that a function can record. Others are written by transformations only.
    @Test
    @Tag("slow") // and says something about the programs, not about the code
    void everyOperationOccurs() {
        var met = new HashSet<Class<?>>();
        Evaluator compiler = Evaluator.current();
        Evaluator.with((program, in) -> {
            Operations.meet(program, met);
            return compiler.run(program, in);
        }, () -> {
            for (int seed = 0; seed < 300; seed++) {
                F f = RandomPrograms.program(seed, 4);
                check(seed, f, 0.7, number(jvp(f, scalar(1)).apply(scalar(0.7))));
            }
            return true;
        });
        var all = Operations.all();
        all.removeAll(List.of(Leaf.Input.class, Mark.Alias.class)); // what traces have only
        all.removeAll(
                List.of(Composite.Kernel.class, Composite.LinearCall.class, Mark.HookTangent.class,
                        Movement.Spread.class, Reduction.Collapse.class,
                        Routine.Either.class));
        assertThat(met)
                .as("operations in the programs of org.leibniz.transform.RandomPrograms: add a case to OPERATIONS")
                .containsAll(all);
    }

    private void agree(String test) {
        checked = live = trapped = 0;
        int programs = Seeds.each("FuzzTest#" + test, PROGRAMS, this::agree);
        assertThat(checked).as("programs that could be compared").isGreaterThanOrEqualTo(programs * 9 / 10);
        assertThat(trapped).as("lanes that met the NaN of a branch they do not take")
                .isLessThanOrEqualTo(1 + programs / 1000);
        assertThat(live).as("programs with first and second derivatives").isGreaterThanOrEqualTo(programs / 3);
    }

    private void agree(int seed) {
        F f = RandomPrograms.program(seed, 4);
        double x = 0.2 + new Random(seed).nextDouble();
        double forward = number(jvp(f, scalar(1)).apply(scalar(x)));
        if (!Double.isFinite(forward) || Math.abs(forward) > 1e6) {
            return;
        }
        checked++;
        double second = check(seed, f, x, forward);
        live += Math.abs(forward) > 1e-12 && Math.abs(second) > 1e-12 ? 1 : 0;
    }

    private double check(int seed, F f, double x, double forward) {
        var at = scalar(x);
        near(seed, "reverse", number(grad(f).apply(at)), forward);
        near(seed, "jit(grad)", number(jit(grad(f)).apply(at)), forward);
        near(seed, "grad(jit)", number(grad(jit(f)).apply(at)), forward);
        double half = number(grad(f).apply(scalar(x / 2)));
        var lanes = of(x, x / 2);
        double[] each = array(vmap(grad(f)).apply(lanes));
        lane(seed, "vmap(grad), lane 0", each[0], forward);
        lane(seed, "vmap(grad), lane 1", each[1], half);
        double[] together = array(grad(z -> total(vmap(f).apply(z))).apply(lanes));
        lane(seed, "grad(vmap), lane 0", together[0], forward);
        lane(seed, "grad(vmap), lane 1", together[1], half);
        double second = number(jvp(grad(f), scalar(1)).apply(at));
        near(seed, "reverse over reverse", number(grad(grad(f)).apply(at)), second);
        near(seed, "reverse over forward", number(grad(jvp(f, scalar(1))).apply(at)), second);
        near(seed, "forward over forward", number(jvp(jvp(f, scalar(1)), scalar(1)).apply(at)), second);
        F looking = RandomPrograms.looking(seed, 4);
        near(seed, "forward, looking", number(jvp(looking, scalar(1)).apply(at)), forward);
        near(seed, "reverse, looking", number(grad(looking).apply(at)), forward);
        near(seed, "vmap(grad), looking", array(vmap(grad(looking)).apply(of(x)))[0], forward);
        near(seed, "reverse over reverse, looking", number(grad(grad(looking)).apply(at)), second);
        near(seed, "reverse over forward, looking", number(grad(jvp(looking, scalar(1))).apply(at)), second);
        near(seed, "forward over reverse, looking", number(jvp(grad(looking), scalar(1)).apply(at)), second);
        double slope = difference(z -> number(f.apply(scalar(z))), x);
        if (Math.abs(slope) < 1e3 && !kinked(f, x)) {
            assertThat(forward).as("seed %d: central difference", seed).isCloseTo(slope,
                    org.assertj.core.data.Offset.offset(1e-3 * Math.max(1, Math.abs(slope))));
        }
        return second;
    }

    /// Where the function has a kink or a jump nearby, differences say nothing.
    private static boolean kinked(F f, double x) {
        double h = 1e-5;
        double a = number(f.apply(scalar(x - h)));
        double b = number(f.apply(scalar(x)));
        double c = number(f.apply(scalar(x + h)));
        return Math.abs(a - 2 * b + c) > 1e-7;
    }

    /// As [#near], but for the trap of every `where`: under vmap both branches of a cond are computed, and where the
    /// one that a lane does not take has an infinite derivative the product with zero is NaN. Such programs are rare,
    /// and counted.
    private void lane(int seed, String what, double value, double expected) {
        if (Double.isNaN(value)) {
            trapped++;
        } else {
            near(seed, what, value, expected);
        }
    }

    private static void near(int seed, String what, double value, double expected) {
        if (!Double.isFinite(expected)) {
            return;
        }
        assertThat(value).as("seed %d: %s", seed, what).isCloseTo(expected,
                org.assertj.core.data.Offset.offset(1e-8 * Math.max(1, Math.abs(expected))));
    }
}
