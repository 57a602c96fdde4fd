package org.leibniz.ir;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.leibniz.NoValueException;

/// A place whose value can change: what a `Parameter` is made of. Inside a transformation a read goes through the open
/// traces, so that a gradient finds the variable, `jit` makes it an operand, and an assignment is seen by later reads
/// but committed only when the outermost transformation returns.
public final class Variable {
    /// What sets a value where nothing else is said.
    static final String ASSIGN = "assign";

    private final AtomicReference<Value> value;
    private final Supplier<String> name;
    private final Outside.Source source = new Outside.Source(this);

    /// Makes one.
    ///
    /// @param value the first value, with data
    public Variable(Value value) {
        this(value, () -> "a variable of type " + value.type());
    }

    /// Makes one with a name.
    ///
    /// @param value the first value, with data
    /// @param name what messages call it, such as `the parameter w`
    public Variable(Value value, Supplier<String> name) {
        this.value = new AtomicReference<>(value);
        this.name = name;
    }

    /// What messages call it.
    ///
    /// @return such as `the parameter w`
    public String name() {
        return name.get();
    }

    Outside.Source source() {
        return source;
    }

    /// The type, the same for ever.
    public Type type() {
        return committed().type();
    }

    /// The committed value, whatever trace is open.
    public Value committed() {
        return value.get();
    }

    /// The value as seen here: through the open trace of this thread, if there is one.
    ///
    /// @return the value, traced if a transformation wants it to be
    public Value read() {
        Trace t = Trace.current();
        return t == null ? Outside.read(this, null) : t.bindings.read(this);
    }

    /// The value as seen here, for someone who only looks: unlike [#read()] it leaves no trace of itself, so that
    /// printing or a debugger changes nothing.
    ///
    /// @return the value
    /// @throws NoValueException inside `jit`, if the function has not read it yet
    public Value glance() {
        Trace t = Trace.current();
        return t == null ? committed() : t.bindings.glance(this);
    }

    /// Sets the value, or binds it in the open trace until that returns.
    ///
    /// @param v the new value, of this variable's type
    /// @throws IllegalStateException inside `vmap`, a loop body, a branch or a custom rule, where no single value would
    ///     be meant
    public void assign(Value v) {
        assign(ASSIGN, v);
    }

    private void assign(String what, Value v) {
        Trace t = Trace.current();
        if (t == null) {
            commit(v);
        } else {
            t.bindings.assign(what, this, v);
        }
    }

    /// Sets the value to one that is made of the old one. Where no trace is open that happens at once: on several
    /// threads nothing is lost.
    ///
    /// @param what the method that does it, for messages
    /// @param change from the old value to the new one, of this variable's type; it may be asked again with a newer
    ///     value
    /// @throws IllegalStateException as [#assign(Value)]
    public void update(String what, UnaryOperator<Value> change) {
        if (Trace.current() == null) {
            value.updateAndGet(old -> data(what, change.apply(old)));
        } else {
            assign(what, change.apply(read()));
        }
    }

    void commit(Value v) {
        value.set(data(ASSIGN, v));
    }

    private Value data(String what, Value v) {
        var n = v.node();
        Trace open = n == null ? null : n.trace.resolve();
        if (n != null && open != null) {
            throw new IllegalStateException(what + ": " + name() + " is assigned a tensor of " + open.title()
                    + Leak.recordedAt(n)
                    + ", which is still open, on a thread that takes no part in it, so no gradient would pass; bind "
                    + "the task before it is"
                    + " handed over, bound(task), or assign stopGradient(..) of a value that has been read");
        }
        v.force();
        return v.detached().from(null);
    }
}
