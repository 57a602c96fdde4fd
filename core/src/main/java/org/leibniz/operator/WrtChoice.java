package org.leibniz.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.leibniz.CellOf;
import org.leibniz.GradsById;
import org.leibniz.Parameter;
import org.leibniz.ParameterTuple;
import org.leibniz.Tensor;
import org.leibniz.TensorTuple;
import org.leibniz.Tuple2;
import org.leibniz.Tuple3;
import org.leibniz.Tuple4;
import org.leibniz.Wrt;
import org.leibniz.array.Insides;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Variable;
import org.leibniz.tree.HolderClass;
import org.leibniz.tree.Untyped;

/// What `wrt(..)` makes: the inputs and parameters that are meant, and how the answer is put together from their
/// gradients.
///
/// @param <G> the type of the gradient
public sealed interface WrtChoice<G> extends Wrt<G> {

    /// Inputs by position.
    ///
    /// @param <G> the type of the gradient
    /// @param positions from 0
    /// @param trees whether an input may be a tree, whose gradient is a tree; otherwise it is a tensor
    /// @param form from the gradients, one a position
    record Inputs<G>(List<Integer> positions, boolean trees, Function<Object[], G> form) implements WrtChoice<G> {
        @Override
        public void collect(Collected found) {
            found.positions.addAll(positions);
            if (trees) {
                found.treesAt.addAll(positions);
            }
        }

        @Override
        public Object answer(Found found) {
            Object[] gradients = new Object[positions.size()];
            for (int i = 0; i < gradients.length; i++) {
                gradients[i] = found.at(positions.get(i));
            }
            return Untyped.cast(form.apply(gradients));
        }

        @Override
        public String toString() {
            return printed(this);
        }
    }

    /// Every input.
    record All() implements WrtChoice<TensorTuple> {
        @Override
        public void collect(Collected found) {
            found.positions.addAll(firsts(found.inputs));
        }

        @Override
        public Object answer(Found found) {
            return new TensorTuple(firsts(found.inputs()).stream().map(found::at).map(Tensor.class::cast).toList());
        }
    }

    /// The trainable parameters of a cell that the function has read, in the order of their first read.
    ///
    /// @param cell the cell
    record Reached(CellOf<?> cell) implements WrtChoice<TensorTuple> {
        @Override
        public void collect(Collected found) {
            found.parameters.addAll(cell.trainableParams());
        }

        @Override
        public Object answer(Found found) {
            var byVariable = new HashMap<Variable, Parameter>();
            cell.trainableParams().forEach(p -> byVariable.put(Insides.get().variable(p), p));
            return new TensorTuple(found.reads().stream().filter(byVariable::containsKey).map(byVariable::get)
                    .map(found::of).toList());
        }
    }

    /// Two answers side by side.
    ///
    /// @param <A> the type of one
    /// @param <B> the type of the other
    /// @param a one
    /// @param b the other
    record Both<A, B>(Wrt<A> a, Wrt<B> b) implements WrtChoice<Tuple2<A, B>> {
        /// Refuses null.
        public Both {
            requireSome("wrt", a);
            requireSome("wrt", b);
        }

        @Override
        public void collect(Collected found) {
            found.add(a);
            found.add(b);
        }

        @Override
        public Object answer(Found found) {
            return new Tuple2<>(WrtChoice.answer(a, found), WrtChoice.answer(b, found));
        }

        @Override
        public String toString() {
            return printed(this);
        }
    }

    /// The same gradients, each with the position or the parameter that it belongs to.
    ///
    /// @param wrt with respect to what
    record Labelled(Wrt<?> wrt) implements WrtChoice<GradsById> {
        /// Refuses null.
        public Labelled {
            requireSome("returnIds", wrt);
        }

        @Override
        public void collect(Collected found) {
            found.add(wrt);
        }

        @Override
        public Object answer(Found found) {
            return byId(wrt, found);
        }

        @Override
        public String toString() {
            return printed(this);
        }
    }

    // ---- making

