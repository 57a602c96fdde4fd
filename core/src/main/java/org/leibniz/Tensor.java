package org.leibniz;

import java.util.Arrays;
import java.util.List;
import org.leibniz.array.Axes;
import org.leibniz.array.Insides;
import org.leibniz.array.NestedArrays;
import org.leibniz.array.Products;
import org.leibniz.array.Reductions;
import org.leibniz.array.Reshaping;
import org.leibniz.array.Selection;
import org.leibniz.array.TensorArrays;
import org.leibniz.array.TensorText;
import org.leibniz.caller.Given;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Relation;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Trace;
import org.leibniz.ir.Value;

/// An array of numbers or truth values with a dtype and a shape. Immutable: every method gives a new tensor.
///
/// ```java
/// Tensor x = Tensor.of(new double[][]{{1, 2}, {3, 4}});
/// Tensor y = x.sub(x.mean(keepDims(1))).matmul(x.transpose());
/// double first = y.get(0, 0).item();
/// ```
///
/// **Shapes** broadcast by NumPy's rule: aligned at the end, extents equal or 1. An axis is counted from 0, or negative
/// from the end.
///
/// **Functions** of one tensor are written in front or behind, `exp(x)` or `x.exp()`, with the same bits; so are the
/// options of one, as in `x.softmax(0)`. What combines tensors otherwise than an operator does is a function: [Ops],
/// [Elementwise].
///
/// **Equality**: `equals` means the same object, since a tensor may have no value yet. [#eq(Tensor)] compares elements,
/// and [#allClose(Tensor)] is the answer for a test.
///
/// **Dtypes** are promoted by [DType#promote]. A Java number is weak: it takes the tensor's dtype, but that a floating
/// number makes float32 of integers and truth values, and a whole one makes int32 of truth values. Quotients, means and
/// the functions of real numbers are float32 for integers. Sums and products of int32 and of truth values are int64, as
/// NumPy's and MindSpore's. The storage dtypes int8, uint8 and int16 refuse to compute: `cast` first.
///
/// **Errors**: an [IllegalArgumentException] for shapes, dtypes and numbers that do not fit, an
/// [IndexOutOfBoundsException] for an axis or a position that is not there, a [NullPointerException] for null. Each
/// names the method and says what was expected, what came, and the way out.
///
/// **Transformations**: every method may be used inside `grad`, `jit`, `vmap` and their like. The methods that give
/// data to Java (`item`, `isTrue`, `to..Array`) need a value: inside `jit`, `vmap` and the bodies of `Flow` they throw
/// a [NoValueException].
public sealed class Tensor extends TensorOverloads permits Parameter {
    static {
        Insides.give(new OpenInsides());
    }

    private final Value value;

    Tensor(Value value) {
        this.value = value;
    }

    /// The value to compute with. A [Parameter] reads it through the transformations that are open.
    ///
    /// @return the value
    Value read() {
        return value;
    }

    /// The value for someone who only looks.
    ///
    /// @return the value
    /// @throws NoValueException where there is none yet
    Value glance() {
        return value;
    }

    // ---- from Java

    /// A float32 vector: `Tensor.of(6f)` has shape `(1,)`.
    ///
    /// @param elements the elements, copied
    /// @return the tensor, 1-d
    public static Tensor of(float... elements) {
        return new Tensor(TensorArrays.vector(DType.FLOAT32, TensorArrays.elements(elements).clone()));
    }

    /// A float32 tensor from flat data, rows first: `Tensor.of(data, 2, 3)` has the rows `data[0..2]` and `data[3..5]`.
    ///
    /// @param data the elements, copied
    /// @param dims the extents; none makes a 0-d tensor of the one element
    /// @return a tensor of shape `dims`
    /// @throws IllegalArgumentException if an extent is negative, or the data has not as many elements as the extents
    ///     ask for
    public static Tensor of(float[] data, int... dims) {
        return new Tensor(
                TensorArrays.shaped(TensorArrays.vector(DType.FLOAT32, TensorArrays.required(data).clone()), dims));
    }

    /// Nested arrays: `double[][]`, `int[][][]`, arrays of arrays of boxed numbers. The dtype is the smallest that
    /// holds all elements.
    ///
    /// @param nested arrays of arrays of numbers or truth values, copied
    /// @return a tensor with an axis for each level
    /// @throws IllegalArgumentException if rows differ in length, or elements are no numbers
    public static Tensor of(Object[] nested) {
        return new Tensor(NestedArrays.value(nested, null));
    }

