package org.leibniz;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.leibniz.array.Axes;
import org.leibniz.caller.Given;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Mark;
import org.leibniz.ir.Trace;
import org.leibniz.ir.Value;
import org.leibniz.operator.Jit;
import org.leibniz.operator.Mapping;
import org.leibniz.operator.ReadFlags;
import org.leibniz.operator.Rules;
import org.leibniz.tree.Untyped;

/// All functions of Leibniz, for one static import: gradients (`grad`, `valueAndGrad`), products with Jacobians and
/// Hessians (`vjp`, `jvp`, `linearize`, `hvp`), whole ones (`jacfwd`, `jacrev`, `hessian`), the transformations `vmap`
/// and `jit`, and the operations on tensors, which [Ops] has alone.
///
/// ```java
/// import org.leibniz.*;
/// import static org.leibniz.Leibniz.*;
///
/// void main() {
///     Tensor w = Tensor.of(6f), b = Tensor.of(1f);
///     IO.println(grad(x -> w.mul(x).add(b)).apply(Tensor.of(100f)));      // [6.]
/// }
/// ```
///
/// Derivatives are taken at tensors, at trees, and at numbers: a number is a 0-d tensor, float64 of a `double`, float32
/// of a `float`; a whole one stands for a real one, as in [TensorFn1#apply(int)]: `vjp(f, 2)` is `vjp(f, 2.0)`. Vectors
/// are points by `Tensor.of(..)`. `jvp` and `hvp` of several inputs take the numbers and then what goes with each,
/// `jvp(f, x, y, dx, dy)`, since `tuple(1.0, 2.0)` is a pair of Java's numbers. Kotlin wants the type of the lambda:
/// `vjp({ x: Tensor -> sin(x) }, 1.0)`.
///
/// Every transformation takes a function and gives a function, so they nest in every order: `jit(vmap(grad(f)))`. There
/// is nothing to open or close, no mode and no tape; all functions may be called from any number of threads.
// pairs for tensors and for trees: ordered, since TensorFn1 extends Fn1, which javac's lint misses
@SuppressWarnings("overloads")
public final class Leibniz extends HessiansAtNumbers {
    private Leibniz() {}

    /// For [#inAxes(int...)]: the input is the same for all.
    public static final int NONE = Mapping.NONE;

    // ---- vmap

    /// A function of many examples made of a function of one: every operation takes all of them at once. Inputs and
    /// results have the examples along their first axis; what the function captures is the same for all. Inside, a
    /// tensor has no value to look at: decide with `Flow.cond` or `where`.
    ///
    /// ```java
    /// Tensor perExample = vmap(grad(loss), inAxes(NONE, 0, 0)).apply(w, xs, ys);
    /// ```
    ///
    /// Source: MindSpore's `mindspore.vmap`.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @return the mapped function
    /// @throws IllegalArgumentException when applied, if the axes to map over are of different extents, or there is
    ///     none
    /// @throws IllegalArgumentException when applied, if the function returns a [Parameter] as it is instead of its
    ///     `value()`
    public static <R> TensorFn1<R> vmap(TensorFn1<R> f) {
        return new Typed.T1<>("vmap", Mapping.of(Untyped.of("vmap", f)));
    }

    /// As [#vmap(TensorFn1)], of a function of one tree.
    ///
    /// @param <A> the type of the argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @return the mapped function
    public static <A, R> Fn1<A, R> vmap(Fn1<A, R> f) {
        return new Typed.F1<>("vmap", Mapping.of(Untyped.of("vmap", f)));
    }

    /// As [#vmap(TensorFn1)], of a cell.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param net the cell
    /// @return the mapped cell
    public static <R> CellOf<R> vmap(CellOf<R> net) {
        return new Typed.OfCell<>("vmap", Mapping.of(untyped(net)), net);
    }