    /// The tensors at positions.
    ///
    /// @param <G> the type of the gradient
    /// @param form from the gradients, one a position
    /// @param positions from 0
    /// @return the choice
    /// @throws IllegalArgumentException if there is none, a negative one or one twice
    static <G> WrtChoice<G> tensors(Function<Tensor[], G> form, int... positions) {
        UserCall.given(positions, "positions: expected numbers of inputs");
        if (positions.length == 0) {
            throw new IllegalArgumentException(
                    "wrt: positions: expected at least one, got none; for parameters alone pass them in place of "
                            + "wrt(..)");
        }
        for (int p : positions) {
            if (p < 0) {
                throw new IllegalArgumentException(
                        "wrt: positions: expected numbers from 0, got " + p + "; the first input has position 0");
            }
        }
        var list = boxed(positions);
        requireOnce(list);
        return new Inputs<>(list, false, g -> form.apply(Arrays.copyOf(g, g.length, Tensor[].class)));
    }

    /// The first inputs, tensors.
    ///
    /// @param count how many
    /// @return the choice: a tensor, or a tuple of tensors
    static WrtChoice<Object> tensors(int count) {
        return new Inputs<>(List.copyOf(firsts(count)), false, WrtChoice::tuple);
    }

    /// The first inputs, whatever trees they are.
    ///
    /// @param count how many
    /// @return the choice: a tree, or a tuple of trees
    static WrtChoice<Object> trees(int count) {
        return new Inputs<>(List.copyOf(firsts(count)), true, WrtChoice::tuple);
    }

    /// One thing as it is, several as a tuple.
    ///
    /// @param <G> the type that the signature of a public method promises
    /// @param g one to four things
    /// @return the thing or the tuple
    @SuppressWarnings("TypeParameterUnusedInFormals") // as Untyped.cast
    static <G> G tuple(Object... g) {
        return Untyped.cast(switch (g.length) {
            case 1 -> g[0];
            case 2 -> new Tuple2<>(g[0], g[1]);
            case 3 -> new Tuple3<>(g[0], g[1], g[2]);
            default -> new Tuple4<>(g[0], g[1], g[2], g[3]);
        });
    }

    /// The first positions.
    ///
    /// @param count how many
    /// @return `0, 1, .., count - 1`
    static Set<Integer> firsts(int count) {
        var firsts = new LinkedHashSet<Integer>();
        for (int i = 0; i < count; i++) {
            firsts.add(i);
        }
        return firsts;
    }

    // ---- what is meant

    /// Refuses a choice that is not there.
    ///
    /// @param what the transformation, for the message
    /// @param wrt what a user gave
    /// @throws NullPointerException if it is null
    static void requireSome(String what, @Nullable Wrt<?> wrt) {
        if (wrt == null) {
            throw new NullPointerException(
                    what + ": expected wrt(..), a Parameter or a ParameterTuple to differentiate by, got null");
        }
    }

    private static List<Integer> boxed(int[] positions) {
        var list = new ArrayList<Integer>();
        for (int p : positions) {
            list.add(p);
        }
        return List.copyOf(list);
    }

    private static void requireOnce(List<Integer> positions) {
        if (new HashSet<>(positions).size() < positions.size()) {
            throw new IllegalArgumentException("wrt: positions: expected each once, got duplicates in " + positions);
        }
    }

    /// What a choice comes to for a function of so many inputs.
    ///
    /// @param positions the inputs
    /// @param treesAt those that may be trees
    /// @param parameters the parameters
    record Targets(int[] positions, Set<Integer> treesAt, List<Parameter> parameters) {

        static Targets of(Wrt<?> wrt, int inputs) {
            if (wrt instanceof Inputs<?>(var at, var trees, var _) && at.size() == 1 && at.getFirst() < inputs) {
                return new Targets(new int[]{at.getFirst()}, trees ? Set.of(at.getFirst()) : Set.of(), List.of());
            }
            var found = new Collected(inputs);
            found.add(wrt);
            for (int p : found.positions) {
                if (p >= inputs) {
                    throw new IndexOutOfBoundsException(inputs == 0
                            ? UserCall.method() + ": position " + p
                                    + " exceeds the inputs: expected one to differentiate by, got no inputs; pass it, "
                                    + "as in apply(x), "
                                    + "or differentiate by parameters, as in grad(f, w)"
                            : "wrt: position " + p + " exceeds the inputs: expected 0 to " + (inputs - 1)
                                    + " for a function of " + inputs + (inputs == 1 ? " input" : " inputs"));
                }
            }
            requireOnce(found.positions);
            return new Targets(Ints.of(found.positions).toArray(), found.treesAt, List.copyOf(found.parameters));
        }
    }

