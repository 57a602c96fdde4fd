package org.leibniz.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leibniz.ir.ScalarFn.ABS;
import static org.leibniz.ir.ScalarFn.ADD;
import static org.leibniz.ir.ScalarFn.AND;
import static org.leibniz.ir.ScalarFn.DIV;
import static org.leibniz.ir.ScalarFn.FLOOR_DIV;
import static org.leibniz.ir.ScalarFn.MAX;
import static org.leibniz.ir.ScalarFn.MIN;
import static org.leibniz.ir.ScalarFn.MOD;
import static org.leibniz.ir.ScalarFn.MUL;
import static org.leibniz.ir.ScalarFn.NEG;
import static org.leibniz.ir.ScalarFn.NOT;
import static org.leibniz.ir.ScalarFn.OR;
import static org.leibniz.ir.ScalarFn.POW;
import static org.leibniz.ir.ScalarFn.RELU;
import static org.leibniz.ir.ScalarFn.REM;
import static org.leibniz.ir.ScalarFn.SHIFT_RIGHT;
import static org.leibniz.ir.ScalarFn.SIGN;
import static org.leibniz.ir.ScalarFn.SQRT;
import static org.leibniz.ir.ScalarFn.SQUARE;
import static org.leibniz.ir.ScalarFn.SUB;
import static org.leibniz.ir.ScalarFn.XOR;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Relation;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.reference.Reference;

/// Arithmetic on the numbers that a program is written with gives what running it gives, in every dtype.
class ConstantsTest {
    private static final List<ScalarFn> UNARY = List.of(NEG, SQUARE, ABS, SIGN, RELU);
    private static final List<ScalarFn> BINARY = List.of(ADD, SUB, MUL, FLOOR_DIV, MOD, REM, POW, MAX, MIN);

    private static double[] numbers(DType type) {
        return switch (type) {
            case BOOL -> new double[]{0, 1};
            case UINT8 -> new double[]{0, 1, 2, 100, 200, 255};
            case INT8 -> new double[]{0, 1, -1, 2, 100, -128, 127};
            case INT16 -> new double[]{0, 1, -1, 3, 300, -32768, 32767};
            case INT32 -> new double[]{0, 1, -1, 3, 70_000, Integer.MIN_VALUE, Integer.MAX_VALUE};
            case INT64 ->
                new double[]{0, 1, -1, 3, Integer.MAX_VALUE, 0x1p52, 0x1p52 + 1, -0x1p52, 0x1p53 - 1, -0x1p53};
            case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 ->
                new double[]{0, 1, -1, 0.1, 1 / 3.0, -2.5, 1000.7, 1e30, Double.POSITIVE_INFINITY, Double.NaN};
        };
    }

    private static Value number(DType type, double x) {
        return Value.literal(Type.scalar(type), x);
    }

    /// Checks that a program of numbers is one number, that which running it gives.
    private static void assertFolded(Supplier<Value> written) {
        assertThat(assertSame(written)).isTrue();
    }

