package org.leibniz;

import static org.leibniz.Leibniz.*;
import static org.leibniz.ParityNets.net;
import static org.leibniz.ParityTest.only;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.leibniz.tree.TupleText;

/// The parity cases that were written for 2.10: dtypes, sensitivities, positions, ids, nesting, products, kinks.
final class ParityNews {
    private static final TensorFn2<Tensor> TIMES = (x, y) -> x.mul(y);
    private static final TensorFn1<Tensor> SQUARED = x -> x.mul(x);
    private static final TensorFn2<Tuple2<Tensor, Tensor>> PRODUCT_AND_SUM = (x, y) -> tuple(x.mul(y), x.add(y));

    private ParityNews() {}

    static Map<String, Function<ParityCase, Object>> table() {
        var t = new LinkedHashMap<String, Function<ParityCase, Object>>();
        gradOperation(t);
        positionsAndIds(t);
        parameters(t);
        results(t);
        nested(t);
        shapes(t);
        products(t);
        kinks(t);
        rules(t);
        return t;
    }

    private static void gradOperation(Map<String, Function<ParityCase, Object>> t) {
        var first = new GradOperation();
        var all = new GradOperation().getAll();
        t.put("new-go-first-sens-tuple",
                c -> first.sensParam().apply(PRODUCT_AND_SUM).apply(new TensorTuple(c.in("x"), c.in("y")),
                        c.tuple("sens")));
        t.put("new-go-both-f16", c -> {
            var b = c.parameter("b");
            return new GradOperation().getAll().getByList().apply(net(x -> x.mul(x).add(b), b), c.parameters("b"))
                    .apply(c.in("x"));
        });
        t.put("new-go-int-truediv", c -> first.apply(x -> x.div(2)).apply(c.in("x")));
        t.put("new-go-f32-f64-mul", c -> all.apply(TIMES).apply(c.in("x"), c.in("y")));
        t.put("new-go-sens-0d-for-nd", c -> first.sensParam().apply(SQUARED).apply(c.in("x"), c.in("sens")));
        t.put("new-go-sens-bad-shape-second",
                c -> first.sensParam().apply(x -> tuple(x.mul(x), x.mul(2))).apply(only(c.in("x")), c.tuple("sens")));
        t.put("new-go-same-output-twice", c -> first.apply(x -> {
            Tensor y = x.mul(x);
            return tuple(y, y);
        }).apply(c.in("x")));
        t.put("new-go-sens-1-for-0d", c -> first.sensParam().apply(x -> x.mul(x).sum()).apply(c.in("x"), c.in("sens")));
        t.put("new-go-int-int-div", c -> all.apply((x, y) -> x.div(y)).apply(c.in("x"), c.in("y")));
        t.put("new-zero-size-bias", c -> all.apply((x, b) -> x.mul(x).add(b)).apply(c.in("x"), c.in("b")));
        t.put("new-zero-d-all",
                c -> all.sensParam().apply((x, y) -> x.mul(y).sub(y.mul(y))).apply(c.in("x"), c.in("y"), c.in("sens")));
    }

    /// `w x y`.
    private static CellOf<Tensor> product(ParityCase c) {
        var w = c.parameter("w");
        return net((x, y) -> w.mul(x).mul(y), w);
    }

    private static void positionsAndIds(Map<String, Function<ParityCase, Object>> t) {
        t.put("new-pos-reversed",
                c -> grad((x, y, z) -> x.mul(x).mul(y).mul(z), wrt(2, 0)).apply(c.in("x"), c.in("y"), c.in("z")));
        t.put("new-pos-one-tuple-weights",
                c -> grad(product(c), wrt(wrt(1), c.parameters("w"))).apply(c.in("x"), c.in("y")));
        t.put("new-pos-ids-1", c -> grad(TIMES, returnIds(wrt(1))).apply(c.in("x"), c.in("y")));
        t.put("new-get_grad-pos",
                c -> grad(product(c), returnIds(wrt(new int[]{1, 0}, c.parameters("w")))).apply(c.in("x"), c.in("y"))
                        .get(0));
        t.put("new-vag-ids-both",
                c -> valueAndGrad(product(c), returnIds(wrt(wrt(1, 0), c.parameter("w")))).apply(c.in("x"), c.in("y")));
        t.put("new-ids-list-reversed",
                c -> valueAndGrad(product(c), returnIds(wrt(new int[]{1, 0}, c.parameters("w")))).apply(c.in("x"),
                        c.in("y")));
        t.put("new-ids-int-param", c -> {
            var w = c.parameter("w");
            return grad(net(x -> w.mul(x), w), returnIds(wrt(0, w))).apply(c.in("x"));
        });
    }

