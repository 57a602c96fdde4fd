package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leibniz.Leibniz.*;

import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What has been used can be let go: the library, and code that used a library which stays. Neither threads nor
/// anything remembered holds on to a class loader; idle threads end after some seconds.
final class CollectableTest {
    /// In a JVM of its own, whose threads are known. The JDK itself remembers, softly, the last record class that was
    /// compared (`ObjectMethods`, in the cache of a method handle), so the collector is told to take at once what is
    /// softly held.
    @Test
    void aLibraryInALoaderOfItsOwnIsCollected() {
        collected("library", "-XX:SoftRefLRUPolicyMSPerMB=0");
    }

    @Test
    void anApplicationIsCollectedWhileTheLibraryStays() {
        collected("application");
    }

    private static void collected(String what, String... flags) {
        var all = new ArrayList<>(List.of("-Xmx256m", "--add-modules", "jdk.incubator.vector"));
        all.addAll(List.of(flags));
        var run = ForkedJvm.run(Duration.ofMinutes(5), Program.class, all, what);
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output()).contains("collected");
    }

    /// Runs in a JVM of its own.
    static final class Program {
        private Program() {}

        /// Uses a library and looks whether it goes.
        ///
        /// @param arguments what is to be collected
        public static void main(String... arguments) throws Exception {
            if (arguments[0].equals("library")) {
                await(used(library()).getLast());
            } else {
                var library = library();
                await(used(library).getFirst());
                await(used(library).getFirst());
                if (library.getParent() == null) {
                    throw new AssertionError("the library stays to here");
                }
            }
        }

        private static ClassLoader library() throws MalformedURLException {
            return loader(ClassLoader.getPlatformClassLoader(), core());
        }

        /// The loaders of a library and of an application that has used it; no frame holds on to either.
        private static List<WeakReference<ClassLoader>> used(ClassLoader library) throws Exception {
            var application = use(loader(library, tests()));
            return List.of(new WeakReference<>(application), new WeakReference<>(library));
        }

        private static ClassLoader use(ClassLoader loader) throws Exception {
            ((Runnable) loader.loadClass(Use.class.getName()).getDeclaredConstructor().newInstance()).run();
            return loader;
        }

        private static void await(WeakReference<ClassLoader> loader) throws InterruptedException {
            long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
            while (loader.get() != null && System.nanoTime() < end) {
                System.gc();
                Thread.sleep(100);
            }
            if (loader.get() != null) {
                Thread.getAllStackTraces().keySet()
                        .forEach(t -> System.out.println(t + " " + t.getContextClassLoader()));
                throw new AssertionError("still there: " + loader.get());
            }
            System.out.println("collected");
        }

        private static List<Path> core() {
            var service = Objects
                    .requireNonNull(Tensor.class.getResource("/META-INF/services/org.leibniz.ir.Evaluator"));
            return List.of(place(Tensor.class),
                    Path.of(java.net.URI.create(service.toString().replaceAll("META-INF.*", ""))));
        }

        private static List<Path> tests() {
            return List.of(place(Program.class));
        }

        private static Path place(Class<?> c) {
            return Path.of(java.net.URI.create(c.getProtectionDomain().getCodeSource().getLocation().toString()));
        }

        private static URLClassLoader loader(@Nullable ClassLoader parent, List<Path> places)
                throws MalformedURLException {
            var urls = new ArrayList<URL>();
            for (var place : places) {
                urls.add(place.toUri().toURL());
            }
            return new URLClassLoader("used", urls.toArray(new URL[0]), parent);
        }
    }

    /// A record of a class loader that stays, and can hold a tensor.
    ///
    /// @param a anything
    /// @param b anything
    public record Stays(Object a, Object b) {}

    /// An application: everything that could be remembered, from several threads.
    public static final class Use implements Runnable {
        private record Pair(Tensor a, Tensor b) {}

        private enum Kind {
            PLUS, TIMES
        }

        private static final class Scale extends Cell {
            private final Parameter scale = new Parameter(Tensor.of(2.0), "scale");

            @Override
            public Tensor construct(Tensor x) {
                return x.mul(scale);
            }
        }

        @Override
        public void run() {
            jit(new FutureTask<>(() -> 1)).run(); // an action of a class of the JDK, which outlives all
            Thread.currentThread().setContextClassLoader(Use.class.getClassLoader()); // as a server does
            Tree.open(MethodHandles.lookup());
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 4; i++) {
                threads.add(Thread.ofPlatform().start(Use::work));
            }
            try {
                work();
                for (var t : threads) {
                    t.join();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                Thread.currentThread().setContextClassLoader(null);
            }
        }

        /// A tree of a record that the library's loader does not see.
        private static void outlives(Tensor x) {
            try {
                var stays = ClassLoader.getSystemClassLoader().loadClass(Stays.class.getName());
                Object pair = stays.getConstructors()[0].newInstance(x, x);
                if (Tree.leaves(pair).size() != 2) {
                    throw new AssertionError("a record is a tree");
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void work() {
            var m = uniform(Key.of(1), 300, 300);
            var x = uniform(Key.of(2), 100_000);
            var cell = new Scale();
            var jitted = jit((Tensor t) -> sin(t).mul(t).add(exp(t)).sum());
            var ofPair = jit((Pair p, Kind k) -> k == Kind.PLUS ? p.a().add(p.b()) : p.a().mul(p.b()));
            for (int i = 0; i < 300; i++) {
                jitted.apply(x);
                ofPair.apply(new Pair(x, x), Kind.values()[i % 2]);
            }
            m.matmul(m).sum().item();
            Tensor[] seen = new Tensor[1];
            var hooked = grad((Tensor t) -> hookGradient(t.mul(t), g -> {
                seen[0] = g;
                return g.mul(2);
            }).sum());
            hooked.apply(x).sum().item();
            vmap(hooked).apply(m).sum().item();
            grad((Pair p) -> p.a().mul(p.b()).sum()).apply(new Pair(x, x));
            vmap((Tensor t) -> t.mul(t).sum()).apply(m).sum().item();
            grad((Tensor t) -> cell.apply(t).sum()).apply(x).sum().item();
            cell.trainableParams().forEach(p -> p.registerHook(g -> g.mul(2)));
            grad((Tensor t) -> cell.apply(t).sum(), cell.trainableParams()).apply(x);
            outlives(x);
            jit((Tensor t) -> Tree.map(a -> a.mul(2), Map.of("a", t))).apply(x);
            Flow.whileLoop(Tensor.of(0.0), s -> s.lt(10), s -> s.add(1)).item();
            Custom.vjp((Tensor t) -> t.mul(2), (Tensor t, Tensor y, Tensor d) -> d.mul(2)).apply(x);
        }
    }
}
