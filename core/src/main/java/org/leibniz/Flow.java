package org.leibniz;

import org.leibniz.operator.ControlFlow;
import org.leibniz.tree.Untyped;

/// Decisions and loops on data that work everywhere: under `jit` and `vmap`, where a tensor has no value to give Java's
/// `if` and `while`, and under every derivative, to any order. States are trees: a tensor, or a record, list, map or
/// array of tensors.
///
/// Plain Java control flow is as good where values are there: everywhere but under `jit`, `vmap` and in the bodies
/// below.
///
/// Bodies and branches take what they need from around them. Each is run once as Java code wherever it is called, to
/// see what it computes and that it keeps to its form; so both branches of a decision are run, though only one is
/// computed, and neither guards a recursion or a `throw`. A state keeps its form, shapes and dtypes from trip to trip.
/// A [Parameter] given as a state is its value; inside bodies and branches none can be assigned.
///
/// Source: control flow in MindSpore's graph mode; the functions are those of JAX's `lax`, arguments in the order of
/// Java's `Stream.iterate`.
// pairs for tensors and for trees: ordered, since TensorFn1 extends Fn1, which javac's lint does not see
@SuppressWarnings("overloads")
public final class Flow {
    private Flow() {}

    // ---- cond

    /// One of two tensors. Only the chosen branch is computed; under `vmap` with a predicate that differs between
    /// examples both are.
    ///
    /// ```java
    /// Tensor y = Flow.cond(x.sum().gt(0), () -> sin(x), () -> x.mul(2));
    /// ```
    ///
    /// @param predicate one element of any dtype; what is not zero is true
    /// @param then the value if it is true
    /// @param otherwise the value if it is not, of the same shape and dtype
    /// @return the chosen value
    /// @throws IllegalArgumentException if the predicate has more than one element, or the branches differ in shape or
    ///     dtype
    /// @throws IllegalStateException if a branch assigns a parameter
    public static Tensor cond(Tensor predicate, Fn0.OfTensor then, Fn0.OfTensor otherwise) {
        return Untyped.cast(ControlFlow.cond(predicate, Untyped.of("Flow.cond: then", then),
                Untyped.of("Flow.cond: otherwise", otherwise)));
    }

    /// One of two trees.
    ///
    /// @param <R> the type of the trees
    /// @param predicate one element of any dtype; what is not zero is true
    /// @param then the value if it is true
    /// @param otherwise the value if it is not, of the same form, shapes and dtypes
    /// @return the chosen value
    /// @throws IllegalArgumentException if the predicate has more than one element, or the branches differ in form,
    ///     shape or dtype
    /// @throws IllegalStateException if a branch assigns a parameter
    public static <R> R cond(Tensor predicate, Fn0<R> then, Fn0<R> otherwise) {
        return Untyped.cast(ControlFlow.cond(predicate, Untyped.of("Flow.cond: then", then),
                Untyped.of("Flow.cond: otherwise", otherwise)));
    }

    /// One of several tensors by number.
    ///
    /// @param index an integer of one element; one below 0 means the first branch, one past the end the last
    /// @param branches the values, all of the same shape and dtype
    /// @return the chosen value
    /// @throws IllegalArgumentException if there is no branch, the index is no integer, or the branches differ in shape
    ///     or dtype
    public static Tensor switchCase(Tensor index, Fn0.OfTensor... branches) {
        return Untyped.cast(ControlFlow.switchCase(index, branches));
    }

    /// One of several trees by number.
    ///
    /// @param <R> the type of the trees
    /// @param index an integer of one element; one below 0 means the first branch, one past the end the last
    /// @param branches the values, all of the same form, shapes and dtypes
    /// @return the chosen value
    /// @throws IllegalArgumentException if there is no branch, the index is no integer, or the branches differ in form,
    ///     shape or dtype
    @SafeVarargs
    public static <R> R switchCase(Tensor index, Fn0<R>... branches) {
        return Untyped.cast(ControlFlow.switchCase(index, branches));
    }

    // ---- while

    /// A loop while a condition holds. Reverse mode keeps what it needs of each trip, forward mode nothing.
    ///
    /// ```java
    /// Tensor x = Flow.whileLoop(start, s -> s.sum().lt(10), s -> s.mul(2));
    /// ```
    ///
    /// @param state the first state
    /// @param condition whether to go on: one element, what is not zero is true
    /// @param body from a state to the next, of the same shape and dtype
    /// @return the last state
    /// @throws IllegalArgumentException if the condition has more than one element, or the body changes shape or dtype
    public static Tensor whileLoop(Tensor state, TensorFn1<Tensor> condition, TensorFn1<Tensor> body) {
        return Untyped.cast(ControlFlow.whileLoop(state, Untyped.of("Flow.whileLoop: condition", condition),
                Untyped.of("Flow.whileLoop: body", body)));
    }

