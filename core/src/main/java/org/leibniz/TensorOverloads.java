package org.leibniz;

// made of Tensor by Overloads: change that
import org.leibniz.array.Axes;
import org.leibniz.array.Reductions;
import org.leibniz.array.TensorArrays;
import org.leibniz.ir.Relation;
import org.leibniz.ir.ScalarFn;

/// Methods of a tensor with numbers, with axes that are kept, and of elements of other types.
abstract sealed class TensorOverloads extends TensorFunctions permits Tensor {
    TensorOverloads() {}

    /// As [Tensor#of(float...)], of dtype BOOL.
    ///
    /// @param elements the elements, copied
    /// @return the tensor, 1-d
    public static Tensor of(boolean... elements) {
        return new Tensor(TensorArrays.vector(DType.BOOL, TensorArrays.elements(elements).clone()));
    }

    /// As [Tensor#of(float...)], of dtype FLOAT64.
    ///
    /// @param elements the elements, copied
    /// @return the tensor, 1-d
    public static Tensor of(double... elements) {
        return new Tensor(TensorArrays.vector(DType.FLOAT64, TensorArrays.elements(elements).clone()));
    }

    /// As [Tensor#of(float...)], of dtype INT32.
    ///
    /// @param elements the elements, copied
    /// @return the tensor, 1-d
    public static Tensor of(int... elements) {
        return new Tensor(TensorArrays.vector(DType.INT32, TensorArrays.elements(elements).clone()));
    }

    /// As [Tensor#of(float...)], of dtype INT64.
    ///
    /// @param elements the elements, copied
    /// @return the tensor, 1-d
    public static Tensor of(long... elements) {
        return new Tensor(TensorArrays.vector(DType.INT64, TensorArrays.elements(elements).clone()));
    }

    /// As [Tensor#of(float[], int...)], of dtype BOOL.
    ///
    /// @param data the elements, copied
    /// @param dims the extents; none makes a 0-d tensor of the one element
    /// @return a tensor of shape `dims`
    /// @throws IllegalArgumentException if an extent is negative, or the data has not as many elements as the extents
    ///     ask for
    public static Tensor of(boolean[] data, int... dims) {
        return new Tensor(
                TensorArrays.shaped(TensorArrays.vector(DType.BOOL, TensorArrays.required(data).clone()), dims));
    }

    /// As [Tensor#of(float[], int...)], of dtype FLOAT64.
    ///
    /// @param data the elements, copied
    /// @param dims the extents; none makes a 0-d tensor of the one element
    /// @return a tensor of shape `dims`
    /// @throws IllegalArgumentException if an extent is negative, or the data has not as many elements as the extents
    ///     ask for
    public static Tensor of(double[] data, int... dims) {
        return new Tensor(
                TensorArrays.shaped(TensorArrays.vector(DType.FLOAT64, TensorArrays.required(data).clone()), dims));
    }

    /// As [Tensor#of(float[], int...)], of dtype INT32.
    ///
    /// @param data the elements, copied
    /// @param dims the extents; none makes a 0-d tensor of the one element
    /// @return a tensor of shape `dims`
    /// @throws IllegalArgumentException if an extent is negative, or the data has not as many elements as the extents
    ///     ask for
    public static Tensor of(int[] data, int... dims) {
        return new Tensor(
                TensorArrays.shaped(TensorArrays.vector(DType.INT32, TensorArrays.required(data).clone()), dims));
    }

    /// As [Tensor#of(float[], int...)], of dtype INT64.
    ///
    /// @param data the elements, copied
    /// @param dims the extents; none makes a 0-d tensor of the one element
    /// @return a tensor of shape `dims`
    /// @throws IllegalArgumentException if an extent is negative, or the data has not as many elements as the extents
    ///     ask for
    public static Tensor of(long[] data, int... dims) {
        return new Tensor(
                TensorArrays.shaped(TensorArrays.vector(DType.INT64, TensorArrays.required(data).clone()), dims));
    }

