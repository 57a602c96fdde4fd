package org.leibniz.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.transform.Calculus.array;
import static org.leibniz.transform.Calculus.cond;
import static org.leibniz.transform.Calculus.cos;
import static org.leibniz.transform.Calculus.exp;
import static org.leibniz.transform.Calculus.grad;
import static org.leibniz.transform.Calculus.gradOf;
import static org.leibniz.transform.Calculus.grads;
import static org.leibniz.transform.Calculus.ints;
import static org.leibniz.transform.Calculus.jit;
import static org.leibniz.transform.Calculus.jvp;
import static org.leibniz.transform.Calculus.list;
import static org.leibniz.transform.Calculus.loop;
import static org.leibniz.transform.Calculus.number;
import static org.leibniz.transform.Calculus.of;
import static org.leibniz.transform.Calculus.scalar;
import static org.leibniz.transform.Calculus.sin;
import static org.leibniz.transform.Calculus.total;
import static org.leibniz.transform.Calculus.vmap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.LeakException;
import org.leibniz.NoValueException;
import org.leibniz.NonlinearRuleException;
import org.leibniz.Shape;
import org.leibniz.ir.Mark;
import org.leibniz.ir.Relation;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Trace;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.ir.Variable;
import org.leibniz.transform.Calculus.F;

/// The situation table of the mechanism, line by line, and the holes that were once found in it.
final class SituationTest {
    private static final Offset<Double> EXACT = within(1e-12);

    // ---- recording and values

    @Test
    void plainOperationsRunAtOnce() {
        assertThat(sin(scalar(1)).node()).isNull();
        Value outside = scalar(2);
        grad(x -> {
            assertThat(sin(outside).node()).as("on plain tensors inside grad").isNull();
            assertThat(sin(x).node()).as("on a traced tensor").isNotNull();
            return x;
        }).apply(scalar(1));
        jit(x -> {
            assertThat(sin(outside).node()).as("on plain tensors inside jit").isNotNull();
            return x;
        }).apply(scalar(1));
    }

    @Test
    void javaControlFlowOnValues() {
        F f = x -> {
            Value t = x;
            while (number(t) < 100) {
                t = t.mul(t);
            }
            return t;
        };
        assertThat(number(grad(f).apply(scalar(3)))).isCloseTo(8 * Math.pow(3, 7), within(1e-9));
        assertThat(number(grad(grad(f)).apply(scalar(3)))).isCloseTo(56 * Math.pow(3, 6), within(1e-8));
        F nested = x -> {
            Value d = grad(y -> y.mul(y).mul(x)).apply(x);
            return number(d) > 10 ? d.mul(2) : d;
        };
        assertThat(number(grad(nested).apply(scalar(3)))).isCloseTo(24, EXACT);
    }

    @Test
    void functionsRunOnce() {
        int[] runs = {0};
        F f = x -> {
            runs[0]++;
            return sin(x);
        };
        grad(z -> grad(f).apply(z)).apply(scalar(1));
        assertThat(runs[0]).as("grad of grad").isEqualTo(1);
        vmap(grad0(f)).apply(of(1, 2, 3));
        assertThat(runs[0]).as("vmap of grad").isEqualTo(2);
    }

    private static F grad0(F f) {
        return x -> Shorthand.gradient(Calculus.fun(f), list(x), List.of(), 1, null).gradients()[0];
    }

    @Test
    void noValuesBelowPlaceholders() {
        F branching = x -> number(x) > 0 ? x : x.neg();
        for (F f : List.of(jit(branching), jit(grad0(branching)), grad0(jit(branching)))) {
            assertThatThrownBy(() -> f.apply(scalar(1))).isInstanceOf(NoValueException.class)
                    .hasMessageContaining("inside jit")
                    .hasMessageContaining("Flow.cond");
        }
        assertThatThrownBy(() -> vmap(grad0(branching)).apply(of(1))).isInstanceOf(NoValueException.class)
                .hasMessageContaining("inside vmap");
        assertThatThrownBy(() -> loop(c -> c[0].compare(Relation.LT, 3),
                c -> list(number(c[0]) > 0 ? c[0].add(1) : c[0]), scalar(0)))
                .isInstanceOf(NoValueException.class);
        assertThat(number(jit(x -> number(scalar(2).mul(3)) > 5 ? x.mul(2) : x).apply(scalar(1))))
                .as("constants have values").isEqualTo(2);
    }

