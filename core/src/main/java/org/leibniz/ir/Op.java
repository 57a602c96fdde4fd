package org.leibniz.ir;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.Shape;

/// What a node computes. The set is closed, and every rule is one `switch` over it without a default, so a new
/// operation breaks the build until typing, differentiation, transposition, vectorisation, the reference and the
/// compiler have all answered.
///
/// Each operation is of one *family*, and a rule that holds for a family names the family:
///
/// | family | what it does |
/// |---|---|
/// | [Leaf] | has no operands |
/// | [Pointwise] | a result element is made of the operands' elements at its place |
/// | [Movement] | a result element is one of the operand's, or zero: a view |
/// | [Reduction] | folds axes away |
/// | [Routine] | runs as a whole, on arrays in order |
/// | [Mark] | its first operand, with something said about it |
/// | [Composite] | runs programs; of a plan the [Kernel] |
///
/// *Traits* lie across the families: [Linear] and [Flat] for derivatives, [OnStacks], and [Whole] for what can be a
/// step by itself. Smaller families are [OnMatrices] among the routines, [Flow] and [Ruled] among the composites.
///
/// Conventions: tensors are operands, static facts are record components. Elementwise operands have equal types
/// ([Value] promotes and broadcasts before it records). Axes count from 0.
public sealed interface Op {

    /// What it is called, in programs, messages and schedules: `slice`, `sin`.
    ///
    /// @return the name
    String name();

    /// Its facts as they stand behind its name in a program: `[from (0) size (3) step (1)]`.
    ///
    /// @return nothing if there are none
    default String facts() {
        return "";
    }

    /// As it stands in a program.
    ///
    /// @return its name and its facts
    default String text() {
        return name() + facts();
    }

    /// Whether it is a hook or a program with hooks. A hook is a function of the user that may look at a cotangent and
    /// use what is around it, so a backward pass with hooks is no program made once: it is written out operation by
    /// operation where the gradient is taken. Marks and composites answer; others have none.
    ///
    /// @return true if there is a hook in it
    default boolean hasHooks() {
        return false;
    }

    /// Hands out the programs in it, which only a composite has.
    ///
    /// @param to is given each
    default void programs(Consumer<@Nullable Object> to) {
        // an operation without programs
    }

    /// How deep programs are nested in it.
    ///
    /// @return 0 if there is none
    default int depth() {
        return 0;
    }

    /// Its family, for a `switch` that the first call of a process meets: javac checks that it is exhaustive, too, and
    /// it does without the milliseconds that it takes to link a `switch` over patterns.
    ///
    /// @return the family
    Family family();

    /// The families.
    enum Family {
        /// [Op.Leaf]
        LEAF,
        /// [Op.Pointwise]
        POINTWISE,
        /// [Op.Movement]
        MOVEMENT,
        /// [Op.Reduction]
        REDUCTION,
        /// [Op.Routine]
        ROUTINE,
        /// [Op.Mark]
        MARK,
        /// [Op.Composite]
        COMPOSITE
    }

    // ---- traits

    /// Linear in all operands together: its tangent is the same operation on their tangents, and it is zero where they
    /// are.
    sealed interface Linear extends Op {}

    /// Constant but for jumps, or of no real operand: its tangent is zero.
    sealed interface Flat extends Op {}

    /// Defined on stacks, too: item after item, an empty stack beside longer ones reading as zeros.
    sealed interface OnStacks extends Whole {}

    /// What can be a step by itself: a routine on arrays, programs that are run, an operation on stacks. Everything
    /// else is part of a kernel, a view, or known when the program is compiled.
    sealed interface Whole extends Op {}

    // ---- leaves

    /// An operation without operands.
    sealed interface Leaf extends Op {
        @Override
        default Family family() {
            return Family.LEAF;
        }
    }

    /// `() -> type`: one number everywhere. Of a stack type with value 0: the empty stack, which reads as zeros.
    record Fill(Type type, double value) implements Leaf {
        /// The number.
        @Override
        public String name() {
            return value == Math.rint(value) && Math.abs(value) < 1e15
                    ? Long.toString((long) value)
                    : Double.toString(value);
        }
    }

