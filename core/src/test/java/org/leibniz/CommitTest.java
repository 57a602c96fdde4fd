package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.leibniz.Leibniz.*;

import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Assignments take effect when the outermost transformation returns; if anything throws until then, none does.
final class CommitTest {
    private static final Tensor X = Tensor.scalar(2.0);
    private final Parameter w = new Parameter(Tensor.scalar(3.0), "w");
    private final Parameter seen = new Parameter(Tensor.scalar(0.0), "seen");
    private final Parameter also = new Parameter(Tensor.scalar(0.0), "also");

    /// A record that cannot be made of what the function returns.
    private record Low(Tensor a) {
        Low {
            if (!a.shape().equals(Shape.of(7)) && Thrower.armed) {
                throw new IllegalStateException("refused by the record");
            }
        }
    }

    private static final class Thrower {
        private static boolean armed;
    }

    private Tensor assigning(Tensor x) {
        seen.assign(Tensor.scalar(1.0).mul(x).sum().div(x.sum()));
        also.assignAdd(Tensor.scalar(5.0));
        return x.mul(w).mul(x).sum();
    }

    private void nothingIsAssigned(String what, ThrowingCallable call) {
        assertThatThrownBy(call).as(what).isInstanceOf(RuntimeException.class);
        assertThat(seen.item()).as(what).isZero();
        assertThat(also.item()).as(what).isZero();
    }

    @Test
    void aHookOfAParameterThatThrows() {
        var handle = w.registerHook(g -> {
            throw new ArithmeticException("hook");
        });
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("grad", () -> grad(this::assigning, w).apply(X));
        calls.put("valueAndGrad", () -> valueAndGrad(this::assigning, w).apply(X));
        calls.put("GradOperation", () -> new GradOperation().getByList().apply(this::assigning, w).apply(X));
        calls.put("returnIds", () -> grad(this::assigning, returnIds(w)).apply(X));
        calls.put("jit", () -> jit((Tensor x) -> grad(this::assigning, w).apply(x)).apply(X));
        calls.put("grad of grad", () -> grad((Tensor x) -> grad(this::assigning, w).apply(x)).apply(X));
        calls.put("jvp of grad", () -> jvp((Tensor x) -> grad(this::assigning, w).apply(x), X, X));
        calls.put("jacrev", () -> jacrev(this::assigning, w).apply(X));
        calls.put("in a gradient that goes on", () -> grad((Tensor x) -> {
            try {
                return grad(this::assigning, w).apply(x);
            } catch (ArithmeticException e) {
                assertThat(seen.value().item()).as("what a function that threw assigned is not seen around it")
                        .isZero();
                throw e;
            }
        }).apply(X));
        calls.forEach(this::nothingIsAssigned);
        grad((Tensor x) -> {
            try {
                return grad(this::assigning, w).apply(x);
            } catch (ArithmeticException e) {
                return x.mul(x);
            }
        }).apply(X);
        assertThat(seen.item()).isZero();
        handle.remove();
        assertThat(grad(this::assigning, w).apply(X).item()).isEqualTo(4);
        assertThat(seen.item()).isEqualTo(1);
        assertThat(also.item()).isEqualTo(5);
    }

    @Test
    void whatAHookAssigns() {
        var counts = w.registerHook(g -> {
            also.assignAdd(Tensor.scalar(1.0));
            return g;
        });
        TensorFn1<Tensor> onTheWay = x -> hookGradient(assigning(x), g -> {
            also.assignAdd(Tensor.scalar(10.0));
            return g;
        });
        var throwing = w.registerHook(g -> {
            throw new ArithmeticException("hook");
        });
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("grad", () -> grad(this::assigning, w).apply(X));
        calls.put("jit", () -> jit(grad(this::assigning, w)).apply(X));
        calls.put("jacrev", () -> jacrev(this::assigning, w).apply(X));
        calls.put("nothing else assigned", () -> grad((Tensor x) -> x.mul(w).sum(), w).apply(X));
        calls.put("pullback", () -> vjp((Tensor x) -> x.mul(w).sum(), w, X).pullback().apply(Tensor.scalar(1.0)));
        calls.put("a hook on the way before", () -> grad(onTheWay, w).apply(X));
        calls.put("a gradient around", () -> grad((Tensor x) -> grad(onTheWay, w).apply(x)).apply(X));
        calls.forEach(this::nothingIsAssigned);
        throwing.remove();
        grad(this::assigning, w).apply(X);
        assertThat(also.item()).as("the function, then the hook").isEqualTo(6);
        jit(grad(this::assigning, w)).apply(X);
        assertThat(also.item()).as("jit").isEqualTo(12);
        grad(onTheWay, w).apply(X);
        assertThat(also.item()).as("a hook on the way").isEqualTo(28);
        jacrev(this::assigning, w).apply(X);
        assertThat(also.item()).as("jacrev").isEqualTo(34);
        vjp((Tensor x) -> x.mul(w).sum(), w, X).pullback().apply(Tensor.scalar(1.0));
        assertThat(also.item()).as("a pullback").isEqualTo(35);
        grad((Tensor x) -> grad(this::assigning, w).apply(x).mul(x).sum()).apply(X);
        assertThat(also.item()).as("a gradient around").isEqualTo(41);
        counts.remove();
    }

