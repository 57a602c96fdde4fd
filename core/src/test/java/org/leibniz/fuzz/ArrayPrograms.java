package org.leibniz.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Mark;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.transform.Control;
import org.leibniz.transform.Fun;

/// Random programs on arrays: parts of arrays beside sums of all and of rows, views of every kind, products, sorting,
/// positions, loops and branches; some parameters, several outputs. Mostly below 100 elements, some up to 6,000, so
/// that blocks end inside of rows and rows inside of blocks.
final class ArrayPrograms {
    private static final ScalarFn[] SMOOTH = {ScalarFn.SIN, ScalarFn.COS, ScalarFn.TANH, ScalarFn.SIGMOID,
            ScalarFn.SOFTPLUS,
            ScalarFn.ERF, ScalarFn.ATAN, ScalarFn.ASINH, ScalarFn.SQUARE, ScalarFn.NEG, ScalarFn.LOG_SIGMOID,
            ScalarFn.ERFC};
    private static final ScalarFn[] KINKED = {ScalarFn.ABS, ScalarFn.RELU, ScalarFn.FLOOR, ScalarFn.SIGN,
            ScalarFn.ROUND};
    private static final ScalarFn[] POSITIVE = {ScalarFn.LOG, ScalarFn.SQRT, ScalarFn.RSQRT, ScalarFn.RECIPROCAL,
            ScalarFn.LOG1P,
            ScalarFn.CBRT};
    private static final ScalarFn[] TWO = {ScalarFn.ADD, ScalarFn.SUB, ScalarFn.MUL, ScalarFn.MUL, ScalarFn.MAX,
            ScalarFn.MIN};
    private static final int[][] LARGE = {{513}, {1030}, {1024}, {5000}, {600, 3}, {3, 600}, {2, 512}, {512, 2},
            {20, 30}, {30, 20},
            {9, 128},
            {64, 64}, {70, 80}, {5, 513}, {513, 2}, {8, 8, 9}, {40, 5, 30}, {2, 3, 600}, {1, 700}, {700, 1}};

    private final Random r;
    private final DType dtype;
    private final Shape base;
    private final int most;
    private final ScalarFn[] favourites;
    private final List<Value> pool = new ArrayList<>();

    private ArrayPrograms(Random r) {
        this.r = r;
        int kind = r.nextInt(20);
        this.dtype = kind < 15
                ? DType.FLOAT64
                : kind < 18 ? DType.FLOAT32 : kind == 18 ? DType.FLOAT16 : DType.BFLOAT16;
        int size = r.nextInt(10);
        if (size == 0) {
            this.base = Shape.of(LARGE[r.nextInt(LARGE.length)]);
        } else {
            int[] d = new int[1 + r.nextInt(3)];
            int bound = size == 1 ? 500 : size < 5 ? 16 : 99;
            int product = 1;
            for (int i = 0; i < d.length; i++) {
                d[i] = 1 + r.nextInt(Math.max(1, Math.min(d.length == 1 ? bound : 12, bound / product)));
                product *= d[i];
            }
            this.base = Shape.of(d);
        }
        this.most = Math.max(100, 2 * base.size());
        this.favourites = new ScalarFn[]{one(SMOOTH), one(SMOOTH)};
    }

    /// The program of a seed: a function of values of some types.
    record Written(Type[] types, Fun f) {}

    /// The program of a seed.
    static Written of(long seed) {
        var writer = new ArrayPrograms(new Random(seed));
        var types = writer.types();
        return new Written(types, x -> {
            var again = new ArrayPrograms(new Random(seed)); // the same, however often it is traced
            again.types();
            return again.write(x);
        });
    }

    private Type[] types() {
        var types = new ArrayList<Type>();
        types.add(new Type(dtype, base));
        for (int more = r.nextInt(3); more > 0; more--) {
            types.add(new Type(dtype, switch (r.nextInt(4)) {
                case 0 -> base;
                case 1 -> Shape.SCALAR;
                case 2 -> base.slice(1, base.rank());
                default -> base.slice(0, base.rank() - 1);
            }));
        }
        return types.toArray(new Type[0]);
    }

