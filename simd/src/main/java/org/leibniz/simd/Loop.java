package org.leibniz.simd;

import java.util.concurrent.atomic.AtomicBoolean;
import org.leibniz.routine.Background;
import org.leibniz.routine.PlainLoops;
import org.leibniz.routine.SimdLoops;

/// The loops that the Vector API makes faster, each with the question whether it is compiled yet.
///
/// Until the compiler has done with it, code with the Vector API is a thousand times slower than a plain loop, since every operation makes
/// an object: a block of 512 takes a millisecond or, on a busy machine, a hundred. So a loop is served by plain code at first. Once it has
/// seen some work, a thread in the background runs it on blocks of its own until it is clearly faster than the plain one, and only then it
/// serves. Both have the same bits, so nobody can tell but by the clock.
@SuppressWarnings("ImmutableEnumChecker") // the state is a cache: whether a loop is compiled shows in time only
enum Loop {
    // float32: exponentials and logarithms
    FLOAT_EXP, FLOAT_EXPM1, FLOAT_LOG, FLOAT_LOG1P,
    // circular functions
    FLOAT_SIN, FLOAT_COS, FLOAT_TAN, FLOAT_ASIN, FLOAT_ACOS, FLOAT_ATAN,
    // hyperbolic functions
    FLOAT_SINH, FLOAT_COSH, FLOAT_TANH, FLOAT_ASINH, FLOAT_ACOSH, FLOAT_ATANH,
    // roots and distributions
    FLOAT_CBRT, FLOAT_ERF, FLOAT_ERFC, FLOAT_BELL, FLOAT_NORMAL_CDF, FLOAT_SIGMOID, FLOAT_SOFTPLUS, FLOAT_LOG_SIGMOID,
    // two arguments
    FLOAT_POW, FLOAT_ATAN2,
    // choices
    FLOAT_LESS, FLOAT_LESS_OR_EQUAL, FLOAT_EQUAL, FLOAT_NOT_EQUAL, FLOAT_SELECT,
    // reductions and products
    FLOAT_SUM, FLOAT_MAX, FLOAT_MIN, FLOAT_DOT, FLOAT_PRODUCT,
    // float64: exponentials and logarithms
    DOUBLE_EXP, DOUBLE_EXPM1, DOUBLE_LOG, DOUBLE_LOG1P,
    // circular and hyperbolic functions
    DOUBLE_SIN, DOUBLE_COS, DOUBLE_SINH, DOUBLE_COSH, DOUBLE_TANH,
    // distributions
    DOUBLE_ERF, DOUBLE_ERFC, DOUBLE_BELL, DOUBLE_NORMAL_CDF, DOUBLE_SIGMOID, DOUBLE_SOFTPLUS, DOUBLE_LOG_SIGMOID,
    // choices
    DOUBLE_LESS, DOUBLE_LESS_OR_EQUAL, DOUBLE_EQUAL, DOUBLE_NOT_EQUAL, DOUBLE_SELECT,
    // reductions and products
    DOUBLE_SUM, DOUBLE_MAX, DOUBLE_MIN, DOUBLE_DOT, DOUBLE_PRODUCT;

    /// The elements that a loop sees before it is worth warming up.
    private static final int WORTH = 1 << 14;

    /// So many times in a row must a loop win to be taken for compiled.
    private static final int WINS = 10;

    /// How long a loop is warmed up at a stretch before the others have their turn.
    private static final long STRETCH_NANOS = 300_000_000L;

    /// After so many stretches a loop is given up: this machine, or virtual machine, does not compile it well.
    private static final int STRETCHES = 40;

    private static final SimdLoops PLAIN = new PlainLoops();

    /// Where loops wait for their turn; static fields of an enum are set after its constants.
    private static final Background BACKGROUND = new Background("leibniz-warm-up", Integer.MAX_VALUE);

    private volatile boolean compiled;

    private final AtomicBoolean asked = new AtomicBoolean();