    /// As [#vmap(TensorFn1)], of a function of one tensor, along given axes.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param axes `inAxes(..)` or `inAxes(..).outAxes(..)`
    /// @return the mapped function
    /// @throws IllegalArgumentException when applied, if the axes to map over are of different extents, or there is
    ///     none
    public static <R> TensorFn1<R> vmap(TensorFn1<R> f, MappedAxes axes) {
        return new Typed.T1<>("vmap", Mapping.along(axes, Untyped.of("vmap", f)));
    }

    /// As [#vmap(TensorFn1)], of a function of one tree, along given axes, one for all tensors of an input.
    ///
    /// @param <A> the type of the argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param axes `inAxes(..)` or `inAxes(..).outAxes(..)`
    /// @return the mapped function
    public static <A, R> Fn1<A, R> vmap(Fn1<A, R> f, MappedAxes axes) {
        return new Typed.F1<>("vmap", Mapping.along(axes, Untyped.of("vmap", f)));
    }

    /// As [#vmap(TensorFn1)], of a cell, along given axes.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param net the cell
    /// @param axes `inAxes(..)` or `inAxes(..).outAxes(..)`
    /// @return the mapped cell
    public static <R> CellOf<R> vmap(CellOf<R> net, MappedAxes axes) {
        return new Typed.OfCell<>("vmap", Mapping.along(axes, untyped(net)), net);
    }

    /// Says along which axes [#vmap(TensorFn1, MappedAxes)] maps: one for all inputs, or one for each, [#NONE] for an
    /// input that is the same for all.
    ///
    /// @param axes from 0 or negative from the end
    /// @return the axes; `.outAxes(..)` says where the examples stand in the results, otherwise first
    /// @throws IllegalArgumentException if none is given
    public static MappedAxes inAxes(int... axes) {
        if (Axes.given(axes).length == 0) {
            throw new IllegalArgumentException("inAxes: axes: expected one for all inputs or one for each, got none");
        }
        return new MappedAxes(axes, new int[]{0});
    }

    // ---- jit

    /// A function that is traced once and then runs as one compiled program: for each combination of shapes, dtypes and
    /// static arguments the Java code runs at the first call only. Parameters are read, and assigned, at every call,
    /// and changed flags (training, frozen parameters, hooks) are seen; anything else that the code captures is part of
    /// the program, so a field that changes later is not: make it a [Parameter] or an argument. A Java number is
    /// static: each value is traced anew, so pass one that changes as a tensor. Other static objects are told apart by
    /// `equals`; arrays and sets are copied, any other one must not change. Inside, a tensor has no value to look at.
    ///
    /// Derivatives may be taken of it and inside it; where to put `jit` is a matter of speed only, outermost is best:
    /// `jit(valueAndGrad(loss, weights))`.
    ///
    /// Source: MindSpore's `mindspore.jit`.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @return the compiled function; safe for any number of threads
    /// @throws IllegalArgumentException when applied, if the function returns a [Parameter] as it is instead of its
    ///     `value()`
    public static <R> TensorFn1<R> jit(TensorFn1<R> f) {
        return new Typed.T1<>("jit", new Jit(Untyped.of("jit", f)));
    }

    /// As [#jit(TensorFn1)], of a function of one tree. What is static in an argument is compared by `equals`.
    ///
    /// @param <A> the type of the argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @return the compiled function
    public static <A, R> Fn1<A, R> jit(Fn1<A, R> f) {
        return new Typed.F1<>("jit", new Jit(Untyped.of("jit", f)));
    }

    /// As [#jit(TensorFn1)], of a function that may write its results into the tensors it is given: `step =
    /// jit((state, batch) -> .., donate(0))` trains without new arrays for the weights, `state = step.apply(state,
    /// batch)`. The results are the same. Using a tensor that was given up throws, see [#donate(int...)].
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param donated made by `donate(..)`
    /// @return the compiled function
    /// @throws IllegalArgumentException when applied, if there is no argument of such a position
    public static <R> TensorFn1<R> jit(TensorFn1<R> f, Donated donated) {
        return new Typed.T1<>("jit", new Jit(Untyped.of("jit", f), Donated.positions(donated)));
    }

