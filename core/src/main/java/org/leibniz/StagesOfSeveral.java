package org.leibniz;

// made of Leibniz by Overloads: change that
import org.leibniz.operator.Jit;
import org.leibniz.operator.Mapping;
import org.leibniz.tree.Untyped;

/// `vmap` and `jit` of functions of several arguments; use them by way of [Leibniz], which has all functions.
// pairs for tensors and for trees: ordered, since TensorFn1 extends Fn1, which javac's lint misses
@SuppressWarnings("overloads")
class StagesOfSeveral extends HessiansOfSeveral {
    StagesOfSeveral() {}

    /// As [Leibniz#vmap(TensorFn1)], of a function of two tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @return the mapped function
    /// @throws IllegalArgumentException when applied, if the axes to map over are of different extents, or there is
    ///     none
    /// @throws IllegalArgumentException when applied, if the function returns a [Parameter] as it is instead of its
    ///     `value()`
    public static <R> TensorFn2<R> vmap(TensorFn2<R> f) {
        return new Typed.T2<>("vmap", Mapping.of(Untyped.of("vmap", f)));
    }

    /// As [Leibniz#vmap(TensorFn1)], of a function of three tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @return the mapped function
    /// @throws IllegalArgumentException when applied, if the axes to map over are of different extents, or there is
    ///     none
    /// @throws IllegalArgumentException when applied, if the function returns a [Parameter] as it is instead of its
    ///     `value()`
    public static <R> TensorFn3<R> vmap(TensorFn3<R> f) {
        return new Typed.T3<>("vmap", Mapping.of(Untyped.of("vmap", f)));
    }

    /// As [Leibniz#vmap(TensorFn1)], of a function of four tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @return the mapped function
    /// @throws IllegalArgumentException when applied, if the axes to map over are of different extents, or there is
    ///     none
    /// @throws IllegalArgumentException when applied, if the function returns a [Parameter] as it is instead of its
    ///     `value()`
    public static <R> TensorFn4<R> vmap(TensorFn4<R> f) {
        return new Typed.T4<>("vmap", Mapping.of(Untyped.of("vmap", f)));
    }

    /// As [Leibniz#vmap(Fn1)], of a function of two trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @return the mapped function
    public static <A, B, R> Fn2<A, B, R> vmap(Fn2<A, B, R> f) {
        return new Typed.F2<>("vmap", Mapping.of(Untyped.of("vmap", f)));
    }

    /// As [Leibniz#vmap(Fn1)], of a function of three trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @return the mapped function
    public static <A, B, C, R> Fn3<A, B, C, R> vmap(Fn3<A, B, C, R> f) {
        return new Typed.F3<>("vmap", Mapping.of(Untyped.of("vmap", f)));
    }

    /// As [Leibniz#vmap(Fn1)], of a function of four trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <D> the type of the fourth argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @return the mapped function
    public static <A, B, C, D, R> Fn4<A, B, C, D, R> vmap(Fn4<A, B, C, D, R> f) {
        return new Typed.F4<>("vmap", Mapping.of(Untyped.of("vmap", f)));
    }

    /// As [Leibniz#vmap(TensorFn1, MappedAxes)], of a function of two tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param axes `inAxes(..)` or `inAxes(..).outAxes(..)`
    /// @return the mapped function
    /// @throws IllegalArgumentException when applied, if the axes to map over are of different extents, or there is
    ///     none
    public static <R> TensorFn2<R> vmap(TensorFn2<R> f, MappedAxes axes) {
        return new Typed.T2<>("vmap", Mapping.along(axes, Untyped.of("vmap", f)));
    }

    /// As [Leibniz#vmap(TensorFn1, MappedAxes)], of a function of three tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param axes `inAxes(..)` or `inAxes(..).outAxes(..)`
    /// @return the mapped function
    /// @throws IllegalArgumentException when applied, if the axes to map over are of different extents, or there is
    ///     none
    public static <R> TensorFn3<R> vmap(TensorFn3<R> f, MappedAxes axes) {
        return new Typed.T3<>("vmap", Mapping.along(axes, Untyped.of("vmap", f)));
    }

    /// As [Leibniz#vmap(TensorFn1, MappedAxes)], of a function of four tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param axes `inAxes(..)` or `inAxes(..).outAxes(..)`
    /// @return the mapped function
    /// @throws IllegalArgumentException when applied, if the axes to map over are of different extents, or there is
    ///     none
    public static <R> TensorFn4<R> vmap(TensorFn4<R> f, MappedAxes axes) {
        return new Typed.T4<>("vmap", Mapping.along(axes, Untyped.of("vmap", f)));
    }

    /// As [Leibniz#vmap(Fn1, MappedAxes)], of a function of two trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param axes `inAxes(..)` or `inAxes(..).outAxes(..)`
    /// @return the mapped function
    public static <A, B, R> Fn2<A, B, R> vmap(Fn2<A, B, R> f, MappedAxes axes) {
        return new Typed.F2<>("vmap", Mapping.along(axes, Untyped.of("vmap", f)));
    }

    /// As [Leibniz#vmap(Fn1, MappedAxes)], of a function of three trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param axes `inAxes(..)` or `inAxes(..).outAxes(..)`
    /// @return the mapped function
    public static <A, B, C, R> Fn3<A, B, C, R> vmap(Fn3<A, B, C, R> f, MappedAxes axes) {
        return new Typed.F3<>("vmap", Mapping.along(axes, Untyped.of("vmap", f)));
    }

