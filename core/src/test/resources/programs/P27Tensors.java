import static org.leibniz.Leibniz.*;
import org.leibniz.*;

// Making, slicing, reducing, printing
void main() {
    var v = Tensor.of(1, 2, 3);
    var m = Tensor.of(new double[][] {{1, 2}, {3, 4}});
    var s = Tensor.scalar(2f);
    var mask = m.gt(2);
    Tensor row = m.get(0);
    Tensor entry = m.get(0, 1);
    Tensor column = m.get(ALL, at(1));
    Tensor part = m.get(slice(0, 1), slice(0, 2, 2));
    Tensor picked = m.get(at(Tensor.of(1, 0)));
    Tensor last = m.get(ELLIPSIS, at(-1));
    Tensor changed = m.at(0, 1).set(9).at(slice(0, 1)).add(row);
    Tensor centred = m.sub(m.mean(keepDims(1))).div(m.std(keepDims(1)));
    Tensor chosen = where(mask, m, 0);
    IO.println(m);
    IO.println(m.repr());
    IO.println(m.shape() + " " + m.dtype() + " " + m.sum().item() + " " + v.max().itemAsLong());
    double[] flat = m.reshape(-1).toDoubleArray();
    IO.println(flat.length + " " + row + " " + entry + " " + column + " " + part + " " + last);
    IO.println(picked);
    IO.println(changed);
    IO.println(centred);
    IO.println(chosen);
    IO.println(concat(0, m, m).add(s));
}