    /// A loop on a tree while a condition holds.
    ///
    /// @param <S> the type of the state
    /// @param state the first state
    /// @param condition whether to go on: one element, what is not zero is true
    /// @param body from a state to the next, of the same form, shapes and dtypes
    /// @return the last state
    /// @throws IllegalArgumentException if the condition has more than one element, or the body changes form, shape or
    ///     dtype
    public static <S> S whileLoop(S state, Fn1<S, Tensor> condition, Fn1<S, S> body) {
        return Untyped.cast(ControlFlow.whileLoop(state, Untyped.of("Flow.whileLoop: condition", condition),
                Untyped.of("Flow.whileLoop: body", body)));
    }

    // ---- counted loops

    /// A loop over numbers.
    ///
    /// ```java
    /// Tensor factorial = Flow.fori(1, 6, Tensor.scalar(1.0), (i, s) -> s.mul(i));
    /// ```
    ///
    /// @param from the first number
    /// @param to one past the last; not above `from` for no trip
    /// @param state the first state
    /// @param body from a number, a 0-d int32 tensor, and a state to the next state, of the same shape and dtype
    /// @return the last state
    /// @throws IllegalArgumentException if the body changes shape or dtype
    public static Tensor fori(int from, int to, Tensor state, TensorFn2<Tensor> body) {
        return Untyped.cast(ControlFlow.fori(from, to, state, Untyped.of("Flow.fori: body", body)));
    }

    /// A loop over numbers on a tree.
    ///
    /// @param <S> the type of the state
    /// @param from the first number
    /// @param to one past the last; not above `from` for no trip
    /// @param state the first state
    /// @param body from a number, a 0-d int32 tensor, and a state to the next state, of the same form, shapes and
    ///     dtypes
    /// @return the last state
    /// @throws IllegalArgumentException if the body changes form, shape or dtype
    public static <S> S fori(int from, int to, S state, Fn2<Tensor, S, S> body) {
        return Untyped.cast(ControlFlow.fori(from, to, state, Untyped.of("Flow.fori: body", body)));
    }

    /// A loop over the entries of a tensor that gives a result for each: a recurrent network, a running sum.
    ///
    /// ```java
    /// var running = Flow.scan(Tensor.scalar(0.0), xs, (sum, x) -> tuple(sum.add(x), sum));
    /// ```
    ///
    /// @param <Y> the type of a trip's result
    /// @param state the first state
    /// @param xs entries along the first axis
    /// @param body from a state and an entry to the next state, of the same shape and dtype, and a result
    /// @return the last state, and all results along a new first axis
    /// @throws IllegalArgumentException if `xs` is 0-d, or the body changes the state's shape or dtype
    public static <Y> Scan<Tensor, Y> scan(Tensor state, Tensor xs, TensorFn2<Tuple2<Tensor, Y>> body) {
        return Untyped.cast(ControlFlow.scan(state, xs, Untyped.of("Flow.scan: body", body)));
    }

    /// A loop over the entries of a tree that gives a result for each.
    ///
    /// @param <S> the type of the state
    /// @param <X> the type of an entry, and of all entries
    /// @param <Y> the type of a trip's result
    /// @param state the first state
    /// @param xs entries along the first axis of every tensor, of equal number
    /// @param body from a state and an entry to the next state, of the same form, shapes and dtypes, and a result
    /// @return the last state, and all results along a new first axis
    /// @throws IllegalArgumentException if the tensors of `xs` differ in their number of entries, or the body changes
    ///            the state's form, shapes or dtypes
    public static <S, X, Y> Scan<S, Y> scan(S state, X xs, Fn2<S, X, Tuple2<S, Y>> body) {
        return Untyped.cast(ControlFlow.scan(state, xs, Untyped.of("Flow.scan: body", body)));
    }

    /// A function of each entry of a tensor, one after the other: as `vmap`, with the memory of one.
    ///
    /// @param xs entries along the first axis
    /// @param f from an entry to a result
    /// @return all results along a new first axis
    /// @throws IllegalArgumentException if `xs` is 0-d
    public static Tensor map(Tensor xs, TensorFn1<Tensor> f) {
        return Untyped.cast(ControlFlow.map(xs, Untyped.of("Flow.map: f", f)));
    }

    /// A function of each entry of a tree, one after the other.
    ///
    /// @param <X> the type of an entry, and of all entries
    /// @param <Y> the type of a result, and of all results
    /// @param xs entries along the first axis of every tensor, of equal number
    /// @param f from an entry to a result
    /// @return all results along a new first axis
    /// @throws IllegalArgumentException if the tensors of `xs` differ in their number of entries
    public static <X, Y> Y map(X xs, Fn1<X, Y> f) {
        return Untyped.cast(ControlFlow.map(xs, Untyped.of("Flow.map: f", f)));
    }
}
