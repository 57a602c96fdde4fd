package org.leibniz.ir;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.LeakException;
import org.leibniz.NoValueException;
import org.leibniz.Shape;

/// A value of a known type: its data, or the node that will compute it, or both.
///
/// This is what rules and tensors are written with. [#bind] holds the first law: *an operation runs at once if none of
/// its inputs is traced and no trace without data is open; otherwise it is recorded.* [#force] holds the second:
/// *values when possible*; a missing value is computed from its ancestors once and kept.
public sealed class Value permits Literal {
    private static final Value[] NOTHING = {};

    private final Type type;
    private final int index;
    private volatile @Nullable Object data;
    private volatile @Nullable Node node;
    private @Nullable Outside outside; // written before the data, read after it

    Value(Type type, Node node, int index) {
        this.type = type;
        this.node = node;
        this.index = index;
    }

    /// Of a number, which says its data.
    Value(Type type) {
        this(type, null, null);
    }

    private Value(Type type, @Nullable Object data, @Nullable Outside outside) {
        this.type = type;
        this.outside = outside;
        this.data = data;
        this.index = 0;
    }

    // ---- making

    /// A value with data.
    ///
    /// @param type its type
    /// @param data an array of [Buffers] or a [Stack]; kept, not copied, and never to be changed
    /// @return the value
    public static Value of(Type type, Object data) {
        return new Value(type, data, null);
    }

    /// One number everywhere.
    ///
    /// @param type the type
    /// @param number the number, in the range of the type
    /// @return the literal
    public static Literal literal(Type type, double number) {
        return new Literal(type, number, false);
    }

    /// One number everywhere that does not change from call to call, such as a number of elements: part of a program's
    /// text.
    ///
    /// @param type the type
    /// @param number the number, in the range of the type
    /// @return the literal
    public static Literal fixed(Type type, double number) {
        return new Literal(type, number, true);
    }

    /// Zeros of a type; of a stack's type, an empty stack.
    ///
    /// @param type the type
    /// @return the zeros
    public static Value zeros(Type type) {
        return type.isStack() ? bind1(new Leaf.Fill(type, 0)) : literal(type, 0);
    }

    /// The index along an axis.
    ///
    /// @param type the type
    /// @param axis the axis
    /// @return the value
    public static Value iota(Type type, int axis) {
        return bind1(new Leaf.Iota(type, axis));
    }

    // ---- what it is

    /// Its type.
    ///
    /// @return the type
    public Type type() {
        return type;
    }

    /// Its shape.
    ///
    /// @return the shape
    public Shape shape() {
        return type.shape();
    }

    /// Its dtype.
    ///
    /// @return the dtype
    public DType dtype() {
        return type.dtype();
    }

    /// The node that computes it, null for a value that is not recorded.
    ///
    /// @return the node
    public @Nullable Node node() {
        return node;
    }

    /// Which output of its node it is.
    ///
    /// @return the index
    public int index() {
        return index;
    }

    /// Its data if it is there.
    ///
    /// @return an array, a stack, or null
    public @Nullable Object known() {
        return data;
    }

    void know(Object computed, @Nullable Outside from) {
        outside = from;
        data = computed;
    }

    /// Where it comes from, known before it has data: another trace may capture it.
    void remember(Outside from) {
        outside = from;
    }

    /// What was read from outside to compute the data.
    ///
    /// @return null, nearly always
    @Nullable
    Outside outside() {
        return outside;
    }

    /// The same data with another memory of where it comes from.
    Value from(@Nullable Outside reads) {
        return outside == reads ? this : new Value(type, there(), reads);
    }

    /// Whether it is zero by the way it is written.
    ///
    /// @return true for literal zeros and their broadcasts
    public boolean isZero() {
        Value v = this;
        while (true) {
            if (v instanceof Literal l) {
                return l.number() == 0;
            }
            var n = v.node();
            if (n == null) {
                return false;
            }
            if (n.op instanceof Leaf.Fill(var _, var number)) {
                return number == 0;
            }
            boolean passes = n.op instanceof Movement.Broadcast || n.op instanceof Movement.Reshape
                    || n.op instanceof Movement.Transpose
                    || n.op instanceof Pointwise.Cast || n.op instanceof Mark.Alias;
            if (!passes) {
                return false; // or not seen
            }
            v = n.inputs[0];
        }
    }

