package org.leibniz.routine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class TurnsTest {
    private final ConcurrentLinkedQueue<String> done = new ConcurrentLinkedQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);

    /// A task that says its name at each of its turns, and wants the next one after a pause.
    private final class Named implements Turns.Task {
        private final String name;
        private final long pause;
        private int left;

        Named(String name, int turns, long pause) {
            this.name = name;
            this.left = turns;
            this.pause = pause;
        }

        @Override
        public long turn() {
            done.add(name);
            return --left > 0 ? pause : OVER;
        }
    }

    private Turns.Task last() {
        return () -> {
            end.countDown();
            return Turns.Task.OVER;
        };
    }

    /// Has a task offer the others, so that all are in line before the next turn.
    private void run(Turns turns, List<Turns.Task> tasks) throws InterruptedException {
        turns.offer(() -> {
            tasks.forEach(turns::offer);
            return Turns.Task.OVER;
        });
        assertThat(end.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theFirstThatWantsATurnHasIt() throws InterruptedException {
        run(new Turns("leibniz-test"), List.of(new Named("a", 3, 0), new Named("b", 2, 0), last()));
        assertThat(done).containsExactly("a", "a", "a", "b", "b");
    }

    @Test
    void whileOneWaitsTheNextHasItsTurn() throws InterruptedException {
        run(new Turns("leibniz-test"), List.of(new Named("a", 2, 300_000_000), new Named("b", 2, 0), () -> {
            done.add("c");
            return done.size() < 5 ? 400_000_000 : last().turn();
        }));
        assertThat(done).containsExactly("a", "b", "b", "c", "a", "c");
    }

    @Test
    void aTaskThatFailsIsNotTheLast() throws InterruptedException {
        run(new Turns("leibniz-test"), List.of(() -> {
            done.add("a");
            throw new OutOfMemoryError("what a test throws");
        }, last()));
        assertThat(done).containsExactly("a");
    }

    @Test
    void aTaskThatComesWhileAllWaitIsNotKeptWaiting() throws InterruptedException {
        var turns = new Turns("leibniz-test");
        var waits = new CountDownLatch(1);
        turns.offer(() -> {
            waits.countDown();
            return 60_000_000_000L;
        });
        assertThat(waits.await(10, TimeUnit.SECONDS)).isTrue();
        turns.offer(last());
        assertThat(end.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