    private Value[] write(Value[] in) {
        pool.addAll(List.of(in));
        for (int length = 2 + r.nextInt(base.size() > 400 ? 7 : 11); length > 0; length--) {
            add(step(pick()));
        }
        var out = new ArrayList<Value>();
        out.add(pool.getLast());
        for (int more = r.nextInt(4); more > 0; more--) {
            var v = pick();
            out.add(r.nextInt(3) == 0 ? total(v) : v);
        }
        return Value.array(out);
    }

    private void add(Value v) {
        if (v.shape().size() <= most && v.shape().rank() <= 5) {
            pool.add(v);
        }
    }

    // ---- choices

    private <T> T one(T[] of) {
        return of[r.nextInt(of.length)];
    }

    /// Often the same two in a program, so that what is computed once has several readers.
    private ScalarFn smooth() {
        return r.nextInt(4) == 0 ? one(SMOOTH) : favourites[r.nextInt(2)];
    }

    private Value pick() {
        return pool
                .get(r.nextInt(5) < 2 ? r.nextInt(pool.size()) : pool.size() - 1 - r.nextInt(Math.min(4, pool.size())));
    }

    private int axis(Value v) {
        return r.nextInt(v.shape().rank());
    }

    private Ints axes(Value v) {
        int n = v.shape().rank();
        int which = r.nextInt(4);
        if (which == 0 || n == 1) {
            return Ints.range(0, n);
        }
        if (which < 3) {
            return Ints.of(which == 1 ? n - 1 : r.nextInt(n));
        }
        int mask = 1 + r.nextInt((1 << n) - 1);
        int[] a = new int[Integer.bitCount(mask)];
        for (int i = 0, k = 0; i < n; i++) {
            if ((mask >> i & 1) == 1) {
                a[k++] = i;
            }
        }
        return Ints.of(a);
    }

    private Reducer reducer(int elements) {
        int k = r.nextInt(10);
        return k < 6 ? Reducer.SUM : k < 8 ? Reducer.MAX : k == 8 || elements > 8 ? Reducer.MIN : Reducer.PROD;
    }

    private static Value total(Value v) {
        return v.sum(Ints.range(0, v.shape().rank()));
    }

    /// Another value of a shape: as it is, or broadcast.
    private Value like(Value v) {
        for (int tries = 0; tries < 4; tries++) {
            var b = pick();
            if (b.shape().equals(v.shape())) {
                return b;
            }
            if (fits(b.shape(), v.shape())) {
                return b.broadcast(v.shape());
            }
            int lead = b.shape().rank();
            if (lead < v.shape().rank() && v.shape().slice(0, lead).equals(b.shape())) { // an element a row
                int[] d = new int[v.shape().rank()];
                for (int i = 0; i < d.length; i++) {
                    d[i] = i < lead ? b.shape().dim(i) : 1;
                }
                return b.reshape(Shape.of(d)).broadcast(v.shape());
            }
        }
        return total(pick()).mul(0.1).broadcast(v.shape());
    }

    private static boolean fits(Shape from, Shape to) {
        int lead = to.rank() - from.rank();
        for (int i = 0; lead >= 0 && i < from.rank(); i++) {
            if (from.dim(i) != 1 && from.dim(i) != to.dim(lead + i)) {
                return false;
            }
        }
        return lead >= 0;
    }

    private static Shape kept(Shape s, Ints axes) {
        int[] d = new int[s.rank()];
        for (int i = 0; i < d.length; i++) {
            d[i] = axes.contains(i) ? 1 : s.dim(i);
        }
        return Shape.of(d);
    }

    // ---- steps

