package org.leibniz.cpu.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.cpu.Assembler;
import org.leibniz.cpu.Blocks;
import org.leibniz.cpu.Body;
import org.leibniz.cpu.Code;
import org.leibniz.cpu.GeneratedLoops;
import org.leibniz.cpu.Instruction;
import org.leibniz.cpu.Item;
import org.leibniz.cpu.Kernel;
import org.leibniz.cpu.SlotKind;
import org.leibniz.cpu.State;
import org.leibniz.cpu.Straight;
import org.leibniz.cpu.Tier;
import org.leibniz.cpu.Tiers;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Relation;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.plan.Plan;
import org.leibniz.reference.Reference;

/// Generated code of bodies: bits, what goes together, and who shares a class.
final class GeneratedTest {
    /// Or what is said of the Vector API would be tested without it.
    @Test
    void vectorsAreThere() {
        assertTrue(VectorApi.isThere());
    }

    // ---- bits

    /// Each body of the plans of random programs by the library, by straight code and by both forms of loops: the same
    /// bits; and where no function is but approximated, those of the reference.
    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64", "FLOAT16", "INT32", "INT64", "INT8", "BOOL"})
    void randomBodies(DType dtype) {
        int straight = 0;
        int loops = 0;
        int[][] shapes = {{1, 2}, {2, 3}, {1, 7}, {4, 4}, {3, 5}, {8, 2}, {5, 100}, {30, 20}, {4, 600}};
        for (int seed = 0; seed < 90; seed++) {
            int[] d = shapes[seed % shapes.length];
            for (var body : bodies(program(dtype, d[0], d[1], new Random(seed)), AtOnce.LIBRARY)) {
                var r = new Random(seed);
                Object[] in = inputs(body.program, r);
                Object[] expected = run(body, Assembler.library(body), in);
                assertTrue(Tiers.sameBits(expected, new Reference().run(body.program, in)) || !isExact(body.program),
                        () -> "by the library: " + body.program);
                var written = StraightWriter.write(body);
                straight += written.isPresent() ? 1 : 0;
                written.ifPresent(code -> assertTrue(Tiers.sameBits(expected, run(body, code, in)),
                        () -> "straight: " + body.program));
                for (var form : LoopForm.values()) {
                    var items = Arrangement.of(body, form);
                    check(body, items);
                    loops += Arrangement.hasLoops(items) ? 1 : 0;
                    var code = Assembler.of(body, items, new LoopWriter(form, false));
                    assertTrue(Tiers.sameBits(expected, run(body, code, in)), () -> form + ": " + body.program);
                }
            }
        }
        if (dtype != DType.FLOAT16 && dtype != DType.INT8) {
            assertTrue(straight > 20, straight + " straight");
            assertTrue(loops > 20 || dtype == DType.BOOL, loops + " with loops");
        }
    }

    /// Every operation once, after those that it needs; what a loop says of its inputs and outputs is so.
    private static void check(Body body, List<Item> items) {
        var p = body.program;
        boolean[] done = new boolean[p.size()];
        for (var item : items) {
            int[] operations = item instanceof Item.Loop loop
                    ? loop.operations()
                    : new int[]{((Item.Single) item).operation()};
            for (int i : operations) {
                for (int j = 0; j < p.arity(i); j++) {
                    int x = p.in(i, j);
                    int root = body.role(x) == org.leibniz.plan.SlotRoles.Role.FOLDING ? p.in(body.maker(x), 0) : x;
                    assertTrue(body.isLoad(root) || done[body.maker(root)],
                            () -> "operation " + i + " too early in " + p);
                    boolean here = body.maker(root) >= 0
                            && IntStream.of(operations).anyMatch(o -> o == body.maker(root));
                    if (item instanceof Item.Loop loop && !here && !body.isConstant(x)) {
                        assertTrue(IntStream.of(loop.inputs()).anyMatch(k -> k == x),
                                () -> "input " + x + " is missing in " + p);
                    } else if (!(item instanceof Item.Loop) && !body.isLoad(root)) {
                        for (var other : items) {
                            if (other instanceof Item.Loop loop
                                    && IntStream.of(loop.operations()).anyMatch(o -> o == body.maker(root))) {
                                assertTrue(IntStream.of(loop.outputs()).anyMatch(k -> k == root),
                                        () -> "output " + root + " is missing in " + p);
                            }
                        }
                    }
                }
                assertTrue(!done[i], () -> "operation " + i + " twice in " + p);
                done[i] = true;
            }
        }
        for (int i = 0; i < done.length; i++) {
            assertEquals(body.isComputed(p.out(i)), done[i], "operation " + i + " of " + p);
        }
    }

