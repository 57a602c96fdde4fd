package org.leibniz.ir;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.leibniz.Shape;

/// An operation that runs programs. Its operands stand in one order, as those of every program that is traced or
/// derived do: what decides (a predicate, a count) first, then what is constant to it (captured values, residuals,
/// constants of a loop), then what it is a function of, the state of a loop before the items.
public sealed interface Composite extends Op, Op.Whole {
    @Override
    default Family family() {
        return Family.COMPOSITE;
    }

    @Override
    List<Program> programs();

    @Override
    default String facts() {
        return programs().stream().map(p -> " " + p).collect(Collectors.joining());
    }

    @Override
    default boolean hasHooks() {
        boolean any = false;
        for (var p : programs()) {
            any |= p.hasHooks();
        }
        return any;
    }

    @Override
    default int depth() {
        int deepest = 0;
        for (var p : programs()) {
            deepest = Math.max(deepest, p.depth());
        }
        return deepest;
    }

    /// Calls, branches and loops: what is differentiated by differentiating the programs that it runs, so that the
    /// derivative needs more of a run than operands and outputs.
    sealed interface Flow extends Composite {}

    /// `captured.., x.. -> y..`: runs a program.
    record Call(Program program) implements Flow {
        @Override
        public List<Program> programs() {
            return List.of(program);
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
        public List<Program> programs() {
            return List.of(then, otherwise);
        }
    }

    /// A body that runs again and again: `deciding.., consts.., carry.., xs.. -> carry.., ys.., counted..`, of which
    /// `body(consts.., carry.., x..) -> carry.., y..` is one trip. Lists of operands and results, or of what there is
    /// one of for each, are cut here and nowhere else.
    sealed interface Loop extends Flow {
        /// One trip.
        Program body();

        /// How many operands decide how many trips there are.
        ///
        /// @return so many of the first ones
        int deciding();

        /// How many operands are the same in every trip.
        int consts();

        /// How many operands and results are state.
        int carry();

        /// Whether the last entries come first.
        boolean reverse();

        /// How many trips there are.
        ///
        /// @return -1 if that is known only at run time
        int length();

        /// What decides how many trips there are.
        default <A> A deciding(A operands) {
            return Slices.part(operands, 0, deciding());
        }

        /// What the body is given.
        default <A> Slices.Operands<A> operands(A operands) {
            return parameters(Slices.from(operands, deciding()));
        }

        /// What the body is given, as seen from inside.
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
        public String facts() {
            return "[" + condConsts + "," + bodyConsts + "," + carry + "]" + Loop.super.facts();
        }

        @Override
        public List<Program> programs() {
            return List.of(cond, body);
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
        public String facts() {
            return "[" + consts + "," + carry + (reverse ? ",reverse" : "") + (length < 0 ? "" : "," + length) + "]"
                    + Loop.super.facts();
        }

        @Override
        public List<Program> programs() {
            return List.of(body);
        }
    }

    /// What is differentiated by a rule that is given with it.
    sealed interface Ruled extends Composite {}

    /// `captured by the rule.., captured by f.., x.. -> y..`: runs `f(captured.., x..)`, on the last operands;
    /// differentiates by the rule. One of the rules is present: `bwd(captured.., x.., y.., ct..) -> ctx..` or
    /// `jvp(captured.., x.., y.., tx..) -> ty..`. Without a rule it is a tangent that a rule gives, written out.
    ///
    /// @param inputs how many operands it is differentiated by, the last ones
    /// @param whose the rule, for messages
    record Custom(Program f, @Nullable Program bwd, @Nullable Program jvp, int inputs,
            RuleName whose) implements Ruled {
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
        public String facts() {
            return "[" + (bwd != null ? "vjp" : jvp != null ? "jvp" : "") + "] " + f;
        }

        @Override
        public List<Program> programs() {
            return bwd != null ? List.of(f, bwd) : jvp != null ? List.of(f, jvp) : List.of(f);
        }
    }

    /// `residuals.., t.. -> ty..`: the linear map whose transpose is the program `bwd(residuals.., ct..) -> ct of t..`.
    /// Evaluated forward by transposing `bwd`, which must then be linear.
    ///
    /// @param whose the rule, for messages
    record LinearCall(Program bwd, int residuals, List<Type> outputs, RuleName whose) implements Ruled {
        /// Copies the list.
        public LinearCall {
            outputs = List.copyOf(outputs);
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
        public List<Program> programs() {
            return List.of(bwd);
        }
    }

    /// `x.. -> y..`: one pass over memory, in planned programs only. The parameters of the body are flat arrays, each
    /// of as many elements as its operand; its results have as many elements as the shapes say.
    ///
    /// @param body in the normal form that a plan has
    /// @param results the shapes of the results
    record Kernel(Program body, List<Shape> results) implements Composite {
        @Override
        public boolean equals(Object o) {
            return o instanceof Kernel other && body.equals(other.body) && results.equals(other.results);
        }

        @Override
        public int hashCode() {
            return 31 * body.hashCode() + results.hashCode();
        }

        /// Copies the list.
        public Kernel {
            results = List.copyOf(results);
        }

        @Override
        public List<Program> programs() {
            return List.of(body);
        }

        /// What a transformation says that meets one.
        public IllegalStateException planned() {
            return new IllegalStateException(
                    "a plan is run, not transformed: transform the program that it is the plan of");
        }
    }
}
