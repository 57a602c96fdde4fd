package org.leibniz.cpu;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Program;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// Many threads run one program at a time, each with inputs of its own.
final class ConcurrencyTest {
    @Test
    void runsDoNotDisturbEachOther() throws InterruptedException, ExecutionException {
        for (var shape : List.of(Shape.of(1, 1), Shape.of(3, 5), Shape.of(60, 700))) {
            var type = new Type(DType.FLOAT32, shape);
            var p = Program.of(in -> {
                var s = in[0].map(ScalarFn.TANH).sum(Ints.of(1)).reshape(Shape.of(shape.dim(0), 1)).broadcast(shape);
                var y = in[0].mul(s).add(in[0]);
                return new Value[]{y, y.matmul(in[0].transposed()), y.mul(2).sum(Ints.of(0, 1))};
            }, type);
            var compiler = Tiers.provided();
            var tasks = new ArrayList<Callable<Boolean>>();
            for (int t = 0; t < 8; t++) {
                Object[] in = Samples.inputs(p, new Random(t), false);
                Object[] expected = Tiers.provided().run(p, in);
                tasks.add(() -> {
                    boolean same = true;
                    for (int i = 0; i < 200; i++) {
                        Object[] out = compiler.run(p, in);
                        for (int k = 0; k < out.length; k++) {
                            same &= Samples.sameBits(expected[k], out[k]);
                        }
                    }
                    return same;
                });
            }
            try (var pool = Executors.newFixedThreadPool(8)) {
                for (Future<Boolean> f : pool.invokeAll(tasks)) {
                    assertTrue(f.get(), shape.toString());
                }
            }
        }
    }
}
