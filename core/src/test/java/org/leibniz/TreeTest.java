package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.leibniz.Leibniz.*;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.leibniz.tree.FlatTree;

/// Trees: what is one, what stays static in it, and how it comes back.
final class TreeTest {

    private record Layer(Tensor w, Tensor b, String name) {}

    private record Net(List<Layer> layers, Map<String, Tensor> extra, Tensor[] rest, int steps) {}

    private record Box<T>(T inside) {}

    private static final Net NET = new Net(
            List.of(new Layer(Tensor.of(1.0), Tensor.of(2.0), "a"), new Layer(Tensor.of(3.0), Tensor.of(4.0), "b")),
            Map.of("z", Tensor.of(5.0), "y", Tensor.of(6.0)), new Tensor[]{Tensor.of(7.0)}, 3);

    private static List<Double> items(Object tree) {
        return Tree.leaves(tree).stream().map(Tensor::item).toList();
    }

    @Test
    void leavesAreInOrderOfComponentsElementsAndSortedKeys() {
        assertThat(items(NET)).containsExactly(1.0, 2.0, 3.0, 4.0, 6.0, 5.0, 7.0);
    }

    @Test
    void aTensorIsATree() {
        assertThat(items(Tensor.of(1.0))).containsExactly(1.0);
        assertThat(Tree.map(x -> x.mul(2), Tensor.of(3.0)).item()).isEqualTo(6);
    }

    @Test
    void whatIsNoTensorHasNoLeavesAndStays() {
        assertThat(Tree.leaves("text")).isEmpty();
        var doubled = Tree.map(x -> x.mul(2), NET);
        assertThat(items(doubled)).containsExactly(2.0, 4.0, 6.0, 8.0, 12.0, 10.0, 14.0);
        assertThat(doubled.steps()).isEqualTo(3);
        assertThat(doubled.layers().get(1).name()).isEqualTo("b");
        assertThat(doubled.rest()).isInstanceOf(Tensor[].class);
    }

    @Test
    void severalTreesAreMappedPlaceByPlace() {
        var sum = Tree.map((a, b) -> a.add(b), NET, NET);
        assertThat(items(sum)).containsExactly(2.0, 4.0, 6.0, 8.0, 12.0, 10.0, 14.0);
        var three = Tree.map((a, b, c) -> a.add(b).sub(c), NET, NET, NET);
        assertThat(items(three)).isEqualTo(items(NET));
    }

