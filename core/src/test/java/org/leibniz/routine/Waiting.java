package org.leibniz.routine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waiting in tests of threads. An interrupt ends it and stays for whom it was meant.
final class Waiting {
    private Waiting() {}

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException early) {
            Thread.currentThread().interrupt();
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException early) {
            Thread.currentThread().interrupt();
        }
    }
}
