package org.leibniz.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Op;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Stack;
import org.leibniz.ir.Type;
import org.leibniz.reference.Reference;
import org.leibniz.transform.CustomRule;

/// What the reference makes of a program, and how far off another evaluator may be for no other reason than rounding.
///
/// The program is run operation by operation on the reference: as it is, and twice with every rounded result off by 16
/// to 32 units in the last place, of a sum in the last place of the sum of its terms' magnitudes; ten times more where
/// that does not explain a difference, since effects may cancel by chance. How far the outputs move then is how far
/// rounding moves them: sums, cancellation and badly conditioned solutions included. Equal numbers are moved equally,
/// so that equal ones stay equal. Where the moved runs decide differently on the way (a comparison, a position, a
/// rounding to whole numbers), nothing can be said about what depends on it.
final class Oracle {
    private static final double UNITS = 32;
    private static final int RUNS = 2;
    private static final int MORE_RUNS = 10;

    private final Program program;
    private final Object[] inputs;
    private final Object[] expected;
    private final List<Object> decisions = new ArrayList<>();
    private final List<Object[]> moved = new ArrayList<>();
    private boolean undecided;

    /// Runs a program on inputs.
    Oracle(Program program, Object[] inputs) {
        this.program = program;
        this.inputs = inputs;
        this.expected = new Walk(0, decisions).run(program, inputs);
        move(RUNS);
    }

    private void move(int runs) {
        for (int i = 0; i < runs; i++) {
            var others = new ArrayList<Object>();
            var walk = new Walk(0x9E3779B97F4A7C15L * (moved.size() + 1), others);
            moved.add(walk.run(program, walk.moved(program.paramTypes(), inputs, UNITS)));
            undecided |= !same(decisions, others);
        }
    }

    /// Whether rounding decides anything on the way.
    boolean isUndecided() {
        return undecided;
    }

    private static boolean same(List<Object> a, List<Object> b) {
        boolean same = a.size() == b.size();
        for (int i = 0; same && i < a.size(); i++) {
            same = Arrays.deepEquals(new Object[]{a.get(i)}, new Object[]{b.get(i)});
        }
        return same;
    }

    /// What is wrong with the results of another evaluator.
    ///
    /// @return null if nothing is
    @Nullable
    String complaint(Object[] actual) {
        var complaint = difference(actual);
        if (complaint != null && moved.size() == RUNS) {
            move(MORE_RUNS);
            complaint = difference(actual);
        }
        return complaint;
    }

    private @Nullable String difference(Object[] actual) {
        for (int i = 0; i < expected.length; i++) {
            if (!(expected[i] instanceof Stack)) {
                var c = difference(i, program.output(i).dtype(), actual[i]);
                if (c != null) {
                    return c;
                }
            }
        }
        return null;
    }

    private @Nullable String difference(int output, DType dtype, Object actual) {
        int n = Buffers.length(expected[output]);
        if (Buffers.length(actual) != n) {
            return "output " + output + " has " + Buffers.length(actual) + " elements, expected " + n;
        }
        double[] distance = new double[n];
        double far = 0;
        for (int i = 0; i < n; i++) {
            double e = Buffers.getDouble(dtype, expected[output], i);
            for (var m : moved) {
                double d = Math.abs(Buffers.getDouble(dtype, m[output], i) - e);
                distance[i] = Math.max(distance[i], d);
            }
            far = Double.isFinite(distance[i]) ? Math.max(far, distance[i]) : far;
        }
        for (int i = 0; i < n; i++) {
            double e = Buffers.getDouble(dtype, expected[output], i);
            double a = Buffers.getDouble(dtype, actual, i);
            double tolerance = dtype.isFloating()
                    ? 2 * distance[i] + 0.02 * far + 2 * UNITS * epsilon(dtype) * Math.abs(e) + smallest(dtype)
                    : 0;
            boolean good = e == a || Math.abs(e - a) <= tolerance || Double.isNaN(e) && Double.isNaN(a)
                    || !isSettled(dtype, output, i, e);
            if (!good || !dtype.isFloating()
                    && Buffers.getLong(dtype, expected[output], i) != Buffers.getLong(dtype, actual, i)) {
                return "output " + output + ", element " + i + ": expected " + e + ", got " + a + " (rounding explains "
                        + tolerance + ")";
            }
        }
        return null;
    }