    // ---- nesting

    @Test
    void noPerturbationConfusion() {
        assertThat(number(grad(x -> x.mul(grad(y -> x.add(y)).apply(scalar(1)))).apply(scalar(3)))).isEqualTo(1);
        assertThat(number(grad(x -> x.mul(grad(y -> x.mul(y)).apply(scalar(2)))).apply(scalar(3)))).isEqualTo(6);
        assertThat(number(grad(x -> x.mul(grad(y -> x.mul(y)).apply(x))).apply(scalar(3)))).isEqualTo(6);
        assertThat(number(grad(x -> grad(y -> y.mul(y).mul(x)).apply(x)).apply(scalar(3)))).isEqualTo(12);
        assertThat(number(grad(x -> x.mul(jvp(y -> x.add(y), scalar(1)).apply(scalar(2)))).apply(scalar(3))))
                .isEqualTo(1);
        assertThat(number(jvp(x -> x.mul(jvp(y -> x.mul(y), scalar(1)).apply(x)), scalar(1)).apply(scalar(3))))
                .isEqualTo(6);
        assertThat(number(grad(x -> jvp(Calculus::sin, x.mul(x)).apply(x)).apply(scalar(1.3))))
                .as("a tangent that depends on the outer variable")
                .isCloseTo(2 * 1.3 * Math.cos(1.3) - 1.69 * Math.sin(1.3), EXACT);
        assertThat(array(vmap(p -> vmap(grad0(q -> q.mul(q).mul(p))).apply(of(1, 2, 3))).apply(of(1, 10))))
                .containsExactly(2, 4, 6, 20, 40,
                        60);
    }

    @Test
    void derivativesOfAnyOrder() {
        F f = Calculus::sin;
        for (int k = 1; k <= 6; k++) {
            f = grad0(f);
            assertThat(number(f.apply(scalar(0.7)))).as("order %d", k).isCloseTo(Math.sin(0.7 + k * Math.PI / 2),
                    EXACT);
        }
    }

    @Test
    void everySpellingOfTheSecondDerivative() {
        F base = x -> sin(x.mul(x)).mul(exp(x));
        double x = 0.6;
        double s = Math.sin(x * x);
        double c = Math.cos(x * x);
        double expected = Math.exp(x) * (s + 4 * x * c + 2 * c - 4 * x * x * s);
        Value one = scalar(1);
        var spellings = List.<F>of(grad0(grad0(base)), jit(grad0(grad0(base))), grad0(jit(grad0(base))),
                grad0(grad0(jit(base))),
                jit(grad0(jit(grad0(jit(base))))), jvp(grad0(base), one), grad0(jvp(base, one)),
                jvp(jvp(base, one), one),
                jit(jvp(jit(grad0(base)), one)),
                z -> vmap(grad0(grad0(base))).apply(z.reshape(Shape.of(1))).reshape(Shape.SCALAR),
                grad0(z -> total(vmap(jit(grad0(base))).apply(z.reshape(Shape.of(1))))));
        for (int i = 0; i < spellings.size(); i++) {
            assertThat(number(spellings.get(i).apply(scalar(x)))).as("spelling %d", i).isCloseTo(expected,
                    within(1e-11));
        }
    }

    // ---- inputs and outputs

    @Test
    void positionsAreSeparate() {
        Value a = scalar(2);
        Value[] g = grads(x -> list(x[0].mul(3).add(x[1].mul(5))), a, a);
        assertThat(number(g[0])).isEqualTo(3);
        assertThat(number(g[1])).isEqualTo(5);
        assertThat(number(grad(x -> x.mul(a)).apply(a))).as("captured is constant").isEqualTo(2);
    }

