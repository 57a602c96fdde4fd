package org.leibniz.bench;

import java.util.function.Supplier;
import org.hipparchus.analysis.differentiation.DSFactory;

/// The row `nth_sin` in Hipparchus, which carries all derivatives of a number along with it; no peer outside of the JVM
/// comes near it there.
final class Hipparchus implements Rival {
    private static final int ORDER = 6;

    private final Supplier<Double> call;

    Hipparchus() {
        var numbers = new DSFactory(1, ORDER);
        double x = Inputs.real64(1, 1).item();
        this.call = () -> numbers.variable(0, x).sin().getPartialDerivative(ORDER);
    }

    @Override
    public String name() {
        return "Hipparchus";
    }

    @Override
    public double[] result() {
        Clock.warmUp(call);
        return new double[]{call.get()};
    }

    @Override
    public double round(double seconds) {
        return Clock.round(call, seconds) / 1000;
    }
}
