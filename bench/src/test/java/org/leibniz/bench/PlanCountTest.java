package org.leibniz.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.leibniz.cpu.Here;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Evaluator;
import org.leibniz.ir.Program;
import org.leibniz.plan.Plan;
import org.leibniz.transform.Simplify;

/// How many passes over memory and routines the rows become, and how many of these are different, so that no change of
/// the planner costs one unseen.
class PlanCountTest {
    @ParameterizedTest
    @CsvSource({"rosen1k, 2, 0, 2", "mlp, 13, 10, 18", "bs, 1, 0, 1", "hess, 2, 2, 4", "pinn, 12, 45, 18",
            "cnn, 28, 15, 41",
            "gpt, 49, 43, 51", "embed, 10, 9, 13"})
    void noMoreThan(String row, int kernels, int routines, int bodies) {
        var plan = Plan.make(Simplify.of(largest(Rows.named(row).make().jitted())), Here.machine());
        var different = new ArrayList<Program>();
        for (int i = 0; i < plan.size(); i++) {
            if (plan.op(i) instanceof Composite.Kernel(var body, var _)
                    && different.stream().noneMatch(b -> b == body)) {
                assertThat(different).as("equal bodies are one object").doesNotContain(body);
                different.add(body);
            }
        }
        System.out.printf("PlanCountTest: %s %d kernels, %d routines, %d bodies%n", row, Plan.kernels(plan),
                Plan.routines(plan),
                different.size());
        assertThat(Plan.kernels(plan)).as("kernels of %s", row).isLessThanOrEqualTo(kernels);
        assertThat(Plan.routines(plan)).as("routines of %s", row).isLessThanOrEqualTo(routines);
        assertThat(different.size()).as("different bodies of %s", row).isLessThanOrEqualTo(bodies);
    }

    /// The largest program that a call runs, which computes nothing here.
    private static Program largest(Supplier<?> call) {
        var programs = new ArrayList<Program>();
        Evaluator.with((program, inputs) -> {
            programs.add(program);
            Object[] zeros = new Object[program.outputs()];
            for (int i = 0; i < zeros.length; i++) {
                zeros[i] = Buffers.allocate(program.output(i).dtype(), program.output(i).shape().size());
            }
            return zeros;
        }, call);
        return programs.stream().max(Comparator.comparingInt(Program::size)).orElseThrow();
    }
}