    @Test
    void trivialFunctions() {
        Value a = scalar(2);
        assertThat(number(grad(x -> x).apply(scalar(4)))).as("returns its input").isEqualTo(1);
        assertThat(number(grad(x -> a).apply(scalar(4)))).as("returns a constant").isZero();
        assertThat(a.node()).as("which stays what it was").isNull();
        assertThat(array(grads(x -> list(x[0].mul(2)), scalar(1), of(1, 2))[1])).as("an unused input")
                .containsExactly(0, 0);
        assertThat(number(grad(x -> x.mul(Shorthand.gradient(y -> list(x), list(x), List.of(), 1, null).outputs()[0]))
                .apply(scalar(3))))
                .as("an inner function returns the outer variable").isEqualTo(6);
        assertThat(number(grads(x -> list(sin(x[0]), x[0].mul(x[0])), scalar(1))[0])).as("outputs are summed")
                .isCloseTo(Math.cos(1) + 2,
                        EXACT);
    }

    @Test
    void integersAndBooleans() {
        Value i = ints(2, 3);
        Value g = grads(x -> list(total(x[0].mul(x[0]).cast(DType.FLOAT64))), i)[0];
        assertThat((int[]) g.data()).containsExactly(4, 6);
        Value h = grads(x -> list(total(x[0].cast(DType.FLOAT64).mul(1.5))), i)[0];
        assertThat((int[]) h.data()).as("truncated to the input's dtype").containsExactly(1, 1);
    }

    @Test
    void stopping() {
        F f = x -> Value.bind1(new Mark.StopGradient(), x).mul(x);
        assertThat(number(grad(f).apply(scalar(3)))).isEqualTo(3);
        assertThat(number(grad(grad0(x -> Value.bind1(new Mark.StopGradient(), x).mul(x).mul(x))).apply(scalar(3))))
                .isEqualTo(6);
    }

    @Test
    void whereHasNanButCondIsSafe() {
        F where = x -> Value.select(x.compare(Relation.GT, 0), x.map(ScalarFn.SQRT), x.mul(0));
        assertThat(number(grad(where).apply(scalar(0)))).isNaN();
        F branch = x -> cond(x.compare(Relation.GT, 0), z -> z.map(ScalarFn.SQRT), z -> z.mul(0), x);
        assertThat(number(grad(branch).apply(scalar(0)))).isZero();
    }

    // ---- leaks

    @Test
    void leaks() {
        Value[] kept = new Value[1];
        grad0(x -> {
            kept[0] = sin(x);
            return x.mul(x);
        }).apply(scalar(1));
        assertThatThrownBy(() -> kept[0].add(1)).isInstanceOf(LeakException.class).hasMessageContaining("grad")
                .hasMessageContaining("return it");
        assertThatThrownBy(() -> kept[0].data()).isInstanceOf(LeakException.class);

        grad0(x -> {
            kept[0] = sin(x);
            kept[0].data();
            return x.mul(x);
        }).apply(scalar(1));
        assertThat(number(kept[0].add(1))).as("read before the end: a constant").isCloseTo(Math.sin(1) + 1, EXACT);

        jit(x -> {
            kept[0] = x;
            return sin(x);
        }).apply(scalar(1));
        assertThatThrownBy(() -> kept[0].add(1)).isInstanceOf(LeakException.class).hasMessageContaining("jit");
        assertThatThrownBy(() -> jit(x -> x.add(kept[0])).apply(scalar(1))).isInstanceOf(LeakException.class);

        vmap(x -> {
            kept[0] = sin(x);
            return x;
        }).apply(of(1, 2));
        assertThatThrownBy(() -> kept[0].add(1)).isInstanceOf(LeakException.class).hasMessageContaining("vmap");

        loop(c -> c[0].compare(Relation.LT, 3), c -> {
            kept[0] = sin(c[0]);
            return list(c[0].add(1));
        }, scalar(0));
        assertThatThrownBy(() -> kept[0].add(1)).isInstanceOf(LeakException.class).hasMessageContaining("Flow");
    }

