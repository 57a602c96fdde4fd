package org.leibniz.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Relation;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.transform.Control;
import org.leibniz.transform.Fun;

/// Random programs on numbers, vectors of three and arrays of seven that loops walk over: branches, counted loops and
/// others, scans both ways, all in each other, integers that wrap, and reads at positions that are computed.
final class SmallPrograms {
    private static final int WALKED = 7;

    private final Random r;
    private final DType dtype;
    private int left; // operations that may still be written

    private SmallPrograms(Random r) {
        this.r = r;
        this.dtype = r.nextInt(3) == 0 ? DType.FLOAT32 : DType.FLOAT64;
        this.left = 6 + r.nextInt(16);
    }

    /// What there is to compute with.
    private record Known(List<Value> numbers, List<Value> vectors, List<Value> walked, List<Value> ints) {
        Known copy() {
            return new Known(new ArrayList<>(numbers), new ArrayList<>(vectors), new ArrayList<>(walked),
                    new ArrayList<>(ints));
        }
    }

    /// A function of a number, a vector and an array, to a number and a vector.
    static ArrayPrograms.Written of(long seed) {
        var dtype = new SmallPrograms(new Random(seed)).dtype;
        Type[] types = {Type.scalar(dtype), new Type(dtype, Shape.of(3)), new Type(dtype, Shape.of(WALKED))};
        return new ArrayPrograms.Written(types, in -> new SmallPrograms(new Random(seed)).write(in));
    }

    private Value[] write(Value[] in) {
        var known = new Known(new ArrayList<>(List.of(in[0])), new ArrayList<>(List.of(in[1])),
                new ArrayList<>(List.of(in[2])), new ArrayList<>(List.of(whole(1 + r.nextInt(3)))));
        while (left > 0) {
            more(known, 2);
        }
        return new Value[]{known.numbers.getLast(), known.vectors.getLast().map(ScalarFn.TANH)};
    }

    private Value whole(int n) {
        return Value.literal(Type.scalar(DType.INT32), n);
    }

    private <T> T any(List<T> of) {
        return of.get(of.size() - 1 - Math.min(r.nextInt(of.size()), r.nextInt(of.size())));
    }

    private void more(Known k, int depth) {
        left--;
        switch (r.nextInt(depth == 0 ? 10 : 16)) {
            case 0, 1 -> k.numbers.add(function(any(k.numbers)));
            case 2, 3 -> k.numbers.add(two(any(k.numbers), any(k.numbers)));
            case 4 -> k.vectors.add(two(any(k.vectors), any(k.vectors)));
            case 5 -> k.vectors.add(function(any(k.vectors)));
            case 6 -> k.numbers.add(r.nextBoolean()
                    ? any(k.vectors).sum(Ints.of(0))
                    : any(k.vectors).reduce(Reducer.MAX, Ints.of(0)));
            case 7 -> k.vectors.add(any(k.numbers).broadcast(Shape.of(3)).mul(any(k.vectors).reverse(Ints.of(0))));
            case 8 -> k.numbers.add(any(k.walked).gather(0, 0, position(any(k.ints))));
            case 9 -> k.ints.add(r.nextBoolean()
                    ? any(k.ints).mul(any(k.ints)).add(any(k.ints)).mul(1 << 20 | 3)
                    : any(k.numbers).mul(100).cast(DType.INT32));
            case 10 -> k.vectors.add(product(any(k.vectors), any(k.vectors)));
            case 11, 12 -> branch(k, depth - 1);
            case 13, 14 -> loop(k, depth - 1);
            default -> scan(k, depth - 1);
        }
    }

    private Value position(Value i) {
        var n = Value.literal(i.type(), WALKED);
        return i.map(ScalarFn.MOD, n);
    }

    private Value function(Value x) {
        var fns = List.of(ScalarFn.SIN, ScalarFn.TANH, ScalarFn.SIGMOID, ScalarFn.SQUARE, ScalarFn.NEG, ScalarFn.ABS,
                ScalarFn.COS, ScalarFn.ATAN, ScalarFn.RELU, ScalarFn.SOFTPLUS, ScalarFn.ERF, ScalarFn.FLOOR);
        return x.map(fns.get(r.nextInt(fns.size())));
    }