    /// As [Tensor#scalar(float)], of dtype BOOL.
    ///
    /// @param element the element
    /// @return a 0-d tensor of dtype BOOL
    public static Tensor scalar(boolean element) {
        return new Tensor(TensorArrays.scalar(DType.BOOL, new boolean[]{element}));
    }

    /// As [Tensor#scalar(float)], of dtype FLOAT64.
    ///
    /// @param element the element
    /// @return a 0-d tensor of dtype FLOAT64
    public static Tensor scalar(double element) {
        return new Tensor(TensorArrays.scalar(DType.FLOAT64, new double[]{element}));
    }

    /// As [Tensor#scalar(float)], of dtype INT32.
    ///
    /// @param element the element
    /// @return a 0-d tensor of dtype INT32
    public static Tensor scalar(int element) {
        return new Tensor(TensorArrays.scalar(DType.INT32, new int[]{element}));
    }

    /// As [Tensor#scalar(float)], of dtype INT64.
    ///
    /// @param element the element
    /// @return a 0-d tensor of dtype INT64
    public static Tensor scalar(long element) {
        return new Tensor(TensorArrays.scalar(DType.INT64, new long[]{element}));
    }

    /// As [Tensor#add(Tensor)], with a number, which takes this tensor's dtype.
    ///
    /// @param other a number
    /// @return `this + other`
    public Tensor add(Number other) {
        return Arithmetic.apply(ScalarFn.ADD, (Tensor) this, other);
    }

    /// As [Tensor#sub(Tensor)], with a number, which takes this tensor's dtype.
    ///
    /// @param other a number
    /// @return `this - other`
    public Tensor sub(Number other) {
        return Arithmetic.apply(ScalarFn.SUB, (Tensor) this, other);
    }

    /// As [Tensor#mul(Tensor)], with a number, which takes this tensor's dtype.
    ///
    /// @param other a number
    /// @return `this * other`
    public Tensor mul(Number other) {
        return Arithmetic.apply(ScalarFn.MUL, (Tensor) this, other);
    }

    /// As [Tensor#div(Tensor)], with a number, which takes this tensor's dtype.
    ///
    /// @param other a number
    /// @return `this / other`, float32 for integers
    public Tensor div(Number other) {
        return Arithmetic.apply(ScalarFn.DIV, (Tensor) this, other);
    }

    /// As [Tensor#mod(Tensor)], with a number, which takes this tensor's dtype.
    ///
    /// @param other a number
    /// @return `this - other * floorDiv(this, other)`
    public Tensor mod(Number other) {
        return Arithmetic.apply(ScalarFn.MOD, (Tensor) this, other);
    }

    /// As [Tensor#fmod(Tensor)], with a number, which takes this tensor's dtype.
    ///
    /// @param other a number
    /// @return `this - other * trunc(this / other)`
    public Tensor fmod(Number other) {
        return Arithmetic.apply(ScalarFn.REM, (Tensor) this, other);
    }

    /// As [Tensor#floorDiv(Tensor)], with a number, which takes this tensor's dtype.
    ///
    /// @param other a number
    /// @return the largest whole number up to `this / other`
    public Tensor floorDiv(Number other) {
        return Arithmetic.apply(ScalarFn.FLOOR_DIV, (Tensor) this, other);
    }

    /// As [Tensor#maximum(Tensor)], with a number, which takes this tensor's dtype.
    ///
    /// @param other a number
    /// @return `max(this, other)`
    public Tensor maximum(Number other) {
        return Arithmetic.apply(ScalarFn.MAX, (Tensor) this, other);
    }

    /// As [Tensor#minimum(Tensor)], with a number, which takes this tensor's dtype.
    ///
    /// @param other a number
    /// @return `min(this, other)`
    public Tensor minimum(Number other) {
        return Arithmetic.apply(ScalarFn.MIN, (Tensor) this, other);
    }

    /// As [Tensor#lt(Tensor)], with a number, which takes this tensor's dtype.
    ///
    /// @param other a number
    /// @return truth values
    public Tensor lt(Number other) {
        return Arithmetic.compare(Relation.LT, (Tensor) this, other);
    }

