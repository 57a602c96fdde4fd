package org.leibniz.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Evaluator;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Mark;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.plan.Plan;
import org.leibniz.transform.Fun;
import org.leibniz.transform.Shorthand;
import org.leibniz.transform.Simplify;
import org.leibniz.transform.Staging;

/// How many kernels and routines programs become, and that these compute what the reference does.
final class FusionTest {
    private static Type f32(int... dims) {
        return new Type(DType.FLOAT32, Shape.of(dims));
    }

    /// What a jitted function becomes, checked against the reference.
    private static Program schedule(Fun f, Type... types) {
        var staged = Staging.jit(f, types);
        Value[] in = new Value[types.length];
        var random = new Random(5);
        for (int i = 0; i < in.length; i++) {
            in[i] = Value.of(types[i], Samples.random(types[i], random, false));
        }
        Program[] schedule = new Program[1];
        Evaluator.with((program, data) -> {
            schedule[0] = Plan.make(Simplify.of(program), Processor.HERE);
            Samples.compare(Tiers.generated(), program, data, 64, 1e-2);
            return Tiers.provided().run(program, data);
        }, () -> staged.call(in));
        return schedule[0];
    }

    private static void expect(int kernels, int routines, Program s) {
        assertEquals(List.of(kernels, routines), List.of(Plan.kernels(s), Plan.routines(s)), s.toString());
    }

    /// The function and the gradients of its first inputs.
    private static Fun gradient(Fun f, int inputs) {
        return x -> {
            Value[] rest = Arrays.copyOfRange(x, inputs, x.length);
            var r = Shorthand.gradient(y -> f.apply(Value.join(y, rest)), Arrays.copyOf(x, inputs), List.of(), 1, null);
            return Value.join(r.outputs(), r.gradients());
        };
    }

    private static Value rows(Value v, Shape shape) {
        return v.reshape(shape.with(shape.rank() - 1, 1)).broadcast(shape);
    }

    private static Value softmax(Value x) {
        int last = x.shape().rank() - 1;
        var e = x.sub(rows(Value.bind1(new Mark.StopGradient(), x.reduce(Reducer.MAX, Ints.of(last))), x.shape()))
                .map(ScalarFn.EXP);
        return e.div(rows(e.sum(Ints.of(last)), x.shape()));
    }

    private static Value normalized(Value x, Value gain, Value bias) {
        int last = x.shape().rank() - 1;
        double part = 1.0 / x.shape().dim(last);
        var c = x.sub(rows(x.sum(Ints.of(last)).mul(part), x.shape()));
        var s = c.mul(c).sum(Ints.of(last)).mul(part).add(1e-5).map(ScalarFn.RSQRT);
        return c.mul(rows(s, x.shape())).mul(gain.broadcast(x.shape())).add(bias.broadcast(x.shape()));
    }

    private static Value total(Value x) {
        return x.sum(Ints.range(0, x.shape().rank()));
    }

    @Test
    void elementwise() {
        expect(1, 0, schedule(x -> new Value[]{x[0].mul(x[1]).add(x[0]).map(ScalarFn.SIN)}, f32(1000), f32(1000)));
        expect(1, 0,
                schedule(gradient(x -> new Value[]{total(x[0].mul(x[1]).map(ScalarFn.SIN))}, 2), f32(1000), f32(1000)));
        expect(1, 0, schedule(x -> new Value[]{x[0].add(x[1].broadcast(x[0].shape())), x[0].transposed()}, f32(40, 50),
                f32(50)));
    }

    @Test
    void rowByRow() {
        expect(1, 0, schedule(x -> new Value[]{softmax(x[0])}, f32(90, 50)));
        expect(1, 0, schedule(x -> new Value[]{softmax(x[0])}, f32(3, 4)));
        expect(1, 0, schedule(gradient(x -> new Value[]{total(softmax(x[0]).mul(x[1]))}, 1), f32(90, 64), f32(90, 64)));
        expect(1, 0, schedule(x -> new Value[]{normalized(x[0], x[1], x[2])}, f32(90, 64), f32(64), f32(64)));
        expect(1, 0,
                schedule(gradient(x -> new Value[]{total(normalized(x[0], x[1], x[2]).map(ScalarFn.TANH))}, 3),
                        f32(90, 64), f32(64),
                        f32(64)));
        expect(3, 0, schedule(x -> new Value[]{softmax(x[0])}, f32(9, 5000)));
    }

    @Test
    void reductionsShareAPass() {
        expect(1, 0,
                schedule(
                        x -> new Value[]{total(x[0]), x[0].sum(Ints.of(0)), x[0].sum(Ints.of(1)),
                                x[0].reduce(Reducer.MAX, Ints.of(1))},
                        f32(70, 512)));
        expect(1, 0, schedule(x -> new Value[]{x[0].mul(x[0]).sum(Ints.of(1)), x[0].sum(Ints.of(1))}, f32(20, 3000)));
    }

    /// What is cheap is computed again where it is needed.
    @Test
    void masksAreNotKept() {
        var s = schedule(gradient(x -> {
            var h = x[0].matmul(x[1]);
            return new Value[]{
                    total(h.add(x[2].broadcast(h.shape())).map(ScalarFn.RELU).matmul(x[3]).map(ScalarFn.SQUARE))};
        }, 4), f32(60, 30), f32(30, 40), f32(40), f32(40, 20));
        for (int slot = 0; slot < s.slots(); slot++) {
            assertNotEquals(DType.BOOL, s.type(slot).dtype(), s.toString());
        }
    }

    /// Transposed operands and results need no copies.
    @Test
    void products() {
        expect(0, 1, schedule(x -> new Value[]{x[0].transposed().matmul(x[1].transposed())}, f32(30, 20), f32(40, 30)));
        expect(0, 2, schedule(x -> {
            var heads = x[0].reshape(Shape.of(8, 10, 4, 6)).transpose(Ints.of(0, 2, 1, 3));
            var scores = heads.matmul(heads.transposed());
            return new Value[]{scores.matmul(heads).transpose(Ints.of(0, 2, 1, 3)).reshape(Shape.of(80, 24))};
        }, f32(80, 24)));
    }

    @Test
    void nothingToDo() {
        expect(0, 0, schedule(x -> new Value[]{x[0].reshape(Shape.of(4, 5)), x[0]}, f32(20)));
    }
}