    private Value two(Value a, Value b) {
        return switch (r.nextInt(6)) {
            case 0 -> a.add(b);
            case 1 -> a.sub(b.mul(0.5));
            case 2 -> a.mul(b).map(ScalarFn.TANH);
            case 3 -> a.div(b.mul(b).add(1));
            case 4 -> a.map(ScalarFn.MAX, b);
            default -> Value.select(a.compare(Relation.LT, b), a.mul(0.5), b.neg());
        };
    }

    /// A matrix of two vectors by a vector.
    private static Value product(Value a, Value b) {
        var m = a.reshape(Shape.of(3, 1)).mul(b.reshape(Shape.of(1, 3)));
        return m.matmul(b.reshape(Shape.of(3, 1))).reshape(Shape.of(3)).map(ScalarFn.TANH);
    }

    private void some(Known k, int depth) {
        for (int n = 1 + r.nextInt(4); n > 0; n--) {
            more(k, depth);
        }
    }

    private void branch(Known k, int depth) {
        long then = r.nextLong();
        long otherwise = r.nextLong();
        var of = any(k.numbers);
        Value[] y = Control.cond(of.compare(Relation.GT, r.nextDouble(-0.5, 0.8)), arm(k, then, depth),
                arm(k, otherwise, depth));
        k.numbers.add(y[0]);
        k.vectors.add(y[1]);
        k.ints.add(y[2]);
    }

    private Fun arm(Known k, long seed, int depth) {
        return x -> inside(k, seed, depth, inner -> new Value[]{inner.numbers.getLast(), inner.vectors.getLast(),
                inner.ints.getLast()});
    }

    private interface Results {
        Value[] of(Known k);
    }

    /// Part of a program with choices of its own, since a body may be traced several times.
    private Value[] inside(Known k, long seed, int depth, Results results) {
        var part = new SmallPrograms(new Random(seed), dtype);
        var inner = k.copy();
        part.some(inner, depth);
        return results.of(inner);
    }

    private SmallPrograms(Random r, DType dtype) {
        this.r = r;
        this.dtype = dtype;
    }

    private void loop(Known k, int depth) {
        long seed = r.nextLong();
        int most = r.nextInt(5);
        double limit = r.nextDouble(0.3, 2);
        Value[] y = Control.whileLoop(new Value[]{any(k.numbers), any(k.vectors), whole(0)},
                s -> s[2].compare(Relation.LT, most).map(ScalarFn.AND,
                        s[0].map(ScalarFn.ABS).compare(Relation.LT, limit)),
                s -> {
                    var outer = k.copy();
                    outer.numbers.add(s[0]);
                    outer.vectors.add(s[1]);
                    outer.ints.add(s[2]);
                    return inside(outer, seed, depth, inner -> new Value[]{
                            inner.numbers.getLast().mul(0.9).add(s[0].mul(0.1)), inner.vectors.getLast(),
                            s[2].add(1)});
                });
        k.numbers.add(y[0]);
        k.vectors.add(y[1]);
        k.ints.add(y[2]);
    }

    private void scan(Known k, int depth) {
        long seed = r.nextLong();
        var xs = any(k.walked);
        Value[] y = Control.scan(new Value[]{any(k.numbers)}, new Value[]{xs}, s -> {
            var outer = k.copy();
            outer.numbers.add(s[0]);
            outer.numbers.add(s[1]);
            return inside(outer, seed, depth,
                    inner -> new Value[]{inner.numbers.getLast().map(ScalarFn.SIN).add(s[0].mul(0.3)),
                            inner.numbers.getFirst().mul(s[1])});
        }, WALKED, r.nextBoolean());
        k.numbers.add(y[0]);
        k.walked.add(y[1]);
        if (r.nextBoolean()) {
            k.numbers.add(y[1].sum(Ints.of(0)));
        } else {
            k.walked.add(Value.bind1(new Movement.Reverse(Ints.of(0)), y[1]));
        }
    }
}
