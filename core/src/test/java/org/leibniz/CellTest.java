package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.leibniz.Leibniz.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Cells and parameters: finding, naming, freezing, assigning.
@SuppressWarnings("UnusedVariable") // fields are read by reflection
final class CellTest {

    private static class Dense extends Cell {
        private final Parameter weight;
        final Parameter bias = new Parameter(Tensor.of(1.0));

        Dense(double weight) {
            this.weight = new Parameter(Tensor.of(weight));
        }

        @Override
        protected Tensor construct(Tensor x) {
            return x.mul(weight).add(bias);
        }
    }

    private static final class Stacked extends Dense {
        final List<Dense> hidden = List.of(new Dense(2), new Dense(3));
        final Map<String, Object> more = Map.of("p", new Parameter(Tensor.of(4.0)));
        final Parameter[] array = {new Parameter(Tensor.of(5.0), "named")};
        final ParameterTuple again = new ParameterTuple(bias);
        final Dense shared = hidden.get(0);
        static final Parameter STATIC = new Parameter(Tensor.of(6.0));

        Stacked() {
            super(7);
        }
    }

    private static List<String> names(CellOf<?> cell) {
        return List.copyOf(cell.parametersByName().keySet());
    }

    // ---- finding and naming

    @Test
    void parametersAreFoundInFieldsListsMapsAndArraysOnceEach() {
        assertThat(names(new Stacked())).containsExactly("weight", "bias", "hidden.0.weight", "hidden.0.bias",
                "hidden.1.weight",
                "hidden.1.bias", "more.p",
                "array.named");
    }

    private record Heads(Dense mean, Optional<Parameter> scale) {}

    @Test
    void parametersAreFoundInOtherContainersToo() {
        var cell = new Cell() {
            final Heads heads = new Heads(new Dense(1), Optional.of(new Parameter(Tensor.of(1.0))));
            final Optional<Dense> maybe = Optional.of(new Dense(2));
            final Optional<Dense> none = Optional.empty();
            final Set<Dense> set = new LinkedHashSet<>(List.of(new Dense(3)));
            final Deque<Dense> deque = new ArrayDeque<>(List.of(new Dense(4)));
            final Collection<Parameter> values = Map.of("k", new Parameter(Tensor.of(1.0), "v")).values();
        };
        assertThat(names(cell)).containsExactly("heads.mean.weight", "heads.mean.bias", "heads.scale", "maybe.weight",
                "maybe.bias",
                "set.0.weight", "set.0.bias", "deque.0.weight", "deque.0.bias", "values.v");
    }

    @Test
    void aMapWithAnOrderKeepsItAndNoTwoKeysAreOne() {
        var layers = new LinkedHashMap<Object, Dense>();
        layers.put("layer9", new Dense(9));
        layers.put("layer10", new Dense(10));
        var cell = new Cell() {
            final Map<Object, Dense> m = layers;
        };
        assertThat(names(cell)).containsExactly("m.layer9.weight", "m.layer9.bias", "m.layer10.weight",
                "m.layer10.bias");
        var twice = new Cell() {
            final Map<Object, Dense> m = Map.of(1, new Dense(1), "1", new Dense(2));
        };
        assertThat(twice.trainableParams()).hasSize(4);
        assertThatIllegalArgumentException().isThrownBy(twice::parametersByName).withMessageContaining("'m.1.weight'");
    }

    @Test
    void aSetWithoutAnOrderHoldsOnlyWhatStandsElsewhere() {
        var a = new Dense(1);
        var cell = new Cell() {
            final Set<Object> chosen = Set.of(a, a.bias);
            final List<Dense> layers = List.of(a);
        };
        assertThat(names(cell)).containsExactly("layers.0.weight", "layers.0.bias");
        var only = new Cell() {
            final Set<Dense> layers = new HashSet<>(List.of(new Dense(1)));
        };
        assertThatIllegalArgumentException().isThrownBy(only::trainableParams).withMessageContaining("layers")
                .withMessageContaining("LinkedHashSet");
    }

