package org.leibniz.operator;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.Fn0;
import org.leibniz.Scan;
import org.leibniz.Shape;
import org.leibniz.Tensor;
import org.leibniz.Tuple2;
import org.leibniz.array.Insides;
import org.leibniz.caller.Given;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;
import org.leibniz.transform.Control;
import org.leibniz.transform.Fun;
import org.leibniz.tree.FlatTree;
import org.leibniz.tree.FormComparison;
import org.leibniz.tree.NoTensors;
import org.leibniz.tree.Untyped;

/// What [Flow] does: takes states apart, sees to it that bodies keep them in form, and asks [Control].
public final class ControlFlow {
    private ControlFlow() {}

    // ---- decisions

    public static Object cond(Tensor predicate, Untyped then, Untyped otherwise) {
        return cond("Flow.cond", truth("Flow.cond: predicate", Given.tensor(predicate, "predicate")), then, otherwise);
    }

    private static Object cond(String what, Value truth, Untyped then, Untyped otherwise) {
        var form = new Agreement(what, "the branches", "result");
        Value[] r = Control.cond(truth, branch(form, then), branch(form, otherwise));
        return form.rebuild(r);
    }

    private static Fun branch(Agreement form, Untyped f) {
        return Fun.of(f.origin(), form.what, x -> form.join(f.apply()));
    }

    public static Object switchCase(Tensor index, Fn0<?>... branches) {
        UserCall.each(Arrays.asList(UserCall.given(branches, "branches: expected functions")), "branches",
                "a function");
        if (branches.length == 0) {
            throw new IllegalArgumentException("Flow.switchCase: branches: expected at least one, got none");
        }
        if (!Given.tensor(index, "index").dtype().isInteger()) {
            throw new IllegalArgumentException(
                    "Flow.switchCase: index: expected an integer dtype, got " + index.dtype() + "; cast it to INT32");
        }
        Value i = single("Flow.switchCase: index", index, "take one of them by get(..), or map over them with vmap")
                .cast(DType.INT64);
        Untyped chosen = Untyped.of("Flow.switchCase", branches[branches.length - 1]);
        for (int k = branches.length - 2; k >= 0; k--) {
            var branch = branches[k];
            Untyped others = chosen;
            Value here = i.compare(Relation.LE, k);
            chosen = a -> cond("Flow.switchCase", here, Untyped.of("Flow.switchCase", branch), others);
        }
        return snapshot(chosen.apply());
    }

    private static Object snapshot(Object tree) {
        var flat = FlatTree.of("Flow.switchCase: the result", tree);
        return Untyped.cast(flat.form().rebuild(flat.leaves()));
    }

    private static Value single(String what, Tensor t, String wayOut) {
        if (t.shape().size() != 1) {
            throw new IllegalArgumentException(
                    what + ": expected one element, got shape " + t.shape() + "; " + wayOut);
        }
        return Insides.get().value(t).reshape(Shape.SCALAR);
    }

    private static Value truth(String what, @Nullable Object condition) {
        if (!(condition instanceof Tensor t)) {
            throw new IllegalArgumentException(what + ": expected a tensor, got " + condition);
        }
        return single(what, t, "reduce it, as with any() or all()").cast(DType.BOOL);
    }

    // ---- loops

    public static Object whileLoop(Object state, Untyped condition, Untyped body) {
        var init = FlatTree.of("Flow.whileLoop: state", Given.tree(state, "state"));
        var form = new Agreement("Flow.whileLoop", "the body", "state");
        form.join(init);
        Value[] r = Control.whileLoop(init.leaves(),
                s -> truth("Flow.whileLoop: condition", condition.apply(form.rebuild(s))),
                Fun.of(body.origin(), form.what, s -> form.join(body.apply(form.rebuild(s)))));
        return form.rebuild(r);
    }

    public static Object fori(int from, int to, Object state, Untyped body) {
        var init = FlatTree.of("Flow.fori: state", Given.tree(state, "state"));
        var form = new Agreement("Flow.fori", "the body", "state");
        form.join(init);
        int n = Math.max(0, to - from);
        if (to > from && n != (long) to - from) {
            throw new IllegalArgumentException(
                    "Flow.fori: expected fewer than 2^31 trips, got those from " + from + " to " + to);
        }
        int k = init.leaves().length;
        Value[] counted = Value.join(init.leaves(), new Value[]{Value.literal(Type.scalar(DType.INT32), from)});
        Value[] r = Control.scan(counted, new Value[0], Fun.of(body.origin(), form.what, a -> {
            Value[] next = form.join(body.apply(Insides.get().tensor(a[k]), form.rebuild(Arrays.copyOf(a, k))));
            return Value.join(next, new Value[]{a[k].add(1)});
        }), n, false);
        return form.rebuild(Arrays.copyOf(r, k));
    }

