package org.leibniz.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leibniz.DType;
import org.leibniz.Operations;
import org.leibniz.Shape;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Mark;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Op;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Stack;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.reference.Reference;

/// Simplified programs are the ones expected, compute the same and are found in linear time.
class SimplifyTest {
    private static final Type SCALAR = f64();
    private static final Type COUNT = Type.scalar(DType.INT32);

    static Type f64(int... shape) {
        return new Type(DType.FLOAT64, Shape.of(shape));
    }

    static Program program(Function<Value[], Value[]> f, Type... params) {
        return Program.of(f, params);
    }

    static Value[] all(Value... values) {
        return values;
    }

    /// What remains of a function of one argument.
    static String simplified(Type type, UnaryOperator<Value> f) {
        return Simplify.of(program(x -> all(f.apply(x[0])), type)).toString();
    }

    static void assertIdentity(Type type, UnaryOperator<Value> f) {
        assertThat(simplified(type, f)).isEqualTo("{ a: " + type + "\n  return a }");
    }

    // ---- whole programs

    @Test
    void computesOnceWhatIsWrittenTwice() {
        var p = program(x -> all(x[0].map(ScalarFn.SIN).add(x[1].neg()).mul(x[0].map(ScalarFn.SIN))), f64(3), f64(3));
        assertThat(Simplify.of(p)).hasToString("""
                { a: f64[3], b: f64[3]
                  c: f64[3] = sin a
                  d: f64[3] = sub c b
                  e: f64[3] = mul d c
                  return e }""");
    }

    /// Where there are no parameters the first operation has slot 0.
    @Test
    void programsWithoutParameters() {
        var count = new Type(DType.INT32, Shape.of(3));
        assertThat(Simplify.of(program(_ -> {
            Value i = Value.iota(count, 0);
            return all(i.mul(i), i);
        }))).hasToString("""
                {\s
                  a: i32[3] = iota[0]
                  b: i32[3] = mul a a
                  return b, a }""");
        var body = program(x -> all(x[0], x[1].add(3)), count, count);
        var loop = Simplify.of(program(_ -> {
            Value i = Value.iota(count, 0);
            Value[] y = Value.bind(new Composite.Scan(body, 0, 2, false, 2), Value.literal(COUNT, 2), i,
                    Value.zeros(count));
            return all(y[0], y[1]);
        }));
        Object[] y = new Reference().run(loop, new Object[0]);
        assertThat((int[]) y[0]).as("the state that stays").containsExactly(0, 1, 2);
        assertThat((int[]) y[1]).containsExactly(6, 6, 6);
    }

    @Test
    void stacksAreLeftAsTheyAre() {
        var stack = new Type(DType.FLOAT64, Shape.ragged(-1, 2));
        for (Op op : new Op[]{new Movement.Spread(3, 0), new Reduction.Collapse(2, 0)}) {
            var p = Simplify.of(program(x -> all(Value.bind1(op, x)), stack));
            assertThat(p.size()).isEqualTo(1);
            assertThat(p.op(0)).isEqualTo(op);
        }
    }

    @Test
    void findsExchangedOperands() {
        var p = program(x -> all(x[0].mul(x[1]).add(x[1].mul(x[0])), x[0].sub(x[1]), x[1].sub(x[0])), SCALAR, SCALAR);
        assertThat(Simplify.of(p)).hasToString("""
                { a: f64, b: f64
                  c: f64 = mul a b
                  d: f64 = add c c
                  e: f64 = sub a b
                  f: f64 = sub b a
                  return d, e, f }""");
    }

    @Test
    void findsTheSameComparison() {
        var p = program(x -> {
            Value[] r = new Value[Relation.values().length * 2];
            for (var relation : Relation.values()) {
                r[2 * relation.ordinal()] = x[0].compare(relation, x[1]);
                r[2 * relation.ordinal() + 1] = x[1].compare(relation, x[0]);
            }
            return r;
        }, SCALAR, SCALAR);
        assertThat(Simplify.of(p)).hasToString("""
                { a: f64, b: f64
                  c: bool = eq a b
                  d: bool = ne a b
                  e: bool = lt a b
                  f: bool = lt b a
                  g: bool = le a b
                  h: bool = le b a
                  return c, c, d, d, e, f, g, h, f, e, h, g }""");
        assertSame(p, new double[]{1}, new double[]{2});
        assertSame(p, new double[]{2}, new double[]{2});
        var q = program(
                x -> all(x[1].map(ScalarFn.POW, x[0]), x[0].map(ScalarFn.POW, x[1]), x[1].map(ScalarFn.MAX, x[0]),
                        x[0].map(ScalarFn.MAX, x[1])),
                SCALAR, SCALAR);
        assertThat(Simplify.of(q).size()).as("powers do not commute").isEqualTo(3);
    }

