package org.leibniz.ir;

import org.leibniz.DType;
import org.leibniz.Shape;

/// The operations on a [Value] that rules use most, as methods of it, so that rules read like the mathematics. They
/// promote, broadcast, and leave out what would change nothing; [Value#bind] applies those that have no method here.
public abstract sealed class ValueOps permits Value {
    final Type type;

    ValueOps(Type type) {
        this.type = type;
    }

    private Value self() {
        return (Value) this;
    }

    // ---- what it is

    /// Its type.
    public Type type() {
        return type;
    }

    /// Its shape.
    public Shape shape() {
        return type.shape();
    }

    /// Its dtype.
    public DType dtype() {
        return type.dtype();
    }

    // ---- elementwise

    /// Applies a scalar function.
    ///
    /// @param fn a function of one argument that accepts this dtype
    /// @return the result
    public Value map(ScalarFn fn) {
        return Value.bind1(fn.op(), self());
    }

    /// Applies a scalar function of two arguments, after promotion and broadcasting.
    ///
    /// @param fn a function of two arguments
    /// @param b the second argument
    /// @return the result
    public Value map(ScalarFn fn, Value b) {
        return alike(fn.op(), b);
    }

    /// The sum.
    public Value add(Value b) {
        return map(ScalarFn.ADD, b);
    }

    /// The difference.
    public Value sub(Value b) {
        return map(ScalarFn.SUB, b);
    }

    /// The product.
    public Value mul(Value b) {
        return map(ScalarFn.MUL, b);
    }

    /// The quotient.
    public Value div(Value b) {
        return map(ScalarFn.DIV, b);
    }

    /// The sum with a number.
    public Value add(double b) {
        return map(ScalarFn.ADD, Value.literal(type, b));
    }

    /// The difference with a number.
    public Value sub(double b) {
        return map(ScalarFn.SUB, Value.literal(type, b));
    }

    /// The product with a number.
    public Value mul(double b) {
        return map(ScalarFn.MUL, Value.literal(type, b));
    }

    /// The negation.
    public Value neg() {
        return map(ScalarFn.NEG);
    }

    /// Compares.
    public Value compare(Relation r, Value b) {
        return alike(new Pointwise.Compare(r), b);
    }

    /// Compares with a number.
    public Value compare(Relation r, double b) {
        return compare(r, Value.literal(type, b));
    }

    /// Elements of one value where a condition holds, of another elsewhere; broadcasts.
    public static Value select(Value condition, Value a, Value b) {
        var t = common(a, b);
        var s = condition.shape().equals(t.shape()) ? t.shape() : Shape.broadcast(condition.shape(), t.shape());
        return Value.bind1(new Pointwise.Select(), condition.broadcast(s), as(t.as(s), a), as(t.as(s), b));
    }

    /// Converts the elements.
    ///
    /// @param to the dtype
    /// @return the converted value, this one if it has that dtype
    public Value cast(DType to) {
        return dtype() == to
                ? self()
                : this instanceof Literal l ? recast(l, to) : Value.bind1(new Pointwise.Cast(to), self());
    }

    /// What its elements are is the number rounded to its own dtype.
    private static Value recast(Literal l, DType to) {
        return Value.literal(l.type().as(to), rounded(to, rounded(l.dtype(), l.number())));
    }

    private static double rounded(DType dtype, double number) {
        Object a = Buffers.allocate(dtype, 1);
        Buffers.setDouble(dtype, a, 0, number);
        return Buffers.getDouble(dtype, a, 0);
    }

    /// Applies an operation of two operands, which are brought to one type.
    private Value alike(Op op, Value b) {
        if (type.equals(b.type)) {
            return Value.bind1(op, self(), b);
        }
        var t = common(this, b);
        return Value.bind1(op, as(t, this), as(t, b));
    }

    private static Type common(ValueOps a, ValueOps b) {
        return new Type(DType.promote(a.dtype(), b.dtype()), Shape.broadcast(a.shape(), b.shape()));
    }

    private static Value as(Type t, ValueOps x) {
        return x.cast(t.dtype()).broadcast(t.shape());
    }

    // ---- structure

    /// Broadcasts.
    ///
    /// @param shape the shape that this one fits by NumPy's rule
    /// @return the larger value
    public Value broadcast(Shape shape) {
        return shape().equals(shape)
                ? self()
                : this instanceof Literal l
                        ? Value.literal(type.as(shape), l.number())
                        : Value.bind1(new Movement.Broadcast(shape), self());
    }

    /// Reshapes.
    ///
    /// @param shape as many elements
    /// @return the same elements in the same order
    public Value reshape(Shape shape) {
        return shape().equals(shape)
                ? self()
                : this instanceof Literal l
                        ? Value.literal(type.as(shape), l.number())
                        : Value.bind1(new Movement.Reshape(shape), self());
    }

    /// Permutes the axes.
    ///
    /// @param perm result axis `i` is axis `perm` of i here
    /// @return the permuted value
    public Value transpose(Ints perm) {
        return perm.equals(Ints.range(0, perm.size())) ? self() : Value.bind1(new Movement.Transpose(perm), self());
    }

    /// Moves one axis.
    ///
    /// @param from the axis
    /// @param to where it stands in the result
    /// @return the permuted value
    public Value moveAxis(int from, int to) {
        return transpose(Ints.moved(from, to, shape().rank()));
    }

    /// The transpose of the last two axes.
    ///
    /// @return the matrix or matrices, transposed
    public Value transposed() {
        int n = shape().rank();
        int[] p = Ints.range(0, n).toArray();
        p[n - 1] = n - 2;
        p[n - 2] = n - 1;
        return transpose(Ints.of(p));
    }

    /// A part along one axis.
    public Value slice(int axis, int from, int size) {
        int n = shape().rank();
        if (from == 0 && size == shape().dim(axis)) {
            return self();
        }
        int[] start = new int[n];
        int[] sizes = shape().toArray();
        start[axis] = from;
        sizes[axis] = size;
        return Value.bind1(new Movement.Slice(Ints.of(start), Ints.of(sizes), Ints.repeat(1, n)), self());
    }

    /// Reverses along axes.
    public Value reverse(Ints axes) {
        return axes.size() == 0 ? self() : Value.bind1(new Movement.Reverse(axes), self());
    }

    // ---- reductions, products, indexing

    /// Sums axes away.
    public Value sum(Ints axes) {
        return reduce(Reducer.SUM, axes);
    }

    /// Reduces axes away.
    public Value reduce(Reducer reducer, Ints axes) {
        return axes.size() == 0 ? self() : Value.bind1(new Reduction.Reduce(reducer, axes), self());
    }

    /// The sum over contracted axes.
    public Value dot(Routine.Dot op, Value b) {
        return Value.bind1(op, self(), b);
    }

    /// The product of the last two axes, batched over the others, which are equal.
    public Value matmul(Value b) {
        int n = shape().rank();
        var batch = Ints.range(0, n - 2);
        return dot(new Routine.Dot(batch, batch, Ints.of(n - 1), Ints.of(n - 2)), b);
    }

    /// Takes elements by position.
    ///
    /// @param axis along which
    /// @param batch how many leading axes both have in common
    /// @param indices int32 or int64
    /// @return the elements
    public Value gather(int axis, int batch, Value indices) {
        return Value.bind1(new Routine.Gather(axis, batch), self(), indices);
    }
}
