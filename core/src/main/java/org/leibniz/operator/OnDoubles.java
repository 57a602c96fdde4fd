package org.leibniz.operator;

import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.array.Insides;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Evaluator;
import org.leibniz.ir.NumberMethod;
import org.leibniz.ir.NumberPlaces;
import org.leibniz.ir.Trace;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.ir.Variable;
import org.leibniz.operator.Jit.Traced;
import org.leibniz.operator.ReadFlags.Conditional;
import org.leibniz.tree.FlatTree;
import org.leibniz.tree.Untyped;

/// A function on Java's own numbers: [Jit] without tensors around. It is given one number, two, or an array of them,
/// and gives a number, an array, or both. What served last is kept with all that does not change from call to call, so
/// that a call is little more than the code that the function was compiled to.
///
/// Where a transformation is open the function runs as a jitted one does there: to be recorded, and read at once.
public final class OnDoubles {
    private static final double[] NONE = {};

    /// What a function gives.
    public enum Gives {
        /// One number.
        VALUE,
        /// Numbers, in order.
        ARRAY,
        /// One number, and as many as it is given.
        BOTH
    }

    private final String what;
    private final Jit f;
    private final Gives gives;
    private volatile @Nullable Ready last; // the one that served last mostly serves next

    /// @param what the transformation, for messages
    /// @param f the function; one that gives both returns a tree of two tensors
    public OnDoubles(String what, Untyped f, Gives gives) {
        this.what = what;
        this.f = new Jit(f);
        this.gives = gives;
    }

    /// Ready to be called.
    ///
    /// @param evaluator what it was made for
    /// @param n the elements of the array; 0 beside numbers
    /// @param traced what it runs, as long as flags are as they were
    /// @param rest what is captured, in its places
    /// @param reads parameters that are read at each call, whose places are the last ones
    /// @param size how many numbers it writes
    /// @param open whether something better may be called some time
    private record Ready(Evaluator evaluator, int n, Conditional<Traced> traced, NumberMethod method, Object[] rest,
            Variable[] reads, int size, boolean open) {
        Ready(Evaluator evaluator, int n, Conditional<Traced> traced, NumberMethod method, Object[] rest,
                Variable[] reads, int size) {
            this(evaluator, n, traced, method, rest, reads, size, method.mayChange());
        }

        Ready with(NumberMethod better) {
            return new Ready(evaluator, n, traced, better, rest, reads, size);
        }

        double run(double a, double b, double[] x, double[] y) {
            Object[] in = rest;
            if (reads.length > 0) {
                in = rest.clone();
                for (int k = 0; k < reads.length; k++) {
                    in[in.length - reads.length + k] = reads[k].read().data();
                }
            }
            return method.run(in, a, b, x, y);
        }

        boolean serves(int elements) {
            return n == elements && traced.holds() && Evaluator.current() == evaluator && Trace.current() == null;
        }
    }

    // ---- calls

    /// What served last, if it serves such a call.
    private @Nullable Ready serving(int n) {
        var ready = last;
        if (ready == null || !ready.serves(n)) {
            return null;
        }
        if (ready.open) {
            var now = ready.method.now();
            if (now != ready.method) {
                ready = ready.with(now);
                last = ready;
            }
        }
        return ready;
    }

    /// Of one number.
    public double apply(double a) {
        var ready = serving(0);
        return ready != null ? ready.run(a, 0, NONE, NONE) : apply(a, 0, number(a));
    }

    /// Of two numbers.
    public double apply(double a, double b) {
        var ready = serving(0);
        return ready != null ? ready.run(a, b, NONE, NONE) : apply(a, b, number(a), number(b));
    }

    private double apply(double a, double b, Object... arguments) {
        var made = ready(0, arguments);
        return made != null ? made.run(a, b, NONE, NONE) : number(results(arguments)[0]);
    }

    /// Of an array.
    public double apply(double[] x) {
        var ready = serving(UserCall.given(x, "x: expected numbers").length);
        if (ready == null) {
            ready = ready(x.length, array(x));
            if (ready == null) {
                return number(results(array(x))[0]);
            }
        }
        return ready.run(0, 0, x, NONE);
    }