    @Test
    void writesRulesOut() {
        var rule = program(x -> all(x[0].mul(x[1])), SCALAR, SCALAR); // a residual, a cotangent
        var p = program(
                x -> Value.bind(new Composite.LinearCall(rule, 1, List.of(SCALAR), Operations.RULE), x[0], x[1]),
                SCALAR,
                SCALAR);
        assertThat(Simplify.of(p)).hasToString("""
                { a: f64, b: f64
                  c: f64 = mul b a
                  return c }""");
        assertThat(Simplify.of(p, Purpose.DIFFERENTIATE).op(0)).isInstanceOf(Composite.LinearCall.class);
    }

    /// A program for stacks that is called with an array stays a call: its loop has no length that could be written
    /// out.
    @Test
    void keepsCallsOfProgramsForStacks() {
        var sum = program(x -> all(x[0].add(x[1])), SCALAR, SCALAR);
        var stack = new Type(DType.FLOAT64, Shape.ragged(-1));
        var callee = program(
                x -> all(x[0].mul(1),
                        Value.bind1(new Composite.Scan(sum, 0, 1, false, -1), x[0], Value.zeros(SCALAR), x[1])),
                COUNT,
                stack);
        var p = program(x -> {
            Value[] y = Value.bind(new Composite.Call(callee), x[0], x[1]);
            return all(y[1].add(0), y[0]);
        }, COUNT, f64(3));
        assertThat(Simplify.of(p)).hasToString("""
                { a: i32, b: f64[3]
                  c: i32, d: f64 = call { a: i32, b: f64[?]
                    c: f64 = 0
                    d: f64 = scan[0,1] { a: f64, b: f64
                      c: f64 = add a b
                      return c } a c b
                    return a, d } a b
                  return d, c }""");
    }

    @Test
    void writesCallsOutAndDropsMarks() {
        var inner = program(x -> all(x[0].map(ScalarFn.SIN), x[0].map(ScalarFn.COS)), SCALAR);
        var middle = program(x -> Value.bind(new Composite.Call(inner), Value.bind1(new Mark.StopGradient(), x[0])),
                SCALAR);
        var custom = new Composite.Custom(middle, inner, null, 1, Operations.RULE);
        var p = program(x -> {
            Value hooked = Value.bind1(new Mark.Hook(ct -> ct), x[0]);
            return all(Value.bind(new Composite.Call(inner), x[0])[0].add(Value.bind(custom, hooked, x[0])[0]));
        }, SCALAR);
        assertThat(Simplify.of(p)).hasToString("""
                { a: f64
                  b: f64 = sin a
                  c: f64 = add b b
                  return c }""");
    }

    @Test
    void keepsTheProgramItself() {
        var p = program(x -> all(x[0].map(ScalarFn.SIN)), SCALAR);
        assertThat(Simplify.of(p)).isSameAs(p);
        var q = program(x -> all(x[0].add(0)), SCALAR);
        assertThat(Simplify.of(Simplify.of(q))).isSameAs(Simplify.of(q));
    }

    @Test
    void takesLinearTime() {
        assertThat(Simplify.of(chain(10_000)).size()).isEqualTo(20_000);
        var p = chain(50_000);
        long start = System.nanoTime();
        assertThat(Simplify.of(p).size()).isEqualTo(100_000);
        assertThat((System.nanoTime() - start) / 1e9).isLessThan(3); // some 0.1 s
    }

    /// Twice as many operations, and as many additions of zero.
    private static Program chain(int n) {
        return program(x -> {
            Value y = x[0];
            for (int i = 0; i < n; i++) {
                y = y.map(ScalarFn.SIN).add(0).mul(x[0]);
            }
            return all(y);
        }, SCALAR);
    }

