package org.leibniz.routine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ContestTest {
    /// Both sides do nothing for so many nanoseconds.
    private static final class Waits extends Contest {
        private final long champion;
        private final long challenger;
        private int few;
        private int early; // blocks of the challenger before the calls were made
        private int compiledAfter; // calls on a few elements in the second of two ways
        private boolean won;

        Waits(long champion, long challenger, int calls) {
            super(calls, 2);
            this.champion = champion;
            this.challenger = challenger;
        }

        private static void spin(long nanos) {
            long end = System.nanoTime() + nanos;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }

        @Override
        protected void few(int turn) {
            few++;
            spin(few < compiledAfter && turn % 2 == 1 ? 20_000 : 0);
        }

        @Override
        protected void championFew(int turn) {
            spin(1000);
        }

        @Override
        protected void champion() {
            spin(champion);
        }

        @Override
        protected void challenger() {
            early += few < 100 ? 1 : 0;
            spin(challenger);
        }

        @Override
        protected void won() {
            won = true;
        }

        /// All its turns, without the pauses between.
        ///
        /// @return the pauses together
        long run() {
            long pauses = 0;
            for (long pause = turn(); pause >= 0; pause = turn()) {
                assertThat(won).isFalse();
                pauses += pause;
            }
            return pauses;
        }
    }

    @Test
    void theFasterOneWinsOnceItHasHadItsCalls() {
        var contest = new Waits(40_000, 10_000, 100);
        contest.run();
        assertThat(contest.won).isTrue();
        assertThat(contest.early).isZero();
    }

    /// What wins on a block is called on until it is compiled in every way.
    @Test
    void theFasterOneWinsOnceItIsCompiledInEveryWay() {
        var contest = new Waits(40_000, 10_000, 100);
        contest.compiledAfter = 200;
        contest.run();
        assertThat(contest.won).isTrue();
        assertThat(contest.few).isGreaterThanOrEqualTo(200);
    }

    /// What is about as fast is given up after some seconds, in most of which nothing runs.
    @Test
    void theSlowerOneIsGivenUp() {
        givesUp(new Waits(20_000, 25_000, 100), 5_000_000_000L, 10_000_000_000L);
    }

    /// What is much slower may wait for a compiler that is busy, and is given up later.
    @Test
    void theMuchSlowerOneIsGivenUpLater() {
        givesUp(new Waits(2_000, 50_000, 100), 50_000_000_000L, 70_000_000_000L);
    }

    private static void givesUp(Waits contest, long from, long to) {
        long begin = System.nanoTime();
        long pauses = contest.run();
        assertThat(contest.won).isFalse();
        assertThat(pauses).isBetween(from, to);
        assertThat(System.nanoTime() - begin).isLessThan(pauses / 3);
    }
}
