package org.leibniz;

import static org.leibniz.Leibniz.*;
import static org.leibniz.ParityNets.net;
import static org.leibniz.ParityTest.only;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// The parity cases about the structure of results: with flags, positions, parameters and ids.
final class ParityReturns {
    private ParityReturns() {}

    static Map<String, Function<ParityCase, Object>> table() {
        var t = new LinkedHashMap<String, Function<ParityCase, Object>>();
        gradOperation(t);
        gradOperationByBoth(t);
        grads(t);
        ids(t);
        nested(t);
        return t;
    }

    /// `w x + b y`.
    private static CellOf<Tensor> two(ParityCase c) {
        var w = c.parameter("w");
        var b = c.parameter("b");
        return net((x, y) -> w.mul(x).add(b.mul(y)), w, b);
    }

    /// `w x + y`.
    private static CellOf<Tensor> one(ParityCase c) {
        var w = c.parameter("w");
        return net((x, y) -> w.mul(x).add(y), w);
    }

    /// `w + b`, of nothing.
    private static CellOf<Tensor> none(ParityCase c) {
        var w = c.parameter("w");
        var b = c.parameter("b");
        return net(() -> w.add(b), w, b);
    }

    private static CellOf<Tensor> linear(ParityCase c) {
        var w = c.parameter("w");
        var b = c.parameter("b");
        return net(x -> w.mul(x).add(b), w, b);
    }

    private static void gradOperation(Map<String, Function<ParityCase, Object>> t) {
        t.put("rt-default", c -> new GradOperation().apply(two(c)).apply(c.in("x"), c.in("y")));
        t.put("rt-all-multi", c -> new GradOperation().getAll().apply(two(c)).apply(c.in("x"), c.in("y")));
        t.put("rt-list-single-param",
                c -> new GradOperation().getByList().apply(linear(c), c.parameter("w")).apply(c.in("x")));
        t.put("rt-list-multi",
                c -> new GradOperation().getByList().apply(linear(c), c.parameters("w", "b")).apply(c.in("x")));
        t.put("rt-list-empty",
                c -> new GradOperation().getByList().apply(net(x -> x.mul(3)), new ParameterTuple()).apply(c.in("x")));
        t.put("rt-hypermap", c -> new GradOperation().getAll().apply((x, y, z) -> {
            TensorFn3<Tensor> choose = (a, p, q) -> a.gt(0).isTrue() ? p : q;
            return tuple(choose.apply(x, z, x), choose.apply(y, y, z));
        }).apply(c.in("x"), c.in("y"), c.in("z")));
        t.put("gp-only-input", c -> new GradOperation().getAll().apply(net(x -> x)).apply(c.in("x")));
    }

    private static void gradOperationByBoth(Map<String, Function<ParityCase, Object>> t) {
        var both = new GradOperation().getAll().getByList();
        t.put("rt-both-1-1", c -> both.apply(linear(c), c.parameter("w")).apply(c.in("x")));
        t.put("rt-both-1-t", c -> {
            var w = c.parameter("w");
            return both.apply(net(x -> w.mul(x), w), c.parameters("w")).apply(c.in("x"));
        });
        t.put("rt-both-m-1", c -> both.apply(two(c), c.parameter("w")).apply(c.in("x"), c.in("y")));
        t.put("rt-both-m-t", c -> both.apply(one(c), c.parameters("w")).apply(c.in("x"), c.in("y")));
        t.put("rt-both-m-m", c -> both.apply(two(c), c.parameters("w", "b")).apply(c.in("x"), c.in("y")));
        t.put("rt-both-0-1", c -> both.apply(none(c), c.parameter("w")).apply());
        t.put("rt-both-0-t", c -> {
            var w = c.parameter("w");
            return both.apply(net(() -> w, w), c.parameters("w")).apply();
        });
        t.put("rt-both-0-0", c -> both.apply(net(() -> Tensor.scalar(3)), new ParameterTuple()).apply());
        t.put("rt-both-0-None", c -> both.apply(net(() -> Tensor.scalar(3))).apply());
        t.put("gp-bylist-1",
                c -> new GradOperation().getByList().apply(product(c), c.parameters("w")).apply(c.in("x")));
        t.put("gp-bylist-2",
                c -> new GradOperation().getByList().apply(product(c), c.parameters("z")).apply(c.in("x")));
    }

