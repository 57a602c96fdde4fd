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
        TensorFn4<Tensor> sum = jit((a, b, c, d) -> a.add(b).add(c).add(d));
        var sumOfRecord = jit((Four f) -> f.a().add(f.b()).add(f.c()).add(f.d()));
        var reversed = jit((Four f) -> new Four(f.d(), f.c(), f.b(), f.a()));
        var four = new Four(ones(1), ones(1), ones(1), ones(1));
        all.add(nanos("jitted call, one tensor of one element, one operation", () -> tiny.apply(x)));
        all.add(nanos("jitted call, four tensors, three operations", () -> sum.apply(x, x, x, x)));
        all.add(nanos("the same from a record of four", () -> sumOfRecord.apply(four)));
        all.add(nanos("jitted call, from a record of four to a record of four, no operation", () -> reversed.apply(four)));
        all.add(nanos("eager operation on one element", () -> x.add(x)));
        all.add(nanos("eager operation on 1000 elements", () -> wide.add(wide)));
        all.add(millis("an empty JVM, start to end", false, false));
        all.add(millis("JVM start to its first gradient and its end", true, false));
        all.add(millis("the same with the Vector API", true, true));
        return all;
    }

    private static void chain(int ops, List<Overhead> all) {
        Tensor x = Tensor.of(0.5f);
        TensorFn1<Tensor> plain = grad(a -> chain(a, ops));
        TensorFn1<Tensor> jitted = jit(plain);
        String chain = "gradient of a chain of " + ops + " operations: ";
        var compiled = nanos(chain + "the whole call, jitted", () -> jitted.apply(x));
        var whole = nanos(chain + "the whole call, not jitted", () -> plain.apply(x));
        all.add(new Overhead(chain + "recording only, an operation", recording(x, ops) / ops, "ns"));
        all.add(new Overhead(chain + "what jit saves, an operation", (whole.value() - compiled.value()) / ops, "ns"));
        all.add(whole);
        all.add(compiled);
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

    private static Overhead nanos(String what, Supplier<?> call) {
        Clock.warmUp(call);
        return new Overhead(what, Clock.median(IntStream.range(0, ROUNDS).mapToDouble(_ -> Clock.round(call, SECONDS)).toArray()), "ns");
    }

    private static Overhead millis(String what, boolean gradient, boolean vector) {
        return new Overhead(what, Starts.gradient(gradient, vector, STARTS), "ms");
    }
}
