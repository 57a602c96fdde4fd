package org.leibniz.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.InterruptedComputationException;
import org.leibniz.Shape;
import org.leibniz.ir.Evaluator;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Program;
import org.leibniz.ir.Relation;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.transform.Control;
import org.leibniz.transform.Fun;
import org.leibniz.transform.Shorthand;
import org.leibniz.transform.Staging;

/// Small programs as methods of Java: which programs are, when, and what happens at the edges. Their bits are in
/// [org.leibniz.fuzz].
final class SmallProgramTest {
    private static final Type F64 = Type.scalar(DType.FLOAT64);

    /// A program and what it is run on: numbers that the function was written with come first.
    private record Case(Program program, Object[] in) {
        static Case of(Fun f, Value... arguments) {
            var staged = Staging.jit(f, Value.types(arguments));
            var given = new ArrayList<Object[]>();
            var program = staged.program();
            Evaluator.with((p, x) -> {
                given.add(x);
                return Tiers.library().run(p, x);
            }, () -> staged.call(arguments));
            return new Case(program, given.getFirst());
        }

        Object[] run(Compiler compiler) {
            return compiler.run(program, in);
        }
    }

    private static Value number(double x) {
        return Value.of(F64, new double[]{x});
    }

    private static Value whole(int x) {
        return Value.literal(Type.scalar(DType.INT32), x);
    }

    private static void sameBits(Fun f, Value... arguments) {
        var c = Case.of(f, arguments);
        var methods = Tiers.generated();
        assertThat(Tiers.sameBits(c.run(Tiers.library()), c.run(methods))).as(c.program.toString()).isTrue();
        assertThat(Tiers.isMethod(methods, c.program)).as(c.program.toString()).isTrue();
    }

    private static Value[] gradient(Fun f, Value... x) {
        return Shorthand.gradient(f, x, List.of(), 1, null).gradients();
    }

    /// x halved until it is below 1: as often as its exponent says.
    private static Value[] halved(Value x) {
        return Control.whileLoop(new Value[]{x}, s -> s[0].compare(Relation.GE, 1),
                s -> new Value[]{s[0].mul(0.5).map(ScalarFn.TANH).add(s[0].mul(0.5)).mul(0.75)});
    }

    // ---- which, and when

    @Test
    void loopsAreMethodsFromTheFirstCallOn() {
        var compiler = Tiers.provided();
        assertThat(Tiers.isMethod(compiler, Case.of(in -> halved(in[0]), number(9)).program)).isTrue();
    }

    @Test
    void theRestEarnsIt() throws InterruptedException {
        var compiler = Tiers.provided();
        var p = Case.of(in -> Control.cond(in[0].compare(Relation.GT, 0),
                () -> new Value[]{in[0].map(ScalarFn.SIN).mul(in[1])}, () -> new Value[]{in[1].mul(in[0])}), number(1),
                number(2)).program;
        var library = Tiers.library();
        var r = new Random(1);
        long end = System.nanoTime() + 30_000_000_000L;
        for (int i = 0; !compiler.executable(p).toString().equals("one method"); i++) {
            assertThat(System.nanoTime()).as("no methods after 30 seconds").isLessThan(end);
            Object[] in = {new double[]{r.nextDouble(-1, 1)}, new double[]{r.nextDouble()}};
            assertThat(Tiers.sameBits(library.run(p, in), compiler.run(p, in))).isTrue();
            if (i > 1000) {
                Thread.sleep(1);
            }
        }
    }

    @Test
    void aLoopInALargeProgramIsMethods() {
        var compiler = Tiers.provided();
        var large = new Type(DType.FLOAT64, Shape.of(300, 300));
        var c = Case.of(in -> {
            var y = halved(in[1])[0];
            return new Value[]{in[0].matmul(in[0]).mul(y.broadcast(large.shape())), y};
        }, Value.of(large, Samples.random(large, new Random(2), false)), number(12));
        assertThat(compiler.executable(c.program).toString()).contains("one method").contains("dot");
        assertThat(Tiers.sameBits(c.run(Tiers.library()), c.run(compiler))).isTrue();
    }

    @Test
    void whatIsLargeIsNone() {
        var type = new Type(DType.FLOAT64, Shape.of(1000));
        var c = Case.of(in -> Control.whileLoop(new Value[]{in[0]},
                s -> s[0].sum(Ints.of(0)).compare(Relation.GE, 1), s -> new Value[]{s[0].mul(0.5)}),
                Value.of(type, new double[1000]));
        assertThat(Tiers.isMethod(Tiers.provided(), c.program)).isFalse();
    }

    // ---- bits

    /// Of one element, each function by the method that its loops call.
    @Test
    void functionsHaveTheBitsOfLoops() {
        double[] xs = {0, -0.0, 0.3, -0.7, 1, -1, 2.5, -40, 1e-300, 1e300, Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY, Double.NaN};
        var library = Tiers.library();
        var methods = Tiers.generated();
        for (var fn : ScalarFn.values()) {
            for (var dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
                if (fn.accepts(dtype)) {
                    Type[] types = fn.arity() == 1
                            ? new Type[]{Type.scalar(dtype)}
                            : new Type[]{Type.scalar(dtype), Type.scalar(dtype)};
                    var p = Program.of(in -> new Value[]{fn.arity() == 1 ? in[0].map(fn) : in[0].map(fn, in[1])},
                            types);
                    for (double a : xs) {
                        for (double b : fn.arity() == 1 ? new double[1] : xs) {
                            Object[] in = dtype == DType.FLOAT32
                                    ? new Object[]{new float[]{(float) a}, new float[]{(float) b}}
                                    : new Object[]{new double[]{a}, new double[]{b}};
                            Object[] given = Arrays.copyOf(in, fn.arity());
                            assertThat(Tiers.sameBits(library.run(p, given), methods.run(p, given)))
                                    .as("%s of %s %s in %s", fn, a, b, dtype).isTrue();
                        }
                    }
                    assertThat(Tiers.isMethod(methods, p)).isTrue();
                }
            }
        }
    }

