package org.leibniz.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.leibniz.Leibniz.arange;
import static org.leibniz.Leibniz.oneHot;
import static org.leibniz.Leibniz.ones;
import static org.leibniz.Leibniz.vmap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.Key;
import org.leibniz.Tensor;

final class DatasetTest {
    /// Example i has the inputs 2 i, 2 i + 1 and the label i.
    private static Dataset counted(int n) {
        return new Dataset(arange(2 * n).reshape(n, 2).cast(DType.FLOAT32), arange(n));
    }

    private static List<Integer> labels(Dataset d) {
        return Arrays.stream(d.labels().toIntArray()).boxed().toList();
    }

    @Test
    void inputsStayWithTheirLabels() {
        var taken = counted(10).take(Tensor.of(7, 2));
        assertThat(taken.inputs().toFloatArray()).containsExactly(14, 15, 4, 5);
        assertThat(taken.labels().toIntArray()).containsExactly(7, 2);
    }

    @Test
    void aSplitDividesAllExamples() {
        var split = counted(11).split(0.2, Key.of(3));
        assertThat(split.test().size()).isEqualTo(2);
        var all = new ArrayList<>(labels(split.train()));
        all.addAll(labels(split.test()));
        assertThat(all).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 11).boxed().toList());
        assertThat(labels(counted(11).split(0.2, Key.of(3)).test())).isEqualTo(labels(split.test()));
    }

    @Test
    void batchesAreFullAndDiffer() {
        var batches = counted(11).batches(3, Key.of(4));
        assertThat(batches).hasSize(3).allMatch(b -> b.size() == 3);
        assertThat(batches.stream().flatMap(b -> labels(b).stream())).doesNotHaveDuplicates();
        assertThat(labels(counted(11).batches(11, Key.of(4)).getFirst()))
                .isNotEqualTo(labels(counted(11).batches(11, Key.of(5)).getFirst()));
    }

    @Test
    void accuracyCountsTheHighestScore() {
        var d = counted(4);
        assertThat(d.accuracy(_ -> oneHot(Tensor.of(0, 1, 2, 0), 4))).isEqualTo(0.75);
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> new Dataset(ones(5, 2), ones(4))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(5, 2)")
                .hasMessageContaining("(4,)");
        assertThatThrownBy(() -> new Dataset(ones(3, 2), ones(0, 10))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Dataset(Tensor.scalar(1f), Tensor.scalar(1)).size())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> counted(3).split(0.2, Key.of(0))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.2");
        assertThatThrownBy(() -> counted(3).split(1, Key.of(0))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> counted(3).split(Double.NaN, Key.of(0))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> counted(3).batches(4, Key.of(0))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 3");
        assertThatThrownBy(() -> counted(0).batches(1, Key.of(0))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty");
    }

    @Test
    void accuracyNeedsScoresAndClassNumbers() {
        assertThatThrownBy(() -> counted(0).accuracy(x -> x)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(0,)");
        // a column of four scores would be compared with each of the labels
        assertThatThrownBy(() -> counted(4).accuracy(_ -> ones(4))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(4, classes)");
        var rows = new Dataset(ones(2, 3), oneHot(Tensor.of(0, 1), 2)); // as many rows as classes: eq would broadcast
        assertThatThrownBy(() -> rows.accuracy(_ -> ones(2, 2))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("argmax");
    }

    @Test
    void anExampleUnderVmapIsADataset() {
        var norms = vmap((Dataset d) -> d.inputs().sum().add(d.labels())).apply(counted(3));
        assertThat(norms.toFloatArray()).containsExactly(1, 6, 11);
    }

    @Test
    void digits() {
        var d = Digits.load();
        assertThat(d.inputs().shape()).hasToString("(1797, 64)");
        assertThat(d.inputs().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(d.inputs().min().item()).isZero();
        assertThat(d.inputs().max().item()).isOne();
        assertThat(labels(d).subList(0, 10)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(d.labels().eq(8).cast(DType.INT32).sum().item()).isEqualTo(174);
    }
}
