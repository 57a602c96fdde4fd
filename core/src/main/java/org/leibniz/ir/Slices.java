package org.leibniz.ir;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Parts of lists by name. A list is an array of anything that there is one of for each operand or result: values,
/// types, truth values, slots. Operations know where their parts lie; whoever wants one asks by name, and puts parts
/// together in the same order.
public final class Slices {
    private Slices() {}

    /// What the body of a loop is given.
    ///
    /// @param <A> an array of values, types, truth values ..
    /// @param consts what is the same in every trip
    /// @param carry the state
    /// @param xs what is scanned: entries in the body, all of them outside
    public record Operands<A>(A consts, A carry, A xs) {
        /// All, in the order of the parameters of a body.
        public A all() {
            return join(consts, carry, xs);
        }

        /// Another list, in parts as long as these.
        ///
        /// @param <B> an array
        /// @param list as long as all of these
        /// @return its parts
        public <B> Operands<B> cut(B list) {
            var parts = Slices.cut(list, consts, carry, xs);
            return new Operands<>(parts.get(0), parts.get(1), parts.get(2));
        }

        /// Each part made into another.
        public <B> Operands<B> map(Function<A, B> each) {
            return new Operands<>(each.apply(consts), each.apply(carry), each.apply(xs));
        }

        /// The same with another state.
        public Operands<A> carrying(A other) {
            return new Operands<>(consts, other, xs);
        }

        /// The operands of a loop that does two things at once: each part of this one, followed by that of the other.
        public Operands<A> beside(Operands<A> other) {
            return new Operands<>(join(consts, other.consts), join(carry, other.carry), join(xs, other.xs));
        }

        /// Of the operands of this beside another, those of this.
        ///
        /// @param <B> an array
        /// @param both of both
        /// @return parts as long as these
        public <B> Operands<B> firstOf(Operands<B> both) {
            return new Operands<>(head(both.consts, consts), head(both.carry, carry), head(both.xs, xs));
        }

        /// Of the operands of this beside another, those of the other.
        ///
        /// @param <B> an array
        /// @param both of both
        /// @return what is behind parts as long as these
        public <B> Operands<B> restOf(Operands<B> both) {
            return new Operands<>(tail(both.consts, consts), tail(both.carry, carry), tail(both.xs, xs));
        }
    }

    /// What the body of a loop gives.
    ///
    /// @param <A> an array of values, types, truth values ..
    /// @param carry the state
    /// @param ys results of one trip in the body, of all trips outside
    public record Results<A>(A carry, A ys) {
        /// All, in the order of the outputs of a body.
        public A all() {
            return join(carry, ys);
        }

        /// Each part made into another.
        public <B> Results<B> map(Function<A, B> each) {
            return new Results<>(each.apply(carry), each.apply(ys));
        }

        /// The results of a loop that does two things at once: each part of this one, followed by that of the other.
        public Results<A> beside(Results<A> other) {
            return new Results<>(join(carry, other.carry), join(ys, other.ys));
        }

        /// Of the results of this beside another, those of this.
        ///
        /// @param <B> an array
        /// @param both of both
        /// @return parts as long as these
        public <B> Results<B> firstOf(Results<B> both) {
            return new Results<>(head(both.carry, carry), head(both.ys, ys));
        }

        /// Of the results of this beside another, those of the other.
        ///
        /// @param <B> an array
        /// @param both of both
        /// @return what is behind parts as long as these
        public <B> Results<B> restOf(Results<B> both) {
            return new Results<>(tail(both.carry, carry), tail(both.ys, ys));
        }
    }

    /// A list in parts as long as others.
    ///
    /// @param <A> an array
    /// @param list as long as all of them
    /// @param like arrays
    /// @return a part for each
    public static <A> List<A> cut(A list, Object... like) {
        var parts = new ArrayList<A>(like.length);
        int from = 0;
        for (var l : like) {
            int n = Array.getLength(l);
            parts.add(part(list, from, n));
            from += n;
        }
        if (from != Array.getLength(list)) {
            throw new IllegalStateException("parts of " + from + " of a list of " + Array.getLength(list));
        }
        return parts;
    }

    /// The first of a list, as many as there are of another.
    public static <A> A head(A list, Object like) {
        return part(list, 0, Array.getLength(like));
    }

    /// What is behind them.
    private static <A> A tail(A list, Object like) {
        return from(list, Array.getLength(like));
    }

    /// What is behind the first `n`.
    static <A> A from(A list, int n) {
        return part(list, n, Array.getLength(list) - n);
    }

    /// What is before the last `n`.
    public static <A> A before(A list, int n) {
        return part(list, 0, Array.getLength(list) - n);
    }

    /// The last `n`.
    public static <A> A last(A list, int n) {
        return part(list, Array.getLength(list) - n, n);
    }

    /// Some of a list: `n` from a first one on.
    @SuppressWarnings({"unchecked", "SuspiciousSystemArraycopy"})
    public static <A> A part(A list, int from, int n) {
        Object part = Array.newInstance(list.getClass().getComponentType(), n);
        System.arraycopy(list, from, part, 0, n);
        return (A) part;
    }

    /// Some of a list, by their places in it.
    ///
    /// @param <A> an array
    /// @param list the list
    /// @param places indices into the list
    /// @param from the first of the places
    /// @param to their end, exclusive
    /// @return the list of what is there
    @SuppressWarnings({"unchecked", "SuspiciousSystemArraycopy"})
    public static <A> A pick(A list, int[] places, int from, int to) {
        Object some = Array.newInstance(list.getClass().getComponentType(), to - from);
        for (int i = from; i < to; i++) {
            System.arraycopy(list, places[i], some, i - from, 1);
        }
        return (A) some;
    }

    /// Lists as one.
    ///
    /// @param <A> an array
    /// @param parts at least one, of one class
    /// @return an array of that class
    @SafeVarargs
    @SuppressWarnings({"unchecked", "SuspiciousSystemArraycopy"})
    public static <A> A join(A... parts) {
        int n = 0;
        for (var p : parts) {
            n += Array.getLength(p);
        }
        Object all = Array.newInstance(parts[0].getClass().getComponentType(), n);
        int at = 0;
        for (var p : parts) {
            System.arraycopy(p, 0, all, at, Array.getLength(p));
            at += Array.getLength(p);
        }
        return (A) all;
    }
}
