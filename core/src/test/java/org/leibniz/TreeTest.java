package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.leibniz.Leibniz.*;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

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
                .isThrownBy(() -> Tree.map((a, b) -> a.add(b), List.of(Tensor.of(1.0)), List.of(Tensor.of(1.0), Tensor.of(2.0))))
                .withMessageContaining("same form").withMessageContaining("[Tensor]").withMessageContaining("[Tensor, Tensor]");
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
        assertThatIllegalArgumentException().isThrownBy(() -> Tree.unflatten(NET, List.of())).withMessageContaining("expected 7")
                .withMessageContaining(
                        "got 0");
    }

    @Test
    void listsAndMapsComeBackImmutable() {
        List<Tensor> list = Tree.map(x -> x.neg(), (List<Tensor>) new ArrayList<>(List.of(Tensor.of(1.0))));
        assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class);
        Map<String, Tensor> map = Tree.map(x -> x.neg(), (Map<String, Tensor>) new HashMap<>(Map.of("k", Tensor.of(1.0))));
        assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThat(items(map)).containsExactly(-1.0);
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
                (Net n) -> n.layers().get(0).w().mul(n.layers().get(1).b()).add(n.extra().getOrDefault("z", zeros(1)).mul(n.steps())).sum())
                .apply(NET);
        // d/dw0 = b1, d/db1 = w0, d/dz = steps, the others 0
        assertThat(items(g)).containsExactly(4.0, 0.0, 0.0, 1.0, 0.0, 3.0, 0.0);
        assertThat(g.steps()).isEqualTo(3);
        assertThat(g.extra().keySet()).containsExactly("y", "z");
    }

    @Test
    void mapsNeedKeysThatCanBeSorted() {
        Map<Object, Tensor> map = Map.of("a", Tensor.of(1.0), 2, Tensor.of(2.0));
        assertThatIllegalArgumentException().isThrownBy(() -> Tree.leaves(map)).withMessageContaining("keys that can be sorted");
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
    void aRecordThatRefusesWhatItIsGivenPassesItsExceptionOn() {
        record Positive(Tensor w) {
            Positive {
                if (w.shape().rank() == 0) {
                    throw new IllegalStateException("rank 0");
                }
            }
        }
        assertThatIllegalStateException().isThrownBy(() -> Tree.map(x -> x.sum(), new Positive(Tensor.of(1.0))))
                .withMessage("rank 0");
    }

    @Test
    void aComponentThatCannotHoldTheTreeIsNamed() {
        record Narrow(ArrayList<Tensor> l) {}
        assertThatIllegalArgumentException().isThrownBy(() -> Tree.map(x -> x, new Narrow(new ArrayList<>(List.of(ones(1))))))
                .withMessageContaining("component l of record Narrow").withMessageContaining("ArrayList")
                .withMessageContaining("List, Map");
    }

    @Test
    void aLeafThatDoesNotFitIsNamedByItsPath() {
        assertThatIllegalArgumentException().isThrownBy(() -> vmap((Box<Tensor> b) -> b.inside()).apply(new Box<>(Tensor.scalar(1.0))))
                .withMessageContaining("input 0.inside");
    }

    @Test
    void openTakesOnlyFullRights() {
        Tree.open(MethodHandles.lookup());
        assertThatIllegalArgumentException().isThrownBy(() -> Tree.open(MethodHandles.publicLookup())).withMessageContaining("full rights");
    }

    @Test
    void formsAreEqualExactlyIfAllButTheTensorsIs() {
        var a = Form.flatten(NET).form();
        var b = Form.flatten(Tree.map(x -> x.mul(2), NET)).form();
        assertThat(a).isEqualTo(b).hasSameHashCodeAs(b);
        assertThat(a).isNotEqualTo(Form.flatten(new Net(NET.layers(), NET.extra(), NET.rest(), 4)).form());
        assertThat(Form.flatten(new int[]{1, 2}).form()).isEqualTo(Form.flatten(new int[]{1, 2}).form())
                .isNotEqualTo(Form.flatten(new int[]{1, 3})
                        .form());
        assertThat(a.text())
                .isEqualTo("Net([Layer(Tensor, Tensor, String a), Layer(Tensor, Tensor, String b)], map with keys [y, z], Tensor{Tensor}, "
                        + "Integer 3)");
        assertThat(a.paths("net")).containsExactly("net.layers[0].w", "net.layers[0].b", "net.layers[1].w", "net.layers[1].b",
                "net.extra[y]",
                "net.extra[z]", "net.rest[0]");
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