    /// A vector of a dtype: `Tensor.of(DType.FLOAT16, 1, 2.5)`.
    ///
    /// @param dtype the dtype
    /// @param elements the elements; a floating dtype rounds them
    /// @return the tensor, 1-d
    /// @throws IllegalArgumentException if the dtype cannot hold an element: a fraction, or what exceeds its range
    public static Tensor of(DType dtype, double... elements) {
        return new Tensor(TensorArrays.numbers(dtype, elements));
    }

    /// A vector of a dtype, of whole numbers, exactly: `Tensor.of(DType.INT8, 1, -2)`.
    ///
    /// @param dtype the dtype
    /// @param elements the elements
    /// @return the tensor, 1-d
    /// @throws IllegalArgumentException if the dtype cannot hold an element
    public static Tensor of(DType dtype, long... elements) {
        return new Tensor(TensorArrays.numbers(dtype, elements));
    }

    /// A tensor of a dtype from flat data, rows first.
    ///
    /// @param dtype the dtype
    /// @param data the elements
    /// @param dims the extents; none makes a 0-d tensor of the one element
    /// @return a tensor of shape `dims`
    /// @throws IllegalArgumentException if the dtype cannot hold an element, an extent is negative, or the data has not
    ///            as many elements as the extents ask for
    public static Tensor of(DType dtype, double[] data, int... dims) {
        return new Tensor(TensorArrays.shaped(TensorArrays.numbers(dtype, TensorArrays.required(data)), dims));
    }

    /// A tensor of a dtype from flat data of whole numbers, rows first.
    ///
    /// @param dtype the dtype
    /// @param data the elements
    /// @param dims the extents; none makes a 0-d tensor of the one element
    /// @return a tensor of shape `dims`
    /// @throws IllegalArgumentException if the dtype cannot hold an element, an extent is negative, or the data has not
    ///            as many elements as the extents ask for
    public static Tensor of(DType dtype, long[] data, int... dims) {
        return new Tensor(TensorArrays.shaped(TensorArrays.numbers(dtype, TensorArrays.required(data)), dims));
    }

    /// Nested arrays as a tensor of a dtype.
    ///
    /// @param dtype the dtype
    /// @param nested arrays of arrays of numbers or truth values; bytes keep their bits as UINT8
    /// @return a tensor with an axis for each level
    /// @throws IllegalArgumentException if rows differ in length, elements are no numbers, or the dtype cannot hold one
    ///     of them
    public static Tensor of(DType dtype, Object[] nested) {
        return new Tensor(NestedArrays.value(nested, Given.dtype(dtype)));
    }

    /// One number.
    ///
    /// @param element the element
    /// @return a 0-d tensor of dtype FLOAT32
    public static Tensor scalar(float element) {
        return new Tensor(TensorArrays.scalar(DType.FLOAT32, new float[]{element}));
    }

    // ---- to Java

    /// The only element.
    ///
    /// @return it as a double; true is 1
    /// @throws IllegalArgumentException if there are none or several
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`
    public double item() {
        Value v = read();
        Object one = TensorArrays.only(v);
        Trace.readAsNumbers(v);
        return Buffers.getDouble(v.dtype(), one, 0);
    }

    /// The only element of a tensor of integers, exactly.
    ///
    /// @return it as a long; true is 1
    /// @throws IllegalArgumentException if there are none or several, or the dtype is floating
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`
    public long itemAsLong() {
        TensorArrays.requireWhole(read());
        return Buffers.getLong(dtype(), TensorArrays.only(read()), 0);
    }

