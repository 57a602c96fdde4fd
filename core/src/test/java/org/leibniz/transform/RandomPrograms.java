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
import java.util.function.Function;
import java.util.function.Supplier;
import org.leibniz.DType;
import org.leibniz.NoValueException;
import org.leibniz.Shape;
import org.leibniz.fuzz.Seeds;
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
import org.leibniz.transform.Calculus.F;

/// Random scalar programs for the fuzz test: scalar functions, every operation on small tensors, nested
/// transformations, control flow and custom rules, all of which capture what was computed before them.
final class RandomPrograms {
    private static final ScalarFn[] SMOOTH = {ScalarFn.SIN, ScalarFn.COS, ScalarFn.TANH, ScalarFn.SIGMOID,
            ScalarFn.SOFTPLUS,
            ScalarFn.LOG_SIGMOID,
            ScalarFn.ERF, ScalarFn.ATAN, ScalarFn.ASINH, ScalarFn.SQUARE, ScalarFn.NEG, ScalarFn.ERFC};
    private static final ScalarFn[] POSITIVE = {ScalarFn.LOG, ScalarFn.SQRT, ScalarFn.RSQRT, ScalarFn.RECIPROCAL,
            ScalarFn.LOG1P,
            ScalarFn.CBRT};

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
        int kind = Seeds.choice(r, NESTED.size() + OPERATIONS.size());
        long inner = r.nextLong();
        Value at = env.get(r.nextInt(env.size()));
        Value other = env.get(r.nextInt(env.size()));
        F sub = v -> {
            var e = new ArrayList<>(env);
            e.add(v);
            e.add(v);
            return build(new Random(inner), depth - 1, e, looks);
        };
        Value q = kind < NESTED.size()
                ? NESTED.get(kind).apply(new Place(r, sub, () -> build(r, depth - 1, env, looks), at, other))
                : scalarOf(OPERATIONS.get(kind - NESTED.size()), build(new Random(inner), depth - 1, env, looks), at,
                        other);
        if (looks) {
            look(q);
        }
        env.add(q);
        return q.mul(0.9).add(env.get(0).mul(0.1));
    }

    /// A place in a program that is being written.
    ///
    /// @param r chooses
    /// @param sub the same program as a function of one more value; it captures all that was computed before
    /// @param more another part of the program
    /// @param at a value computed before
    /// @param other another one, or the same
    private record Place(Random r, F sub, Supplier<Value> more, Value at, Value other) {
        Value inner() {
            return sub.apply(at);
        }

        ScalarFn any(ScalarFn[] of) {
            return of[r.nextInt(of.length)];
        }
    }

    /// Arithmetic, and transformations of functions that capture. What stands here twice occurs twice as often.
    private static final List<Function<Place, Value>> NESTED = List.of(
            p -> p.inner().map(p.any(SMOOTH)),
            p -> p.inner().map(p.any(SMOOTH)),
            p -> p.inner().map(ScalarFn.SQUARE).add(0.5).map(p.any(POSITIVE)),
            p -> p.inner().mul(p.more.get()),
            p -> p.inner().add(p.more.get()),
            p -> p.inner().sub(p.other).mul(0.7),
            p -> p.inner().div(p.other.map(ScalarFn.SQUARE).add(1)),
            p -> grad(p.sub).apply(p.at),
            p -> grad(p.sub).apply(p.at),
            p -> jvp(p.sub, p.other).apply(p.at),
            p -> jit(p.sub).apply(p.at),
            p -> total(vmap(p.sub).apply(p.at.broadcast(Shape.of(2)))),
            p -> cond(p.other.compare(Relation.GT, 0.5), p.sub, z -> sin(z).mul(p.at), p.at),
            p -> loop(c -> c[1].compare(Relation.LT, 2.5), c -> list(tanh(p.sub.apply(c[0])).add(p.other), c[1].add(1)),
                    p.at,
                    scalar(0))[0],
            p -> total(Control.scan(list(p.at), list(of(.3, .9, 1.2).mul(p.other)),
                    c -> list(tanh(p.sub.apply(c[0]).mul(c[1])), c[0].mul(p.at)), 3, false)[1]),
            p -> Shorthand.vjpRule(z -> list(sin(z[0]).mul(z[1])), list(p.inner(), p.other),
                    z -> list(z[3].mul(z[0].map(ScalarFn.COS)).mul(z[1]), z[3].mul(sin(z[0]))))[0],
            p -> CustomRule.jvp(z -> list(tanh(z[0]).mul(z[1])), list(p.inner(), p.other),
                    z -> list(z[3].mul(z[1]).mul(tanh(z[0]).map(ScalarFn.SQUARE).neg().add(1))
                            .add(z[4].mul(tanh(z[0])))))[0],
            p -> {
                var back = Shorthand.vjp(z -> list(p.sub.apply(z[0])), list(p.at), List.of(), 1);
                return back.apply(p.other)[0].add(back.outputs()[0]);
            });

    private static Value weights() {
        return of(0.7, -0.3, 1.3, 0.2);
    }

    /// An operation on small tensors that depend on x.
    private interface Operation {
        /// Uses it.
        ///
        /// @param v of 4 elements
        /// @param m two by two
        /// @return anything that depends on them
        Value of(Value v, Value m);
    }

    /// A new one comes last, so that only programs in which it occurs are others than before.
    private static final List<Operation> OPERATIONS = List.of(
            (v, m) -> v.slice(0, 1, 2).mul(weights().slice(0, 0, 2)),
            (v, m) -> Value.bind1(new Movement.Slice(Ints.of(0), Ints.of(2), Ints.of(2)), v),
            (v, m) -> Value.bind1(new Movement.Pad(Ints.of(1), Ints.of(2), Ints.of(1)), v).map(ScalarFn.SIN).slice(0, 1,
                    5),
            (v, m) -> v.reverse(Ints.of(0)).mul(v),
            (v, m) -> Value.bind1(new Routine.Concat(0), v, sin(v), weights()).map(ScalarFn.SQUARE),
            (v, m) -> m.transposed().mul(m),
            (v, m) -> m.reduce(Reducer.PROD, Ints.of(0)),
            (v, m) -> m.reduce(Reducer.MAX, Ints.of(1)).mul(m.reduce(Reducer.MIN, Ints.of(0))),
            (v, m) -> Value.bind1(new Routine.CumSum(0, false), v)
                    .mul(Value.bind1(new Routine.CumSum(0, true), sin(v))),
            (v, m) -> tanh(m).matmul(m.transposed()),
            (v, m) -> v.gather(0, 0, ints(2, 0, 0, -1)).mul(weights()),
            (v, m) -> Value.bind1(new Routine.Scatter(0, 0, 3, Reducer.SUM), ints(1, 0, 1, 2), v).map(ScalarFn.SIN),
            (v, m) -> Value.bind1(new Routine.Sort(0), v.add(weights().mul(3))).mul(weights()),
            (v, m) -> Value.bind1(new Routine.Solve(false), dominant(m), v.reshape(Shape.of(2, 2))),
            (v, m) -> Value.bind1(new Routine.TriangularSolve(true, true), dominant(m), m),
            (v, m) -> Value.bind1(new Routine.Cholesky(), dominant(tanh(m).matmul(tanh(m).transposed()))),
            (v, m) -> Value.select(v.compare(Relation.LT, 0.35), sin(v), v.mul(v)),
            (v, m) -> v.map(ScalarFn.MAX, weights()).mul(v.map(ScalarFn.MIN, weights().neg())),
            (v, m) -> v.map(ScalarFn.SQUARE).add(0.3).map(ScalarFn.POW, weights()),
            (v, m) -> v.map(ScalarFn.ATAN2, weights().map(ScalarFn.SQUARE).add(1)),
            (v, m) -> v.cast(DType.FLOAT64).mul(Value.iota(v.type(), 0))
                    .add(Value.bind1(new Routine.ArgReduce(true, 0), v).cast(DType.FLOAT64)),
            (v, m) -> v.mul(v).add(stop(v).sub(stop(v)).mul(v)), // stopped and yet what differences see
            (v, m) -> Value.bind1(new Mark.Hook(t -> t), v.map(ScalarFn.ABS)),
            (v, m) -> Value.bind1(new Routine.AddAt(1, 0), m, ints(1, -1), tanh(m)).map(ScalarFn.SIN),
            (v, m) -> v.mul(Value.bind1(new Routine.First(0, 4), ints(2, 0, -2, 0)).cast(DType.FLOAT64)),
            (v, m) -> Value.bind1(new Routine.RandomBits(new Type(DType.INT32, Shape.of(4))), ints(1, 2))
                    .cast(DType.FLOAT64)
                    .mul(1e-10).mul(v),
            (v, m) -> Value.bind1(new Movement.Windows(Ints.of(0), Ints.of(2), Ints.of(1), Ints.of(2)), v).mul(m),
            (v, m) -> Value.bind1(new Reduction.Overlap(Ints.of(0), Ints.of(3), Ints.of(1), Ints.of(1)), m)
                    .map(ScalarFn.SIN));

    /// An operation on small tensors that depend on x, reduced to a scalar again.
    private static Value scalarOf(Operation operation, Value x, Value a, Value b) {
        Value v = of(0.3, -0.8, 1.1, 0.5).mul(x).add(of(1, 2, -1, 0.4).mul(a));
        Value m = v.reshape(Shape.of(2, 2)).add(b);
        return tanh(total(operation.of(v, m).mul(0.5)));
    }

    private static Value stop(Value v) {
        return Value.bind1(new Mark.StopGradient(), v);
    }

    /// A well-conditioned matrix.
    private static Value dominant(Value m) {
        Value t = tanh(m);
        return t.add(Value.of(new Type(DType.FLOAT64, Shape.of(2, 2)), new double[]{3, 0, 0, 4}));
    }
}