    /// The same data without history.
    ///
    /// @return a value that no trace knows
    Value detached() {
        return node == null ? this : new Value(type, there(), outside);
    }

    private Object there() {
        Object d = data;
        return d != null ? d : data();
    }

    // ---- the first law

    /// Applies an operation: at once, or recorded.
    ///
    /// @param op the operation
    /// @param in its inputs, of the types that it asks for
    /// @return its outputs
    /// @throws LeakException if an input was recorded inside a transformation that has ended and its value was never
    ///     read
    public static Value[] bind(Op op, Value... in) {
        Trace youngest = null;
        Value[] inputs = in;
        for (int i = 0; i < in.length; i++) {
            Node n = in[i].node;
            if (n == null) {
                continue;
            }
            Trace open = n.trace.resolve();
            if (open == null) {
                if (in[i].data == null) {
                    throw Leak.of(n, in[i].type);
                }
                inputs = inputs == in ? in.clone() : inputs;
                inputs[i] = in[i].detached(); // read before its trace ended: a constant from now on
            } else if (youngest == null || open.birth > youngest.birth) {
                youngest = open;
            }
        }
        if (youngest == null) {
            Trace current = Trace.current();
            if (current == null || !current.dataless) {
                return run(op, inputs);
            }
            youngest = current;
        }
        var node = new Node(op, inputs == in ? in.clone() : inputs, Typing.types(op, inputs), youngest);
        return node.outputs.clone();
    }

    /// Applies an operation of one output.
    ///
    /// @param op the operation
    /// @param in its inputs
    /// @return its output
    public static Value bind1(Op op, Value... in) {
        return bind(op, in)[0];
    }

    private static Value[] run(Op op, Value[] in) {
        var code = Extract.single(op, in);
        return run(code.program(), code.captured(), op instanceof Mark.StopGradient);
    }

    /// Runs a program.
    ///
    /// @param constant whether no derivative passes through it
    static Value[] run(Program program, Value[] in, boolean constant) {
        Object[] data = new Object[in.length];
        boolean outside = false;
        for (int i = 0; i < data.length; i++) {
            data[i] = in[i].data();
            outside |= in[i].outside != null;
        }
        Outside from = outside ? Outside.of(in) : null;
        Object[] results = evaluated(program, data);
        Value[] out = new Value[results.length];
        for (int i = 0; i < out.length; i++) {
            var type = program.output(i);
            out[i] = new Value(type, results[i], from == null ? null : from.in(type, constant));
        }
        return out;
    }

    private static Object[] evaluated(Program program, Object[] data) {
        try {
            return Evaluator.current().run(program, data);
        } catch (StackOverflowError e) {
            throw program.tooDeep(e);
        } catch (OutOfMemoryError e) {
            throw Buffers.outOfMemory(e, program.outputTypes());
        }
    }

    // ---- the second law

    /// The data, computed now if it is missing.
    ///
    /// @return an array or a stack, not to be changed
    /// @throws NoValueException inside `jit`, `vmap`, a loop body or a branch, where the value stands for many
    /// @throws LeakException if the transformation that recorded it has ended
    public Object data() {
        Object d = data;
        return d != null && outside == null ? d : forced();
    }

    private Object forced() {
        force();
        Object d = data;
        if (d == null) {
            throw new IllegalStateException("forced and still without data");
        }
        if (outside != null) {
            outside.refuseToShow(Trace.current());
        }
        return d;
    }

    /// Computes the data if it is missing: every missing ancestor once, each kept.
    public void force() {
        if (data != null) {
            return;
        }
        if (this instanceof Literal l) {
            data = type.isStack() ? Stack.EMPTY : Buffers.filled(dtype(), shape(), l.number());
            return;
        }
        Node last = node;
        if (last == null) {
            throw new IllegalStateException("a value without data and without a node");
        }
        var missing = Extract.missing(last);
        for (Node n : missing) {
            if (n.op instanceof Leaf.Input(var what)) {
                if (n.trace.resolve() == null) {
                    throw Leak.of(last, type);
                }
                throw n.trace.noValue(what + ", " + n.outputs[0].type);
            }
        }
        if (last.trace.resolve() == null) {
            throw Leak.of(last, type);
        }
        for (Node n : missing) {
            n.compute();
        }
    }