    /// Whether the only element is true, or not 0: for Java's `if` and `while`.
    ///
    /// @return the answer
    /// @throws IllegalArgumentException if there are none or several elements
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`, where `Flow.cond` and `where` decide
    public boolean isTrue() {
        return Buffers.getDouble(dtype(), TensorArrays.only(read()), 0) != 0;
    }

    /// All elements, rows first. Other dtypes are converted by value, float64 rounded.
    ///
    /// @return a new array
    public float[] toFloatArray() {
        return TensorArrays.floats(read());
    }

    /// All elements, rows first. Other dtypes are converted by value.
    ///
    /// @return a new array
    public double[] toDoubleArray() {
        return TensorArrays.doubles(read());
    }

    /// All elements of a tensor of integers or truth values, rows first.
    ///
    /// @return a new array
    /// @throws IllegalArgumentException if the dtype is floating, or an element exceeds the range of int
    public int[] toIntArray() {
        return TensorArrays.ints(read());
    }

    /// All elements of a tensor of integers or truth values, rows first.
    ///
    /// @return a new array
    /// @throws IllegalArgumentException if the dtype is floating
    public long[] toLongArray() {
        return TensorArrays.longs(read());
    }

    /// All elements of a tensor of truth values, rows first.
    ///
    /// @return a new array
    /// @throws IllegalArgumentException if the dtype is not BOOL
    public boolean[] toBooleanArray() {
        return TensorArrays.booleans(read());
    }

    /// The elements as MindSpore and NumPy print them: `[[1. 2.]`, newline, ` [3. 4.]]`. Where there is no value, as
    /// inside `jit`, the text says what the tensor stands for.
    @Override
    public String toString() {
        return text(false);
    }

    /// The text of this tensor inside a printed tuple: `Tensor(shape=[2], dtype=Int32, value= [1, 2])`.
    ///
    /// @return the text
    public String repr() {
        return text(true);
    }

    private String text(boolean inTuple) {
        try {
            Object data = glance().data();
            return inTuple ? TensorText.repr(dtype(), shape(), data) : TensorText.str(dtype(), shape(), data);
        } catch (NoValueException | LeakException e) { // a debugger asks for text anywhere
            return "Tensor(shape=" + Arrays.toString(shape().toArray()) + ", dtype=" + dtype().title() + ", "
                    + e.getMessage() + ")";
        }
    }

    // ---- what it is

    /// The type of the elements.
    ///
    /// @return the dtype
    public DType dtype() {
        return value.dtype();
    }

    /// The extents.
    ///
    /// @return the shape
    public Shape shape() {
        return value.shape();
    }

    /// One extent.
    ///
    /// @param axis from 0 or negative from the end
    /// @return the extent
    /// @throws IndexOutOfBoundsException if there is no such axis
    public int dim(int axis) {
        return shape().dim(axis);
    }

    /// The number of axes.
    ///
    /// @return the rank, 0 for a scalar
    public int ndim() {
        return shape().rank();
    }

    /// The number of elements.
    ///
    /// @return the product of the extents
    public int size() {
        return shape().size();
    }

    /// The same elements in another dtype. Floats are rounded to nearest, or truncated to integers as in Java (toward
    /// zero, saturating, NaN to 0); small integers keep the low bits; anything but 0 is true.
    ///
    /// @param dtype the dtype
    /// @return the converted tensor
    public Tensor cast(DType dtype) {
        return new Tensor(read().cast(Given.dtype(dtype)));
    }

    // ---- arithmetic: broadcasts and promotes; a number takes this tensor's dtype

    /// The negation.
    ///
    /// @return `-this`
    public Tensor neg() {
        return Arithmetic.apply(ScalarFn.NEG, this);
    }

    /// The sum.
    ///
    /// @param other the other operand
    /// @return `this + other`
    public Tensor add(Tensor other) {
        return Arithmetic.apply(ScalarFn.ADD, this, other);
    }

    /// The difference.
    ///
    /// @param other the other operand
    /// @return `this - other`
    public Tensor sub(Tensor other) {
        return Arithmetic.apply(ScalarFn.SUB, this, other);
    }

    /// The product of elements.
    ///
    /// @param other the other operand
    /// @return `this * other`
    public Tensor mul(Tensor other) {
        return Arithmetic.apply(ScalarFn.MUL, this, other);
    }

    /// The true quotient.
    ///
    /// @param other the other operand
    /// @return `this / other`, float32 for integers
    public Tensor div(Tensor other) {
        return Arithmetic.apply(ScalarFn.DIV, this, other);
    }

    /// The power.
    ///
    /// @param other the other operand
    /// @return `this` to the power of `other`
    public Tensor pow(Tensor other) {
        return Arithmetic.apply(ScalarFn.POW, this, other);
    }

    /// The power with a number as exponent. The exponents 0 to 4, -1 and 0.5 are products, a reciprocal and a root.
    ///
    /// @param exponent the exponent
    /// @return `this` to the power of the exponent
    /// @throws IllegalArgumentException if the exponent is negative and this tensor's dtype an integer one
    public Tensor pow(Number exponent) {
        return Arithmetic.pow(this, exponent);
    }

    /// The remainder of [#floorDiv(Tensor)], with the sign of the divisor as in Python.
    ///
    /// @param other the other operand
    /// @return `this - other * floorDiv(this, other)`
    public Tensor mod(Tensor other) {
        return Arithmetic.apply(ScalarFn.MOD, this, other);
    }

    /// The remainder of a quotient rounded toward zero, with the sign of this tensor as in C, Java and NumPy's `fmod`.
    /// [#mod(Tensor)] has the sign of the divisor.
    ///
    /// @param other the divisor
    /// @return `this - other * trunc(this / other)`
    public Tensor fmod(Tensor other) {
        return Arithmetic.apply(ScalarFn.REM, this, other);
    }

    /// The quotient, rounded down.
    ///
    /// @param other the other operand
    /// @return the largest whole number up to `this / other`
    public Tensor floorDiv(Tensor other) {
        return Arithmetic.apply(ScalarFn.FLOOR_DIV, this, other);
    }

    /// The angle of the point `(x, this)`, counted from the x axis.
    ///
    /// @param x the length
    /// @return the angle in `[-π, π]`
    public Tensor atan2(Tensor x) {
        return Arithmetic.apply(ScalarFn.ATAN2, this, Given.tensor(x, "x"));
    }

    /// The angle of the point `(x, this)`, counted from the x axis.
    ///
    /// @param x the length, a number
    /// @return the angle in `[-π, π]`
    public Tensor atan2(Number x) {
        return Arithmetic.apply(ScalarFn.ATAN2, this, Given.number(x, "x"));
    }

    /// The larger of two elements. A tie shares its derivative, NaN wins.
    ///
    /// @param other the other operand
    /// @return `max(this, other)`
    public Tensor maximum(Tensor other) {
        return Arithmetic.apply(ScalarFn.MAX, this, other);
    }

    /// The smaller of two elements. A tie shares its derivative, NaN wins.
    ///
    /// @param other the other operand
    /// @return `min(this, other)`
    public Tensor minimum(Tensor other) {
        return Arithmetic.apply(ScalarFn.MIN, this, other);
    }

    // ---- comparisons: truth values; NaN is equal to nothing

    /// Whether elements are less than those of another tensor.
    ///
    /// @param other the other tensor
    /// @return truth values
    public Tensor lt(Tensor other) {
        return Arithmetic.compare(Relation.LT, this, other);
    }

    /// Whether elements are at most those of another tensor.
    ///
    /// @param other the other tensor
    /// @return truth values
    public Tensor le(Tensor other) {
        return Arithmetic.compare(Relation.LE, this, other);
    }

    /// Whether elements are greater than those of another tensor.
    ///
    /// @param other the other tensor
    /// @return truth values
    public Tensor gt(Tensor other) {
        return Arithmetic.compare(Relation.GT, this, other);
    }

    /// Whether elements are at least those of another tensor.
    ///
    /// @param other the other tensor
    /// @return truth values
    public Tensor ge(Tensor other) {
        return Arithmetic.compare(Relation.GE, this, other);
    }

    /// Whether elements are equal to those of another tensor.
    ///
    /// @param other the other tensor
    /// @return truth values
    public Tensor eq(Tensor other) {
        return Arithmetic.compare(Relation.EQ, this, other);
    }

    /// Whether elements are different from those of another tensor.
    ///
    /// @param other the other tensor
    /// @return truth values
    public Tensor ne(Tensor other) {
        return Arithmetic.compare(Relation.NE, this, other);
    }

    /// Whether elements are close to those of another tensor: `|this - other| <= atol + rtol |other|`, with `rtol` 1e-5
    /// and `atol` 1e-8. Infinities are close to themselves, NaN to nothing.
    ///
    /// @param other the other tensor, by which the tolerance is measured; shapes broadcast
    /// @return truth values, inside `jit` and `vmap` as well
    public Tensor isClose(Tensor other) {
        return Closeness.isClose(this, other, Closeness.RTOL, Closeness.ATOL, false);
    }

    /// Whether elements are close to those of another tensor, `|this - other| <= atol + rtol |other|`. The difference
    /// is taken in float64, that of two integers in int64.
    ///
    /// @param other the other tensor, by which the tolerance is measured; shapes broadcast
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @return truth values; of NaN false
    /// @throws IllegalArgumentException if the shapes do not broadcast, or a tolerance is negative or not finite
    public Tensor isClose(Tensor other, double rtol, double atol) {
        return Closeness.isClose(this, other, rtol, atol, false);
    }

    /// Whether elements are close to those of another tensor; see [#isClose(Tensor, double, double)].
    ///
    /// @param other the other tensor, by which the tolerance is measured; shapes broadcast
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @param equalNan whether NaN is close to NaN
    /// @return truth values
    /// @throws IllegalArgumentException if the shapes do not broadcast, or a tolerance is negative or not finite
    public Tensor isClose(Tensor other, double rtol, double atol, boolean equalNan) {
        return Closeness.isClose(this, other, rtol, atol, equalNan);
    }

    /// Whether all elements are close to those of another tensor, an answer for tests and Java's `if`:
    /// `|this - other| <= atol + rtol |other|`, with `rtol` 1e-5 and `atol` 1e-8, NumPy's defaults.
    ///
    /// ```java
    /// assertTrue(grad(x -> x.sin()).apply(x).allClose(x.cos()));
    /// ```
    ///
    /// @param other the other tensor, by which the tolerance is measured; shapes broadcast
    /// @return true if they are; of no elements, too
    /// @throws IllegalArgumentException if the shapes do not broadcast
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`, where `isClose(other).all()` is the answer
    ///     as a tensor
    public boolean allClose(Tensor other) {
        return Closeness.allClose(this, other, Closeness.RTOL, Closeness.ATOL, false);
    }

    /// Whether all elements are close to those of another tensor; see [#isClose(Tensor, double, double)].
    ///
    /// @param other the other tensor, by which the tolerance is measured; shapes broadcast
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @return true if they are; of NaN false
    /// @throws IllegalArgumentException if the shapes do not broadcast, or a tolerance is negative or not finite
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`
    public boolean allClose(Tensor other, double rtol, double atol) {
        return Closeness.allClose(this, other, rtol, atol, false);
    }

