import static org.leibniz.Leibniz.*;
import org.leibniz.*;
import java.util.concurrent.*;
import java.util.stream.*;

// One function, many threads, streams
void main() throws Exception {
    var g = jit(grad(x -> sin(x).sum()));
    var results = IntStream.range(0, 100).parallel().mapToObj(i -> g.apply(Tensor.of((double) i))).toList();
    IO.println(IntStream.range(0, 100).allMatch(i -> Math.abs(results.get(i).item() - Math.cos(i)) < 1e-15));
    IO.println(Stream.of(zeros(2), zeros(3)).map(g::apply).map(Tensor::toString).collect(Collectors.joining()));

    // a parameter read on another thread: bind the task
    var w = new Parameter(Tensor.of(3f), "w");
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
        IO.println(grad(x -> CompletableFuture.supplyAsync(() -> w.mul(w).mul(x), bound(pool)).join(), w).apply(Tensor.of(2f)));
    }
}