    /// One more operation on a value. What stands in a list twice occurs twice as often; a new one comes last in its
    /// list.
    @FunctionalInterface
    private interface Step {
        Value of(ArrayPrograms p, Value v);
    }

    private static final List<Step> ELEMENTWISE = List.of(
            (p, v) -> v.map(p.smooth()),
            (p, v) -> v.map(p.smooth()),
            (p, v) -> v.map(ScalarFn.SQUARE).add(0.5).map(p.one(POSITIVE)),
            (p, v) -> v.map(p.one(TWO), p.like(v)),
            (p, v) -> v.map(p.one(TWO), p.like(v)),
            (p, v) -> v.map(p.one(TWO), p.like(v)),
            (p, v) -> v.mul(0.25 + p.r.nextInt(3)).add(0.1),
            (p, v) -> p.choice(v, p.like(v)),
            (p, v) -> v.map(p.one(KINKED)).add(v),
            (p, v) -> v.cast(v.dtype() == DType.FLOAT32 ? DType.FLOAT64 : DType.FLOAT32).add(0.25).cast(v.dtype()),
            (p, v) -> p.whole(v),
            (p, v) -> Value.bind1(new Mark.StopGradient(), v).map(ScalarFn.SIN).mul(v),
            (p, v) -> p.loop(v),
            (p, v) -> p.r.nextBoolean() ? p.branch(v) : p.solved(v),
            (p, v) -> p.truth(v),
            (p, v) -> total(v).mul(1.0 / v.shape().size()),
            (p, v) -> v.div(p.like(v).map(ScalarFn.SQUARE).add(0.5)),
            (p, v) -> v.mul(total(v).mul(0.1).broadcast(v.shape())).map(ScalarFn.TANH),
            (p, v) -> v.mul(p.iota(v.dtype(), v.shape().size()).mul(0.01).reshape(v.shape())),
            (p, v) -> p.columnsAndMore(v),
            (p, v) -> v.sub(p.like(v)).map(ScalarFn.SQUARE).mul(0.5));

    /// The same elements in other places. Like all that follow they want an axis.
    private static final List<Step> VIEWS = List.of(
            (p, v) -> p.part(v),
            (p, v) -> p.part(v),
            (p, v) -> p.aroundPart(v),
            (p, v) -> p.aroundPart(v),
            (p, v) -> v.reverse(Ints.of(p.axis(v))),
            (p, v) -> p.pad(v),
            (p, v) -> p.pad(v),
            (p, v) -> p.reshaped(v),
            (p, v) -> p.transposed(v),
            (p, v) -> p.joined(v));

    private static final List<Step> ALONG_AXES = List.of(
            (p, v) -> p.reduced(v, p.axes(v)),
            (p, v) -> p.reduced(v, p.axes(v)),
            (p, v) -> p.reduced(v, p.axes(v)),
            (p, v) -> p.back(v, p.axes(v)),
            (p, v) -> p.back(v, p.axes(v)),
            (p, v) -> p.gathered(v),
            (p, v) -> p.scattered(v),
            (p, v) -> Value.bind1(new Routine.CumSum(p.axis(v), p.r.nextBoolean()), v).mul(0.3),
            (p, v) -> Value.bind(new Routine.Sort(p.axis(v)), v)[0],
            (p, v) -> p.product(v),
            (p, v) -> p.product(v),
            (p, v) -> p.widened(v),
            (p, v) -> p.positions(v),
            (p, v) -> p.addedAt(v),
            (p, v) -> p.rows(v),
            (p, v) -> p.windows(v),
            (p, v) -> p.overlap(v));

    private Value step(Value v) {
        int kind = Seeds.choice(r, ELEMENTWISE.size() + VIEWS.size() + ALONG_AXES.size());
        var y = step(v,
                kind < ELEMENTWISE.size()
                        ? ELEMENTWISE
                        : kind < ELEMENTWISE.size() + VIEWS.size() ? VIEWS : ALONG_AXES);
        for (boolean more = r.nextInt(4) == 0; more && y.shape().rank() > 0
                && y.shape().size() > 0; more = r.nextInt(3) > 0) {
            y = step(y, VIEWS); // views of views
        }
        return y;
    }