    /// `() -> type`: the index along an axis.
    record Iota(Type type, int axis) implements Leaf {
        @Override
        public String name() {
            return "iota";
        }

        @Override
        public String facts() {
            return "[" + axis + "]";
        }
    }

    /// `() -> type`: a placeholder without data, the parameter of a trace; never inside a program.
    record Input(String what) implements Leaf {
        @Override
        public String name() {
            return "input";
        }

        @Override
        public String facts() {
            return "[" + what + "]";
        }
    }

    // ---- pointwise

    /// An operation of element on element, each at its place.
    sealed interface Pointwise extends OnStacks {
        @Override
        default Family family() {
            return Family.POINTWISE;
        }

        /// Which one it is, for a `switch` expression that the first call of a process meets: javac checks that it is
        /// exhaustive, too, and it does without the millisecond that it takes to link a `switch` over patterns.
        ///
        /// @return a constant an operation
        Kind kind();

        /// The pointwise operations.
        enum Kind {
            /// [Op.Unary]
            UNARY,
            /// [Op.Binary]
            BINARY,
            /// [Op.Compare]
            COMPARE,
            /// [Op.Select]
            SELECT,
            /// [Op.Cast]
            CAST
        }
    }

    /// `x -> fn(x)`.
    record Unary(ScalarFn fn) implements Pointwise {
        @Override
        public String name() {
            return fn.toString();
        }

        @Override
        public Kind kind() {
            return Kind.UNARY;
        }
    }

    /// `a, b -> fn(a, b)`.
    record Binary(ScalarFn fn) implements Pointwise {
        @Override
        public String name() {
            return fn.toString();
        }

        @Override
        public Kind kind() {
            return Kind.BINARY;
        }
    }

    /// `a, b -> bool`.
    record Compare(Relation relation) implements Pointwise, Flat {
        @Override
        public String name() {
            return lower(relation);
        }

        @Override
        public Kind kind() {
            return Kind.COMPARE;
        }
    }

    /// `bool, a, b -> a where true, b elsewhere`.
    record Select() implements Pointwise {
        @Override
        public String name() {
            return "select";
        }

        @Override
        public Kind kind() {
            return Kind.SELECT;
        }
    }

    /// `x -> x` with elements of another type: floats truncate to integers as in Java, non-zero is true.
    record Cast(DType to) implements Pointwise {
        @Override
        public String name() {
            return "cast";
        }

        @Override
        public String facts() {
            return "[" + Type.scalar(to) + "]";
        }

        @Override
        public Kind kind() {
            return Kind.CAST;
        }
    }

    // ---- movement

    /// The elements of one operand elsewhere, and zeros: what the compiler reads through a view.
    sealed interface Movement extends Linear {
        @Override
        default Family family() {
            return Family.MOVEMENT;
        }
    }

    /// NumPy broadcasting to a shape: trailing axes aligned, extents equal or 1.
    record Broadcast(Shape shape) implements Movement {
        @Override
        public String name() {
            return "broadcast";
        }

        @Override
        public String facts() {
            return shape.toString();
        }
    }

    /// The same elements in the same order under another shape.
    record Reshape(Shape shape) implements Movement {
        @Override
        public String name() {
            return "reshape";
        }

        @Override
        public String facts() {
            return shape.toString();
        }
    }

    /// Result axis `i` is operand axis `perm[i]`.
    record Transpose(Ints perm) implements Movement {
        @Override
        public String name() {
            return "transpose";
        }

        @Override
        public String facts() {
            return perm.toString();
        }
    }

    /// Along each axis `size` elements from `start` in steps of `step` (1 or more).
    record Slice(Ints start, Ints size, Ints step) implements Movement {
        @Override
        public String name() {
            return "slice";
        }

        @Override
        public String facts() {
            return "[from " + start + " size " + size + " step " + step + "]";
        }
    }

