package org.leibniz;

import org.leibniz.array.Numbers;
import org.leibniz.array.RandomNumbers;
import org.leibniz.array.Sequences;
import org.leibniz.caller.Given;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// Tensors from nothing: constants, sequences, random numbers; use them by way of [Leibniz], which has all functions.
/// Tensors from data are made by [Tensor#of(float...)] and its kin.
///
/// The dtype comes first where it is given; otherwise numbers say it, float64 of doubles, float32 of floats, int32 of
/// ints, int64 of longs, and where there are none it is float32. Extents are 0 or more; none makes a 0-d tensor. More
/// than 2³¹ - 1 elements are refused with an [IllegalArgumentException].
class Creation extends FunctionsOfTwo {
    Creation() {}

    // ---- constants

    /// Zeros.
    ///
    /// @param dims the extents
    /// @return float32 zeros
    public static Tensor zeros(int... dims) {
        return zeros(DType.FLOAT32, dims);
    }

    /// Zeros of a dtype.
    ///
    /// @param dtype the dtype
    /// @param dims the extents
    /// @return zeros, or false
    public static Tensor zeros(DType dtype, int... dims) {
        return full(dtype, 0, dims);
    }

    /// Ones.
    ///
    /// @param dims the extents
    /// @return float32 ones
    public static Tensor ones(int... dims) {
        return ones(DType.FLOAT32, dims);
    }

    /// Ones of a dtype.
    ///
    /// @param dtype the dtype
    /// @param dims the extents
    /// @return ones, or true
    public static Tensor ones(DType dtype, int... dims) {
        return full(dtype, 1, dims);
    }

    /// One number everywhere: `full(0.5f, 2, 3)`.
    ///
    /// @param value the number
    /// @param dims the extents
    /// @return the tensor: float64 of a double, float32 of a float, int32 of an int, int64 of a long
    public static Tensor full(Number value, int... dims) {
        return new Tensor(Numbers.literal(Given.number(value, "value")).broadcast(Shape.of(dims)));
    }

    /// One truth value everywhere.
    ///
    /// @param value the truth value
    /// @param dims the extents
    /// @return the tensor, of dtype BOOL
    public static Tensor full(boolean value, int... dims) {
        return full(DType.BOOL, value ? 1 : 0, dims);
    }

    /// One number everywhere, of a dtype.
    ///
    /// @param dtype the dtype
    /// @param value the number; for BOOL anything but 0 is true
    /// @param dims the extents
    /// @return the tensor
    /// @throws IllegalArgumentException if the dtype cannot hold the number
    public static Tensor full(DType dtype, Number value, int... dims) {
        return new Tensor(Numbers.literal(Given.dtype(dtype), Given.number(value, "value")).broadcast(Shape.of(dims)));
    }

    /// Zeros like another tensor.
    ///
    /// @param x the other
    /// @return zeros of its dtype and shape
    public static Tensor zerosLike(Tensor x) {
        return new Tensor(Value.literal(Given.tensor(x, "x").read().type(), 0));
    }

    /// Ones like another tensor.
    ///
    /// @param x the other
    /// @return ones of its dtype and shape
    public static Tensor onesLike(Tensor x) {
        return new Tensor(Value.literal(Given.tensor(x, "x").read().type(), 1));
    }

    /// The identity matrix.
    ///
    /// @param n the number of rows and columns
    /// @return float32 of shape `(n, n)`
    public static Tensor eye(int n) {
        return eye(DType.FLOAT32, n);
    }

    /// The identity matrix of a dtype.
    ///
    /// @param dtype the dtype
    /// @param n the number of rows and columns
    /// @return the matrix, of shape `(n, n)`
    public static Tensor eye(DType dtype, int n) {
        return new Tensor(Sequences.eye(dtype, n));
    }

    // ---- sequences

    /// The numbers `0, 1, .., stop - 1`.
    ///
    /// @param stop one past the last; below 1 there are none
    /// @return int32 of shape `(stop,)`
    public static Tensor arange(int stop) {
        return new Tensor(Value.iota(new Type(DType.INT32, Shape.of(Math.max(stop, 0))), 0));
    }

