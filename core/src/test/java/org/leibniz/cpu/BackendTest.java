package org.leibniz.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.fuzz.MatrixPrograms;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Op;
import org.leibniz.ir.Program;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Stack;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.plan.Machine;
import org.leibniz.reference.Reference;

/// What is above the seam, by a second backend: its arrays are none of Java's, and the reference does each kernel and
/// each routine. Which results share an array, what control flow does with them, and what outlives a run is right if
/// that gives what the reference makes of the whole program.
final class BackendTest {
    private final Backend far = new Far();
    private final Compiler compiler = new Compiler(far);

    private void check(Program p, Random random) {
        Object[] first = Samples.inputs(p, random, false);
        Object[] results = run(p, first);
        for (int i = 0; i < 2; i++) {
            run(p, Samples.inputs(p, random, false));
        }
        Object[] expected = new Reference().run(p, first);
        for (int i = 0; i < expected.length; i++) { // what the first run gave is as it was
            Samples.close("output " + i + " of " + p, p.output(i), expected[i], near(results[i]), 64, 1e-9);
        }
    }

    private Object[] run(Program p, Object[] in) {
        Object[] there = new Object[in.length];
        for (int i = 0; i < in.length; i++) {
            there[i] = far.write(in[i]);
        }
        return compiler.executable(p).run(there);
    }

    private Object near(Object x) {
        return x instanceof Stack(var items) ? new Stack(items.stream().map(this::near).toList()) : far.read(x);
    }

    @Test
    void kernelsAndRoutines() {
        int[][] shapes = {{1, 1}, {3, 4}, {16, 32}, {4, 600}};
        for (int seed = 0; seed < 60; seed++) {
            int[] d = shapes[seed % shapes.length];
            check(MatrixPrograms.of(seed, d[0], d[1], 30), new Random(seed));
        }
    }

    @Test
    void tablesAndParametersAsResults() {
        var t = new Type(DType.FLOAT64, Shape.of(5, 2000));
        check(Program.of(x -> new Value[]{Value.iota(t, 1), x[0].reshape(Shape.of(10_000)),
                x[0].matmul(Value.iota(t, 0).transposed())}, t),
                new Random(1));
    }

    @Test
    void branchesLoopsAndStacks() {
        var t = new Type(DType.FLOAT64, Shape.of(3));
        var n = Type.scalar(DType.INT32);
        var cond = new Composite.Cond(Program.of(x -> new Value[]{x[0].mul(2), x[0]}, t),
                Program.of(x -> new Value[]{x[0], x[0].add(1)}, t));
        var test = Program.of(x -> new Value[]{x[1].compare(Relation.LT, 5)}, t, n);
        // the last one is kept of each trip
        var body = Program.of(x -> new Value[]{x[1].mul(x[0]), x[2].add(1), x[1]}, t, t, n);
        var forward = Program.of(x -> new Value[]{x[1].add(x[0].mul(x[2])), x[1].add(x[2])}, t, t, t);
        var p = Program.of(x -> {
            var y = Value.bind(cond, x[0].sum(Ints.of(0)).compare(Relation.GT, 0), x[0].add(1));
            var loop = Value.bind(new Composite.While(test, body, 0, 1, 2), y[0], y[1], Value.literal(n, 0));
            var trips = loop[3];
            var doubled = Value.bind1(ScalarFn.ADD.op(), loop[2], loop[2]);
            var either = Value.bind1(new Routine.Either(), Value.bind1(new Leaf.Fill(doubled.type(), 0)), doubled);
            var back = Value.bind(new Composite.Scan(forward, 1, 1, true, -1), trips, y[1], y[0], either);
            var dense = Value.bind(new Composite.Scan(forward, 1, 1, false, 4), Value.literal(n, 4), y[1], y[0],
                    x[1].mul(2));
            return Value.join(loop, back, dense, new Value[]{doubled, trips.add(1)});
        }, t, new Type(DType.FLOAT64, Shape.of(4, 3)));
        for (int seed = 0; seed < 5; seed++) {
            check(p, new Random(seed));
        }
    }

    /// An array that only the backend reads.
    private record Elsewhere(Object elements) {}

    private static final class Far implements Backend {
        @Override
        public Machine machine() {
            return Processor.HERE;
        }

        @Override
        public Step kernel(Site site, Workspace workspace) {
            int table = workspace.table(8, () -> new double[]{1});
            int place = workspace.place(100);
            var step = routine(site);
            return state -> {
                assertThat((double[]) read(state.values[table])).containsExactly(1);
                assertThat(state.kept[place]).isIn(null, site);
                state.kept[place] = site;
                step.run(state);
            };
        }

        @Override
        public Step routine(Site site) {
            int n = site.in().length;
            var program = new Program(site.inTypes(), new Op[]{site.op()}, new int[][]{IntStream.range(0, n).toArray()},
                    IntStream.range(n, n + site.out().length).toArray());
            return state -> {
                Object[] in = new Object[n];
                for (int i = 0; i < n; i++) {
                    var type = site.inTypes()[i];
                    in[i] = Buffers.allocate(type.dtype(), type.shape().size());
                    copy(((Elsewhere) state.values[site.in()[i]]).elements, in[i], type);
                }
                Object[] out = new Reference().run(program, in);
                for (int i = 0; i < out.length; i++) {
                    copy(out[i], ((Elsewhere) state.values[site.out()[i]]).elements, site.outTypes()[i]);
                }
            };
        }

        private static void copy(Object from, Object to, Type type) {
            System.arraycopy(from, 0, to, 0, type.shape().size());
        }

        /// Full of what nobody may read.
        @Override
        public Object allocate(DType dtype, int length) {
            return new Elsewhere(Buffers.filled(dtype, Shape.of(length), 99));
        }

        @Override
        public Object write(Object data) {
            int n = Buffers.length(data);
            Object elements = Array.newInstance(data.getClass().getComponentType(), n);
            System.arraycopy(data, 0, elements, 0, n);
            return new Elsewhere(elements);
        }

        @Override
        public Object read(Object array) {
            return ((Elsewhere) array).elements;
        }
    }
}