    /// Zeros around (`low`, `high`) and between (`interior`) the elements of each axis; none negative.
    record Pad(Ints low, Ints high, Ints interior) implements Movement {
        @Override
        public String name() {
            return "pad";
        }

        @Override
        public String facts() {
            return "[low " + low + " high " + high + " interior " + interior + "]";
        }
    }

    /// Reversed order along axes.
    record Reverse(Ints axes) implements Movement {
        @Override
        public String name() {
            return "reverse";
        }

        @Override
        public String facts() {
            return axes.toString();
        }
    }

    /// Broadcast of a stack under vmap: a new axis of extent `n` behind its list axes, at `at`.
    record Spread(int n, int at) implements Movement, OnStacks {
        @Override
        public String name() {
            return "spread";
        }

        @Override
        public String facts() {
            return "[" + n + " at " + at + "]";
        }
    }

    // ---- reductions

    /// Folds axes away, in the kernel that computes what it reads.
    sealed interface Reduction extends Op {
        @Override
        default Family family() {
            return Family.REDUCTION;
        }
    }

    /// Reduces axes away. Of nothing: sum 0, product 1, maximum and minimum an error for numbers, any false, all true.
    record Reduce(Reducer reducer, Ints axes) implements Reduction {
        @Override
        public String name() {
            return lower(reducer);
        }

        @Override
        public String facts() {
            return axes.toString();
        }
    }

    /// The transpose of [Spread]: the sum over that axis.
    record Collapse(int n, int at) implements Reduction, Linear, OnStacks {
        @Override
        public String name() {
            return "collapse";
        }

        @Override
        public String facts() {
            return "[" + n + " at " + at + "]";
        }
    }

    // ---- routines

    /// An operation that reads its operands as arrays and runs as a whole.
    sealed interface Routine extends Whole {
        @Override
        default Family family() {
            return Family.ROUTINE;
        }
    }

    /// `x.. -> joined` along an axis.
    record Concat(int axis) implements Routine, Linear {
        @Override
        public String name() {
            return "concat";
        }

        @Override
        public String facts() {
            return "[" + axis + "]";
        }
    }

    /// `x -> int32` index of the first largest (or smallest) element along an axis; NaN counts as the largest and the
    /// smallest.
    record ArgReduce(boolean largest, int axis) implements Routine, Flat {
        @Override
        public String name() {
            return largest ? "argmax" : "argmin";
        }

        @Override
        public String facts() {
            return "[" + axis + "]";
        }
    }

    /// Running sum along an axis, from the end if `reverse`.
    record CumSum(int axis, boolean reverse) implements Routine, Linear {
        @Override
        public String name() {
            return "cumsum";
        }

        @Override
        public String facts() {
            return "[" + axis + (reverse ? " reverse]" : "]");
        }
    }

    /// `a, b -> sum over contracted axes`: result axes are the batch axes, a's others, b's others.
    record Dot(Ints batchA, Ints batchB, Ints contractA, Ints contractB) implements Routine {
        @Override
        public String name() {
            return "dot";
        }

        @Override
        public String facts() {
            return "[batch " + batchA + batchB + " contract " + contractA + contractB + "]";
        }

        /// The axes of one operand.
        ///
        /// @param operand 0 for a, 1 for b
        /// @return what they are used for
        public Axes axes(int operand) {
            return operand == 0 ? new Axes(batchA, contractA) : new Axes(batchB, contractB);
        }

        /// What the axes of an operand are used for.
        ///
        /// @param batch shared with the other operand, and kept
        /// @param contract shared, and summed over
        public record Axes(Ints batch, Ints contract) {
            /// The others, which the result has in their order.
            ///
            /// @param rank of the operand
            /// @return the axes
            public Ints free(int rank) {
                return batch.concat(contract).others(rank);
            }
        }
    }

    /// `x, indices -> ..`: x is `B + P + [N] + Q` with `B` the first `batch` axes and `N` at `axis`; indices (int32 or
    /// int64) are `B + I`; the result is `B + P + I + Q`. A negative index counts from the end; one out of range throws
    /// when it runs.
    record Gather(int axis, int batch) implements Routine {
        @Override
        public String name() {
            return "gather";
        }

