package org.leibniz;

import java.lang.invoke.MethodHandles.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.leibniz.caller.Given;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Value;
import org.leibniz.tree.FieldAccess;
import org.leibniz.tree.FlatTree;
import org.leibniz.tree.FormComparison;
import org.leibniz.tree.NotATree;
import org.leibniz.tree.TreeForm;
import org.leibniz.tree.Untyped;

/// Trees of tensors: a tensor, or a record, list, map, array or Optional of trees, or a [GradsById]. Everything else in
/// one is *static*: it takes no part in differentiation, stays as it is, and belongs to a function's program as the
/// code does. What holds tensors without a place for each, such as a set, is refused; so is, where trees are
/// differentiated or mapped and where it would carry a tensor out of a transformation, an object of a plain class with
/// tensors in its fields (a record is taken apart, a class is not), and a pullback or pushforward that is returned from
/// the transformation it was made in, and a tree that is nested deeper than 400 levels.
///
/// Null within a tree is static: a part that is not there, such as the bias of a layer that has none. It stays null in
/// gradients. For a tree as a whole it is refused.
///
/// A number of Java is static, too. Where it is declared as one (`int steps`, `List<Integer> extents` of a record) that
/// is meant, and it comes back as it is in gradients. Where a tensor could stand (in a tuple, a list, a map) it is
/// refused by what makes gradients, and by what takes tangents unless its direction is 0, since neither could be right.
///
/// Records are taken apart in the order of their components and put together by their canonical constructor. Lists and
/// maps come back as new ones: an `ArrayList`, `LinkedList`, `HashMap`, `LinkedHashMap`, `TreeMap` or `EnumMap` as what
/// it was, any other as an immutable list or map, so that a parameter of that kind is best declared as `List` or `Map`.
/// What a function puts into one its caller does not see. A map keeps its order; one without an order comes in the
/// sorted order of its keys, and so do the leaves of every map whose keys can be sorted.
public final class Tree {
    private Tree() {}

    /// Applies a function to every tensor of a tree.
    ///
    /// @param <A> the type of the tree
    /// @param f from a tensor to the tensor that takes its place
    /// @param tree the tree
    /// @return a tree of the same form
    public static <A> A map(TensorFn1<Tensor> f, A tree) {
        Given.function(f, "f");
        Given.tree(tree, "tree");
        return mapped((x, _, _) -> f.apply(x), tree, tree, tree);
    }

    /// Applies a function to the tensors of two trees of the same form, place by place: `Tree.map((p, g) ->
    /// p.sub(g.mul(0.1)), net, gradient)`.
    ///
    /// @param <A> the type of the trees
    /// @param f from two tensors to the one that takes their place
    /// @param a one tree; what is static in the result comes from it
    /// @param b another
    /// @return a tree of the same form
    /// @throws IllegalArgumentException if the forms differ
    public static <A> A map(TensorFn2<Tensor> f, A a, A b) {
        Given.function(f, "f");
        return mapped((x, y, _) -> f.apply(x, y), Given.tree(a, "a"), Given.tree(b, "b"), b);
    }

    /// Applies a function to the tensors of three trees of the same form, place by place.
    ///
    /// @param <A> the type of the trees
    /// @param f from three tensors to the one that takes their place
    /// @param a one tree; what is static in the result comes from it
    /// @param b another
    /// @param c a third
    /// @return a tree of the same form
    /// @throws IllegalArgumentException if the forms differ
    public static <A> A map(TensorFn3<Tensor> f, A a, A b, A c) {
        return mapped(Given.function(f, "f"), Given.tree(a, "a"), Given.tree(b, "b"), Given.tree(c, "c"));
    }

    private static <A> A mapped(TensorFn3<Tensor> f, A a, A b, A c) {
        var x = taken("tree", a);
        var y = b == a ? x : taken("the second tree", b);
        var z = c == b ? y : taken("the third tree", c);
        for (var other : List.of(y, z)) {
            if (!FormComparison.matches(x.form(), other.form())) {
                throw new IllegalArgumentException(
                        UserCall.method() + ": expected trees of the same form, got " + x.form().text() + " and "
                                + other.form().text() + FormComparison.difference(x.form(), other.form()));
            }
        }
        Value[] r = new Value[x.leaves().length];
        for (int i = 0; i < r.length; i++) {
            try {
                r[i] = given(f.apply(new Tensor(x.leaves()[i]), new Tensor(y.leaves()[i]), new Tensor(z.leaves()[i])));
            } catch (IllegalArgumentException e) {
                throw at(i, e, x, y, z);
            }
        }
        return Untyped.cast(x.form().rebuild(r));
    }

