package org.leibniz.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.leibniz.Tensor;
import org.leibniz.Tree;

/// What a row computed, as a list of numbers that our results and those of the peers are compared by; `peers/README.md`
/// describes it.
final class Marks {
    private static final int CHECKED_STEPS = 4;
    private static final int PERIOD = 97;
    private static final double TOLERANCE = 1e-4;

    private Marks() {}

    /// The numbers of a row that has not been called yet.
    ///
    /// @param call a call of the row
    /// @param steps whether calls go on from one another: then four of them are made, and all their losses told
    static double[] of(Supplier<?> call, boolean steps) {
        List<Tensor> outputs = Tree.leaves(call.get());
        var numbers = new ArrayList<Double>();
        if (steps) {
            numbers.add(outputs.getFirst().item());
            while (numbers.size() < CHECKED_STEPS) {
                outputs = Tree.leaves(call.get());
                numbers.add(outputs.getFirst().item());
            }
            outputs = outputs.subList(1, outputs.size());
        }
        for (var output : outputs) {
            double[] t = output.toDoubleArray();
            numbers.add(t[0]);
            if (t.length > 1) {
                numbers.add(mark(t));
            }
        }
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// A sum that sees places and signs, and in which nothing cancels.
    private static double mark(double[] t) {
        double sum = 0;
        for (int k = 0; k < t.length; k++) {
            sum += (1 + k % PERIOD / (double) PERIOD) * (1.5 * Math.abs(t[k]) + 0.5 * t[k]);
        }
        return sum;
    }

    /// Makes sure that two lists of numbers agree to a relative 1e-4.
    ///
    /// @throws ArithmeticException if they do not
    static void requireAgreement(String row, double[] ours, String peer, double[] theirs) {
        if (ours.length != theirs.length) {
            throw new ArithmeticException(
                    row + ": expected " + theirs.length + " numbers as " + peer + ", got " + ours.length);
        }
        for (int i = 0; i < ours.length; i++) {
            double difference = Math.abs(ours[i] - theirs[i]);
            if (!(difference <= TOLERANCE * Math.abs(theirs[i]))) {
                throw new ArithmeticException(
                        row + ": number " + i + ": expected " + theirs[i] + " as " + peer + ", got " + ours[i]);
            }
        }
    }
}
