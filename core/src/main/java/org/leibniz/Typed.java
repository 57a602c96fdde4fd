package org.leibniz;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.leibniz.caller.Given;
import org.leibniz.tree.Transformed;
import org.leibniz.tree.Untyped;

/// What transformations give back: typed faces of an [Untyped] function. Each prints what it is, since a forgotten
/// `apply` is the commonest slip. Repetition by arity only.
final class Typed {
    private Typed() {}

    private static Tensor input(String name, int i, @Nullable Tensor x) {
        if (x == null) {
            throw Given.noTensor(name, "input " + i);
        }
        return x;
    }

    record T1<R>(String name, Untyped f) implements TensorFn1<R>, Transformed {
        @Override
        public R apply(Tensor a) {
            return Untyped.cast(f.apply(input(name, 0, a)));
        }

        @Override
        public String toString() {
            return Transformed.text(name);
        }
    }

    record T2<R>(String name, Untyped f) implements TensorFn2<R>, Transformed {
        @Override
        public R apply(Tensor a, Tensor b) {
            return Untyped.cast(f.apply(input(name, 0, a), input(name, 1, b)));
        }

        @Override
        public String toString() {
            return Transformed.text(name, f.by());
        }
    }

    record T3<R>(String name, Untyped f) implements TensorFn3<R>, Transformed {
        @Override
        public R apply(Tensor a, Tensor b, Tensor c) {
            return Untyped.cast(f.apply(input(name, 0, a), input(name, 1, b), input(name, 2, c)));
        }

        @Override
        public String toString() {
            return Transformed.text(name, f.by());
        }
    }

    record T4<R>(String name, Untyped f) implements TensorFn4<R>, Transformed {
        @Override
        public R apply(Tensor a, Tensor b, Tensor c, Tensor d) {
            return Untyped.cast(f.apply(input(name, 0, a), input(name, 1, b), input(name, 2, c), input(name, 3, d)));
        }

        @Override
        public String toString() {
            return Transformed.text(name, f.by());
        }
    }

    record F0<R>(String name, Untyped f) implements Fn0<R>, Transformed {
        @Override
        public R apply() {
            return Untyped.cast(f.apply());
        }

        @Override
        public String toString() {
            return Transformed.text(name);
        }
    }

    record F1<A, R>(String name, Untyped f) implements Fn1<A, R>, Transformed {
        @Override
        public R apply(A a) {
            return Untyped.cast(f.apply(a));
        }

        @Override
        public String toString() {
            return Transformed.text(name);
        }
    }

    record F2<A, B, R>(String name, Untyped f) implements Fn2<A, B, R>, Transformed {
        @Override
        public R apply(A a, B b) {
            return Untyped.cast(f.apply(a, b));
        }

        @Override
        public String toString() {
            return Transformed.text(name, f.by());
        }
    }

    record F3<A, B, C, R>(String name, Untyped f) implements Fn3<A, B, C, R>, Transformed {
        @Override
        public R apply(A a, B b, C c) {
            return Untyped.cast(f.apply(a, b, c));
        }

        @Override
        public String toString() {
            return Transformed.text(name, f.by());
        }
    }

    record F4<A, B, C, D, R>(String name, Untyped f) implements Fn4<A, B, C, D, R>, Transformed {
        @Override
        public R apply(A a, B b, C c, D d) {
            return Untyped.cast(f.apply(a, b, c, d));
        }

        @Override
        public String toString() {
            return Transformed.text(name, f.by());
        }
    }

    record Action(String name, Untyped f) implements Runnable, Transformed {
        @Override
        public void run() {
            f.apply();
        }

        @Override
        public String toString() {
            return name + "(..): an action, not yet run; call run() on it";
        }
    }

    /// A cell made of a cell. Its parameters are those of the cell that it was made of.
    static final class OfCell<R> extends CellOf<R> {
        private final CellOf<?> origin;
        private final String name;
        private final Untyped f;

        OfCell(String name, Untyped f, CellOf<?> origin) {
            this.origin = origin;
            this.name = name;
            this.f = f;
        }

        @Override
        boolean isTransformed() {
            return true;
        }

        @Override
        R run(Tensor... inputs) {
            return Untyped.cast(f.apply((Object[]) inputs));
        }

        @Override
        Set<Integer> inputs() {
            return origin.inputs();
        }

        @Override
        CellOf<?> origin() {
            return origin;
        }

        @Override
        public String toString() {
            return Transformed.text(name);
        }
    }
}
