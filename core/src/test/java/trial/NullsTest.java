package trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.leibniz.Leibniz.*;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.leibniz.*;

/// Null for every argument of every public method and constructor: a message that names the method and the argument,
/// never the text that the JVM makes of the code inside. What may be null is listed here, and says so where it is
/// documented.
@SuppressWarnings({"NullAway", "UnusedVariable"}) // null on purpose, and fields that a cell is asked for
final class NullsTest {
    private static final Tensor X = Tensor.of(1.0, 2);

    /// A cell of a user's.
    static final class Net extends Cell {
        final Parameter w = new Parameter(Tensor.of(3.0, 4), "w");

        @Override
        protected Tensor construct(Tensor x) {
            return x.mul(w);
        }
    }

    private static final Net NET = new Net();

    /// Records that hold whatever is put into them: a part of a tree may be null, and results are made by the library.
    private static final Set<Class<?>> HOLDERS = Set.of(Tuple2.class, Tuple3.class, Tuple4.class, ValueAndGrad.class,
            Vjp.class,
            VjpAux.class,
            Jvp.class, JvpAux.class, Linearized.class, Scan.class);

    /// What may be null: a component of a tuple, which is a tree; the text of a method that is the library's own.
    private static final Set<String> ALLOWED = Set.of("tuple", "extent");

    /// A valid value of each type.
    private static final Map<Class<?>, Object> SAMPLES = new HashMap<>();

    static {
        SAMPLES.put(int.class, 0);
        SAMPLES.put(long.class, 0L);
        SAMPLES.put(float.class, 1f);
        SAMPLES.put(double.class, 0.5);
        SAMPLES.put(boolean.class, true);
        SAMPLES.put(byte.class, (byte) 1);
        SAMPLES.put(Tensor.class, X);
        SAMPLES.put(Parameter.class, NET.w);
        SAMPLES.put(ParameterTuple.class, NET.parameters());
        SAMPLES.put(TensorTuple.class, new TensorTuple(X));
        SAMPLES.put(Object.class, X);
        SAMPLES.put(Number.class, 1);
        SAMPLES.put(String.class, "i->i");
        SAMPLES.put(DType.class, DType.FLOAT64);
        SAMPLES.put(Shape.class, Shape.of(2));
        SAMPLES.put(Key.class, Key.of(0));
        SAMPLES.put(KeepDims.class, Leibniz.keepDims(0));
        SAMPLES.put(Sliding.class, Sliding.by(1));
        SAMPLES.put(MappedAxes.class, Leibniz.inAxes(0));
        SAMPLES.put(Index.class, Leibniz.at(0));
        SAMPLES.put(At.class, X.at(0));
        SAMPLES.put(CellOf.class, NET);
        SAMPLES.put(Cell.class, NET);
        SAMPLES.put(Wrt.class, NET.w);
        SAMPLES.put(GradOperation.class, new GradOperation());
        SAMPLES.put(GradOperation.ByList.class, new GradOperation().getByList());
        SAMPLES.put(GradOperation.All.class, new GradOperation().getAll());
        SAMPLES.put(GradOperation.AllByList.class, new GradOperation().getAll().getByList());
        SAMPLES.put(GradientOf.class, new GradOperation().sensParam().apply(NET));
        SAMPLES.put(GradsById.class, Leibniz.grad((Tensor x) -> x, Leibniz.returnIds(Leibniz.wrt(0))).apply(X));
        SAMPLES.put(Collection.class, List.of(X));
        SAMPLES.put(List.class, List.of(X));
        SAMPLES.put(Runnable.class, (Runnable) () -> {
        });
        SAMPLES.put(Callable.class, (Callable<Object>) () -> 1);
        SAMPLES.put(Executor.class, (Executor) Runnable::run);
        SAMPLES.put(MethodHandles.Lookup.class, MethodHandles.lookup());
        SAMPLES.put(Fn0.class, (Fn0<Object>) () -> X);
        SAMPLES.put(Fn0.OfTensor.class, (Fn0.OfTensor) () -> X);
        SAMPLES.put(Fn1.class, (Fn1<Object, Object>) a -> a);
        SAMPLES.put(Fn2.class, (Fn2<Object, Object, Object>) (a, b) -> a);
        SAMPLES.put(Fn3.class, (Fn3<Object, Object, Object, Object>) (a, b, c) -> a);
        SAMPLES.put(Fn4.class, (Fn4<Object, Object, Object, Object, Object>) (a, b, c, d) -> a);
        SAMPLES.put(TensorFn1.class, (TensorFn1<Object>) a -> a);
        SAMPLES.put(TensorFn2.class, (TensorFn2<Object>) (a, b) -> a);
        SAMPLES.put(TensorFn3.class, (TensorFn3<Object>) (a, b, c) -> a);
        SAMPLES.put(TensorFn4.class, (TensorFn4<Object>) (a, b, c, d) -> a);
        SAMPLES.put(Custom.Rule5.class, (Custom.Rule5<Object>) (a, b, c, d, e) -> a);
    }

