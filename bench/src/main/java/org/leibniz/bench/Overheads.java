package org.leibniz.bench;

import static org.leibniz.Leibniz.grad;
import static org.leibniz.Leibniz.jit;
import static org.leibniz.Leibniz.ones;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.leibniz.Tensor;
import org.leibniz.TensorFn1;
import org.leibniz.TensorFn4;

/// What is paid besides the work: recording, looking up, calling, starting.
final class Overheads {
    private static final double SECONDS = 0.2;
    private static final int ROUNDS = 5;
    private static final int SAMPLES = 2000;
    private static final int STARTS = 7;

    private Overheads() {}

    /// One of them.
    ///
    /// @param what what is measured
    /// @param value how much
    /// @param unit of what
    record Overhead(String what, double value, String unit) {}

    /// A record as functions take and give it.
    record Four(Tensor a, Tensor b, Tensor c, Tensor d) {}

    static List<Overhead> measure() {
        System.err.println("overheads ...");
        var all = new ArrayList<Overhead>();
        for (int ops : new int[]{10, 100, 1000}) {
            chain(ops, all);
        }
        Tensor x = ones(1);
        Tensor wide = ones(1000);
        TensorFn1<Tensor> tiny = jit(a -> a.add(a));
        var record = jit((Four f) -> new Four(f.d(), f.c(), f.b(), f.a()));
        var four = new Four(ones(1), ones(1), ones(1), ones(1));
        TensorFn4<Tensor> sum = jit((a, b, c, d) -> a.add(b).add(c).add(d));
        var sumOfRecord = jit((Four f) -> f.a().add(f.b()).add(f.c()).add(f.d()));
        all.add(new Overhead("call of a jitted function with one operation on one element", nanos(() -> tiny.apply(x)), "ns"));
        all.add(new Overhead("call of a jitted function of four tensors, three operations", nanos(() -> sum.apply(x, x, x, x)), "ns"));
        all.add(new Overhead("the same of a record of four", nanos(() -> sumOfRecord.apply(four)), "ns"));
        all.add(new Overhead("call of a jitted function from a record of four to a record of four, no operation", nanos(() -> record.apply(four)),
                "ns"));
        all.add(new Overhead("one eager operation on one element", nanos(() -> x.add(x)), "ns"));
        all.add(new Overhead("one eager operation on 1000 elements", nanos(() -> wide.add(wide)), "ns"));
        all.add(new Overhead("an empty JVM, start to end", Starts.gradient(false, false, STARTS), "ms"));
        all.add(new Overhead("JVM start to its first gradient printed and its end, without the Vector API", Starts.gradient(true, false, STARTS),
                "ms"));
        all.add(new Overhead("the same with the Vector API", Starts.gradient(true, true, STARTS), "ms"));
        return all;
    }

    private static void chain(int ops, List<Overhead> all) {
        Tensor x = Tensor.of(0.5f);
        TensorFn1<Tensor> plain = grad(a -> chain(a, ops));
        TensorFn1<Tensor> jitted = jit(plain);
        double compiled = nanos(() -> jitted.apply(x));
        double whole = nanos(() -> plain.apply(x));
        String chain = "gradient of a chain of " + ops + " operations: ";
        all.add(new Overhead(chain + "recording the operations only, each", recording(x, ops) / ops, "ns"));
        all.add(new Overhead(chain + "recording, looking up and calling, less the jitted call, each operation", (whole - compiled) / ops, "ns"));
        all.add(new Overhead(chain + "the whole call, not jitted", whole, "ns"));
        all.add(new Overhead(chain + "the whole call, jitted", compiled, "ns"));
    }

    private static Tensor chain(Tensor x, int ops) {
        Tensor y = x;
        for (int i = 0; i < ops; i++) {
            y = i % 2 == 0 ? y.mul(x) : y.add(x);
        }
        return y;
    }

    /// The median time in ns that a traced function takes to run, which is to record.
    private static double recording(Tensor x, int ops) {
        long[] spent = {0};
        TensorFn1<Tensor> f = grad(a -> {
            long begin = System.nanoTime();
            Tensor y = chain(a, ops);
            spent[0] = System.nanoTime() - begin;
            return y;
        });
        return Clock.median(IntStream.range(0, SAMPLES).mapToDouble(_ -> f.apply(x).size() * spent[0]).toArray());
    }

    private static double nanos(Supplier<?> call) {
        Clock.warmUp(call, 1);
        return Clock.median(IntStream.range(0, ROUNDS).mapToDouble(_ -> Clock.round(call, SECONDS)).toArray());
    }
}
