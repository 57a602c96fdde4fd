package org.leibniz.bench;

import java.util.Arrays;
import java.util.List;
import org.leibniz.DType;
import org.leibniz.Tensor;
import org.leibniz.Tree;

/// A row in another library for the JVM, written as its users would write it.
interface JvmRow {
    /// Makes a call.
    void call();

    /// What the last call gave, in the order of the peers.
    List<Tensor> outputs();

    /// The inputs of a row, those of ours: first the parameters, if it trains, then the data.
    static List<Tensor> inputs(String row) {
        return switch (row) {
            case "affine" -> List.of(Inputs.real(1, 1, 0, 1));
            case "mlp" -> Tree.leaves(List.of(Mlp.start(), Mlp.batch()));
            case "cnn" -> Tree.leaves(List.of(Cnn.start(), Cnn.batch()));
            case "hess" -> List.of(Inputs.real64(1, 0.1, 100), Inputs.real64(2, 1, 1000, 100), Inputs.index(3, 2, 1000)
                    .cast(DType.FLOAT64));
            default -> {
                int n = Integer.parseInt(row.substring("matmul_".length()));
                yield List.of(Inputs.real(1, 1, 0, n, n), Inputs.real(2, 1, 0, n, n));
            }
        };
    }

    /// The shape of a tensor, as other libraries take it.
    static long[] dims(Tensor x) {
        return Arrays.stream(x.shape().toArray()).asLongStream().toArray();
    }
}