    // ---- algebra

    @Test
    void dropsNeutralElements() {
        assertIdentity(f64(2), x -> x.add(0));
        assertIdentity(f64(2), x -> Value.literal(x.type(), 0).add(x));
        assertIdentity(f64(2), x -> x.sub(0));
        assertIdentity(f64(2), x -> x.mul(1));
        assertIdentity(f64(2), x -> x.div(Value.literal(x.type(), 1)));
        assertIdentity(f64(2), x -> x.neg().neg());
        assertIdentity(f64(2), x -> x.mul(-1).neg());
        assertIdentity(f64(2), x -> x.map(ScalarFn.POW, Value.literal(x.type(), 1)));
        assertIdentity(f64(2), x -> x.map(ScalarFn.MAX, x));
        assertIdentity(f64(2), x -> Value.select(Value.literal(x.type().as(DType.BOOL), 1), x, x.add(x)));
        assertIdentity(new Type(DType.BOOL, Shape.of(2)),
                x -> x.map(ScalarFn.NOT).map(ScalarFn.NOT).map(ScalarFn.AND, Value.literal(x.type(), 1)));
    }

    @Test
    void keepsProductsWithZero() {
        assertThat(simplified(SCALAR, x -> x.mul(0))).contains("mul");
        assertThat(simplified(COUNT, x -> x.mul(0))).doesNotContain("mul");
        assertThat(simplified(SCALAR, x -> x.sub(x))).contains("sub");
    }

    @Test
    void foldsNumbersAsTheirTypeDoes() {
        assertThat(simplified(SCALAR, x -> x.mul(Value.literal(SCALAR, 0.1).add(Value.literal(SCALAR, 0.2)))))
                .contains("0.30000000000000004");
        var f32 = Type.scalar(DType.FLOAT32);
        assertThat(simplified(f32, x -> x.mul(Value.literal(f32, 0.1).add(Value.literal(f32, 0.2)))))
                .contains(Double.toString(0.1f + 0.2f));
        assertThat(simplified(COUNT, x -> x.add(Value.literal(COUNT, Integer.MAX_VALUE).add(1))))
                .contains("-2147483648");
        assertThat(simplified(COUNT,
                x -> x.add(Value.bind1(ScalarFn.FLOOR_DIV.op(), Value.literal(COUNT, 1), Value.literal(COUNT, 0)))))
                .contains("floor_div");
        assertThat(simplified(SCALAR, x -> x.map(ScalarFn.POW, Value.literal(SCALAR, 2)))).contains("square");
        assertThat(simplified(SCALAR, x -> x.div(Value.literal(SCALAR, 4)))).contains("0.25").contains("mul");
        assertThat(simplified(SCALAR, x -> x.div(Value.literal(SCALAR, 3)))).contains("div");
        assertThat(simplified(f64(2),
                x -> x.add(Value.bind1(new Reduction.Reduce(Reducer.SUM, Ints.of(0)), Value.literal(f64(3, 2), 2)))))
                .contains("= 6");
    }

    @Test
    void composesStructure() {
        var t = f64(2, 3, 4);
        assertIdentity(t, x -> x.transpose(Ints.of(2, 0, 1)).transpose(Ints.of(1, 2, 0)));
        assertIdentity(t, x -> x.reshape(Shape.of(24)).reshape(Shape.of(6, 4)).reshape(Shape.of(2, 3, 4)));
        assertIdentity(t, x -> x.reverse(Ints.of(0, 2)).reverse(Ints.of(0, 2)));
        assertIdentity(t, x -> Value.bind1(new Routine.Concat(1), x, x).slice(1, 3, 3));
        assertThat(simplified(t, x -> x.slice(1, 1, 2).slice(1, 1, 1))).isEqualTo("""
                { a: f64[2,3,4]
                  b: f64[2,1,4] = slice[from [0,2,0] size [2,1,4] step [1,1,1]] a
                  return b }""");
        assertThat(simplified(f64(4),
                x -> x.reshape(Shape.of(1, 4)).broadcast(Shape.of(3, 4)).broadcast(Shape.of(2, 3, 4)))).isEqualTo("""
                        { a: f64[4]
                          b: f64[2,3,4] = broadcast(2, 3, 4) a
                          return b }""");
        assertThat(simplified(f64(1, 4), x -> x.transposed().sum(Ints.of(1)))).isEqualTo("""
                { a: f64[1,4]
                  b: f64[4] = reshape(4,) a
                  return b }""");
        assertThat(simplified(t, x -> x.reduce(Reducer.MAX, Ints.of(1)).reduce(Reducer.MAX, Ints.of(0)))).isEqualTo("""
                { a: f64[2,3,4]
                  b: f64[4] = max[0,1] a
                  return b }""");
        assertThat(simplified(t, x -> x.sum(Ints.of(1)).sum(Ints.of(0)))).as("a sum of sums has bits of its own")
                .isEqualTo("""
                        { a: f64[2,3,4]
                          b: f64[2,4] = sum[1] a
                          c: f64[4] = sum[0] b
                          return c }""");
    }