    private static void parameters(Map<String, Function<ParityCase, Object>> t) {
        var byList = new GradOperation().getByList();
        var both = new GradOperation().getAll().getByList();
        t.put("new-w-subset-reversed", c -> {
            var w = c.parameter("w");
            var b = c.parameter("b");
            var last = c.parameter("c");
            return byList
                    .apply(net(x -> w.mul(x.pow(2)).add(b.mul(x)).add(last), w, b, last), new ParameterTuple(last, w))
                    .apply(c.in("x"));
        });
        t.put("new-w-none-use-order", c -> {
            var a = c.parameter("a");
            var last = c.parameter("c");
            return byList.apply(net(x -> {
                Tensor u = last.mul(x);
                return a.mul(u);
            }, a, c.parameter("b"), last)).apply(c.in("x"));
        });
        t.put("new-w-f64-int-params", c -> {
            var p = c.parameter("p");
            var q = c.parameter("q");
            return both.apply(net(x -> p.mul(x).add(q.mul(x)), p, q), c.parameters("p", "q")).apply(c.in("x"));
        });
        t.put("new-frozen-inner", c -> {
            var w1 = c.parameter("w1");
            var b1 = c.parameter("b1");
            var w2 = c.parameter("w2");
            var b2 = c.parameter("b2");
            var inner = net(x -> w1.mul(x).add(b1), w1, b1);
            var outer = net(u -> w2.mul(u).add(b2), w2, b2);
            var net = net(x -> outer.apply(inner.apply(x)));
            net.register("inner", inner);
            net.register("outer", outer);
            inner.requireGrad(false);
            return both.apply(net, net.trainableParams()).apply(c.in("x"));
        });
        t.put("new-after-update", c -> {
            var w = c.parameter("w");
            var step = valueAndGrad(net(x -> w.mul(w).mul(x), w), wrt(0, c.parameters("w")));
            var one = step.apply(c.in("x"));
            w.assignSub(one.grad().second().get(0).mul(0.5));
            var two = step.apply(c.in("x"));
            w.assignSub(two.grad().second().get(0).mul(0.5));
            return tuple(one, two, w.value());
        });
    }

    private static void results(Map<String, Function<ParityCase, Object>> t) {
        t.put("new-grad-aux-nested", c -> {
            TensorFn1<Tuple2<Tensor, Tuple2<Tensor, Tensor>>> f = x -> tuple(x.mul(x), tuple(x, x.mul(2)));
            var r = valueAndGradAux(f).apply(c.in("x"));
            return new Tuple2<>(r.grad(), new OneTuple(r.value().second()));
        });
        t.put("new-vag-dict-out", c -> {
            // of several results GradOperation sums the gradients
            TensorFn1<Map<String, Tensor>> f = x -> Map.of("a", x.mul(x), "b", x.mul(2));
            return tuple(vjp(f, c.in("x")).value(), new GradOperation().apply(f).apply(c.in("x")));
        });
        t.put("new-print-f16-tuple", c -> grad(TIMES, wrt(0, 1)).apply(c.in("x"), c.in("y")));
    }

    /// A tuple of one thing that is no tensor.
    record OneTuple(Object item) {
        @Override
        public String toString() {
            return TupleText.of(item);
        }
    }

    private static void nested(Map<String, Function<ParityCase, Object>> t) {
        t.put("new-nest-sum-0",
                c -> new GradOperation()
                        .apply(new GradOperation().getAll().apply((x, y) -> x.mul(x).mul(x).mul(y).mul(y)))
                        .apply(c.in("x"),
                                c.in("y")));
        t.put("new-nest-third", c -> grad(grad(grad(x -> x.mul(x).mul(x).mul(x)))).apply(c.in("x")));
        t.put("new-nest-hvp", c -> jvp(grad(x -> x.mul(x).mul(x).sum()), c.in("x"), c.in("v")));
        t.put("new-stop-branch-taken", c -> grad((x, y) -> {
            Tensor u = x.sum().gt(0).isTrue() ? stopGradient(x.mul(y)).mul(x) : x.mul(y);
            return u.add(y);
        }, wrt(0, 1)).apply(c.in("x"), c.in("y")));
        t.put("new-stop-second", c -> grad(grad(x -> x.mul(stopGradient(x.mul(x))))).apply(c.in("x")));
    }

    private static void shapes(Map<String, Function<ParityCase, Object>> t) {
        var both = new GradOperation().getAll().getByList().sensParam();
        t.put("new-bc-keepdims", c -> {
            var a = c.parameter("a");
            var b = c.parameter("b");
            return both.apply(net(x -> x.mul(a).add(b), a, b), c.parameters("a", "b")).apply(c.in("x"), c.in("sens"));
        });
        t.put("new-bc-matmul-bias", c -> {
            var w = c.parameter("w");
            var b = c.parameter("b");
            return both.apply(net(x -> matmul(x, w).add(b), w, b), c.parameters("w", "b")).apply(c.in("x"),
                    c.in("sens"));
        });
    }