    private Value step(Value v, List<Step> of) {
        if (v.shape().size() == 0) {
            return pick().mul(0.5);
        }
        if (v.shape().rank() == 0 && of != ELEMENTWISE) {
            int n = 1 + r.nextInt(4);
            return switch (r.nextInt(4)) {
                case 0 -> pad(v.reshape(Shape.of(1)));
                case 1 -> pad(v.reshape(Shape.of(1, 1)));
                case 2 -> v.broadcast(Shape.of(n));
                default -> v.mul(iota(v.dtype(), n).mul(0.3));
            };
        }
        return of.get(Seeds.choice(r, of.size())).of(this, v);
    }

    private Value iota(DType d, int n) {
        return Value.iota(new Type(d, Shape.of(n)), 0);
    }

    private Value choice(Value a, Value b) {
        var condition = a.compare(one(Relation.values()), r.nextBoolean() ? b : b.mul(0).add(0.3));
        return r.nextBoolean() ? Value.select(condition, a, b.mul(0.5)) : condition.cast(a.dtype()).mul(b);
    }

    private Value reduced(Value v, Ints axes) {
        int n = v.shape().size() / Math.max(1, kept(v.shape(), axes).size());
        var how = reducer(n);
        var y = v.reduce(how, axes);
        return how == Reducer.SUM && n > 4 ? y.mul(2.0 / n) : y;
    }

    /// Something with a reduction of itself: what softmax, normalization and centring have.
    private Value back(Value v, Ints axes) {
        var y = reduced(v, axes).reshape(kept(v.shape(), axes)).broadcast(v.shape());
        return switch (r.nextInt(4)) {
            case 0 -> v.sub(y).map(ScalarFn.EXP).map(ScalarFn.TANH);
            case 1 -> v.div(y.map(ScalarFn.SQUARE).add(1));
            case 2 -> v.mul(y);
            default -> v.sub(y);
        };
    }

    private Value part(Value v) {
        int axis = axis(v);
        int n = v.shape().dim(axis);
        int from = r.nextInt(n);
        if (r.nextInt(3) == 0) {
            return v.slice(axis, from, 1).reshape(v.shape().remove(axis));
        }
        int step = 1 + r.nextInt(3);
        int size = r.nextInt(30) == 0 ? 0 : 1 + r.nextInt(Math.max(1, (n - from + step - 1) / step));
        int[] start = new int[v.shape().rank()];
        int[] steps = new int[start.length];
        Arrays.fill(steps, 1);
        start[axis] = from;
        steps[axis] = size <= 1 ? 1 : step;
        return Value.bind1(
                new Movement.Slice(Ints.of(start), Ints.of(v.shape().with(axis, size).toArray()), Ints.of(steps)),
                v);
    }

    /// All beside one entry of it.
    private Value aroundPart(Value v) {
        int axis = axis(v);
        var entry = v.slice(axis, r.nextInt(v.shape().dim(axis)), 1).broadcast(v.shape());
        return r.nextBoolean() ? v.sub(entry) : v.mul(entry.add(0.5));
    }

    private Value pad(Value v) {
        int[] low = new int[v.shape().rank()];
        int[] high = new int[low.length];
        int[] interior = new int[low.length];
        for (int i = 0; i < low.length; i++) {
            if (r.nextInt(2) == 0) {
                low[i] = r.nextInt(3);
                high[i] = r.nextInt(3);
                interior[i] = r.nextInt(4) == 0 ? 1 + r.nextInt(2) : 0;
            }
        }
        return Value.bind1(new Movement.Pad(Ints.of(low), Ints.of(high), Ints.of(interior)), v);
    }

