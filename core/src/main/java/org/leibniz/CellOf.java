package org.leibniz;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.leibniz.array.Numbers;
import org.leibniz.caller.ClassName;
import org.leibniz.caller.Given;
import org.leibniz.caller.UserCall;
import org.leibniz.operator.ReadFlags;
import org.leibniz.operator.Rules;
import org.leibniz.tree.CellClass;
import org.leibniz.tree.Untyped;

/// A function with parameters: a network, a layer, a loss. A subclass keeps [Parameter]s and other cells in fields, and
/// overrides `construct` for the number of inputs that it takes, `public` or `protected`. It is called with `apply`.
///
/// ```java
/// class Net extends Cell {
///     final Parameter w = new Parameter(Tensor.of(6f)), b = new Parameter(Tensor.of(1f));
///     @Override public Tensor construct(Tensor x) { return w.mul(x).add(b); }
/// }
/// ```
///
/// All transformations take cells as they take functions: `grad(net)`, `jit(vmap(net))`, `grad(net,
/// net.trainableParams())`; what comes back is a cell. A cell finds its parameters through its fields: those of its
/// superclasses too, private ones, other cells, and lists and other collections, maps, arrays, records and Optionals of
/// cells and parameters. Fields name them: `hidden.0.weight`. What stands elsewhere is added by `register`.
///
/// A cell that gives one tensor extends [Cell]; one that gives a tuple, a record or a [TensorTuple] extends this class.
///
/// Source: MindSpore's `nn.Cell`.
///
/// @param <R> the result
public abstract class CellOf<R> {
    private final Map<String, Object> registered = Collections.synchronizedMap(new LinkedHashMap<>());
    private volatile boolean training;

    /// For subclasses.
    protected CellOf() {}

    // ---- to override

    /// What the cell computes of no input.
    ///
    /// @return the result
    protected R construct() {
        throw noConstruct(0);
    }

    /// What the cell computes of one input.
    ///
    /// @param x the input
    /// @return the result
    protected R construct(Tensor x) {
        throw noConstruct(1);
    }

    /// What the cell computes of two inputs.
    ///
    /// @param x the first input
    /// @param y the second input
    /// @return the result
    protected R construct(Tensor x, Tensor y) {
        throw noConstruct(2);
    }

    /// What the cell computes of three inputs.
    ///
    /// @param x the first input
    /// @param y the second input
    /// @param z the third input
    /// @return the result
    protected R construct(Tensor x, Tensor y, Tensor z) {
        throw noConstruct(3);
    }

    /// What the cell computes of four inputs.
    ///
    /// @param x the first input
    /// @param y the second input
    /// @param z the third input
    /// @param w the fourth input
    /// @return the result
    protected R construct(Tensor x, Tensor y, Tensor z, Tensor w) {
        throw noConstruct(4);
    }

    /// The gradient of a cell of one input, in place of the one that follows from `construct`. Override it to state a
    /// better one.
    ///
    /// `construct` then runs without gradients: parameters used in it have gradient zero, as in MindSpore, and it may
    /// not look at values inside a transformation. The rule is differentiated itself for higher orders, where it must
    /// be linear in `dout` for forward mode. What it returns is cast to the input's dtype, float64 of integers, and
    /// summed to its shape. An input without gradient gets `zerosLike(x)`.
    ///
    /// @param x the input
    /// @param out what `construct` returned
    /// @param dout the gradient of `out`
    /// @return the gradient of the input
    protected Tensor bprop(Tensor x, R out, R dout) {
        throw noBprop(1);
    }

    /// As [#bprop(Tensor, Object, Object)], of a cell of two inputs.
    ///
    /// @param x the first input
    /// @param y the second input
    /// @param out what `construct` returned
    /// @param dout the gradient of `out`
    /// @return the gradients of the inputs
    protected Tuple2<Tensor, Tensor> bprop(Tensor x, Tensor y, R out, R dout) {
        throw noBprop(2);
    }

    /// As [#bprop(Tensor, Object, Object)], of a cell of three inputs.
    ///
    /// @param x the first input
    /// @param y the second input
    /// @param z the third input
    /// @param out what `construct` returned
    /// @param dout the gradient of `out`
    /// @return the gradients of the inputs
    protected Tuple3<Tensor, Tensor, Tensor> bprop(Tensor x, Tensor y, Tensor z, R out, R dout) {
        throw noBprop(3);
    }