        @Override
        public String facts() {
            return "[" + axis + " batch " + batch + "]";
        }
    }

    /// The transpose of [Gather]: `indices, updates -> B + P + [size] + Q`, zeros with the updates combined (SUM, or
    /// MAX of non-negative integers).
    record Scatter(int axis, int batch, int size, Reducer reducer) implements Routine {
        @Override
        public String name() {
            return "scatter_" + lower(reducer);
        }

        @Override
        public String facts() {
            return "[" + axis + " batch " + batch + " size " + size + "]";
        }
    }

    /// `x -> sorted, int32 positions`: ascending and stable along an axis, NaN last.
    record Sort(int axis) implements Routine {
        @Override
        public String name() {
            return "sort";
        }

        @Override
        public String facts() {
            return "[" + axis + "]";
        }
    }

    /// `key int32[2] -> int32 or int64`: random bits of a counter-based generator (Threefry 2x32, 20 rounds).
    record RandomBits(Type type) implements Routine, Flat {
        @Override
        public String name() {
            return "random_bits";
        }
    }

    /// `a, b -> the one that is not empty`: stacks of which one at most holds anything, from the branches of a mapped
    /// `cond`.
    record Either() implements Routine, Linear, OnStacks {
        @Override
        public String name() {
            return "either";
        }
    }

    /// A routine on matrices, batched over leading axes.
    sealed interface OnMatrices extends Routine {}

    /// `a[.., n, n], b[.., n, k] -> x` with `a x = b` (`aT x = b` if transposed).
    record Solve(boolean transposed) implements OnMatrices {
        @Override
        public String name() {
            return "solve";
        }

        @Override
        public String facts() {
            return transposed ? "[transposed]" : "";
        }
    }

    /// The same with a triangular `a`, of which only that triangle is read.
    record TriangularSolve(boolean lower, boolean transposed) implements OnMatrices {
        @Override
        public String name() {
            return "triangular_solve";
        }

        @Override
        public String facts() {
            return "[" + (lower ? "lower" : "upper") + (transposed ? " transposed]" : "]");
        }
    }

    /// `a -> l` lower with `l lT = a`; only a's lower triangle is read; NaN if a is not positive definite.
    record Cholesky() implements OnMatrices {
        @Override
        public String name() {
            return "cholesky";
        }
    }

    // ---- marks

    /// The first operand, of which something is said that only derivatives ask for. When it runs there is nothing to
    /// do.
    sealed interface Mark extends Op {
        @Override
        default Family family() {
            return Family.MARK;
        }

        @Override
        boolean hasHooks();
    }

    /// `x -> x`: a variable of `grad`, `jvp` or `vjp`: a fresh identity of what it stands for.
    record Alias() implements Mark {
        @Override
        public String name() {
            return "variable";
        }

        @Override
        public boolean hasHooks() {
            return false;
        }
    }

    /// `x -> x` with derivative 0.
    record StopGradient() implements Mark {
        @Override
        public String name() {
            return "stop_gradient";
        }

        @Override
        public boolean hasHooks() {
            return false;
        }
    }

    /// `value, form -> value` with the derivative of the form: the same number written in two ways, of which one is
    /// exact and the other has the derivative that is.
    record Restated() implements Mark {
        @Override
        public String name() {
            return "restated";
        }

        @Override
        public boolean hasHooks() {
            return false;
        }
    }

    /// `x -> x` whose cotangent passes through a function.
    record Hook(UnaryOperator<Value> fn) implements Mark {
        @Override
        public String name() {
            return "hook";
        }

        @Override
        public boolean hasHooks() {
            return true;
        }
    }

    /// The tangent of [Hook]: `t -> t` whose transpose applies the function.
    record HookTangent(UnaryOperator<Value> fn) implements Mark, Linear {
        @Override
        public String name() {
            return "hook_tangent";
        }