    /// As [Tensor#le(Tensor)], with a number, which takes this tensor's dtype.
    ///
    /// @param other a number
    /// @return truth values
    public Tensor le(Number other) {
        return Arithmetic.compare(Relation.LE, (Tensor) this, other);
    }

    /// As [Tensor#gt(Tensor)], with a number, which takes this tensor's dtype.
    ///
    /// @param other a number
    /// @return truth values
    public Tensor gt(Number other) {
        return Arithmetic.compare(Relation.GT, (Tensor) this, other);
    }

    /// As [Tensor#ge(Tensor)], with a number, which takes this tensor's dtype.
    ///
    /// @param other a number
    /// @return truth values
    public Tensor ge(Number other) {
        return Arithmetic.compare(Relation.GE, (Tensor) this, other);
    }

    /// As [Tensor#eq(Tensor)], with a number, which takes this tensor's dtype.
    ///
    /// @param other a number
    /// @return truth values
    public Tensor eq(Number other) {
        return Arithmetic.compare(Relation.EQ, (Tensor) this, other);
    }

    /// As [Tensor#ne(Tensor)], with a number, which takes this tensor's dtype.
    ///
    /// @param other a number
    /// @return truth values
    public Tensor ne(Number other) {
        return Arithmetic.compare(Relation.NE, (Tensor) this, other);
    }

    /// As [Tensor#isClose(Tensor)], with a number, which takes this tensor's dtype.
    ///
    /// @param other a number
    /// @return truth values, inside `jit` and `vmap` as well
    public Tensor isClose(Number other) {
        Tensor x = (Tensor) this;
        return x.isClose(Closeness.number(x, other));
    }

    /// As [Tensor#isClose(Tensor, double, double)], with a number, which takes this tensor's dtype.
    ///
    /// @param other a number
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @return truth values; of NaN false
    /// @throws IllegalArgumentException if the shapes do not broadcast, or a tolerance is negative or not finite
    public Tensor isClose(Number other, double rtol, double atol) {
        Tensor x = (Tensor) this;
        return x.isClose(Closeness.number(x, other), rtol, atol);
    }

    /// As [Tensor#allClose(Tensor)], with a number, which takes this tensor's dtype.
    ///
    /// @param other a number
    /// @return true if they are; of no elements, too
    /// @throws IllegalArgumentException if the shapes do not broadcast
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`, where `isClose(other).all()` is the answer
    ///     as a tensor
    public boolean allClose(Number other) {
        Tensor x = (Tensor) this;
        return x.allClose(Closeness.number(x, other));
    }

    /// As [Tensor#allClose(Tensor, double, double)], with a number, which takes this tensor's dtype.
    ///
    /// @param other a number
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @return true if they are; of NaN false
    /// @throws IllegalArgumentException if the shapes do not broadcast, or a tolerance is negative or not finite
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`
    public boolean allClose(Number other, double rtol, double atol) {
        Tensor x = (Tensor) this;
        return x.allClose(Closeness.number(x, other), rtol, atol);
    }

    /// As [Tensor#and(Tensor)], with a number, which takes this tensor's dtype.
    ///
    /// @param other a number
    /// @return `this and other`
    /// @throws IllegalArgumentException if a dtype is floating
    public Tensor and(Number other) {
        return Arithmetic.apply(ScalarFn.AND, (Tensor) this, other);
    }

    /// As [Tensor#or(Tensor)], with a number, which takes this tensor's dtype.
    ///
    /// @param other a number
    /// @return `this or other`
    /// @throws IllegalArgumentException if a dtype is floating
    public Tensor or(Number other) {
        return Arithmetic.apply(ScalarFn.OR, (Tensor) this, other);
    }

    /// As [Tensor#xor(Tensor)], with a number, which takes this tensor's dtype.
    ///
    /// @param other a number
    /// @return `this xor other`
    /// @throws IllegalArgumentException if a dtype is floating
    public Tensor xor(Number other) {
        return Arithmetic.apply(ScalarFn.XOR, (Tensor) this, other);
    }

