package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.leibniz.Leibniz.*;

import java.lang.classfile.Annotation;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

/// What is told to someone whose argument or result is no tree, or holds no tensor, or is one that does not fit: where
/// it stands, what it is, and what to make of it, in every transformation that takes trees.
@SuppressWarnings({"UnusedVariable", "JavaUtilDate"}) // as users have it
final class TreeMessagesTest {
    private static final Tensor X = Tensor.of(1.0, 2.0);

    // ---- what users have

    private static class Point {
        final Tensor x;
        final Tensor y;

        Point(Tensor x, Tensor y) {
            this.x = x;
            this.y = y;
        }
    }

    private static final class Point3 extends Point {
        final List<Tensor> rest = List.of(X);

        Point3() {
            super(X, X);
        }
    }

    private static final class Nested {
        final Point inside = new Point(X, X);
    }

    private static final class Numbers {
        final double a = 1;
        final int[] extents = {2};
        final int n = 3;
    }

    private static final class Box<T> {
        final T inside;
        final Object other;

        Box(T inside, Object other) {
            this.inside = inside;
            this.other = other;
        }
    }

    private static final class Settings {
        final int n = 3;
        final String name = "a";
    }

    private static final class Weights {
        final Parameter w = new Parameter(X, "w");
    }

    private static final class Net extends Cell {
        final Parameter w = new Parameter(X);

        @Override
        protected Tensor construct(Tensor x) {
            return w.mul(x);
        }
    }

    /// A function that holds what it likes.
    private static final class Scaled implements TensorFn1<Tensor> {
        final Tensor by = Tensor.of(3.0);

        @Override
        public Tensor apply(Tensor x) {
            return x.mul(by);
        }
    }

    private enum Role {
        FIRST
    }

    private record Config(int n, String name) {}

    private record Nothing() {}

    private record Beside<T>(Tensor w, T other) {}

    /// The transformations that take a tree to differentiate by, each with its name.
    private static Map<String, Function<Object, Object>> derivatives() {
        Fn1<Object, Tensor> f = _ -> X.sum();
        return Map.of("grad", grad(f)::apply, "valueAndGrad", valueAndGrad(f)::apply, "vjp", a -> vjp(f, a),
                "jvp", a -> jvp(f, a, a), "linearize", a -> linearize(f, a), "hvp", a -> hvp(f, a, a),
                "jacfwd", jacfwd(f)::apply, "jacrev", jacrev(f)::apply);
    }

    private static ThrowableAssertAlternative<IllegalArgumentException> refused(Supplier<?> call) {
        return assertThatIllegalArgumentException().isThrownBy(call::get);
    }

    private static void told(Object argument, String... parts) {
        derivatives().forEach((name, apply) -> {
            var e = refused(() -> apply.apply(argument)).withMessageStartingWith(name + ": input 0");
            for (String part : parts) {
                e.withMessageContaining(part);
            }
        });
    }

    // ---- what holds no tensor

    @Test
    void aPlainObjectIsToldToBeARecord() {
        told(new Point(X, X), "Point, a class and no record", "static", "its fields x, y hold tensors",
                "record Point(Tensor x, Tensor y)",
                "list",
                "Cell");
        told(new Point3(), "its fields x, y, rest hold tensors",
                "record Point3(Tensor x, Tensor y, List<Tensor> rest)");
        told(new Nested(), "its field inside holds tensors", "record Nested(Point inside)");
        told(new Numbers(), "Numbers", "record of tensors, record Numbers(Tensor a, Tensor extents, int n)");
        told(new Box<>(X, "a"), "its field inside holds tensors", "record Box(Tensor inside, Object other)");
        told(new Box<>(1, X), "its field other holds tensors", "record Box(T inside, Tensor other)");
        told(new Box<>(1, "a"), "got Box, a class and no record, so that it is static; a tree is a record");
        told(new Object() {
            final Tensor seen = X;
        }, "anonymous Object, a class and no record", "record Data(Tensor seen)");
        told(new Settings(), "Settings", "a record, list, map or array of tensors", "capture");
        told(new Weights(), "Weights", "extend Cell", "new ParameterTuple");
        // It works as it was told.
        record Pair(Tensor x, Tensor y) {}
        assertThat(grad((Pair p) -> p.x().mul(p.y()).sum()).apply(new Pair(X, X)).x().toDoubleArray())
                .containsExactly(1, 2);
    }

