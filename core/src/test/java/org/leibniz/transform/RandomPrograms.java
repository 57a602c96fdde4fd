package org.leibniz.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leibniz.transform.Calculus.cond;
import static org.leibniz.transform.Calculus.grad;
import static org.leibniz.transform.Calculus.ints;
import static org.leibniz.transform.Calculus.jit;
import static org.leibniz.transform.Calculus.jvp;
import static org.leibniz.transform.Calculus.list;
import static org.leibniz.transform.Calculus.loop;
import static org.leibniz.transform.Calculus.of;
import static org.leibniz.transform.Calculus.scalar;
import static org.leibniz.transform.Calculus.sin;
import static org.leibniz.transform.Calculus.tanh;
import static org.leibniz.transform.Calculus.total;
import static org.leibniz.transform.Calculus.vmap;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.leibniz.DType;
import org.leibniz.NoValueException;
import org.leibniz.Shape;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Op;
import org.leibniz.ir.Op.Reducer;
import org.leibniz.ir.Op.Relation;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.transform.Calculus.F;

/// Random scalar programs for the fuzz test: scalar functions, every operation on small tensors, nested transformations, control flow and custom
/// rules, all of which capture what was computed before them.
final class RandomPrograms {
    private static final ScalarFn[] SMOOTH = {ScalarFn.SIN, ScalarFn.COS, ScalarFn.TANH, ScalarFn.SIGMOID, ScalarFn.SOFTPLUS,
            ScalarFn.LOG_SIGMOID,
            ScalarFn.ERF, ScalarFn.ATAN, ScalarFn.ASINH, ScalarFn.SQUARE, ScalarFn.NEG, ScalarFn.ERFC};
    private static final ScalarFn[] POSITIVE = {ScalarFn.LOG, ScalarFn.SQRT, ScalarFn.RSQRT, ScalarFn.RECIPROCAL, ScalarFn.LOG1P,
            ScalarFn.CBRT};
    static final int KINDS = 42;

    private RandomPrograms() {}

    /// The program of a seed.
    static F program(long seed, int depth) {
        return x -> build(new Random(seed), depth, new ArrayList<>(List.of(x, scalar(0.6))), false);
    }

    /// The same program, which looks at every value that it computes and that has one.
    static F looking(long seed, int depth) {
        return x -> build(new Random(seed), depth, new ArrayList<>(List.of(x, scalar(0.6))), true);
    }

    private static void look(Value v) {
        try {
            assertThat(v.data()).isNotNull();
        } catch (NoValueException _) {
            // below a placeholder of jit, vmap or a body
        }
    }

    private static Value build(Random r, int depth, List<Value> env, boolean looks) {
        if (depth == 0) {
            return env.get(r.nextInt(env.size()));
        }
        int kind = r.nextInt(KINDS);
        long inner = r.nextLong();
        Value at = env.get(r.nextInt(env.size()));
        Value other = env.get(r.nextInt(env.size()));
        F sub = v -> {
            var e = new ArrayList<>(env);
            e.add(v);
            e.add(v);
            return build(new Random(inner), depth - 1, e, looks);
        };
        Value q = kind < 18
                ? nested(kind, r, depth, env, sub, at, other, looks)
                : operation(kind - 18, build(new Random(inner), depth - 1, env, looks), at, other);
        if (looks) {
            look(q);
        }
        env.add(q);
        return q.mul(0.9).add(env.get(0).mul(0.1));
    }

    /// Arithmetic, and transformations of functions that capture.
    private static Value nested(int kind, Random r, int depth, List<Value> env, F sub, Value at, Value other, boolean looks) {
        return switch (kind) {
            case 0, 1 -> sub.apply(at).map(SMOOTH[r.nextInt(SMOOTH.length)]);
            case 2 -> sub.apply(at).map(ScalarFn.SQUARE).add(0.5).map(POSITIVE[r.nextInt(POSITIVE.length)]);
            case 3 -> sub.apply(at).mul(build(r, depth - 1, env, looks));
            case 4 -> sub.apply(at).add(build(r, depth - 1, env, looks));
            case 5 -> sub.apply(at).sub(other).mul(0.7);
            case 6 -> sub.apply(at).div(other.map(ScalarFn.SQUARE).add(1));
            case 7, 8 -> grad(sub).apply(at);
            case 9 -> jvp(sub, other).apply(at);
            case 10 -> jit(sub).apply(at);
            case 11 -> total(vmap(sub).apply(at.broadcast(Shape.of(2))));
            case 12 -> cond(other.compare(Relation.GT, 0.5), sub, z -> sin(z).mul(at), at);
            case 13 ->
                loop(c -> c[1].compare(Relation.LT, 2.5), c -> list(tanh(sub.apply(c[0])).add(other), c[1].add(1)), at, scalar(0))[0];
            case 14 -> total(Control.scan(list(at), list(of(.3, .9, 1.2).mul(other)),
                    c -> list(tanh(sub.apply(c[0]).mul(c[1])), c[0].mul(at)), 3, false)[1]);
            case 15 -> CustomRule.vjp(z -> list(sin(z[0]).mul(z[1])), list(sub.apply(at), other),
                    z -> list(z[3].mul(z[0].map(ScalarFn.COS)).mul(z[1]), z[3].mul(sin(z[0]))))[0];
            case 16 -> CustomRule.jvp(z -> list(tanh(z[0]).mul(z[1])), list(sub.apply(at), other),
                    z -> list(z[3].mul(z[1]).mul(tanh(z[0]).map(ScalarFn.SQUARE).neg().add(1)).add(z[4].mul(tanh(z[0])))))[0];
            default -> {
                var back = Gradient.vjp(z -> list(sub.apply(z[0])), list(at), List.of(), 1);
                yield back.apply(other)[0].add(back.outputs()[0]);
            }
        };
    }