    /// As [Tensor#sum(int...)], with the reduced axes kept.
    ///
    /// @param axes made by `keepDims(..)`
    /// @return reduced axes have extent 1
    public Tensor sum(KeepDims axes) {
        Tensor x = (Tensor) this;
        return new Tensor(Reductions.sum(x.read(), Axes.of(x.shape(), axes)));
    }

    /// As [Tensor#prod(int...)], with the reduced axes kept.
    ///
    /// @param axes made by `keepDims(..)`
    /// @return reduced axes have extent 1
    public Tensor prod(KeepDims axes) {
        Tensor x = (Tensor) this;
        return new Tensor(Reductions.prod(x.read(), Axes.of(x.shape(), axes)));
    }

    /// As [Tensor#mean(int...)], with the reduced axes kept.
    ///
    /// @param axes made by `keepDims(..)`
    /// @return reduced axes have extent 1
    public Tensor mean(KeepDims axes) {
        Tensor x = (Tensor) this;
        return new Tensor(Reductions.mean(x.read(), Axes.of(x.shape(), axes)));
    }

    /// As [Tensor#max(int...)], with the reduced axes kept.
    ///
    /// @param axes made by `keepDims(..)`
    /// @return reduced axes have extent 1
    public Tensor max(KeepDims axes) {
        Tensor x = (Tensor) this;
        return new Tensor(Reductions.max(x.read(), Axes.of(x.shape(), axes)));
    }

    /// As [Tensor#min(int...)], with the reduced axes kept.
    ///
    /// @param axes made by `keepDims(..)`
    /// @return reduced axes have extent 1
    public Tensor min(KeepDims axes) {
        Tensor x = (Tensor) this;
        return new Tensor(Reductions.min(x.read(), Axes.of(x.shape(), axes)));
    }

    /// As [Tensor#any(int...)], with the reduced axes kept.
    ///
    /// @param axes made by `keepDims(..)`
    /// @return reduced axes have extent 1
    public Tensor any(KeepDims axes) {
        Tensor x = (Tensor) this;
        return new Tensor(Reductions.any(x.read(), Axes.of(x.shape(), axes)));
    }

    /// As [Tensor#all(int...)], with the reduced axes kept.
    ///
    /// @param axes made by `keepDims(..)`
    /// @return reduced axes have extent 1
    public Tensor all(KeepDims axes) {
        Tensor x = (Tensor) this;
        return new Tensor(Reductions.all(x.read(), Axes.of(x.shape(), axes)));
    }

    /// As [Tensor#std(int...)], with the reduced axes kept.
    ///
    /// @param axes made by `keepDims(..)`
    /// @return reduced axes have extent 1
    public Tensor std(KeepDims axes) {
        Tensor x = (Tensor) this;
        return new Tensor(Reductions.std(x.read(), Axes.of(x.shape(), axes)));
    }

    /// As [Tensor#var(int...)], with the reduced axes kept.
    ///
    /// @param axes made by `keepDims(..)`
    /// @return reduced axes have extent 1
    public Tensor var(KeepDims axes) {
        Tensor x = (Tensor) this;
        return new Tensor(Reductions.var(x.read(), Axes.of(x.shape(), axes)));
    }

    /// As [Tensor#norm(int...)], with the reduced axes kept.
    ///
    /// @param axes made by `keepDims(..)`
    /// @return reduced axes have extent 1
    public Tensor norm(KeepDims axes) {
        Tensor x = (Tensor) this;
        return new Tensor(Reductions.norm(x.read(), Axes.of(x.shape(), axes)));
    }

    /// As [Tensor#logsumexp(int...)], with the reduced axes kept.
    ///
    /// @param axes made by `keepDims(..)`
    /// @return reduced axes have extent 1
    public Tensor logsumexp(KeepDims axes) {
        Tensor x = (Tensor) this;
        return new Tensor(Reductions.logsumexp(x.read(), Axes.of(x.shape(), axes)));
    }
}
