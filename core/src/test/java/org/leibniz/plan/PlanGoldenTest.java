package org.leibniz.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leibniz.Leibniz.*;

import java.util.ArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.leibniz.Tensor;
import org.leibniz.cpu.Tiers;
import org.leibniz.ir.Evaluator;
import org.leibniz.reference.Reference;
import org.leibniz.transform.Simplify;

/// Plans as text. A change here is not an error but has to be read: is the new plan as good?
final class PlanGoldenTest {
    private static String plan(Supplier<?> call) {
        var plans = new ArrayList<String>();
        Evaluator.with((program, inputs) -> {
            plans.add(Plan.make(Simplify.of(program), Tiers.machine()).toString());
            return new Reference().run(program, inputs);
        }, call);
        return plans.getFirst();
    }

    /// Rows in one pass: their maxima (0 where they are infinite, which b tells), exponentials, sums and quotients.
    @Test
    void softmaxIsOnePass() {
        var x = zeros(2, 3);
        assertThat(plan(() -> jit(t -> softmax(t)).apply(x))).isEqualTo(
                """
                        { a: f32, b: f32[2,3]
                          c: f32[2,3] = kernel { a: f32[6], b: f32[1]
                            c: f32[2,3] = reshape(2, 3) a
                            d: f32[2] = max[1] c
                            e: f32[2] = abs d
                            f: f32 = reshape() b
                            g: f32[2,1] = broadcast(2, 1) f
                            h: f32[2] = reshape(2,) g
                            i: bool[2] = lt e h
                            j: f32[2] = 0
                            k: f32[2] = select i d j
                            l: f32[2,3] = spread[3 at 1] k
                            m: f32[2,3] = sub c l
                            n: f32[2,3] = exp m
                            o: f32[2] = sum[1] n
                            p: f32[2,3] = spread[3 at 1] o
                            q: f32[2,3] = div n p
                            return q } b a
                          return c }""");
    }

    /// A product is given views of arrays, here the transpose of its second operand, and takes rows by rows.
    @Test
    void twoLayersAreTwoProductsAndAPassBetweenThem() {
        var x = zeros(2, 3);
        assertThat(plan(() -> jit((t, w, b, v) -> relu(t.matmul(w).add(b)).matmul(v)).apply(x, zeros(3, 4), zeros(4),
                zeros(4, 2))))
                .isEqualTo(
                        """
                                { a: f32[2,3], b: f32[3,4], c: f32[4], d: f32[4,2]
                                  e: f32[2,4] = kernel { a: f32[6], b: f32[12]
                                    c: f32[2,3] = reshape(2, 3) a
                                    d: f32[3,4] = reshape(3, 4) b
                                    e: f32[4,3] = transpose[1,0] d
                                    f: f32[2,4] = dot[batch [][] contract [1][1]] c e
                                    return f } a b
                                  f: f32[2,4] = kernel { a: f32[8], b: f32[4]
                                    c: f32[2,4] = broadcast(2, 4) b
                                    d: f32[8] = reshape(8,) c
                                    e: f32[8] = add a d
                                    f: f32[8] = relu e
                                    return f } e c
                                  g: f32[2,2] = kernel { a: f32[8], b: f32[8]
                                    c: f32[2,4] = reshape(2, 4) a
                                    d: f32[4,2] = reshape(4, 2) b
                                    e: f32[2,4] = transpose[1,0] d
                                    f: f32[2,2] = dot[batch [][] contract [1][1]] c e
                                    return f } f d
                                  return g }""");
    }