    @Test
    void aHookOnTheWayThatThrows() {
        TensorFn1<Tensor> f = x -> hookGradient(assigning(x), g -> {
            throw new ArithmeticException("hook");
        });
        nothingIsAssigned("grad", () -> grad(f).apply(X));
        nothingIsAssigned("jit", () -> jit(grad(f)).apply(X));
        nothingIsAssigned("jacrev", () -> jacrev(f).apply(X));
    }

    @Test
    void aRecordThatRefusesWhatItIsMadeOf() {
        Fn1<Tensor, Low> f = x -> {
            Thrower.armed = false;
            var low = new Low(assigning(x));
            Thrower.armed = true;
            return low;
        };
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("jit", () -> jit(f).apply(X));
        calls.put("jit in jit", () -> jit((Tensor x) -> jit(f).apply(x)).apply(X));
        calls.put("vjp", () -> vjp(f, X));
        calls.put("jvp", () -> jvp(f, X, X));
        calls.put("linearize", () -> linearize(f, X));
        calls.put("valueAndGradAux", () -> valueAndGradAux((Tensor x) -> {
            var low = f.apply(x);
            return tuple(low.a(), low);
        }).apply(X));
        calls.put("vjpAux", () -> vjpAux((Tensor x) -> {
            var low = f.apply(x);
            return tuple(low.a(), low);
        }, X));
        calls.put("jacfwdAux", () -> jacfwdAux((Tensor x) -> {
            var low = f.apply(x);
            return tuple(low.a(), low);
        }).apply(X));
        calls.put("the gradient", () -> {
            Thrower.armed = false;
            var at = new Low(X);
            grad((Low l) -> {
                Tensor y = assigning(l.a());
                Thrower.armed = true;
                return y;
            }).apply(at);
        });
        calls.forEach(this::nothingIsAssigned);
        Thrower.armed = false;
        jit((Tensor x) -> new Low(assigning(x))).apply(X);
        assertThat(also.item()).isEqualTo(5);
    }

    @Test
    void aCompiledFunctionThatIsCalledAgain() {
        var compiled = jit((Tensor x) -> new Low(assigning(x)));
        compiled.apply(X);
        assertThat(also.item()).isEqualTo(5);
        Thrower.armed = true;
        assertThatThrownBy(() -> compiled.apply(X)).hasMessageContaining("refused by the record");
        assertThat(also.item()).isEqualTo(5);
        Thrower.armed = false;
        compiled.apply(X);
        assertThat(also.item()).isEqualTo(10);
    }

    @Test
    void whatIsFoundTooLateToGoOn() {
        nothingIsAssigned("sensitivities",
                () -> new GradOperation().sensParam().apply(this::assigning).apply(X, Tensor.of(1.0, 2.0)));
        var rule = Custom.vjp(x -> x, (x, out, d) -> d.mul(d));
        nothingIsAssigned("a rule that is not linear", () -> jacfwd((Tensor x) -> rule.apply(assigning(x))).apply(X));
        nothingIsAssigned("jvp", () -> jvp((Tensor x) -> rule.apply(assigning(x)), X, X));
        nothingIsAssigned("the results of vmap in grad", () -> grad((Tensor x) -> {
            Tensor y = assigning(x);
            return vmap((Tensor z) -> z.reshape(5)).apply(x.expandDims(0)).sum().add(y);
        }).apply(X));
        nothingIsAssigned("a pullback that is returned", () -> jit((Tensor x) -> vjp(this::assigning, x)).apply(X));
        nothingIsAssigned("a function that is not differentiated by anything", () -> grad((Tensor x) -> {
            assigning(x);
            throw new ArithmeticException("after it");
        }, new ParameterTuple()).apply(X));
    }

    @Test
    void withNothingToDifferentiateByAssignmentsTakeEffectAtTheEnd() {
        var r = valueAndGrad((Tensor x) -> {
            Tensor y = assigning(x);
            assertThat(seen.value().item()).isEqualTo(1);
            return y;
        }, new ParameterTuple()).apply(X);
        assertThat(r.value().item()).isEqualTo(12);
        assertThat(r.grad()).isEmpty();
        assertThat(seen.item()).isEqualTo(1);
    }
}