    /// `x w z`.
    private static CellOf<Tensor> product(ParityCase c) {
        var w = c.parameter("w");
        var z = c.parameter("z");
        return net(x -> x.mul(w).mul(z), w, z);
    }

    private static void grads(Map<String, Function<ParityCase, Object>> t) {
        t.put("rt-grad-int", c -> grad(two(c), wrt(0)).apply(c.in("x"), c.in("y")));
        t.put("rt-grad-oob-int", c -> grad(none(c), wrt(0)).apply());
        t.put("rt-grad-int-param", c -> grad(two(c), wrt(0, c.parameter("w"))).apply(c.in("x"), c.in("y")));
        t.put("rt-grad-int-tuple", c -> grad(one(c), wrt(0, c.parameters("w"))).apply(c.in("x"), c.in("y")));
        t.put("rt-grad-int-empty",
                c -> grad((x, y) -> x.mul(3).add(y), wrt(0, new ParameterTuple())).apply(c.in("x"), c.in("y")));
        t.put("rt-grad-tup-tuple", c -> {
            var w = c.parameter("w");
            return grad(net((x, y, z) -> w.mul(x).add(y.mul(3)).add(z), w), wrt(new int[]{1, 2}, c.parameters("w")))
                    .apply(c.in("x"),
                            c.in("y"), c.in("z"));
        });
        t.put("rt-grad-tup-empty",
                c -> grad((x, y, z) -> x.mul(3).add(y.mul(4)).add(z), wrt(wrt(1, 2), new ParameterTuple())).apply(
                        c.in("x"), c.in("y"),
                        c.in("z")));
        t.put("rt-grad-None-param", c -> grad(two(c), c.parameter("w")).apply(c.in("x"), c.in("y")));
        t.put("rt-grad-None-tuple", c -> grad(one(c), c.parameters("w")).apply(c.in("x"), c.in("y")));
        t.put("rt-grad-None-multi", c -> grad(two(c), c.parameters("w", "b")).apply(c.in("x"), c.in("y")));
        t.put("rt-grad-None-empty",
                c -> grad((x, y) -> x.mul(3).add(y), new ParameterTuple()).apply(c.in("x"), c.in("y")));
        t.put("gp-weights-aux", c -> {
            var w = c.parameter("w");
            var z = c.parameter("z");
            var net = net(x -> tuple(x.mul(w).mul(z), x, w), w, z);
            var r = valueAndGradAux(net, wrt(0, c.parameters("w", "z"))).apply(c.in("x"));
            return tuple(r.grad(), tuple(r.value().second(), r.value().third()));
        });
        t.put("gp-nest-aux", c -> {
            var inner = product(c);
            var net = net(x -> {
                Tensor r = inner.apply(x);
                return tuple(r.mul(3), r);
            }, c.parameter("w"), c.parameter("z"));
            var r = valueAndGradAux(net, wrt(0, c.parameters("w", "z"))).apply(c.in("x"));
            return tuple(r.grad(), only(r.value().second()));
        });
    }

    private static void ids(Map<String, Function<ParityCase, Object>> t) {
        t.put("rt-ids-int", c -> grad(two(c), returnIds(wrt(0))).apply(c.in("x"), c.in("y")));
        t.put("rt-ids-tuple", c -> grad(three(c), returnIds(wrt(1, 2))).apply(c.in("x"), c.in("y"), c.in("z")));
        t.put("rt-ids-int-param", c -> grad(two(c), returnIds(wrt(0, c.parameter("w")))).apply(c.in("x"), c.in("y")));
        t.put("rt-ids-tup-multi",
                c -> grad(three(c), returnIds(wrt(new int[]{1, 2}, c.parameters("w", "b")))).apply(c.in("x"), c.in("y"),
                        c.in("z")));
    }

    /// `w x + b y + z`.
    private static CellOf<Tensor> three(ParityCase c) {
        var w = c.parameter("w");
        var b = c.parameter("b");
        return net((x, y, z) -> w.mul(x).add(b.mul(y)).add(z), w, b);
    }

    private static void nested(Map<String, Function<ParityCase, Object>> t) {
        t.put("gp-iter", c -> grad(grad((x, y, z) -> square(x).mul(y).mul(z)), wrt(1, 2)).apply(c.in("x"), c.in("y"),
                c.in("z")));
    }
}
