package org.leibniz.ir;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.Shape;

/// What a node computes. The set is closed: every transformation is one `switch` over these records without a default, so a new operation
/// breaks the build until typing, differentiation, transposition, vectorisation, the reference and the compiler have all answered.
///
/// Conventions: tensors are operands, static facts are record components. Elementwise operands have equal types ([Value] promotes and
/// broadcasts before it records). Axes count from 0.
public sealed interface Op {

    /// Whether it is a hook or a program with hooks. A hook is a function of the user that may look at a cotangent and use what is around it, so a
    /// backward pass with hooks is no program made once: it is written out operation by operation where the gradient is taken.
    ///
    /// @return true if there is a hook in it
    default boolean hasHooks() {
        return false;
    }

    /// Hands out the programs in it.
    ///
    /// @param to is given each
    default void programs(Consumer<@Nullable Object> to) {
        switch (this) {
            case Call(var program) -> to.accept(program);
            case Cond(var then, var otherwise) -> {
                to.accept(then);
                to.accept(otherwise);
            }
            case While loop -> {
                to.accept(loop.cond());
                to.accept(loop.body());
            }
            case Scan loop -> to.accept(loop.body());
            case Custom c -> {
                to.accept(c.f());
                to.accept(c.bwd());
                to.accept(c.jvp());
            }
            case LinearCall c -> to.accept(c.bwd());
            default -> {
                // an operation without programs
            }
        }
    }

    /// How deep programs are nested in it.
    ///
    /// @return 0 if there is none
    default int depth() {
        return 0;
    }

    // ---- leaves

    /// `() -> type`: one number everywhere. Of a stack type with value 0: the empty stack, which reads as zeros.
    record Fill(Type type, double value) implements Op {}

    /// `() -> type`: the index along an axis.
    record Iota(Type type, int axis) implements Op {}

    /// `() -> type`: a placeholder without data, the parameter of a trace; never inside a program.
    record Input(String what) implements Op {}

    /// `x -> x`: a variable of `grad`, `jvp` or `vjp`: a fresh identity of what it stands for.
    record Alias() implements Op {}

    // ---- elementwise

    /// `x -> fn(x)`.
    record Unary(ScalarFn fn) implements Op {}

    /// `a, b -> fn(a, b)`.
    record Binary(ScalarFn fn) implements Op {}

    /// `a, b -> bool`.
    record Compare(Relation relation) implements Op {}

    /// `bool, a, b -> a where true, b elsewhere`.
    record Select() implements Op {}

    /// `x -> x` with elements of another type: floats truncate to integers as in Java, non-zero is true.
    record Cast(DType to) implements Op {}

    // ---- structure

    /// NumPy broadcasting to a shape: trailing axes aligned, extents equal or 1.
    record Broadcast(Shape shape) implements Op {}

    /// The same elements in the same order under another shape.
    record Reshape(Shape shape) implements Op {}

    /// Result axis `i` is operand axis `perm[i]`.
    record Transpose(Ints perm) implements Op {}

    /// Along each axis `size` elements from `start` in steps of `step` (1 or more).
    record Slice(Ints start, Ints size, Ints step) implements Op {}

    /// Zeros around (`low`, `high`) and between (`interior`) the elements of each axis; none negative.
    record Pad(Ints low, Ints high, Ints interior) implements Op {}

    /// Reversed order along axes.
    record Reverse(Ints axes) implements Op {}

    /// `x.. -> joined` along an axis.
    record Concat(int axis) implements Op {}

    // ---- reductions and products

    /// Reduces axes away. Of nothing: sum 0, product 1, maximum and minimum an error for numbers, any false, all true.
    record Reduce(Reducer reducer, Ints axes) implements Op {}

    /// `x -> int32` index of the first largest (or smallest) element along an axis; NaN counts as the largest and the smallest.
    record ArgReduce(boolean largest, int axis) implements Op {}

    /// Running sum along an axis, from the end if `reverse`.
    record CumSum(int axis, boolean reverse) implements Op {}

    /// `a, b -> sum over contracted axes`: result axes are the batch axes, a's others, b's others.
    record Dot(Ints batchA, Ints batchB, Ints contractA, Ints contractB) implements Op {}

