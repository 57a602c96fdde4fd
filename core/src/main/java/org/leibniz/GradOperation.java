package org.leibniz;

import org.leibniz.operator.WrtChoice;

/// MindSpore's way to a gradient, flag by flag: each flag is a method that changes the type of the result.
///
/// | flags | gradient |
/// |---|---|
/// | `new GradOperation()` | of the first input: a tensor |
/// | `.getAll()` | of all inputs: a [TensorTuple] |
/// | `.getByList()` | of weights: a tensor for one [Parameter], a [TensorTuple] for a [ParameterTuple] |
/// | `.getAll().getByList()` | both: a pair |
///
/// `.sensParam()` with any of them: a weight for each element of the output is given as the last argument of the
/// gradient function; without it every weight is one. A function with several outputs is differentiated by their sum,
/// as in MindSpore; what is no tensor among them is ignored. A weight that is frozen has gradient zero.
///
/// ```java
/// Tensor dx = new GradOperation().apply(net).apply(x);
/// TensorTuple dw = new GradOperation().getByList().apply(net, net.trainableParams()).apply(x);
/// ```
///
/// Source: MindSpore's `ops.GradOperation(get_all, get_by_list, sens_param)`.
public final class GradOperation {
    private final boolean sens;

    /// The gradient of the first input.
    public GradOperation() {
        this(false);
    }

    private GradOperation(boolean sens) {
        this.sens = sens;
    }

    /// Of all inputs, not of the first alone.
    ///
    /// @return the operation with this flag
    public All getAll() {
        return new All(sens);
    }

    /// Of weights, not of inputs.
    ///
    /// @return the operation with this flag
    public ByList getByList() {
        return new ByList(sens);
    }

    /// With a sensitivity, the last argument of the gradient function.
    ///
    /// @return the operation with this flag
    public GradOperation sensParam() {
        return new GradOperation(true);
    }

    /// Makes the gradient of a cell.
    ///
    /// @param net the cell
    /// @return what gives the gradient
    public GradientOf<Tensor> apply(CellOf<?> net) {
        return gradientOf(Subject.of(net));
    }

    /// Makes the gradient of a function of one tensor.
    ///
    /// @param f the function
    /// @return what gives the gradient
    public GradientOf<Tensor> apply(TensorFn1<?> f) {
        return gradientOf(Subject.of(f));
    }

    /// Makes the gradient of a function of two tensors.
    ///
    /// @param f the function
    /// @return what gives the gradient
    public GradientOf<Tensor> apply(TensorFn2<?> f) {
        return gradientOf(Subject.of(f));
    }

    /// Makes the gradient of a function of three tensors.
    ///
    /// @param f the function
    /// @return what gives the gradient
    public GradientOf<Tensor> apply(TensorFn3<?> f) {
        return gradientOf(Subject.of(f));
    }

    /// Makes the gradient of a function of four tensors.
    ///
    /// @param f the function
    /// @return what gives the gradient
    public GradientOf<Tensor> apply(TensorFn4<?> f) {
        return gradientOf(Subject.of(f));
    }

    private GradientOf<Tensor> gradientOf(Subject subject) {
        return new GradientOf<>(subject, WrtChoice.tensors(t -> t[0], 0), sens);
    }

    /// What this is, for someone who prints it.
    @Override
    public String toString() {
        return text("", sens);
    }

    private static String text(String flags, boolean sens) {
        return "GradOperation()" + flags + (sens ? ".sensParam()" : "")
                + ": not yet applied to a function; call apply(f) on it";
    }

    /// The gradient of all inputs.
    public static final class All {
        private final boolean sens;

        private All(boolean sens) {
            this.sens = sens;
        }

        /// Of weights too.
        ///
        /// @return the operation with this flag
        public AllByList getByList() {
            return new AllByList(sens);
        }

        /// With a sensitivity, the last argument of the gradient function.
        ///
        /// @return the operation with this flag
        public All sensParam() {
            return new All(true);
        }

