package org.leibniz.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.leibniz.Parameter;
import org.leibniz.Tensor;
import org.leibniz.caller.Given;
import org.leibniz.ir.Value;
import org.leibniz.transform.Fun;

/// A function at its arguments, as the transformations of values see it: leaves in, leaves out. Arguments that take no
/// part, and what is static in the others, stay as they are.
public final class FlatFunction implements Fun {
    /// What of a result is differentiated.
    public enum Outputs {
        /// The result is one tensor.
        ONE,
        /// The first component of a record, a tensor; the others are returned as they are.
        FIRST,
        /// Every tensor of the result.
        ALL;

        /// How many leaves that is, in the terms of [org.leibniz.transform.Gradient].
        public int leaves() {
            return this == ALL ? -1 : 1;
        }
    }

    private static final int RESULT = -1; // in the place of a position

    private final String what;
    private final Untyped f;
    private final Object[] arguments;
    private final int[] positions;
    private final TreeForm[] forms;
    private final int[] starts; // first leaf of each position
    private final Value[] inputs;
    private final @Nullable Outputs outputs;
    private @Nullable TreeForm result;

    /// Takes arguments apart.
    ///
    /// @param what the transformation, for messages
    /// @param f the function
    /// @param arguments its arguments
    /// @param positions which of them are taken apart
    /// @param trees those that may be trees; another one must be a tensor
    /// @param outputs what of the result is differentiated, null for a transformation that takes any
    public FlatFunction(String what, Untyped f, Object[] arguments, int[] positions, Set<Integer> trees,
            @Nullable Outputs outputs) {
        this.what = what;
        this.f = f;
        this.arguments = arguments;
        this.positions = positions;
        this.outputs = outputs;
        this.forms = new TreeForm[positions.length];
        this.starts = new int[positions.length + 1];
        Value[][] leaves = new Value[positions.length][];
        for (int i = 0; i < positions.length; i++) {
            if (arguments[positions[i]] == null && outputs != null) {
                throw Given.noTree(what, "input " + positions[i]);
            }
            var flat = flat(what, positions[i], arguments[positions[i]]);
            if (outputs != null && flat.form() != TreeForm.Leaf.LEAF && !trees.contains(positions[i])) {
                String input = "input " + positions[i];
                throw new IllegalArgumentException(what + ": " + input + ": a position means a tensor, got "
                        + (flat.leaves().length == 0
                                ? NoTensors.text(what, input, flat.form())
                                : flat.form().text()
                                        + "; make it the first argument and leave wrt(..) out, or differentiate by "
                                        + "its components as"
                                        + " arguments of their own"));
            }
            forms[i] = flat.form();
            leaves[i] = flat.leaves();
            starts[i + 1] = starts[i] + flat.leaves().length;
        }
        this.inputs = Value.join(leaves);
        if (outputs != null && positions.length > 0 && inputs.length == 0) {
            String input = "input " + positions[0];
            throw new IllegalArgumentException(
                    what + ": " + input + ": expected a tensor, or a tree with tensors, to differentiate by; got "
                            + NoTensors.text(what, input, forms[0]));
        }
        if (outputs != null) {
            for (int i = 0; i < positions.length; i++) {
                requireNoHiddenTensors(i);
            }
        }
    }

    private static FlatTree flat(String what, int position, Object tree) {
        try {
            return FlatTree.of(tree);
        } catch (NotATree e) {
            throw e.of(what + (position == RESULT ? ": the result" : ": input " + position));
        }
    }

    /// Refuses an argument with tensors in objects that are no trees, for a transformation to which they would be lost.
    ///
    /// @param i which position
    /// @throws IllegalArgumentException if there is one
    public void requireNoHiddenTensors(int i) {
        forms[i].requireNoHiddenTensors(() -> what + ": input " + positions[i]);
    }

