package org.leibniz.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.leibniz.Operations;
import org.leibniz.cpu.Tiers;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Evaluator;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Mark;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Routine;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.plan.Plans;
import org.leibniz.transform.Staging;

/// Random programs on arrays, their derivatives to third order, for many examples and jitted, on every tier against the
/// reference.
///
/// See [Seeds] for how many and which. A failure says the seed, the smallest program that was found to fail in the same
/// mode, and what it gave.
final class TiersFuzzTest {
    /// Programs of a default run.
    private static final int PROGRAMS = 3000;
    /// The most elements that the operations of a derived program may compute.
    private static final long MOST = 400_000;

    private static final Evaluator PLANS = new Plans();
    private static final Map<String, Evaluator> TIERS = new LinkedHashMap<>();

    static {
        TIERS.put("library loops", Tiers.library());
        TIERS.put("generated loops", Tiers.generated());
        TIERS.put("loops with the Vector API", Tiers.vectors());
    }

    private boolean undecidedNow;
    private int undecided;
    private int large;

    /// The same without JUnit.
    static void main(String[] args) {
        new TiersFuzzTest().all();
    }

    @Test
    void agreeWithTheReference() {
        all();
    }

    /// The programs have every operation that can be written in one, so that a new one gets a case in [ArrayPrograms].
    @Test
    @Tag("slow") // and says something about the programs, not about the code
    void everyOperationOccurs() {
        var met = new HashSet<Class<?>>();
        for (int seed = 0; seed < PROGRAMS; seed++) {
            var written = ArrayPrograms.of(seed);
            Operations.meet(Staging.jit(written.f(), written.types()).program(), met);
        }
        var all = Operations.all();
        all.removeAll(List.of(Leaf.Input.class, Mark.Alias.class)); // what traces have only
        all.removeAll(
                List.of(Composite.Call.class, Composite.Kernel.class, Composite.Custom.class,
                        Composite.LinearCall.class, Mark.Restated.class,
                        Movement.Spread.class,
                        Reduction.Collapse.class,
                        Routine.Either.class));
        // Of the user, and equal to the reference bit by bit.
        all.removeAll(List.of(Mark.Hook.class, Mark.HookTangent.class, Routine.RandomBits.class));
        assertThat(met)
                .as("operations in the programs of org.leibniz.fuzz.ArrayPrograms: add a case to one of its lists")
                .containsAll(all);
    }

    private void all() {
        int programs = Seeds.each("TiersFuzzTest", PROGRAMS, this::one);
        System.out.printf("TiersFuzzTest: %,d programs, of which %d too large and %d hang on a rounding%n", programs,
                large, undecided);
        assertThat(undecided).as("programs of which nothing could be said").isLessThan(5 + programs / 20);
        assertThat(large).as("derived programs that were too large").isLessThan(5 + programs / 10);
    }

    /// A derived program and what it is run on: numbers that the function was written with come last.
    private record Derived(Program program, Object[] inputs) {}

    private void one(int seed) {
        var r = new Random(0x9E3779B97F4A7C15L * (seed + 1));
        var written = ArrayPrograms.of(r.nextLong());
        var mode = Mode.any(r, written.types()[0].shape().size() > 400 ? 2 : 3);
        var derived = derived(written, mode, r);
        if (work(derived.program) > MOST) {
            large++;
            return;
        }
        var what = what(derived.program, derived.inputs);
        if (what == null) {
            undecided += undecidedNow ? 1 : 0;
            return;
        }
        var small = Shrink.of(derived.program, p -> what(p, derived.inputs) != null);
        throw new AssertionError("in mode \"" + mode.word() + "\": " + what(small, derived.inputs) + "\nof\n" + small);
    }

    private static Derived derived(ArrayPrograms.Written written, Mode mode, Random r) {
        int n = written.types().length;
        Value[] in = new Value[n * (1 + mode.directions())];
        for (int i = 0; i < in.length; i++) {
            in[i] = random(written.types()[i % n], r);
        }
        var staged = Staging.jit(mode.of(written.f(), n), Value.types(in));
        var inputs = new ArrayList<Object[]>();
        Evaluator.with((p, x) -> {
            inputs.add(x);
            return zeros(p);
        }, () -> staged.call(in));
        return new Derived(staged.program(), inputs.getFirst());
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

    /// What is wrong with a program, null if nothing is.
    private @Nullable String what(Program p, Object[] in) {
        undecidedNow = false;
        var oracle = new Oracle(p, in);
        var evaluators = new LinkedHashMap<>(TIERS);
        evaluators.put("the plan on the reference", PLANS);
        Object[] first = null;
        for (var each : evaluators.entrySet()) {
            Object[] y;
            try {
                y = each.getValue().run(p, in);
            } catch (RuntimeException e) {
                return each.getKey() + ": " + e;
            }
            var complaint = oracle.complaint(y);
            if (complaint != null && !oracle.isUndecided()) {
                return each.getKey() + ": " + complaint;
            }
            undecidedNow |= complaint != null;
            first = first == null ? y : first;
            if (each.getValue() != PLANS && !Tiers.sameBits(first, y)) { // the reference adds in another order
                return each.getKey() + ": other bits than " + TIERS.keySet().iterator().next() + " have";
            }
        }
        return null;
    }

    /// The elements that all operations make, those of loops counted once.
    private static long work(Program p) {
        long n = 0;
        for (int s = 0; s < p.slots(); s++) {
            n += 20 + (p.type(s).isStack() ? 0 : p.type(s).shape().size());
        }
        return n;
    }
}