        /// Makes the gradient of a cell.
        ///
        /// @param net the cell
        /// @return what gives the gradient
        public GradientOf<TensorTuple> apply(CellOf<?> net) {
            return gradientOf(Subject.of(net));
        }

        /// Makes the gradient of a function of one tensor.
        ///
        /// @param f the function
        /// @return what gives the gradient
        public GradientOf<TensorTuple> apply(TensorFn1<?> f) {
            return gradientOf(Subject.of(f));
        }

        /// Makes the gradient of a function of two tensors.
        ///
        /// @param f the function
        /// @return what gives the gradient
        public GradientOf<TensorTuple> apply(TensorFn2<?> f) {
            return gradientOf(Subject.of(f));
        }

        /// Makes the gradient of a function of three tensors.
        ///
        /// @param f the function
        /// @return what gives the gradient
        public GradientOf<TensorTuple> apply(TensorFn3<?> f) {
            return gradientOf(Subject.of(f));
        }

        /// Makes the gradient of a function of four tensors.
        ///
        /// @param f the function
        /// @return what gives the gradient
        public GradientOf<TensorTuple> apply(TensorFn4<?> f) {
            return gradientOf(Subject.of(f));
        }

        private GradientOf<TensorTuple> gradientOf(Subject subject) {
            return new GradientOf<>(subject, new WrtChoice.All(), sens);
        }

        /// What this is, for someone who prints it.
        @Override
        public String toString() {
            return text(".getAll()", sens);
        }
    }

    /// The gradient of weights.
    public static final class ByList {
        private final boolean sens;

        private ByList(boolean sens) {
            this.sens = sens;
        }

        /// Of all inputs too.
        ///
        /// @return the operation with this flag
        public AllByList getAll() {
            return new AllByList(sens);
        }

        /// With a sensitivity, the last argument of the gradient function.
        ///
        /// @return the operation with this flag
        public ByList sensParam() {
            return new ByList(true);
        }

        /// Makes the gradient of a cell by the trainable parameters that it uses, in the order of their first use.
        ///
        /// @param net the cell
        /// @return what gives the gradient
        public GradientOf<TensorTuple> apply(CellOf<?> net) {
            return gradientOf(Subject.of(net), new WrtChoice.Reached(net));
        }

        /// Makes the gradient of a cell.
        ///
        /// @param <G> the type of the weights' gradient
        /// @param net the cell
        /// @param weights a [Parameter], whose gradient is a tensor, or a [ParameterTuple], whose gradient is a tuple
        /// @return what gives the gradient
        public <G> GradientOf<G> apply(CellOf<?> net, Wrt<G> weights) {
            return gradientOf(Subject.of(net), weights);
        }

        /// Makes the gradient of a function of one tensor.
        ///
        /// @param <G> the type of the weights' gradient
        /// @param f the function
        /// @param weights a [Parameter], whose gradient is a tensor, or a [ParameterTuple], whose gradient is a tuple
        /// @return what gives the gradient
        public <G> GradientOf<G> apply(TensorFn1<?> f, Wrt<G> weights) {
            return gradientOf(Subject.of(f), weights);
        }

        /// Makes the gradient of a function of two tensors.
        ///
        /// @param <G> the type of the weights' gradient
        /// @param f the function
        /// @param weights a [Parameter], whose gradient is a tensor, or a [ParameterTuple], whose gradient is a tuple
        /// @return what gives the gradient
        public <G> GradientOf<G> apply(TensorFn2<?> f, Wrt<G> weights) {
            return gradientOf(Subject.of(f), weights);
        }

        /// Makes the gradient of a function of three tensors.
        ///
        /// @param <G> the type of the weights' gradient
        /// @param f the function
        /// @param weights a [Parameter], whose gradient is a tensor, or a [ParameterTuple], whose gradient is a tuple
        /// @return what gives the gradient
        public <G> GradientOf<G> apply(TensorFn3<?> f, Wrt<G> weights) {
            return gradientOf(Subject.of(f), weights);
        }