    /// One of the tensor operations on a small tensor that depends on x, reduced to a scalar again.
    private static Value operation(int kind, Value x, Value a, Value b) {
        Value v = of(0.3, -0.8, 1.1, 0.5).mul(x).add(of(1, 2, -1, 0.4).mul(a)); // [4]
        Value m = v.reshape(Shape.of(2, 2)).add(b); // [2, 2]
        Value weights = of(0.7, -0.3, 1.3, 0.2);
        Value y = switch (kind) {
            case 0 -> v.slice(0, 1, 2).mul(weights.slice(0, 0, 2));
            case 1 -> Value.bind1(new Op.Slice(Ints.of(0), Ints.of(2), Ints.of(2)), v);
            case 2 -> Value.bind1(new Op.Pad(Ints.of(1), Ints.of(2), Ints.of(1)), v).map(ScalarFn.SIN).slice(0, 1, 5);
            case 3 -> v.reverse(Ints.of(0)).mul(v);
            case 4 -> Value.bind1(new Op.Concat(0), v, sin(v), weights).map(ScalarFn.SQUARE);
            case 5 -> m.transposed().mul(m);
            case 6 -> m.reduce(Reducer.PROD, Ints.of(0));
            case 7 -> m.reduce(Reducer.MAX, Ints.of(1)).mul(m.reduce(Reducer.MIN, Ints.of(0)));
            case 8 -> Value.bind1(new Op.CumSum(0, false), v).mul(Value.bind1(new Op.CumSum(0, true), sin(v)));
            case 9 -> tanh(m).matmul(m.transposed());
            case 10 -> v.gather(0, 0, ints(2, 0, 0, -1)).mul(weights);
            case 11 -> Value.bind1(new Op.Scatter(0, 0, 3, Reducer.SUM), ints(1, 0, 1, 2), v).map(ScalarFn.SIN);
            case 12 -> Value.bind1(new Op.Sort(0), v.add(weights.mul(3))).mul(weights);
            case 13 -> Value.bind1(new Op.Solve(false), dominant(m), v.reshape(Shape.of(2, 2)));
            case 14 -> Value.bind1(new Op.TriangularSolve(true, true), dominant(m), m);
            case 15 -> Value.bind1(new Op.Cholesky(), dominant(tanh(m).matmul(tanh(m).transposed())));
            case 16 -> Value.select(v.compare(Relation.LT, 0.35), sin(v), v.mul(v));
            case 17 -> v.map(ScalarFn.MAX, weights).mul(v.map(ScalarFn.MIN, weights.neg()));
            case 18 -> v.map(ScalarFn.SQUARE).add(0.3).map(ScalarFn.POW, weights);
            case 19 -> v.map(ScalarFn.ATAN2, weights.map(ScalarFn.SQUARE).add(1));
            case 20 ->
                v.cast(DType.FLOAT64).mul(Value.iota(v.type(), 0)).add(Value.bind1(new Op.ArgReduce(true, 0), v).cast(DType.FLOAT64));
            case 21 -> v.mul(v).add(stop(v).sub(stop(v)).mul(v)); // stopped and yet what differences see
            case 22 -> Value.bind1(new Op.Hook(t -> t), v.map(ScalarFn.ABS));
            default -> Value.bind1(new Op.RandomBits(new Type(DType.INT32, Shape.of(4))), ints(1, 2)).cast(DType.FLOAT64).mul(1e-10).mul(v);
        };
        return tanh(total(y.mul(0.5)));
    }

    private static Value stop(Value v) {
        return Value.bind1(new Op.StopGradient(), v);
    }

    /// A well-conditioned matrix.
    private static Value dominant(Value m) {
        Value t = tanh(m);
        return t.add(Value.of(new Type(DType.FLOAT64, Shape.of(2, 2)), new double[]{3, 0, 0, 4}));
    }
}