    /// Whether all elements are close to those of another tensor; see [#isClose(Tensor, double, double)].
    ///
    /// @param other the other tensor, by which the tolerance is measured; shapes broadcast
    /// @param rtol the relative tolerance, 0 or more
    /// @param atol the absolute tolerance, 0 or more
    /// @param equalNan whether NaN is close to NaN
    /// @return true if they are
    /// @throws IllegalArgumentException if the shapes do not broadcast, or a tolerance is negative or not finite
    /// @throws NoValueException inside `jit`, `vmap` and bodies of `Flow`
    public boolean allClose(Tensor other, double rtol, double atol, boolean equalNan) {
        return Closeness.allClose(this, other, rtol, atol, equalNan);
    }

    // ---- truth values, and the bits of integers

    /// And: logical of truth values, bit by bit of integers.
    ///
    /// @param other the other operand
    /// @return `this and other`
    /// @throws IllegalArgumentException if a dtype is floating
    public Tensor and(Tensor other) {
        return Arithmetic.apply(ScalarFn.AND, this, other);
    }

    /// Or: logical of truth values, bit by bit of integers.
    ///
    /// @param other the other operand
    /// @return `this or other`
    /// @throws IllegalArgumentException if a dtype is floating
    public Tensor or(Tensor other) {
        return Arithmetic.apply(ScalarFn.OR, this, other);
    }

