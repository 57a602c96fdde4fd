package org.leibniz.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.leibniz.cpu.PlanCheck.Access;

/// What the check of a plan finds. Values 0 and 1 are given.
final class PlanCheckTest {
    private static final int[] OWN = {-1, -1, -1, -1, -1};
    private static final boolean[] GIVEN = {true, true, false, false, false};

    private static Access step(List<Integer> reads, List<Integer> writes) {
        return new Access("a step", ints(reads), ints(writes), false);
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(i -> i).toArray();
    }

    private static void fails(String why, int[] array, List<Access> steps, int... outputs) {
        assertThatIllegalStateException().isThrownBy(() -> PlanCheck.isSound(array, GIVEN, steps, outputs))
                .withMessageContaining(why);
    }

    /// Or no plan is checked in this run of the tests.
    @Test
    void assertionsAreOn() {
        assertThat(Executable.class.desiredAssertionStatus()).isTrue();
    }

    @Test
    void whatIsReadWasWrittenOrGiven() {
        assertThat(PlanCheck.isSound(OWN, GIVEN, List.of(step(List.of(0), List.of(2)), step(List.of(1, 2), List.of(3))),
                new int[]{3, 0}))
                .isTrue();
        fails("reads value 2 before", OWN, List.of(step(List.of(1, 2), List.of(3)), step(List.of(0), List.of(2))), 3);
        fails("reads value 2 before", OWN, List.of(step(List.of(2), List.of(2))), 2);
        fails("the caller reads value 4 before", OWN, List.of(step(List.of(0), List.of(2))), 4);
        fails("reads value -1", OWN, List.of(step(List.of(-1), List.of(2))), 2);
    }

    @Test
    void nothingIsWrittenTwice() {
        fails("there already", OWN, List.of(step(List.of(0), List.of(2)), step(List.of(1), List.of(2))), 2);
        fails("there already", OWN, List.of(step(List.of(0), List.of(1))), 1);
    }

    @Test
    void noArrayIsWrittenWhileItsValueIsStillToBeRead() {
        int[] shared = {-1, -1, 0, 0, -1};
        assertThat(PlanCheck.isSound(shared, GIVEN,
                List.of(step(List.of(0), List.of(2)), step(List.of(2), List.of()), step(List.of(1), List.of(3)),
                        step(List.of(3), List.of(4))),
                new int[]{4})).isTrue();
        fails("after value 3 was written over it", shared,
                List.of(step(List.of(0), List.of(2)), step(List.of(1), List.of(3)), step(List.of(2, 3), List.of(4))),
                4);
        fails("over value 2, which it reads", shared,
                List.of(step(List.of(0), List.of(2)), step(List.of(2), List.of(3))));
        fails("to one array", shared, List.of(step(List.of(0), List.of(2, 3))));
    }

    @Test
    void whatOutlivesTheRunHasAnArrayOfItsOwn() {
        int[] shared = {-1, -1, 0, -1, -1};
        fails("whose array is used again", shared, List.of(step(List.of(0), List.of(2))), 2);
        fails("whose array is used again", shared,
                List.of(step(List.of(0), List.of(2)), new Access("a call", new int[]{2}, new int[]{3}, true)), 3);
    }
}
