package org.leibniz.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What arrays count for in the budget. That it is what the heap holds is [org.leibniz.MemoryTest]'s.
final class BudgetTest {
    private static final long MB = 1 << 20;

    /// What `-Xlog:gc+init` says for such heaps.
    @Test
    void regionsAreAsLargeAsG1ChoosesThem() {
        assertThat(Budget.region(64 * MB)).isEqualTo(MB);
        assertThat(Budget.region(1024 * MB)).isEqualTo(MB);
        assertThat(Budget.region(2048 * MB)).isEqualTo(MB);
        assertThat(Budget.region(2049 * MB)).isEqualTo(2 * MB);
        assertThat(Budget.region(5 * 1024 * MB)).isEqualTo(4 * MB);
        assertThat(Budget.region(500 * 1024 * MB)).isEqualTo(32 * MB);
    }

    @Test
    void anArrayOfMoreThanHalfARegionTakesWholeOnes() {
        assertThat(Budget.array(0, MB)).isZero();
        assertThat(Budget.array(MB / 2 - 16, MB)).isEqualTo(MB / 2 - 16);
        assertThat(Budget.array(MB / 2, MB)).isEqualTo(MB);
        assertThat(Budget.array(MB - 16, MB)).isEqualTo(MB);
        assertThat(Budget.array(MB, MB)).as("with its header it does not fit into one").isEqualTo(2 * MB);
        assertThat(Budget.array(new float[10])).isEqualTo(40);
        assertThat(Budget.array(new Object())).isZero();
    }
}