    /// Checks that a program of numbers gives what it says.
    ///
    /// @return whether one number is left of it
    private static boolean assertSame(Supplier<Value> written) {
        Program p = Program.of(x -> new Value[]{written.get()});
        Program simple = Simplify.of(p);
        var type = p.output(0).dtype();
        Object expected = new Reference().run(p, new Object[0])[0];
        Object actual = new Reference().run(simple, new Object[0])[0];
        for (int i = 0; i < Buffers.length(expected); i++) {
            assertThat(Buffers.getLong(type, actual, i)).as("%s", p).isEqualTo(Buffers.getLong(type, expected, i));
            Object e = Buffers.getDouble(type, expected, i) + 0.0; // NaN is NaN, and -0 is 0
            assertThat((Object) (Buffers.getDouble(type, actual, i) + 0.0)).as("%s", p).isEqualTo(e);
        }
        return simple.size() == 1 && simple.op(0) instanceof Leaf.Fill;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BOOL")
    void functionsOfOneNumber(DType type) {
        for (double x : numbers(type)) {
            UNARY.forEach(fn -> {
                boolean folded = assertSame(() -> number(type, x).map(fn));
                assertThat(folded || type == DType.INT64 && Math.abs(x) > 1e9).as("%s of %s in %s", fn, x, type)
                        .isTrue();
            });
        }
        if (type.isFloating()) {
            assertFolded(() -> number(type, 2).map(SQRT));
        } else {
            assertFolded(() -> number(type, 5).map(NOT));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"BOOL", "INT64"})
    void functionsOfTwoNumbers(DType type) {
        for (double a : numbers(type)) {
            for (double b : numbers(type)) {
                for (var fn : BINARY) {
                    boolean division = fn == FLOOR_DIV || fn == MOD || fn == REM;
                    if (type.isInteger() && b == 0 && division) {
                        assertThat(Simplify.of(Program.of(x -> new Value[]{number(type, a).map(fn, number(type, b))}))
                                .toString())
                                .as("the division throws when it runs").contains(fn.toString());
                    } else {
                        assertFolded(() -> number(type, a).map(fn, number(type, b)));
                    }
                }
            }
        }
    }

    /// Numbers of a program are doubles: a longer result is left to be computed.
    @Test
    void longIntegers() {
        for (double a : numbers(DType.INT64)) {
            for (double b : numbers(DType.INT64)) {
                for (var fn : List.of(ADD, SUB, MUL, MAX, MIN)) {
                    boolean folded = assertSame(() -> number(DType.INT64, a).map(fn, number(DType.INT64, b)));
                    if (Math.abs(fn.apply(a, b)) < 0x1p53) {
                        assertThat(folded).as("%s %s %s", a, fn, b).isTrue();
                    }
                }
            }
        }
    }

    /// 100 + 100 is -56 in int8, also on the way to something else.
    @ParameterizedTest
    @EnumSource(names = {"UINT8", "INT8", "INT16", "INT32"})
    void integersWrapAround(DType type) {
        double largest = numbers(type)[numbers(type).length - 1];
        for (var fn : List.of(ADD, SUB, MUL)) {
            for (double x : numbers(type)) {
                Supplier<Value> wrapped = () -> number(type, largest).map(ADD, number(type, 3)).map(fn,
                        number(type, x));
                assertFolded(() -> wrapped.get().map(FLOOR_DIV, number(type, 2)));
                assertFolded(() -> number(type, 77).map(MOD, wrapped.get().map(MAX, number(type, 1))));
                assertFolded(() -> wrapped.get().map(ABS).cast(DType.FLOAT64));
                assertFolded(() -> wrapped.get().compare(Relation.GT, number(type, 0)));
            }
        }
    }

    @Test
    void bitsAndTruth() {
        for (var type : List.of(DType.INT32, DType.INT64)) {
            for (var fn : List.of(AND, OR, XOR)) {
                assertFolded(() -> number(type, 6).map(fn, number(type, -13)));
            }
            assertThat(assertSame(() -> number(type, -16).map(SHIFT_RIGHT, number(type, 2)))).isFalse();
        }
        for (double a : numbers(DType.BOOL)) {
            assertFolded(() -> number(DType.BOOL, a).map(NOT));
            for (double b : numbers(DType.BOOL)) {
                for (var fn : List.of(AND, OR, XOR, MAX, MIN)) {
                    assertFolded(() -> number(DType.BOOL, a).map(fn, number(DType.BOOL, b)));
                }
            }
        }
    }

    /// Numbers compare as they are in their dtype: 0.1 and 0.1 + 1e-9 are one float32.
    @ParameterizedTest
    @EnumSource
    void relations(DType type) {
        for (var relation : Relation.values()) {
            for (double a : numbers(type)) {
                for (double b : numbers(type)) {
                    assertFolded(() -> number(type, a).compare(relation, number(type, b)));
                }
            }
            if (type.isFloating()) {
                assertFolded(() -> number(type, 0.1).compare(relation, number(type, 0.1 + 1e-9)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void casts(DType from) {
        for (var to : DType.values()) {
            for (double x : numbers(from)) {
                if (Double.isFinite(x) && (to.isFloating() || Math.abs(x) < 100)) {
                    assertFolded(() -> number(from, x).cast(to));
                }
            }
        }
    }

    /// A number added up some times: in its dtype, and not where an integer becomes too long for a double.
    @Test
    void sums() {
        for (var type : List.of(DType.INT32, DType.INT64, DType.FLOAT64)) {
            for (double x : List.of(0.0, 3.0, -7.0)) {
                assertFolded(() -> sumOf(type, x, 3));
                assertFolded(() -> sumOf(type, x, 0));
            }
        }
        assertFolded(() -> sumOf(DType.FLOAT64, 0.5, 3));
        assertFolded(() -> sumOf(DType.FLOAT64, Double.POSITIVE_INFINITY, 0));
        assertFolded(() -> sumOf(DType.INT64, Integer.MAX_VALUE, 3));
        assertThat(assertSame(() -> sumOf(DType.INT64, 3002399751580331.0, 3))).as("2^53 + 1").isFalse();
        assertFolded(() -> sumOf(DType.INT64, 3002399751580330.0, 3));
    }

    private static Value sumOf(DType type, double x, int times) {
        return Value.literal(new Type(type, Shape.of(times)), x).reduce(Reducer.SUM, Ints.of(0));
    }

    /// A division is a product where the reciprocal is a normal number in every dtype.
    @Test
    void divisionsByPowersOfTwo() {
        for (int exponent : new int[]{-20, -15, -14, -3, 1, 14, 15, 20}) {
            for (double sign : new double[]{-1, 1}) {
                assertThat(divided(Math.scalb(sign, exponent)).contains("mul")).as("by 2^%d", exponent)
                        .isEqualTo(Math.abs(exponent) < 15);
            }
        }
        assertThat(divided(3)).contains("div");
        assertThat(divided(Double.POSITIVE_INFINITY)).contains("div");
        assertThat(divided(0)).contains("div");
    }

    private static String divided(double by) {
        var type = Type.scalar(DType.FLOAT64);
        return Simplify.of(Program.of(x -> new Value[]{x[0].map(DIV, Value.literal(type, by))}, type)).toString();
    }

    /// A cast to another dtype and on to a third is one cast where the second holds every number of the first.
    @Test
    void castsThroughAnotherType() {
        var wider = Map.of(
                DType.BOOL, List.of(DType.values()),
                DType.UINT8,
                List.of(DType.INT16, DType.INT32, DType.INT64, DType.FLOAT16, DType.BFLOAT16, DType.FLOAT32,
                        DType.FLOAT64),
                DType.INT8,
                List.of(DType.INT16, DType.INT32, DType.INT64, DType.FLOAT16, DType.BFLOAT16, DType.FLOAT32,
                        DType.FLOAT64),
                DType.INT16, List.of(DType.INT32, DType.INT64, DType.FLOAT32, DType.FLOAT64),
                DType.INT32, List.of(DType.INT64, DType.FLOAT64),
                DType.INT64, List.of(),
                DType.FLOAT16, List.of(DType.FLOAT32, DType.FLOAT64),
                DType.BFLOAT16, List.of(DType.FLOAT32, DType.FLOAT64),
                DType.FLOAT32, List.of(DType.FLOAT64),
                DType.FLOAT64, List.<DType>of());
        for (var from : DType.values()) {
            for (var through : DType.values()) {
                var type = Type.scalar(from);
                if (from != through) {
                    boolean once = Simplify.of(Program.of(x -> new Value[]{x[0].cast(through).cast(from)}, type))
                            .size() == 0;
                    assertThat(once).as("%s is exact in %s", from, through)
                            .isEqualTo(wider.getOrDefault(from, List.of()).contains(through));
                }
            }
        }
    }
}