        @Override
        public boolean hasHooks() {
            return true;
        }
    }

    // ---- programs inside programs

    /// An operation that runs programs. Its operands stand in one order, as those of every program that is traced or
    /// derived do: what decides (a predicate, a count) first, then what is constant to it (captured values, residuals,
    /// constants of a loop), then what it is a function of, the state of a loop before the items.
    sealed interface Composite extends Whole {
        @Override
        default Family family() {
            return Family.COMPOSITE;
        }

        @Override
        void programs(Consumer<@Nullable Object> to);

        @Override
        boolean hasHooks();

        @Override
        int depth();
    }

    /// Calls, branches and loops: what is differentiated by differentiating the programs that it runs, so that the
    /// derivative needs more of a run than operands and outputs.
    sealed interface Flow extends Composite {}

    /// `captured.., x.. -> y..`: runs a program.
    record Call(Program program) implements Flow {
        @Override
        public String name() {
            return "call";
        }

        @Override
        public String facts() {
            return " " + program;
        }

        @Override
        public void programs(Consumer<@Nullable Object> to) {
            to.accept(program);
        }

        @Override
        public boolean hasHooks() {
            return program.hasHooks();
        }

        @Override
        public int depth() {
            return program.depth();
        }
    }

    /// `bool[], captured.., x.. -> y..`: one of two programs of equal types.
    record Cond(Program then, Program otherwise) implements Flow {
        /// What the branches are given.
        ///
        /// @param <A> an array
        /// @param operands of the operation, or what there is one of for each
        /// @return those behind the predicate
        public <A> A arguments(A operands) {
            return Slices.from(operands, 1);
        }

        @Override
        public String name() {
            return "cond";
        }

        @Override
        public String facts() {
            return " " + then + " " + otherwise;
        }

        @Override
        public void programs(Consumer<@Nullable Object> to) {
            to.accept(then);
            to.accept(otherwise);
        }

        @Override
        public boolean hasHooks() {
            return then.hasHooks() || otherwise.hasHooks();
        }

        @Override
        public int depth() {
            return Math.max(then.depth(), otherwise.depth());
        }
    }

    /// A body that runs again and again: `deciding.., consts.., carry.., xs.. -> carry.., ys.., counted..`, of which
    /// `body(consts.., carry.., x..) -> carry.., y..` is one trip. Lists of operands and results, or of what there is
    /// one of for each, are cut here and nowhere else.
    sealed interface Loop extends Flow {
        /// One trip.
        ///
        /// @return the program
        Program body();

        /// How many operands decide how many trips there are.
        ///
        /// @return so many of the first ones
        int deciding();

        /// How many operands are the same in every trip.
        ///
        /// @return so many
        int consts();

        /// How many operands and results are state.
        ///
        /// @return so many
        int carry();

        /// Whether the last entries come first.
        ///
        /// @return true if so
        boolean reverse();

        /// How many trips there are.
        ///
        /// @return -1 if that is known only at run time
        int length();

        /// What decides how many trips there are.
        ///
        /// @param <A> an array
        /// @param operands of the operation
        /// @return the first part
        default <A> A deciding(A operands) {
            return Slices.part(operands, 0, deciding());
        }

        /// What the body is given.
        ///
        /// @param <A> an array
        /// @param operands of the operation
        /// @return the other parts
        default <A> Slices.Operands<A> operands(A operands) {
            return parameters(Slices.from(operands, deciding()));
        }

        /// What the body is given, as seen from inside.
        ///
        /// @param <A> an array
        /// @param parameters of the body
        /// @return the parts
        default <A> Slices.Operands<A> parameters(A parameters) {
            var rest = Slices.from(parameters, consts());
            return new Slices.Operands<>(Slices.part(parameters, 0, consts()), Slices.part(rest, 0, carry()),
                    Slices.from(rest, carry()));
        }

        /// What the body gives.
        ///
        /// @param <A> an array
        /// @param results of the operation, or outputs of the body
        /// @return the parts
        default <A> Slices.Results<A> results(A results) {
            return new Slices.Results<>(Slices.part(results, 0, carry()),
                    Slices.part(results, carry(), body().outputs() - carry()));
        }