    /// Of an array, into another.
    ///
    /// @return the number, if it gives both
    public double apply(double[] x, double[] y) {
        var ready = serving(UserCall.given(x, "x: expected numbers").length);
        if (ready == null) {
            ready = ready(x.length, array(x));
            if (ready == null) {
                Value[] results = results(array(x));
                double[] array = (double[]) results[results.length - 1].data();
                checkRoom(array.length, y);
                System.arraycopy(array, 0, y, 0, array.length);
                return results.length > 1 ? number(results[0]) : 0;
            }
        }
        checkRoom(ready.size, y);
        return ready.run(0, 0, x, y);
    }

    /// Of an array, into a new one.
    public double[] applied(double[] x) {
        var ready = serving(UserCall.given(x, "x: expected numbers").length);
        if (ready == null) {
            ready = ready(x.length, array(x));
            if (ready == null) {
                return ((double[]) results(array(x))[0].data()).clone();
            }
        }
        double[] y = new double[ready.size];
        ready.run(0, 0, x, y);
        return y;
    }

    private void checkRoom(int n, double[] y) {
        if (UserCall.given(y, "result: expected an array to write into").length != n) {
            throw new IllegalArgumentException(what + ": result: expected an array of " + n
                    + " numbers to write into, got one of " + y.length);
        }
    }

    // ---- making

    private static Object number(double x) {
        return Insides.get().tensor(Value.of(Type.scalar(DType.FLOAT64), new double[]{x}));
    }

    private static Object array(double[] x) {
        return Insides.get().tensor(Value.of(new Type(DType.FLOAT64, Shape.of(x.length)), x.clone()));
    }

    private static double number(Value v) {
        return ((double[]) v.data())[0];
    }

    /// The results of a call that cannot be made ready, or where a transformation is open.
    private Value[] results(Object... arguments) {
        Value[] results = FlatTree.of(f.apply(arguments)).leaves();
        check(Value.types(results));
        return results;
    }

    /// What serves calls with such arguments; null if none can, as of one that assigns parameters.
    private @Nullable Ready ready(int n, Object... arguments) {
        if (Trace.current() != null) {
            return null;
        }
        var traced = f.traced(arguments);
        var staged = traced.made().program();
        var program = staged.program();
        if (staged.assigns() || !staged.cacheable()) {
            return null;
        }
        check(program.outputTypes());
        Value[] captured = staged.captured();
        Object[] rest = new Object[program.params()];
        for (int k = 0; k < captured.length; k++) {
            rest[k] = captured[k].data();
        }
        var evaluator = Evaluator.current();
        boolean array = program.type(captured.length).shape().rank() > 0;
        var method = evaluator.onNumbers(program, places(captured.length, arguments.length, array));
        int size = gives == Gives.VALUE ? 0 : program.output(program.outputs() - 1).shape().size();
        var made = new Ready(evaluator, n, traced, method, rest, staged.reads(), size);
        last = made;
        return made;
    }

    private NumberPlaces places(int first, int arguments, boolean array) {
        int a = array ? -1 : first;
        int b = array || arguments < 2 ? -1 : first + 1;
        int value = gives == Gives.ARRAY ? -1 : 0;
        int y = gives == Gives.VALUE ? -1 : gives == Gives.ARRAY ? 0 : 1;
        return new NumberPlaces(a, b, array ? first : -1, value, y);
    }

    private void check(Type... results) {
        boolean one = gives != Gives.ARRAY;
        boolean fits = results.length == (gives == Gives.BOTH ? 2 : 1);
        for (var type : results) {
            fits &= type.dtype() == DType.FLOAT64;
        }
        if (!fits || one && results[0].shape().size() != 1) {
            throw new IllegalArgumentException(what + ": expected a function that returns "
                    + (one ? "a float64 tensor of one element" : "one float64 tensor") + ", got one that returns "
                    + text(results) + (results.length == 1 && results[0].dtype() != DType.FLOAT64
                            ? "; convert it with cast(DType.FLOAT64)"
                            : one && results.length == 1 ? "; Doubles.mapping takes one of several elements" : ""));
        }
    }

    private static String text(Type... results) {
        if (results.length != 1) {
            return results.length + " tensors";
        }
        return "one of dtype " + results[0].dtype() + " and shape " + results[0].shape();
    }
}