    private Value windows(Value v) {
        int axis = axis(v);
        int size = 1 + r.nextInt(Math.min(3, v.shape().dim(axis)));
        int dilation = 2 * size - 1 <= v.shape().dim(axis) ? 1 + r.nextInt(2) : 1;
        return Value.bind1(new Movement.Windows(Ints.of(axis), Ints.of(size), Ints.of(1 + r.nextInt(3)),
                Ints.of(dilation)), v);
    }

    /// Its last axis as windows over another one.
    private Value overlap(Value v) {
        if (v.shape().rank() < 2 || v.shape().size() == 0) {
            return v;
        }
        int axis = r.nextInt(v.shape().rank() - 1);
        int step = 1 + r.nextInt(3);
        int dilation = 1 + r.nextInt(2);
        int reach = (v.shape().dim(-1) - 1) * dilation + 1;
        int extent = (v.shape().dim(axis) - 1) * step + reach + r.nextInt(step);
        return Value.bind1(new Reduction.Overlap(Ints.of(axis), Ints.of(extent), Ints.of(step), Ints.of(dilation)), v)
                .mul(0.5);
    }

    private Value reshaped(Value v) {
        int n = v.shape().size();
        for (int k = 2 + r.nextInt(4); k < 8 && r.nextInt(3) > 0; k++) {
            if (n % k == 0) {
                return v.reshape(r.nextBoolean() ? Shape.of(k, n / k) : Shape.of(n / k, k));
            }
        }
        return v.reshape(r.nextInt(4) == 0 ? Shape.of(1, n) : Shape.of(n));
    }

    private Value transposed(Value v) {
        return v.moveAxis(axis(v), axis(v));
    }

    private Value joined(Value v) {
        int axis = axis(v);
        var b = pick();
        if (b.shape().rank() != v.shape().rank() || !b.dtype().equals(v.dtype())) {
            b = r.nextBoolean() ? like(v) : v.reverse(Ints.of(axis));
        }
        for (int i = 0; i < v.shape().rank(); i++) {
            if (i != axis && b.shape().dim(i) != v.shape().dim(i)) {
                b = like(v);
            }
        }
        return Value.bind1(new Routine.Concat(axis), r.nextBoolean() ? new Value[]{v, b} : new Value[]{b, v, v});
    }

    /// So many positions below a number.
    private Value some(int count, int below) {
        var i = Value.iota(new Type(DType.INT32, Shape.of(count)), 0).mul(1 + r.nextInt(5)).add(r.nextInt(7));
        return i.map(ScalarFn.MOD, Value.literal(i.type(), below));
    }

    private Value gathered(Value v) {
        int axis = axis(v);
        return v.gather(axis, 0, some(1 + r.nextInt(5), v.shape().dim(axis)));
    }

    private Value scattered(Value v) {
        int axis = axis(v);
        int size = 1 + r.nextInt(6);
        return Value.bind1(new Routine.Scatter(axis, 0, size, Reducer.SUM), some(v.shape().dim(axis), size), v);
    }

    private Value addedAt(Value v) {
        int axis = axis(v);
        int n = v.shape().dim(axis);
        var at = some(1 + r.nextInt(5), n);
        if (r.nextBoolean()) { // where each was met first
            return v.mul(Value.bind1(new Routine.First(0, n), some(n, n)).cast(v.dtype()).mul(0.1)
                    .reshape(Shape.of(n)).broadcast(v.moveAxis(axis, v.shape().rank() - 1).shape())
                    .moveAxis(v.shape().rank() - 1, axis));
        }
        return Value.bind1(new Routine.AddAt(axis, 0), v, at, like(v).gather(axis, 0, at).mul(0.5));
    }