    @Test
    void theOutermostCellThatListsAParameterNamesIt() {
        var net = new Stacked();
        assertThat(net.hidden.get(0).bias.name()).isEqualTo("Parameter");
        assertThat(net.hidden.get(0).parameters().get(0).name()).isEqualTo("weight");
        assertThat(net.parameters().get(2).name()).isEqualTo("hidden.0.weight");
        assertThat(net.hidden.get(0).parameters().get(0).name()).isEqualTo("hidden.0.weight");
    }

    @Test
    void anonymousCellsHaveWhatTheyCapture() {
        var w = new Parameter(Tensor.of(2.0), "w");
        var inner = new Dense(3);
        var cell = new Cell() {
            @Override
            protected Tensor construct(Tensor x) {
                return inner.apply(x).mul(w);
            }
        };
        assertThat(names(cell)).containsExactlyInAnyOrder("inner.weight", "inner.bias", "w");
        assertThat(grad(cell, w).apply(Tensor.of(1.0)).item()).isEqualTo(4);
    }

    @Test
    void whatStandsInNoFieldIsRegistered() {
        var cell = new Dense(1);
        Parameter scale = cell.register("scale", new Parameter(Tensor.of(1.0)));
        Dense inner = cell.register("inner", new Dense(2));
        assertThat(names(cell)).containsExactly("weight", "bias", "scale", "inner.weight", "inner.bias");
        assertThat(scale.name()).isEqualTo("scale");
        assertThatIllegalArgumentException().isThrownBy(() -> cell.register("inner", new Dense(2)))
                .withMessageContaining("'inner'");
        assertThat(cell.register("inner", inner)).isSameAs(inner);
    }

    @Test
    void twoGivenNamesMustDiffer() {
        var twice = new Cell() {
            final Parameter a = new Parameter(Tensor.of(1.0), "w");
            final Parameter b = new Parameter(Tensor.of(2.0), "w");
        };
        assertThatIllegalArgumentException().isThrownBy(twice::parameters).withMessageContaining("'w'");
        assertThatIllegalArgumentException().isThrownBy(twice::parametersByName).withMessageContaining("'w'");
        assertThatIllegalArgumentException().isThrownBy(() -> new ParameterTuple(twice.a, twice.b))
                .withMessageContaining("'w'");
        assertThat(new ParameterTuple(twice.a, twice.a)).hasSize(2);
    }

    @Test
    void cellsThatHoldEachOtherAreWalkedOnce() {
        class Ring extends Cell {
            final Parameter w = new Parameter(Tensor.of(1.0));
            @Nullable
            Ring next;
        }
        var a = new Ring();
        var b = new Ring();
        a.next = b;
        b.next = a;
        assertThat(names(a)).containsExactly("w", "next.w");
    }

    @Test
    void aTransformedCellHasTheParametersOfTheOneItWasMadeOf() {
        var net = new Dense(2);
        for (CellOf<?> made : List.of(grad(net), jit(net), vmap(net), grad(net, net.bias), jacrev(net),
                new GradOperation().apply(net),
                jit(grad(net)))) {
            assertThat(made.parameters()).containsExactlyElementsOf(net.parameters());
        }
        class Outer extends Cell {
            final CellOf<Tensor> gradient = grad(net);
        }
        assertThat(names(new Outer())).containsExactly("gradient.weight", "gradient.bias");
    }

    // ---- training

    @Test
    void frozenParametersAreListedApart() {
        var net = new Dense(2);
        net.bias.requiresGrad(false);
        assertThat(net.trainableParams()).containsExactly(net.weight);
        assertThat(net.untrainableParams()).containsExactly(net.bias);
        net.requireGrad(false);
        assertThat(net.trainableParams()).isEmpty();
        net.requireGrad(true);
        assertThat(net.untrainableParams()).isEmpty();
    }

    @Test
    void trainingIsSaidToAllCellsWithin() {
        var net = new Stacked();
        assertThat(net.hidden.get(1).isTraining()).isFalse();
        net.setTrain(true);
        assertThat(net.isTraining()).isTrue();
        assertThat(net.hidden.get(1).isTraining()).isTrue();
    }

