package org.leibniz.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The machine and the JVM that are measured on. The model and the load are known on Linux only.
final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path TIMES = Path.of("/proc/stat");
    private static final int IDLE = 3; // among the numbers of the first line of TIMES
    private static final int WAITING = 4;

    private Machine() {}

    /// Maker, family and model of the processor, such as `AMD EPYC (AuthenticAMD family 26 model 2)`: names alone often
    /// tell little.
    static String processor() {
        return "%s (%s family %s model %s)".formatted(property("model name"), property("vendor_id"),
                property("cpu family"), property("model"));
    }

    /// The same as a part of a file's name, such as `AuthenticAMD-26-2`.
    static String shortName() {
        return property("vendor_id") + "-" + property("cpu family") + "-" + property("model");
    }

    /// How wide the processor's vectors are.
    static String vectors() {
        String flags = " " + property("flags") + " ";
        return flags.contains(" avx512f ") ? "AVX-512" : flags.contains(" avx2 ") ? "AVX2" : "no AVX2";
    }

    private static String property(String name) {
        return lines(PROCESSORS).map(line -> line.split("\\s*:\\s*", 2))
                .filter(entry -> entry.length == 2 && entry[0].equals(name))
                .map(entry -> entry[1].strip()).findFirst().orElse("unknown");
    }

    static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    /// How many threads Leibniz takes.
    static int threads() {
        return Integer.getInteger("leibniz.threads", cores());
    }

    /// The JVM with its collector.
    static String jvm() {
        String collectors = ManagementFactory.getGarbageCollectorMXBeans().stream().map(GarbageCollectorMXBean::getName)
                .collect(Collectors.joining(", "));
        return System.getProperty("java.vm.vendor") + " " + System.getProperty("java.runtime.version") + " ("
                + collectors + ")";
    }

    /// Whether Leibniz has the Vector API: its module `org.leibniz.simd` must be there as well as the JDK's.
    static boolean simd() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                && Machine.class.getResource("/META-INF/services/org.leibniz.routine.SimdLoops") != null;
    }

    /// What part of the processors' time others take at the moment, in percent: how busy they are while this process
    /// sleeps for a second.
    static long load() {
        long[] before = times();
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while the load was measured", e);
        }
        long[] after = times();
        long all = LongStream.of(after).sum() - LongStream.of(before).sum();
        long idle = after[IDLE] + after[WAITING] - before[IDLE] - before[WAITING];
        return all == 0 ? 0 : Math.round(100.0 * (all - idle) / all);
    }

    private static long[] times() {
        return lines(TIMES).limit(1).flatMap(line -> Stream.of(line.split("\\s+")).skip(1)).mapToLong(Long::parseLong)
                .limit(8).toArray();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file).stream() : Stream.of("cpu 0 0 0 0 0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
