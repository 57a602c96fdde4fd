package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.leibniz.Leibniz.*;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What is told to someone who gives a transformation what it cannot use: which argument, what was expected, what came,
/// the way out.
final class BadInputTest {
    private static final Tensor X = Tensor.of(1.0, 2.0);
    private static final TensorFn2<Tensor> F = (x, y) -> x.mul(y);

    // ---- positions

    @Test
    void positionsOutOfRange() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> grad(F, wrt(2)).apply(X, X))
                .withMessageContaining(
                        "position 2 exceeds the inputs")
                .withMessageContaining("0 to 1");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> grad(F, wrt(0, 7)).apply(X, X))
                .withMessageContaining("position 7");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> jacrev(x -> x, wrt(3)).apply(X))
                .withMessageContaining("position 3");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> jacfwd(x -> x, wrt(1)).apply(X))
                .withMessageContaining("position 1");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> grad(() -> X.sum(), wrt(0)).apply())
                .withMessageContaining("no inputs");
    }

    @Test
    void positionsTwiceNegativeOrNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> wrt(1, 1)).withMessageContaining("duplicates in [1, 1]");
        assertThatIllegalArgumentException().isThrownBy(() -> wrt(new int[]{0, 1, 0}))
                .withMessageContaining("duplicates in [0, 1, 0]");
        assertThatIllegalArgumentException().isThrownBy(() -> grad(F, wrt(wrt(0), wrt(0))).apply(X, X))
                .withMessageContaining("duplicates in [0, 0]");
        assertThatIllegalArgumentException().isThrownBy(() -> wrt(-1)).withMessageContaining("from 0, got -1");
        assertThatIllegalArgumentException().isThrownBy(() -> wrt(0, -1)).withMessageContaining("got -1");
        assertThatIllegalArgumentException().isThrownBy(() -> wrt(new int[0]))
                .withMessageContaining("at least one, got none");
    }

    @Test
    void aPositionThatIsNoTensor() {
        record Pair(Tensor a, Tensor b) {}
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grad((Tensor x, Pair p) -> x.mul(p.a()).sum(), wrt(1)).apply(X, new Pair(X, X)))
                .withMessageContaining("input 1").withMessageContaining("Pair(Tensor, Tensor)")
                .withMessageContaining("first argument");
        assertThatIllegalArgumentException().isThrownBy(() -> grad((Integer n, Tensor x) -> x.mul(n)).apply(3, X))
                .withMessageContaining("input 0")
                .withMessageContaining("Integer 3").withMessageContaining("static");
    }

    @Test
    void idsThatWereNotAskedFor() {
        var w = new Parameter(X, "w");
        var g = grad(F, returnIds(wrt(0))).apply(X, X);
        assertThat(g.get(0).toDoubleArray()).containsExactly(1, 2);
        assertThatIllegalArgumentException().isThrownBy(() -> g.get(1))
                .withMessageContaining("can not find the gradient for position 1");
        assertThatIllegalArgumentException().isThrownBy(() -> g.get(w))
                .withMessageContaining("can not find the gradient for parameter w");
    }

    // ---- what is not there

    @Test
    @SuppressWarnings("NullAway") // on purpose
    void functionsAndChoicesThatAreNull() {
        var net = new Cell() {
            @Override
            protected Tensor construct(Tensor x) {
                return x;
            }
        };
        record Fault(String what, Runnable makes) {}
        var functions = List.of(new Fault("grad", () -> grad((TensorFn1<Tensor>) null)),
                new Fault("grad", () -> grad((Fn2<Tensor, Tensor, Tensor>) null)),
                new Fault("valueAndGrad", () -> valueAndGrad((TensorFn2<Tensor>) null)),
                new Fault("valueAndGradAux", () -> valueAndGradAux((TensorFn1<Tuple2<Tensor, Tensor>>) null)),
                new Fault("vjp", () -> vjp((TensorFn1<Tensor>) null, X)),
                new Fault("jvp", () -> jvp((TensorFn1<Tensor>) null, X, X)),
                new Fault("linearize", () -> linearize((TensorFn1<Tensor>) null, X)),
                new Fault("hvp", () -> hvp((TensorFn1<Tensor>) null, X, X)),
                new Fault("jacfwd", () -> jacfwd((TensorFn1<Tensor>) null)),
                new Fault("jacrev", () -> jacrev((TensorFn3<Tensor>) null)),
                new Fault("hessian", () -> hessian((TensorFn1<Tensor>) null)),
                new Fault("vmap", () -> vmap((TensorFn1<Tensor>) null)),
                new Fault("jit", () -> jit((TensorFn4<Tensor>) null)), new Fault("jit", () -> jit((Runnable) null)),
                new Fault("GradOperation", () -> new GradOperation().apply((TensorFn1<Tensor>) null)),
                new Fault("Custom.vjp: rule", () -> Custom.vjp(x -> x, (TensorFn3<Tensor>) null)),
                new Fault("Custom.jvp", () -> Custom.jvp((TensorFn1<Tensor>) null, (x, out, dx) -> dx)));
        assertThat(functions).allSatisfy(f -> assertThatNullPointerException().isThrownBy(f.makes()::run)
                .withMessage(f.what() + ": expected a function, got null"));
        var choices = List.of(new Fault("grad", () -> grad(net, null)),
                new Fault("grad", () -> grad(x -> x, (Parameter) null)),
                new Fault("valueAndGrad", () -> valueAndGrad(x -> x, (ParameterTuple) null)),
                new Fault("vjp", () -> vjp(x -> x, (Parameter) null, X)),
                new Fault("jacrev", () -> jacrev(x -> x, (Parameter) null)),
                new Fault("jacfwd", () -> jacfwd(x -> x, (Parameter) null)),
                new Fault("hessian", () -> hessian(x -> x, wrt(0), null)),
                new Fault("wrt", () -> wrt(0, (Parameter) null)), new Fault("returnIds", () -> returnIds(null)),
                new Fault("GradOperation", () -> new GradOperation().getByList().apply(net, (Parameter) null)));
        assertThat(choices).allSatisfy(f -> assertThatNullPointerException().isThrownBy(f.makes()::run)
                .withMessage(f.what()
                        + ": expected wrt(..), a Parameter or a ParameterTuple to differentiate by, got null"));
    }

    @Test
    @SuppressWarnings("NullAway") // on purpose
    void resultsThatAreNull() {
        TensorFn1<Tensor> nothing = x -> null;
        assertThatIllegalArgumentException().isThrownBy(() -> jit(nothing).apply(X)).withMessageContaining("jit")
                .withMessageContaining("returns null");
        assertThatIllegalArgumentException().isThrownBy(() -> vmap(nothing).apply(X)).withMessageContaining("vmap")
                .withMessageContaining("returns null");
        var net = new Cell() {
            @Override
            protected Tensor construct(Tensor x) {
                return null;
            }
        };
        assertThatIllegalStateException().isThrownBy(() -> net.apply(X)).withMessageContaining("construct")
                .withMessageContaining("returns null");
    }

    // ---- results

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // what generics forbid can still come from code without them
    void resultsThatAreNoTensor() {
        TensorFn1<Tensor> text = (TensorFn1) x -> "text";
        assertThatIllegalArgumentException().isThrownBy(() -> grad(text).apply(X))
                .withMessageContaining("returns one tensor")
                .withMessageContaining(
                        "String text")
                .withMessageContaining("Aux").withMessageContaining("GradOperation");
        assertThatIllegalArgumentException().isThrownBy(() -> vjp(x -> "text", X))
                .withMessageContaining("nothing to differentiate");
        assertThatIllegalArgumentException().isThrownBy(() -> jvp(x -> 3, X, X)).withMessageContaining("Integer 3");
        assertThatIllegalArgumentException().isThrownBy(() -> valueAndGradAux(x -> tuple("a", x)).apply(X))
                .withMessageContaining(
                        "a tensor as its first component")
                .withMessageContaining("Tuple2(String a, Tensor)");
    }

    // ---- cotangents and tangents

    @Test
    void cotangentsThatDoNotFit() {
        var back = vjp(x -> x.mul(x), X).pullback();
        assertThatIllegalArgumentException().isThrownBy(() -> back.apply(Tensor.of(1.0)))
                .withMessageContaining("the shape should be (2,)")
                .withMessageContaining("got (1,)");
        assertThatIllegalArgumentException().isThrownBy(() -> back.apply(Tensor.of(1f, 2f)))
                .withMessageContaining("the dtype should be FLOAT64");
        Fn1<Object, Tensor> pair = vjp((Tensor x) -> (Object) tuple(x, x.mul(x)), X).pullback();
        assertThatIllegalArgumentException().isThrownBy(() -> pair.apply(X))
                .withMessageContaining("expected 2 tensors, got 1");
        assertThatIllegalArgumentException().isThrownBy(() -> pair.apply(tuple(X, Tensor.of(1.0))))
                .withMessageContaining("cotangent 1");
    }

    @Test
    void tangentsThatDoNotFit() {
        assertThatIllegalArgumentException().isThrownBy(() -> jvp(x -> x.mul(x), X, Tensor.of(1.0, 1.0, 1.0)))
                .withMessageContaining("tangent of input 0")
                .withMessageContaining("expected shape (2,)").withMessageContaining("got (3,)");
        assertThatIllegalArgumentException().isThrownBy(() -> jvp(x -> x.mul(x), X, Tensor.of(1f, 1f)))
                .withMessageContaining("FLOAT32");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jvp((List<Tensor> l) -> l.get(0), List.of(X), List.of(X, X)))
                .withMessageContaining(
                        "the form of input 0")
                .withMessageContaining("[Tensor, Tensor]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> linearize((x, y) -> x.mul(y), X, X).pushforward().apply(tuple(X, Tensor.of(1.0))))
                .withMessageContaining("tangent of input 1");
        assertThatIllegalArgumentException().isThrownBy(() -> jvp((Integer n) -> X, 3, 3))
                .withMessageContaining("expected a tensor");
    }

    @Test
    void theFunctionThatWasCalledIsNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> hvp(x -> x.mul(x), X, Tensor.of(1.0)))
                .withMessageStartingWith("hvp: tangent")
                .withMessageContaining("(2,)").withMessageContaining("(1,)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hvp((List<Tensor> l) -> l.get(0), List.of(X), List.of(X, X)))
                .withMessageStartingWith("hvp: tangent");
    }

    @Test
    void forwardModeFollowsInputsOnly() {
        var w = new Parameter(X, "w");
        assertThatIllegalArgumentException().isThrownBy(() -> jacfwd(x -> x.mul(w), w).apply(X))
                .withMessageContaining("jacrev");
    }

    // ---- values that are not there

    @Test
    void aValueInsideJitOrVmap() {
        assertThatExceptionOfType(NoValueException.class)
                .isThrownBy(() -> jit(x -> x.item() > 0 ? x : x.neg()).apply(Tensor.of(1.0)))
                .withMessageContaining(
                        "inside jit")
                .withMessageContaining("Flow.cond");
        assertThatExceptionOfType(NoValueException.class)
                .isThrownBy(() -> vmap(x -> x.item() > 0 ? x : x.neg()).apply(X))
                .withMessageContaining(
                        "inside vmap")
                .withMessageContaining("where");
        assertThatExceptionOfType(NoValueException.class)
                .isThrownBy(() -> Flow.whileLoop(X, s -> s.sum().lt(10), s -> s.mul(s.sum().item())))
                .withMessageContaining("inside the body of a Flow function")
                .withMessageEndingWith(
                        "return it as part of the state or a result and look at it afterwards, or write the loop in "
                                + "Java");
        assertThatExceptionOfType(NoValueException.class)
                .isThrownBy(() -> jit(grad(x -> x.mul(x.item()))).apply(Tensor.of(1.0)))
                .withMessageContaining("inside jit").withMessageEndingWith("call the function without jit");
    }

    @Test
    void anExceptionLeavesNothingOpen() {
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> jit(grad(x -> vmap(y -> fails(y)).apply(x).mul(x))).apply(X))
                    .withMessage("user FLOAT64");
        }
        assertThat(org.leibniz.ir.Trace.current()).isNull();
        assertThat(grad(F).apply(X, X).toDoubleArray()).containsExactly(1, 2);
    }

    private static Tensor fails(Tensor x) {
        throw new ArithmeticException("user " + x.dtype());
    }

    @Test
    void aTensorThatLeaked() {
        var leak = new Tensor[1];
        jit(x -> {
            leak[0] = x.mul(2);
            return x;
        }).apply(X);
        assertThatExceptionOfType(LeakException.class).isThrownBy(() -> leak[0].add(1)).withMessageContaining("jit");
        vmap(x -> {
            leak[0] = x.mul(2);
            return x;
        }).apply(X);
        // There never was a value to read.
        assertThatExceptionOfType(LeakException.class).isThrownBy(() -> leak[0].item())
                .withMessageContaining("inside vmap")
                .withMessageContaining("return it as a result");
        grad(x -> {
            leak[0] = x.mul(2).sum();
            return leak[0];
        }).apply(X);
        assertThatExceptionOfType(LeakException.class).isThrownBy(() -> leak[0].item())
                .withMessageContaining("inside grad")
                .withMessageContaining("item()");
    }

    @Test
    void aHookThatLooksAtItsGradientWhereThereIsNone() {
        TensorFn1<Tensor> looking = x -> hookGradient(x, g -> g.item() > 0 ? g : g.neg()).mul(-3);
        assertThat(grad(looking).apply(Tensor.scalar(1.0)).item()).isEqualTo(3);
        for (TensorFn1<Tensor> f : List.of(vmap(grad(looking)), jit(grad(x -> looking.apply(x.sum()))))) {
            assertThatExceptionOfType(NoValueException.class).isThrownBy(() -> f.apply(X))
                    .withMessageStartingWith("a hook")
                    .withMessageContaining("Flow.cond");
        }
        // What the message says works.
        TensorFn1<Tensor> deciding = x -> hookGradient(x, g -> Flow.cond(g.gt(0), () -> g, () -> g.neg())).mul(-3);
        assertThat(vmap(grad(deciding)).apply(X).toDoubleArray()).containsExactly(3, 3);
        assertThat(jit(grad(deciding)).apply(Tensor.scalar(1.0)).item()).isEqualTo(3);
    }

    @Test
    void aParameterReturnedAsItIs() {
        var w = new Parameter(X, "w");
        assertThatIllegalArgumentException().isThrownBy(() -> vmap(x -> w).apply(X)).withMessageContaining("vmap")
                .withMessageContaining("parameter w").withMessageContaining("value()");
        assertThatIllegalArgumentException().isThrownBy(() -> jit(x -> w).apply(X)).withMessageContaining("jit")
                .withMessageContaining(
                        "value()");
        assertThat(vmap(x -> w.value()).apply(X).shape()).isEqualTo(Shape.of(2, 2));
        var cell = new Cell() {
            @Override
            public Tensor construct(Tensor x) {
                return w; // a cell says that its result is a tensor
            }
        };
        assertThat(jit(cell).apply(X).toDoubleArray()).containsExactly(1, 2);
    }

    @Test
    void classesThatAreNotThere() {
        Tensor logits = Tensor.of(new double[][]{{1, 2, 0}});
        for (int label : new int[]{-4, -1, 3}) {
            Tensor labels = Tensor.of(label);
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> crossEntropy(logits, labels))
                    .withMessageContaining(
                            "0 to 2, got " + label);
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> jit((x, y) -> crossEntropy(x, y)).apply(logits, labels));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(
                    () -> jit(grad((x, y) -> crossEntropy(x, y))).apply(logits, labels));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(
                    () -> vmap((x, y) -> crossEntropy(x, y)).apply(logits, labels));
        }
    }

    // ---- checks of derivatives

    @Test
    void aWrongDerivativeIsReportedEntryByEntry() {
        var wrong = Custom.vjp(x -> x.mul(x), (x, out, dout) -> dout.mul(x)); // should be 2x
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> Checks.gradients(wrong, Tensor.of(1.0, 3.0)))
                .withMessageContaining(
                        "2 of 2 entries")
                .withMessageContaining("input at [1] = 3.0").withMessageContaining("central difference");
        var other = Custom.jvp(x -> sin(x), (x, out, dx) -> dx.mul(2));
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> Checks.gradients(other, Tensor.of(1.0)));
    }

    @Test
    void rightDerivativesPass() {
        Checks.gradients(x -> tuple(sin(x), x.sum(), x.gt(0)), Tensor.of(new double[][]{{0.5, -1}, {2, 3}}));
        Checks.gradients((x, y) -> x.matmul(y), ones(2, 3), ones(3, 2));
        Checks.gradients((x, n) -> x.mul(n), Tensor.of(1.5, 2.5), Tensor.of(2, 3)); // integers are kept
        Checks.gradients((x, y, z) -> x.mul(y).add(z), X, X, X);
        Checks.gradients((x, y, z, w) -> x.mul(y).add(z.mul(w)), X, X, X, X);
        Checks.gradients((List<Tensor> l) -> l.get(0).mul(l.get(1)), List.of(X, X));
        Checks.gradients(x -> square(x).sum(), normal(Key.of(1), 40, 40)); // only some of the entries
    }

    // ---- what a forgotten apply shows

    @Test
    void unappliedFunctionsSaySo() {
        assertThat(List.of(grad(F), valueAndGrad(F), jit(F), vmap(F), hessian(F), jacrev(F), grad(F, wrt(0, 1)),
                vjp(F, X, X).pullback()))
                .allSatisfy(
                        f -> assertThat(f.toString()).contains("function, not yet applied; call apply"));
        assertThat(jit(() -> {
        }).toString()).contains("call run()");
    }
}