        /// The number of trips.
        ///
        /// @param <A> an array
        /// @param results of the operation
        /// @return what is behind the results that the body gives: one of a while, none of a scan
        default <A> A counted(A results) {
            return Slices.from(results, body().outputs());
        }
    }

    /// `condConsts, bodyConsts, carry -> carry, ys.., count`: while `cond(condConsts, carry)` do `carry, y.. =
    /// body(bodyConsts, carry)`. The `ys` are stacks with an entry a trip, `count` (int32) is the number of trips.
    record While(Program cond, Program body, int condConsts, int bodyConsts, int carry) implements Loop {
        @Override
        public int deciding() {
            return condConsts;
        }

        @Override
        public int consts() {
            return bodyConsts;
        }

        @Override
        public boolean reverse() {
            return false;
        }

        @Override
        public int length() {
            return -1;
        }

        @Override
        public String name() {
            return "while";
        }

        @Override
        public String facts() {
            return "[" + condConsts + "," + bodyConsts + "," + carry + "] " + cond + " " + body;
        }

        @Override
        public void programs(Consumer<@Nullable Object> to) {
            to.accept(cond);
            to.accept(body);
        }

        @Override
        public boolean hasHooks() {
            return cond.hasHooks() || body.hasHooks();
        }

        @Override
        public int depth() {
            return Math.max(cond.depth(), body.depth());
        }
    }

    /// `count, consts, carry, xs.. -> carry, ys..`: `carry, y.. = body(consts, carry, x..)` for each of `count` entries
    /// of the xs, last to first if `reverse`. With a `length` of -1 that number is known only at run time and the ys
    /// are stacks.
    record Scan(Program body, int consts, int carry, boolean reverse, int length) implements Loop {
        @Override
        public int deciding() {
            return 1;
        }

        @Override
        public String name() {
            return "scan";
        }

        @Override
        public String facts() {
            return "[" + consts + "," + carry + (reverse ? ",reverse" : "") + (length < 0 ? "" : "," + length) + "] "
                    + body;
        }

        @Override
        public void programs(Consumer<@Nullable Object> to) {
            to.accept(body);
        }

        @Override
        public boolean hasHooks() {
            return body.hasHooks();
        }

        @Override
        public int depth() {
            return body.depth();
        }
    }

    /// What is differentiated by a rule that is given with it.
    sealed interface Ruled extends Composite {}

    /// Whose rule an operation is differentiated by, for messages.
    ///
    /// @param rule such as `Custom.vjp (Main.java:7)`, `bprop of Net`
    /// @param argument how what the rule has to be linear in is called, with `%d` for a number if there are several:
    ///     `dout`, `dx[%d]`
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
                    : new Whose(rule, argument,
                            Ints.of(IntStream.range(0, some.length).filter(i -> some[i]).map(numbers::get).toArray()));
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

    /// `captured by the rule.., captured by f.., x.. -> y..`: runs `f(captured.., x..)`, on the last operands;
    /// differentiates by the rule. One of the rules is present: `bwd(captured.., x.., y.., ct..) -> ctx..` or
    /// `jvp(captured.., x.., y.., tx..) -> ty..`. Without a rule it is a tangent that a rule gives, written out.
    ///
    /// @param inputs how many operands it is differentiated by, the last ones
    /// @param whose the rule, for messages
    record Custom(Program f, @Nullable Program bwd, @Nullable Program jvp, int inputs, Whose whose) implements Ruled {
        /// An operation with a rule that has no name.
        public Custom(Program f, @Nullable Program bwd, @Nullable Program jvp, int inputs) {
            this(f, bwd, jvp, inputs, Whose.UNNAMED);
        }

        /// What the rule has captured.
        ///
        /// @param <A> an array
        /// @param operands of the operation, or what there is one of for each
        /// @return those before what `f` is given
        public <A> A capturedByRule(A operands) {
            return Slices.before(operands, f.params());
        }