    /// As [#bprop(Tensor, Object, Object)], of a cell of four inputs.
    ///
    /// @param x the first input
    /// @param y the second input
    /// @param z the third input
    /// @param w the fourth input
    /// @param out what `construct` returned
    /// @param dout the gradient of `out`
    /// @return the gradients of the inputs
    protected Tuple4<Tensor, Tensor, Tensor, Tensor> bprop(Tensor x, Tensor y, Tensor z, Tensor w, R out, R dout) {
        throw noBprop(4);
    }

    private IllegalArgumentException noConstruct(int inputs) {
        var has = CellClass.of(this).constructs();
        String name = ClassName.of(getClass());
        return new IllegalArgumentException(
                "apply: inputs: " + name + " has no construct for " + inputs + (inputs == 1 ? " input" : " inputs")
                        + "; "
                        + (has.isEmpty()
                                ? "override construct in it"
                                : "expected " + has.stream().map(String::valueOf).collect(Collectors.joining(" or "))
                                        + ", the number that its construct takes"));
    }

    private IllegalStateException noBprop(int inputs) {
        return new IllegalStateException(ClassName.of(getClass()) + " has no bprop for " + inputs + " inputs");
    }

    // ---- to call

    /// Applies the cell.
    ///
    /// @param inputs as many as `construct` takes, up to four
    /// @return the result
    /// @throws IllegalArgumentException if there is no `construct` for so many
    public R apply(Tensor... inputs) {
        return run(Given.tensors(inputs, "inputs"));
    }

    /// Applies the cell to a number. As everywhere a number takes the dtype of what it meets: here that of the cell's
    /// parameters.
    ///
    /// @param x the input
    /// @return the result at a 0-d tensor, of the dtype that the floating parameters promote to; if there is none,
    ///     float32 of a float and float64 of any other number
    /// @throws IllegalArgumentException if there is no `construct` for one input, if the dtype cannot hold the number,
    ///     or as [#parameters()]
    public R apply(Number x) {
        return run(number("apply", Given.number(x, "x")));
    }

    /// A number as an input of this cell.
    Tensor number(String what, Number x) {
        var dtype = CellClass.Walk.through(this).parameters().keySet().stream().map(Tensor::dtype)
                .filter(DType::isFloating)
                .reduce(DType::promote);
        return new Tensor(Numbers.literal(what, dtype.orElse(x instanceof Float ? DType.FLOAT32 : DType.FLOAT64), x));
    }

    R run(Tensor... inputs) {
        if (CellClass.of(this).hasBprop(inputs.length)) {
            String rule = "bprop of " + getClass().getName();
            return Untyped.cast(
                    Rules.vjp(rule, Untyped.ofUser(this, x -> constructed(tensors(x))),
                            Untyped.ofUser(this, this::pulledBack),
                            (Object[]) inputs));
        }
        int[] applied = CellClass.APPLIED.get();
        applied[0]++;
        try {
            return constructed(inputs);
        } catch (StackOverflowError e) {
            if (applied[0] != CellClass.DEEP) { // those inside have no stack left to say it
                throw e;
            }
            throw CellClass.tooDeep(e);
        } finally {
            applied[0]--;
        }
    }

    private R constructed(Tensor... x) {
        @Nullable
        R r = switch (x.length) {
            case 0 -> construct();
            case 1 -> construct(x[0]);
            case 2 -> construct(x[0], x[1]);
            case 3 -> construct(x[0], x[1], x[2]);
            case 4 -> construct(x[0], x[1], x[2], x[3]);
            default -> throw noConstruct(x.length);
        };
        if (r == null) {
            throw new IllegalStateException(
                    "construct of " + ClassName.of(getClass()) + " returns null; expected its result");
        }
        return r;
    }

    /// Inputs, output and its gradient to gradients of the inputs.
    private Object pulledBack(Object... a) {
        int n = a.length - 2;
        Tensor[] x = new Tensor[n];
        System.arraycopy(a, 0, x, 0, n);
        R out = Untyped.cast(a[n]);
        R dout = Untyped.cast(a[n + 1]);
        return switch (n) {
            case 1 -> bprop(x[0], out, dout);
            case 2 -> bprop(x[0], x[1], out, dout);
            case 3 -> bprop(x[0], x[1], x[2], out, dout);
            default -> bprop(x[0], x[1], x[2], x[3], out, dout);
        };
    }

    static Tensor[] tensors(Object... a) {
        return IntStream.range(0, a.length).mapToObj(i -> (Tensor) a[i]).toArray(Tensor[]::new);
    }

    /// This cell as a function of tensors.
    Untyped untyped() {
        Untyped body = a -> {
            Object r = run(tensors(a));
            return r instanceof Parameter p ? p.value() : Untyped.cast(r);
        };
        return isTransformed() ? body : Untyped.ofUser(this, body);
    }

