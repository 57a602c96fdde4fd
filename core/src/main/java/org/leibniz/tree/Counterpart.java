package org.leibniz.tree;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.leibniz.array.Numbers;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// A tree that belongs to another one place by place: tangents to inputs, cotangents and sensitivities to outputs, what
/// a rule gives to either. It has the structure of the other: a tensor for each tensor, the same records, keys and
/// lengths; a list, a tuple and an array may stand for each other, as in Python. A number may stand for a tensor of one
/// element.
///
/// What is static in the other has no direction. A number there that says one would be dropped, so it is refused,
/// unless it is 0, or the one that the other has in a component that could hold no tensor, as [Tree#map(TensorFn1,
/// Object)] leaves it.
public final class Counterpart {
    private final Role role;
    private final String what;
    private final TreeForm form;
    private final Type[] types;
    private final FlatTree given;
    private final Value[] fitted;
    private int next; // leaf of what was given

    /// What it can be.
    public enum Role {
        /// Of an input: a direction.
        TANGENT(null, "", "a direction", null),
        /// Of an output: a cotangent or a sensitivity. What is static in an output is constant, whatever weight it is
        /// given.
        COTANGENT("its size should be the same as that of the outputs", " tensor", null, null),
        /// Of an input, given by a rule.
        GRADIENT("the number of gradients should be equal to the number of inputs", "", "a gradient",
                "where there is none give zerosLike(..) of the input"),
        /// Of an output, given by a rule.
        RESULT(null, "", "a tangent", "where there is none give zerosLike(..) of the result");

        private final @Nullable String sizes; // what is said where the numbers of tensors differ
        private final String unit;
        private final @Nullable String meant; // what a number would mean; null if it means nothing

        // how a rule says that there is no derivative; null of what is no result of a rule
        private final @Nullable String nothing;

        Role(@Nullable String sizes, String unit, @Nullable String meant, @Nullable String nothing) {
            this.sizes = sizes;
            this.unit = unit;
            this.meant = meant;
            this.nothing = nothing;
        }
    }

    /// Brings a tensor to the type that is due, or refuses it.
    @FunctionalInterface
    public interface Fit {
        /// Fits a tensor.
        ///
        /// @param leaf which tensor
        /// @param place where it stands, such as `input 0.second`
        /// @param given the tensor
        /// @return the tensor that takes its place
        Value apply(int leaf, String place, Value given);
    }

    private Counterpart(Role role, String what, TreeForm form, Type[] types, FlatTree given) {
        this.role = role;
        this.what = what;
        this.form = form;
        this.types = types;
        this.given = given;
        this.fitted = new Value[types.length];
    }

    /// Matches a tree with the one that it belongs to.
    ///
    /// @param role what it is
    /// @param what its name for messages, such as `vjp: cotangent`
    /// @param root the name of the other, such as `input 0` or `the output`
    /// @param form the form of the other
    /// @param types the types of the tensors of the other
    /// @param tree the tree
    /// @param fit what is done with each tensor
    /// @return one value for each tensor of the other
    /// @throws IllegalArgumentException if the structures differ, with the place where
    public static Value[] of(Role role, String what, String root, TreeForm form, Type[] types, @Nullable Object tree,
            Fit fit) {
        var given = FlatTree.of(what, tree);
        if (form == TreeForm.Leaf.LEAF && given.form() == form) {
            return new Value[]{fit.apply(0, root, given.leaves()[0])};
        }
        var counterpart = new Counterpart(role, what, form, types, given);
        int leaves = counterpart.match(form, given.form(), root, root, true, 0, fit);
        if (leaves != types.length) {
            throw new IllegalStateException(what + ": " + leaves + " leaves of " + types.length);
        }
        return counterpart.fitted;
    }

