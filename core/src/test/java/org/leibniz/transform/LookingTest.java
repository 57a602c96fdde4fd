package org.leibniz.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.transform.Calculus.array;
import static org.leibniz.transform.Calculus.cond;
import static org.leibniz.transform.Calculus.difference;
import static org.leibniz.transform.Calculus.fun;
import static org.leibniz.transform.Calculus.grad;
import static org.leibniz.transform.Calculus.grads;
import static org.leibniz.transform.Calculus.jit;
import static org.leibniz.transform.Calculus.jvp;
import static org.leibniz.transform.Calculus.list;
import static org.leibniz.transform.Calculus.loop;
import static org.leibniz.transform.Calculus.number;
import static org.leibniz.transform.Calculus.of;
import static org.leibniz.transform.Calculus.scalar;
import static org.leibniz.transform.Calculus.sin;
import static org.leibniz.transform.Calculus.tanh;
import static org.leibniz.transform.Calculus.total;
import static org.leibniz.transform.Calculus.vmap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.leibniz.Shape;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Evaluator;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Mark;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Program;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Value;
import org.leibniz.transform.Calculus.F;

/// Looking at a value inside a derivative changes neither the derivative nor how often anything runs: what a call, a
/// branch or a loop was run for is kept for the derivative.
///
/// Runs are counted by a hyperbolic tangent in each of them. Its derivative `1 - y²` is made of its value, so that one
/// that occurs in a program that runs is a run of the function itself.
final class LookingTest {
    private static final Offset<Double> CLOSE = within(1e-11);

    /// Three trips, each with the function that is counted.
    private static Value trips(Value x) {
        return loop(c -> c[1].compare(Relation.LT, 3), c -> list(tanh(c[0].mul(x)).add(c[1]), c[1].add(1)), x,
                scalar(0))[0];
    }

    /// What consists of programs, and what has several outputs, each with one tangent.
    private static Map<String, F> functions() {
        var all = new LinkedHashMap<String, F>();
        all.put("while", LookingTest::trips);
        all.put("while of no trips",
                x -> loop(c -> c[0].compare(Relation.GT, 100), c -> list(tanh(c[0]).mul(x)), x.mul(x))[0]);
        all.put("scan", x -> total(Control.scan(list(x), list(of(.3, .9, 1.2).mul(x)), c -> {
            Value t = tanh(c[0].mul(c[1]));
            return list(t.add(x), t.mul(x));
        }, 3, false)[1]));
        all.put("cond, then", x -> cond(x.compare(Relation.GT, 0), z -> tanh(z.mul(x)), z -> z.mul(3), x));
        all.put("cond, otherwise", x -> cond(x.compare(Relation.LT, 0), z -> z.mul(3), z -> tanh(z.mul(x)), x));
        all.put("jit", jit(z -> tanh(z.mul(z))));
        all.put("gradient", grad(z -> tanh(z).mul(z).mul(z)));
        all.put("loop in loop", x -> loop(c -> c[1].compare(Relation.LT, 2),
                c -> list(
                        loop(d -> d[1].compare(Relation.LT, 3), d -> list(tanh(d[0].mul(x)).add(c[1]), d[1].add(1)),
                                c[0], c[1])[0],
                        c[1].add(1)),
                x, scalar(0))[0]);
        all.put("custom vjp",
                x -> Shorthand.vjpRule(z -> list(tanh(z[0])), list(x.mul(x)),
                        z -> list(z[2].mul(z[1].mul(z[1]).neg().add(1))))[0]);
        all.put("custom jvp",
                x -> CustomRule.jvp(z -> list(tanh(z[0])), list(x.mul(x)),
                        z -> list(z[2].mul(z[1].mul(z[1]).neg().add(1))))[0]);
        all.put("sort",
                x -> Value.bind1(new Routine.Sort(0), tanh(x.mul(of(3, 1, -2)))).mul(of(1, 4, 9)).sum(Ints.of(0)));
        return all;
    }

    /// The same function, looked at, and used again.
    private static F looking(F f) {
        return x -> {
            Value y = f.apply(x.mul(0.9));
            return number(y) > -100 ? y.mul(sin(x)) : x;
        };
    }

    private static F blind(F f) {
        return x -> f.apply(x.mul(0.9)).mul(sin(x));
    }