    /// The stretches left; only the thread in the background touches it.
    private int stretches = STRETCHES;

    /// How many elements this loop has seen, about: threads may overwrite each other's counts.
    private int seen;

    /// What to run for `n` elements now: the loops of the Vector API, if this one is compiled, or plain ones.
    SimdLoops of(int n) {
        if (compiled) {
            return Fast.LOOPS;
        }
        seen += n;
        if (seen > WORTH && asked.compareAndSet(false, true)) {
            try {
                BACKGROUND.offer(this::warmUp);
            } catch (VirtualMachineError | LinkageError e) { // no memory or stack left for that: it may ask again
                seen = 0;
                asked.set(false);
            }
        }
        return PLAIN;
    }

    /// Whether the loop of the Vector API serves.
    boolean compiled() {
        return compiled;
    }

    /// One stretch. It has been one if there was no memory for it, too.
    private void warmUp() {
        boolean again = false;
        try {
            compiled = winsInAStretch();
            again = !compiled;
        } catch (VirtualMachineError e) {
            again = true;
            throw e;
        } finally {
            if (again && --stretches > 0) {
                BACKGROUND.offer(this::warmUp);
            }
        }
    }

    /// Runs the loop until it is faster than the plain one, or time is up.
    private boolean winsInAStretch() {
        Work work = new Work();
        long end = System.nanoTime() + STRETCH_NANOS;
        long plain = Long.MAX_VALUE;
        int wins = 0;
        while (wins < WINS && System.nanoTime() < end) {
            plain = Math.min(plain, nanos(PLAIN, work));
            wins = nanos(Fast.LOOPS, work) < plain ? wins + 1 : 0;
        }
        return wins == WINS;
    }

    private long nanos(SimdLoops loops, Work work) {
        long start = System.nanoTime();
        for (int i = 0; i < 8; i++) {
            runOnce(loops, work);
        }
        return System.nanoTime() - start;
    }

    /// The loops of the Vector API, apart, because the first touch of its classes takes milliseconds, which the thread in the background is
    /// to spend.
    private static final class Fast {
        static final SimdLoops LOOPS = new DoubleVectorLoops();
    }