    @Test
    void returnedLeaks() {
        Value[] kept = new Value[1];
        grad0(x -> {
            kept[0] = sin(x);
            return x;
        }).apply(scalar(1));
        assertThatThrownBy(() -> grad0(x -> kept[0]).apply(scalar(1))).isInstanceOf(LeakException.class);
    }

    @Test
    void anInnerLeakBelongsToTheOuterFunction() {
        F f = x -> {
            Value[] aux = new Value[1];
            Value d = grad0(u -> {
                aux[0] = sin(u);
                return u.mul(u);
            }).apply(x);
            return d.add(aux[0]);
        };
        assertThat(number(grad(f).apply(scalar(1)))).isCloseTo(2 + Math.cos(1), EXACT);
    }

    @Test
    void exceptionsLeaveNothingOpen() {
        F broken = x -> {
            throw new ArithmeticException("mine");
        };
        for (F f : List.of(grad0(broken), jit(broken), vmap(broken), jvp(broken, of(1)), grad0(jit(grad0(broken))))) {
            assertThatThrownBy(() -> f.apply(of(1))).isInstanceOf(ArithmeticException.class).hasMessage("mine");
            assertThat(Trace.current()).isNull();
        }
        assertThat(number(grad(x -> x.mul(x)).apply(scalar(2)))).isEqualTo(4);
    }

    // ---- threads

    @Test
    void otherThreadsRecordOnTheSameTrace() throws Exception {
        try (var pool = Executors.newFixedThreadPool(4)) {
            F f = x -> {
                var parts = new ArrayList<Future<Value>>();
                for (int k = 0; k < 4; k++) {
                    int factor = k;
                    parts.add(pool.submit(() -> {
                        Value z = x;
                        for (int j = 0; j < 300; j++) {
                            z = z.add(x.mul(factor));
                        }
                        return z;
                    }));
                }
                return parts.stream().map(SituationTest::result).reduce(Value::add).orElseThrow();
            };
            for (int i = 0; i < 20; i++) {
                assertThat(number(grad(f).apply(scalar(1)))).isCloseTo(4 + 300 * 6, EXACT);
            }
        }
        assertThat(number(grad(x -> CompletableFuture.supplyAsync(() -> grad0(y -> y.mul(y).mul(x)).apply(x)).join())
                .apply(scalar(3))))
                .isEqualTo(12);
    }

    @Test
    void manyThreadsOneFunction() {
        var staged = Staging.jit(Calculus.fun(grad0(x -> exp(sin(x).mul(x)))), Calculus.F64);
        double expected = number(staged.call(scalar(.3))[0]);
        try (var pool = Executors.newFixedThreadPool(8)) {
            var results = new ArrayList<Future<Double>>();
            for (int i = 0; i < 400; i++) {
                results.add(pool.submit(() -> number(staged.call(scalar(.3))[0])));
            }
            for (var r : results) {
                assertThat(result(r)).isEqualTo(expected);
            }
        }
    }

