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
        return new Access("a step", ints(reads), ints(writes), false, new int[0]);
    }

    private static boolean isSound(int[] array, List<Access> steps, int... outputs) {
        return PlanCheck.isSound(array, GIVEN, steps, outputs, array.length);
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(i -> i).toArray();
    }

    private static void fails(String why, int[] array, List<Access> steps, int... outputs) {
        assertThatIllegalStateException().isThrownBy(() -> isSound(array, steps, outputs))
                .withMessageContaining(why);
    }

    /// Or no plan is checked in this run of the tests.
    @Test
    void assertionsAreOn() {
        assertThat(Executable.class.desiredAssertionStatus()).isTrue();
    }

    @Test
    void whatIsReadWasWrittenOrGiven() {
        assertThat(isSound(OWN, List.of(step(List.of(0), List.of(2)), step(List.of(1, 2), List.of(3))),
                3, 0))
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
        assertThat(isSound(shared,
                List.of(step(List.of(0), List.of(2)), step(List.of(2), List.of()), step(List.of(1), List.of(3)),
                        step(List.of(3), List.of(4))),
                4)).isTrue();
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
                List.of(step(List.of(0), List.of(2)),
                        new Access("a call", new int[]{2}, new int[]{3}, true, new int[0])),
                3);
    }

    /// Value 2 has the array of value 0, which was given up: array 1, where array 0 is one of the runs'.
    @Test
    void whatWasGivenUpIsReadBeforeItIsWrittenOver() {
        int[] taken = {1, -1, 1, -1, -1};
        var over = new Access("a kernel", new int[]{0, 1}, new int[]{2}, false, new int[]{0});
        assertThat(PlanCheck.isSound(taken, GIVEN, List.of(over, step(List.of(2), List.of(3))), new int[]{2, 3}, 1))
                .isTrue();
        assertThatIllegalStateException()
                .isThrownBy(() -> PlanCheck.isSound(taken, GIVEN, List.of(over, step(List.of(0), List.of(3))),
                        new int[]{2, 3}, 1))
                .withMessageContaining("reads value 0 after value 2 was written over it");
        assertThatIllegalStateException()
                .isThrownBy(() -> PlanCheck.isSound(taken, GIVEN, List.of(step(List.of(0), List.of(2))), new int[]{2},
                        1))
                .withMessageContaining("over value 0, which it reads");
    }
}