    /// Whether a transformation made it, so that it is no class of a user.
    boolean isTransformed() {
        return false;
    }

    /// The numbers of inputs that it takes; none if it overrides no `construct`.
    Set<Integer> inputs() {
        return CellClass.of(this).constructs();
    }

    /// The cell that this one was made of by a transformation.
    @Nullable
    CellOf<?> origin() {
        return null;
    }

    // ---- parameters

    /// All parameters of this cell and the cells in it, each once, in the order of the fields. A parameter that has no
    /// name yet is named by its path.
    ///
    /// @return the parameters
    /// @throws IllegalArgumentException if two parameters were given the same name, or one stands in a set without an
    ///            order only, where it has no lasting name, or the cell is in a module that is not open to Leibniz: see
    ///            [Tree#open(java.lang.invoke.MethodHandles.Lookup)]
    public ParameterTuple parameters() {
        return new ParameterTuple(listed("parameters"));
    }

    private Set<Parameter> listed(String what) {
        return CellClass.Walk.through(this).requireDistinct(what, this, true).parameters().keySet();
    }

    /// Those parameters that are trained.
    ///
    /// @return the ones that require a gradient
    /// @throws IllegalArgumentException as [#parameters()]
    public ParameterTuple trainableParams() {
        return new ParameterTuple(listed("trainableParams").stream().filter(Parameter::requiresGrad).toList());
    }

    /// Those parameters that are frozen.
    ///
    /// @return the ones that require no gradient
    /// @throws IllegalArgumentException as [#parameters()]
    public ParameterTuple untrainableParams() {
        return new ParameterTuple(listed("untrainableParams").stream().filter(p -> !p.requiresGrad()).toList());
    }

    /// All parameters by their names as seen from this cell, such as `hidden.0.weight`.
    ///
    /// @return an unmodifiable map in the order of the fields
    /// @throws IllegalArgumentException if two parameters have the same name, or as [#parameters()]
    public Map<String, Parameter> parametersByName() {
        var byName = new LinkedHashMap<String, Parameter>();
        CellClass.Walk.through(this).requireDistinct("parametersByName", this, false).parameters()
                .forEach((p, name) -> byName.put(name, p));
        return Collections.unmodifiableMap(byName);
    }

    /// Adds a parameter that stands in no field.
    ///
    /// @param name its name here
    /// @param parameter the parameter
    /// @return the parameter
    /// @throws IllegalArgumentException if something else is registered under that name
    public Parameter register(String name, Parameter parameter) {
        add(name, UserCall.given(parameter, "parameter: expected a Parameter"));
        return parameter;
    }

    /// Adds a cell that stands in no field.
    ///
    /// @param <C> its class
    /// @param name its name here
    /// @param cell the cell
    /// @return the cell
    /// @throws IllegalArgumentException if something else is registered under that name
    public <C extends CellOf<?>> C register(String name, C cell) {
        add(name, UserCall.given(cell, "cell: expected a cell"));
        return cell;
    }

    private void add(String name, Object member) {
        var other = registered.putIfAbsent(UserCall.given(name, "name: expected a text"), member);
        if (other != null && other != member) {
            throw new IllegalArgumentException("register: name: '" + name + "' already names "
                    + (other instanceof Parameter p
                            ? "a parameter of shape " + p.shape()
                            : "a " + ClassName.of(other.getClass()))
                    + ", and would name "
                    + (member instanceof Parameter q
                            ? "one of shape " + q.shape()
                            : "a " + ClassName.of(member.getClass()))
                    + " too; choose another one");
        }
    }

    Map<String, Object> registered() {
        synchronized (registered) {
            return new LinkedHashMap<>(registered);
        }
    }

    /// Freezes or thaws all parameters.
    ///
    /// @param requires false to freeze them
    public void requireGrad(boolean requires) {
        listed("requireGrad").forEach(p -> p.requiresGrad(requires));
    }

    /// Says that this cell and the cells in it are being trained, or evaluated: some layers, such as dropout, do other
    /// things then.
    ///
    /// @param train true for training
    public void setTrain(boolean train) {
        CellClass.Walk.through(this).cells().forEach(c -> c.training = train);
    }

    /// Whether this cell is being trained.
    ///
    /// @return what [#setTrain(boolean)] said, at first false
    public boolean isTraining() {
        return ReadFlags.read(this, c -> c.training);
    }

    /// What this is, for someone who prints a cell.
    @Override
    public String toString() {
        return getClass().getSimpleName() + ": a cell; call apply(..) on it";
    }
}