    private static <T> T result(Future<T> f) {
        try {
            return f.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- variables

    @Test
    void aVariableFirstReadInsideIsTheOuterOne() {
        var w = new Variable(scalar(3));
        assertThat(number(gradOf(x -> list(grad0(y -> y.mul(y).mul(w.read())).apply(x[0])), w, scalar(5))))
                .as("inside grad").isEqualTo(10);
        assertThat(number(gradOf(x -> list(jit(grad0(y -> y.mul(y).mul(w.read()))).apply(x[0])), w, scalar(5))))
                .as("inside jit")
                .isEqualTo(10);
        assertThat(number(gradOf(x -> list(cond(x[0].compare(Relation.GT, 0), z -> z.mul(w.read()), z -> z, x[0])), w,
                scalar(5))))
                .as("inside cond").isEqualTo(5);
        assertThat(number(gradOf(x -> list(total(vmap(z -> z.mul(w.read())).apply(x[0]))), w, of(5, 6))))
                .as("inside vmap").isEqualTo(11);
        assertThat(number(gradOf(x -> loop(c -> c[0].compare(Relation.LT, 20), c -> list(c[0].mul(w.read())), x[0]), w,
                scalar(1))))
                .as("inside a loop").isEqualTo(27);
        assertThat(
                number(gradOf(x -> Shorthand.vjpRule(z -> list(z[0].mul(w.read())), x, z -> list(z[2])), w, scalar(5))))
                .as("inside a custom rule: constant, as in MindSpore").isZero();
        assertThat(array(vmap(x -> gradOf(z -> list(z[0].mul(w.read()).mul(w.read())), w, x)).apply(of(1, 2))))
                .containsExactly(6, 12);
        assertThat(number(gradOf(x -> list(gradOf(z -> list(w.read().mul(w.read()).mul(w.read()).mul(z[0])), w, x[0])),
                w, scalar(1))))
                .as("second order").isEqualTo(18);
    }

    @Test
    void assignmentsAreCommittedWhenTheOutermostReturns() {
        var w = new Variable(scalar(1));
        var step = Staging.jit(x -> {
            Value g = gradOf(z -> list(w.read().mul(w.read()).mul(z[0])), w, x[0]);
            w.assign(w.read().sub(g.mul(0.1)));
            assertThat(number(w.committed())).as("not yet").isEqualTo(1);
            return list(w.read());
        }, Calculus.F64);
        assertThat(number(step.call(scalar(1))[0])).isCloseTo(0.8, EXACT);
        assertThat(number(step.call(scalar(1))[0])).isCloseTo(0.64, EXACT);
        assertThat(number(w.committed())).isCloseTo(0.64, EXACT);
        assertThat(w.committed().node()).isNull();
        assertThatThrownBy(() -> vmap(x -> {
            w.assign(x);
            return x;
        }).apply(of(1, 2))).isInstanceOf(IllegalStateException.class).hasMessageContaining("inside vmap");
        assertThatThrownBy(() -> grad0(x -> {
            w.assign(x.mul(5));
            throw new ArithmeticException("mine");
        }).apply(scalar(1))).isInstanceOf(ArithmeticException.class);
        assertThat(number(w.committed())).as("nothing committed by a function that threw").isCloseTo(0.64, EXACT);
    }

    @Test
    void aVariableOnAnotherThreadNeedsABoundTask() {
        var w = new Variable(scalar(3));
        Value bound = gradOf(x -> {
            var task = Trace.bound(() -> w.read().mul(x[0]));
            return list(CompletableFuture.supplyAsync(() -> {
                try {
                    return task.call();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }).join());
        }, w, scalar(2));
        assertThat(number(bound)).isEqualTo(2);
    }

    // ---- pullbacks

    @Test
    void pullbacks() {
        var back = Shorthand.vjp(x -> list(sin(x[0]).mul(x[1])), list(scalar(1), scalar(2)), List.of(), 1);
        assertThat(number(back.outputs()[0])).isCloseTo(2 * Math.sin(1), EXACT);
        assertThat(number(back.apply(scalar(1))[0])).isCloseTo(2 * Math.cos(1), EXACT);
        assertThat(number(back.apply(scalar(10))[1])).isCloseTo(10 * Math.sin(1), EXACT);
        assertThat(number(grad(c -> back.apply(c.mul(c))[0]).apply(scalar(3)))).as("differentiated in the cotangent")
                .isCloseTo(12 * Math.cos(1), EXACT);
        assertThat(array(Vmap.apply(c -> back.apply(c), list(of(1, 2)), new int[]{0}, 2)[0])).containsExactly(
                2 * Math.cos(1),
                4 * Math.cos(1));
    }

    // ---- custom rules

    private static F tripled(Fun rule) {
        return x -> Shorthand.vjpRule(z -> list(z[0].mul(3)), list(x), rule)[0];
    }

    @Test
    void rulesThatAreNotLinear() {
        F squares = tripled(z -> list(z[2].mul(z[2])));
        assertThat(number(grad(squares).apply(scalar(1)))).as("reverse mode runs any rule").isEqualTo(1);
        assertThatThrownBy(() -> jvp(squares, scalar(1)).apply(scalar(1))).isInstanceOf(NonlinearRuleException.class)
                .hasMessageContaining("mul");
        assertThatThrownBy(() -> jvp(tripled(z -> list(z[2].add(1))), scalar(1)).apply(scalar(1)))
                .isInstanceOf(NonlinearRuleException.class)
                .hasMessageContaining("constant");
        assertThatThrownBy(() -> jvp(tripled(z -> list(z[2].map(ScalarFn.MAX, z[0]))), scalar(1)).apply(scalar(1)))
                .isInstanceOf(NonlinearRuleException.class).hasMessageContaining("max");
        assertThatThrownBy(() -> jvp(tripled(z -> list(z[0])), scalar(1)).apply(scalar(1)))
                .isInstanceOf(NonlinearRuleException.class);
        F masked = tripled(z -> list(Value.select(z[0].compare(Relation.GT, 0), z[2], Value.zeros(z[2].type()))));
        assertThat(number(jvp(masked, scalar(1)).apply(scalar(1)))).as("a mask is linear").isEqualTo(1);
        F loops = tripled(z -> list(Control.scan(list(z[2]), list(of(2, 3)), c -> list(c[0].mul(c[1])), 2, false)[0]));
        assertThat(number(jvp(loops, scalar(1)).apply(scalar(1)))).as("a scan over constants is linear").isEqualTo(6);
    }

    @Test
    void rulesAreUsedAgainForSecondOrder() {
        F cube = x -> Shorthand.vjpRule(z -> list(z[0].mul(z[0]).mul(z[0])), list(x),
                z -> list(z[2].mul(grad0(q -> q.mul(q).mul(q)).apply(z[0]))))[0];
        assertThat(number(grad(grad0(cube)).apply(scalar(2)))).isCloseTo(12, EXACT);
        assertThat(number(jvp(grad0(cube), scalar(1)).apply(scalar(2)))).isCloseTo(12, EXACT);
        assertThat(number(jvp(jvp(cube, scalar(1)), scalar(1)).apply(scalar(2)))).isCloseTo(12, EXACT);
    }

    // ---- hooks

    @Test
    void hooksSeeCotangentsWithValues() {
        var seen = new ArrayList<Double>();
        F f = x -> Value.bind1(new Mark.Hook(ct -> {
            seen.add(number(ct));
            return ct.mul(2);
        }), x.mul(x)).mul(5);
        assertThat(number(grad(f).apply(scalar(3)))).isEqualTo(60);
        assertThat(seen).containsExactly(5.0);
        F silent = x -> Value.bind1(new Mark.Hook(ct -> ct.mul(2)), x.mul(x)).mul(5);
        assertThat(number(jit(grad0(silent)).apply(scalar(3)))).as("under jit").isEqualTo(60);
        assertThat(array(vmap(grad0(silent)).apply(of(3, 4)))).as("under vmap").containsExactly(60, 80);
        assertThat(number(jvp(silent, scalar(1)).apply(scalar(3)))).as("a tangent passes").isEqualTo(30);
    }

    // ---- loops

    @Test
    void unboundedLoopsInBothModesAndUnderVmap() {
        F f = w -> loop(c -> c[0].compare(Relation.LT, 10), c -> list(c[0].mul(1.5).add(sin(w.mul(c[0]))), c[1].add(1)),
                w.mul(w).add(1),
                scalar(0))[0];
        double w = 0.7;
        double forward = number(jvp(f, scalar(1)).apply(scalar(w)));
        assertThat(number(f.apply(scalar(w)))).isCloseTo(loopInJava(w), EXACT);
        assertThat(forward).isCloseTo(Calculus.difference(SituationTest::loopInJava, w), within(1e-4));
        assertThat(number(grad(f).apply(scalar(w)))).isCloseTo(forward, within(1e-11));
        double second = number(jvp(grad0(f), scalar(1)).apply(scalar(w)));
        assertThat(number(grad(grad0(f)).apply(scalar(w)))).isCloseTo(second, within(1e-9 * Math.abs(second)));
        double third = number(grad(grad0(grad0(f))).apply(scalar(w)));
        assertThat(third).isCloseTo(Calculus.difference(z -> number(grad(grad0(f)).apply(scalar(z))), w),
                within(1e-4 * Math.abs(third)));
        double[] at = {.1, .7, 1.3, 2.9};
        double[] slopes = new double[4];
        for (int i = 0; i < 4; i++) {
            slopes[i] = number(grad(f).apply(scalar(at[i])));
        }
        assertThat(array(vmap(grad0(f)).apply(of(at)))).as("lanes of different lengths").containsExactly(slopes,
                within(1e-9));
        assertThat(array(grad(z -> total(vmap(f).apply(z))).apply(of(at)))).containsExactly(slopes, within(1e-9));
        assertThat(number(grad(x -> loop(c -> c[0].compare(Relation.LT, -1), c -> list(sin(c[0])), x.mul(x))[0])
                .apply(scalar(3))))
                .as("no trips").isEqualTo(6);
    }

    private static double loopInJava(double w) {
        double c = w * w + 1;
        while (c < 10) {
            c = c * 1.5 + Math.sin(w * c);
        }
        return c;
    }

    @Test
    void longLoopsAreLinear() {
        int trips = 20_000;
        F f = x -> loop(c -> c[1].compare(Relation.LT, trips),
                c -> list(c[0].mul(.999).add(sin(x).mul(.001)), c[1].add(1)), x,
                scalar(0))[0];
        double p = Math.pow(.999, trips);
        assertThat(number(grad(f).apply(scalar(.5)))).isCloseTo(p + (1 - p) * Math.cos(.5), within(1e-9));
    }

    @Test
    void branches() {
        Fun f = x -> list(cond(x[0].compare(Relation.GT, 0), z -> sin(z).mul(x[1]), z -> z.mul(z), x[0]));
        assertThat(number(grads(f, scalar(1), scalar(2))[0])).isCloseTo(2 * Math.cos(1), EXACT);
        assertThat(number(grads(f, scalar(1), scalar(2))[1])).isCloseTo(Math.sin(1), EXACT);
        assertThat(number(grads(f, scalar(-1), scalar(2))[0])).isEqualTo(-2);
        assertThat(number(grads(f, scalar(-1), scalar(2))[1])).as("captured by the other branch").isZero();
    }

    // ---- depth

    @Test
    @Tag("slow")
    void longChainsNeitherOverflowNorGrowQuadratically() {
        for (int n : new int[]{10_000, 100_000}) {
            F chain = x -> {
                Value t = x;
                for (int i = 0; i < n / 2; i++) {
                    t = sin(t).mul(1.0001);
                }
                return t;
            };
            assertThat(number(grad0(chain).apply(scalar(.5)))).isFinite();
            assertThat(number(jit(grad0(chain)).apply(scalar(.5)))).isFinite();
            if (n == 10_000) {
                assertThat(number(grad0(grad0(chain)).apply(scalar(.5)))).isFinite();
            }
        }
    }

    @Test
    void cosineIsTheDerivativeOfSine() {
        assertThat(number(grad(Calculus::sin).apply(scalar(1)))).isEqualTo(number(cos(scalar(1))));
        assertThat(new Type(DType.FLOAT64, Shape.SCALAR)).isEqualTo(Calculus.F64);
    }
}