    /// As [#jit(TensorFn1, Donated)], of a function of one tree.
    ///
    /// @param <A> the type of the argument
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the function
    /// @param donated made by `donate(..)`
    /// @return the compiled function
    public static <A, R> Fn1<A, R> jit(Fn1<A, R> f, Donated donated) {
        return new Typed.F1<>("jit", new Jit(Untyped.of("jit", f), Donated.positions(donated)));
    }

    /// Arguments that are given up to a compiled function, for [#jit(Fn1, Donated)]: all tensors of these arguments.
    /// Where a result has the shape and dtype of one of them, and nothing is still to be read from it, it is written
    /// there, which saves the memory and the time of a new array. Using a tensor that was given up throws a
    /// [LeakException], also if the call did. A tensor whose elements another one shares, such as a reshaped one, or a
    /// parameter's value, is copied instead, so that the other stays as it is; so is one that is given twice. Inside
    /// another transformation nothing is written, and nothing given up.
    ///
    /// ```java
    /// var step = jit((Net net, Batch batch) -> net.descend(batch), donate(0));
    /// net = step.apply(net, batch); // the net before is gone
    /// ```
    ///
    /// Source: JAX's `jit(.., donate_argnums)`.
    ///
    /// @param arguments their positions, from 0
    /// @return the arguments
    /// @throws IllegalArgumentException if there is none, one is negative, or one is named twice
    public static Donated donate(int... arguments) {
        return Donated.of(arguments);
    }

    /// As [#jit(TensorFn1)], of a computation that captures everything.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param f the computation
    /// @return the compiled computation
    public static <R> Fn0<R> jit(Fn0<R> f) {
        return new Typed.F0<>("jit", new Jit(Untyped.of("jit", f)));
    }

    /// As [#jit(TensorFn1)], of an action that assigns parameters: `jit(() -> w.assignSub(grad(loss,
    /// w).apply().mul(0.1)))`.
    ///
    /// @param f the action
    /// @return the compiled action
    public static Runnable jit(Runnable f) {
        Untyped.requireFunction("jit", f);
        return new Typed.Action("jit", new Jit(Untyped.ofUser(f, a -> {
            f.run();
            return new TensorTuple();
        })));
    }

    /// As [#jit(TensorFn1)], of a cell.
    ///
    /// @param <R> the type of the result: a tensor or a tree of tensors
    /// @param net the cell
    /// @return the compiled cell
    public static <R> CellOf<R> jit(CellOf<R> net) {
        return new Typed.OfCell<>("jit", new Jit(untyped(net)), net);
    }

    // ---- gradients on their way

    /// The same tree, with derivative 0: to the derivative its tensors are constants.
    ///
    /// Source: MindSpore's `ops.stop_gradient`.
    ///
    /// @param <A> the type of the tree
    /// @param tree the tree
    /// @return a tree of equal values
    public static <A> A stopGradient(A tree) {
        return Tree.map(x -> Ops.stopGradient(x), Given.tree(tree, "tree"));
    }

    /// The same tensor; the gradient that arrives here on its way back passes through a function: to clip it, to look
    /// at it. In a gradient the function sees values; inside `jit`, `vmap` and loops it does not. It is no derivative:
    /// a second derivative taken by two reverse passes applies it in both.
    ///
    /// ```java
    /// var y = hookGradient(x, g -> clip(g, 0.2, 1.0));
    /// ```
    ///
    /// Source: MindSpore's `ops.InsertGradientOf`.
    ///
    /// @param x any tensor
    /// @param hook from the gradient to the one that takes its place, of the same shape; null lets it pass as it is
    /// @return a tensor equal to x
    public static Tensor hookGradient(Tensor x, TensorFn1<Tensor> hook) {
        return new Tensor(
                Value.bind1(new Mark.Hook(new Rules.Hook(Given.function(hook, "hook"))), Given.tensor(x, "x").read()));
    }

