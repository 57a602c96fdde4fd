package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leibniz.Leibniz.*;
import static org.leibniz.ParityNets.net;
import static org.leibniz.ParityTest.HOLDS;
import static org.leibniz.ParityTest.only;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.assertj.core.data.Offset;
import org.leibniz.ParityTest.Valued;

/// The parity cases of the tutorial seeds and of the documentation.
final class ParitySeeds {
    private ParitySeeds() {}

    static Map<String, Function<ParityCase, Object>> table() {
        var t = new LinkedHashMap<String, Function<ParityCase, Object>>();
        seeds(t);
        secondOrder(t);
        documentation(t);
        hooks(t);
        return t;
    }

    // ---- seeds 000 to 003

    /// `w x + b`, with its parameters found as the fields of a cell.
    private static final class Linear extends Cell {
        final Parameter w;
        final Parameter b;

        Linear(ParityCase c) {
            w = c.parameter("w");
            b = c.parameter("b");
        }

        @Override
        public Tensor construct(Tensor x) {
            return w.mul(x).add(b);
        }
    }

    /// `matmul(x z, y)`.
    private static final class Product extends Cell {
        final Parameter z;

        Product(ParityCase c) {
            z = c.parameter("z");
        }

        @Override
        public Tensor construct(Tensor x, Tensor y) {
            return matmul(x.mul(z), y);
        }
    }

    /// A cell that differentiates another one.
    private static final class GradNet extends Cell {
        private final GradOperation gradOp = new GradOperation();
        private final Cell network;

        GradNet(Cell network) {
            this.network = network;
        }

        @Override
        public Tensor construct(Tensor x) {
            var gradientFunction = gradOp.apply(network);
            return gradientFunction.apply(x);
        }
    }

    private static final class Sin extends Cell {
        @Override
        public Tensor construct(Tensor x) {
            return sin(x);
        }
    }

    private static TensorTuple byList(Cell net, Tensor... inputs) {
        return new GradOperation().getByList().apply(net, new ParameterTuple(net.trainableParams())).apply(inputs);
    }

    private static void seeds(Map<String, Function<ParityCase, Object>> t) {
        t.put("seed-000-dx", c -> new GradNet(new Linear(c)).apply(c.in("x")));
        t.put("seed-000-forward", c -> new Linear(c).apply(2));
        t.put("seed-000-weights", c -> byList(new Linear(c), c.in("x")));
        t.put("seed-001-frozen-b", c -> byList(new Linear(c), c.in("x")));
        t.put("seed-001-sens",
                c -> new GradOperation().sensParam().apply(new Linear(c)).apply(c.in("x"), c.in("sens")));
        t.put("seed-001-stopgrad", c -> {
            var linear = new Linear(c);
            var stopped = net(x -> stopGradient(linear.apply(x)), linear.w, linear.b);
            return new GradOperation().getByList().apply(stopped, stopped.trainableParams()).apply(c.in("x"));
        });
        t.put("seed-002-dx", c -> new GradOperation().apply(new Product(c)).apply(c.in("x"), c.in("y")));
        t.put("seed-002-dz", c -> byList(new Product(c), c.in("x"), c.in("y")).get(0));
        t.put("seed-002-sens",
                c -> new GradOperation().sensParam().apply(new Product(c)).apply(c.in("x"), c.in("y"), c.in("sens")));
        t.put("seed-002-stopgrad",
                c -> new GradOperation().apply((x, y) -> matmul(x, y).add(stopGradient(matmul(x, y)))).apply(c.in("x"),
                        c.in("y")));
        t.put("seed-002-double",
                c -> new GradOperation().apply((x, y) -> matmul(x, y).add(matmul(x, y))).apply(c.in("x"), c.in("y")));
        t.put("seed-002-sin2", c -> new GradNet(new GradNet(new Sin())).apply(c.in("x")));
        t.put("seed-003-consistency", ParitySeeds::consistency);
        t.put("seed-003-reconstructed",
                c -> valueAndGrad(z -> binaryCrossEntropyWithLogits(z, c.in("y"))).apply(c.in("z")));
    }