    @Test
    void whereItStandsInATreeIsSaid() {
        told(List.of("a", new Point(X, X)), "in which there is no tensor: input 0[1] is Point",
                "record Point(Tensor x, Tensor y)");
        told(Optional.of(new Point(X, X)), "input 0.get() is Point");
        told(Map.of("k", new Point(X, X)), "input 0[k] is Point");
        told(new Point[]{new Point(X, X)}, "input 0[0] is Point");
        told(new Config(3, "a"), "Config(Integer 3, String a), in which there is no tensor", "input 0.n is Integer 3",
                "Tensor.of(..)");
        told(new ArrayList<>(List.of(3, 4)), "input 0[0] is Integer 3");
        told(new double[][]{{1}}, "input 0[0] is double[] [1.0]", "Tensor.of(..)");
    }

    @Test
    void aPositionOfWhatHoldsNoTensorIsToldWhatToMakeOfIt() {
        refused(() -> grad((Tensor x, Integer n) -> x.mul(n), wrt(1)).apply(X, 3))
                .withMessageStartingWith("grad: input 1: a position means a tensor, got Integer 3, which is static")
                .withMessageContaining("Tensor.of(..)")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("first argument"));
        refused(() -> grad((Tensor x, Point p) -> x, wrt(1)).apply(X, new Point(X, X)))
                .withMessageContaining("record Point(Tensor x, Tensor y)");
    }

    @Test
    void whatIsEmptyIsToldToBeFilled() {
        told(List.of(), "an empty list, []", "put the tensors in it", "call the function itself");
        told(Map.of(), "an empty map, {}", "put the tensors in it");
        told(new Tensor[0], "an empty array of Tensor", "call the function itself");
        told(new Tensor[][]{{}}, "input 0[0] is an empty array of Tensor");
        told(Optional.empty(), "Optional.empty", "put the tensors in it");
        told(new Nothing(), "Nothing(), a record without components");
        told(List.of(List.of(), Map.of()), "input 0[0] is an empty list");
    }

    @Test
    void whatElseIsStaticIsToldWhatToMakeOfIt() {
        told(3, "Integer 3, which is static", "Tensor.of(..)");
        told(new int[]{1}, "int[] [1], which is static", "Tensor.of(..)");
        told("text", "String text, which is static", "capture");
        told(Role.FIRST, "Role FIRST, which is static", "capture");
        told(true, "Boolean true", "capture");
        told(Set.of(), "Set [], which is static", "a list of tensors");
        told(Set.of("a"), "Set [a], which is static", "a list of tensors");
        told(Map.of("a", 1).values(), "a list of tensors");
        told(Stream.of(X), "static", "toList()");
        told(IntStream.of(1), "static", "toList()");
        told(List.of(X).iterator(), "static", "toList()");
        told(OptionalDouble.of(2), "OptionalDouble [2.0], which is static", "Tensor.of(..)");
        told(new Date(0), "Date", "which is static", "capture");
        told(Shape.of(2), "Shape (2,), which is static");
        told(new Net(), "the cell Net, which is static", "grad(net, net.trainableParams())");
        told((Supplier<Tensor>) () -> X, "Supplier, which is static", "call apply(..)");
        told(new Object(), "Object, which is static");
        told(new Thread(() -> {
        }), "Thread", "which is static", "capture");
        told(grad((Tensor x) -> x.sum()), "a function, which is static", "call apply(..)");
    }

    @Test
    void whatHoldsTensorsWithoutPlacesIsNamed() {
        told(Set.of(X), "place for each tensor", "Set", "copy it into a list");
        told(new ArrayDeque<>(List.of(X)), "ArrayDeque that holds tensors", "copy it into a list");
        told(new AtomicReference<>(X), "AtomicReference that holds tensors");
        told(List.of("a", List.of(Set.of(X))), "input 0[1][0]");
        refused(() -> jit((Tensor x, Object o) -> x).apply(X, List.of(Set.of(X))))
                .withMessageStartingWith("jit: input 1[0]: ");
        refused(() -> Flow.fori(0, 2, (Object) Set.of(X), (i, s) -> s)).withMessageStartingWith("Flow.fori: state: ");
        refused(() -> Tree.leaves(List.of(Set.of(X)))).withMessageStartingWith("Tree.leaves: tree[0]: ");
    }

    // ---- tensors that nobody sees

    @Test
    void aPlainObjectBesideTensorsIsRefusedRatherThanLeftAsItIs() {
        told(new Beside<>(X, new Point(X, X)), "input 0.other: expected a tree, got Point",
                "its fields x, y hold tensors",
                "record Point(Tensor x, Tensor y)", "capture");
        told(List.of(X, List.of(new Point(X, X))), "input 0[1][0]: expected a tree");
        refused(() -> Tree.map(x -> x, new Beside<>(X, new Point(X, X))))
                .withMessageStartingWith("Tree.map: tree.other: expected a tree");
        refused(() -> Tree.leaves(new Point(X, X)))
                .withMessageStartingWith("Tree.leaves: tree: expected a tree, got Point");
        refused(() -> Tree.unflatten(new Point(X, X), List.of()))
                .withMessageStartingWith("Tree.unflatten: like: expected a tree");
        told(List.of(X, new Box<>(X, "a")), "input 0[1]: expected a tree, got Box", "its field inside holds tensors");
        assertThat(grad((List<Object> l) -> ((Tensor) l.get(0)).sum()).apply(List.of(X, new Box<>("b", "a"))))
                .hasSize(2);
        // What holds none, and what is a function or a cell, stays static.
        var g = grad((Beside<Settings> b) -> b.w().mul(b.other().n).sum()).apply(new Beside<>(X, new Settings()));
        assertThat(g.w().toDoubleArray()).containsExactly(3, 3);
        var h = grad((Beside<TensorFn1<Tensor>> b) -> b.other().apply(b.w()).sum())
                .apply(new Beside<>(X, new Scaled()));
        assertThat(h.w().toDoubleArray()).containsExactly(3, 3);
        var k = grad((Beside<Net> b) -> b.other().apply(b.w()).sum()).apply(new Beside<>(X, new Net()));
        assertThat(k.w().toDoubleArray()).containsExactly(1, 2);
        assertThat(Tree.leaves(new Settings())).isEmpty();
    }

    @Test
    void aPlainObjectUnderVmapIsRefusedUnlessItIsTheSameForAll() {
        var p = new Point(X, X);
        refused(() -> vmap((Point q) -> q.x).apply(p))
                .withMessageStartingWith("vmap: input 0: expected a tree, got Point");
        refused(() -> vmap((Tensor x, Point q) -> x.mul(q.x)).apply(X, p))
                .withMessageStartingWith("vmap: input 1: expected a tree, got Point");
        Tensor r = vmap((Tensor x, Point q) -> x.mul(q.x), inAxes(0, NONE)).apply(X, p);
        assertThat(r.toDoubleArray()).containsExactly(1, 2, 2, 4);
    }

    @Test
    void aPlainObjectMayNotCarryTensorsOutOfATransformation() {
        refused(() -> jit(x -> new Point(x.mul(2), x)).apply(X))
                .withMessageStartingWith("jit: the result: expected a tree, whose tensors leave jit")
                .withMessageContaining("record Point(Tensor x, Tensor y)");
        refused(() -> vmap(x -> new Point(x.mul(2), x)).apply(X)).withMessageStartingWith("vmap: the result");
        refused(() -> valueAndGradAux(x -> tuple(x.sum(), new Point(x.mul(2), X))).apply(X)).withMessageContaining(
                "the result.second: expected a tree, whose tensors leave valueAndGradAux");
        refused(() -> vjp(x -> tuple(x, List.of(new Nested3(x))), X)).withMessageContaining("the result.second[0]");
        // Tensors from outside are safe.
        var outside = new Point(X, X);
        assertThat(valueAndGradAux(x -> tuple(x.sum(), outside)).apply(X).value().second()).isSameAs(outside);
        assertThat(jit(_ -> outside).apply(X)).isSameAs(outside);
        // So is what is no tree in an object that is none.
        var set = new Box2(X, Set.of(X));
        assertThat(jit(_ -> set).apply(X)).isSameAs(set);
    }

    private static final class Box2 {
        final Tensor one;
        final Set<Tensor> several;

        Box2(Tensor one, Set<Tensor> several) {
            this.one = one;
            this.several = several;
        }
    }

    private static final class Nested3 {
        final Map<String, List<Tensor>> all;

        Nested3(Tensor x) {
            this.all = Map.of("k", List.of(x.mul(3)));
        }
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // what generics forbid can still come from code without them
    void resultsThatAreNoTensorSayWhatToReturn() {
        refused(() -> grad((TensorFn1) x -> new Point(X, X)).apply(X))
                .withMessageContaining("returns one tensor, got one that returns Point;")
                .withMessageContaining("return the tensor itself");
        refused(() -> grad((TensorFn1) x -> 3.0).apply(X)).withMessageContaining("Double 3.0")
                .withMessageContaining("without item() and Math");
        refused(() -> grad((TensorFn1) x -> Optional.empty()).apply(X)).withMessageContaining("Optional()")
                .withMessageContaining("return a tensor");
        refused(() -> vjp(x -> List.of(), X))
                .withMessageContaining("there is nothing to differentiate; return a tensor");
        refused(() -> vjp(x -> new Point(X, X), X)).withMessageContaining("record Point(Tensor x, Tensor y)");
        refused(() -> valueAndGradAux((TensorFn1) x -> X.sum()).apply(X))
                .withMessageContaining("return tuple(tensor, further)");
    }

    @Test
    void longTreesAreNotPrintedWhole() {
        var many = IntStream.range(0, 10_000).boxed().toList();
        refused(() -> grad((List<Integer> l) -> X.sum()).apply(many))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(700)
                        .contains("(10000 in all)"));
        refused(() -> grad((String s) -> X.sum()).apply("a".repeat(10_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(700));
    }

    // ---- parameters in trees

    private record Layer(Parameter w) {}

    private record Layers(List<Parameter> all) {}

    private record Maybe(Optional<Parameter> w) {}

    @Test
    void parametersInATreeAreToldTheirPlaceAndTheWayOut() {
        var w = new Parameter(X, "w");
        var b = new Parameter(X, "b");
        told(new Layer(w),
                "input 0.w: expected tensors, got in a component of record Layer that is declared as Parameter the "
                        + "parameter w",
                "declare it of Tensor and pass p.value()", "grad(f, p)", "ParameterTuple");
        told(new Layers(List.of(w, b)), "input 0.all: expected tensors, got a list of the parameters w, b",
                "List<Tensor>");
        told(new Maybe(Optional.of(w)), "input 0.w: expected tensors", "declared as Optional<Parameter>");
        told(List.of(w, b), "input 0: expected tensors, got a list of the parameters w, b", "p.value()",
                "ParameterTuple");
        told(List.of(X, List.of(w)), "input 0[1]: expected tensors, got a list of the parameter w");
        told(Map.of("a", w), "a map of the parameter w", "a Map of Tensors");
        told(new Net().parametersByName(), "a map of the parameter w");
        told(new Parameter[]{w}, "an array of the parameter w", "Tensor[]");
        told(new ParameterTuple(w, b), "a ParameterTuple of the parameters w, b", "List<Tensor>");
        refused(() -> jit((Tensor x, List<Parameter> l) -> x.mul(l.get(0))).apply(X, List.of(w)))
                .withMessageStartingWith("jit: input 1: expected tensors, got a list of the parameter w");
        refused(() -> vmap((List<Parameter> l) -> l.get(0).value()).apply(List.of(w)))
                .withMessageStartingWith("vmap: input 0: ");
        refused(() -> Tree.map(x -> x, List.of(w))).withMessageStartingWith("Tree.map: tree: expected tensors");
        refused(() -> jit(x -> List.of(w)).apply(X))
                .withMessageStartingWith("jit: the result: expected tensors, got a list");
        refused(() -> Flow.fori(0, 2, List.of(w), (i, s) -> s))
                .withMessageStartingWith("Flow.fori: state: expected tensors");
    }

    @Test
    void aFunctionThatTakesAParameterIsToldThatItGetsATensor() {
        var w = new Parameter(X, "w");
        refused(() -> grad((Parameter p) -> p.mul(p).sum()).apply(w))
                .withMessageStartingWith("grad: input 0: the function takes it for a Parameter")
                .withMessageContaining("declare it as Tensor").withMessageContaining("capture the parameter w")
                .withMessageContaining("grad(f, p)");
        refused(() -> grad((Tuple2<Parameter, Parameter> t) -> t.first().mul(t.second()).sum())
                .apply(new Tuple2<>(w, w)))
                .withMessageStartingWith("grad: input 0.first: the function takes it for a Parameter");
        refused(() -> jit((Tensor x, Optional<Parameter> p) -> x.mul(p.orElseThrow().value())).apply(X, Optional.of(w)))
                .withMessageStartingWith("jit: input 1.get(): the function takes it");
        // What it says works, and another cast that fails is none of ours.
        assertThat(grad((Tensor p) -> p.mul(p).sum()).apply(w).toDoubleArray()).containsExactly(2, 4);
        assertThat(grad(() -> w.mul(w).sum(), w).apply().toDoubleArray()).containsExactly(2, 4);
        org.assertj.core.api.Assertions.assertThatExceptionOfType(ClassCastException.class)
                .isThrownBy(() -> grad((Tensor p) -> p.mul((Integer) (Object) "a").sum()).apply(w))
                .withMessageContaining("String");
    }

    @Test
    void aPlainObjectForATangentOrACotangentIsToldToBeARecord() {
        record Pair(Tensor x, Tensor y) {}
        var at = new Pair(X, X);
        Fn1<Object, Object> f = p -> p;
        refused(() -> jvp(f, at, new Point(X, X)))
                .withMessageStartingWith(
                        "jvp: tangent: expected the form of input 0, Pair(Tensor, Tensor), got Point; ")
                .withMessageContaining("record Point(Tensor x, Tensor y)");
        refused(() -> vjp(f, at).pullback().apply(List.of(new Point(X, X)))).withMessageContaining("got [Point]; ")
                .withMessageContaining("record Point(Tensor x, Tensor y)");
        refused(() -> jvp(f, at, new Pair(X, ones(3))))
                .withMessageContaining("jvp: tangent of input 0.y: expected shape (2,)");
    }

    // ---- vmap

    private record Scaling(Tensor w, Tensor s) {}

    @Test
    void vmapOfWhatHasNoAxesSaysAWayThatLeadsOn() {
        Tensor s = Tensor.scalar(2.0);
        TensorFn1<Tensor> f = x -> x.mul(2);
        refused(() -> vmap(f).apply(s))
                .withMessageStartingWith(
                        "vmap: input 0: expected a tensor with an axis of examples, got a 0-d one, of shape ()")
                .withMessageContaining("Tensor.of(1, 2, 3)").withMessageContaining("without vmap")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("NONE"));
        refused(() -> vmap(f).apply(2)).withMessageContaining("without vmap");
        refused(() -> vmap(vmap(f)).apply(X))
                .withMessageContaining("where vmap stands in vmap, each takes an axis of its own");
        refused(() -> vmap((x, y) -> x.mul(y)).apply(s, s)).withMessageStartingWith("vmap: input 0")
                .withMessageContaining("without vmap");
        refused(() -> vmap(f, inAxes(NONE)).apply(s)).withMessageContaining("NONE for all")
                .withMessageContaining("without vmap");
        refused(() -> vmap((x, y) -> x.mul(y)).apply(X, s)).withMessageStartingWith("vmap: input 1")
                .withMessageContaining("inAxes(0, NONE)");
        assertThat(vmap((x, y) -> x.mul(y), inAxes(0, NONE)).apply(X, s).toDoubleArray()).containsExactly(2, 4);
        refused(() -> vmap((x, y, z) -> x.mul(y).add(z)).apply(s, X, X)).withMessageContaining("inAxes(NONE, 0, 0)");
        // One axis is for all tensors of an input, so NONE is no way out for one of them.
        refused(() -> vmap((Scaling a) -> a.w().mul(a.s())).apply(new Scaling(X, s)))
                .withMessageStartingWith("vmap: input 0.s: ")
                .withMessageContaining("an input of its own, with the axis NONE");
        refused(() -> vmap((Integer n) -> X.mul(n)).apply(3)).withMessageStartingWith("vmap: input 0: ")
                .withMessageContaining("Integer 3")
                .withMessageContaining("Tensor.of(..)");
        refused(() -> vmap((List<Tensor> l) -> X).apply(List.of())).withMessageContaining("an empty list");
        refused(() -> vmap(f, inAxes(1)).apply(X))
                .withMessageContaining("input 0: expected an axis from -1 to 0, got 1 for shape (2,)");
        refused(() -> vmap((x, y) -> x.mul(y)).apply(X, ones(3))).withMessageContaining("2 of input 0 and 3 of input 1")
                .withMessageContaining("(2,) and (3,)");
    }

    // ---- parameters of one name

    private static final class Twice extends Cell {
        final Parameter a = new Parameter(ones(1), "w");
        final Parameter b = new Parameter(ones(2), "w");

        @Override
        protected Tensor construct(Tensor x) {
            return a.mul(x).add(b);
        }
    }

    private static class Base extends Cell {
        private final Parameter w = new Parameter(ones(1));

        @Override
        protected Tensor construct(Tensor x) {
            return w.mul(x);
        }
    }

    private static final class Sub extends Base {
        private final Parameter w = new Parameter(ones(2));

        @Override
        protected Tensor construct(Tensor x) {
            return super.construct(x).add(w);
        }
    }

    private static final class Several extends Cell {
        final Twice inner = new Twice();

        @Override
        protected Tensor construct(Tensor x) {
            return inner.apply(x);
        }
    }

    @Test
    void parametersOfOneNameAreNamedWhereTheyComeTogether() {
        var net = new Twice();
        var calls = Map.<String, Runnable>of("parameters", net::parameters, "trainableParams", net::trainableParams,
                "untrainableParams",
                net::untrainableParams, "parametersByName", net::parametersByName, "requireGrad",
                () -> net.requireGrad(false));
        calls.forEach((name, call) -> assertThatIllegalArgumentException().isThrownBy(call::run)
                .withMessageStartingWith(name + ": ")
                .withMessageContaining(
                        "in Twice, got two that are named 'w': a, a field of Twice, of shape (1,), and b, a field of "
                                + "Twice, of shape (2,)")
                .withMessageContaining("give each a name of its own"));
        refused(() -> new Several().parameters()).withMessageContaining("'inner.w': inner.a, a field of Twice")
                .withMessageContaining("inner.b");
        refused(() -> new Sub().parametersByName())
                .withMessageContaining("'w': w, a field of Base, of shape (1,), and w, a field of Sub");
        assertThat(new Sub().parameters()).hasSize(2);
        var registered = new Net();
        registered.register("w", new Parameter(X));
        refused(() -> registered.register("w", new Parameter(ones(5))))
                .withMessage(
                        "register: name: 'w' already names a parameter of shape (2,), and would name one of shape "
                                + "(5,) too; choose"
                                + " another one");
        refused(() -> registered.register("w", new Net())).withMessageContaining("and would name a Net too");
        refused(registered::parametersByName)
                .withMessageContaining("w, a field of Net, of shape (2,), and w, registered in Net");
        refused(() -> new ParameterTuple(new Parameter(ones(1), "w"), new Parameter(X, "b"),
                new Parameter(ones(3), "w")))
                .withMessageStartingWith("ParameterTuple: items: ")
                .withMessageContaining("'w', at 0, of shape (1,), and at 2, of shape (3,)");
    }

    // ---- trees that do not fit each other

    @Test
    void treesOfDifferentFormsSayWhereTheyDiffer() {
        refused(() -> Tree.map((x, y) -> x.add(y), List.of(X, List.of(X)), List.of(X, List.of(X, X))))
                .withMessageStartingWith("Tree.map: expected trees of the same form").withMessageEndingWith(
                        "they differ at [1]: [Tensor] and [Tensor, Tensor]");
        refused(() -> Tree.map((x, y) -> x.add(y), Map.of("a", List.of(X)), Map.of("a", List.of(new Tensor[0]))))
                .withMessageEndingWith("they differ at [a]: [Tensor] and []");
        refused(() -> Flow.fori(0, 2, new Beside<>(X, 1), (i, s) -> new Beside<>(s.w(), 2)))
                .withMessageContaining("they differ at .other: Integer 1 and Integer 2");
        refused(() -> Flow.fori(0, 2, new Beside<Object>(X, new Point(X, X)),
                (i, s) -> new Beside<>(s.w(), new Point(X, X))))
                .withMessageStartingWith("Flow.fori: the body: state.other: expected a tree, got Point");
        assertThat(Tree.paths(new Beside<>(X, Map.of("k", new Tensor[]{X})))).containsExactly(".w", ".other[k][0]");
        assertThat(Tree.paths(X)).containsExactly("");
    }

    // ---- other languages

    /// A class as kotlinc makes it of `data class Point(val x: Tensor)`, with Kotlin's annotation, or one of another
    /// language by what it implements.
    private static Object foreign(String annotation, String implemented, boolean component)
            throws ReflectiveOperationException {
        var point = ClassDesc.of("app.Point");
        var tensor = Tensor.class.describeConstable().orElseThrow();
        var init = MethodTypeDesc.of(ConstantDescs.CD_void, tensor);
        var file = ClassFile.of();
        var classes = Map.of(
                "app.Point", file.build(point, c -> {
                    c.withField("x", tensor, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
                    if (!implemented.isEmpty()) {
                        c.withInterfaceSymbols(ClassDesc.of(implemented));
                    }
                    if (!annotation.isEmpty()) {
                        c.with(RuntimeVisibleAnnotationsAttribute.of(Annotation.of(ClassDesc.of(annotation))));
                    }
                    c.withMethodBody(ConstantDescs.INIT_NAME, init, ClassFile.ACC_PUBLIC, code -> code.aload(0)
                            .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                            .aload(0).aload(1)
                            .putfield(point, "x", tensor).return_());
                    if (component) {
                        c.withMethodBody("component1", MethodTypeDesc.of(tensor),
                                ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL,
                                code -> code.aload(0).getfield(point, "x", tensor).areturn());
                    }
                }),
                "kotlin.Metadata", file.build(ClassDesc.of("kotlin.Metadata"), c -> {
                    c.withFlags(AccessFlag.PUBLIC, AccessFlag.INTERFACE, AccessFlag.ABSTRACT, AccessFlag.ANNOTATION);
                    c.withInterfaceSymbols(ClassDesc.of("java.lang.annotation.Annotation"));
                    c.with(RuntimeVisibleAnnotationsAttribute
                            .of(Annotation.of(ClassDesc.of("java.lang.annotation.Retention"),
                                    java.lang.classfile.AnnotationElement.of("value",
                                            java.lang.classfile.AnnotationValue.ofEnum(
                                                    ClassDesc.of("java.lang.annotation.RetentionPolicy"),
                                                    "RUNTIME")))));
                }),
                "scala.Product", anInterface("scala.Product"), "groovy.lang.GroovyObject",
                anInterface("groovy.lang.GroovyObject"));
        var loader = new ClassLoader(TreeMessagesTest.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                byte[] bytes = classes.get(name);
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
        return loader.loadClass("app.Point").getConstructor(Tensor.class).newInstance(X);
    }

    private static byte[] anInterface(String name) {
        return ClassFile.of().build(ClassDesc.of(name),
                c -> c.withFlags(AccessFlag.PUBLIC, AccessFlag.INTERFACE, AccessFlag.ABSTRACT));
    }

    @Test
    void aKotlinDataClassIsToldJvmRecord() throws ReflectiveOperationException {
        told(foreign("kotlin.Metadata", "", true), "Point, a Kotlin data class and no record",
                "its field x holds tensors",
                "@JvmRecord data class Point(val x: Tensor)", "jvmTarget 16 or later");
        told(List.of(foreign("kotlin.Metadata", "", true)), "input 0[0] is Point, a Kotlin data class", "@JvmRecord");
        told(new Beside<>(X, foreign("kotlin.Metadata", "", true)), "input 0.other", "@JvmRecord");
        told(foreign("kotlin.Metadata", "", false), "Point, a Kotlin class and no record",
                "@JvmRecord data class Point(val x: Tensor)");
        Object point = foreign("kotlin.Metadata", "", true);
        refused(() -> Tree.map(x -> x, point)).withMessageStartingWith("Tree.map: ")
                .withMessageContaining("@JvmRecord");
        refused(() -> vmap((Object o) -> X).apply(point)).withMessageStartingWith("vmap: ")
                .withMessageContaining("@JvmRecord");
    }

    @Test
    void classesOfScalaAndGroovyAreToldWhatIsATreeThere() throws ReflectiveOperationException {
        told(foreign("", "scala.Product", false), "a Scala case class and no record", "java.util.List or Map");
        told(foreign("", "groovy.lang.GroovyObject", false), "a Groovy class and no record", "record Point(Tensor x)");
    }
}
