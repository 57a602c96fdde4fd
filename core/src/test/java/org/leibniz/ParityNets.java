package org.leibniz;

/// Cells for the parity cases, of a function and the parameters that it uses: one class for each number of inputs,
/// since a cell takes as many as its class has a `construct` for.
final class ParityNets {
    private ParityNets() {}

    static <R> CellOf<R> net(Fn0<R> f, Parameter... parameters) {
        return registered(new Of0<>(f), parameters);
    }

    static <R> CellOf<R> net(TensorFn1<R> f, Parameter... parameters) {
        return registered(new Of1<>(f), parameters);
    }

    static <R> CellOf<R> net(TensorFn2<R> f, Parameter... parameters) {
        return registered(new Of2<>(f), parameters);
    }

    static <R> CellOf<R> net(TensorFn3<R> f, Parameter... parameters) {
        return registered(new Of3<>(f), parameters);
    }

    static <R> CellOf<R> net(TensorFn4<R> f, Parameter... parameters) {
        return registered(new Of4<>(f), parameters);
    }

    private static <C extends CellOf<?>> C registered(C cell, Parameter... parameters) {
        for (var p : parameters) {
            cell.register(p.name(), p);
        }
        return cell;
    }

    private static final class Of0<R> extends CellOf<R> {
        private final Fn0<R> f;

        Of0(Fn0<R> f) {
            this.f = f;
        }

        @Override
        protected R construct() {
            return f.apply();
        }
    }

    private static final class Of1<R> extends CellOf<R> {
        private final TensorFn1<R> f;

        Of1(TensorFn1<R> f) {
            this.f = f;
        }

        @Override
        protected R construct(Tensor x) {
            return f.apply(x);
        }
    }

    private static final class Of2<R> extends CellOf<R> {
        private final TensorFn2<R> f;

        Of2(TensorFn2<R> f) {
            this.f = f;
        }

        @Override
        protected R construct(Tensor x, Tensor y) {
            return f.apply(x, y);
        }
    }

    private static final class Of3<R> extends CellOf<R> {
        private final TensorFn3<R> f;

        Of3(TensorFn3<R> f) {
            this.f = f;
        }

        @Override
        protected R construct(Tensor x, Tensor y, Tensor z) {
            return f.apply(x, y, z);
        }
    }

    private static final class Of4<R> extends CellOf<R> {
        private final TensorFn4<R> f;

        Of4(TensorFn4<R> f) {
            this.f = f;
        }

        @Override
        protected R construct(Tensor x, Tensor y, Tensor z, Tensor w) {
            return f.apply(x, y, z, w);
        }
    }
}