    /// Seed 003 at weights of zero and the bias that gives its printed numbers, once by positions and once by
    /// parameters.
    private static Object consistency(ParityCase c) {
        Tensor b = Tensor.of(DType.FLOAT32, -1.404765972188177, -1.6493238937910224, 2.247111562001525);
        Tensor w = zeros(5, 3);
        var byPosition = grad((TensorFn4<Tensor>) ParitySeeds::loss, wrt(2, 3)).apply(c.in("x"), c.in("y"), w, b);
        double[] expected = {6.56869709e-02, 5.37334494e-02, 3.01467031e-01};
        var pw = new Parameter(w, "w");
        var pb = new Parameter(b, "b");
        var net = net((x, y) -> loss(x, y, pw, pb), pw, pb);
        var byParameter = valueAndGrad(net, net.trainableParams()).apply(c.in("x"), c.in("y"));
        assertThat(byParameter.value().item()).isCloseTo(0.914285, Offset.offset(1e-6));
        assertThat(byPosition.second().toDoubleArray()).containsExactly(expected, Offset.offset(1e-7));
        for (int i = 0; i < 5; i++) {
            assertThat(byPosition.first().get(i).toFloatArray()).isEqualTo(byPosition.second().toFloatArray());
        }
        assertThat(byParameter.grad().get(0).toFloatArray()).isEqualTo(byPosition.first().toFloatArray());
        assertThat(byParameter.grad().get(1).toFloatArray()).isEqualTo(byPosition.second().toFloatArray());
        assertThat(byPosition.second().toDoubleArray()).containsExactly(sigmoid(b).div(3).toDoubleArray(),
                Offset.offset(1e-7));
        return HOLDS;
    }

    private static Tensor loss(Tensor x, Tensor y, Tensor w, Tensor b) {
        return binaryCrossEntropyWithLogits(matmul(x, w).add(b), y);
    }

    private static Tuple2<Tensor, Tensor> lossAndLogits(Tensor x, Tensor y, Tensor w, Tensor b) {
        Tensor z = matmul(x, w).add(b);
        return tuple(binaryCrossEntropyWithLogits(z, y), z);
    }

    // ---- the tutorial on second derivatives

    private static void secondOrder(Map<String, Function<ParityCase, Object>> t) {
        TensorFn1<Tensor> square = x -> x.mul(x);
        TensorFn2<Tensor> x2y = (x, y) -> x.mul(x).mul(y);
        TensorFn1<?> sinCos = x -> tuple(sin(x), cos(x));
        TensorFn2<?> mixed = (x, y) -> tuple(sin(x).sub(cos(y)), cos(x).sub(sin(y)));
        t.put("doc-ho-sin-1", c -> new GradOperation().apply(new GradOperation().apply(new Sin())).apply(c.in("x")));
        t.put("doc-ho-mul-xx", c -> new GradOperation().apply(new GradOperation().apply(square)).apply(c.in("x")));
        Function<ParityCase, Object> masked = c -> new GradOperation().getAll().sensParam()
                .apply(new GradOperation().getAll().apply(x2y))
                .apply(new TensorTuple(c.in("x"), c.in("y")), c.tuple("sens"));
        t.put("doc-ho-x2y-dxx", masked);
        t.put("doc-ho-x2y-dyx", masked);
        t.put("doc-ho-matmul-00", c -> {
            var product = new Product(c);
            return new GradOperation().apply((x, y) -> product.apply(x, y).get(0).get(0)).apply(c.in("x"), c.in("y"));
        });
        t.put("doc-ho-sincos-multiout",
                c -> new GradOperation().apply(new GradOperation().apply(sinCos)).apply(c.in("x")));
        t.put("doc-ho-mixed",
                c -> new GradOperation().getAll().apply(new GradOperation().getAll().apply(mixed)).apply(c.in("x"),
                        c.in("y")));
        t.put("doc-hessian-prop", ParitySeeds::hessians);
    }

    private static Object hessians(ParityCase c) {
        var key = Key.of(7);
        Tensor w = normal(key.fold(0), 4, 3);
        Tensor x = normal(key.fold(1), 3);
        Tensor v = normal(key.fold(2), 3);
        TensorFn1<Tensor> f = a -> tanh(w.mul(a).sum(-1)).sum().add(a.pow(3).sum());
        Tensor h = jacfwd(jacrev(f)).apply(x);
        double[] expected = h.toDoubleArray();
        var near = Offset.offset(1e-5);
        assertThat(x.dtype()).isEqualTo(c.dtype());
        assertThat(h.swapAxes(0, 1).toDoubleArray()).containsExactly(expected, near);
        assertThat(jacrev(jacfwd(f)).apply(x).toDoubleArray()).containsExactly(expected, near);
        assertThat(jacfwd(jacfwd(f)).apply(x).toDoubleArray()).containsExactly(expected, near);
        assertThat(jacrev(jacrev(f)).apply(x).toDoubleArray()).containsExactly(expected, near);
        assertThat(hessian(f).apply(x).toDoubleArray()).containsExactly(expected, near);
        double[] hv = matmul(h, v).toDoubleArray();
        assertThat(jvp(grad(f), x, v).tangent().toDoubleArray()).containsExactly(hv, near);
        assertThat(vjp(grad(f), x).pullback().apply(v).toDoubleArray()).containsExactly(hv, near);
        assertThat(hvp(f, x, v).toDoubleArray()).containsExactly(hv, near);
        return HOLDS;
    }

    // ---- other pages