    public static Scan<Object, Object> scan(Object state, Object xs, Untyped body) {
        var init = FlatTree.of("Flow.scan: state", Given.tree(state, "state"));
        var entries = FlatTree.of("Flow.scan: xs", Given.tree(xs, "xs"));
        var form = new Agreement("Flow.scan", "the body", "state");
        form.join(init);
        int k = init.leaves().length;
        var ys = new Agreement("Flow.scan", "the results", "result");
        var step = Fun.of(body.origin(), form.what, a -> {
            Object s = form.rebuild(Arrays.copyOf(a, k));
            Object x = Untyped.cast(entries.form().rebuild(Arrays.copyOfRange(a, k, a.length)));
            if (!(body.apply(s, x) instanceof Tuple2<?, ?> pair)) {
                throw new IllegalArgumentException("Flow.scan: body: expected tuple(state, result), got null");
            }
            return Value.join(form.join(pair.first()),
                    ys.join(FlatTree.of("Flow.scan: the results: result", pair.second())));
        });
        Value[] r = Control.scan(init.leaves(), entries.leaves(), step, trips("Flow.scan", entries), false);
        return new Scan<>(form.rebuild(Arrays.copyOf(r, k)), ys.rebuild(Arrays.copyOfRange(r, k, r.length)));
    }

    public static Object map(Object xs, Untyped f) {
        var entries = FlatTree.of("Flow.map: xs", Given.tree(xs, "xs"));
        var ys = new Agreement("Flow.map", "the results", "result");
        Value[] r = Control.scan(new Value[0], entries.leaves(),
                Fun.of(f.origin(), ys.what, a -> ys.join(f.apply(Untyped.<Object>cast(entries.form().rebuild(a))))),
                trips("Flow.map", entries), false);
        return ys.rebuild(r);
    }

    private static int trips(String what, FlatTree xs) {
        var paths = xs.form().paths("xs");
        if (paths.isEmpty()) {
            throw new IllegalArgumentException(
                    what + ": xs: expected a tensor, or a tree with tensors, whose entries are gone through, got "
                            + NoTensors.text(what, "xs", xs.form()));
        }
        int trips = -1;
        for (int i = 0; i < paths.size(); i++) {
            var shape = xs.leaves()[i].shape();
            if (shape.rank() == 0) {
                throw new IllegalArgumentException(what + ": " + paths.get(i)
                        + ": expected entries along the first axis, got a 0-d tensor, which has no axes; what is the "
                        + "same for all"
                        + " entries the function captures");
            }
            if (trips >= 0 && shape.dim(0) != trips) {
                throw new IllegalArgumentException(
                        what + ": xs: expected as many entries in each tensor, got " + trips + " in " + paths.getFirst()
                                + " and "
                                + shape.dim(0) + " in " + paths.get(i));
            }
            trips = shape.dim(0);
        }
        return trips;
    }

    /// Trees that must be of one form: the first one sets it, later ones are held to it.
    private static final class Agreement {
        private final String what;
        private final String who;
        private final String root;
        private @Nullable FlatTree agreed;

        Agreement(String what, String who, String root) {
            this.what = what;
            this.who = who;
            this.root = root;
        }

        /// What a function of the user's returned, taken apart.
        Value[] join(@Nullable Object tree) {
            if (tree == null) {
                var first = agreed;
                throw new IllegalArgumentException(what + ": " + who + ": expected "
                        + (first == null
                                ? "a tensor or a tree of tensors, got null; return one"
                                : "trees of one form, got " + first.form().text() + " and null; return what is like "
                                        + "the first"));
            }
            return join(FlatTree.of(what + ": " + who + ": " + root, tree));
        }

        Value[] join(FlatTree tree) {
            var first = agreed;
            if (first == null) {
                agreed = tree;
                return tree.leaves();
            }
            if (!FormComparison.agree(first.form(), tree.form())) {
                tree.form().requireNoHiddenTensors(() -> what + ": " + who + ": " + root);
                throw new IllegalArgumentException(
                        what + ": " + who + ": expected trees of one form, got " + first.form().text() + " and "
                                + tree.form().text() + FormComparison.difference(first.form(), tree.form()));
            }
            var paths = tree.form().paths(root);
            for (int i = 0; i < paths.size(); i++) {
                var a = first.leaves()[i].type();
                var b = tree.leaves()[i].type();
                if (!a.shape().equals(b.shape())) {
                    throw new IllegalArgumentException(
                            what + ": " + who + ": " + paths.get(i) + ": expected one shape, got " + a.shape() + " and "
                                    + b.shape()
                                    + "; broadcastTo(..) or reshape(..) makes one of the other");
                }
                if (a.dtype() != b.dtype()) {
                    throw new IllegalArgumentException(
                            what + ": " + who + ": " + paths.get(i) + ": expected one dtype, got " + a.dtype() + " and "
                                    + b.dtype()
                                    + "; cast(..) converts one to the other");
                }
            }
            return tree.leaves();
        }

        Object rebuild(Value... leaves) {
            var first = agreed;
            if (first == null) {
                throw new IllegalStateException(what + ": " + who + " gave nothing");
            }
            return Untyped.cast(first.form().rebuild(leaves));
        }
    }
}
