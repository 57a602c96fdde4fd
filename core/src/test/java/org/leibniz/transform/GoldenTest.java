package org.leibniz.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leibniz.transform.Calculus.fun;
import static org.leibniz.transform.Calculus.grad;
import static org.leibniz.transform.Calculus.grads;
import static org.leibniz.transform.Calculus.list;
import static org.leibniz.transform.Calculus.sin;
import static org.leibniz.transform.Calculus.tanh;
import static org.leibniz.transform.Calculus.total;

import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Program;
import org.leibniz.ir.TracePurpose;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// Programs as text after each transformation. A change here is not an error but has to be read: is the new program as
/// good?
final class GoldenTest {
    private static Value xSinX(Value x) {
        return total(x.mul(sin(x)));
    }

    private static Type f32(int... dims) {
        return new Type(DType.FLOAT32, Shape.of(dims));
    }

    private static Program traced(Fun f, Type... types) {
        return Staging.body(TracePurpose.JIT, f, types).program();
    }

    private static Program simplified(Fun f, Type... types) {
        return Simplify.of(traced(f, types));
    }

    private static Linearize.Split split(Program p) {
        return Linearize.split(p, new boolean[]{true}, new boolean[]{false}, Ints.of());
    }

    @Test
    void aFunctionAsItIsTraced() {
        assertThat(traced(fun(GoldenTest::xSinX), f32(3))).hasToString("""
                { a: f32[3]
                  b: f32[3] = sin a
                  c: f32[3] = mul a b
                  d: f32 = sum[0] c
                  return d }""");
    }

    /// The first part also returns what the second needs, the cosine and both factors, and the second takes them before
    /// its tangent.
    @Test
    void itsValueAndItsLinearPart() {
        var split = split(traced(fun(GoldenTest::xSinX), f32(3)));
        assertThat(split.primal()).hasToString("""
                { a: f32[3]
                  b: f32[3] = sin a
                  c: f32[3] = cos a
                  d: f32[3] = mul a b
                  e: f32 = sum[0] d
                  return e, c, b, a }""");
        assertThat(split.linear()).hasToString("""
                { a: f32[3], b: f32[3], c: f32[3], d: f32[3]
                  e: f32[3] = mul d a
                  f: f32[3] = mul d b
                  g: f32[3] = mul e c
                  h: f32[3] = add f g
                  i: f32 = sum[0] h
                  return i }""");
    }

    /// True forward mode: values and tangents side by side in one program, nothing is kept.
    @Test
    void itsValueWithATangent() {
        var p = traced(fun(GoldenTest::xSinX), f32(3));
        assertThat(simplified(x -> {
            var r = Shorthand.jvp(y -> Value.bind(new Composite.Call(p), y), new Value[]{x[0]}, new Value[]{x[1]}, 1);
            return Value.join(r.outputs(), r.tangents());
        }, f32(3), f32(3))).hasToString("""
                { a: f32[3], b: f32[3]
                  c: f32[3] = sin a
                  d: f32[3] = cos a
                  e: f32[3] = mul b d
                  f: f32[3] = mul a c
                  g: f32[3] = mul b c
                  h: f32[3] = mul e a
                  i: f32[3] = add g h
                  j: f32 = sum[0] f
                  k: f32 = sum[0] i
                  return j, k }""");
    }

    /// Two examples along the second axis, of a function with a captured operand, which is the same for both: the
    /// examples come first.
    @Test
    void aFunctionOfManyExamples() {
        assertThat(simplified(
                x -> Vmap.apply(y -> list(y[0].mul(x[1]).sum(Ints.of(0))), new Value[]{x[0]}, new int[]{1}, 2),
                f32(3, 2),
                f32(3))).hasToString("""
                        { a: f32[3,2], b: f32[3]
                          c: f32[2,3] = transpose[1,0] a
                          d: f32[2,3] = broadcast(2, 3) b
                          e: f32[2,3] = mul c d
                          f: f32[2] = sum[1] e
                          return f }""");
    }

    /// The same lines from the last to the first: the sum is a broadcast, the one tangent that was used twice a sum.
    @Test
    void theLinearPartBackwards() {
        var linear = split(traced(fun(GoldenTest::xSinX), f32(3))).linear();
        assertThat(Transpose.program(linear, Masks.last(linear.params(), 1), new boolean[]{true}, false))
                .hasToString("""
                        { a: f32[3], b: f32[3], c: f32[3], d: f32
                          e: f32[1] = reshape(1,) d
                          f: f32[3] = broadcast(3,) e
                          g: f32[3] = mul f c
                          h: f32[3] = mul f b
                          i: f32[3] = mul g a
                          j: f32[3] = add h i
                          return j }""");
    }