    private static boolean isExact(Program p) {
        for (int i = 0; i < p.size(); i++) {
            if (p.op(i) instanceof Pointwise.Unary(var fn) && !Bytecode.has(SlotKind.DOUBLE, fn)
                    && !Bytecode.has(SlotKind.INT, fn)
                    || p.op(i) instanceof Reduction.Reduce(var reducer, var _)
                            && (reducer == Reducer.SUM || reducer == Reducer.PROD)
                            && p.type(p.out(i)).dtype().isFloating()) {
                return false;
            }
        }
        return true;
    }

    /// Views, rows, columns, comparisons and casts of a matrix.
    private static Program program(DType dtype, int rows, int columns, Random r) {
        var type = new Type(dtype, Shape.of(rows, columns));
        return Program.of(in -> {
            var pool = new ArrayList<>(List.of(in[0], in[1], in[2].broadcast(type.shape()), in[0].reverse(Ints.of(1)),
                    Value.bind1(new Movement.Pad(Ints.of(0, 1), Ints.of(0, 0), Ints.of(0, 0)),
                            in[1].slice(1, 0, columns - 1)),
                    in[3].transposed()));
            for (int i = 0; i < 14; i++) {
                pool.add(next(pool.get(r.nextInt(pool.size())), pool.get(pool.size() - 1 - r.nextInt(4)),
                        pool.get(r.nextInt(pool.size())),
                        r));
            }
            var last = pool.getLast();
            return new Value[]{last, pool.get(pool.size() - 3),
                    Value.bind1(new Reduction.Reduce(Reducer.MAX, Ints.of(1)), last),
                    Value.bind1(new Reduction.Reduce(dtype == DType.BOOL ? Reducer.MIN : Reducer.SUM, Ints.of(0)),
                            pool.get(pool.size() - 2)),
                    in[1].transposed()};
        }, type, type, new Type(dtype, Shape.of(columns)), new Type(dtype, Shape.of(columns, rows)));
    }

    private static Value next(Value a, Value b, Value c, Random r) {
        var dtype = a.dtype();
        if (dtype == DType.BOOL) {
            return switch (r.nextInt(4)) {
                case 0 -> a.map(ScalarFn.AND, b);
                case 1 -> a.map(ScalarFn.OR, b);
                case 2 -> a.map(ScalarFn.XOR, b);
                default -> Value.select(a, b, c);
            };
        }
        boolean floats = dtype.isFloating();
        return switch (r.nextInt(16)) {
            case 0 -> a.add(b);
            case 1 -> a.sub(b);
            case 2, 3 -> a.mul(b);
            case 4 -> a.map(ScalarFn.MAX, b).add(Value.literal(a.type(), r.nextInt(3) - 1));
            case 5 -> a.map(ScalarFn.MIN, b.mul(Value.literal(a.type(), r.nextInt(2) == 0 ? 3 : -0.0)));
            case 6 -> a.map(ScalarFn.SQUARE);
            case 7 -> a.map(floats ? ScalarFn.SQRT : ScalarFn.XOR, b);
            case 8 -> floats ? a.map(ScalarFn.RECIPROCAL) : a.map(ScalarFn.NOT);
            case 9 -> floats ? a.map(ScalarFn.RELU) : a.map(ScalarFn.AND, b);
            case 10 -> floats ? a.map(ScalarFn.TANH) : a.map(ScalarFn.ABS);
            case 11 -> Value.select(a.compare(Relation.values()[r.nextInt(6)], b), b, c);
            case 12 -> a.cast(floats ? DType.INT32 : DType.FLOAT32).cast(dtype);
            case 13 -> a.cast(DType.INT8).cast(dtype);
            case 14 ->
                a.sub(a.map(ScalarFn.ABS).sum(Ints.of(1)).reshape(Shape.of(a.shape().dim(0), 1)).broadcast(a.shape()));
            default -> a.map(ScalarFn.NEG);
        };
    }