    // ---- indexing and order

    /// `x, indices -> ..`: x is `B + P + [N] + Q` with `B` the first `batch` axes and `N` at `axis`; indices (int32 or int64) are `B + I`;
    /// the result is `B + P + I + Q`. A negative index counts from the end; one out of range throws when it runs.
    record Gather(int axis, int batch) implements Op {}

    /// The transpose of [Gather]: `indices, updates -> B + P + [size] + Q`, zeros with the updates combined (SUM, or MAX of non-negative
    /// integers).
    record Scatter(int axis, int batch, int size, Reducer reducer) implements Op {}

    /// `x -> sorted, int32 positions`: ascending and stable along an axis, NaN last.
    record Sort(int axis) implements Op {}

    // ---- linear algebra, batched over leading axes

    /// `a[.., n, n], b[.., n, k] -> x` with `a x = b` (`aT x = b` if transposed).
    record Solve(boolean transposed) implements Op {}

    /// The same with a triangular `a`, of which only that triangle is read.
    record TriangularSolve(boolean lower, boolean transposed) implements Op {}

    /// `a -> l` lower with `l lT = a`; only a's lower triangle is read; NaN if a is not positive definite.
    record Cholesky() implements Op {}

    // ---- random numbers

    /// `key int32[2] -> int32 or int64`: random bits of a counter-based generator (Threefry 2x32, 20 rounds).
    record RandomBits(Type type) implements Op {}

    // ---- marks

    /// `x -> x` with derivative 0.
    record StopGradient() implements Op {}

    /// `value, form -> value` with the derivative of the form: the same number written in two ways, of which one is exact and the other has the
    /// derivative that is.
    record Restated() implements Op {}

    /// `x -> x` whose cotangent passes through a function.
    record Hook(UnaryOperator<Value> fn) implements Op {
        @Override
        public boolean hasHooks() {
            return true;
        }
    }

    /// The tangent of [Hook]: `t -> t` whose transpose applies the function.
    record HookTangent(UnaryOperator<Value> fn) implements Op {
        @Override
        public boolean hasHooks() {
            return true;
        }
    }

    // ---- programs inside programs

    /// Calls, branches and loops: what is differentiated by differentiating the programs that it runs, so that the derivative needs more of a run
    /// than operands and outputs.
    sealed interface Composite extends Op permits Call, Cond, While, Scan {}

    /// Runs a program.
    record Call(Program program) implements Composite {
        @Override
        public boolean hasHooks() {
            return program.hasHooks();
        }

        @Override
        public int depth() {
            return program.depth();
        }
    }

    /// `bool[], x.. -> ..`: one of two programs of equal types.
    record Cond(Program then, Program otherwise) implements Composite {
        @Override
        public boolean hasHooks() {
            return then.hasHooks() || otherwise.hasHooks();
        }

        @Override
        public int depth() {
            return Math.max(then.depth(), otherwise.depth());
        }
    }

    /// `condConsts, bodyConsts, carry -> carry, ys.., count`: while `cond(condConsts, carry)` do `carry, y.. = body(bodyConsts, carry)`.
    /// The `ys` are stacks with an entry a trip, `count` (int32) is the number of trips.
    record While(Program cond, Program body, int condConsts, int bodyConsts, int carry) implements Composite {
        @Override
        public boolean hasHooks() {
            return cond.hasHooks() || body.hasHooks();
        }

        @Override
        public int depth() {
            return Math.max(cond.depth(), body.depth());
        }
    }

    /// `count, consts, carry, xs.. -> carry, ys..`: `carry, y.. = body(consts, carry, x..)` for each of `count` entries of the xs, last to
    /// first if `reverse`. With a `length` of -1 that number is known only at run time and the ys are stacks.
    record Scan(Program body, int consts, int carry, boolean reverse, int length) implements Composite {
        @Override
        public boolean hasHooks() {
            return body.hasHooks();
        }

        @Override
        public int depth() {
            return body.depth();
        }
    }