    private void runOnce(SimdLoops l, Work w) {
        switch (this) {
            case FLOAT_EXP -> l.exp(w.x, w.y, Work.N);
            case FLOAT_EXPM1 -> l.expm1(w.x, w.y, Work.N);
            case FLOAT_LOG -> l.log(w.x, w.y, Work.N);
            case FLOAT_LOG1P -> l.log1p(w.x, w.y, Work.N);
            case FLOAT_SIN -> l.sin(w.x, w.y, Work.N);
            case FLOAT_COS -> l.cos(w.x, w.y, Work.N);
            case FLOAT_TAN -> l.tan(w.x, w.y, Work.N);
            case FLOAT_ASIN -> l.asin(w.x, w.y, Work.N);
            case FLOAT_ACOS -> l.acos(w.x, w.y, Work.N);
            case FLOAT_ATAN -> l.atan(w.x, w.y, Work.N);
            case FLOAT_SINH -> l.sinh(w.x, w.y, Work.N);
            case FLOAT_COSH -> l.cosh(w.x, w.y, Work.N);
            case FLOAT_TANH -> l.tanh(w.x, w.y, Work.N);
            case FLOAT_ASINH -> l.asinh(w.x, w.y, Work.N);
            case FLOAT_ACOSH -> l.acosh(w.x, w.y, Work.N);
            case FLOAT_ATANH -> l.atanh(w.x, w.y, Work.N);
            case FLOAT_CBRT -> l.cbrt(w.x, w.y, Work.N);
            case FLOAT_ERF -> l.erf(w.x, w.y, Work.N);
            case FLOAT_ERFC -> l.erfc(w.x, w.y, Work.N);
            case FLOAT_BELL -> l.bell(w.x, w.y, Work.N);
            case FLOAT_NORMAL_CDF -> l.normalCdf(w.x, w.y, Work.N);
            case FLOAT_SIGMOID -> l.sigmoid(w.x, w.y, Work.N);
            case FLOAT_SOFTPLUS -> l.softplus(w.x, w.y, Work.N);
            case FLOAT_LOG_SIGMOID -> l.logSigmoid(w.x, w.y, Work.N);
            case FLOAT_POW -> l.pow(w.x, w.x, w.y, Work.N);
            case FLOAT_ATAN2 -> l.atan2(w.x, w.x, w.y, Work.N);
            case FLOAT_LESS -> l.less(w.x, w.y, w.c, Work.N);
            case FLOAT_LESS_OR_EQUAL -> l.lessOrEqual(w.x, w.y, w.c, Work.N);
            case FLOAT_EQUAL -> l.equal(w.x, w.y, w.c, Work.N);
            case FLOAT_NOT_EQUAL -> l.notEqual(w.x, w.y, w.c, Work.N);
            case FLOAT_SELECT -> l.select(w.c, w.x, w.x, w.y, Work.N);
            case FLOAT_SUM -> w.y[0] = l.sum(w.x, 0, Work.N);
            case FLOAT_MAX -> w.y[0] = l.max(w.x, 0, Work.N);
            case FLOAT_MIN -> w.y[0] = l.min(w.x, 0, Work.N);
            case FLOAT_DOT -> w.floatDots(l);
            case FLOAT_PRODUCT -> w.floatProducts(l);
            case DOUBLE_EXP -> l.exp(w.dx, w.dy, Work.N);
            case DOUBLE_EXPM1 -> l.expm1(w.dx, w.dy, Work.N);
            case DOUBLE_LOG -> l.log(w.dx, w.dy, Work.N);
            case DOUBLE_LOG1P -> l.log1p(w.dx, w.dy, Work.N);
            case DOUBLE_SIN -> l.sin(w.dx, w.dy, Work.N);
            case DOUBLE_COS -> l.cos(w.dx, w.dy, Work.N);
            case DOUBLE_SINH -> l.sinh(w.dx, w.dy, Work.N);
            case DOUBLE_COSH -> l.cosh(w.dx, w.dy, Work.N);
            case DOUBLE_TANH -> l.tanh(w.dx, w.dy, Work.N);
            case DOUBLE_ERF -> l.erf(w.dx, w.dy, Work.N);
            case DOUBLE_ERFC -> l.erfc(w.dx, w.dy, Work.N);
            case DOUBLE_BELL -> l.bell(w.dx, w.dy, Work.N);
            case DOUBLE_NORMAL_CDF -> l.normalCdf(w.dx, w.dy, Work.N);
            case DOUBLE_SIGMOID -> l.sigmoid(w.dx, w.dy, Work.N);
            case DOUBLE_SOFTPLUS -> l.softplus(w.dx, w.dy, Work.N);
            case DOUBLE_LOG_SIGMOID -> l.logSigmoid(w.dx, w.dy, Work.N);
            case DOUBLE_LESS -> l.less(w.dx, w.dy, w.c, Work.N);
            case DOUBLE_LESS_OR_EQUAL -> l.lessOrEqual(w.dx, w.dy, w.c, Work.N);
            case DOUBLE_EQUAL -> l.equal(w.dx, w.dy, w.c, Work.N);
            case DOUBLE_NOT_EQUAL -> l.notEqual(w.dx, w.dy, w.c, Work.N);
            case DOUBLE_SELECT -> l.select(w.c, w.dx, w.dx, w.dy, Work.N);
            case DOUBLE_SUM -> w.dy[0] = l.sum(w.dx, 0, Work.N);
            case DOUBLE_MAX -> w.dy[0] = l.max(w.dx, 0, Work.N);
            case DOUBLE_MIN -> w.dy[0] = l.min(w.dx, 0, Work.N);
            case DOUBLE_DOT -> w.doubleDots(l);
            case DOUBLE_PRODUCT -> w.doubleProducts(l);
        }
    }