    // ---- long code

    @Test
    void longCodeIsCut() {
        sameBits(in -> {
            Value x = in[0];
            Value y = in[1];
            for (int i = 0; i < 1000; i++) {
                Value z = x.mul(y).sub(x.map(ScalarFn.SIN));
                x = y;
                y = z.map(ScalarFn.TANH);
            }
            return new Value[]{x, y};
        }, number(0.3), number(0.7));
    }

    @Test
    void longBodiesOfLoopsAreCut() {
        var type = new Type(DType.FLOAT32, Shape.of(3));
        sameBits(in -> Control.whileLoop(new Value[]{in[0], in[1], whole(0)}, s -> s[2].compare(Relation.LT, 5), s -> {
            Value x = s[0];
            Value y = s[1];
            for (int i = 0; i < 200; i++) {
                Value z = x.mul(y).sub(x);
                x = y;
                y = z.map(ScalarFn.MAX, x.neg()).mul(0.9);
            }
            return new Value[]{x, y, s[2].add(1)};
        }), Value.of(type, new float[]{0.3f, -0.1f, 2}), Value.of(type, new float[]{0.7f, 1, -1}));
    }

    // ---- residuals

    @Test
    void residualsGrow() {
        sameBits(in -> gradient(
                x -> new Value[]{Control.whileLoop(new Value[]{x[0], whole(0)}, s -> s[1].compare(Relation.LT, 1000),
                        s -> new Value[]{s[0].map(ScalarFn.SIN).mul(1.01), s[1].add(1)})[0]},
                in), number(0.4));
    }

    /// A loop whose trips have loops of other lengths, and none.
    @Test
    void residualsAreRagged() {
        for (double at : new double[]{0.45, -2, 3}) {
            sameBits(in -> gradient(
                    x -> new Value[]{Control.whileLoop(new Value[]{x[0], number(1)},
                            s -> s[1].compare(Relation.LT, 9),
                            s -> new Value[]{
                                    Control.whileLoop(new Value[]{s[0].mul(s[1])},
                                            t -> t[0].compare(Relation.GT, 0.5),
                                            t -> new Value[]{t[0].map(ScalarFn.SIN).mul(0.9)})[0],
                                    s[1].add(1)})[0]},
                    in), number(at));
        }
    }

    // ---- errors

    @Test
    void aPositionThatDoesNotExistIsTheSameError() {
        var five = Value.of(new Type(DType.FLOAT64, Shape.of(5)), new double[]{1, 2, 3, 4, 5});
        var f = (Fun) in -> Control.whileLoop(new Value[]{in[0], whole(0)}, s -> s[0].compare(Relation.LT, 14.5),
                s -> new Value[]{s[0].add(in[1].gather(0, 0, s[1])), s[1].add(1)});
        var c = Case.of(f, number(0), five);
        c.in[c.in.length - 2] = new double[]{-1}; // which takes one trip more
        for (var compiler : List.of(Tiers.library(), Tiers.generated())) {
            assertThatThrownBy(() -> c.run(compiler)).isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("gather (get, take, crossEntropy): index 5 is out of range for axis 0 of extent 5:"
                            + " expected -5 to 4");
        }
    }

    @Test
    void aDivisionByZeroIsTheSameError() {
        var type = Type.scalar(DType.INT32);
        var c = Case.of(in -> Control.whileLoop(new Value[]{in[0]}, s -> s[0].compare(Relation.GT, 0),
                s -> new Value[]{in[1].map(ScalarFn.FLOOR_DIV, s[0].sub(whole(1)))}), Value.of(type, new int[]{-1}),
                Value.of(type, new int[]{7}));
        for (int k = 0; k < c.in.length; k++) {
            c.in[k] = ((int[]) c.in[k])[0] == -1 ? new int[]{1} : c.in[k];
        }
        for (var compiler : List.of(Tiers.library(), Tiers.generated())) {
            assertThatThrownBy(() -> c.run(compiler)).isInstanceOf(ArithmeticException.class);
        }
    }

    @Test
    void anEndlessLoopCanBeInterrupted() throws InterruptedException {
        var c = Case.of(in -> Control.whileLoop(new Value[]{in[0]}, s -> s[0].compare(Relation.GT, 0),
                s -> new Value[]{s[0].mul(0.5).add(1)}), number(-1));
        for (int k = 0; k < c.in.length; k++) {
            c.in[k] = ((double[]) c.in[k])[0] == -1 ? new double[]{1} : c.in[k];
        }
        var thrown = new AtomicReference<Throwable>();
        var thread = new Thread(() -> {
            try {
                c.run(Tiers.provided());
            } catch (InterruptedComputationException e) {
                thrown.set(e);
            }
        });
        thread.start();
        Thread.sleep(100);
        thread.interrupt();
        thread.join(10_000);
        assertThat(thrown.get()).isInstanceOf(InterruptedComputationException.class);
    }
}