    @Test
    void treesOfDifferentFormsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tree.map((a, b) -> a.add(b), List.of(Tensor.of(1.0)),
                        List.of(Tensor.of(1.0), Tensor.of(2.0))))
                .withMessageContaining("same form").withMessageContaining("[Tensor]")
                .withMessageContaining("[Tensor, Tensor]");
    }

    @Test
    void staticPartsNeedNotAgreeToBeMapped() {
        var a = new Layer(Tensor.of(1.0), Tensor.of(2.0), "a");
        var b = new Layer(Tensor.of(10.0), Tensor.of(20.0), "b");
        var sum = Tree.map((x, y) -> x.add(y), a, b);
        assertThat(items(sum)).containsExactly(11.0, 22.0);
        assertThat(sum.name()).isEqualTo("a");
    }

    @Test
    void otherLeavesMakeATreeOfTheSameForm() {
        var other = Tree.unflatten(NET, items(NET).stream().map(x -> Tensor.of(-x)).toList());
        assertThat(items(other)).containsExactly(-1.0, -2.0, -3.0, -4.0, -6.0, -5.0, -7.0);
        assertThatIllegalArgumentException().isThrownBy(() -> Tree.unflatten(NET, List.of()))
                .withMessageContaining("expected 7")
                .withMessageContaining(
                        "got 0");
    }

    @Test
    @SuppressWarnings("JdkObsolete") // what users declare
    void immutableListsAndMapsAndThoseOfOtherClassesComeBackImmutable() {
        for (List<Tensor> list : List.of(List.of(Tensor.of(1.0)),
                Collections.unmodifiableList(new ArrayList<>(List.of(Tensor.of(1.0)))),
                new CopyOnWriteArrayList<>(List.of(Tensor.of(1.0))))) {
            List<Tensor> mapped = Tree.map(x -> x.neg(), list);
            assertThatThrownBy(mapped::clear).isInstanceOf(UnsupportedOperationException.class);
            assertThat(items(mapped)).containsExactly(-1.0);
        }
        for (Map<String, Tensor> map : List.of(Map.of("k", Tensor.of(1.0)),
                new ConcurrentHashMap<>(Map.of("k", Tensor.of(1.0))))) {
            Map<String, Tensor> mapped = Tree.map(x -> x.neg(), map);
            assertThatThrownBy(mapped::clear).isInstanceOf(UnsupportedOperationException.class);
            assertThat(items(mapped)).containsExactly(-1.0);
        }
        SortedMap<String, Tensor> sorted = Collections.unmodifiableSortedMap(reversed());
        SortedMap<String, Tensor> mapped = Tree.map(x -> x.neg(), sorted);
        assertThatThrownBy(mapped::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThat(mapped.keySet()).containsExactly("z", "y");
    }

    @SuppressWarnings("NonApiType") // sorted by an order of its own
    private static TreeMap<String, Tensor> reversed() {
        var m = new TreeMap<String, Tensor>(Comparator.reverseOrder());
        m.put("y", Tensor.of(1.0));
        m.put("z", Tensor.of(2.0));
        return m;
    }

    @Test
    @SuppressWarnings({"JdkObsolete", "NonApiType"}) // what users declare
    void listsAndMapsOfTheUsualClassesComeBackAsThose() {
        ArrayList<Tensor> array = new ArrayList<>(List.of(Tensor.of(1.0), Tensor.of(2.0)));
        ArrayList<Tensor> g = grad((ArrayList<Tensor> l) -> l.get(0).mul(l.get(1))).apply(array);
        assertThat(items(g)).containsExactly(2.0, 1.0);
        var mapped = Tree.map(x -> x.mul(2), array);
        mapped.add(Tensor.of(7.0));
        assertThat(items(mapped)).containsExactly(2.0, 4.0, 7.0);
        assertThat(array).hasSize(2);
        LinkedList<Tensor> linked = vmap((LinkedList<Tensor> l) -> l).apply(new LinkedList<>(array));
        assertThat(items(linked)).containsExactly(1.0, 2.0);

        var hash = new HashMap<>(Map.of("a", Tensor.of(3.0), "b", Tensor.of(5.0)));
        HashMap<String, Tensor> dHash = grad((HashMap<String, Tensor> m) -> product(m)).apply(hash);
        assertThat(dHash).isExactlyInstanceOf(HashMap.class).containsOnlyKeys("a", "b");
        assertThat(items(dHash)).containsExactly(5.0, 3.0);
        LinkedHashMap<String, Tensor> dLinked = jit(grad((LinkedHashMap<String, Tensor> m) -> product(m)))
                .apply(new LinkedHashMap<>(hash));
        assertThat(items(dLinked)).containsExactly(5.0, 3.0);
        TreeMap<String, Tensor> dTree = grad((TreeMap<String, Tensor> m) -> m.firstEntry().getValue().mul(3))
                .apply(reversed());
        assertThat(dTree.keySet()).containsExactly("z", "y");
        assertThat(dTree.firstEntry().getValue().item()).isEqualTo(3);
        var byRole = new EnumMap<Role, Tensor>(Map.of(Role.SECOND, Tensor.of(3.0), Role.FIRST, Tensor.of(5.0)));
        EnumMap<Role, Tensor> dEnum = grad((EnumMap<Role, Tensor> m) -> product(m)).apply(byRole);
        assertThat(dEnum.keySet()).containsExactly(Role.FIRST, Role.SECOND);
        assertThat(items(dEnum)).containsExactly(3.0, 5.0);
        EnumMap<Role, Tensor> none = Tree.map(x -> x, new EnumMap<Role, Tensor>(Role.class));
        none.put(Role.FIRST, Tensor.of(1.0)); // it knows its keys
        assertThat(none).hasSize(1);
    }

    private enum Role {
        FIRST, SECOND
    }

    private static Tensor product(Map<?, Tensor> m) {
        return m.values().stream().reduce(Tensor::mul).orElseThrow();
    }

    @Test
    void mapsKeepTheirOrder() {
        var layers = new LinkedHashMap<String, Tensor>();
        for (int i = 8; i <= 11; i++) {
            layers.put("layer" + i, Tensor.scalar((double) i));
        }
        Fn1<Map<String, Tensor>, Tensor> f = m -> {
            Tensor h = Tensor.scalar(1.0);
            for (Tensor w : m.values()) {
                h = h.mul(w).add(1);
            }
            return h;
        };
        double value = (((1 * 8 + 1) * 9 + 1) * 10 + 1) * 11 + 1;
        for (Map<String, Tensor> map : List.of(layers, Collections.unmodifiableMap(layers),
                Collections.unmodifiableSequencedMap(layers))) {
            assertThat(f.apply(map).item()).isEqualTo(value);
            assertThat(jit(f).apply(map).item()).isEqualTo(value);
            var r = valueAndGrad(f).apply(map);
            assertThat(r.value().item()).isEqualTo(value);
            assertThat(r.grad().keySet()).containsExactly("layer8", "layer9", "layer10", "layer11");
            assertThat(r.grad().values().stream().map(Tensor::item)).containsExactly(990.0, 990.0, 902.0,
                    821.0); // dh/dw is what stands before times the weights behind
        }
        Fn1<Map<String, Tensor>, Tensor> once = jit(f);
        assertThat(once.apply(layers).item()).isEqualTo(value);
        double back = (((1 * 11 + 1) * 10 + 1) * 9 + 1) * 8 + 1;
        // another order is another program
        assertThat(once.apply(new LinkedHashMap<>(layers.reversed())).item()).isEqualTo(back);
    }

    @Test
    void mapsOfEqualKeysMatchInAnyOrder() {
        var a = new LinkedHashMap<String, Tensor>();
        a.put("z", Tensor.of(1.0));
        a.put("y", Tensor.of(2.0));
        Map<String, Tensor> sum = Tree.map((x, y) -> x.add(y.mul(10)), (Map<String, Tensor>) a,
                Map.of("y", Tensor.of(3.0), "z", Tensor.of(4.0)));
        assertThat(sum.keySet()).containsExactly("z", "y");
        assertThat(sum.values().stream().map(Tensor::item)).containsExactly(41.0, 32.0);
    }

    @Test
    void equalMapsWithoutAnOrderAreOneProgram() {
        var runs = new AtomicInteger();
        var f = jit((Map<String, Tensor> m) -> {
            runs.incrementAndGet();
            return product(m);
        });
        // of equal hash codes, so that they come as they were put
        var keys = List.of("Aa", "BB", "AaAa", "BBBB", "AaBB");
        var one = new HashMap<String, Tensor>();
        keys.forEach(k -> one.put(k, Tensor.of(2.0)));
        var other = new HashMap<String, Tensor>();
        keys.reversed().forEach(k -> other.put(k, Tensor.of(2.0)));
        assertThat(f.apply(one).item()).isEqualTo(32);
        assertThat(f.apply(other).item()).isEqualTo(32);
        assertThat(runs).hasValue(1);
    }

    @Test
    void tuplesOfTensorsStayTuplesOfTensors() {
        TensorTuple doubled = Tree.map(x -> x.mul(2), new TensorTuple(Tensor.of(1.0), Tensor.of(2.0)));
        assertThat(items(doubled)).containsExactly(2.0, 4.0);
        Tuple2<Tensor, List<Tensor>> nested = Tree.map(x -> x.mul(2), tuple(Tensor.of(1.0), List.of(Tensor.of(2.0))));
        assertThat(items(nested)).containsExactly(2.0, 4.0);
    }

    @Test
    void nullIsStatic() {
        record Maybe(Tensor w, @Nullable Tensor b) {}
        var g = grad((Maybe m) -> square(m.w()).sum()).apply(new Maybe(Tensor.of(3.0), null));
        assertThat(g.w().item()).isEqualTo(6);
        assertThat(g.b()).isNull();
    }

    @Test
    void theGradientOfATreeIsThatTree() {
        var g = grad(
                (Net n) -> n.layers().get(0).w().mul(n.layers().get(1).b())
                        .add(n.extra().getOrDefault("z", zeros(1)).mul(n.steps())).sum())
                .apply(NET);
        // d/dw0 = b1, d/db1 = w0, d/dz = steps, the others 0
        assertThat(items(g)).containsExactly(4.0, 0.0, 0.0, 1.0, 0.0, 3.0, 0.0);
        assertThat(g.steps()).isEqualTo(3);
        assertThat(g.extra().keySet()).containsExactly("y", "z");
    }

    @Test
    void mapsWithoutAnOrderNeedKeysThatCanBeSorted() {
        Map<Object, Tensor> map = Map.of("a", Tensor.of(1.0), 2, Tensor.of(2.0));
        assertThatIllegalArgumentException().isThrownBy(() -> Tree.leaves(map))
                .withMessageContaining("keys that can be sorted")
                .withMessageContaining("LinkedHashMap");
        var ordered = new LinkedHashMap<Object, Tensor>();
        ordered.put("a", Tensor.of(1.0));
        ordered.put(2, Tensor.of(2.0));
        assertThat(items(Tree.map(x -> x.neg(), ordered))).containsExactly(-1.0, -2.0);
    }

    @Test
    void aParameterWhereOnlyAParameterFitsIsRefusedWithTheWayOut() {
        record Holder(Parameter w) {}
        var w = new Parameter(Tensor.of(1.0), "w");
        for (Object tree : List.of(new Holder(w), List.of(w), new Parameter[]{w}, new ParameterTuple(w))) {
            assertThatIllegalArgumentException().isThrownBy(() -> Tree.leaves(tree)).withMessageContaining("Parameter")
                    .withMessageContaining("value()")
                    .withMessageContaining("grad(f, p)");
        }
        assertThat(items(tuple(w, Tensor.of(2.0)))).containsExactly(1.0, 2.0);
        assertThat(items(new Tensor[]{w})).containsExactly(1.0);
    }

    @Test
    void aRecordThatRefusesWhatItIsGivenSaysForWhatItWasMade() {
        record Positive(Tensor w) {
            Positive {
                if (w.shape().rank() == 0) {
                    throw new IllegalStateException("rank 0");
                }
            }
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Tree.map(x -> x.sum(), new Positive(Tensor.of(1.0))))
                .withMessageContaining("record Positive").withMessageContaining("gradients")
                .withMessageEndingWith("rank 0")
                .withCauseInstanceOf(IllegalStateException.class);
        record Looking(Tensor w) {
            Looking {
                if (w.min().item() < 0) {
                    throw new IllegalArgumentException("expected no negative weights");
                }
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grad((Looking r) -> r.w().neg().sum()).apply(new Looking(Tensor.of(1.0))))
                .withMessageContaining("while Looking was made of gradients")
                .withMessageEndingWith("expected no negative weights");
        assertThatExceptionOfType(NoValueException.class)
                .isThrownBy(() -> jit((Looking r) -> r.w().neg().sum()).apply(new Looking(Tensor.of(1.0))));
    }

    @Test
    void aComponentThatCannotHoldTheTreeIsNamed() {
        record Narrow(CopyOnWriteArrayList<Tensor> l) {}
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tree.map(x -> x, new Narrow(new CopyOnWriteArrayList<>(List.of(ones(1))))))
                .withMessageContaining("component l of record Narrow").withMessageContaining("CopyOnWriteArrayList")
                .withMessageContaining("List, Map");
    }

    @Test
    void aLeafThatDoesNotFitIsNamedByItsPath() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vmap((Box<Tensor> b) -> b.inside()).apply(new Box<>(Tensor.scalar(1.0))))
                .withMessageContaining("input 0.inside");
    }

    @Test
    void openTakesOnlyFullRights() {
        Tree.open(MethodHandles.lookup());
        assertThatIllegalArgumentException().isThrownBy(() -> Tree.open(MethodHandles.publicLookup()))
                .withMessageContaining("full rights");
    }

    @Test
    void formsAreEqualExactlyIfAllButTheTensorsIs() {
        var a = FlatTree.of(NET).form();
        var b = FlatTree.of(Tree.map(x -> x.mul(2), NET)).form();
        assertThat(a).isEqualTo(b).hasSameHashCodeAs(b);
        assertThat(a).isNotEqualTo(FlatTree.of(new Net(NET.layers(), NET.extra(), NET.rest(), 4)).form());
        assertThat(FlatTree.of(new int[]{1, 2}).form()).isEqualTo(FlatTree.of(new int[]{1, 2}).form())
                .isNotEqualTo(FlatTree.of(new int[]{1, 3})
                        .form());
        assertThat(a.text())
                .isEqualTo("Net([Layer(Tensor, Tensor, String a), Layer(Tensor, Tensor, String b)], map with keys [y, "
                        + "z], Tensor{Tensor}, "
                        + "Integer 3)");
        assertThat(a.paths("net")).containsExactly("net.layers[0].w", "net.layers[0].b", "net.layers[1].w",
                "net.layers[1].b",
                "net.extra[y]",
                "net.extra[z]", "net.rest[0]");
    }

    @Test
    @SuppressWarnings({"JdkObsolete", "NonApiType"}) // what users declare
    void aSetIsCopiedSinceItCouldChange() {
        record Step(Set<Integer> s, Tensor x) {}
        var f = jit((Step s) -> s.x().mul(s.s().size()));
        Set<Integer> set = new HashSet<>(Set.of(1, 2));
        assertThat(f.apply(new Step(set, Tensor.of(1.0))).item()).isEqualTo(2);
        set.addAll(List.of(3, 4));
        assertThat(f.apply(new Step(set, Tensor.of(1.0))).item()).isEqualTo(4);
        set.removeAll(List.of(3, 4));
        assertThat(f.apply(new Step(set, Tensor.of(1.0))).item()).isEqualTo(2);

        // The order in which a set comes is seen by a function, so it makes another program.
        var first = jit((Tensor x, Set<Integer> s) -> x.mul(s.iterator().next()));
        assertThat(first.apply(Tensor.of(1.0), new LinkedHashSet<>(List.of(3, 5))).item()).isEqualTo(3);
        assertThat(first.apply(Tensor.of(1.0), new LinkedHashSet<>(List.of(5, 3))).item()).isEqualTo(5);

        HashSet<Integer> hash = Tree.map(x -> x, new HashSet<>(set));
        assertThat(hash).containsExactlyInAnyOrder(1, 2);
        LinkedHashSet<Integer> linked = Tree.map(x -> x, new LinkedHashSet<>(List.of(5, 3)));
        assertThat(linked).containsExactly(5, 3);
        TreeSet<Integer> tree = new TreeSet<>(Comparator.reverseOrder());
        tree.addAll(List.of(3, 5));
        TreeSet<Integer> treeBack = Tree.map(x -> x, tree);
        treeBack.add(4);
        assertThat(treeBack).containsExactly(5, 4, 3);
        SortedSet<Integer> view = Tree.map(x -> x, Collections.unmodifiableSortedSet(tree));
        assertThat(view).containsExactly(5, 3);
        assertThatThrownBy(view::clear).isInstanceOf(UnsupportedOperationException.class);
        EnumSet<Role> roles = Tree.map(x -> x, EnumSet.of(Role.SECOND, Role.FIRST));
        assertThat(roles).containsExactly(Role.FIRST, Role.SECOND);
        Set<String> fixed = Tree.map(x -> x, Set.of("a"));
        assertThat(fixed).containsExactly("a");
        assertThatThrownBy(fixed::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThat(FlatTree.of(Set.of("a")).form().text()).isEqualTo("Set [a]");
    }

    @Test
    void aFunctionMayChangeTheListsAndMapsThatItIsGiven() {
        var list = new ArrayList<>(List.of(Tensor.of(2.0), Tensor.of(3.0)));
        List<Tensor> g = grad((List<Tensor> l) -> {
            l.add(l.get(0).mul(l.get(1)));
            return l.get(2).mul(l.get(0));
        }).apply(list);
        assertThat(items(g)).containsExactly(12.0, 4.0);
        assertThat(list).hasSize(2);
    }

    @Test
    void anArrayOfNumbersIsCopiedSinceItCouldChange() {
        int[] dims = {2};
        var f = jit((Tensor x, int[] d) -> x.mul(d[0]));
        assertThat(f.apply(Tensor.of(1.0), dims).item()).isEqualTo(2);
        dims[0] = 5;
        assertThat(f.apply(Tensor.of(1.0), dims).item()).isEqualTo(5);
    }
}