    @Test
    void aFrozenParameterThatIsNamedHasGradientZero() {
        var net = new Dense(2);
        net.bias.requiresGrad(false);
        TensorTuple g = grad(net, new ParameterTuple(net.weight, net.bias)).apply(Tensor.of(5.0));
        assertThat(g.get(0).item()).isEqualTo(5);
        assertThat(g.get(1).item()).isZero();
    }

    @Test
    void freezingDuringTheRunStillCounts() {
        var p = new Parameter(Tensor.of(2.0), "p1");
        var q = new Parameter(Tensor.of(3.0), "p2");
        var net = new Cell() {
            @Override
            protected Tensor construct(Tensor x) {
                Tensor z = x.mul(p).mul(q);
                q.requiresGrad(false);
                return z;
            }
        };
        TensorTuple g = grad(net, new ParameterTuple(p, q)).apply(Tensor.of(4.0)); // MindSpore's case ag-freeze-late
        assertThat(g.get(0).item()).isEqualTo(12);
        assertThat(g.get(1).item()).isZero();
    }

    // ---- calling

    @Test
    void aCellIsToldForHowManyInputsItHasAConstruct() {
        var net = new Dense(2);
        assertThatIllegalArgumentException().isThrownBy(() -> net.apply(Tensor.of(1.0), Tensor.of(1.0)))
                .withMessageContaining("no construct for 2 inputs")
                .withMessageContaining("expected 1");
        assertThatIllegalArgumentException().isThrownBy(() -> net.apply(ones(1), ones(1), ones(1), ones(1), ones(1)))
                .withMessageContaining("5 inputs");
        assertThatIllegalArgumentException().isThrownBy(() -> new Cell() {
        }.apply()).withMessageContaining("override construct");
    }

    @Test
    void cellsOfEveryNumberOfInputs() {
        var net = new Cell() {
            @Override
            protected Tensor construct() {
                return Tensor.of(1.0);
            }

            @Override
            protected Tensor construct(Tensor x, Tensor y, Tensor z) {
                return x.mul(y).mul(z);
            }

            @Override
            protected Tensor construct(Tensor x, Tensor y, Tensor z, Tensor w) {
                return x.mul(y).mul(z).mul(w);
            }
        };
        assertThat(net.apply().item()).isEqualTo(1);
        Tensor a = Tensor.of(2.0), b = Tensor.of(3.0), c = Tensor.of(5.0), d = Tensor.of(7.0);
        assertThat(grad(net, wrt(2)).apply(a, b, c).item()).isEqualTo(6);
        assertThat(grad(net, wrt(3)).apply(a, b, c, d).item()).isEqualTo(30);
    }