    /// Whose rule an operation is differentiated by, for messages.
    ///
    /// @param rule such as `Custom.vjp (Main.java:7)`, `bprop of Net`
    /// @param argument how what the rule has to be linear in is called, with `%d` for a number if there are several: `dout`, `dx[%d]`
    /// @param numbers the number of each
    record Whose(String rule, String argument, Ints numbers) {
        /// A rule that no user wrote.
        static final Whose UNNAMED = new Whose("a custom rule", "argument %d of those that it is linear in", Ints.of());

        /// The same rule of some of the arguments only.
        ///
        /// @param some which
        /// @return the name
        public Whose of(boolean[] some) {
            return numbers.size() == 0
                    ? this
                    : new Whose(rule, argument, Ints.of(IntStream.range(0, some.length).filter(i -> some[i]).map(numbers::get).toArray()));
        }

        /// What a rule is not linear in.
        ///
        /// @param these which of the arguments
        /// @return `dout`, `dx[0] and dx[2]`
        public String arguments(boolean[] these) {
            return IntStream.range(0, these.length).filter(i -> these[i])
                    .mapToObj(i -> argument.formatted(i < numbers.size() ? numbers.get(i) : i)).distinct()
                    .collect(Collectors.joining(" and "));
        }
    }

    /// `x.., captures of f, captures of the rule -> y..`: runs `f` on the first and second; differentiates by the rule.
    /// One of the rules is present: `bwd(x.., y.., ct.., captures) -> ctx..` or `jvp(x.., y.., tx.., captures) -> ty..`.
    /// Without a rule it is a tangent that a rule gives, written out: `inputs` is the place of the first tangent among its operands.
    ///
    /// @param whose the rule, for messages
    record Custom(Program f, @Nullable Program bwd, @Nullable Program jvp, int inputs, Whose whose) implements Op {
        /// An operation with a rule that has no name.
        public Custom(Program f, @Nullable Program bwd, @Nullable Program jvp, int inputs) {
            this(f, bwd, jvp, inputs, Whose.UNNAMED);
        }

        @Override
        public boolean hasHooks() {
            return f.hasHooks() || bwd != null && bwd.hasHooks() || jvp != null && jvp.hasHooks();
        }

        @Override
        public int depth() {
            return Math.max(f.depth(), Math.max(bwd == null ? 0 : bwd.depth(), jvp == null ? 0 : jvp.depth()));
        }
    }

    /// `residuals.., t.. -> ty..`: the linear map whose transpose is the program `bwd(residuals.., ct..) -> ct of t..`. Evaluated forward by
    /// transposing `bwd`, which must then be linear.
    ///
    /// @param whose the rule, for messages
    record LinearCall(Program bwd, int residuals, List<Type> outputs, Whose whose) implements Op {
        /// Copies the list.
        public LinearCall {
            outputs = List.copyOf(outputs);
        }

        /// A map by a rule that has no name.
        public LinearCall(Program bwd, int residuals, List<Type> outputs) {
            this(bwd, residuals, outputs, Whose.UNNAMED);
        }

        @Override
        public boolean hasHooks() {
            return bwd.hasHooks();
        }

        @Override
        public int depth() {
            return bwd.depth();
        }
    }

    // ---- stacks under vmap

    /// Broadcast of a stack: a new axis of extent `n` behind its list axes, at `at`.
    record Spread(int n, int at) implements Op {}

    /// The transpose of [Spread]: the sum over that axis.
    record Collapse(int n, int at) implements Op {}

    /// `a, b -> the one that is not empty`: stacks of which one at most holds anything, from the branches of a mapped `cond`.
    record Either() implements Op {}

    // ---- the kinds

    /// Relations of [Compare].
    enum Relation {
        /// equal
        EQ,
        /// not equal, true for NaN
        NE,
        /// less
        LT,
        /// at most
        LE,
        /// greater
        GT,
        /// at least
        GE
    }

    /// Kinds of [Reduce].
    enum Reducer {
        /// `+`
        SUM,
        /// `*`
        PROD,
        /// maximum, `or` of truth values; NaN wins
        MAX,
        /// minimum, `and` of truth values; NaN wins
        MIN
    }
}
