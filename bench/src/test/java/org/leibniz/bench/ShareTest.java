package org.leibniz.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShareTest {
    @Test
    void workersThatHaveNothingToDoHaveNoShare() {
        var share = Share.of(() -> Clock.round(Rows.named("affine").make().jitted(), 0.1));
        assertThat(share.nanos()).isPositive();
        assertThat(share.workers()).isLessThan(0.01);
    }

    @Test
    void workersThatWorkHaveOne() {
        var product = Rows.named("matmul_1024").make().jitted();
        assertThat(Share.of(() -> Clock.round(product, 0.5)).workers()).isBetween(0.02, 1.05);
    }
}
