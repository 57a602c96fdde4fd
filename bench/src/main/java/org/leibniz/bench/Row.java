package org.leibniz.bench;

import static org.leibniz.Leibniz.jit;
import static org.leibniz.Leibniz.tuple;
import static org.leibniz.Leibniz.valueAndGrad;

import java.util.function.Supplier;
import org.leibniz.Fn1;
import org.leibniz.Fn2;
import org.leibniz.Fn3;
import org.leibniz.Fn4;
import org.leibniz.Leibniz;
import org.leibniz.Tensor;
import org.leibniz.Tree;
import org.leibniz.Tuple2;

/// A row of the speed table. Each call of a supplier is what a user does in a loop: tensors in, tensors out;
/// `Tree.leaves` of what it gives are the outputs in the order of the peers.
///
/// @param jitted the compiled function, called
/// @param plain the same function as it stands, traced anew at every call
/// @param steps whether a call is a step of training, which goes on from the state of the one before
record Row(Supplier<?> jitted, Supplier<?> plain, boolean steps) {
    static final double RATE = 0.02; // of gradient descent

    static <A, R> Row of(Fn1<A, R> f, A a) {
        var compiled = jit(f);
        return new Row(() -> compiled.apply(a), () -> f.apply(a), false);
    }

    static <A, B, R> Row of(Fn2<A, B, R> f, A a, B b) {
        var compiled = jit(f);
        return new Row(() -> compiled.apply(a, b), () -> f.apply(a, b), false);
    }

    static <A, B, C, R> Row of(Fn3<A, B, C, R> f, A a, B b, C c) {
        var compiled = jit(f);
        return new Row(() -> compiled.apply(a, b, c), () -> f.apply(a, b, c), false);
    }

    static <A, B, C, D, R> Row of(Fn4<A, B, C, D, R> f, A a, B b, C c, D d) {
        var compiled = jit(f);
        return new Row(() -> compiled.apply(a, b, c, d), () -> f.apply(a, b, c, d), false);
    }

    /// Calls to which the result of the one before is given up, to be written over.
    static <A, R> Row intoLast(Fn1<A, R> f, A a) {
        Fn2<A, R, R> into = (x, last) -> f.apply(x);
        var compiled = jit(into, Leibniz.donate(1));
        return new Row(new IntoLast<>(compiled, a, f.apply(a)), () -> f.apply(a), false);
    }

    /// Calls of a function, each with the result of the one before.
    private static final class IntoLast<A, R> implements Supplier<R> {
        private final Fn2<A, R, R> f;
        private final A a;
        private R last;

        IntoLast(Fn2<A, R, R> f, A a, R first) {
            this.f = f;
            this.a = a;
            this.last = first;
        }

        @Override
        public R get() {
            last = f.apply(a, last);
            return last;
        }
    }

    /// Steps of gradient descent: a call gives the loss, and the parameters after the step.
    static <P, D> Row descent(Fn2<P, D, Tensor> loss, Supplier<P> parameters, D data) {
        return descent(loss, RATE, parameters, data);
    }

    /// The same at a rate of its own.
    static <P, D> Row descent(Fn2<P, D, Tensor> loss, double rate, Supplier<P> parameters, D data) {
        var gradient = valueAndGrad(loss);
        return steps((p, d) -> {
            var r = gradient.apply(p, d);
            return tuple(r.value(), Tree.map((w, g) -> w.sub(g.mul(rate)), p, r.grad()));
        }, parameters, data);
    }

    /// Steps of training: a call gives the loss before the step, and the state after it. The compiled one is given the
    /// state before it up, so each begins with a state of its own.
    static <S, D> Row steps(Fn2<S, D, Tuple2<Tensor, S>> step, Supplier<S> start, D data) {
        return new Row(new Steps<>(jit(step, Leibniz.donate(0)), start.get(), data),
                new Steps<>(step, start.get(), data), true);
    }

    /// Calls of a step, each with the state that the one before gave.
    private static final class Steps<S, D> implements Supplier<Tuple2<Tensor, S>> {
        private final Fn2<S, D, Tuple2<Tensor, S>> step;
        private final D data;
        private S state;

        Steps(Fn2<S, D, Tuple2<Tensor, S>> step, S start, D data) {
            this.step = step;
            this.data = data;
            this.state = start;
        }

        @Override
        public Tuple2<Tensor, S> get() {
            var r = step.apply(state, data);
            state = r.second();
            return r;
        }
    }
}