    /// Exclusive or: logical of truth values, bit by bit of integers.
    ///
    /// @param other the other operand
    /// @return `this xor other`
    /// @throws IllegalArgumentException if a dtype is floating
    public Tensor xor(Tensor other) {
        return Arithmetic.apply(ScalarFn.XOR, this, other);
    }

    /// Not: logical of truth values, bit by bit of integers.
    ///
    /// @return `not this`
    /// @throws IllegalArgumentException if the dtype is floating
    public Tensor not() {
        return Arithmetic.apply(ScalarFn.NOT, this);
    }

    // ---- products

    /// The matrix product; see [Ops#matmul].
    ///
    /// @param other the right factor, 1-d or more
    /// @return the product
    /// @throws IllegalArgumentException if the shapes do not fit, or a factor is 0-d
    public Tensor matmul(Tensor other) {
        return Ops.matmul(this, Given.tensor(other, "other"));
    }

    /// The sum of products over the last axis of this and the last but one (or only) axis of the other: the inner
    /// product of vectors.
    ///
    /// @param other the right factor
    /// @return the axes of this but the last, then those of the other but the summed one; for a 0-d factor the product
    ///     of elements
    /// @throws IllegalArgumentException if the shapes do not fit
    public Tensor dot(Tensor other) {
        return new Tensor(Products.dot(read(), Given.tensor(other, "other").read()));
    }

    /// The products of each element of this with each of the other.
    ///
    /// @param other the right factor
    /// @return shape `(size(), other.size())`
    public Tensor outer(Tensor other) {
        return new Tensor(Products.outer(read(), Given.tensor(other, "other").read()));
    }

    /// The Cholesky factor of a symmetric positive definite matrix; see [Ops#cholesky].
    ///
    /// @return lower triangular `l` with `l lᵀ = this`; NaN where this is not positive definite
    /// @throws IllegalArgumentException if the last two extents differ
    public Tensor cholesky() {
        return Ops.cholesky(this);
    }

    /// The inverse of a matrix. To solve equations [Ops#solve] is faster and more exact.
    ///
    /// @return the inverses of matrices `(.., n, n)`
    /// @throws IllegalArgumentException if the last two extents differ
    public Tensor inverse() {
        return Ops.inverse(this);
    }