    // ---- threads

    /// A task that takes part in the transformation that is open here, on whatever thread it runs. Without this a
    /// parameter that is read on another thread is plain data there, and what is computed from it is refused where it
    /// would enter the transformation: its gradient would lack it, `jit` would keep it for good. Traced tensors need it
    /// not, so to read the parameter here ([Parameter#value()]) and give tasks that does as well. Where nothing is open
    /// it is the task itself; a task that runs when the transformation has ended takes part in what is open around.
    ///
    /// @param <T> the type of the result
    /// @param task the task
    /// @return the bound task
    public static <T> Callable<T> bound(Callable<T> task) {
        return Trace.bound(ReadFlags.bound(UserCall.given(task, "task: expected a task")));
    }

    /// As [#bound(Callable)], of a task without a result.
    ///
    /// @param task the task
    /// @return the bound task
    public static Runnable bound(Runnable task) {
        Trace here = Trace.current();
        Runnable noted = ReadFlags.bound(UserCall.given(task, "task: expected a task"));
        return here == null ? task : () -> here.run(() -> {
            noted.run();
            return null;
        });
    }

    /// An executor whose tasks take part in the transformation that is open where they are handed in: see
    /// [#bound(Callable)].
    ///
    /// @param executor what runs the tasks
    /// @return the bound executor
    public static Executor bound(Executor executor) {
        UserCall.given(executor, "executor: expected one");
        return task -> executor.execute(bound(task));
    }

    // ---- tuples

    /// Two tensors. A [Parameter] is a tensor here, so that `tuple(w, x)` fits where two tensors come back.
    ///
    /// @param a the first
    /// @param b the second
    /// @return the tuple
    public static Tuple2<Tensor, Tensor> tuple(Tensor a, Tensor b) {
        return new Tuple2<>(a, b);
    }

    /// Three tensors.
    ///
    /// @param a the first
    /// @param b the second
    /// @param c the third
    /// @return the tuple
    public static Tuple3<Tensor, Tensor, Tensor> tuple(Tensor a, Tensor b, Tensor c) {
        return new Tuple3<>(a, b, c);
    }

    /// Four tensors.
    ///
    /// @param a the first
    /// @param b the second
    /// @param c the third
    /// @param d the fourth
    /// @return the tuple
    public static Tuple4<Tensor, Tensor, Tensor, Tensor> tuple(Tensor a, Tensor b, Tensor c, Tensor d) {
        return new Tuple4<>(a, b, c, d);
    }

    /// Two values.
    ///
    /// @param <A> the type of the first
    /// @param <B> the type of the second
    /// @param a the first
    /// @param b the second
    /// @return the tuple
    public static <A, B> Tuple2<A, B> tuple(A a, B b) {
        return new Tuple2<>(a, b);
    }

    /// Three values.
    ///
    /// @param <A> the type of the first
    /// @param <B> the type of the second
    /// @param <C> the type of the third
    /// @param a the first
    /// @param b the second
    /// @param c the third
    /// @return the tuple
    public static <A, B, C> Tuple3<A, B, C> tuple(A a, B b, C c) {
        return new Tuple3<>(a, b, c);
    }

    /// Four values.
    ///
    /// @param <A> the type of the first
    /// @param <B> the type of the second
    /// @param <C> the type of the third
    /// @param <D> the type of the fourth
    /// @param a the first
    /// @param b the second
    /// @param c the third
    /// @param d the fourth
    /// @return the tuple
    public static <A, B, C, D> Tuple4<A, B, C, D> tuple(A a, B b, C c, D d) {
        return new Tuple4<>(a, b, c, d);
    }
}
