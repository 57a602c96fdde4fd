package org.leibniz.simd;

import org.leibniz.routine.SimdFloats;

/// The loops over floats beside the functions that the Vector API makes faster, each [Served] by what is fast now.
enum FloatLoop {
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

    private final Served<SimdFloats, FloatWork> served = new Server(this);

    /// What to run for `n` elements now: the loops of the Vector API, if this one is compiled, or plain ones.
    SimdFloats of(int n) {
        return served.of(n);
    }

    /// Whether it makes one number of many.
    boolean isReduction() {
        return this == SUM || this == MAX || this == MIN || this == DOT;
    }

    private static final class Server extends Served<SimdFloats, FloatWork> {
        private final FloatLoop loop;

        Server(FloatLoop loop) {
            this.loop = loop;
        }

        @Override
        SimdFloats plain() {
            return PLAIN.floats();
        }

        @Override
        void prepare() {
            FloatMixture.ONLY.stir();
        }

        @Override
        SimdFloats fast() {
            return Fast.LOOPS;
        }

        @Override
        FloatWork work() {
            return new FloatWork();
        }

        @Override
        void once(SimdFloats loops, FloatWork work) {
            work.once(loop, loops);
        }

        @Override
        int calls() {
            return loop == PRODUCT ? 2 * super.calls() : super.calls(); // of all kinds of them
        }

        @Override
        void few(SimdFloats loops, FloatWork work, int turn) {
            work.few(loop, loops, turn);
        }

        @Override
        int ways() {
            return FloatWork.ways(loop);
        }
    }

    /// The loops of the Vector API, apart, because the first touch of its classes takes milliseconds, which the thread
    /// in the background is to spend.
    private static final class Fast {
        static final SimdFloats LOOPS = new VectorFloats();
    }
}