    @Test
    void castsOnce() {
        var t = new Type(DType.FLOAT32, Shape.of(2));
        assertIdentity(t, x -> x.cast(DType.FLOAT64).cast(DType.FLOAT32));
        assertThat(simplified(f64(2), x -> x.cast(DType.FLOAT32).cast(DType.FLOAT64))).contains("cast[f32]",
                "cast[f64]");
        assertThat(simplified(new Type(DType.INT32, Shape.SCALAR), x -> x.cast(DType.FLOAT64).cast(DType.INT64)))
                .contains("cast[i64] a");
    }

    @Test
    void foldsTranspositionsIntoProducts() {
        var p = program(x -> all(x[0].transposed().matmul(x[1].transposed()), x[0].matmul(x[1]).transposed()),
                f64(3, 3), f64(3, 3));
        assertThat(Simplify.of(p)).hasToString("""
                { a: f64[3,3], b: f64[3,3]
                  c: f64[3,3] = dot[batch [][] contract [0][1]] a b
                  d: f64[3,3] = dot[batch [][] contract [0][1]] b a
                  return c, d }""");
    }

    /// Any number of batch and free axes; only a whole exchange of the factors' axes.
    @Test
    void exchangesTheFactorsOfATransposedProduct() {
        var batched = new Routine.Dot(Ints.of(0), Ints.of(0), Ints.of(2), Ints.of(1)); // [2,3,4] [2,4,5,6] -> [2,3,5,6]
        for (var perm : List.of(Ints.of(0, 2, 3, 1), Ints.of(0, 3, 2, 1), Ints.of(0, 2, 1, 3), Ints.of(2, 0, 3, 1),
                Ints.of(2, 3, 0, 1))) {
            var p = program(x -> all(x[0].dot(batched, x[1]).transpose(perm)), f64(2, 3, 4), f64(2, 4, 5, 6));
            boolean exchanged = perm.equals(Ints.of(0, 2, 3, 1));
            assertThat(Simplify.of(p).size()).as("%s", perm).isEqualTo(exchanged ? 1 : 2);
            assertSame(p, numbers(new Random(1), 24), numbers(new Random(2), 240));
        }
        var outer = new Routine.Dot(Ints.of(), Ints.of(), Ints.of(1), Ints.of(0)); // [2,7,3] [7,4] -> [2,3,4]
        for (var perm : List.of(Ints.of(2, 0, 1), Ints.of(1, 2, 0), Ints.of(2, 1, 0))) {
            var p = program(x -> all(x[0].dot(outer, x[1]).transpose(perm)), f64(2, 7, 3), f64(7, 4));
            assertThat(Simplify.of(p).size()).as("%s", perm).isEqualTo(perm.equals(Ints.of(2, 0, 1)) ? 1 : 2);
            assertSame(p, numbers(new Random(1), 42), numbers(new Random(2), 28));
        }
        var used = program(x -> {
            Value y = x[0].matmul(x[1]);
            return all(y, y.transposed());
        }, f64(2, 3), f64(3, 2));
        assertThat(Simplify.of(used).size()).as("a product that something else uses stays").isEqualTo(2);
    }