    // ---- reductions: over the axes that are named, over all if none is

    /// The sum; truth values are counted.
    ///
    /// @param axes distinct axes
    /// @return int64 for int32 and truth values, else of this dtype
    public Tensor sum(int... axes) {
        return new Tensor(Reductions.sum(read(), Axes.of(shape(), axes)));
    }

    /// The product.
    ///
    /// @param axes distinct axes
    /// @return int64 for int32 and truth values, else of this dtype
    public Tensor prod(int... axes) {
        return new Tensor(Reductions.prod(read(), Axes.of(shape(), axes)));
    }

    /// The mean.
    ///
    /// @param axes distinct axes
    /// @return float32 for integers and truth values, else of this dtype
    public Tensor mean(int... axes) {
        return new Tensor(Reductions.mean(read(), Axes.of(shape(), axes)));
    }

    /// The largest element; NaN wins, and ties share the derivative.
    ///
    /// @param axes distinct axes
    /// @return of this dtype
    /// @throws IllegalArgumentException if there are no elements to choose from
    public Tensor max(int... axes) {
        return new Tensor(Reductions.max(read(), Axes.of(shape(), axes)));
    }

    /// The smallest element; NaN wins, and ties share the derivative.
    ///
    /// @param axes distinct axes
    /// @return of this dtype
    /// @throws IllegalArgumentException if there are no elements to choose from
    public Tensor min(int... axes) {
        return new Tensor(Reductions.min(read(), Axes.of(shape(), axes)));
    }

    /// Whether any element is true, or not 0.
    ///
    /// @param axes distinct axes
    /// @return truth values; of nothing false
    public Tensor any(int... axes) {
        return new Tensor(Reductions.any(read(), Axes.of(shape(), axes)));
    }

    /// Whether all elements are true, or not 0.
    ///
    /// @param axes distinct axes
    /// @return truth values; of nothing true
    public Tensor all(int... axes) {
        return new Tensor(Reductions.all(read(), Axes.of(shape(), axes)));
    }

    /// The standard deviation: the root of [#var(int...)], flat at 0, where second derivatives are NaN. No square of an
    /// element is out of range.
    ///
    /// @param axes distinct axes
    /// @return a floating tensor
    public Tensor std(int... axes) {
        return new Tensor(Reductions.std(read(), Axes.of(shape(), axes)));
    }

    /// The variance, the mean squared distance from the mean (divided by n).
    ///
    /// @param axes distinct axes
    /// @return a floating tensor
    public Tensor var(int... axes) {
        return new Tensor(Reductions.var(read(), Axes.of(shape(), axes)));
    }

    /// The Euclidean norm, flat at 0, where second derivatives are NaN (those of its square are right). No square of an
    /// element is out of range.
    ///
    /// @param axes distinct axes
    /// @return the root of the sum of squares
    public Tensor norm(int... axes) {
        return new Tensor(Reductions.norm(read(), Axes.of(shape(), axes)));
    }

    /// The logarithm of the sum of exponentials, without overflow; -inf where all elements are, and flat there.
    ///
    /// @param axes distinct axes
    /// @return a floating tensor
    public Tensor logsumexp(int... axes) {
        return new Tensor(Reductions.logsumexp(read(), Axes.of(shape(), axes)));
    }

    // ---- along an axis

    /// Where the first largest of all elements is, counted rows first; NaN counts as the largest.
    ///
    /// @return an int32 position in [#flatten()], 0-d
    /// @throws IllegalArgumentException if there are no elements
    public Tensor argmax() {
        return flatten().argmax(0);
    }

    /// Where the first largest element is; NaN counts as the largest.
    ///
    /// @param axis the axis that vanishes
    /// @return int32 positions
    /// @throws IllegalArgumentException if there is nothing along the axis
    public Tensor argmax(int axis) {
        return new Tensor(Reductions.argExtremum(true, read(), axis));
    }

    /// Where the first smallest of all elements is, counted rows first; NaN counts as the smallest.
    ///
    /// @return an int32 position in [#flatten()], 0-d
    /// @throws IllegalArgumentException if there are no elements
    public Tensor argmin() {
        return flatten().argmin(0);
    }

    /// Where the first smallest element is; NaN counts as the smallest.
    ///
    /// @param axis the axis that vanishes
    /// @return int32 positions
    /// @throws IllegalArgumentException if there is nothing along the axis
    public Tensor argmin(int axis) {
        return new Tensor(Reductions.argExtremum(false, read(), axis));
    }

