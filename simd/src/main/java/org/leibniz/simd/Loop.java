package org.leibniz.simd;

import org.leibniz.routine.SimdLoops;

/// The loops beside the functions that the Vector API makes faster, each [Served] by what is fast now.
enum Loop {
    // choices
    FLOAT_LESS, FLOAT_LESS_OR_EQUAL, FLOAT_EQUAL, FLOAT_NOT_EQUAL, FLOAT_SELECT,
    // reductions and products
    FLOAT_SUM, FLOAT_MAX, FLOAT_MIN, FLOAT_DOT, FLOAT_PRODUCT,
    // the same of doubles
    DOUBLE_LESS, DOUBLE_LESS_OR_EQUAL, DOUBLE_EQUAL, DOUBLE_NOT_EQUAL, DOUBLE_SELECT,
    // reductions and products
    DOUBLE_SUM, DOUBLE_MAX, DOUBLE_MIN, DOUBLE_DOT, DOUBLE_PRODUCT;

    private final Served<SimdLoops> served = new Server(this);

    /// What to run for `n` elements now: the loops of the Vector API, if this one is compiled, or plain ones.
    SimdLoops of(int n) {
        return served.of(n);
    }

    private static final class Server extends Served<SimdLoops> {
        private final Loop loop;

        Server(Loop loop) {
            this.loop = loop;
        }

        @Override
        SimdLoops plain() {
            return PLAIN;
        }

        @Override
        SimdLoops fast() {
            return Fast.LOOPS;
        }

        @Override
        void once(SimdLoops loops, Work work) {
            loop.once(loops, work);
        }
    }

    /// The loops of the Vector API, apart, because the first touch of its classes takes milliseconds, which the thread
    /// in the background is to spend.
    private static final class Fast {
        static final SimdLoops LOOPS = new DoubleVectorLoops();
    }

    private void once(SimdLoops l, Work w) {
        switch (this) {
            case FLOAT_LESS -> l.less(w.floatX, w.floatY, w.c, Work.N);
            case FLOAT_LESS_OR_EQUAL -> l.lessOrEqual(w.floatX, w.floatY, w.c, Work.N);
            case FLOAT_EQUAL -> l.equal(w.floatX, w.floatY, w.c, Work.N);
            case FLOAT_NOT_EQUAL -> l.notEqual(w.floatX, w.floatY, w.c, Work.N);
            case FLOAT_SELECT -> l.select(w.c, w.floatX, w.floatX, w.floatY, Work.N);
            case FLOAT_SUM -> w.floatY[0] = l.sum(w.floatX, 0, Work.N);
            case FLOAT_MAX -> w.floatY[0] = l.max(w.floatX, 0, Work.N);
            case FLOAT_MIN -> w.floatY[0] = l.min(w.floatX, 0, Work.N);
            case FLOAT_DOT -> w.floatDots(l);
            case FLOAT_PRODUCT -> w.floatProducts(l);
            case DOUBLE_LESS -> l.less(w.doubleX, w.doubleY, w.c, Work.N);
            case DOUBLE_LESS_OR_EQUAL -> l.lessOrEqual(w.doubleX, w.doubleY, w.c, Work.N);
            case DOUBLE_EQUAL -> l.equal(w.doubleX, w.doubleY, w.c, Work.N);
            case DOUBLE_NOT_EQUAL -> l.notEqual(w.doubleX, w.doubleY, w.c, Work.N);
            case DOUBLE_SELECT -> l.select(w.c, w.doubleX, w.doubleX, w.doubleY, Work.N);
            case DOUBLE_SUM -> w.doubleY[0] = l.sum(w.doubleX, 0, Work.N);
            case DOUBLE_MAX -> w.doubleY[0] = l.max(w.doubleX, 0, Work.N);
            case DOUBLE_MIN -> w.doubleY[0] = l.min(w.doubleX, 0, Work.N);
            case DOUBLE_DOT -> w.doubleDots(l);
            case DOUBLE_PRODUCT -> w.doubleProducts(l);
        }
    }
}
