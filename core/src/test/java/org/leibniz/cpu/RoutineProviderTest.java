package org.leibniz.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leibniz.DType;
import org.leibniz.ForkedJvm;
import org.leibniz.Leibniz;
import org.leibniz.Shape;
import org.leibniz.Tensor;
import org.leibniz.cpu.generate.AtOnce;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Program;
import org.leibniz.ir.Routine;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.plan.Matrices;
import org.leibniz.reference.Reference;

/// Who brings a routine is asked for it before it is done in Java.
final class RoutineProviderTest {
    /// Products of float32, one element at a time, each one more than it should be.
    public static final class Products implements RoutineProvider {
        private final List<String> asked = new ArrayList<>();
        private int runs;

        @Override
        public Optional<Step> routine(Site site) {
            asked.add(site.op().name());
            return site.op() instanceof Composite.Kernel(var body, var _)
                    ? Matrices.of(body).filter(p -> p.dtype() == DType.FLOAT32).map(p -> state -> {
                        runs++;
                        multiply(p, (float[]) state.values[site.in()[p.a().parameter()]],
                                (float[]) state.values[site.in()[p.b().parameter()]],
                                (float[]) state.values[site.out()[0]]);
                    })
                    : Optional.empty();
        }

        private static void multiply(Matrices p, float[] a, float[] b, float[] c) {
            for (int batch = 0; batch < p.batches(); batch++) {
                for (int i = 0; i < p.m(); i++) {
                    for (int j = 0; j < p.n(); j++) {
                        float sum = 1;
                        for (int k = 0; k < p.k(); k++) {
                            sum += at(p.a(), a, batch, i, k) * at(p.b(), b, batch, j, k);
                        }
                        c[p.c().at(batch) + i * p.c().row() + j] = sum;
                    }
                }
            }
        }

        private static float at(Matrices.Matrix m, float[] x, int batch, int i, int j) {
            return x[m.at(batch) + i * m.row() + j * m.column()];
        }
    }

    private final Products products = new Products();
    private final Compiler compiler = new Compiler(new Cpu(AtOnce.LIBRARY, products));

    /// Small whole numbers, whose products are exact in any order.
    private void check(Program p, int runs) {
        Object[] in = new Object[p.params()];
        var random = new Random(runs);
        for (int i = 0; i < in.length; i++) {
            float[] x = new float[p.type(i).shape().size()];
            for (int k = 0; k < x.length; k++) {
                x[k] = random.nextInt(-9, 10);
            }
            in[i] = x;
        }
        float[] brought = (float[]) compiler.run(p, in)[0];
        float[] expected = (float[]) new Reference().run(p, in)[0];
        for (int k = 0; k < expected.length; k++) {
            expected[k] += 1;
        }
        assertThat(brought).isEqualTo(expected);
        assertThat(products.runs).isEqualTo(runs);
    }

    private static Type f32(int... dims) {
        return new Type(DType.FLOAT32, Shape.of(dims));
    }

    /// Operands and results are where strides lead.
    @Test
    void aProductThatIsBroughtIsUsed() {
        check(Program.of(x -> new Value[]{x[0].matmul(x[1])}, f32(30, 20), f32(20, 7)), 1);
        check(Program.of(x -> new Value[]{x[0].transposed().matmul(x[1].transposed())}, f32(30, 20), f32(40, 30)), 2);
        check(Program.of(x -> new Value[]{x[0].matmul(x[1]).transposed()}, f32(30, 20), f32(20, 7)), 3);
        check(Program.of(x -> {
            var heads = x[0].reshape(Shape.of(8, 10, 4, 6)).transpose(Ints.of(0, 2, 1, 3));
            var others = x[1].reshape(Shape.of(8, 5, 4, 6)).transpose(Ints.of(0, 2, 3, 1));
            return new Value[]{heads.matmul(others).transpose(Ints.of(0, 2, 1, 3)).reshape(Shape.of(80, 20))};
        }, f32(80, 24), f32(40, 24)), 4);
        check(Program.of(x -> new Value[]{x[0].reverse(Ints.of(0)).matmul(x[1].broadcast(Shape.of(3, 20, 7)))},
                f32(3, 30, 20), f32(20, 7)),
                5);
        assertThat(products.asked).containsOnly("kernel").hasSize(5);
    }

    /// Every routine is offered; what is left is done as ever.
    @Test
    void whatItLeavesIsDoneInJava() {
        var t = new Type(DType.FLOAT64, Shape.of(4, 4));
        var p = Program
                .of(x -> new Value[]{x[0].matmul(x[0]), Value.bind1(new Routine.CumSum(0, false), x[0]), x[0].add(1),
                        Value.bind(new Routine.Sort(1), x[0])[0], Value.bind1(new Routine.Concat(0), x[0], x[0])}, t);
        Samples.compare(compiler, p, Samples.inputs(p, new Random(2), false), 0, 1e-14);
        assertThat(products.asked).containsExactlyInAnyOrder("kernel", "cumsum", "sort", "kernel");
        assertThat(products.runs).isZero();
    }

    /// In another JVM, with the provider on its class path.
    static final class Main {
        public static void main(String[] args) {
            var a = Tensor.of(new float[]{1, 2, 3, 4}, 2, 2);
            System.out.println(Arrays.toString(Leibniz.jit((Tensor x) -> x.matmul(x)).apply(a).toDoubleArray()));
        }
    }

    @Test
    void aProviderIsFound(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(folder.resolve("META-INF/services/" + RoutineProvider.class.getName()),
                Products.class.getName());
        var with = ForkedJvm.run(Duration.ofMinutes(1), Main.class,
                List.of("-cp", folder + File.pathSeparator + ForkedJvm.classPath()));
        assertThat(with.output()).contains("[8.0, 11.0, 16.0, 23.0]");
        assertThat(ForkedJvm.run(Duration.ofMinutes(1), Main.class, List.of()).output())
                .contains("[7.0, 10.0, 15.0, 22.0]");
    }
}