    /// As [Leibniz#vmap(Fn1, MappedAxes)], of a function of four trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <D> the type of the fourth argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param axes `inAxes(..)` or `inAxes(..).outAxes(..)`
    /// @return the mapped function
    public static <A, B, C, D, R> Fn4<A, B, C, D, R> vmap(Fn4<A, B, C, D, R> f, MappedAxes axes) {
        return new Typed.F4<>("vmap", Mapping.along(axes, Untyped.of("vmap", f)));
    }

    /// As [Leibniz#jit(TensorFn1)], of a function of two tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @return the compiled function; safe for any number of threads
    /// @throws IllegalArgumentException when applied, if the function returns a [Parameter] as it is instead of its
    ///     `value()`
    public static <R> TensorFn2<R> jit(TensorFn2<R> f) {
        return new Typed.T2<>("jit", new Jit(Untyped.of("jit", f)));
    }

    /// As [Leibniz#jit(TensorFn1)], of a function of three tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @return the compiled function; safe for any number of threads
    /// @throws IllegalArgumentException when applied, if the function returns a [Parameter] as it is instead of its
    ///     `value()`
    public static <R> TensorFn3<R> jit(TensorFn3<R> f) {
        return new Typed.T3<>("jit", new Jit(Untyped.of("jit", f)));
    }

    /// As [Leibniz#jit(TensorFn1)], of a function of four tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @return the compiled function; safe for any number of threads
    /// @throws IllegalArgumentException when applied, if the function returns a [Parameter] as it is instead of its
    ///     `value()`
    public static <R> TensorFn4<R> jit(TensorFn4<R> f) {
        return new Typed.T4<>("jit", new Jit(Untyped.of("jit", f)));
    }

    /// As [Leibniz#jit(Fn1)], of a function of two trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @return the compiled function
    public static <A, B, R> Fn2<A, B, R> jit(Fn2<A, B, R> f) {
        return new Typed.F2<>("jit", new Jit(Untyped.of("jit", f)));
    }

    /// As [Leibniz#jit(Fn1)], of a function of three trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @return the compiled function
    public static <A, B, C, R> Fn3<A, B, C, R> jit(Fn3<A, B, C, R> f) {
        return new Typed.F3<>("jit", new Jit(Untyped.of("jit", f)));
    }

    /// As [Leibniz#jit(Fn1)], of a function of four trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <D> the type of the fourth argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @return the compiled function
    public static <A, B, C, D, R> Fn4<A, B, C, D, R> jit(Fn4<A, B, C, D, R> f) {
        return new Typed.F4<>("jit", new Jit(Untyped.of("jit", f)));
    }

    /// As [Leibniz#jit(TensorFn1, Donated)], of a function of two tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param donated made by `donate(..)`
    /// @return the compiled function
    /// @throws IllegalArgumentException when applied, if there is no argument of such a position
    public static <R> TensorFn2<R> jit(TensorFn2<R> f, Donated donated) {
        return new Typed.T2<>("jit", new Jit(Untyped.of("jit", f), Donated.positions(donated)));
    }

    /// As [Leibniz#jit(TensorFn1, Donated)], of a function of three tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param donated made by `donate(..)`
    /// @return the compiled function
    /// @throws IllegalArgumentException when applied, if there is no argument of such a position
    public static <R> TensorFn3<R> jit(TensorFn3<R> f, Donated donated) {
        return new Typed.T3<>("jit", new Jit(Untyped.of("jit", f), Donated.positions(donated)));
    }

    /// As [Leibniz#jit(TensorFn1, Donated)], of a function of four tensors.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param donated made by `donate(..)`
    /// @return the compiled function
    /// @throws IllegalArgumentException when applied, if there is no argument of such a position
    public static <R> TensorFn4<R> jit(TensorFn4<R> f, Donated donated) {
        return new Typed.T4<>("jit", new Jit(Untyped.of("jit", f), Donated.positions(donated)));
    }

    /// As [Leibniz#jit(Fn1, Donated)], of a function of two trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param donated made by `donate(..)`
    /// @return the compiled function
    public static <A, B, R> Fn2<A, B, R> jit(Fn2<A, B, R> f, Donated donated) {
        return new Typed.F2<>("jit", new Jit(Untyped.of("jit", f), Donated.positions(donated)));
    }

    /// As [Leibniz#jit(Fn1, Donated)], of a function of three trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param donated made by `donate(..)`
    /// @return the compiled function
    public static <A, B, C, R> Fn3<A, B, C, R> jit(Fn3<A, B, C, R> f, Donated donated) {
        return new Typed.F3<>("jit", new Jit(Untyped.of("jit", f), Donated.positions(donated)));
    }

    /// As [Leibniz#jit(Fn1, Donated)], of a function of four trees.
    ///
    /// @param <A> the type of the first argument
    /// @param <B> the type of the second argument
    /// @param <C> the type of the third argument
    /// @param <D> the type of the fourth argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param donated made by `donate(..)`
    /// @return the compiled function
    public static <A, B, C, D, R> Fn4<A, B, C, D, R> jit(Fn4<A, B, C, D, R> f, Donated donated) {
        return new Typed.F4<>("jit", new Jit(Untyped.of("jit", f), Donated.positions(donated)));
    }
}