    // ---- counting

    /// How many hyperbolic tangents the programs contain that run meanwhile.
    private static int runs(Supplier<?> body) {
        int[] runs = {0};
        var evaluator = Evaluator.current();
        Evaluator.with((program, data) -> {
            runs[0] += occurrences(Simplify.of(program));
            return evaluator.run(program, data);
        }, body::get);
        return runs[0];
    }

    private static int occurrences(Program p) {
        int n = 0;
        for (int i = 0; i < p.size(); i++) {
            n += switch (p.op(i)) {
                case Pointwise.Unary(var fn) -> fn == ScalarFn.TANH ? 1 : 0;
                case Composite.Call(var program) -> occurrences(program);
                case Composite.Cond(var then, var otherwise) -> occurrences(then) + occurrences(otherwise);
                case Composite.While w -> occurrences(w.cond()) + occurrences(w.body());
                case Composite.Scan s -> occurrences(s.body());
                default -> 0;
            };
        }
        return n;
    }

    @Test
    void nothingRunsTwice() {
        functions().forEach((name, f) -> {
            int once = runs(() -> grad(blind(f)).apply(scalar(0.7)));
            assertThat(once).as("%s: not looked at", name).isPositive();
            assertThat(runs(() -> grad(looking(f)).apply(scalar(0.7)))).as("grad of %s", name).isEqualTo(once);
            assertThat(runs(() -> {
                var back = Shorthand.vjp(fun(looking(f)), list(scalar(0.7)), List.of(), 1);
                return list(back.apply(scalar(1))[0], back.apply(scalar(2))[0]);
            })).as("vjp of %s", name).isEqualTo(once);
            assertThat(runs(() -> {
                var forward = Shorthand.linearize(fun(looking(f)), list(scalar(0.7)), 1);
                return list(forward.apply(scalar(1))[0], forward.apply(scalar(2))[0]);
            })).as("linearize of %s", name).isEqualTo(once);
        });
    }

    /// In forward mode a loop keeps nothing: one that is looked at runs once for its value, and once with its tangents.
    @Test
    void forwardModeKeepsNothing() {
        assertThat(runs(() -> jvp(blind(LookingTest::trips), scalar(1)).apply(scalar(0.7)))).isEqualTo(1);
        assertThat(runs(() -> jvp(looking(LookingTest::trips), scalar(1)).apply(scalar(0.7)))).isEqualTo(2);
    }

    /// What is used of the outer derivative alone, or only looked at, does not run again either.
    @Test
    void nestedLoops() {
        F constant = x -> grad(looking(LookingTest::trips)).apply(scalar(0.4)).mul(x);
        assertThat(runs(() -> grad(constant).apply(scalar(0.7)))).as("an inner gradient that is constant outside")
                .isEqualTo(1);
        F captured = x -> {
            Value y = trips(x);
            return number(y) > 0 ? grad(u -> u.mul(y)).apply(x).mul(y) : x;
        };
        assertThat(runs(() -> grad(captured).apply(scalar(0.7)))).as("captured by an inner gradient").isEqualTo(1);
        F printed = x -> {
            assertThat(number(trips(x))).isPositive();
            return x.mul(x);
        };
        assertThat(runs(() -> grad(printed).apply(scalar(0.7)))).as("looked at for its own sake").isEqualTo(1);
    }

    // ---- the same derivatives

    @Test
    void derivativesAreTheSame() {
        functions().forEach((name, f) -> {
            F a = blind(f);
            F b = looking(f);
            double slope = difference(z -> number(a.apply(scalar(z))), 0.7);
            double curve = difference(z -> number(grad(a).apply(scalar(z))), 0.7);
            for (var transformed : firsts(b).entrySet()) {
                assertThat(number(transformed.getValue().apply(scalar(0.7)))).as("%s of %s", transformed.getKey(), name)
                        .isCloseTo(number(grad(a).apply(scalar(0.7))), CLOSE).isCloseTo(slope, within(1e-8));
            }
            for (var transformed : seconds(b).entrySet()) {
                assertThat(number(transformed.getValue().apply(scalar(0.7)))).as("%s of %s", transformed.getKey(), name)
                        .isCloseTo(number(grad(grad(a)).apply(scalar(0.7))), CLOSE).isCloseTo(curve, within(1e-7));
            }
            assertThat(number(grad(grad(grad(b))).apply(scalar(0.7)))).as("third derivative of %s", name)
                    .isCloseTo(number(grad(grad(grad(a))).apply(scalar(0.7))), within(1e-9));
        });
    }

