import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// grad_position and weights, all shapes of result
void main() {
    var w = new Parameter(Tensor.of(2f, 3f), "w");
    var b = new Parameter(Tensor.of(5f), "b");
    TensorFn2<Tensor> fn = (x, y) -> x.mul(w).add(y.mul(b)).sum();
    Tensor x = Tensor.of(7f, 11f), y = Tensor.of(13f, 17f);

    Tensor dx = grad(fn).apply(x, y);
    Tensor dy = grad(fn, wrt(1)).apply(x, y);
    Tuple2<Tensor, Tensor> dxy = grad(fn, wrt(0, 1)).apply(x, y);
    Tensor dw = grad(fn, w).apply(x, y);
    TensorTuple dwb = grad(fn, new ParameterTuple(w, b)).apply(x, y);
    Tuple2<Tensor, TensorTuple> both = grad(fn, wrt(0, new ParameterTuple(w, b))).apply(x, y);
    TensorTuple many = grad(fn, wrt(new int[] {1, 0})).apply(x, y);
    Tuple2<TensorTuple, Tensor> manyAndOne = grad(fn, wrt(new int[] {0, 1}, w)).apply(x, y);
    Tuple2<Tensor, Tensor> two = grad(fn, wrt(w, b)).apply(x, y);
    GradsById ids = grad(fn, returnIds(wrt(1, w))).apply(x, y);
    IO.println(dx + " " + dy + " " + dw);
    IO.println(dxy);
    IO.println(dwb);
    IO.println(both);
    IO.println(many);
    IO.println(manyAndOne);
    IO.println(two);
    IO.println(ids.get(1) + " " + ids.get(w));                                 // get_grad
    IO.println(ids);
}