    @Test
    void recognisesIdentityMatrices() {
        assertThat(simplified(f64(2, 3), x -> x.matmul(eye(3)).add(x))).isEqualTo("""
                { a: f64[2,3]
                  b: f64[2,3] = add a a
                  return b }""");
        assertThat(simplified(f64(3, 2),
                x -> x.dot(new Routine.Dot(Ints.of(), Ints.of(), Ints.of(0), Ints.of(1)), eye(3))))
                .isEqualTo("""
                        { a: f64[3,2]
                          b: f64[2,3] = transpose[1,0] a
                          return b }""");
    }

    /// An identity matrix from one index vector.
    private static Value eye(int n) {
        var index = new Type(DType.INT32, Shape.of(n));
        Value column = Value.iota(index, 0);
        return column.reshape(Shape.of(n, 1)).compare(Relation.EQ, column).cast(DType.FLOAT64);
    }

    // ---- loops and branches

    @Test
    void choosesAKnownBranch() {
        var sine = program(x -> all(x[0].map(ScalarFn.SIN)), SCALAR);
        var cosine = program(x -> all(x[0].map(ScalarFn.COS)), SCALAR);
        assertThat(simplified(SCALAR,
                x -> Value.bind1(new Composite.Cond(sine, cosine), Value.literal(Type.scalar(DType.BOOL), 0), x)))
                .isEqualTo("""
                        { a: f64
                          b: f64 = cos a
                          return b }""");
    }

    @Test
    void dropsOutputsAndOperandsOfBranches() {
        var then = program(x -> all(x[0].mul(x[2]), x[1], x[2].map(ScalarFn.EXP)), SCALAR, SCALAR, SCALAR, SCALAR);
        var otherwise = program(x -> all(x[0], x[1], x[3]), SCALAR, SCALAR, SCALAR, SCALAR);
        var p = program(x -> {
            Value[] y = Value.bind(new Composite.Cond(then, otherwise), x[0], x[1], x[2], Value.literal(SCALAR, 2),
                    x[3]);
            return all(y[0], y[1]);
        }, Type.scalar(DType.BOOL), SCALAR, SCALAR, SCALAR);
        assertThat(Simplify.of(p)).hasToString("""
                { a: bool, b: f64, c: f64, d: f64
                  e: f64 = cond { a: f64
                    b: f64 = 2
                    c: f64 = mul a b
                    return c } { a: f64
                    return a } a b
                  return e, c }""");
    }

    @Test
    void dropsStateAndResultsOfLoops() {
        // state: a counter, a constant, a sum that only it reads itself, a product; results: two stacks
        var body = program(x -> {
            Value i = x[2];
            return all(i.add(1), x[3], x[4].add(x[5]), x[5].mul(x[3]).mul(x[0]), x[5].map(ScalarFn.SIN), x[1]);
        }, SCALAR, SCALAR, COUNT, SCALAR, SCALAR, SCALAR);
        var cond = program(x -> all(x[1].compare(Relation.LT, x[0])), COUNT, COUNT, SCALAR, SCALAR, SCALAR);
        var p = program(x -> {
            Value zero = Value.literal(SCALAR, 0);
            Value[] y = Value.bind(new Composite.While(cond, body, 1, 2, 4), x[0], Value.literal(SCALAR, 1), x[2],
                    Value.literal(COUNT, 0), x[1],
                    zero, x[2]);
            return all(y[3], y[1], y[6]);
        }, COUNT, SCALAR, SCALAR);
        var simple = Simplify.of(p);
        assertThat(simple).hasToString("""
                { a: i32, b: f64, c: f64
                  d: i32 = 0
                  e: i32, f: f64, g: i32 = while[1,1,2] { a: i32, b: i32, c: f64
                    d: bool = lt b a
                    return d } { a: f64, b: i32, c: f64
                    d: i32 = 1
                    e: i32 = add b d
                    f: f64 = mul c a
                    return e, f } a b d c
                  return f, b, g }""");
        assertSame(p, new int[]{5}, new double[]{1.5}, new double[]{2});
    }