    private static void documentation(Map<String, Function<ParityCase, Object>> t) {
        t.put("doc-autograd-bce-42", c -> {
            var r = valueAndGrad((TensorFn4<Tensor>) ParitySeeds::loss, wrt(2, 3)).apply(c.in("x"), c.in("y"),
                    c.in("w"), c.in("b"));
            return new Valued(r.value(), r.grad());
        });
        t.put("doc-autograd-bce-42-aux", c -> {
            var all = new GradOperation().getAll().apply((TensorFn4<?>) ParitySeeds::lossAndLogits).apply(c.in("x"),
                    c.in("y"), c.in("w"),
                    c.in("b"));
            return tuple(all.get(2), all.get(3));
        });
        t.put("doc-autograd-bce-42-hasaux", c -> {
            var r = valueAndGradAux((TensorFn4<Tuple2<Tensor, Tensor>>) ParitySeeds::lossAndLogits, wrt(2, 3)).apply(
                    c.in("x"), c.in("y"),
                    c.in("w"), c.in(
                            "b"));
            return tuple(r.grad(), only(r.value().second()));
        });
        t.put("doc-jvp-sincos", c -> {
            var v = c.tuple("v");
            return jvp((x, y) -> sin(x).add(cos(y)), tuple(c.in("x"), c.in("y")), tuple(v.get(0), v.get(1)));
        });
        t.put("doc-vjp-sincos", c -> {
            var r = vjp((x, y) -> sin(x).add(cos(y)), c.in("x"), c.in("y"));
            return tuple(r.value(), r.pullback().apply(c.in("v")));
        });
        t.put("doc-grad-x2yz",
                c -> grad((x, y, z) -> x.pow(2).mul(y).mul(z), wrt(0, 1, 2)).apply(c.in("x"), c.in("y"), c.in("z")));
        t.put("doc-mig-dense-dx", c -> {
            var r = valueAndGradAux(dense(c)).apply(c.in("x"), c.in("y"));
            return new Valued(r.value().first(), tuple(r.grad(), only(r.value().second())));
        });
        t.put("doc-mig-dense-dw", c -> {
            var net = dense(c);
            return valueAndGradAux(net, net.trainableParams()).apply(c.in("x"), c.in("y"));
        });
        t.put("doc-mig-dense-noaux", c -> new GradOperation().apply(dense(c)).apply(c.in("x"), c.in("y")));
        TensorFn2<Tensor> tdLoss = (theta, s) -> square(stopGradient(add(2, theta.dot(s))).sub(theta.dot(s)));
        t.put("doc-perm-td", c -> grad(tdLoss).apply(c.in("theta"), c.in("s")));
        t.put("doc-perm-td-vmap", c -> vmap(grad(tdLoss), inAxes(NONE, 0)).apply(c.in("theta"), c.in("s")));
        t.put("doc-autodiff-design",
                c -> grad((x1, x2) -> log(x1).add(x1.mul(x2)).sub(sin(x2)), wrt(0, 1)).apply(c.in("x1"), c.in("x2")));
        t.put("doc-grad-sens-vv", c -> {
            var sens = c.tuple("sens");
            return vjp((x, y, z) -> tuple(square(x).add(square(y)).add(square(z)), x.mul(y).mul(z)), wrt(1, 2),
                    c.in("x"), c.in("y"),
                    c.in("z")).pullback()
                    .apply(tuple(sens.get(0), sens.get(1)));
        });
    }

    private static CellOf<Tuple2<Tensor, Tensor>> dense(ParityCase c) {
        var w = new Parameter(c.in("w"), "w");
        return net((x, y) -> {
            Tensor logits = matmul(x, w.transpose());
            return tuple(mseLoss(logits, y), logits);
        }, w);
    }

    private static void hooks(Map<String, Function<ParityCase, Object>> t) {
        t.put("doc-hookbackward", c -> {
            var seen = new ArrayList<Double>();
            var r = new GradOperation().getAll().apply((x, y) -> hookGradient(x.mul(y), g -> {
                seen.add(g.item());
                return g;
            }).mul(y)).apply(c.in("x"), c.in("y"));
            assertThat(seen).containsExactly(2.0);
            return r;
        });
        t.put("doc-tensorhook", c -> grad((x, y) -> hookGradient(x.mul(y), g -> g.mul(2)).mul(y), wrt(0, 1))
                .apply(c.in("x"), c.in("y")));
        t.put("doc-clip", c -> {
            TensorFn1<Tensor> clipped = x -> hookGradient(x, g -> clip(g, 0.2, 1.0));
            TensorFn2<Tensor> f = (x, y) -> clipped.apply(x).mul(clipped.apply(y));
            return new Valued(f.apply(c.in("x"), c.in("y")),
                    new GradOperation().getAll().apply(f).apply(c.in("x"), c.in("y")));
        });
    }
}