    private static void products(Map<String, Function<ParityCase, Object>> t) {
        t.put("new-jvp-3in-2out-f64", c -> {
            var v = c.tuple("v");
            return jvp((x, y, z) -> tuple(x.mul(y).add(z), y.mul(z)), tuple(c.in("x"), c.in("y"), c.in("z")),
                    tuple(v.get(0), v.get(1), v.get(2)));
        });
        t.put("new-jvp-0d", c -> {
            var v = c.tuple("v");
            return jvp((x, y) -> x.mul(x).mul(y), tuple(c.in("x"), c.in("y")), tuple(v.get(0), v.get(1)));
        });
        t.put("new-vjp-2-2-args", c -> {
            var r = vjp(PRODUCT_AND_SUM, c.in("x"), c.in("y"));
            return tuple(r.value(), r.pullback().apply(tuple(c.in("v0"), c.in("v1"))));
        });
        t.put("new-vjp-weights-list", c -> {
            var w = c.parameter("w");
            var b = c.parameter("b");
            return vjp(net((x, y) -> w.mul(x).mul(y).add(b), w, b), wrt(new int[]{0, 1}, c.parameters("b", "w")),
                    c.in("x"), c.in("y"))
                    .pullback().apply(c
                            .in("v"));
        });
        t.put("new-vjp-f16", c -> vjp(TIMES, c.in("x"), c.in("y")).pullback().apply(c.in("v")));
        t.put("new-vjp-int", c -> only(vjp(SQUARED, c.in("x")).pullback().apply(c.in("v"))));
        t.put("new-err-jvp-shape", c -> jvp(SQUARED, c.in("x"), c.in("v")));
        TensorFn1<Tensor> neighbours = x -> x.get(slice(0, 2)).mul(x.get(slice(1, 3)));
        t.put("new-jacrev-nonsquare", c -> jacrev(neighbours).apply(c.in("x")));
        t.put("new-jacrev-nonsquare-f32", c -> jacrev(neighbours).apply(c.in("x")));
        t.put("new-jacfwd-0d-in", c -> jacfwd(TIMES, wrt(0, 1)).apply(c.in("x"), c.in("y")));
        t.put("new-jacrev-reversed", c -> jacrev((x, y) -> x.mul(x).mul(y), wrt(1, 0)).apply(c.in("x"), c.in("y")));
        t.put("new-jacfwd-unused", c -> {
            var j = jacfwdEach((x, y, z) -> List.of(x.mul(x), z.mul(3)), wrt(0, 2)).apply(c.in("x"), c.in("y"),
                    c.in("z"));
            return tuple(j.get(0), j.get(1)); // as Python prints it
        });
    }

    private static void kinks(Map<String, Function<ParityCase, Object>> t) {
        t.put("new-op-pow-exponent", c -> grad((x, p) -> x.pow(p), wrt(0, 1)).apply(c.in("x"), c.in("p")));
        t.put("new-op-clamp-edges", c -> grad(x -> clip(x, -1, 2)).apply(c.in("x")));
        t.put("new-op-amax-tie", c -> grad(x -> x.max()).apply(c.in("x")));
        t.put("new-op-fmod-neg",
                c -> grad((x, y) -> x.sub(y.mul(trunc(x.div(y)))), wrt(0, 1)).apply(c.in("x"), c.in("y")));
    }

    /// `w x²` with a gradient of its own.
    private static final class TenTimes extends Cell {
        private final Parameter w;

        TenTimes(Parameter w) {
            this.w = w;
        }

        @Override
        public Tensor construct(Tensor x) {
            return w.mul(x).mul(x);
        }

        @Override
        protected Tensor bprop(Tensor x, Tensor out, Tensor dout) {
            return dout.mul(10);
        }
    }

    private static void rules(Map<String, Function<ParityCase, Object>> t) {
        var both = new GradOperation().getAll().getByList();
        t.put("new-bp-param-both", c -> {
            var w = c.parameter("w");
            var inner = new TenTimes(w);
            return both.apply(net(x -> w.mul(x).add(inner.apply(x)), w), c.parameters("w")).apply(c.in("x"));
        });
        t.put("new-hook-param-once", c -> {
            var w = c.parameter("w");
            w.registerHook(g -> g.mul(g));
            return both.apply(net(x -> w.mul(x).add(w.mul(x).mul(x)), w), c.parameters("w")).apply(c.in("x"));
        });
    }
}