    // ---- what goes together

    /// An operation that a loop cannot have, and that does not wait for the loop, is done before it; a reduction behind
    /// it: one loop.
    @Test
    void whatDoesNotWaitIsDoneBefore() {
        var type = new Type(DType.FLOAT32, Shape.of(4000));
        var body = body(Program.of(in -> {
            var a = in[0].mul(in[1]);
            var e = in[1].map(ScalarFn.EXP);
            var b = a.add(in[0]);
            return new Value[]{b.sub(e).mul(a), b.sum(Ints.of(0))};
        }, type, type));
        var items = Arrangement.of(body, LoopForm.PLAIN);
        assertEquals(List.of(1, 4, 1),
                items.stream().map(i -> i instanceof Item.Loop loop ? loop.operations().length : 1).toList());
    }

    /// A long chain is cut where only one value crosses.
    @Test
    void longRunsAreCut() {
        var type = new Type(DType.FLOAT32, Shape.of(4000));
        var body = body(Program.of(in -> {
            var x = in[0];
            for (int i = 0; i < 60; i++) {
                x = x.mul(in[1]).add(in[0]);
            }
            return new Value[]{x};
        }, type, type));
        for (var form : LoopForm.values()) {
            for (var item : Arrangement.of(body, form)) {
                var loop = (Item.Loop) item;
                assertTrue(loop.operations().length <= form.most(SlotKind.FLOAT));
                assertEquals(1, loop.outputs().length);
            }
        }
    }

    // ---- sharing

    /// Bodies that differ by extents, views and slots alone have loops of one class, each with its own numbers.
    @ParameterizedTest
    @EnumSource(LoopForm.class)
    void bodiesOfOtherExtentsShareAClass(LoopForm form) {
        var first = loops(chain(1000, 0, 2), form);
        assertSame(first.getClass(), loops(chain(1000, 0, 2), form).getClass());
        assertSame(first.getClass(), loops(chain(5001, 0, 2), form).getClass());
        assertSame(loops(chain(1000, 1, 2), form).getClass(), loops(chain(700, 5, 2), form).getClass());
        assertNotSame(first.getClass(), loops(chain(1000, 0, 3), form).getClass(), "another number");
        assertNotSame(loops(chain(1000, 0, 0), form).getClass(), loops(chain(1000, 0, -0.0), form).getClass(),
                "the sign of a zero");
    }

    /// `from` elements are left away in front of one operand, so that results lie elsewhere than what they are made of.
    private static Body chain(int n, int from, double number) {
        var type = new Type(DType.FLOAT32, Shape.of(n));
        return body(Program.of(in -> {
            var x = in[0].slice(0, from, n - from);
            var y = in[1].slice(0, 0, n - from);
            return new Value[]{x.mul(y).sub(x).mul(Value.literal(x.type(), number)).map(ScalarFn.MAX, y)};
        }, type, type));
    }

    private static GeneratedLoops loops(Body body, LoopForm form) {
        var code = Assembler.of(body, Arrangement.of(body, form), new LoopWriter(form, false));
        return Arrays.stream(code.instructions()).filter(i -> i instanceof Instruction.Generated)
                .map(i -> ((Instruction.Generated) i).loops())
                .findFirst().orElseThrow();
    }

    /// More loops than one class holds.
    @Test
    void manyLoops() {
        var type = new Type(DType.FLOAT32, Shape.of(1000));
        var body = body(Program.of(in -> {
            var x = in[0];
            for (int i = 0; i < 150; i++) {
                x = x.mul(in[1]).add(in[0]).map(ScalarFn.FLOOR);
            }
            return new Value[]{x};
        }, type, type));
        Object[] in = inputs(body.program, new Random(1));
        var code = Assembler.of(body, Arrangement.of(body, LoopForm.PLAIN), new LoopWriter(LoopForm.PLAIN, false));
        assertTrue(code.generated() > 64, code::toString);
        assertTrue(Tiers.sameBits(run(body, Assembler.library(body), in), run(body, code, in)));
    }