    private Value product(Value v) {
        int n = v.shape().rank();
        if (n == 1) {
            var b = like(v);
            return r.nextBoolean()
                    ? v.dot(new Routine.Dot(Ints.of(), Ints.of(), Ints.of(0), Ints.of(0)), b).mul(0.1)
                    : v.shape().size() > 40
                            ? v
                            : v.dot(new Routine.Dot(Ints.of(), Ints.of(), Ints.of(), Ints.of()), b).map(ScalarFn.TANH);
        }
        if (v.shape().size() > 2000) {
            return v.mul(0.5);
        }
        var b = like(v);
        var axis = axis(v);
        return switch (r.nextInt(3)) {
            case 0 -> v.matmul(b.moveAxis(n - 1, n - 2)).mul(0.1);
            case 1 -> v.dot(new Routine.Dot(Ints.of(), Ints.of(), Ints.of(axis), Ints.of(axis)), b).mul(0.1);
            default ->
                v.dot(new Routine.Dot(Ints.of(axis), Ints.of(axis), Ints.range(axis == 0 ? 1 : 0, axis == 0 ? 2 : 1),
                        Ints.range(axis == 0 ? 1 : 0, axis == 0 ? 2 : 1)), b).mul(0.1);
        };
    }

    /// Each element as often as weights say, and perhaps summed again: rows that are longer than what they are made of.
    private Value widened(Value v) {
        int n = 2 + r.nextInt(4);
        var wide = v.reshape(v.shape().concat(Shape.of(1))).broadcast(v.shape().concat(Shape.of(n)));
        var weighted = wide.mul(iota(v.dtype(), n).mul(0.3).add(0.1)).map(smooth());
        return r.nextInt(3) == 0 ? weighted : v.map(ScalarFn.SIN).add(weighted.sum(Ints.of(v.shape().rank())));
    }

    /// One thing read by a sum of its columns and beside a sum of rows that are made of it.
    private Value columnsAndMore(Value v) {
        var y = v.map(smooth());
        var columns = y.shape().rank() == 0 ? y : y.sum(Ints.of(r.nextInt(y.shape().rank()))).mul(0.3);
        var wide = y.shape().concat(Shape.of(2 + r.nextInt(3)));
        var from = r.nextBoolean() ? y : v;
        var rows = from.reshape(y.shape().concat(Shape.of(1))).broadcast(wide).mul(iota(v.dtype(), wide.dim(-1)).add(1))
                .map(smooth())
                .sum(Ints.of(y.shape().rank()));
        add(columns);
        return r.nextBoolean() ? y.add(rows) : rows.mul(0.5).add(y);
    }

    private Value positions(Value v) {
        int axis = axis(v);
        var at = Value.bind1(new Routine.ArgReduce(r.nextBoolean(), axis), v);
        return r.nextBoolean()
                ? at.cast(v.dtype()).mul(0.1).add(v.reduce(Reducer.MAX, Ints.of(axis)))
                : v.gather(axis, 0,
                        at.reshape(Shape.of(at.shape().size())).slice(0, 0, Math.min(3, at.shape().size())));
    }

    /// Sums of rows and of columns of one thing.
    private Value rows(Value v) {
        if (v.shape().rank() < 2) {
            return v.sub(total(v).mul(0.1).broadcast(v.shape()));
        }
        var y = v.map(smooth());
        int n = v.shape().rank();
        return y.add(y.sum(Ints.of(0)).mul(0.1).broadcast(v.shape()))
                .add(y.sum(Ints.of(n - 1)).mul(0.2).reshape(v.shape().with(n - 1, 1)).broadcast(v.shape()));
    }

    /// Whole numbers on the way.
    private Value whole(Value v) {
        var narrow = r.nextInt(4) == 0;
        var i = v.map(ScalarFn.TANH).mul(5).map(ScalarFn.FLOOR).cast(narrow
                ? one(new DType[]{DType.INT8, DType.INT16, DType.UINT8})
                : r.nextBoolean() ? DType.INT32 : DType.INT64);
        var j = switch (r.nextInt(5)) {
            case 0 -> i.map(ScalarFn.MOD, Value.literal(i.type(), 3));
            case 1 -> i.mul(i).sub(Value.literal(i.type(), 2));
            case 2 ->
                narrow || i.shape().rank() == 0
                        ? i.neg()
                        : Value.bind1(new Routine.CumSum(i.shape().rank() - 1, false), i);
            case 3 -> i.map(ScalarFn.MAX, i.neg());
            default -> i.compare(Relation.GT, Value.literal(i.type(), 0)).cast(DType.INT32);
        };
        return j.cast(v.dtype()).mul(0.2).add(v);
    }