    /// Whether an element is finite, or else infinite or no number, in all runs alike.
    private boolean isSettled(DType dtype, int output, int i, double e) {
        for (var m : moved) {
            double d = Buffers.getDouble(dtype, m[output], i);
            if (Double.isFinite(e) != Double.isFinite(d) || !Double.isFinite(e) && Double.compare(e, d) != 0) {
                return false;
            }
        }
        return true;
    }

    private static double epsilon(DType dtype) {
        return switch (dtype) {
            case FLOAT64 -> 0x1p-53;
            case FLOAT32 -> 0x1p-24;
            case FLOAT16 -> 0x1p-11;
            default -> 0x1p-8;
        };
    }

    private static double smallest(DType dtype) {
        return switch (dtype) {
            case FLOAT64 -> 1e-300;
            case FLOAT32 -> 1e-36;
            case FLOAT16 -> 1e-6;
            default -> 1e-36;
        };
    }

    /// One run.
    ///
    /// @param seed
    ///            how rounded results are moved; 0 for not at all
    /// @param decisions
    ///            everything that is no rounded number
    private record Walk(long seed, List<Object> decisions) {
        private static final Reference REFERENCE = new Reference();

        Object[] run(Program p, Object[] inputs) {
            Object[] values = Arrays.copyOf(inputs, p.slots());
            for (int i = 0; i < p.size(); i++) {
                Object[] in = new Object[p.arity(i)];
                Type[] types = new Type[in.length];
                for (int j = 0; j < in.length; j++) {
                    in[j] = values[p.in(i, j)];
                    types[j] = p.type(p.in(i, j));
                }
                Object[] out = run(p.op(i), types, in, p.results(i));
                Type[] outTypes = new Type[out.length];
                for (int j = 0; j < out.length; j++) {
                    outTypes[j] = p.type(p.out(i) + j);
                    if (decides(p.op(i), outTypes[j])) {
                        decisions.add(out[j]);
                    }
                }
                Object[] result = seed == 0 || !rounds(p.op(i))
                        ? out
                        : moved(outTypes, out, magnitudes(p.op(i), types, in, out),
                                units(p.op(i), types));
                System.arraycopy(result, 0, values, p.out(i), out.length);
            }
            Object[] results = new Object[p.outputs()];
            for (int i = 0; i < results.length; i++) {
                results[i] = values[p.outSlot(i)];
            }
            return results;
        }

        private Object[] run(Op op, Type[] types, Object[] in, int results) {
            return switch (op) {
                case Composite.Call(var callee) -> run(callee, in);
                case Composite.Custom c -> run(c.f(), c.ofFunction(in));
                case Composite.LinearCall call -> run(CustomRule.forward(call), in);
                case Composite.Cond(var then, var otherwise) ->
                    run(((boolean[]) in[0])[0] ? then : otherwise, Arrays.copyOfRange(in, 1, in.length));
                default -> REFERENCE.run(single(op, types, results), in);
            };
        }

        private static Program single(Op op, Type[] types, int results) {
            int[] slots = new int[types.length];
            Arrays.setAll(slots, i -> i);
            int[] outs = new int[results];
            Arrays.setAll(outs, i -> types.length + i);
            return new Program(types, new Op[]{op}, new int[][]{slots}, outs);
        }

        private static boolean decides(Op op, Type type) {
            return !type.dtype().isFloating() && !type.isStack()
                    || op instanceof Pointwise.Unary(var fn)
                            && (fn == ScalarFn.SIGN || fn == ScalarFn.FLOOR || fn == ScalarFn.CEIL
                                    || fn == ScalarFn.ROUND
                                    || fn == ScalarFn.TRUNC);
        }