        /// What `f` is given.
        ///
        /// @param <A> an array
        /// @param operands of the operation, or what there is one of for each
        /// @return the last ones: what it has captured, and its arguments
        public <A> A ofFunction(A operands) {
            return Slices.last(operands, f.params());
        }

        /// What it is differentiated by.
        ///
        /// @param <A> an array
        /// @param operands of the operation, or what there is one of for each
        /// @return the last ones, without what is captured
        public <A> A arguments(A operands) {
            return Slices.last(operands, inputs);
        }

        @Override
        public String name() {
            return "custom";
        }

        @Override
        public String facts() {
            return "[" + (bwd != null ? "vjp" : jvp != null ? "jvp" : "") + "] " + f;
        }

        @Override
        public void programs(Consumer<@Nullable Object> to) {
            to.accept(f);
            to.accept(bwd);
            to.accept(jvp);
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

    /// `residuals.., t.. -> ty..`: the linear map whose transpose is the program `bwd(residuals.., ct..) -> ct of t..`.
    /// Evaluated forward by transposing `bwd`, which must then be linear.
    ///
    /// @param whose the rule, for messages
    record LinearCall(Program bwd, int residuals, List<Type> outputs, Whose whose) implements Ruled {
        /// Copies the list.
        public LinearCall {
            outputs = List.copyOf(outputs);
        }

        /// A map by a rule that has no name.
        public LinearCall(Program bwd, int residuals, List<Type> outputs) {
            this(bwd, residuals, outputs, Whose.UNNAMED);
        }

        /// What the map itself is made of.
        ///
        /// @param <A> an array
        /// @param operands of the operation, or what there is one of for each
        /// @return the first ones
        public <A> A residuals(A operands) {
            return Slices.part(operands, 0, residuals);
        }

        /// What it maps.
        ///
        /// @param <A> an array
        /// @param operands of the operation, or what there is one of for each
        /// @return the others
        public <A> A tangents(A operands) {
            return Slices.from(operands, residuals);
        }

        @Override
        public String name() {
            return "transposed";
        }

        @Override
        public String facts() {
            return " " + bwd;
        }

        @Override
        public void programs(Consumer<@Nullable Object> to) {
            to.accept(bwd);
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

    /// `x.. -> y..`: one pass over memory, in planned programs only. The parameters of the body are flat arrays, each
    /// of as many elements as its operand; its results have as many elements as the shapes say.
    ///
    /// @param body in the normal form that a plan has
    /// @param results the shapes of the results
    record Kernel(Program body, List<Shape> results) implements Composite {
        /// Copies the list.
        public Kernel {
            results = List.copyOf(results);
        }

        @Override
        public String name() {
            return "kernel";
        }

        @Override
        public String facts() {
            return " " + body;
        }

        @Override
        public void programs(Consumer<@Nullable Object> to) {
            to.accept(body);
        }

        @Override
        public boolean hasHooks() {
            return body.hasHooks();
        }

        @Override
        public int depth() {
            return body.depth();
        }

        /// What a transformation says that meets one.
        ///
        /// @return to be thrown
        public IllegalStateException planned() {
            return new IllegalStateException(
                    "a plan is run, not transformed: transform the program that it is the plan of");
        }
    }

    private static String lower(Enum<?> e) {
        return e.name().toLowerCase(Locale.ROOT);
    }

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
        MIN;

        /// What a reduction of nothing gives, as far as a double can say it: MAX and MIN of integers start at the ends
        /// of the type's range, which the conversion of an infinity gives.
        ///
        /// @param dtype of the elements
        /// @return the neutral element; 0 and 1 for truth values
        public double identity(DType dtype) {
            return switch (this) {
                case SUM -> 0;
                case PROD -> 1;
                case MAX -> dtype == DType.BOOL ? 0 : Double.NEGATIVE_INFINITY;
                case MIN -> dtype == DType.BOOL ? 1 : Double.POSITIVE_INFINITY;
            };
        }
    }
}