    private static Map<String, F> firsts(F f) {
        var all = new LinkedHashMap<String, F>();
        all.put("grad", grad(f));
        all.put("jvp", jvp(f, scalar(1)));
        all.put("vjp", x -> Shorthand.vjp(fun(f), list(x), List.of(), 1).apply(scalar(1))[0]);
        all.put("linearize", x -> Shorthand.linearize(fun(f), list(x), 1).apply(scalar(1))[0]);
        return all;
    }

    private static Map<String, F> seconds(F f) {
        var all = new LinkedHashMap<String, F>();
        firsts(f).forEach((name, d) -> firsts(d).forEach((outer, dd) -> all.put(outer + " of " + name, dd)));
        firsts(f).forEach((name, d) -> all.put("grad of looking at " + name, grad(x -> {
            Value y = d.apply(x);
            assertThat(number(y)).isFinite();
            return y;
        })));
        return all;
    }

    /// An inner derivative by u of a loop over u and the outer x: the outer one needs tangents by which the loop was
    /// not kept.
    @Test
    void outerVariablesInInnerLoops() {
        Function<Boolean, F> f = looks -> x -> {
            F inner = u -> {
                Value y = loop(c -> c[1].compare(Relation.LT, 3), c -> list(tanh(c[0].mul(x)).add(u), c[1].add(1)),
                        u.mul(x), scalar(0))[0];
                if (looks) {
                    assertThat(number(y)).isFinite();
                }
                return y.mul(u);
            };
            var r = Shorthand.gradient(fun(inner), list(sin(x)), List.of(), 1, null);
            return r.outputs()[0].add(r.gradients()[0]);
        };
        double expected = number(grad(f.apply(false)).apply(scalar(0.6)));
        assertThat(number(grad(f.apply(true)).apply(scalar(0.6)))).isCloseTo(expected, CLOSE)
                .isCloseTo(difference(z -> number(f.apply(true).apply(scalar(z))), 0.6), within(1e-8));
        assertThat(number(jvp(f.apply(true), scalar(1)).apply(scalar(0.6)))).isCloseTo(expected, CLOSE);
        assertThat(number(grad(grad(f.apply(true))).apply(scalar(0.6)))).isCloseTo(
                number(grad(grad(f.apply(false))).apply(scalar(0.6))),
                CLOSE);
    }

    /// By some operands only, by one that is stopped, by several outputs of which one is looked at, by one operand
    /// twice.
    @Test
    void partsOfLoops() {
        Fun f = x -> {
            Value stopped = Value.bind1(new Mark.StopGradient(), x[0]);
            Value[] y = loop(c -> c[2].compare(Relation.LT, 3),
                    c -> list(tanh(c[0].mul(x[1])).add(stopped), c[1].mul(c[0]), c[2].add(1)),
                    x[0],
                    x[0], scalar(0));
            return number(y[0]) > -100 ? list(y[0].mul(y[1])) : x;
        };
        Fun same = x -> {
            Value stopped = Value.bind1(new Mark.StopGradient(), x[0]);
            Value[] y = loop(c -> c[2].compare(Relation.LT, 3),
                    c -> list(tanh(c[0].mul(x[1])).add(stopped), c[1].mul(c[0]), c[2].add(1)),
                    x[0],
                    x[0], scalar(0));
            return list(y[0].mul(y[1]));
        };
        Value[] a = grads(f, scalar(0.6), scalar(1.1));
        Value[] b = grads(same, scalar(0.6), scalar(1.1));
        assertThat(number(a[0])).isCloseTo(number(b[0]), CLOSE);
        assertThat(number(a[1])).isCloseTo(number(b[1]), CLOSE);
        F first = x -> f.apply(list(x, scalar(1.1)))[0];
        assertThat(number(grad(first).apply(scalar(0.6)))).as("by the first alone").isCloseTo(number(b[0]), CLOSE);
        assertThat(runs(() -> grads(f, scalar(0.6), scalar(1.1)))).isEqualTo(1);
        assertThat(runs(() -> grad(first).apply(scalar(0.6)))).isEqualTo(1);
    }