    /// What is meant, as it is found.
    final class Collected {
        private final int inputs;
        private final List<Integer> positions = new ArrayList<>();
        private final Set<Integer> treesAt = new LinkedHashSet<>();
        private final Set<Parameter> parameters = new LinkedHashSet<>();

        private Collected(int inputs) {
            this.inputs = inputs;
        }

        private void add(Wrt<?> wrt) {
            if (wrt instanceof Parameter p) {
                parameters.add(p);
            } else if (wrt instanceof ParameterTuple ps) {
                parameters.addAll(ps);
            } else {
                ((WrtChoice<?>) wrt).collect(this);
            }
        }
    }

    /// Adds what is meant.
    void collect(Collected found);

    /// Puts the answer together.
    Object answer(Found found);

    /// What is meant, for a user who prints a derivative.
    ///
    /// @param wrt what was asked
    /// @return such as `input 0`, `inputs 0 and 1`, `the parameter w`
    static String text(Wrt<?> wrt) {
        return switch (wrt) {
            case Parameter p -> "the parameter " + p.name();
            case ParameterTuple ps -> ps.size() == 1 ? text(ps.get(0)) : ps.size() + " parameters";
            case Inputs<?>(var at, var _, var _) when at.size() == 1 -> "input " + at.getFirst();
            case Inputs<?>(var at, var _, var _) ->
                "inputs " + at.stream().map(String::valueOf).collect(Collectors.joining(" and "));
            case All _ -> "all inputs";
            case Reached _ -> "the parameters of the cell";
            case Both<?, ?>(var a, var b) -> text(a) + " and " + text(b);
            case Labelled(var w) -> text(w);
        };
    }

    /// What a user sees who prints it.
    private static String printed(WrtChoice<?> choice) {
        return "wrt(..): by " + text(choice);
    }

    // ---- the answer

    /// The gradients that were found.
    interface Found {
        /// The gradient of an input.
        ///
        /// @param position which
        /// @return a tensor or a tree
        Object at(int position);

        /// The gradient of a parameter.
        Tensor of(Parameter p);

        /// The number of inputs of the function.
        int inputs();

        /// The variables that the function read, in order of their first read.
        Set<Variable> reads();
    }

    /// Puts an answer together.
    static Object answer(Wrt<?> wrt, Found found) {
        return wrt instanceof Parameter p
                ? found.of(p)
                : wrt instanceof ParameterTuple ps
                        ? new TensorTuple(ps.stream().map(found::of).toList())
                        : ((WrtChoice<?>) wrt).answer(found);
    }

    private static GradsById byId(Wrt<?> wrt, Found found) {
        Object ids = ids(wrt, found);
        return Insides.get().gradsById(ids,
                HolderClass.flat(ids).stream()
                        .map(id -> id instanceof Parameter p ? found.of(p) : (Tensor) found.at((Integer) id)).toList());
    }

    private static Object ids(Wrt<?> wrt, Found found) {
        return switch (wrt) {
            case Parameter p -> p;
            case ParameterTuple ps -> List.copyOf(ps);
            case Inputs<?>(var at, var _, var _) when at.size() == 1 -> at.getFirst();
            case Inputs<?>(var at, var _, var _) -> at;
            case All _ -> List.copyOf(firsts(found.inputs()));
            case Reached(var cell) -> List.copyOf(cell.trainableParams());
            case Both<?, ?>(var a, var b) -> List.of(ids(a, found), ids(b, found));
            case Labelled(var w) -> ids(w, found);
        };
    }
}