    /// What recorded it and where, if that has ended and left it without a value.
    ///
    /// @return such as `jit at Main.java:12`; null if it can be used
    public @Nullable String leakedFrom() {
        var n = node;
        return n == null || data != null || n.trace.resolve() != null ? null : n.trace.what() + Leak.at(n);
    }

    // ---- elementwise

    /// Applies a scalar function.
    ///
    /// @param fn a function of one argument that accepts this dtype
    /// @return the result
    public Value map(ScalarFn fn) {
        return bind1(fn.op(), this);
    }

    /// Applies a scalar function of two arguments, after promotion and broadcasting.
    ///
    /// @param fn a function of two arguments
    /// @param b the second argument
    /// @return the result
    public Value map(ScalarFn fn, Value b) {
        if (type.equals(b.type)) {
            return bind1(fn.op(), this, b);
        }
        var t = common(b);
        return bind1(fn.op(), cast(t.dtype()).broadcast(t.shape()), b.cast(t.dtype()).broadcast(t.shape()));
    }

    /// The sum.
    ///
    /// @param b the other
    /// @return this + b
    public Value add(Value b) {
        return map(ScalarFn.ADD, b);
    }

    /// The difference.
    ///
    /// @param b the other
    /// @return this - b
    public Value sub(Value b) {
        return map(ScalarFn.SUB, b);
    }

    /// The product.
    ///
    /// @param b the other
    /// @return this * b
    public Value mul(Value b) {
        return map(ScalarFn.MUL, b);
    }

    /// The quotient.
    ///
    /// @param b the other
    /// @return this / b
    public Value div(Value b) {
        return map(ScalarFn.DIV, b);
    }

    /// The sum with a number.
    ///
    /// @param b the number
    /// @return this + b
    public Value add(double b) {
        return map(ScalarFn.ADD, literal(type, b));
    }

    /// The difference with a number.
    ///
    /// @param b the number
    /// @return this - b
    public Value sub(double b) {
        return map(ScalarFn.SUB, literal(type, b));
    }

    /// The product with a number.
    ///
    /// @param b the number
    /// @return this * b
    public Value mul(double b) {
        return map(ScalarFn.MUL, literal(type, b));
    }

    /// The negation.
    ///
    /// @return -this
    public Value neg() {
        return map(ScalarFn.NEG);
    }

    /// Compares.
    ///
    /// @param r the relation
    /// @param b the right side
    /// @return truth values
    public Value compare(Relation r, Value b) {
        if (type.equals(b.type)) {
            return bind1(new Pointwise.Compare(r), this, b);
        }
        var t = common(b);
        return bind1(new Pointwise.Compare(r), cast(t.dtype()).broadcast(t.shape()),
                b.cast(t.dtype()).broadcast(t.shape()));
    }

    /// Compares with a number.
    ///
    /// @param r the relation
    /// @param b the right side
    /// @return truth values
    public Value compare(Relation r, double b) {
        return compare(r, literal(type, b));
    }

    /// Elements of one value where a condition holds, of another elsewhere; broadcasts.
    ///
    /// @param condition truth values
    /// @param a where true
    /// @param b where false
    /// @return the choice
    public static Value select(Value condition, Value a, Value b) {
        var t = a.common(b);
        var s = condition.shape().equals(t.shape()) ? t.shape() : Shape.broadcast(condition.shape(), t.shape());
        return bind1(new Pointwise.Select(), condition.broadcast(s), a.cast(t.dtype()).broadcast(s),
                b.cast(t.dtype()).broadcast(s));
    }

    /// Converts the elements.
    ///
    /// @param to the dtype
    /// @return the converted value, this one if it has that dtype
    public Value cast(DType to) {
        return dtype() == to ? this : this instanceof Literal l ? recast(l, to) : bind1(new Pointwise.Cast(to), this);
    }

    /// What its elements are is the number rounded to its own dtype.
    private static Value recast(Literal l, DType to) {
        return literal(l.type().as(to), rounded(to, rounded(l.dtype(), l.number())));
    }

    private static double rounded(DType dtype, double number) {
        Object a = Buffers.allocate(dtype, 1);
        Buffers.setDouble(dtype, a, 0, number);
        return Buffers.getDouble(dtype, a, 0);
    }