    private static Value given(@Nullable Tensor made) {
        if (made == null) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": f: expected a function that returns a tensor, got one that returns null");
        }
        return made.read();
    }

    /// What a function has against the tensors of a place, with the place.
    private static IllegalArgumentException at(int leaf, IllegalArgumentException e, FlatTree... trees) {
        String path = trees[0].form().paths("").get(leaf);
        if (path.isEmpty() || e.getClass() != IllegalArgumentException.class) {
            return e;
        }
        var shapes = Stream.of(trees).distinct().map(t -> t.leaves()[leaf].shape().toString()).toList();
        return new IllegalArgumentException(
                e.getMessage() + " (at " + path + ", of " + (shapes.size() == 1 ? "shape " : "shapes ")
                        + String.join(" and ", shapes)
                        + ")",
                e);
    }

    /// Takes a tree apart; what would be lost in it is refused.
    private static FlatTree taken(String which, Object tree) {
        try {
            var flat = FlatTree.of(tree);
            flat.form().requireNoHiddenTensors(() -> named(which));
            return flat;
        } catch (NotATree e) {
            throw e.of(named(which));
        }
    }

    /// The tensors of a tree.
    ///
    /// @param tree the tree
    /// @return its tensors in order
    public static List<Tensor> leaves(Object tree) {
        var leaves = new ArrayList<Tensor>();
        form("tree", Given.tree(tree, "tree"), leaves);
        return List.copyOf(leaves);
    }

    /// Where the tensors of a tree stand in it.
    ///
    /// @param tree the tree
    /// @return such as `.layers[2].w`, one a tensor in the order of [#leaves(Object)]; the empty text for a tensor by
    ///     itself
    public static List<String> paths(Object tree) {
        return List.copyOf(form("tree", Given.tree(tree, "tree"), new ArrayList<>()).paths(""));
    }

    private static TreeForm form(String which, Object tree, List<Tensor> leaves) {
        try {
            var form = FlatTree.form(tree, leaves);
            form.requireNoHiddenTensors(() -> named(which));
            return form;
        } catch (NotATree e) {
            throw e.of(named(which));
        }
    }

    /// A tree as it is named to who called a method of [Tree], or another one that calls it with a tree of its own.
    private static String named(String which) {
        String method = UserCall.method();
        return method + ": " + (method.startsWith("Tree.") || which.startsWith("the ") ? "" : "the ") + which;
    }

    /// A tree with other tensors.
    ///
    /// @param <A> the type of the tree
    /// @param like a tree
    /// @param leaves as many tensors as it has
    /// @return a tree of the same form that holds them
    /// @throws IllegalArgumentException if the number of tensors is another one
    public static <A> A unflatten(A like, List<? extends Tensor> leaves) {
        Given.tensors(leaves, "leaves");
        var form = form("like", Given.tree(like, "like"), new ArrayList<>());
        if (form.leaves() != leaves.size()) {
            throw new IllegalArgumentException(
                    "Tree.unflatten: leaves: expected " + form.leaves() + " for " + form.text() + ", got "
                            + leaves.size());
        }
        return Untyped.cast(form.rebuild(leaves.stream().map(Tensor::read).toArray(Value[]::new)));
    }

    /// Lets Leibniz see the records and cells of a module, once and for all its packages, private nested classes
    /// included. It is needed only in code that has a `module-info.java`, and is there the alternative to `opens
    /// my.package to org.leibniz;`.
    ///
    /// ```java
    /// static { Tree.open(MethodHandles.lookup()); }
    /// ```
    ///
    /// @param lookup made by the module's code: `MethodHandles.lookup()`
    /// @throws IllegalArgumentException if it has not the full rights of the class that made it
    public static void open(Lookup lookup) {
        FieldAccess.open(UserCall.given(lookup, "lookup: expected MethodHandles.lookup()"));
    }
}
