package org.leibniz.bench;

import static org.leibniz.Leibniz.grad;
import static org.leibniz.Leibniz.jit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.leibniz.Tensor;
import org.leibniz.TensorFn1;
import org.leibniz.TensorFn4;

/// What is paid besides the work: recording, looking up, calling, starting.
final class Overheads {
    /// What asks for them, beside the names of rows.
    static final String NAME = "overheads";

    private static final List<Integer> CHAINS = List.of(10, 100, 1000);
    private static final String PLAIN = "the whole call, not jitted";
    private static final String JITTED = "the whole call, jitted";
    private static final String EAGER = "eager operation on one element";
    private static final double EAGER_GOAL = 60;
    private static final double PLAIN_GOAL = 100; // an operation on top
    private static final double START_GOAL = 3;
    private static final double CACHED_GOAL = 2;
    private static final double PROGRAMS_GOAL = 3;
    private static final double LINEAR_GOAL = 12; // ten times the operations
    private static final double SECONDS = 0.2;
    private static final int ROUNDS = 5;
    private static final int STARTS = 7;

    private Overheads() {}

    /// One of them.
    ///
    /// @param what what is measured
    /// @param value how much
    /// @param unit of what
    /// @param goal how much it is meant to be at most, NaN if nothing was set
    record Overhead(String what, double value, String unit, double goal) {
        Overhead(String what, double value, String unit) {
            this(what, value, unit, Double.NaN);
        }
    }

    /// A record as functions take and give it.
    record Four(Tensor a, Tensor b, Tensor c, Tensor d) {}

    static List<Overhead> measure() {
        System.err.println("overheads ...");
        var all = new ArrayList<Overhead>();
        gauges().forEach((what, gauge) -> all.add(new Overhead(what, nanos(gauge), "ns",
                what.equals(EAGER) ? EAGER_GOAL : Double.NaN)));
        for (int ops : CHAINS) {
            all.add(new Overhead(chain(ops) + "what jit saves, an operation",
                    (of(all, chain(ops) + PLAIN) - of(all, chain(ops) + JITTED)) / ops, "ns", PLAIN_GOAL));
        }
        all.addAll(starts());
        return all;
    }

    /// What only fresh JVMs show.
    static List<Overhead> starts() {
        var all = new ArrayList<Overhead>();
        var starts = Starts.starts(STARTS);
        starts.forEach((what, millis) -> all.add(new Overhead(what, millis, "ms")));
        for (String with : List.of("", Starts.WITH_VECTOR)) {
            for (String what : List.of(Starts.GRADIENT, Starts.CACHED)) {
                all.add(new Overhead(what + with + ", over an empty JVM",
                        of(all, what + with) / of(all, Starts.EMPTY), "times",
                        what.equals(Starts.CACHED) ? CACHED_GOAL : START_GOAL));
            }
        }
        all.add(new Overhead("the gradients of 1,000 small programs compiled and called ten times",
                Starts.measured("programs") / 1000, "s", PROGRAMS_GOAL));
        double shorter = Starts.measured("operations", "10000") / 1000;
        double longer = Starts.measured("operations", "100000") / 1000;
        all.add(new Overhead("first call of a program of 10,000 operations", shorter, "s"));
        all.add(new Overhead("the same of 100,000", longer, "s"));
        all.add(new Overhead("the same of 100,000 over that of 10,000", longer / shorter, "times", LINEAR_GOAL));
        return all;
    }

    /// All but the starts of JVMs, by name, none of them called yet.
    static SequencedMap<String, Gauge> gauges() {
        var all = new LinkedHashMap<String, Gauge>();
        CHAINS.forEach(ops -> chain(ops, all));
        Tensor x = data(1);
        Tensor wide = data(1000);
        TensorFn1<Tensor> tiny = jit(a -> a.add(a));
        TensorFn4<Tensor> sum = jit((a, b, c, d) -> a.add(b).add(c).add(d));
        var sumOfRecord = jit((Four f) -> f.a().add(f.b()).add(f.c()).add(f.d()));
        var reversed = jit((Four f) -> new Four(f.d(), f.c(), f.b(), f.a()));
        var four = new Four(data(1), data(1), data(1), data(1));
        all.put("jitted call, one tensor of one element, one operation", Gauge.of(() -> tiny.apply(x)));
        all.put("jitted call, four tensors, three operations", Gauge.of(() -> sum.apply(x, x, x, x)));
        all.put("the same from a record of four", Gauge.of(() -> sumOfRecord.apply(four)));
        all.put("jitted call, from a record of four to a record of four, no operation",
                Gauge.of(() -> reversed.apply(four)));
        all.put(EAGER, Gauge.of(() -> x.add(x)));
        all.put("eager operation on 1000 elements", Gauge.of(() -> wide.add(wide)));
        return all;
    }

    /// Numbers of which nobody knows that they are all the same.
    private static Tensor data(int n) {
        float[] numbers = new float[n];
        Arrays.fill(numbers, 1);
        return Tensor.of(numbers);
    }

    private static void chain(int ops, Map<String, Gauge> all) {
        Tensor x = Tensor.of(0.5f);
        TensorFn1<Tensor> plain = grad(a -> chain(a, ops));
        TensorFn1<Tensor> jitted = jit(plain);
        all.put(chain(ops) + "recording only, an operation", recording(x, ops));
        all.put(chain(ops) + PLAIN, Gauge.of(() -> plain.apply(x)));
        all.put(chain(ops) + JITTED, Gauge.of(() -> jitted.apply(x)));
    }

    private static String chain(int ops) {
        return "gradient of a chain of " + ops + " operations: ";
    }

    static Tensor chain(Tensor x, int ops) {
        Tensor y = x;
        for (int i = 0; i < ops; i++) {
            y = i % 2 == 0 ? y.mul(x) : y.add(x);
        }
        return y;
    }

    /// The time that a traced function takes to run, which is to record, for each of its operations.
    private static Gauge recording(Tensor x, int ops) {
        long[] spent = {0};
        TensorFn1<Tensor> f = grad(a -> {
            long begin = System.nanoTime();
            Tensor y = chain(a, ops);
            spent[0] = System.nanoTime() - begin;
            return y;
        });
        Supplier<Tensor> call = () -> f.apply(x);
        return new Gauge(call, seconds -> {
            long end = System.nanoTime() + (long) (seconds * 1e9);
            return Clock.median(DoubleStream.generate(() -> call.get().size() * (double) spent[0] / ops)
                    .takeWhile(_ -> System.nanoTime() < end).toArray());
        });
    }

    private static double nanos(Gauge gauge) {
        Clock.warmUp(gauge.call());
        return Clock
                .median(IntStream.range(0, ROUNDS).mapToDouble(_ -> gauge.round().applyAsDouble(SECONDS)).toArray());
    }

    private static double of(List<Overhead> all, String what) {
        return all.stream().filter(o -> o.what().equals(what)).findFirst().orElseThrow().value();
    }
}
