package org.leibniz.simd;

// made of FloatLoop.java by Twins: change that
import org.leibniz.routine.SimdDoubles;

/// The loops over doubles beside the functions that the Vector API makes faster, each [Served] by what is fast now.
enum DoubleLoop {
    // element by element
    LESS, LESS_OR_EQUAL, EQUAL, NOT_EQUAL, SELECT,
    // one number of many, of one row or of each of some
    SUM, MAX, MIN, DOT, SUM_ROWS, MAX_ROWS, MIN_ROWS,
    // one row of some
    SUM_SLABS, MAX_SLABS, MIN_SLABS,
    // whole rows
    SPREAD, ADD_ROWS, ADD_AT,
    // matrices
    PRODUCT;

    private final Served<SimdDoubles, DoubleWork> served = new Server(this);

    /// What to run for `n` elements now: the loops of the Vector API, if this one is compiled, or plain ones.
    SimdDoubles of(int n) {
        return served.of(n);
    }

    /// Whether it makes one number of many.
    boolean isReduction() {
        return this == SUM || this == MAX || this == MIN || this == DOT;
    }

    private static final class Server extends Served<SimdDoubles, DoubleWork> {
        private final DoubleLoop loop;

        Server(DoubleLoop loop) {
            this.loop = loop;
        }

        @Override
        SimdDoubles plain() {
            return PLAIN.doubles();
        }

        @Override
        void prepare() {
            DoubleMixture.ONLY.stir();
        }

        @Override
        SimdDoubles fast() {
            return Fast.LOOPS;
        }

        @Override
        DoubleWork work() {
            return new DoubleWork();
        }

        @Override
        void once(SimdDoubles loops, DoubleWork work) {
            work.once(loop, loops);
        }

        @Override
        int calls() {
            return loop == PRODUCT ? 2 * super.calls() : super.calls(); // of all kinds of them
        }

        @Override
        void few(SimdDoubles loops, DoubleWork work, int turn) {
            work.few(loop, loops, turn);
        }

        @Override
        int ways() {
            return DoubleWork.ways(loop);
        }
    }

    /// The loops of the Vector API, apart, because the first touch of its classes takes milliseconds, which the thread
    /// in the background is to spend.
    private static final class Fast {
        static final SimdDoubles LOOPS = new VectorDoubles();
    }
}