    /// Running sums.
    ///
    /// @param axis the axis
    /// @return the same shape; int32 for truth values
    public Tensor cumsum(int axis) {
        return new Tensor(Reductions.cumsum(read(), axis));
    }

    /// Running products, with derivatives that are right at zeros.
    ///
    /// @param axis the axis
    /// @return the same shape; int64 for int32 and truth values
    public Tensor cumprod(int axis) {
        return new Tensor(Reductions.cumprod(read(), axis));
    }

    /// Elements in ascending order along the last axis, NaN last.
    ///
    /// @return the sorted tensor
    /// @throws IllegalArgumentException for truth values and storage dtypes
    public Tensor sort() {
        return sort(-1);
    }

    /// Elements in ascending order, NaN last.
    ///
    /// @param axis the axis
    /// @return the sorted tensor
    /// @throws IllegalArgumentException for truth values and storage dtypes
    public Tensor sort(int axis) {
        return new Tensor(Reductions.sort(read(), axis)[0]);
    }

    /// The positions of elements in ascending order along the last axis; see [#argsort(int)].
    ///
    /// @return int32 positions
    /// @throws IllegalArgumentException for truth values and storage dtypes
    public Tensor argsort() {
        return argsort(-1);
    }

    /// The positions of elements in ascending order; equal ones keep their order, NaN comes last.
    ///
    /// @param axis the axis
    /// @return int32 positions
    /// @throws IllegalArgumentException for truth values and storage dtypes
    public Tensor argsort(int axis) {
        return new Tensor(Reductions.sort(read(), axis)[1]);
    }

    /// Class numbers as rows of zeros with a 1 in the place of the class.
    ///
    /// @param depth how many classes there are
    /// @return float32 of this shape and a last axis of extent `depth`; an element that is no class gives a row of
    ///     zeros
    /// @throws IllegalArgumentException if the elements are no integers, or the depth is negative
    public Tensor oneHot(int depth) {
        return Ops.oneHot(this, depth);
    }

    // ---- parts

    /// A part by positions on the first axes: `x.get(0)`, `x.get(0, 1)`.
    ///
    /// @param positions from 0 or negative from the end, at most one an axis
    /// @return the part, without those axes
    /// @throws IndexOutOfBoundsException if there are too many positions, or one is out of range
    public Tensor get(int... positions) {
        return new Tensor(Selection.of(shape(), positions).of(read()));
    }

    /// A part: `x.get(ALL, at(-1), slice(0, 9, 2))`; see [Index].
    ///
    /// @param indexes one an axis; axes that are not mentioned are taken whole
    /// @return the part
    /// @throws IndexOutOfBoundsException if there are too many indexes, or a position is out of range
    public Tensor get(Index... indexes) {
        return new Tensor(Selection.of(shape(), indexes).of(read()));
    }

    /// A part that is to be changed: `x.at(0, 1).set(9)`.
    ///
    /// @param positions from 0 or negative from the end, at most one an axis
    /// @return the part; its methods give the changed tensor
    /// @throws IndexOutOfBoundsException if there are too many positions, or one is out of range
    public At at(int... positions) {
        return new At(read(), Selection.of(shape(), positions));
    }

    /// A part that is to be changed: `x.at(slice(0, 2)).add(row)`; see [Index].
    ///
    /// @param indexes one an axis; axes that are not mentioned are taken whole
    /// @return the part; its methods give the changed tensor
    /// @throws IndexOutOfBoundsException if there are too many indexes, or a position is out of range
    public At at(Index... indexes) {
        return new At(read(), Selection.of(shape(), indexes));
    }

    /// The items at positions along an axis.
    ///
    /// @param axis the axis
    /// @param positions integers, from 0 or negative from the end
    /// @return the items; the axes of the positions take the place of the axis
    /// @throws IndexOutOfBoundsException if there is no such axis or position
    /// @throws IllegalArgumentException if the positions are no integers
    public Tensor take(int axis, Tensor positions) {
        int a = Axes.one(shape(), axis);
        Index[] indexes = new Index[a + 1];
        Arrays.fill(indexes, Ops.ALL);
        indexes[a] = new Index.Positions(positions);
        return new Tensor(Selection.of(shape(), indexes).of(read()));
    }

    /// Equal parts along an axis.
    ///
    /// @param axis the axis
    /// @param parts how many; divides the extent
    /// @return the parts in order
    /// @throws IllegalArgumentException if the extent is no multiple of the number
    public List<Tensor> split(int axis, int parts) {
        return Reshaping.split(read(), axis, parts).stream().map(Tensor::new).toList();
    }

    /// The items along an axis, which vanishes.
    ///
    /// @param axis the axis
    /// @return the items in order
    public List<Tensor> unstack(int axis) {
        return Reshaping.unstack(read(), axis).stream().map(Tensor::new).toList();
    }

