package org.leibniz.ir;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.LeakException;
import org.leibniz.NoValueException;
import org.leibniz.Shape;

/// A value of a known type: its data, or the node that will compute it, or both.
///
/// This is what rules and tensors are written with, by the methods of [ValueOps]. [#bind] holds the first law: *an
/// operation runs at once if none of its inputs is traced and no trace without data is open; otherwise it is recorded.*
/// [#force] holds the second: *values when possible*; a missing value is computed from its ancestors once and kept.
public sealed class Value extends ValueOps permits Literal {
    private static final Value[] NOTHING = {};

    private static final BitSet NONE = new BitSet(0);

    /// A bit beside the index: whether another value has, or had, the same array.
    private static final int SHARED = 1 << 31;

    private int index; // and SHARED
    private volatile @Nullable Object data;
    private volatile @Nullable Node node;
    private @Nullable Outside outside; // written before the data, read after it

    Value(Type type, Node node, int index) {
        super(type);
        this.node = node;
        this.index = index;
    }

    /// Of a number, which says its data.
    Value(Type type) {
        this(type, null, null);
    }

    private Value(Type type, @Nullable Object data, @Nullable Outside outside) {
        super(type);
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

    /// A value with the data of another one.
    ///
    /// @param type its type, of as many elements
    /// @param other whose data it is
    /// @return the value
    public static Value sharing(Type type, Value other) {
        return other.again(type, other.data(), null);
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
    public static Value zeros(Type type) {
        return type.isStack() ? bind1(new Leaf.Fill(type, 0)) : literal(type, 0);
    }

    /// The index along an axis.
    public static Value iota(Type type, int axis) {
        return bind1(new Leaf.Iota(type, axis));
    }

    // ---- what is known of it

    /// The node that computes it, null for a value that is not recorded.
    public @Nullable Node node() {
        return node;
    }

    /// Which output of its node it is.
    public int index() {
        return index & ~SHARED;
    }

    /// Notes that another value has the same array, so that nobody writes into it for this one's sake.
    void share() {
        index |= SHARED;
    }

    /// Whether another value has, or had, the same array.
    boolean isShared() {
        return index < 0;
    }

    /// Has no data any more: whoever uses it from here on is told why.
    ///
    /// @param gone the node that says so
    /// @throws LeakException if another call has taken it meanwhile
    synchronized void giveUp(Node gone) {
        Node n = node;
        if (n == gone || this instanceof Literal) {
            return; // given twice, or nothing to give
        }
        if (n != null && data == null) {
            throw Leak.of(n, type);
        }
        node = gone;
        data = null;
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

    /// Takes what a value that nobody else has was computed to.
    void is(Value computed) {
        index |= computed.index & SHARED;
        know(computed.data(), computed.outside);
    }

    /// Where it comes from, known before it has data: another trace may capture it.
    void remember(Outside from) {
        outside = from;
    }

    /// What was read from outside to compute the data.
    @Nullable
    Outside outside() {
        return outside;
    }

    /// The same data with another memory of where it comes from.
    Value from(@Nullable Outside reads) {
        return outside == reads ? this : again(type, there(), reads);
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
        return node == null ? this : again(type, there(), outside);
    }

    /// Another value with the same array.
    private Value again(Type type, Object data, @Nullable Outside reads) {
        var v = new Value(type, data, reads);
        v.share();
        share();
        return v;
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
    public static Value bind1(Op op, Value... in) {
        return bind(op, in)[0];
    }

    private static Value[] run(Op op, Value[] in) {
        var now = op instanceof Pointwise.Binary(var fn)
                ? atOnce(fn, in[0], in[1])
                : op instanceof Pointwise.Unary(var fn) ? atOnce(fn, in[0], in[0]) : null;
        if (now != null) {
            return new Value[]{now};
        }
        var code = Extract.single(op, in);
        return run(code.program(), code.captured(), op instanceof Mark.StopGradient);
    }

    /// A function of a few elements, without a program; null for anything else.
    private static @Nullable Value atOnce(ScalarFn fn, Value a, Value b) {
        var type = a.type;
        boolean simplified = a.isZero() || b.isZero(); // a program leaves even -0 as it is
        if (simplified || a.outside != null || b.outside != null || !type.equals(b.type)) {
            return null;
        }
        var evaluator = Evaluator.current();
        int n = type.shape().size();
        return evaluator.isAtOnce(fn, type.dtype(), n)
                ? new Value(type, evaluator.atOnce(fn, type.dtype(), n, a.data(), b.data()), null)
                : null;
    }

    /// Runs a program.
    ///
    /// @param constant whether no derivative passes through it
    static Value[] run(Program program, Value[] in, boolean constant) {
        Object[] data = new Object[in.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = in[i].data();
        }
        return run(program, in, data, NONE, constant);
    }

    /// Runs a program on data.
    ///
    /// @param in where the data is from
    /// @param given whose arrays may be written to
    static Value[] run(Program program, Value[] in, Object[] data, BitSet given, boolean constant) {
        boolean outside = false;
        for (var v : in) {
            outside |= v.outside != null;
        }
        Outside from = outside ? Outside.of(in) : null;
        Object[] results = evaluated(program, data, given);
        Value[] out = new Value[results.length];
        for (int i = 0; i < out.length; i++) {
            var type = program.output(i);
            out[i] = new Value(type, results[i], from == null ? null : from.in(type, constant));
            for (int j = 0; j < data.length; j++) {
                if (results[i] == data[j] && !given.get(j)) {
                    in[j].share();
                    out[i].share();
                }
            }
            for (int j = 0; j < i; j++) {
                if (results[i] == results[j]) {
                    out[j].share();
                    out[i].share();
                }
            }
        }
        return out;
    }

    private static Object[] evaluated(Program program, Object[] data, BitSet given) {
        try {
            var evaluator = Evaluator.current();
            return given.isEmpty() ? evaluator.run(program, data) : evaluator.run(program, data, given);
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

    // ---- lists of values

    /// Concatenates lists.
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
    public static Type[] types(Value... values) {
        Type[] t = new Type[values.length];
        for (int i = 0; i < t.length; i++) {
            t[i] = values[i].type;
        }
        return t;
    }

    /// An array of values.
    public static Value[] array(List<Value> values) {
        return values.toArray(NOTHING);
    }

    /// Text for a debugger: the type, and whether there is data.
    @Override
    public String toString() {
        return type + (data != null ? " known" : node != null ? " recorded by " + node.op.text() : "");
    }
}