    /// The type that two operands are brought to.
    private Type common(Value b) {
        return new Type(DType.promote(dtype(), b.dtype()), Shape.broadcast(shape(), b.shape()));
    }

    // ---- structure

    /// Broadcasts.
    ///
    /// @param shape the shape that this one fits by NumPy's rule
    /// @return the larger value
    public Value broadcast(Shape shape) {
        return shape().equals(shape)
                ? this
                : this instanceof Literal l
                        ? literal(type.as(shape), l.number())
                        : bind1(new Movement.Broadcast(shape), this);
    }

    /// Reshapes.
    ///
    /// @param shape as many elements
    /// @return the same elements in the same order
    public Value reshape(Shape shape) {
        return shape().equals(shape)
                ? this
                : this instanceof Literal l
                        ? literal(type.as(shape), l.number())
                        : bind1(new Movement.Reshape(shape), this);
    }

    /// Permutes the axes.
    ///
    /// @param perm result axis `i` is axis `perm` of i here
    /// @return the permuted value
    public Value transpose(Ints perm) {
        return perm.equals(Ints.range(0, perm.size())) ? this : bind1(new Movement.Transpose(perm), this);
    }

    /// Moves one axis.
    ///
    /// @param from the axis
    /// @param to where it stands in the result
    /// @return the permuted value
    public Value moveAxis(int from, int to) {
        var order = new ArrayList<Integer>();
        for (int i = 0; i < shape().rank(); i++) {
            if (i != from) {
                order.add(i);
            }
        }
        order.add(to, from);
        return transpose(Ints.of(order.stream().mapToInt(Integer::intValue).toArray()));
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
    ///
    /// @param axis the axis
    /// @param from the first index
    /// @param size how many
    /// @return the part
    public Value slice(int axis, int from, int size) {
        int n = shape().rank();
        if (from == 0 && size == shape().dim(axis)) {
            return this;
        }
        int[] start = new int[n];
        int[] sizes = shape().toArray();
        start[axis] = from;
        sizes[axis] = size;
        return bind1(new Movement.Slice(Ints.of(start), Ints.of(sizes), Ints.repeat(1, n)), this);
    }

    /// Reverses along axes.
    ///
    /// @param axes the axes
    /// @return the reversed value
    public Value reverse(Ints axes) {
        return axes.size() == 0 ? this : bind1(new Movement.Reverse(axes), this);
    }

    // ---- reductions, products, indexing

    /// Sums axes away.
    ///
    /// @param axes the axes
    /// @return the sums
    public Value sum(Ints axes) {
        return reduce(Reducer.SUM, axes);
    }

    /// Reduces axes away.
    ///
    /// @param reducer how
    /// @param axes the axes, ascending
    /// @return the results
    public Value reduce(Reducer reducer, Ints axes) {
        return axes.size() == 0 ? this : bind1(new Reduction.Reduce(reducer, axes), this);
    }

    /// The sum over contracted axes.
    ///
    /// @param op which axes
    /// @param b the right factor
    /// @return the product
    public Value dot(Routine.Dot op, Value b) {
        return bind1(op, this, b);
    }

    /// The product of the last two axes, batched over the others, which are equal.
    ///
    /// @param b the right factor
    /// @return the product
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
        return bind1(new Routine.Gather(axis, batch), this, indices);
    }

    // ---- lists of values

    /// Concatenates lists.
    ///
    /// @param parts the lists
    /// @return all
    public static Value[] join(Value[]... parts) {
        int n = 0;
        for (var p : parts) {
            n += p.length;
        }
        Value[] all = n == 0 ? NOTHING : new Value[n];
        int k = 0;
        for (var p : parts) {
            System.arraycopy(p, 0, all, k, p.length);
            k += p.length;
        }
        return all;
    }

    /// The types of values.
    ///
    /// @param values the values
    /// @return their types
    public static Type[] types(Value... values) {
        Type[] t = new Type[values.length];
        for (int i = 0; i < t.length; i++) {
            t[i] = values[i].type;
        }
        return t;
    }

    /// An array of values.
    ///
    /// @param values the values
    /// @return the array
    public static Value[] array(List<Value> values) {
        return values.toArray(NOTHING);
    }

    /// Text for a debugger: the type, and whether there is data.
    @Override
    public String toString() {
        return type + (data != null ? " known" : node != null ? " recorded by " + node.op.text() : "");
    }
}
