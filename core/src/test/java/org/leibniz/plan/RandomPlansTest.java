package org.leibniz.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.leibniz.cpu.Tiers;
import org.leibniz.fuzz.MatrixPrograms;
import org.leibniz.fuzz.Seeds;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Program;
import org.leibniz.plan.Graph.NodeKind;
import org.leibniz.plan.Groups.Unit;
import org.leibniz.reference.Reference;
import org.leibniz.transform.Simplify;

/// Plans of [MatrixPrograms] compute on the reference what the programs do; and they would not if the planner's law
/// were broken as it once was.
final class RandomPlansTest {
    private static final int PROGRAMS = 400;
    private static final int BY_A_BROKEN_LAW = 120;

    @Test
    void computeWhatTheProgramsDo() {
        Seeds.each("RandomPlansTest", PROGRAMS, seed -> {
            var program = MatrixPrograms.of(seed);
            var plan = Verify.plan(Plan.make(Simplify.of(program), Tiers.machine()));
            assertThat(difference(program, plan, seed)).as(() -> "of " + program + "\nplanned as " + plan).isEmpty();
        });
    }

    /// A plan can be made of any grouping, and looked at and run: of each node alone, of what [Fuse] made, before
    /// anything is computed again.
    @Test
    void computeWhatTheProgramsDoAtAnyStage() {
        Seeds.each("RandomPlansTest", PROGRAMS / 2, seed -> {
            var program = MatrixPrograms.of(seed);
            var graph = new Graph(Lower.of(Simplify.of(program), Tiers.machine()));
            var fused = Fuse.of(graph, Tiers.machine(), Law.FUSION);
            for (var groups : List.of(apart(graph), fused)) {
                var plan = Verify.plan(Build.of(graph, groups));
                assertThat(difference(program, plan, seed)).as(() -> "of " + program + "\nplanned as " + plan)
                        .isEmpty();
            }
        });
    }

    /// Nothing is fused: each node is a pass of its own.
    private static Groups apart(Graph g) {
        var units = new ArrayList<Unit>();
        int[] home = new int[g.p.slots()];
        Arrays.fill(home, -1);
        for (int s : g.order) {
            boolean task = g.kind[s] == NodeKind.RESULT;
            int end = s + (task ? g.p.results(g.maker[s]) : 1);
            Arrays.fill(home, s, end, units.size());
            units.add(new Unit(task ? -1 : g.elements(s), 0, Ints.range(s, end)));
        }
        return new Groups(units, Ints.of(home));
    }

    /// Of two passes of which one reads of the other, none could do the work of both: it would see elements that it has
    /// not met, or the plan would have a cycle or a body that is not in normal form. What is met is said element by
    /// element here.
    @Test
    void fuseWhatTheLawAllows() {
        int[] tried = new int[1];
        Seeds.each("RandomPlansTest", PROGRAMS / 2, seed -> {
            var program = MatrixPrograms.of(seed);
            var graph = new Graph(Lower.of(Simplify.of(program), Tiers.machine()));
            var fused = Fuse.of(graph, Tiers.machine(), Law.FUSION);
            var taken = fused.taken(graph);
            for (int u = 0; u < taken.size(); u++) {
                for (int k = 0; k < taken.get(u).size(); k++) {
                    int v = fused.home().get(taken.get(u).get(k));
                    var both = v < 0 ? null : asOne(fused, u, v);
                    if (both != null) {
                        tried[0]++;
                        assertThat(readsAsItComes(graph, both) && planned(graph, both) != null)
                                .as(() -> "of " + program + "\nfused as " + Build.of(graph, fused) + "\nand not "
                                        + both)
                                .isFalse();
                    }
                }
            }
        });
        assertThat(tried[0]).isPositive();
    }

    /// With two units as one, if they are kernels of the same size.
    private static @Nullable Groups asOne(Groups groups, int u, int v) {
        var a = groups.units().get(u);
        var b = groups.units().get(v);
        if (a.isTask() || b.isTask() || a.n() != b.n() || a.n() > Tiers.machine().block()) {
            return null;
        }
        var members = new BitSet();
        for (var unit : List.of(a, b)) {
            for (int k = 0; k < unit.members().size(); k++) {
                members.set(unit.members().get(k));
            }
        }
        var units = new ArrayList<>(groups.units());
        units.set(u, Unit.of(a.n(), Math.max(a.length(), b.length()), members));
        units.set(v, Unit.of(b.n(), 0, new BitSet()));
        int[] home = groups.home().toArray();
        for (int s = 0; s < home.length; s++) {
            home[s] = home[s] == v ? u : home[s];
        }
        return Groups.of(units, home);
    }

    private static boolean readsAsItComes(Graph g, Groups groups) {
        for (var unit : groups.units()) {
            for (int k = 0; k < unit.members().size(); k++) {
                int node = unit.members().get(k);
                for (var x : g.reads(node)) {
                    if (unit.members().contains(x.root()) && !unit.isTask()
                            && !isMet(g, unit, x, unit.isRow(g, node) && g.kind[node] != NodeKind.FOLD)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static boolean isMet(Graph g, Unit unit, Graph.Read x, boolean forRow) {
        boolean rowValue = unit.isRow(g, x.root());
        if (g.kind[x.root()] == NodeKind.FOLD && !rowValue || forRow && !rowValue) {
            return false;
        }
        int steps = forRow || !rowValue ? 1 : unit.length(); // elements of the space for one of the operand
        return x.view().size() == (forRow ? unit.n() / unit.length() : unit.n())
                && IntStream.range(0, x.view().size()).allMatch(i -> x.view().position(i) == i / steps);
    }

    private static @Nullable Program planned(Graph g, Groups groups) {
        try {
            return Verify.plan(Build.of(g, groups));
        } catch (IllegalStateException | IllegalArgumentException e) {
            return null;
        }
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
            var program = MatrixPrograms.of(seed);
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
                "RandomPlansTest: of " + BY_A_BROKEN_LAW + " plans by a broken law " + wrong + " are wrong and "
                        + refused + " refused");
        return new Found(wrong, refused);
    }

    private static String difference(Program program, Program plan, int seed) {
        Object[] in = MatrixPrograms.inputs(program, seed);
        var reference = new Reference();
        return MatrixPrograms.difference(reference.run(program, in), reference.run(plan, in));
    }
}
