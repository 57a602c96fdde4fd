import static org.leibniz.Leibniz.*;
import org.leibniz.*;
import java.util.*;

// Lists, maps and arrays of tensors
void main() {
    List<Tensor> layers = List.of(Tensor.of(new double[][] {{1, 2}, {3, 4}}), Tensor.of(new double[][] {{5, 6}, {7, 8}}));
    Map<String, Tensor> params = Map.of("w", Tensor.of(2.0, 3.0), "b", Tensor.of(5.0, 7.0));
    Tensor[] array = {Tensor.of(2.0, 3.0), Tensor.of(5.0, 7.0)};

    List<Tensor> g1 = grad((List<Tensor> ws) -> ws.get(0).matmul(ws.get(1)).sum()).apply(layers);
    Map<String, Tensor> g2 = grad((Map<String, Tensor> p) -> p.get("w").mul(p.get("b")).sum()).apply(params);
    Tensor[] g3 = grad((Tensor[] ws) -> ws[0].mul(ws[1]).sum()).apply(array);
    Map<String, List<Tensor>> g4 = grad((Map<String, List<Tensor>> p) -> p.get("l").getFirst()).apply(Map.of("l", layers));
    IO.println(g1);
    IO.println(g2);
    IO.println(g3[0] + " " + g3[1]);
    IO.println(g4);
}