        /// Whether an operation rounds what it computes; others choose or move numbers.
        private static boolean rounds(Op op) {
            return switch (op) {
                case Pointwise.Unary(var fn) -> switch (fn) {
                    case NEG, ABS, SIGN, FLOOR, CEIL, ROUND, TRUNC, RELU, NOT -> false;
                    default -> true;
                };
                case Pointwise.Binary(var fn) -> fn != ScalarFn.MAX && fn != ScalarFn.MIN;
                case Reduction.Reduce(var how, var _) -> how == Reducer.SUM || how == Reducer.PROD;
                case Pointwise.Cast _,Routine.CumSum _,Routine.Dot _,Routine.Scatter _,Routine.AddAt _ -> true;
                case Routine.Solve _,Routine.TriangularSolve _,Routine.Cholesky _ -> true;
                case Composite.While _,Composite.Scan _,Reduction.Collapse _ -> true;
                default -> false;
            };
        }

        /// How many units in the last place a result is moved: the reference adds up one number after the other, which
        /// costs as many roundings of sums that grow.
        private static double units(Op op, Type[] in) {
            return sums(op) && in[0].dtype() == DType.FLOAT64 ? UNITS + in[0].shape().size() / 4.0 : UNITS;
        }

        private static boolean sums(Op op) {
            return op instanceof Reduction.Reduce || op instanceof Reduction.Collapse || op instanceof Routine.CumSum
                    || op instanceof Routine.Dot
                    || op instanceof Routine.Scatter || op instanceof Routine.AddAt;
        }

        /// What the results of an operation are rounded in proportion to: themselves, or of sums, whose terms may
        /// cancel, the sums of magnitudes. A product rounds its terms or does not (fma), so even opposite ones need not
        /// cancel to the last digit.
        private static Object[] magnitudes(Op op, Type[] types, Object[] in, Object[] out) {
            if (!sums(op) || Stream.of(in).anyMatch(Stack.class::isInstance)) {
                return out;
            }
            Object[] sizes = in.clone();
            for (int i = 0; i < in.length; i++) {
                if (types[i].dtype().isFloating()) {
                    sizes[i] = Buffers.allocate(types[i].dtype(), Buffers.length(in[i]));
                    for (int k = 0; k < Buffers.length(in[i]); k++) {
                        Buffers.setDouble(types[i].dtype(), sizes[i], k,
                                Math.abs(Buffers.getDouble(types[i].dtype(), in[i], k)));
                    }
                }
            }
            return REFERENCE.run(single(op, types, out.length), sizes);
        }

        Object[] moved(Type[] types, Object[] values, double units) {
            return seed == 0 ? values : moved(types, values, values, units);
        }

        private Object[] moved(Type[] types, Object[] values, Object[] magnitudes, double units) {
            Object[] r = values.clone();
            for (int i = 0; i < r.length; i++) {
                if (types[i].dtype().isFloating() && !(r[i] instanceof Stack)) {
                    r[i] = moved(types[i].dtype(), r[i], magnitudes[i], units);
                }
            }
            return r;
        }

        private Object moved(DType dtype, Object values, Object magnitudes, double units) {
            int n = Buffers.length(values);
            Object r = Buffers.allocate(dtype, n);
            for (int i = 0; i < n; i++) {
                double x = Buffers.getDouble(dtype, values, i);
                double size = Math.abs(Buffers.getDouble(dtype, magnitudes, i));
                long h = (Double.doubleToLongBits(Math.abs(x)) ^ 31 * Double.doubleToLongBits(size) ^ seed)
                        * 0xD1342543DE82EF95L;
                h = (h ^ h >>> 32) * 0xDABA0B6EB09322E3L;
                // half of it at least
                double by = ((h >>> 11) * 0x1p-54 + 0.5) * (h << 63 == 0 ? units : -units) * epsilon(dtype);
                Buffers.setDouble(dtype, r, i, Double.isFinite(size) ? x + Math.copySign(size, x) * by : x);
            }
            return r;
        }
    }
}