    /// Matches a part; gives the number of the leaf behind it.
    private int match(TreeForm a, TreeForm b, String root, String place, boolean mayHoldTensor, int leaf, Fit fit) {
        switch (a) {
            case TreeForm.Leaf _ -> {
                requireGiven(b, place, types[leaf]);
                fitted[leaf] = fit.apply(leaf, place,
                        b == a ? given.leaves()[next++] : number(b, root, place, types[leaf]));
                return leaf + 1;
            }
            case TreeForm.Constant(var value) -> {
                if (!(b instanceof TreeForm.Constant(var direction))) {
                    throw mismatch(root, place, a, b);
                }
                if (HostNumber.is(value)) {
                    requireNone(place, value, direction, mayHoldTensor);
                }
                return leaf;
            }
            case TreeForm.Product _,TreeForm.Sequence _,TreeForm.Row _,TreeForm.Dictionary _,TreeForm.Holder _ -> {
                var parts = a.parts();
                var others = b.parts();
                if (!FormComparison.isLike(a, b)) {
                    requireGiven(b, place, null);
                    throw mismatch(root, place, a, b);
                }
                int end = leaf;
                for (int i = 0; i < parts.size(); i++) {
                    end = match(parts.get(i), others.get(i), root, place + a.place(i),
                            a.mayHoldTensor(i, mayHoldTensor), end, fit);
                }
                return end;
            }
        }
    }

    /// Refuses null from a rule.
    private void requireGiven(TreeForm b, String place, @Nullable Type due) {
        if (role.nothing == null || !(b instanceof TreeForm.Constant(var value)) || value != null) {
            return;
        }
        throw new IllegalArgumentException(
                what + ": the rule returned null for " + numbered(place) + ": expected " + role.meant + ", "
                        + (due == null
                                ? "a tree of its form"
                                : "a tensor of shape " + due.shape() + " and dtype " + due.dtype())
                        + "; "
                        + role.nothing);
    }

    /// A place as it stands in an error: the arguments of a function are counted.
    ///
    /// @param place such as `the inputs[1].w`, `the input`, `the result[0]`
    /// @return such as `input 1.w`, `input 0`, `result 0`
    public static String numbered(String place) {
        return place.startsWith("the inputs[")
                ? "input " + place.substring("the inputs[".length()).replaceFirst("]", "")
                : place.equals("the input") || place.equals("the result")
                        ? place.substring("the ".length()) + " 0"
                        : place;
    }

    /// A number in the place of a tensor.
    private Value number(TreeForm b, String root, String place, Type type) {
        if (!(b instanceof TreeForm.Constant(Number n))) {
            throw mismatch(root, place, TreeForm.Leaf.LEAF, b);
        }
        if (type.shape().size() != 1) {
            throw new IllegalArgumentException(
                    what + ": " + place + ": expected a tensor of shape " + type.shape() + ", got the number " + n
                            + ", which stands for one element; full(" + n + ", ..) makes a tensor of it");
        }
        return Numbers.literal(what + ": " + place, type.dtype(), n).reshape(type.shape());
    }

    /// Refuses a direction of a number.
    private void requireNone(String place, @Nullable Object value, @Nullable Object direction, boolean mayHoldTensor) {
        boolean none = role.meant == null || direction == null
                || HostNumber.is(direction) && HostNumber.isZero(direction)
                || !mayHoldTensor && Objects.deepEquals(value, direction);
        if (!none) {
            throw new IllegalArgumentException(what + ": " + place + " is " + text(value)
                    + ", a number, which is static and takes no part in"
                    + " differentiation, so " + role.meant + " for it, " + text(direction)
                    + ", would be dropped; expected 0. Make it a"
                    + " tensor to differentiate by it: Tensor.of(..)");
        }
    }

    private static String text(@Nullable Object value) {
        return new TreeForm.Constant(value).text();
    }

    private IllegalArgumentException mismatch(String root, String place, TreeForm a, TreeForm b) {
        int expected = form.leaves();
        int got = given.leaves().length;
        String counted = expected == got || role.sizes == null
                ? ""
                : role.sizes + ": expected " + expected + plural(expected) + ", got " + got + "; ";
        String where = place.equals(root)
                ? ""
                : "; they differ at " + place + ": expected " + a.text() + ", got " + b.text();
        return new IllegalArgumentException(
                what + ": " + counted + "expected the form of " + root + ", " + form.text() + ", got "
                        + given.form().text() + where + given.form().hiding());
    }

    private String plural(int n) {
        return role.unit.isEmpty() || n == 1 ? role.unit : role.unit + "s";
    }
}
