package org.leibniz.ir;

import java.util.function.UnaryOperator;

/// A program on numbers and an array of them, without values around: what a compiled function of Java's `double` calls.
/// Where they stand among the parameters and outputs of the program, [NumberPlaces] say. Any number of threads may run
/// it.
public abstract class NumberMethod {
    /// For what runs programs.
    protected NumberMethod() {}

    /// Runs the program.
    ///
    /// @param rest the arrays of all other parameters, in their places
    /// @param a a number
    /// @param b another
    /// @param x an array of as many elements as its parameter, read until this returns
    /// @param y where an output goes, an array of as many elements at least; it may be x
    /// @return an output of one element; 0 if the places name none
    public abstract double run(Object[] rest, double a, double b, double[] x, double[] y);

    /// Whether there may be something better to call some time: [#now].
    public boolean mayChange() {
        return false;
    }

    /// What to call from now on: this, or something better.
    public NumberMethod now() {
        return this;
    }

    /// By way of arrays.
    public static final class ByArrays extends NumberMethod {
        private final UnaryOperator<Object[]> program;
        private final NumberPlaces places;

        /// @param program runs it on arrays
        /// @param places where the numbers stand in it
        public ByArrays(UnaryOperator<Object[]> program, NumberPlaces places) {
            this.program = program;
            this.places = places;
        }

        @Override
        public double run(Object[] rest, double a, double b, double[] x, double[] y) {
            Object[] in = rest.clone();
            if (places.a() >= 0) {
                in[places.a()] = new double[]{a};
            }
            if (places.b() >= 0) {
                in[places.b()] = new double[]{b};
            }
            if (places.x() >= 0) {
                in[places.x()] = x.clone(); // the evaluator may keep it for some time, its owner may change it
            }
            Object[] out = program.apply(in);
            if (places.y() >= 0) {
                double[] result = (double[]) out[places.y()];
                System.arraycopy(result, 0, y, 0, result.length);
            }
            return places.value() >= 0 ? ((double[]) out[places.value()])[0] : 0;
        }
    }
}
