import java.util.*;
import java.util.function.*;

// Leibniz in sixty lines: trace a function by running it, differentiate the trace forward, transpose what is linear.
sealed interface Node {
    record Num(double value) implements Node {}
    record Var(Node of) implements Node {} // a variable: a fresh identity of what it stands for
    record Add(Node a, Node b) implements Node {}
    record Mul(Node a, Node b) implements Node {}
    record Map(Fn fn, Node x) implements Node {}
}

enum Fn { // evaluation, derivative: one line a function
    SIN(Math::sin, x -> new Node.Map(cos(), x)), COS(Math::cos,
            x -> new Node.Mul(new Node.Num(-1), new Node.Map(SIN, x)));

    final DoubleUnaryOperator value;
    final UnaryOperator<Node> derivative;

    Fn(DoubleUnaryOperator value, UnaryOperator<Node> derivative) {
        this.value = value;
        this.derivative = derivative;
    }

    static Fn cos() {
        return COS;
    }
}

// The tangent of y if v moves by dv, as nodes that are linear in dv; null is zero
Node linearize(Node y, Node v, Node dv, IdentityHashMap<Node, Node> seen) {
    if (y == v)
        return dv;
    if (seen.containsKey(y))
        return seen.get(y);
    Node t = switch (y) {
        case Node.Num _ -> null;
        case Node.Var(var of) -> linearize(of, v, dv, seen);
        case Node.Add(var a, var b) -> add(linearize(a, v, dv, seen), linearize(b, v, dv, seen));
        case Node.Mul(var a, var b) -> add(scale(linearize(a, v, dv, seen), b), scale(linearize(b, v, dv, seen), a));
        case Node.Map(var fn, var x) -> scale(linearize(x, v, dv, seen), fn.derivative.apply(x));
    };
    seen.put(y, t);
    return t;
}

// What t = A dv becomes backwards: AT ct. Only linear nodes occur, so there are three cases
Node transpose(Node t, Node dv, Node ct) {
    return t == null ? new Node.Num(0) : t == dv ? ct : switch (t) {
        case Node.Add(var a, var b) -> add(transpose(a, dv, ct), transpose(b, dv, ct));
        case Node.Mul(var linear, var factor) -> transpose(linear, dv, new Node.Mul(ct, factor));
        default -> throw new IllegalStateException("not linear: " + t);
    };
}

UnaryOperator<Node> grad(UnaryOperator<Node> f) {
    return x -> {
        Node v = new Node.Var(x), dv = new Node.Var(x);
        return transpose(linearize(f.apply(v), v, dv, new IdentityHashMap<>()), dv, new Node.Num(1));
    };
}

Node add(Node a, Node b) {
    return a == null ? b : b == null ? a : new Node.Add(a, b);
}

Node scale(Node linear, Node factor) {
    return linear == null ? null : new Node.Mul(linear, factor);
}

double value(Node y) {
    return switch (y) {
        case Node.Num(var n) -> n;
        case Node.Var(var of) -> value(of);
        case Node.Add(var a, var b) -> value(a) + value(b);
        case Node.Mul(var a, var b) -> value(a) * value(b);
        case Node.Map(var fn, var x) -> fn.value.applyAsDouble(value(x));
    };
}

void main() {
    UnaryOperator<Node> f = x -> new Node.Map(Fn.SIN, new Node.Mul(x, x)); // sin(x²)
    Node x = new Node.Num(0.5);
    IO.println(value(grad(f).apply(x)) + " = " + 2 * 0.5 * Math.cos(0.25)); // 2x cos(x²)
    IO.println(value(grad(grad(f)).apply(x)) + " = " + (2 * Math.cos(.25) - Math.sin(.25))); // 2 cos(x²) - 4x² sin(x²)
    // the classic trap of nested differentiation: d/dx (x · d/dy (x + y)) = 1
    IO.println(value(grad(u -> new Node.Mul(u, grad(y -> new Node.Add(u, y)).apply(x))).apply(x)));
}