    // ---- shape

    /// The same elements, rows first, in another shape.
    ///
    /// @param dims the extents; one may be -1 for what is left over
    /// @return the reshaped tensor
    /// @throws IllegalArgumentException if the number of elements differs
    public Tensor reshape(int... dims) {
        return new Tensor(Reshaping.reshape(read(), dims));
    }

    /// The same elements, rows first, in a shape: `x.reshape(y.shape())`.
    ///
    /// @param shape the shape
    /// @return the reshaped tensor
    /// @throws IllegalArgumentException if the number of elements differs
    public Tensor reshape(Shape shape) {
        return reshape(Given.shape(shape).toArray());
    }

    /// All elements, rows first.
    ///
    /// @return a vector
    public Tensor flatten() {
        return reshape(-1);
    }

    /// The axes in another order.
    ///
    /// @param axes all axes in their new order; none reverses them
    /// @return axis i of the result is axis `axes[i]` of this
    /// @throws IllegalArgumentException if they are not all axes, each once
    public Tensor transpose(int... axes) {
        return new Tensor(Reshaping.transpose(read(), axes));
    }

    /// Two axes exchanged.
    ///
    /// @param a one axis
    /// @param b the other
    /// @return the transposed tensor
    public Tensor swapAxes(int a, int b) {
        return new Tensor(Reshaping.swapAxes(read(), a, b));
    }

    /// One axis in another place, the others in their order.
    ///
    /// @param from the axis
    /// @param to its place in the result
    /// @return the transposed tensor
    public Tensor moveAxis(int from, int to) {
        return new Tensor(Reshaping.moveAxis(read(), from, to));
    }

    /// A new axis of extent 1.
    ///
    /// @param axis its place in the result, from 0 or negative from the end
    /// @return the reshaped tensor
    /// @throws IndexOutOfBoundsException if the result has no such axis
    public Tensor expandDims(int axis) {
        return new Tensor(Reshaping.expandDims(read(), axis));
    }

    /// Without axes of extent 1.
    ///
    /// @param axes the axes; none means all of extent 1
    /// @return the reshaped tensor
    /// @throws IllegalArgumentException if an axis has another extent
    public Tensor squeeze(int... axes) {
        return new Tensor(Reshaping.squeeze(read(), axes));
    }

    /// Broadcast to a shape.
    ///
    /// @param dims the extents, which this shape fits by NumPy's rule
    /// @return the larger tensor
    /// @throws IllegalArgumentException if the shape does not fit
    public Tensor broadcastTo(int... dims) {
        return new Tensor(Reshaping.broadcast(read(), dims));
    }

    /// Broadcast to a shape: `x.broadcastTo(y.shape())`.
    ///
    /// @param shape one that this shape fits by NumPy's rule
    /// @return the larger tensor
    /// @throws IllegalArgumentException if the shape does not fit
    public Tensor broadcastTo(Shape shape) {
        return broadcastTo(Given.shape(shape).toArray());
    }

    /// In reverse order along axes.
    ///
    /// @param axes the axes; none means all
    /// @return the reversed tensor
    public Tensor flip(int... axes) {
        return new Tensor(Reshaping.flip(read(), axes));
    }

    /// Zeros before and after an axis.
    ///
    /// @param axis the axis
    /// @param before how many in front
    /// @param after how many behind
    /// @return the padded tensor
    /// @throws IllegalArgumentException if a number is negative
    public Tensor pad(int axis, int before, int after) {
        return new Tensor(Reshaping.pad(read(), axis, before, after));
    }

    /// Copies of the whole side by side.
    ///
    /// @param times how often along each of the last axes; more than there are axes makes new ones in front
    /// @return the larger tensor
    /// @throws IllegalArgumentException if a number is negative
    public Tensor tile(int... times) {
        return new Tensor(Reshaping.tile(read(), times));
    }

    /// Each item several times in succession.
    ///
    /// @param axis the axis of the items
    /// @param times how often
    /// @return the larger tensor
    /// @throws IllegalArgumentException if the number is negative
    public Tensor repeat(int axis, int times) {
        return new Tensor(Reshaping.repeat(read(), axis, times));
    }

    // ---- others like it

    /// Zeros of this dtype and shape.
    ///
    /// @return the zeros, or false
    public Tensor zerosLike() {
        return Ops.zerosLike(this);
    }

    /// Ones of this dtype and shape.
    ///
    /// @return the ones, or true
    public Tensor onesLike() {
        return Ops.onesLike(this);
    }

}
