package org.leibniz.cpu;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Program;
import org.leibniz.ir.Relation;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// Library loops, generated loops and those with the Vector API have the same bits.
final class TierTest {
    private final Random random = new Random(11);

    private void check(Program p, boolean special) {
        Object[] in = Samples.inputs(p, random, special);
        Object[] zero = Tiers.library().run(p, in);
        for (var compiler : List.of(Tiers.generated(), Tiers.vectors())) {
            for (int run = 0; run < 2; run++) {
                Object[] one = compiler.run(p, in);
                for (int i = 0; i < zero.length; i++) {
                    assertTrue(Samples.sameBits(zero[i], one[i]), "output " + i + " of " + p);
                }
            }
        }
    }

    /// Random chains of all functions.
    @Test
    void chains() {
        for (var dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64, DType.FLOAT16)) {
            for (var shape : List.of(Shape.of(), Shape.of(5), Shape.of(100), Shape.of(512), Shape.of(3, 400),
                    Shape.of(60, 70))) {
                for (int seed = 0; seed < 6; seed++) {
                    var r = new Random(seed);
                    check(chain(new Type(dtype, shape), r, 40), seed % 2 == 0);
                }
            }
        }
    }

    private static Program chain(Type type, Random r, int length) {
        return Program.of(in -> {
            Value[] v = new Value[length];
            v[0] = in[0];
            v[1] = in[1];
            v[2] = in[2].broadcast(type.shape());
            for (int i = 3; i < length; i++) {
                v[i] = next(v[i - 1 - r.nextInt(Math.min(i, 6))], v[r.nextInt(i)], v[i - 1], r);
            }
            var last = v[length - 1];
            int n = type.shape().rank();
            return new Value[]{last, v[length / 2], last.sum(Ints.range(0, n)), n == 0 ? last : last.sum(Ints.of(0))};
        }, type, type, Type.scalar(type.dtype()));
    }

    private static Value next(Value a, Value b, Value c, Random r) {
        int k = r.nextInt(12);
        if (k == 0) {
            return Value.select(a.compare(Relation.values()[r.nextInt(6)], b), b, c);
        }
        if (k == 1) {
            return a.mul(2);
        }
        if (k == 2) {
            return a.add(Value.literal(a.type(), -1));
        }
        while (true) {
            var fn = ScalarFn.values()[r.nextInt(ScalarFn.values().length)];
            boolean division = fn == ScalarFn.FLOOR_DIV || fn == ScalarFn.MOD || fn == ScalarFn.REM;
            if (fn.accepts(a.dtype()) && (a.dtype().isFloating() || !division)) {
                return fn.arity() == 1 ? a.map(fn) : a.map(fn, b);
            }
        }
    }

    /// Long runs without anything between them.
    @Test
    void longRuns() {
        for (var shape : List.of(Shape.of(3), Shape.of(2000))) {
            var type = new Type(DType.FLOAT32, shape);
            check(Program.of(in -> {
                Value x = in[0];
                Value y = in[1];
                for (int i = 0; i < 150; i++) {
                    Value z = x.mul(y).sub(x);
                    x = y;
                    y = z.map(ScalarFn.MAX, x.neg());
                }
                return new Value[]{x, y};
            }, type, type), false);
        }
    }

    /// Reading through views between the operations.
    @Test
    void views() {
        var type = new Type(DType.FLOAT64, Shape.of(40, 30));
        check(Program.of(in -> {
            var t = in[1].transposed();
            var s = in[0].mul(t).add(in[2].broadcast(type.shape()));
            var u = s.sub(in[0].reverse(Ints.of(1))).mul(s);
            var p = Value.bind1(new Movement.Pad(Ints.of(1, 0), Ints.of(0, 0), Ints.of(0, 0)), in[0].slice(0, 0, 39));
            return new Value[]{u.mul(p), u.sum(Ints.of(0)), u.sum(Ints.of(1)), u.sum(Ints.of(0, 1))};
        }, type, new Type(DType.FLOAT64, Shape.of(30, 40)), new Type(DType.FLOAT64, Shape.of(30))), false);
    }

    /// Operands that are read where they lie, from an offset on, and results of large kernels that are read again.
    @Test
    void inPlace() {
        for (int n : new int[]{600, 1000, 5001}) {
            var type = new Type(DType.FLOAT32, Shape.of(n));
            check(Program.of(in -> {
                var head = in[0].slice(0, 0, n - 1);
                var tail = in[0].slice(0, 1, n - 1);
                var difference = tail.sub(head.mul(head));
                var sum = difference.add(in[1].slice(0, 0, n - 1)).map(ScalarFn.RELU);
                return new Value[]{difference, sum, sum.map(ScalarFn.EXP).mul(difference),
                        sum.mul(tail).sum(Ints.of(0))};
            }, type, type), true);
        }
    }

    /// Operands with padding at their ends are read in place inside it, but for what a fold takes; some are all padding
    /// where others are none, or have it between their elements.
    @Test
    void padding() {
        for (int n : new int[]{600, 1000, 1500, 5001, 100_000}) {
            for (int pad : new int[]{1, 3, 511, 512, 513, n / 3, n - 1, n}) {
                var type = new Type(DType.FLOAT64, Shape.of(n));
                var shorter = new Type(DType.FLOAT64, Shape.of(Math.max(n - pad, 0)));
                check(Program.of(in -> {
                    var difference = padded(in[0], pad, 0, 0).sub(padded(in[0], 0, pad, 0));
                    return new Value[]{difference, difference.mul(in[1])};
                }, shorter, type), false);
                check(Program.of(in -> new Value[]{padded(in[0], pad, 0, 0).add(in[1])}, shorter, type), false);
                check(Program.of(in -> {
                    var both = padded(in[0], pad / 2, pad - pad / 2, 0);
                    return new Value[]{both.mul(both).add(in[1])};
                }, shorter, type), false);
                check(Program.of(in -> {
                    var sum = padded(in[0], pad, 0, 0).add(in[1].mul(in[2].broadcast(type.shape())));
                    return new Value[]{sum.mul(in[1]), sum.sum(Ints.of(0))};
                }, shorter, type, new Type(DType.FLOAT64, Shape.of())), false);
            }
            var half = new Type(DType.FLOAT64, Shape.of(n / 2));
            check(Program.of(in -> new Value[]{padded(in[0], 1, 0, 1).mul(in[1].reverse(Ints.of(0)))}, half,
                    new Type(DType.FLOAT64, Shape.of(n / 2 * 2))), false);
        }
    }

    private static Value padded(Value x, int low, int high, int interior) {
        return Value.bind1(new Movement.Pad(Ints.of(low), Ints.of(high), Ints.of(interior)), x);
    }

    /// A kernel that has worked for a while is given its loops in the background, and nothing changes but the time.
    @Test
    void earnedLoops() throws InterruptedException {
        var type = new Type(DType.FLOAT32, Shape.of(100_000));
        var p = Program.of(
                in -> new Value[]{in[0].mul(in[1]).sub(in[0]).mul(in[1]).map(ScalarFn.MAX, in[0]).add(in[1])}, type,
                type);
        Object[] in = Samples.inputs(p, random, true);
        var compiler = Tiers.provided();
        Object first = compiler.run(p, in)[0];
        assertFalse(compiler.executable(p).toString().contains("generated"));
        long end = System.nanoTime() + 30_000_000_000L;
        while (!compiler.executable(p).toString().contains("generated")) {
            assertTrue(System.nanoTime() < end, "no loops after 30 seconds");
            assertTrue(Samples.sameBits(first, compiler.run(p, in)[0]));
            Thread.sleep(1);
        }
        assertTrue(Samples.sameBits(first, compiler.run(p, in)[0]));
    }
}