    @Test
    void aNumberTakesTheDtypeOfTheParameters() {
        class Scale extends Cell {
            final Parameter w;

            Scale(Tensor w) {
                this.w = new Parameter(w);
            }

            @Override
            protected Tensor construct(Tensor x) {
                return w.mul(x);
            }
        }
        assertThat(new Scale(Tensor.of(6f)).apply(2).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(new Scale(Tensor.of(6.0)).apply(0.1).item()).isEqualTo(6 * 0.1);
        assertThat(grad(new Scale(Tensor.of(6f))).apply(2)).hasToString("6.0");
        assertThat(vmap(new MulAdd()).parameters()).isEmpty();
        assertThat(new Cell() {
            @Override
            protected Tensor construct(Tensor x) {
                return x;
            }
        }.apply(2).dtype()).isEqualTo(DType.FLOAT64);
    }

    // ---- parameters

    @Test
    void aParameterPrintsMindSporesLineAndItsValue() {
        var w = new Parameter(Tensor.of(6f), "w");
        assertThat(w).hasToString("Parameter (name=w, shape=(1,), dtype=Float32, requires_grad=True)\n[6.]");
        assertThat(new Parameter(Tensor.of(1), "b", false))
                .hasToString("Parameter (name=b, shape=(1,), dtype=Int32, requires_grad=False)\n[1]");
        w.assignAdd(Tensor.of(1f));
        assertThat(w.toString()).endsWith("\n[7.]");
        assertThat(new Parameter(Tensor.of(new double[]{1, 2, 3, 4}, 2, 2), "m")).hasToString(
                "Parameter (name=m, shape=(2, 2), dtype=Float64, requires_grad=True)\n[[1. 2.]\n [3. 4.]]");
    }

    @Test
    void aParameterWithoutAValuePrintsWhatItStandsFor() {
        var w = new Parameter(Tensor.of(6f), "w");
        var seen = new ArrayList<String>();
        jit(x -> {
            seen.add(w.toString());
            return x.mul(w);
        }).apply(Tensor.of(1f));
        grad(x -> {
            seen.add(w.toString());
            return x.mul(w);
        }, w).apply(Tensor.of(1f));
        assertThat(seen.get(0))
                .startsWith("Parameter (name=w, shape=(1,), dtype=Float32, requires_grad=True)\nTensor(shape=[1], "
                        + "dtype=Float32, ")
                .contains("inside jit");
        assertThat(seen.get(1)).isEqualTo("Parameter (name=w, shape=(1,), dtype=Float32, requires_grad=True)\n[6.]");
    }

    /// As when a debugger shows it.
    @Test
    void printingAParameterIsNotReadingIt() {
        var net = new Cell() {
            final Parameter used = new Parameter(Tensor.of(2f));
            final Parameter shown = new Parameter(Tensor.of(3f));
            String text = "";

            @Override
            public Tensor construct(Tensor x) {
                text = shown.toString();
                return x.mul(used);
            }
        };
        assertThat(new GradOperation().getByList().apply(net).apply(Tensor.of(5f))).hasToString(
                "(Tensor(shape=[1], dtype=Float32, value= [ 5.00000000e+00]),)");
        assertThat(net.text).endsWith("requires_grad=True)\n[3.]");
        var net2 = jit(net);
        assertThat(net2.apply(Tensor.of(5f))).hasToString("[10.]");
        assertThat(net.text).contains("\nTensor(shape=[1], dtype=Float32, no value here");
        assertThat(vmap(net).apply(Tensor.of(5f, 6f))).hasToString("[[10.]\n [12.]]");
        assertThat(net.text).endsWith("\n[3.]");
        net.used.assign(Tensor.of(4f));
        assertThat(grad(x -> {
            net.used.assignAdd(Tensor.of(1f));
            net.text = net.used.toString();
            return x.mul(net.used);
        }).apply(Tensor.of(1f))).hasToString("[5.]");
        assertThat(net.text).endsWith("\n[5.]");
    }

    @Test
    void inATupleAParameterIsMindSporesLine() {
        var w = new Parameter(Tensor.of(6f), "w");
        String line = "Parameter (name=w, shape=(1,), dtype=Float32, requires_grad=True)";
        assertThat(w.repr()).isEqualTo(line);
        assertThat(new ParameterTuple(w)).hasToString("(" + line + ",)");
        assertThat(new Tuple2<>(w, List.of(w))).hasToString("(" + line + ", [" + line + "])");
    }

    @Test
    void assignmentsAreSeenAndKeepTheType() {
        var w = new Parameter(Tensor.of(1f, 2f), "w");
        Tensor before = w.value();
        w.assign(Tensor.of(3f, 4f));
        w.assignAdd(Tensor.scalar(1));
        w.assignSub(Tensor.of(0.5, 0.25));
        assertThat(w.toFloatArray()).containsExactly(3.5f, 4.75f);
        assertThat(before.toFloatArray()).containsExactly(1f, 2f);
        assertThat(w.dtype()).isEqualTo(DType.FLOAT32);
        assertThatIllegalArgumentException().isThrownBy(() -> w.assign(Tensor.of(1f)))
                .withMessageContaining("expected shape (2,)")
                .withMessageContaining(
                        "got (1,)");
        assertThatIllegalArgumentException().isThrownBy(() -> w.assign(Tensor.of(1.0, 2.0)))
                .withMessageContaining("FLOAT32")
                .withMessageContaining(
                        "FLOAT64");
    }

    @Test
    void noThreadLosesWhatAnotherOneAdds() throws Exception {
        var w = new Parameter(Tensor.of(0.0, 0.0), "w");
        try (var pool = Executors.newFixedThreadPool(4)) {
            var tasks = new ArrayList<Callable<Void>>();
            for (int i = 0; i < 4; i++) {
                boolean adds = i % 2 == 0;
                tasks.add(() -> {
                    for (int k = 0; k < 500; k++) {
                        if (adds) {
                            w.assignAdd(Tensor.of(3.0, 1.0));
                        } else {
                            w.assignSub(Tensor.scalar(1.0));
                        }
                    }
                    return null;
                });
            }
            for (var done : pool.invokeAll(tasks)) {
                done.get();
            }
        }
        assertThat(w.toDoubleArray()).containsExactly(2000, 0);
    }

    @Test
    void anAssignmentInAFunctionThatThrowsIsNotMade() {
        var w = new Parameter(Tensor.of(1.0), "w");
        assertThatIllegalStateException().isThrownBy(() -> grad(x -> {
            w.assign(Tensor.of(2.0));
            throw new IllegalStateException("no");
        }).apply(Tensor.of(1.0))).withMessage("no");
        assertThat(w.item()).isEqualTo(1);
        Tensor g = grad(x -> {
            w.assign(w.add(x));
            return w.mul(w);
        }, wrt(0)).apply(Tensor.of(2.0)); // (1 + x)^2
        assertThat(g.item()).isEqualTo(6);
        assertThat(w.item()).isEqualTo(3);
    }

    @Test
    void aParameterReadOnAnotherThreadIsFoundIfTheTaskIsBound() throws Exception {
        var w = new Parameter(Tensor.of(3.0), "w");
        Tensor g = grad(() -> {
            var here = new Tensor[1];
            var thread = new Thread(bound(() -> {
                here[0] = w.mul(w);
            }));
            thread.start();
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return here[0];
        }, w).apply();
        assertThat(g.item()).isEqualTo(6);
        assertThat(bound(() -> 5).call()).isEqualTo(5);
    }

    @Test
    void hooksActOnceOnTheWholeGradientInOrder() {
        var w = new Parameter(Tensor.of(3.0, 4.0), "w");
        var first = w.registerHook(g -> g.mul(g));
        TensorFn1<Tensor> f = x -> w.mul(x).add(w.mul(x).mul(x)); // MindSpore's case new-hook-param-once
        assertThat(grad(f, w).apply(Tensor.of(1.0, 2.0)).toDoubleArray()).containsExactly(4, 36);
        var second = w.registerHook(g -> g.add(1));
        assertThat(grad(f, w).apply(Tensor.of(1.0, 2.0)).toDoubleArray()).containsExactly(5, 37);
        first.remove();
        first.remove();
        assertThat(grad(f, w).apply(Tensor.of(1.0, 2.0)).toDoubleArray()).containsExactly(3, 7);
        // unused: the hook sees zeros
        assertThat(grad(x -> x, w).apply(Tensor.of(1.0, 2.0)).toDoubleArray()).containsExactly(1, 1);
        second.remove();
        assertThat(grad(f, w).apply(Tensor.of(1.0, 2.0)).toDoubleArray()).containsExactly(2, 6);
        w.registerHook(g -> g.sum());
        assertThatIllegalArgumentException().isThrownBy(() -> grad(f, w).apply(Tensor.of(1.0, 2.0)))
                .withMessageContaining("hook")
                .withMessageContaining(
                        "(2,)");
    }

    @Test
    @SuppressWarnings("NullAway") // as MindSpore's hooks return None
    void aHookThatReturnsNullKeepsTheGradient() {
        var w = new Parameter(Tensor.of(3.0, 4.0), "w");
        var seen = new ArrayList<double[]>();
        w.registerHook(g -> {
            seen.add(g.toDoubleArray());
            return null;
        });
        assertThat(grad(x -> w.mul(x), w).apply(Tensor.of(1.0, 2.0)).toDoubleArray()).containsExactly(1, 2);
        assertThat(seen).containsExactly(new double[]{1, 2});
        assertThat(grad(x -> hookGradient(x, g -> null).mul(3)).apply(2).item()).isEqualTo(3);
    }

    @Test
    void aFrozenParameterTakesNoHook() {
        var w = new Parameter(Tensor.of(3.0), "w", false);
        assertThatIllegalStateException().isThrownBy(() -> w.registerHook(g -> g))
                .withMessageContaining("requires no gradient");
    }

    // ---- bprop

    private static final class MulAdd extends Cell {
        @Override
        protected Tensor construct(Tensor x, Tensor y) {
            return x.add(y);
        }

        @Override
        protected Tuple2<Tensor, Tensor> bprop(Tensor x, Tensor y, Tensor out, Tensor dout) {
            Tensor d = Tensor.of(DType.FLOAT32, new double[][]{{1, 1, 1}, {1, 1, 1}, {2, 2, 2}});
            return tuple(d, d);
        }
    }

    @Test
    void whatBpropGivesIsSummedToTheInputsShapeAndCast() {
        // MindSpore's case bp-reduce, one input float64
        var g = grad(new MulAdd(), wrt(0, 1)).apply(Tensor.of(3.0, 3.0, 3.0), ones(3, 3));
        assertThat(g.first().toDoubleArray()).containsExactly(4, 4, 4);
        assertThat(g.first().dtype()).isEqualTo(DType.FLOAT64);
        assertThat(g.second().shape()).isEqualTo(Shape.of(3, 3));
    }

    @Test
    void aBpropOfAnotherShapeIsRefused() {
        var net = new Cell() {
            @Override
            protected Tensor construct(Tensor x) {
                return x;
            }

            @Override
            protected Tensor bprop(Tensor x, Tensor out, Tensor dout) {
                return ones(3, 4);
            }
        };
        assertThatIllegalArgumentException().isThrownBy(() -> grad(net).apply(ones(3))).withMessageContaining("bprop")
                .withMessageContaining(
                        "input 0")
                .withMessageContaining("broadcast to the expected shape").withMessageContaining("(3, 4)");
    }

    @Test
    void parametersInACellWithBpropHaveGradientZero() {
        var w = new Parameter(Tensor.of(3f, 4f), "w");
        var inner = new Cell() {
            @Override
            protected Tensor construct(Tensor x) {
                return w.mul(x).mul(x);
            }

            @Override
            protected Tensor bprop(Tensor x, Tensor out, Tensor dout) {
                return dout.mul(10);
            }
        };
        var net = new Cell() {
            @Override
            protected Tensor construct(Tensor x) {
                return w.mul(x).add(inner.apply(x));
            }
        };
        // new-bp-param-both
        var g = new GradOperation().getAll().getByList().apply(net, new ParameterTuple(w)).apply(Tensor.of(1f, 2f));
        assertThat(g.first().get(0).toFloatArray()).containsExactly(13, 14);
        assertThat(g.second().get(0).toFloatArray()).containsExactly(1, 2);
    }

    @Test
    void aBpropServesTuplesHigherOrdersForwardModeAndJit() {
        var net = new CellOf<Tuple2<Tensor, Tensor>>() {
            @Override
            protected Tuple2<Tensor, Tensor> construct(Tensor x) {
                return tuple(x.mul(x), x.neg());
            }

            @Override
            protected Tensor bprop(Tensor x, Tuple2<Tensor, Tensor> out, Tuple2<Tensor, Tensor> dout) {
                return dout.first().mul(x).mul(x).add(dout.second().mul(5)); // x^2 and 5 in place of 2x and -1
            }
        };
        assertThat(new GradOperation().apply(net).apply(Tensor.of(3.0)).item()).isEqualTo(14);
        TensorFn1<Tensor> f = x -> net.apply(x).first();
        assertThat(grad(grad(f)).apply(3.0).item()).isEqualTo(6);
        assertThat(jvp(f, Tensor.scalar(3.0), Tensor.scalar(2.0)).tangent().item()).isEqualTo(18);
        assertThat(jit(grad(f)).apply(3.0).item()).isEqualTo(9);
        assertThat(net.apply(3.0).first().item()).isEqualTo(9);
    }
}