    @Test
    void aroundAndInsideJitAndVmap() {
        double at1 = number(grad(blind(LookingTest::trips)).apply(scalar(0.7)));
        double at2 = number(grad(blind(LookingTest::trips)).apply(scalar(-0.4)));
        assertThat(array(grad(z -> {
            Value y = vmap(blind(LookingTest::trips)).apply(z);
            assertThat(array(y)).hasSize(2);
            return total(y);
        }).apply(of(0.7, -0.4)))).containsExactly(new double[]{at1, at2}, CLOSE);
        Value constant = scalar(0.7);
        F inner = x -> grad(looking(LookingTest::trips)).apply(constant).mul(x);
        assertThat(number(jit(inner).apply(scalar(2)))).as("a constant inside jit has values").isCloseTo(2 * at1,
                CLOSE);
        assertThat(number(grad(jit(inner)).apply(scalar(2)))).isCloseTo(at1, CLOSE);
        assertThat(array(vmap(inner).apply(of(1, 3)))).containsExactly(new double[]{at1, 3 * at1}, CLOSE);
    }

    /// A value of the outer function that is computed in a body, with a constant of the body, and looked at there.
    @Test
    void valuesFromAroundInBodies() {
        F constant = x -> {
            Value six = x.mul(scalar(2).mul(3));
            assertThat(number(six)).isFinite();
            return six;
        };
        var bodies = List.<F>of(x -> jit(z -> z.mul(constant.apply(x))).apply(x),
                x -> total(vmap(z -> z.mul(constant.apply(x))).apply(x.reshape(Shape.of(1)))),
                x -> cond(x.compare(Relation.GT, 0), z -> z.mul(constant.apply(x)), z -> z, x),
                x -> loop(c -> c[1].compare(Relation.LT, 1), c -> list(c[0].mul(constant.apply(x)), c[1].add(1)), x,
                        scalar(0))[0]);
        for (F f : bodies) {
            assertThat(number(grad(f).apply(scalar(2)))).as("6x²").isCloseTo(24, CLOSE);
            assertThat(number(jvp(f, scalar(1)).apply(scalar(2)))).isCloseTo(24, CLOSE);
            assertThat(number(grad(grad(f)).apply(scalar(2)))).isCloseTo(12, CLOSE);
        }
    }

    @Test
    void manyThreadsLook() {
        double expected = number(grad(blind(LookingTest::trips)).apply(scalar(0.7)));
        try (var pool = Executors.newFixedThreadPool(4)) {
            F f = x -> {
                Value y = trips(x.mul(0.9));
                var numbers = IntStream.range(0, 4).mapToObj(_ -> CompletableFuture.supplyAsync(() -> number(y), pool))
                        .toList();
                assertThat(numbers.stream().map(CompletableFuture::join)).containsOnly(number(y));
                return y.mul(sin(x));
            };
            for (int i = 0; i < 50; i++) {
                assertThat(number(grad(f).apply(scalar(0.7)))).isCloseTo(expected, CLOSE);
            }
        }
    }

    @Test
    void hooksSeeTheSameCotangents() {
        var seen = new ArrayList<Double>();
        F hooked = x -> Value.bind1(new Mark.Hook(t -> {
            seen.add(number(t));
            return t.mul(2);
        }), tanh(x.mul(x)));
        var called = Staging.jit(fun(hooked), Calculus.F64);
        double once = number(grad(blind(x -> called.call(x)[0])).apply(scalar(0.7)));
        var expected = List.copyOf(seen);
        assertThat(expected).hasSize(1);
        seen.clear();
        assertThat(number(grad(looking(x -> called.call(x)[0])).apply(scalar(0.7)))).isCloseTo(once, CLOSE);
        assertThat(seen).isEqualTo(expected);

        F doubled = x -> loop(c -> c[1].compare(Relation.LT, 2),
                c -> list(Value.bind1(new Mark.Hook(t -> t.mul(2)), tanh(c[0])).mul(x), c[1].add(1)), x, scalar(0))[0];
        assertThat(number(grad(looking(doubled)).apply(scalar(0.7)))).as("in a loop")
                .isCloseTo(number(grad(blind(doubled)).apply(scalar(0.7))), CLOSE);
    }
}
