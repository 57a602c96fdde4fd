package org.leibniz.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leibniz.cpu.Tiers;
import org.leibniz.fuzz.Seeds;
import org.leibniz.ir.Program;
import org.leibniz.reference.Reference;
import org.leibniz.transform.Simplify;

/// Plans of [RandomPlans] compute on the reference what the programs do; and they would not if the planner's law were broken as it once was.
final class RandomPlansTest {
    private static final int PROGRAMS = 400;
    private static final int BY_A_BROKEN_LAW = 120;

    @Test
    void computeWhatTheProgramsDo() {
        Seeds.each("RandomPlansTest", PROGRAMS, seed -> {
            var program = RandomPlans.of(seed);
            var plan = Verify.plan(Plan.make(Simplify.of(program), Tiers.machine()));
            assertThat(difference(program, plan, seed)).as(() -> "of " + program + "\nplanned as " + plan).isEmpty();
        });
    }

    /// A plan can be made of any grouping, and looked at and run: of each node alone, of what [Fuse] made, before anything is computed again.
    @Test
    void computeWhatTheProgramsDoAtAnyStage() {
        Seeds.each("RandomPlansTest", PROGRAMS / 2, seed -> {
            var program = RandomPlans.of(seed);
            var graph = new Graph(Lower.of(Simplify.of(program), Tiers.machine()));
            var fused = Fuse.of(graph, Tiers.machine(), Law.FUSION);
            for (var groups : List.of(Groups.apart(graph), fused)) {
                var plan = Verify.plan(Build.of(graph, groups));
                assertThat(difference(program, plan, seed)).as(() -> "of " + program + "\nplanned as " + plan).isEmpty();
            }
        });
    }

    /// A number with zeros around it has as many elements as rows that it could be spread over, and is no spread.
    @Test
    void wouldNoticeASpreadThatIsNotExact() {
        var found = found(new Law() {
            @Override
            boolean spreads(int n, int length, int size, View v) {
                return length > 0 && size * (long) length == n && v.size() == n;
            }
        });
        assertThat(found.wrong).as("plans that compute something else, %d refused", found.refused).isPositive();
    }

    /// Units of which each reads the other.
    @Test
    void wouldNoticeThatUnitsWaitForEachOther() {
        var found = found(new Law() {
            @Override
            boolean waits(BitSet before, int other) {
                return false;
            }
        });
        assertThat(found.refused).as("plans that no order can run, %d wrong", found.wrong).isPositive();
    }

    private record Found(int wrong, int refused) {}

    private static Found found(Law broken) {
        int wrong = 0;
        int refused = 0;
        for (int seed = 0; seed < BY_A_BROKEN_LAW; seed++) {
            var program = RandomPlans.of(seed);
            Program plan;
            try {
                plan = Plan.make(Simplify.of(program), Tiers.machine(), broken);
            } catch (IllegalStateException e) {
                refused++;
                continue;
            }
            wrong += difference(program, plan, seed).isEmpty() ? 0 : 1;
        }
        System.out.println(
                "RandomPlansTest: of " + BY_A_BROKEN_LAW + " plans by a broken law " + wrong + " are wrong and " + refused + " refused");
        return new Found(wrong, refused);
    }

    private static String difference(Program program, Program plan, int seed) {
        Object[] in = RandomPlans.inputs(program, seed);
        var reference = new Reference();
        return RandomPlans.difference(reference.run(program, in), reference.run(plan, in));
    }
}