        /// Makes the gradient of a function of four tensors.
        ///
        /// @param <G> the type of the weights' gradient
        /// @param f the function
        /// @param weights a [Parameter], whose gradient is a tensor, or a [ParameterTuple], whose gradient is a tuple
        /// @return what gives the gradient
        public <G> GradientOf<G> apply(TensorFn4<?> f, Wrt<G> weights) {
            return gradientOf(Subject.of(f), weights);
        }

        private <G> GradientOf<G> gradientOf(Subject subject, Wrt<G> weights) {
            return new GradientOf<>(subject, weights, sens);
        }

        /// What this is, for someone who prints it.
        @Override
        public String toString() {
            return text(".getByList()", sens);
        }
    }

    /// The gradient of all inputs and of weights.
    public static final class AllByList {
        private final boolean sens;

        private AllByList(boolean sens) {
            this.sens = sens;
        }

        /// With a sensitivity, the last argument of the gradient function.
        ///
        /// @return the operation with this flag
        public AllByList sensParam() {
            return new AllByList(true);
        }

        /// Makes the gradient of a cell by its inputs and the trainable parameters that it uses, in the order of their
        /// first use.
        ///
        /// @param net the cell
        /// @return what gives the gradients
        public GradientOf<Tuple2<TensorTuple, TensorTuple>> apply(CellOf<?> net) {
            return gradientOf(Subject.of(net), new WrtChoice.Reached(net));
        }

        /// Makes the gradient of a cell.
        ///
        /// @param <G> the type of the weights' gradient
        /// @param net the cell
        /// @param weights a [Parameter], whose gradient is a tensor, or a [ParameterTuple], whose gradient is a tuple
        /// @return what gives the gradients
        public <G> GradientOf<Tuple2<TensorTuple, G>> apply(CellOf<?> net, Wrt<G> weights) {
            return gradientOf(Subject.of(net), weights);
        }

        /// Makes the gradient of a function of one tensor.
        ///
        /// @param <G> the type of the weights' gradient
        /// @param f the function
        /// @param weights a [Parameter], whose gradient is a tensor, or a [ParameterTuple], whose gradient is a tuple
        /// @return what gives the gradient
        public <G> GradientOf<Tuple2<TensorTuple, G>> apply(TensorFn1<?> f, Wrt<G> weights) {
            return gradientOf(Subject.of(f), weights);
        }

        /// Makes the gradient of a function of two tensors.
        ///
        /// @param <G> the type of the weights' gradient
        /// @param f the function
        /// @param weights a [Parameter], whose gradient is a tensor, or a [ParameterTuple], whose gradient is a tuple
        /// @return what gives the gradient
        public <G> GradientOf<Tuple2<TensorTuple, G>> apply(TensorFn2<?> f, Wrt<G> weights) {
            return gradientOf(Subject.of(f), weights);
        }

        /// Makes the gradient of a function of three tensors.
        ///
        /// @param <G> the type of the weights' gradient
        /// @param f the function
        /// @param weights a [Parameter], whose gradient is a tensor, or a [ParameterTuple], whose gradient is a tuple
        /// @return what gives the gradient
        public <G> GradientOf<Tuple2<TensorTuple, G>> apply(TensorFn3<?> f, Wrt<G> weights) {
            return gradientOf(Subject.of(f), weights);
        }

        /// Makes the gradient of a function of four tensors.
        ///
        /// @param <G> the type of the weights' gradient
        /// @param f the function
        /// @param weights a [Parameter], whose gradient is a tensor, or a [ParameterTuple], whose gradient is a tuple
        /// @return what gives the gradient
        public <G> GradientOf<Tuple2<TensorTuple, G>> apply(TensorFn4<?> f, Wrt<G> weights) {
            return gradientOf(Subject.of(f), weights);
        }

        private <G> GradientOf<Tuple2<TensorTuple, G>> gradientOf(Subject subject, Wrt<G> weights) {
            WrtChoice.requireSome("GradOperation", weights);
            return new GradientOf<>(subject, new WrtChoice.Both<>(new WrtChoice.All(), weights), sens);
        }

        /// What this is, for someone who prints it.
        @Override
        public String toString() {
            return text(".getAll().getByList()", sens);
        }
    }
}