    /// Truth values on the way.
    private Value truth(Value v) {
        var a = v.compare(Relation.GT, 0.1);
        var b = like(v).compare(Relation.LT, 0.4);
        var c = switch (r.nextInt(4)) {
            case 0 -> a.map(ScalarFn.AND, b);
            case 1 -> a.map(ScalarFn.OR, b);
            case 2 -> a.map(ScalarFn.XOR, b).map(ScalarFn.NOT);
            default -> v.shape().rank() == 0
                    ? a
                    : a.reduce(r.nextBoolean() ? Reducer.MAX : Reducer.MIN, Ints.of(v.shape().rank() - 1))
                            .reshape(kept(v.shape(), Ints.of(v.shape().rank() - 1))).broadcast(v.shape());
        };
        return Value.select(c, v, v.map(ScalarFn.SIN));
    }

    private Value loop(Value v) {
        var fn = smooth();
        var w = like(v);
        if (v.shape().rank() > 0 && v.shape().dim(0) <= 6 && r.nextInt(3) > 0) {
            int n = v.shape().dim(0);
            var start = v.slice(0, 0, 1).reshape(v.shape().remove(0));
            var all = Control.scan(new Value[]{start}, new Value[]{v, w}, x -> {
                var next = x[0].mul(0.5).add(x[1]).map(fn).mul(0.7);
                return new Value[]{next, next.mul(x[2])};
            }, n, r.nextBoolean());
            return all[r.nextInt(2)];
        }
        int trips = 1 + r.nextInt(3);
        return Control.whileLoop(new Value[]{v, Value.literal(Type.scalar(DType.INT32), 0)},
                x -> x[1].compare(Relation.LT, Value.literal(Type.scalar(DType.INT32), trips)),
                x -> new Value[]{x[0].map(fn).mul(0.7).add(w.mul(0.1)), x[1].add(1)})[0];
    }

    private Value branch(Value v) {
        var fn = smooth();
        var w = like(v);
        return Control.cond(total(pick()).compare(Relation.GT, 0.2), () -> new Value[]{v.map(fn)},
                () -> new Value[]{w.mul(v).map(ScalarFn.SIN)})[0];
    }

    /// Systems with a matrix that is made of a value: itself, if it is square, else its rows by its rows.
    private Value solved(Value v) {
        int n = v.shape().rank();
        if (n < 2 || dtype.bytes() < 4 || v.shape().dim(n - 2) > 8) {
            return v.map(ScalarFn.TANH);
        }
        int k = v.shape().dim(n - 2);
        var square = v.shape().dim(n - 1) == k ? v : v.matmul(v.moveAxis(n - 1, n - 2)).mul(0.1);
        var eye = Value.iota(new Type(v.dtype(), Shape.of(k, k)), 0)
                .compare(Relation.EQ, Value.iota(new Type(v.dtype(), Shape.of(k, k)), 1))
                .cast(v.dtype()).mul(3 + k);
        var a = square.map(ScalarFn.TANH).add(eye.broadcast(square.shape()));
        return switch (r.nextInt(3)) {
            case 0 -> Value.bind1(new Routine.Solve(r.nextBoolean()), a, like(v));
            case 1 -> Value.bind1(new Routine.TriangularSolve(r.nextBoolean(), r.nextBoolean()), a, like(v));
            default -> Value.bind1(new Routine.Cholesky(), a.matmul(a.moveAxis(n - 1, n - 2)).mul(0.1));
        };
    }
}