    /// `sin x + x cos x`: nothing is left of the machinery.
    @Test
    void aGradientSimplified() {
        assertThat(simplified(fun(grad(GoldenTest::xSinX)), f32(3))).hasToString("""
                { a: f32[3]
                  b: f32[3] = sin a
                  c: f32[3] = cos a
                  d: f32[3] = mul a c
                  e: f32[3] = add b d
                  return e }""");
    }

    /// `cos x - x sin x + cos x`.
    @Test
    void aSecondDerivativeSimplified() {
        assertThat(simplified(fun(grad(x -> total(grad(GoldenTest::xSinX).apply(x)))), f32(3))).hasToString("""
                { a: f32[3]
                  b: f32[3] = sin a
                  c: f32[3] = cos a
                  d: f32[3] = neg b
                  e: f32[3] = mul a d
                  f: f32[3] = add c e
                  g: f32[3] = add f c
                  return g }""");
    }

    /// One weight vector, five examples: the weights are broadcast once, lanes come first.
    @Test
    void gradientsPerExampleSimplified() {
        Fun neuron = x -> list(tanh(x[0].mul(x[1]).sum(Ints.of(0))));
        assertThat(simplified(x -> Vmap.apply(y -> grads(neuron, y), x, new int[]{-1, 0}, 5), f32(3), f32(5, 3)))
                .hasToString("""
                        { a: f32[3], b: f32[5,3]
                          c: f32[5,3] = broadcast(5, 3) a
                          d: f32[5,3] = mul c b
                          e: f32[5] = sum[1] d
                          f: f32[5] = abs e
                          g: f32[5] = -2
                          h: f32[5] = mul f g
                          i: f32[5] = exp h
                          j: f32[5] = 4
                          k: f32[5] = mul i j
                          l: f32[5] = 1
                          m: f32[5] = add i l
                          n: f32[5] = square m
                          o: f32[5] = div k n
                          p: f32[5,1] = reshape(5, 1) o
                          q: f32[5,3] = broadcast(5, 3) p
                          r: f32[5,3] = mul q c
                          s: f32[5,3] = mul q b
                          return s, r }""");
    }

    /// Two products for two gradients, neither with a transposed copy.
    @Test
    void aLayersGradientsSimplified() {
        Fun layer = x -> list(total(tanh(x[0].matmul(x[1]))));
        assertThat(simplified(x -> grads(layer, x), f32(4, 3), f32(3, 2))).hasToString("""
                { a: f32[4,3], b: f32[3,2]
                  c: f32[4,2] = dot[batch [][] contract [1][0]] a b
                  d: f32[4,2] = abs c
                  e: f32[4,2] = -2
                  f: f32[4,2] = mul d e
                  g: f32[4,2] = exp f
                  h: f32[4,2] = 4
                  i: f32[4,2] = mul g h
                  j: f32[4,2] = 1
                  k: f32[4,2] = add g j
                  l: f32[4,2] = square k
                  m: f32[4,2] = div i l
                  n: f32[3,2] = dot[batch [][] contract [0][0]] a m
                  o: f32[4,3] = dot[batch [][] contract [1][1]] m b
                  return o, n }""");
    }

    /// The number of trips is captured, and so comes first. The first loop keeps the states and the slopes, the second
    /// runs backwards over them.
    @Test
    void aLoopsGradientsSimplified() {
        Fun loop = x -> Control.scan(list(x[0]), list(x[1]), s -> list(tanh(s[0].mul(s[1]))), 7, false);
        assertThat(simplified(x -> grads(loop, x), f32(), f32(7))).hasToString("""
                { a: i32, b: f32, c: f32[7]
                  d: f32, e: f32[7], f: f32[7] = scan[0,1,7] { a: f32, b: f32
                    c: f32 = mul a b
                    d: f32 = tanh c
                    e: f32 = abs c
                    f: f32 = -2
                    g: f32 = mul e f
                    h: f32 = exp g
                    i: f32 = 4
                    j: f32 = mul h i
                    k: f32 = 1
                    l: f32 = add h k
                    m: f32 = square l
                    n: f32 = div j m
                    return d, a, n } a b c
                  g: f32 = 1
                  h: f32, i: f32[7] = scan[0,1,reverse,7] { a: f32, b: f32, c: f32, d: f32
                    e: f32 = mul a d
                    f: f32 = mul e c
                    g: f32 = mul e b
                    return g, f } a g c e f
                  return h, i }""");
    }
}