    /// The numbers `start, start + 1, .., stop - 1`.
    ///
    /// @param start the first
    /// @param stop one past the last
    /// @return int32
    public static Tensor arange(int start, int stop) {
        return arange(start, stop, 1);
    }

    /// The numbers `start, start + step, ..` before `stop`.
    ///
    /// @param start the first
    /// @param stop where to stop, exclusive
    /// @param step the difference, which may be negative
    /// @return int32
    /// @throws IllegalArgumentException if the step is 0
    public static Tensor arange(int start, int stop, int step) {
        return arange(DType.INT32, (long) start, stop, step);
    }

    /// The numbers `start, start + step, ..` before `stop`.
    ///
    /// @param start the first
    /// @param stop where to stop, exclusive
    /// @param step the difference, which may be negative
    /// @return int64
    /// @throws IllegalArgumentException if the step is 0
    public static Tensor arange(long start, long stop, long step) {
        return arange(DType.INT64, start, stop, step);
    }

    /// The numbers `start, start + step, ..` before `stop`: there are `⌈(stop - start) / step⌉`.
    ///
    /// @param start the first
    /// @param stop where to stop, exclusive
    /// @param step the difference, which may be negative
    /// @return float32; each number is computed in float64 and rounded once
    /// @throws IllegalArgumentException if the step is 0, or an argument is not finite
    public static Tensor arange(float start, float stop, float step) {
        return arange(DType.FLOAT32, (double) start, stop, step);
    }

    /// The numbers `start, start + step, ..` before `stop`: there are `⌈(stop - start) / step⌉`.
    ///
    /// @param start the first
    /// @param stop where to stop, exclusive
    /// @param step the difference, which may be negative
    /// @return float64
    /// @throws IllegalArgumentException if the step is 0, or an argument is not finite
    public static Tensor arange(double start, double stop, double step) {
        return arange(DType.FLOAT64, start, stop, step);
    }

    /// The numbers `start, start + step, ..` before `stop`, of a dtype. Each is computed in float64 and rounded once.
    ///
    /// @param dtype the dtype
    /// @param start the first
    /// @param stop where to stop, exclusive
    /// @param step the difference, which may be negative
    /// @return the sequence
    /// @throws IllegalArgumentException if the step is 0, an argument is not finite, or the dtype cannot hold one of
    ///     the numbers
    public static Tensor arange(DType dtype, double start, double stop, double step) {
        return new Tensor(Sequences.arange(dtype, start, stop, step));
    }

    /// The numbers `start, start + step, ..` before `stop`, of a dtype, exactly.
    ///
    /// @param dtype the dtype
    /// @param start the first
    /// @param stop where to stop, exclusive
    /// @param step the difference, which may be negative
    /// @return the sequence
    /// @throws IllegalArgumentException if the step is 0, or the dtype cannot hold one of the numbers
    public static Tensor arange(DType dtype, long start, long stop, long step) {
        return new Tensor(Sequences.arange(dtype, start, stop, step));
    }

    /// Numbers at equal distances, both ends included.
    ///
    /// @param start the first
    /// @param stop the last
    /// @param count how many
    /// @return float32 of shape `(count,)`, of ints as well; each number is computed in float64 and rounded once
    /// @throws IllegalArgumentException if the count is negative
    public static Tensor linspace(float start, float stop, int count) {
        return linspace(DType.FLOAT32, start, stop, count);
    }

    /// Numbers at equal distances, both ends included.
    ///
    /// @param start the first
    /// @param stop the last
    /// @param count how many
    /// @return float64 of shape `(count,)`
    /// @throws IllegalArgumentException if the count is negative
    public static Tensor linspace(double start, double stop, int count) {
        return linspace(DType.FLOAT64, start, stop, count);
    }

    /// Numbers at equal distances, both ends included, of a dtype. Each is computed in float64 and rounded once.
    ///
    /// @param dtype the dtype
    /// @param start the first
    /// @param stop the last
    /// @param count how many
    /// @return the numbers, of shape `(count,)`
    /// @throws IllegalArgumentException if the count is negative, or the dtype cannot hold one of the numbers
    public static Tensor linspace(DType dtype, double start, double stop, int count) {
        return new Tensor(Sequences.linspace(dtype, start, stop, count));
    }

