import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.data.Offset.offset
import org.junit.jupiter.api.Test
import org.leibniz.Cell
import org.leibniz.DType
import org.leibniz.Fn1
import org.leibniz.Leibniz
import org.leibniz.Leibniz.*
import org.leibniz.Parameter
import org.leibniz.Tensor
import org.leibniz.TensorFn1
import org.leibniz.TensorFn2
import org.leibniz.TensorTuple
import org.leibniz.Tree
import org.leibniz.Tuple2
import org.leibniz.Wrt

/**
 * A program of a user who writes Kotlin: all members of `Leibniz` by one import, by their names and as references.
 * What it gives is what a closed form says.
 */
class KotlinTest {
    private class Line : Cell() {
        val w = Parameter(zeros(DType.FLOAT64), "w")
        val b = Parameter(Leibniz.zeros(DType.FLOAT64), "b")

        override fun construct(x: Tensor): Tensor = w.mul(x).add(b)
    }

    private fun squares(x: Tensor): Tensor = square(x).sum()

    private fun near(actual: Tensor, vararg expected: Double) {
        assertThat(actual.toDoubleArray()).containsExactly(expected, offset(1e-12))
    }

    @Test
    fun lambdas() {
        near(grad { x: Tensor -> x.pow(3) }.apply(2.0), 12.0)
        near(Leibniz.grad(grad { x: Tensor -> x.pow(3) }).apply(2.0), 12.0)
        near(grad { x: Tensor, y: Tensor -> x.mul(exp(y)) }.apply(Tensor.of(3.0), Tensor.of(1.0)), Math.E)
        near(grad({ x: Tensor, y: Tensor -> x.mul(y) }, wrt(1)).apply(Tensor.of(3.0), Tensor.of(1.0)), 3.0)
    }

    @Test
    fun references() {
        near(grad(TensorFn1(Leibniz::sin)).apply(1.0), Math.cos(1.0))
        near(grad(grad(grad(TensorFn1(::sin)))).apply(1.0), -Math.cos(1.0))
        near(grad(TensorFn1(this::squares)).apply(Tensor.of(1.0, 2.0)), 2.0, 4.0)
        near(grad(TensorFn2<Tensor>(Leibniz::atan2), wrt(0)).apply(Tensor.of(1.0), Tensor.of(2.0)), 0.4)
        val (one, two) = listOf(1.0, 2.0).map(Tensor::scalar).map(Leibniz::exp)
        near(one, Math.E)
        near(two, Math.exp(2.0))
        val derivative: (TensorFn1<Tensor>) -> TensorFn1<Tensor> = Leibniz::grad
        near(derivative(TensorFn1(Leibniz::cos)).apply(0.5), -Math.sin(0.5))
    }

    @Test
    fun transformations() {
        val f = TensorFn1 { x: Tensor -> sin(x).mul(x) }
        val v = valueAndGrad(f).apply(2.0)
        near(v.value, 2 * Math.sin(2.0))
        near(v.grad, Math.sin(2.0) + 2 * Math.cos(2.0))
        near(jit(f).apply(2.0), 2 * Math.sin(2.0))
        near(jit(vmap(grad(f))).apply(Tensor.of(0.0, 2.0)), 0.0, Math.sin(2.0) + 2 * Math.cos(2.0))
        val outer = vmap(TensorFn2 { a: Tensor, b: Tensor -> a.mul(b) }, inAxes(NONE, 0))
        near(outer.apply(Tensor.of(2.0), Tensor.of(1.0, 3.0)).reshape(2), 2.0, 6.0)
        near(hessian(TensorFn1 { x: Tensor -> exp(x).sum() }).apply(Tensor.of(0.0, 1.0)), 1.0, 0.0, 0.0, Math.E)
        val r = jvp(TensorFn1(Leibniz::exp), 1.0, 2.0)
        near(r.value, Math.E)
        near(r.tangent, 2 * Math.E)
    }

    @Test
    fun trees() {
        val product = Fn1 { p: Tuple2<Tensor, Tensor> -> p.first.mul(p.second) }
        val at = tuple(Tensor.scalar(2.0), Tensor.scalar(3.0))
        val d: Tuple2<Tensor, Tensor> = grad(product).apply(at)
        near(d.first, 3.0)
        near(d.second, 2.0)
        near(Tree.map(TensorFn1(Leibniz::square), d).first, 9.0)
        val total = Fn1 { xs: List<Tensor> -> xs.map(Leibniz::square).reduce(Tensor::add) }
        assertThat(grad(total).apply(listOf(Tensor.scalar(1.0), Tensor.scalar(2.0))).map(Tensor::item))
            .containsExactly(2.0, 4.0)
    }

    @Test
    fun training() {
        val net = Line()
        val x = linspace(0.0, 1.0, 5)
        val y = x.mul(3).sub(1)
        val wrt: Wrt<TensorTuple> = net.trainableParams()
        val loss = jit(valueAndGrad(TensorFn2 { a: Tensor, b: Tensor -> square(net.apply(a).sub(b)).mean() }, wrt))
        val first = loss.apply(x, y)
        near(first.value, 0.625 + 0.75) // y = 3x - 1 has squares 1, 1/16, 1/4, 25/16, 4
        repeat(2000) {
            val gradients = loss.apply(x, y).grad
            net.trainableParams().forEachIndexed { i, p -> p.assignSub(gradients[i].mul(0.5)) }
        }
        near(net.w.value(), 3.0)
        near(net.b.value(), -1.0)
        near(grad(net).apply(Tensor.of(7.0)), 3.0)
    }
}