    /// The value with the parts that each pair of neighbours gives to the gradient; then the parts, shifted, together.
    @Test
    void rosenbrockWithItsGradientIsTwoPasses() {
        assertThat(plan(() -> jit(valueAndGrad(t -> {
            var head = t.get(until(-1));
            var tail = t.get(from(1));
            return square(tail.sub(square(head))).mul(100).add(square(sub(1, head))).sum();
        })).apply(Tensor.of(1.0, 2, 3, 4)))).isEqualTo(
                """
                        { a: f64, b: f64[4]
                          c: f64[1,1], d: f64[3], e: f64[3] = kernel { a: f64[4], b: f64[1]
                            c: f64[3] = slice[from [0] size [3] step [1]] a
                            d: f64[1,3] = reshape(1, 3) c
                            e: f64[1,3] = square d
                            f: f64[1,3] = add d d
                            g: f64[3] = slice[from [1] size [3] step [1]] a
                            h: f64[1,3] = reshape(1, 3) g
                            i: f64[1,3] = sub h e
                            j: f64[1,3] = square i
                            k: f64[1,3] = add i i
                            l: f64[1,3] = spread[3 at 1] b
                            m: f64[1,3] = mul j l
                            n: f64[1,3] = 1
                            o: f64[1,3] = sub n d
                            p: f64[1,3] = square o
                            q: f64[1,3] = add o o
                            r: f64[1,3] = add m p
                            s: f64[1] = sum[1] r
                            t: f64[1,3] = mul l k
                            u: f64[1,3] = neg t
                            v: f64[1,3] = mul u f
                            w: f64[1,3] = sub v q
                            return s, t, w } b a
                          f: f64[4] = kernel { a: f64[3], b: f64[3]
                            c: f64[4] = pad[low [1] high [0] interior [0]] a
                            d: f64[4] = pad[low [0] high [1] interior [0]] b
                            e: f64[4] = add c d
                            return e } d e
                          g: f64 = reshape() c
                          return g, f }""");
    }

    /// Heads side by side in memory are apart in the products' views, and together again in the order in which the last
    /// one writes.
    @Test
    void attentionHeadsAreNotCopied() {
        assertThat(plan(() -> jit((p, q) -> {
            var queries = p.reshape(2, 5, 2, 3).transpose(0, 2, 1, 3);
            var keys = q.reshape(2, 5, 2, 3).transpose(0, 2, 1, 3);
            return softmax(queries.matmul(keys.transpose(0, 1, 3, 2))).matmul(keys).transpose(0, 2, 1, 3).reshape(10,
                    6);
        }).apply(zeros(10, 6), zeros(10, 6)))).isEqualTo(
                """
                        { a: f32, b: f32[10,6], c: f32[10,6]
                          d: f32[2,2,5,5] = kernel { a: f32[60], b: f32[60]
                            c: f32[2,5,2,3] = reshape(2, 5, 2, 3) a
                            d: f32[2,2,5,3] = transpose[0,2,1,3] c
                            e: f32[2,5,2,3] = reshape(2, 5, 2, 3) b
                            f: f32[2,2,5,3] = transpose[0,2,1,3] e
                            g: f32[2,2,5,5] = dot[batch [0,1][0,1] contract [3][3]] d f
                            return g } b c
                          e: f32[2,2,5,5] = kernel { a: f32[100], b: f32[1]
                            c: f32[20,5] = reshape(20, 5) a
                            d: f32[20] = max[1] c
                            e: f32[20] = abs d
                            f: f32 = reshape() b
                            g: f32[2,2,5,1] = broadcast(2, 2, 5, 1) f
                            h: f32[20] = reshape(20,) g
                            i: bool[20] = lt e h
                            j: f32[20] = 0
                            k: f32[20] = select i d j
                            l: f32[20,5] = spread[5 at 1] k
                            m: f32[20,5] = sub c l
                            n: f32[20,5] = exp m
                            o: f32[20] = sum[1] n
                            p: f32[20,5] = spread[5 at 1] o
                            q: f32[20,5] = div n p
                            return q } d a
                          f: f32[10,6] = kernel { a: f32[100], b: f32[60]
                            c: f32[2,2,5,5] = reshape(2, 2, 5, 5) a
                            d: f32[2,5,2,3] = reshape(2, 5, 2, 3) b
                            e: f32[2,2,3,5] = transpose[0,2,3,1] d
                            f: f32[2,2,5,3] = dot[batch [0,1][0,1] contract [3][3]] c e
                            g: f32[2,5,2,3] = transpose[0,2,1,3] f
                            h: f32[10,6] = reshape(10, 6) g
                            return h } e c
                          return f }""");
    }
}