    // ---- random numbers

    /// Normally distributed numbers of mean 0 and deviation 1.
    ///
    /// @param key what they are a function of
    /// @param dims the extents
    /// @return float32 numbers
    public static Tensor normal(Key key, int... dims) {
        return normal(DType.FLOAT32, key, dims);
    }

    /// Normally distributed numbers of mean 0 and deviation 1, of a dtype.
    ///
    /// @param dtype a floating dtype
    /// @param key what they are a function of
    /// @param dims the extents
    /// @return the numbers
    /// @throws IllegalArgumentException if the dtype is not floating
    public static Tensor normal(DType dtype, Key key, int... dims) {
        return new Tensor(RandomNumbers.normal(key, dtype, Shape.of(dims)));
    }

    /// Uniformly distributed numbers in `[0, 1)`.
    ///
    /// @param key what they are a function of
    /// @param dims the extents
    /// @return float32 numbers, multiples of 2⁻²⁴
    public static Tensor uniform(Key key, int... dims) {
        return uniform(DType.FLOAT32, key, dims);
    }

    /// Uniformly distributed numbers in `[0, 1)`, of a dtype.
    ///
    /// @param dtype a floating dtype
    /// @param key what they are a function of
    /// @param dims the extents
    /// @return the numbers, multiples of 2⁻⁵³ in float64
    /// @throws IllegalArgumentException if the dtype is not floating
    public static Tensor uniform(DType dtype, Key key, int... dims) {
        return new Tensor(RandomNumbers.uniform(key, dtype, Shape.of(dims)));
    }

    /// Truth values, true with a probability.
    ///
    /// @param key what they are a function of
    /// @param p the probability of true
    /// @param dims the extents
    /// @return truth values
    /// @throws IllegalArgumentException if the probability is not in `[0, 1]`
    public static Tensor bernoulli(Key key, double p, int... dims) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException(UserCall.method() + ": expected a probability from 0 to 1, got " + p);
        }
        return bernoulli(key, full(DType.FLOAT32, p, dims));
    }

    /// Truth values, each true with a probability of its own.
    ///
    /// @param key what they are a function of
    /// @param p the probabilities
    /// @return truth values of the shape of p
    public static Tensor bernoulli(Key key, Tensor p) {
        return new Tensor(RandomNumbers.bernoulli(key, Given.tensor(p, "p").read()));
    }

    /// Integers, each with the same probability.
    ///
    /// @param key what they are a function of
    /// @param low the smallest
    /// @param high one past the largest
    /// @param dims the extents
    /// @return int32 numbers
    /// @throws IllegalArgumentException if there is no number from low to high
    public static Tensor randint(Key key, int low, int high, int... dims) {
        return new Tensor(RandomNumbers.randint(key, low, high, Shape.of(dims)));
    }

    /// The numbers from 0 to n - 1 in a random order.
    ///
    /// @param key what the order is a function of
    /// @param n how many
    /// @return int32 of shape `(n,)`
    /// @throws IllegalArgumentException if n is negative
    public static Tensor permutation(Key key, int n) {
        return new Tensor(RandomNumbers.permutation(key, n));
    }

    /// The items of a tensor along its first axis in a random order. With the same key, tensors of equal length get the
    /// same order.
    ///
    /// @param key what the order is a function of
    /// @param x the items
    /// @return the items in another order
    /// @throws IndexOutOfBoundsException if x is 0-d
    public static Tensor permutation(Key key, Tensor x) {
        if (Given.tensor(x, "x").ndim() == 0) {
            throw new IndexOutOfBoundsException(
                    UserCall.method()
                            + ": x: expected items along a first axis, got a 0-d tensor, which has no axes; "
                            + "permutation(key, n)"
                            + " orders the numbers up to n");
        }
        return x.take(0, permutation(key, x.dim(0)));
    }
}
