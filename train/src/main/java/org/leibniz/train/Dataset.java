package org.leibniz.train;

import static org.leibniz.Leibniz.at;
import static org.leibniz.Leibniz.permutation;
import static org.leibniz.Leibniz.slice;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.Key;
import org.leibniz.Tensor;
import org.leibniz.TensorFn1;
import org.leibniz.caller.UserCall;

/// Examples to learn from, or a batch of them: inputs and what they should lead to, one example a row. A record of
/// tensors, so it is an input of transformed functions as it is.
///
/// ```java
/// var digits = Digits.load().split(0.2, Key.of(0));
/// for (var batch : digits.train().batches(32, Key.of(1))) {
///     step.apply(net, batch);
/// }
/// ```
///
/// Under `vmap` a dataset is one example, if its labels are class numbers; with labels of more axes take inputs and
/// labels as two arguments there.
///
/// @param inputs of shape `(n, ..)`
/// @param labels of shape `(n, ..)`; class numbers are int32 of shape `(n,)`
public record Dataset(Tensor inputs, Tensor labels) {

    /// Makes a dataset.
    ///
    /// @throws IllegalArgumentException if inputs and labels are not equally many
    public Dataset {
        UserCall.given(inputs, "inputs: expected a tensor");
        UserCall.given(labels, "labels: expected a tensor");
        // one without axes is that of a single example, as vmap makes them
        if (inputs.ndim() > 0 && labels.ndim() > 0 && inputs.dim(0) != labels.dim(0)) {
            throw unlike(inputs, labels);
        }
    }

    private static IllegalArgumentException unlike(Tensor inputs, Tensor labels) {
        return new IllegalArgumentException(
                UserCall.method() + ": expected inputs and labels with one row an example, got shapes "
                        + inputs.shape() + " and " + labels.shape()
                        + "; inside vmap, where an example has no row, pass them as two arguments");
    }

    /// How many examples there are.
    ///
    /// @return the length of the first axis
    /// @throws IllegalArgumentException if inputs or labels have no axes
    public int size() {
        if (inputs.ndim() == 0 || labels.ndim() == 0) {
            throw unlike(inputs, labels);
        }
        return inputs.dim(0);
    }

    /// Some of the examples.
    ///
    /// @param rows their numbers, 1-d int32
    /// @return these examples, in this order
    public Dataset take(Tensor rows) {
        return new Dataset(inputs.get(at(rows)), labels.get(at(rows)));
    }

    /// Examples in two parts.
    ///
    /// @param train those to learn from
    /// @param test those that were set aside, to see what was learned
    public record Split(Dataset train, Dataset test) {}

    /// Sets a part of the examples aside for testing, chosen at random.
    ///
    /// @param fraction the size of that part, such as 0.2 for one fifth; rounded down to whole examples
    /// @param key what chooses; equal keys choose alike
    /// @return both parts
    /// @throws IllegalArgumentException if one of them would be empty
    public Split split(double fraction, Key key) {
        int n = size();
        int tests = (int) (n * fraction);
        if (tests < 1 || tests >= n) {
            throw new IllegalArgumentException(
                    "Dataset.split: fraction: expected one that leaves some of the " + n
                            + " examples on both sides, got "
                            + fraction);
        }
        Tensor order = permutation(key, n);
        return new Split(take(order.get(slice(tests, n))), take(order.get(slice(0, tests))));
    }

    /// All examples in random order, a few at a time. The last ones that fill no batch are left out, so that all
    /// batches have one shape and a step is compiled once; another key leaves out others.
    ///
    /// @param size how many examples a batch has
    /// @param key what orders them; fold the epoch into it
    /// @return the batches, each made when it is asked for
    /// @throws IllegalArgumentException if the size is below 1 or above the number of examples
    public List<Dataset> batches(int size, Key key) {
        int n = size();
        if (n == 0) {
            throw new IllegalArgumentException(
                    "Dataset.batches: expected examples to draw from, got an empty dataset of shape " + inputs.shape());
        }
        if (size < 1 || size > n) {
            throw new IllegalArgumentException(
                    "Dataset.batches: size: expected 1 to " + n + ", the number of examples, got " + size);
        }
        int[] order = permutation(key, n).toIntArray();
        return new AbstractList<>() {
            @Override
            public Dataset get(int i) {
                if (i < 0 || i >= size()) {
                    throw new IndexOutOfBoundsException(
                            "Dataset.batches: expected 0 to " + (size() - 1) + ", got " + i);
                }
                return take(Tensor.of(Arrays.copyOfRange(order, i * size, (i + 1) * size)));
            }

            @Override
            public int size() {
                return n / size;
            }
        };
    }

    /// How often a classifier is right.
    ///
    /// @param logits from the inputs to a score for each class, of shape `(n, classes)`; the highest one counts
    /// @return the share of the labels, which are class numbers, that it names: 0 to 1
    /// @throws IllegalArgumentException if there are no examples, or the labels or the scores have another shape
    public double accuracy(TensorFn1<Tensor> logits) {
        int n = size();
        if (n == 0 || labels.ndim() != 1 || !labels.dtype().isInteger()) {
            throw new IllegalArgumentException(
                    "Dataset.accuracy: labels: expected class numbers of shape (n,), one or more, got " + labels.dtype()
                            + " of shape " + labels.shape()
                            + (labels.ndim() == 2 ? "; labels.argmax(-1) makes them of one-hot rows" : ""));
        }
        @Nullable
        Tensor scores = UserCall.given(logits, "logits: expected a function").apply(inputs);
        if (scores == null) {
            throw new IllegalArgumentException(
                    "Dataset.accuracy: logits: expected a function that returns scores of shape (" + n
                            + ", classes), got one that returns null");
        }
        if (scores.ndim() != 2 || scores.dim(0) != n) {
            throw new IllegalArgumentException(
                    "Dataset.accuracy: logits: expected scores of shape (" + n + ", classes), got " + scores.shape());
        }
        return scores.argmax(-1).eq(labels.cast(DType.INT32)).cast(DType.FLOAT64).mean().item();
    }
}
