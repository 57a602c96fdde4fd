import org.leibniz.*
import static org.leibniz.Leibniz.*
var w = Tensor.of(6f)
var b = Tensor.of(1f)
grad(x -> w.mul(x).add(b)).apply(Tensor.of(100f))
Tensor cube(Tensor x) { return x.pow(3); }
TensorFn1<Tensor> f = x -> cube(x)
var df = grad(f)
df.apply(2)
grad(grad(grad(f))).apply(2)
class Net extends Cell {
    final Parameter w = new Parameter(Tensor.of(6f)), b = new Parameter(Tensor.of(1f));
    @Override public Tensor construct(Tensor x) { return w.mul(x).add(b); }
}
var net = new Net()
net.apply(2)
new GradOperation().getByList().apply(net, net.trainableParams()).apply(Tensor.of(100f))
record Line(Tensor slope, Tensor intercept) {}
var g = jit(valueAndGrad((Line l, Tensor x) -> square(l.slope().mul(x).add(l.intercept())).sum()))
var r = g.apply(new Line(ones(1), zeros(1)), ones(3))
r.grad().slope()
hessian(x -> exp(x).sum()).apply(Tensor.of(1.0, 2.0))
vmap(grad((x, y) -> x.mul(y)), inAxes(0, NONE)).apply(ones(3), ones(1))
for (int i = 0; i < 3; i++) IO.println(uniform(Key.of(0).fold(i), 3).shape())
/exit
