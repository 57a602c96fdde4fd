import static org.leibniz.Leibniz.*;
import org.leibniz.*;
import java.util.Arrays;

// Keys: explicit, splittable, the same under jit, vmap and any number of threads
void main() {
    var key = Key.of(42);
    switch (key.split()) {
        case Tuple2(var a, var b) -> IO.println(normal(a, 2, 3).add(uniform(b, 2, 3)).shape());
    }
    var draw = jit((Key k, Tensor scale) -> normal(k, 3).mul(scale));
    IO.println(Arrays.equals(draw.apply(key.fold(1), ones(3)).toFloatArray(), normal(key.fold(1), 3).toFloatArray()));
    IO.println(Arrays.equals(draw.apply(key.fold(1), ones(3)).toFloatArray(), draw.apply(key.fold(2), ones(3)).toFloatArray()));
    IO.println(grad((Tensor scale, Key k) -> uniform(k, 3).mul(scale)).apply(ones(3), key).eq(uniform(key, 3)));
    IO.println(bernoulli(key, 0.5, 4).shape());
}