    @Test
    void dropsWhatAScanDoesNotNeed() {
        var body = program(x -> all(x[1].add(x[2].mul(x[0])).add(x[3]), x[1], x[2]), SCALAR, SCALAR, SCALAR, SCALAR);
        var p = program(x -> {
            Value[] y = Value.bind(new Composite.Scan(body, 1, 1, true, 4), Value.literal(COUNT, 4),
                    Value.literal(SCALAR, 1),
                    Value.literal(SCALAR, 0), x[0],
                    Value.literal(f64(4), 0));
            return all(y[0]);
        }, f64(4));
        assertThat(Simplify.of(p)).hasToString("""
                { a: f64[4]
                  b: i32 = 4
                  c: f64 = 0
                  d: f64 = scan[0,1,reverse,4] { a: f64, b: f64
                    c: f64 = add a b
                    return c } b c a
                  return d }""");
        assertSame(p, new double[]{1, 2, 3, 5});
    }

    @Test
    void dropsLoopsOfConstantState() {
        var body = program(x -> all(x[0], x[1].add(1)), SCALAR, SCALAR);
        var p = program(x -> all(Value.bind(new Composite.Scan(body, 0, 2, false, -1), x[0], x[1], x[1])[0]), COUNT,
                SCALAR);
        assertThat(Simplify.of(p)).hasToString("""
                { a: i32, b: f64
                  return b }""");
    }

    @Test
    void dropsConstantStateInTheFirstSlot() {
        var body = program(x -> all(x[0], x[1].add(1)), SCALAR, SCALAR);
        var p = program(x -> all(Value.bind(new Composite.Scan(body, 0, 2, false, -1), x[1], x[0], x[0])[0]), SCALAR,
                COUNT);
        assertThat(Simplify.of(p)).hasToString("""
                { a: f64, b: i32
                  return a }""");
    }

    /// A limit that is state becomes a constant of the condition.
    @Test
    void makesConstantStateAConstantOfTheCondition() {
        var cond = program(x -> all(x[1].compare(Relation.LT, x[0])), SCALAR, SCALAR);
        var body = program(x -> all(x[0], x[1].mul(2)), SCALAR, SCALAR);
        var p = program(x -> all(Value.bind(new Composite.While(cond, body, 0, 0, 2), x)[1]), SCALAR, SCALAR);
        assertThat(Simplify.of(p)).hasToString("""
                { a: f64, b: f64
                  c: f64, d: i32 = while[1,0,1] { a: f64, b: f64
                    c: bool = lt b a
                    return c } { a: f64
                    b: f64 = 2
                    c: f64 = mul a b
                    return c } a b
                  return c }""");
        assertSame(p, new double[]{100}, new double[]{3});
    }

    /// What is multiplied by state that is always 1 never changes either.
    @Test
    void dropsStateThatIsConstantBecauseOtherStateIs() {
        var body = program(x -> all(x[0], x[1].mul(x[0]), x[2].add(x[1])), SCALAR, SCALAR, SCALAR);
        var p = program(
                x -> Value.bind(new Composite.Scan(body, 0, 3, false, 5), Value.literal(COUNT, 5),
                        Value.literal(SCALAR, 1),
                        x[0], x[1]),
                SCALAR,
                SCALAR);
        assertThat(Simplify.of(p)).hasToString("""
                { a: f64, b: f64
                  c: i32 = 5
                  d: f64 = 1
                  e: f64 = scan[1,1,5] { a: f64, b: f64
                    c: f64 = add b a
                    return c } c a b
                  return d, a, e }""");
        assertSame(p, new double[]{3}, new double[]{4});
    }

    /// Constants that are given twice are one.
    @Test
    void givesAConstantOnce() {
        var body = program(x -> all(x[3].mul(x[0]).add(x[1]).mul(x[2])), SCALAR, SCALAR, SCALAR, SCALAR);
        var p = program(
                x -> Value.bind(new Composite.Scan(body, 3, 1, false, 2), Value.literal(COUNT, 2), x[0], x[1], x[0],
                        x[1]),
                SCALAR,
                SCALAR);
        assertThat(Simplify.of(p)).hasToString("""
                { a: f64, b: f64
                  c: i32 = 2
                  d: f64 = scan[2,1,2] { a: f64, b: f64, c: f64
                    d: f64 = mul c a
                    e: f64 = add d b
                    f: f64 = mul e a
                    return f } c a b b
                  return d }""");
        assertSame(p, new double[]{3}, new double[]{4});
    }

