package org.leibniz.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.leibniz.Leibniz.grad;
import static org.leibniz.Leibniz.ones;

import org.junit.jupiter.api.Test;
import org.leibniz.Key;
import org.leibniz.Tensor;

final class DenseTest {
    @Test
    void multipliesAndAdds() {
        var layer = new Dense(Key.of(1), 2, 3);
        layer.weight.assign(Tensor.of(new float[][]{{1, 2, 3}, {4, 5, 6}}));
        layer.bias.assign(Tensor.of(10f, 20f, 30f));
        assertThat(layer.apply(Tensor.of(1f, 1f)).toFloatArray()).containsExactly(15, 27, 39);
        assertThat(layer.apply(ones(4, 5, 2)).shape()).hasToString("(4, 5, 3)");
    }

    @Test
    void startsAsDocumented() {
        var layer = new Dense(Key.of(1), 200, 300);
        assertThat(layer.weight.mean().item()).isCloseTo(0, within(0.002));
        assertThat(layer.weight.var().item()).isCloseTo(2.0 / 200, within(0.0005));
        assertThat(layer.bias.toFloatArray()).containsOnly(0);
        assertThat(new Dense(Key.of(1), 200, 300).weight.toFloatArray()).isEqualTo(layer.weight.toFloatArray());
        assertThat(new Dense(Key.of(2), 200, 300).weight.toFloatArray()).isNotEqualTo(layer.weight.toFloatArray());
    }

    @Test
    void hasTwoWeightsWithGradients() {
        var layer = new Dense(Key.of(1), 2, 3);
        assertThat(layer.trainableParams()).containsExactly(layer.weight, layer.bias);
        assertThat(layer.parametersByName()).containsOnlyKeys("weight", "bias");
        var g = grad(layer, layer.trainableParams()).apply(ones(4, 2));
        assertThat(g.get(0).toFloatArray()).containsOnly(4);
        assertThat(g.get(1).toFloatArray()).containsOnly(4);
    }

    @Test
    void refusesWhatDoesNotFit() {
        var layer = new Dense(Key.of(1), 2, 3);
        assertThatThrownBy(() -> layer.apply(ones(4, 3))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x: expected shape (.., 2)")
                .hasMessageContaining("(4, 3)");
        assertThatThrownBy(() -> new Dense(Key.of(1), 0, 3)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in = 0");
    }
}