    /// Something to work on.
    private static final class Work {
        static final int N = 512;

        final float[] x = new float[N];

        final float[] y = new float[N];

        final double[] dx = new double[N];

        final double[] dy = new double[N];

        final boolean[] c = new boolean[N];

        private final float[] a = new float[50 * 50];

        private final float[] b = new float[50 * 50];

        private final double[] da = new double[50 * 50];

        private final double[] db = new double[50 * 50];

        Work() {
            for (int i = 0; i < N; i++) {
                x[i] = (i + 1f) / (N + 2);
                dx[i] = x[i];
            }
        }

        void floatDots(SimdLoops l) {
            y[0] = l.dot(x, 0, x, 0, N);
            l.dots(20, 50, a, 0, 50, x, 0, y, 0, 1, false);
            l.dots(5, 100, a, 0, 100, x, 0, y, 0, 1, true);
        }

        void doubleDots(SimdLoops l) {
            dy[0] = l.dot(dx, 0, dx, 0, N);
            l.dots(20, 50, da, 0, 50, dx, 0, dy, 0, 1, false);
            l.dots(5, 100, da, 0, 100, dx, 0, dy, 0, 1, true);
        }

        /// Every way that a product may take: narrow, wide and with edges, operands packed or not, as they lie and transposed, added or not, one
        /// row.
        void floatProducts(SimdLoops l) {
            l.product(50, 50, 32, a, 0, 32, 1, a, 0, 50, 1, b, 0, 50, false);
            l.product(20, 70, 32, a, 0, 32, 1, a, 0, 70, 1, b, 0, 70, true);
            l.product(50, 50, 32, a, 0, 1, 50, a, 0, 50, 1, b, 0, 50, true);
            l.product(50, 50, 32, a, 0, 32, 1, a, 0, 1, 32, b, 0, 50, false);
            l.product(50, 5, 32, a, 0, 32, 1, a, 0, 5, 1, b, 0, 5, false);
            l.product(50, 5, 32, a, 0, 1, 50, a, 0, 5, 1, b, 0, 5, false);
            l.product(1, 50, 50, a, 0, 1, 1, a, 0, 50, 1, b, 0, 50, false);
            l.product(1, 70, 32, a, 0, 1, 1, a, 0, 70, 1, b, 0, 70, true);
            l.product(12, 200, 12, a, 0, 12, 1, a, 0, 200, 1, b, 0, 200, false);
            l.product(12, 200, 12, a, 0, 1, 12, a, 0, 1, 12, b, 0, 200, true);
        }

        void doubleProducts(SimdLoops l) {
            l.product(50, 50, 32, da, 0, 32, 1, da, 0, 50, 1, db, 0, 50, false);
            l.product(20, 70, 32, da, 0, 32, 1, da, 0, 70, 1, db, 0, 70, true);
            l.product(50, 50, 32, da, 0, 1, 50, da, 0, 50, 1, db, 0, 50, true);
            l.product(50, 50, 32, da, 0, 32, 1, da, 0, 1, 32, db, 0, 50, false);
            l.product(50, 5, 32, da, 0, 32, 1, da, 0, 5, 1, db, 0, 5, false);
            l.product(50, 5, 32, da, 0, 1, 50, da, 0, 5, 1, db, 0, 5, false);
            l.product(1, 50, 50, da, 0, 1, 1, da, 0, 50, 1, db, 0, 50, false);
            l.product(1, 70, 32, da, 0, 1, 1, da, 0, 70, 1, db, 0, 70, true);
            l.product(12, 200, 12, da, 0, 12, 1, da, 0, 200, 1, db, 0, 200, false);
            l.product(12, 200, 12, da, 0, 1, 12, da, 0, 1, 12, db, 0, 200, true);
        }
    }
}