    private static @Nullable Object sample(Class<?> type) {
        Object known = SAMPLES.get(type);
        if (known == null && type.isArray()) {
            Object item = sample(type.componentType());
            if (item != null) {
                Object array = Array.newInstance(type.componentType(), 1);
                Array.set(array, 0, item);
                return array;
            }
        }
        return known;
    }

    private static List<Class<?>> exported() throws IOException {
        var all = new ArrayList<Class<?>>();
        var root = Path
                .of(java.net.URI.create(Tensor.class.getProtectionDomain().getCodeSource().getLocation().toString()));
        try (Stream<Path> files = Files.list(root.resolve("org/leibniz"))) {
            for (var name : (Iterable<String>) files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".class"))
                    .filter(f -> !f.contains("-info")).sorted()::iterator) {
                try {
                    var c = Class.forName("org.leibniz." + name.replace(".class", ""), false,
                            Tensor.class.getClassLoader());
                    boolean isPublic = true;
                    for (Class<?> outer = c; outer != null; outer = outer.getDeclaringClass()) {
                        isPublic &= Modifier.isPublic(outer.getModifiers());
                    }
                    if (isPublic && !c.isSynthetic() && !c.isAnonymousClass()) {
                        all.add(c);
                    }
                } catch (ClassNotFoundException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return all;
    }

    /// Whether a class, or an ancestor of it that users do not see, has a method.
    private static boolean isFor(Class<?> c, Class<?> declaring) {
        return declaring == c
                || declaring.getName().startsWith("org.leibniz.") && !Modifier.isPublic(declaring.getModifiers());
    }

    private static Object call(Executable e, @Nullable Object on, Object[] arguments) throws Throwable {
        try {
            e.setAccessible(true); // users call it by way of a public class
            return e instanceof Constructor<?> c
                    ? c.newInstance(arguments)
                    : String.valueOf(((Method) e).invoke(on, arguments));
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static String key(Executable e, int i) {
        return e.getDeclaringClass().getSimpleName() + "." + (e instanceof Constructor ? "new" : e.getName()) + "("
                + String.join(", ", Stream.of(e.getParameterTypes()).map(Class::getSimpleName).toList()) + ")[" + i
                + "]";
    }

    /// What is wrong with what comes of null in one place.
    private static @Nullable String fault(Executable e, @Nullable Object on, Object[] arguments, int i, boolean items) {
        try {
            return "accepted, gave " + call(e, on, arguments);
        } catch (Throwable t) {
            String m = String.valueOf(t.getMessage());
            String type = e.getDeclaringClass().getSimpleName().replace("TensorOverloads", "Tensor");
            var names = e instanceof Constructor
                    ? List.of("new " + type)
                    : List.of(e.getName() + ":", type + "." + e.getName() + ":", "GradOperation:");
            boolean isNull = t instanceof NullPointerException
                    || items && m.startsWith("Tensor.of: expected nested arrays");
            boolean fine = isNull && names.stream().anyMatch(m::startsWith) && m.contains("got null")
                    && isNamed(e, i, items, m)
                    && Stream.of("org.leibniz", "because \"", "<local", "lambda$").noneMatch(m::contains);
            return fine ? null : t.getClass().getSimpleName() + ": " + m.lines().findFirst().orElse("");
        }
    }

    /// Whether the argument is named, which can be told where the library was compiled with the names of parameters.
    /// What is expected names it as well where there is but one such, and a position where the argument is an input.
    private static boolean isNamed(Executable e, int i, boolean items, String message) {
        var p = e.getParameters()[i];
        return !p.isNamePresent() || message.contains(p.getName() + (items ? "[0]:" : ":"))
                || Stream
                        .of(": expected a function", ": expected wrt(..)", ": input ", ": tangent of input ",
                                "nested arrays")
                        .anyMatch(message::contains);
    }

    private static int tried;

    private static List<String> faults(boolean items) throws IOException {
        var faults = new ArrayList<String>();
        for (var c : exported()) {
            if (Throwable.class.isAssignableFrom(c) || HOLDERS.contains(c)) {
                continue;
            }
            var executables = new ArrayList<Executable>(List.of(c.getDeclaredConstructors()));
            for (Class<?> k = c; k != null && isFor(c, k); k = k.getSuperclass()) {
                executables.addAll(List.of(k.getDeclaredMethods()));
            }
            for (var e : executables) {
                if (!Modifier.isPublic(e.getModifiers()) || e.isSynthetic() || Modifier.isAbstract(e.getModifiers())
                        || e.getName().equals("equals") || c.isEnum() && e.getName().equals("valueOf")) {
                    continue;
                }
                Object on = Modifier.isStatic(e.getModifiers()) ? null : sample(c);
                for (int i = 0; i < e.getParameterCount(); i++) {
                    var type = e.getParameterTypes()[i];
                    if (type.isPrimitive() || items && (!type.isArray() || type.componentType().isPrimitive())) {
                        continue;
                    }
                    Object[] arguments = Stream.of(e.getParameterTypes()).map(NullsTest::sample).toArray();
                    arguments[i] = items ? Array.newInstance(type.componentType(), 1) : null;
                    String fault = fault(e, on, arguments, i, items);
                    tried++;
                    if (fault != null && !ALLOWED.contains(e.getName())) {
                        faults.add(key(e, i) + ": " + fault);
                    }
                }
            }
        }
        return faults;
    }

    @Test
    void everyArgument() throws IOException {
        var faults = new ArrayList<>(faults(false));
        faults.addAll(faults(true).stream().map(f -> "an item of " + f).toList());
        assertThat(String.join("\n", new TreeSet<>(faults))).isEmpty();
        assertThat(tried).isGreaterThan(700);
    }

    // ---- null in what is given, and what comes back

    private static void refused(String message, ThrowingCallable call) {
        assertThatNullPointerException().isThrownBy(call).withMessageStartingWith(message);
    }

    private static final String FIELD = "; in Java a field is null until it is assigned, and so is what a map has no "
            + "entry for";

    @Test
    void theWholeMessage() {
        Tensor none = null;
        assertThatNullPointerException().isThrownBy(() -> X.add(none))
                .withMessage("add: other: expected a tensor, got null" + FIELD);
        assertThatNullPointerException().isThrownBy(() -> X.add((Number) null))
                .withMessage("add: other: expected a number, got null");
        assertThatNullPointerException().isThrownBy(() -> new Parameter(X, null))
                .withMessage("new Parameter: name: expected a text, got null;"
                        + " leave it out, and the cell that holds the parameter names it by its field");
        assertThatNullPointerException().isThrownBy(() -> concat(0, X, none))
                .withMessage("concat: parts[1]: expected a tensor, got null" + FIELD);
        assertThatNullPointerException().isThrownBy(() -> zeros((int[]) null))
                .withMessage("zeros: dims: expected extents, got null");
        assertThatNullPointerException().isThrownBy(() -> zeros((DType) null, 2))
                .withMessage("zeros: dtype: expected a DType, got null");
    }

    @Test
    void argumentsOfTransformedFunctions() {
        TensorFn1<Tensor> f = x -> x.mul(2).sum();
        TensorFn2<Tensor> f2 = (x, y) -> x.mul(y).sum();
        Tensor none = null;
        refused("grad: input 0: expected a tensor, got null", () -> grad(f).apply(none));
        refused("grad: input 1: expected a tensor, got null", () -> grad(f2).apply(X, none));
        refused("valueAndGrad: input 0: expected a tensor, got null", () -> valueAndGrad(f).apply(none));
        refused("jit: input 0: expected a tensor, got null", () -> jit(f).apply(none));
        refused("vmap: input 0: expected a tensor, got null", () -> vmap(f).apply(none));
        refused("jacrev: input 0: expected a tensor, got null", () -> jacrev(f).apply(none));
        refused("jacfwdAux: input 0: expected a tensor, got null", () -> jacfwdAux(x -> tuple(x, x)).apply(none));
        refused("hessian: input 0: expected a tensor, got null", () -> hessian(f).apply(none));
        refused("Custom.vjp: input 0: expected a tensor, got null", () -> Custom.vjp(f, (x, y, dy) -> dy).apply(none));
        refused("grad: input 0: expected a tensor or a tree of tensors, got null",
                () -> grad((List<Tensor> l) -> l.getFirst()).apply(null));
        refused("hessian: input 0: expected a tensor or a tree of tensors, got null",
                () -> hessian((List<Tensor> l) -> l.getFirst().sum()).apply(null));
        refused("apply: inputs[0]: expected a tensor, got null", () -> NET.apply(none));
        refused("apply: inputs[0]: expected a tensor, got null", () -> grad(NET).apply(none));
        refused("apply: inputs[0]: expected a tensor, got null", () -> new GradOperation().apply(f).apply(none));
        refused("vjp: cotangent: expected a tensor", () -> vjp(f, X).pullback().apply(null));
        refused("linearize: tangent of input 0: expected a tensor", () -> linearize(f, X).pushforward().apply(null));
        refused("jvp: tangent of input 1: expected a tensor", () -> jvp(f2, tuple(X, X), tuple(X, none)));
        refused("apply: sens: expected",
                () -> new GradOperation().sensParam().apply(f).apply(new TensorTuple(X), null));
    }

    /// A part of a tree may be null: a bias that a layer has not. It stays so in gradients.
    @Test
    void partsOfTrees() {
        record Layer(Tensor slope, @Nullable Tensor bias) {
            Tensor apply(Tensor x) {
                return bias == null ? x.mul(slope) : x.mul(slope).add(bias);
            }
        }
        var l = new Layer(Tensor.of(3.0, 4), null);
        var g = grad((Layer k) -> k.apply(X).sum()).apply(l);
        assertThat(g.slope().toDoubleArray()).containsExactly(1, 2);
        assertThat(g.bias()).isNull();
        assertThat(Tree.leaves(l)).hasSize(1);
        assertThat(Tree.map(x -> x.mul(2), l).bias()).isNull();
        assertThat(jit((Layer k, Tensor x) -> k.apply(x)).apply(l, X).toDoubleArray()).containsExactly(3, 8);
        assertThatIllegalArgumentException().isThrownBy(() -> grad((Layer k) -> X).apply(new Layer(null, null)))
                .withMessageContaining("Layer(null, null)");
        assertThatIllegalArgumentException().isThrownBy(() -> Tree.map((p, d) -> p.sub(d), new Layer(X, X), g))
                .withMessageStartingWith("Tree.map: ").withMessageContaining("Layer(Tensor, null)");
    }

    @Test
    void functionsThatReturnNull() {
        TensorFn1<Tensor> nothing = x -> null;
        record Row(String begins, ThrowingCallable call) {}
        var rows = List.of(new Row("grad", () -> grad(nothing).apply(X)),
                new Row("valueAndGrad", () -> valueAndGrad(nothing).apply(X)),
                new Row("valueAndGradAux", () -> valueAndGradAux((Tensor x) -> (Tuple2<Tensor, Tensor>) null).apply(X)),
                new Row("jit", () -> jit(nothing).apply(X)), new Row("vmap", () -> vmap(nothing).apply(X)),
                new Row("vjp", () -> vjp(nothing, X)), new Row("jvp", () -> jvp(nothing, X, X)),
                new Row("linearize", () -> linearize(nothing, X)), new Row("jacrev", () -> jacrev(nothing).apply(X)),
                new Row("jacfwd", () -> jacfwd(nothing).apply(X)), new Row("hessian", () -> hessian(nothing).apply(X)),
                new Row("hvp", () -> hvp(nothing, X, X)),
                new Row("Checks.gradients", () -> Checks.gradients(nothing, X)),
                new Row("Tree.map", () -> Tree.map(nothing, List.of(X))),
                new Row("GradOperation", () -> new GradOperation().apply(nothing).apply(X)),
                new Row("Flow.cond", () -> Flow.cond(Tensor.scalar(1), () -> X, () -> null)),
                new Row("Flow.cond", () -> Flow.cond(Tensor.scalar(1), () -> null, () -> X)),
                new Row("Flow.switchCase", () -> Flow.switchCase(Tensor.scalar(1), () -> X, () -> null)),
                new Row("Flow.whileLoop", () -> Flow.whileLoop(X, nothing, x -> x)),
                new Row("Flow.whileLoop", () -> Flow.whileLoop(X, x -> x.sum().lt(10), nothing)),
                new Row("Flow.fori", () -> Flow.fori(0, 2, X, (i, x) -> null)),
                new Row("Flow.scan", () -> Flow.scan(X, X, (s, x) -> null)),
                new Row("Flow.scan", () -> Flow.scan(X, X, (s, x) -> tuple((Tensor) null, x))),
                new Row("Flow.map", () -> Flow.map(X, nothing)));
        assertThat(rows)
                .allSatisfy(r -> assertThatIllegalArgumentException().isThrownBy(r.call())
                        .withMessageStartingWith(r.begins() + ": ")
                        .withMessageContaining("null").withMessageNotContaining("org.leibniz"));
    }

    @Test
    void whatNullMeansStays() {
        assertThat(grad(x -> hookGradient(x, g -> null).mul(3).sum()).apply(X).toDoubleArray()).containsExactly(3, 3);
        var w = new Parameter(X, "w");
        w.registerHook(g -> null);
        assertThat(grad(() -> w.mul(3).sum(), w).apply().toDoubleArray()).containsExactly(3, 3);
        assertThat(jit((Tensor x, @Nullable String s) -> s == null ? x : x.neg()).apply(X, null).toDoubleArray())
                .containsExactly(1, 2);
        assertThat(tuple(X, null).second()).isNull();
    }

    /// A field that is null is no parameter.
    @Test
    void fieldsOfCells() {
        class Holder extends Cell {
            final Parameter w = new Parameter(X);
            final @Nullable Parameter b = null;
            final List<@Nullable Parameter> more = Arrays.asList(null, new Parameter(X));

            @Override
            protected Tensor construct(Tensor x) {
                return x.add(b);
            }
        }
        var cell = new Holder();
        assertThat(cell.parametersByName().keySet()).containsExactly("w", "more.1");
        refused("add: other: expected a tensor, got null", () -> cell.apply(X));
        refused("add: other: expected a tensor, got null", () -> grad(cell).apply(X));
    }
}
