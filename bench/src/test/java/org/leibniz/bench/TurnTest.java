package org.leibniz.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.leibniz.bench.Comparison.Pair;

class TurnTest {
    @Test
    void whoBeginsChanges() {
        var order = new ArrayList<String>();
        for (int i = 0; i < 2; i++) {
            var turn = Turn.of(i, () -> order.add("base") ? 2.0 : 0, () -> order.add("now") ? 3.0 : 0);
            assertThat(turn.pair(x -> 10 * x)).isEqualTo(new Pair(20, 30));
        }
        assertThat(order).containsExactly("base", "now", "now", "base");
    }
}