    /// A long body over one element, of loops with many arrays each: whatever calls them is short enough to be
    /// compiled, which an assertion holds.
    @Test
    void loopsOfManyArrays() {
        var type = new Type(DType.FLOAT32, Shape.of(1));
        var body = body(Program.of(in -> {
            Value[] kept = new Value[500];
            var x = in[0];
            for (int i = 0; i < kept.length; i++) {
                x = i % 2 == 0 ? x.mul(in[1]) : x.add(in[0]);
                kept[i] = x;
            }
            for (int i = kept.length - 1; i >= 0; i--) {
                x = x.mul(0.5).add(kept[i]);
            }
            return new Value[]{x};
        }, type, type));
        Object[] in = inputs(body.program, new Random(1));
        for (var form : LoopForm.values()) {
            var code = Assembler.of(body, Arrangement.of(body, form), new LoopWriter(form, false));
            assertTrue(code.generated() > 12, code::toString);
            assertTrue(Tiers.sameBits(run(body, Assembler.library(body), in), run(body, code, in)));
        }
    }

    // ---- contests

    /// Kernels of equal bodies earn straight code together, and use it once it is faster.
    @Test
    void earnedStraightCode() throws InterruptedException {
        var type = new Type(DType.FLOAT64, Shape.of(3));
        var program = Program.of(in -> {
            var x = in[0];
            for (int i = 0; i < 12; i++) {
                x = x.mul(in[1]).add(in[0]).map(ScalarFn.MAX, in[1]);
            }
            return new Value[]{x};
        }, type, type);
        var body = bodies(program, new Generator()).getFirst();
        Object[] in = inputs(body.program, new Random(3));
        Object[] expected = run(body, Assembler.library(body), in);
        var kernels = List.of(new Kernel(body, new int[]{0, 1, 2}, 0), new Kernel(body, new int[]{0, 1, 2}, 0));
        assertTrue(body.code() instanceof Blocks);
        long end = System.nanoTime() + 30_000_000_000L;
        for (int i = 0; !(body.code() instanceof Straight); i++) {
            assertTrue(System.nanoTime() < end, "no straight code after 30 seconds");
            Object[] values = {in[0], in[1], new double[3]};
            kernels.get(i % 2).run(new State(values, 1));
            assertTrue(Tiers.sameBits(expected, new Object[]{values[2]}));
            if (i > 2000) {
                Thread.sleep(1);
            }
        }
        assertTrue(Tiers.sameBits(expected, run(body, body.code(), in)));
    }

    // ---- bodies

    private static Body body(Program p) {
        var all = bodies(p, AtOnce.LIBRARY);
        assertEquals(1, all.size());
        return all.getFirst();
    }

    private static List<Body> bodies(Program p, Tier tier) {
        var plan = Plan.of(p, Tiers.machine());
        var list = new ArrayList<Body>();
        for (int i = 0; i < plan.size(); i++) {
            if (plan.op(i) instanceof Composite.Kernel(var body, var _) && !Plan.isRoutine(body)) {
                list.add(Body.of(body, new BitSet(), tier));
            }
        }
        return list;
    }

    private static Object[] inputs(Program p, Random r) {
        Object[] in = new Object[p.params()];
        double[] odd = {0, -0.0, 1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int k = 0; k < in.length; k++) {
            var dtype = p.type(k).dtype();
            in[k] = Buffers.allocate(dtype, p.type(k).shape().size());
            for (int i = 0; i < p.type(k).shape().size(); i++) {
                if (dtype.isFloating()) {
                    Buffers.setDouble(dtype, in[k], i,
                            r.nextInt(12) == 0 ? odd[r.nextInt(odd.length)] : r.nextDouble(-2, 2));
                } else {
                    Buffers.setLong(dtype, in[k], i, dtype == DType.BOOL ? r.nextInt(2) : r.nextInt(11) - 5);
                }
            }
        }
        return in;
    }

    private static Object[] run(Body body, Code code, Object[] in) {
        var p = body.program;
        Object[] values = Arrays.copyOf(in, body.operands());
        for (int k = 0; k < p.outputs(); k++) {
            values[p.params() + k] = Buffers.allocate(p.output(k).dtype(), p.output(k).shape().size());
        }
        for (int k = 0; k < body.tables(); k++) {
            values[p.params() + p.outputs() + k] = body.table(k);
        }
        new Kernel(body, IntStream.range(0, values.length).toArray(), 0).run(new State(values, 1), code);
        return Arrays.copyOfRange(values, p.params(), p.params() + p.outputs());
    }
}