    // ---- the same results

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void computesTheSame(int block) {
        for (int seed = block * 1000; seed < block * 1000 + 100; seed++) {
            var random = new Random(seed);
            var p = program(x -> randomly(random, x, 25, 3), f64(2, 3), f64(3, 2), f64(3, 3), SCALAR, COUNT);
            assertSame(p, numbers(random, 6), numbers(random, 6), numbers(random, 9), numbers(random, 1),
                    new int[]{random.nextInt(4)});
        }
    }

    private static double[] numbers(Random random, int n) {
        return random.doubles(n, -2, 2).toArray();
    }

    static void assertSame(Program p, Object... inputs) {
        var simple = Simplify.of(p);
        assertThat(simple.size()).isLessThanOrEqualTo(size(p));
        Object[] expected = new Reference().run(p, inputs);
        Object[] actual = new Reference().run(simple, inputs);
        for (int i = 0; i < expected.length; i++) {
            assertClose(p, p.output(i), expected[i], actual[i]);
        }
        assertThat(Simplify.of(simple)).isEqualTo(simple);
    }

    /// The number of operations with those of calls.
    private static int size(Program p) {
        int n = p.size();
        for (int i = 0; i < p.size(); i++) {
            n += p.op(i) instanceof Composite.Call(var callee) ? size(callee) : 1; // a literal may become an operation
        }
        return n;
    }

    private static void assertClose(Program p, Type type, Object expected, Object actual) {
        if (expected instanceof Stack(var items)) {
            var others = ((Stack) actual).items();
            assertThat(others).hasSameSizeAs(items);
            for (int i = 0; i < items.size(); i++) {
                assertClose(p, type.element(), items.get(i), others.get(i));
            }
            return;
        }
        for (int i = 0; i < Buffers.length(expected); i++) {
            double e = Buffers.getDouble(type.dtype(), expected, i);
            double a = Buffers.getDouble(type.dtype(), actual, i);
            if (Double.isFinite(e)) {
                assertThat(a).as(() -> p + "\nsimplified\n" + Simplify.of(p)).isCloseTo(e,
                        within(1e-9 * Math.max(1, Math.abs(e))));
            } else {
                assertThat(a).as(() -> p + "\nsimplified\n" + Simplify.of(p)).isEqualTo(e);
            }
        }
    }

    /// Some operations on values picked at random.
    private static Value[] randomly(Random random, Value[] x, int n, int depth) {
        var values = new ArrayList<>(Arrays.asList(x));
        for (int i = 0; i < n; i++) {
            Value a = pick(random, values);
            Value b = pick(random, values);
            values.addAll(
                    Arrays.asList(a.dtype() == DType.FLOAT64 && b.dtype() == DType.FLOAT64
                            ? operation(random, a, b, depth)
                            : all(a)));
        }
        var outs = new ArrayList<Value>();
        for (int i = 0; i < 4; i++) {
            outs.add(pick(random, values));
        }
        return Value.array(outs);
    }