    /// A function with all its arguments taken apart, for a transformation that takes any trees.
    public static FlatFunction whole(String what, Untyped f, Object... arguments) {
        int[] all = new int[arguments.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        return new FlatFunction(what, f, arguments, all, Set.of(), null);
    }

    @Override
    public @Nullable Class<?> origin() {
        return f.origin();
    }

    @Override
    public String what() {
        return what;
    }

    @Override
    public String place(int leaf) {
        int i = 0;
        while (starts[i + 1] <= leaf) {
            i++;
        }
        return forms[i].paths("input " + positions[i]).get(leaf - starts[i]);
    }

    /// The leaves of the arguments.
    public Value[] inputs() {
        return inputs.clone();
    }

    /// How many positions were taken apart.
    public int size() {
        return positions.length;
    }

    /// Which argument the i-th position is.
    public int position(int i) {
        return positions[i];
    }

    /// The form of the argument at a position.
    public TreeForm form(int i) {
        return forms[i];
    }

    /// The first leaf of the argument at a position; that of one more is the number of leaves.
    public int start(int i) {
        return starts[i];
    }

    /// Puts something together that has a value for each leaf of an argument, such as its gradient.
    ///
    /// @param position the argument
    /// @param values one an input of the function
    /// @return a tree of the argument's form
    public Object like(int position, Value[] values) {
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] == position) {
                return tree(i, values);
            }
        }
        throw new IllegalStateException("argument " + position + " was not taken apart");
    }

    private Object tree(int i, Value[] values) {
        return Untyped.cast(forms[i].rebuild(Arrays.copyOfRange(values, starts[i], starts[i + 1])));
    }

    /// Puts arguments together from other leaves.
    public Object[] argumentsOf(Value... values) {
        Object[] a = Arrays.copyOf(arguments, arguments.length, Object[].class);
        for (int i = 0; i < positions.length; i++) {
            a[positions[i]] = tree(i, values);
        }
        return a;
    }

    /// Tangents of the arguments from those of their leaves.
    public Object[] tangentsOf(Value... values) {
        Object[] t = Arrays.copyOf(arguments, arguments.length, Object[].class);
        for (int i = 0; i < positions.length; i++) {
            t[positions[i]] = Untyped
                    .cast(forms[i].derivative().rebuild(Arrays.copyOfRange(values, starts[i], starts[i + 1])));
        }
        return t;
    }

    /// Refuses arguments that a gradient cannot have the form of.
    ///
    /// @throws IllegalArgumentException if there is a number of Java where a tensor could stand
    public void requireNoNumbers() {
        for (int i = 0; i < positions.length; i++) {
            if (forms[i] != TreeForm.Leaf.LEAF) {
                forms[i].requireNoNumbers(what, "input " + positions[i]);
            }
        }
    }

    /// The form of all arguments together: that of the only one, or of a tuple.
    public TreeForm together() {
        return forms.length == 1 ? forms[0] : new TreeForm.Sequence(ListClass.IMMUTABLE, List.of(forms));
    }

    /// Runs the function.
    @Override
    public Value[] apply(Value... values) {
        var flat = flat(what, RESULT, called(argumentsOf(values)));
        if (outputs != null) {
            check(flat.form(), outputs);
        }
        flat.form().requireNoLostTensors(what);
        result = flat.form();
        return flat.leaves();
    }

    private Object called(Object... given) {
        try {
            return f.apply(given);
        } catch (ClassCastException e) {
            throw asParameter(e);
        }
    }

    /// A function that is declared of parameters is given plain tensors, which the compiler could not know where the
    /// type of a tree is generic.
    private RuntimeException asParameter(ClassCastException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains(Tensor.class.getName() + " cannot be cast to")
                && message.contains(Parameter.class.getName())) {
            for (int i = 0; i < positions.length; i++) {
                var leaves = new ArrayList<Tensor>();
                FlatTree.form(arguments[positions[i]], leaves);
                for (int k = 0; k < leaves.size(); k++) {
                    if (leaves.get(k) instanceof Parameter p) {
                        return new IllegalArgumentException(what + ": " + forms[i].paths("input " + positions[i]).get(k)
                                + ": the function takes it for a Parameter, but is given plain tensors in place of "
                                + "its arguments;"
                                + " declare it as Tensor, or let the function capture the parameter " + p.name()
                                + " and differentiate by it: grad(f, p), grad(f, new ParameterTuple(..))", e);
                    }
                }
            }
        }
        return e;
    }

    private void check(TreeForm form, Outputs expected) {
        switch (expected) {
            case ONE -> {
                if (form != TreeForm.Leaf.LEAF) {
                    throw new IllegalArgumentException(
                            what + ": expected a function that returns one tensor, got one that returns " + form.text()
                                    + (form.leaves() == 0 ? "; " + NoTensors.wayOutOfResult(form) : "")
                                    + (form instanceof TreeForm.Constant(var value) && value == null
                                            ? ""
                                            : "; for a tensor with further results use the Aux form, for the sum of "
                                                    + "several results GradOperation"));
                }
            }
            case FIRST -> {
                if (!(form instanceof TreeForm.Product(var _, var parts)) || parts.isEmpty()
                        || parts.getFirst() != TreeForm.Leaf.LEAF) {
                    throw new IllegalArgumentException(
                            what + ": expected a function that returns a record or tuple with a tensor as its first "
                                    + "component,"
                                    + " got one that returns " + form.text() + "; return tuple(tensor, further)");
                }
            }
            case ALL -> {
                if (form.leaves() == 0) {
                    throw new IllegalArgumentException(
                            what + ": expected a function that returns a tensor or a tree with tensors, got one that "
                                    + "returns "
                                    + form.text() + ": there is nothing to differentiate; "
                                    + NoTensors.wayOutOfResult(form));
                }
            }
        }
    }

    /// The form of what the function returned.
    public TreeForm result() {
        if (result == null) {
            throw new IllegalStateException(what + ": the function has not run");
        }
        return result;
    }

    /// A derivative of the result: a tangent, a cotangent, jacobians. It is of its form, with 0 where there is a number
    /// of Java.
    ///
    /// @param values one a leaf of the result
    /// @return a tree
    public Object derivative(Value... values) {
        return Untyped.cast(result().derivative().rebuild(values));
    }

    /// The form of the outputs that are differentiated.
    public TreeForm differentiated() {
        return outputs == Outputs.ALL ? result() : TreeForm.Leaf.LEAF;
    }

    /// The result, or something of its form.
    ///
    /// @param values one a leaf of the result
    /// @return a tree
    public Object result(Value... values) {
        return Untyped.cast(result().rebuild(values));
    }
}