    private static Value pick(Random random, List<Value> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static Value[] operation(Random random, Value a, Value b, int depth) {
        int rank = a.shape().rank();
        boolean matrix = rank == 2;
        return switch (random.nextInt(depth > 0 ? 25 : 20)) {
            case 0 -> all(a.map(ScalarFn.SIN));
            case 1 -> all(a.neg());
            case 2 -> all(a.shape().equals(b.shape()) ? a.add(b) : a.add(0));
            case 3 -> all(a.shape().equals(b.shape()) ? a.sub(b) : a.sub(0));
            case 4 -> all(a.shape().equals(b.shape()) ? a.mul(b) : a.mul(random.nextInt(4) - 1));
            case 5 -> all(a.div(Value.literal(a.type(), random.nextInt(3) + 1)));
            case 6 -> all(a.map(ScalarFn.POW, Value.literal(a.type(), random.nextInt(4))));
            case 7 -> all(Value.literal(a.type(), random.nextInt(3) - 1).mul(Value.literal(a.type(), 2)));
            case 8 ->
                all(Value.select(a.compare(Relation.values()[random.nextInt(6)], a.map(ScalarFn.COS)), a, a.neg()));
            case 9 -> all(Value.select(Value.literal(a.type(), 1).compare(Relation.LT, random.nextInt(3)), a, a.neg()));
            case 10 -> all(a.cast(DType.FLOAT32).cast(DType.FLOAT64));
            case 11 -> all(matrix ? a.transposed() : a.broadcast(Shape.of(2, 3)));
            case 12 -> all(a.reshape(matrix ? Shape.of(a.shape().dim(1), a.shape().dim(0)) : a.shape()));
            case 13 -> all(matrix ? a.sum(Ints.of(1)).sum(Ints.of(0)).broadcast(a.shape()) : a);
            case 14 -> all(matrix ? a.slice(0, 1, 1).broadcast(a.shape()) : a);
            case 15 -> all(matrix ? a.reverse(Ints.of(random.nextInt(2))) : a);
            case 16 -> all(matrix
                    ? Value.bind1(new Routine.Concat(0), a, a).slice(0, random.nextInt(a.shape().dim(0)),
                            a.shape().dim(0))
                    : a);
            case 17 -> all(matrix && b.shape().rank() == 2 && a.shape().dim(1) == b.shape().dim(0)
                    ? a.matmul(b).mul(0.125)
                    : a);
            case 18 -> all(matrix ? a.matmul(eye(a.shape().dim(1))) : a);
            case 19 -> all(matrix ? a.reduce(Reducer.MAX, Ints.of(0, 1)) : a);
            case 20 -> {
                var callee = program(v -> randomly(random, v, 6, depth - 1), a.type(), b.type());
                yield Value.bind(new Composite.Call(callee), a, b);
            }
            case 21 -> {
                var then = program(v -> all(v[0].map(ScalarFn.SIN), v[1], v[0].mul(v[0])), a.type(), b.type());
                var otherwise = program(v -> all(v[0].neg(), v[1], v[0]), a.type(), b.type());
                Value predicate = a.reduce(Reducer.MAX, Ints.range(0, rank)).compare(Relation.LT, 1);
                yield Value.bind(new Composite.Cond(then, otherwise), predicate, a, b);
            }
            case 22, 23 -> {
                // state: the trips left, a and b; one stack
                var cond = program(v -> all(v[0].compare(Relation.GT, 0)), COUNT, a.type(), b.type());
                var body = program(v -> {
                    Value[] w = randomly(random, all(v[2], v[3], v[0]), 5, depth - 1);
                    Value next = same(w, v[2], random.nextBoolean());
                    return all(v[1].sub(1), next, random.nextInt(3) == 0 ? v[3] : v[3].map(ScalarFn.SIN),
                            next.mul(v[0]), v[2]);
                }, a.type(), COUNT, a.type(), b.type());
                Value[] y = Value.bind(new Composite.While(cond, body, 0, 1, 3),
                        random.nextBoolean() ? a : Value.literal(a.type(), 1),
                        Value.literal(COUNT, random.nextInt(3)), a, b);
                var scan = program(v -> all(v[0].add(v[1].mul(v[2])), v[1].add(v[3])), a.type(), a.type(), a.type(),
                        a.type());
                Value[] z = Value.bind(new Composite.Scan(scan, 0, 1, random.nextBoolean(), -1), y[5],
                        random.nextBoolean() ? a : Value.literal(a.type(), 0),
                        y[3], y[4], random.nextBoolean() ? Value.zeros(y[3].type()) : y[4].add(y[3]));
                yield all(y[1], y[2], z[0]);
            }
            case 24 -> {
                var body = program(v -> all(v[1].add(v[2]), v[0].mul(v[2])), SCALAR, SCALAR, SCALAR);
                Value[] y = Value.bind(new Composite.Scan(body, 1, 1, random.nextBoolean(), 6), Value.literal(COUNT, 6),
                        b.sum(Ints.range(0, b.shape().rank())), Value.literal(SCALAR, 0),
                        a.shape().size() == 6
                                ? a.reshape(Shape.of(6))
                                : a.shape().rank() == 0 ? a.broadcast(Shape.of(6)) : Value.literal(f64(6), 2));
                yield all(y[0], y[1].reshape(Shape.of(2, 3)));
            }
            default -> all(a);
        };
    }

    /// A value of the same type, halved so that loops stay bounded.
    private static Value same(Value[] values, Value like, boolean any) {
        for (var v : values) {
            if (any && v.type().equals(like.type())) {
                return v.map(ScalarFn.SIN);
            }
        }
        return like.mul(0.5);
    }
}
