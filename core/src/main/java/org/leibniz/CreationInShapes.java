package org.leibniz;

// made of Creation by Overloads: change that
import org.leibniz.caller.Given;

/// Tensors made in a shape; use them by way of [Leibniz], which has all functions.
class CreationInShapes extends Creation {
    CreationInShapes() {}

    /// As [Leibniz#zeros(int...)], in a shape: `zeros(x.shape())`.
    ///
    /// @param shape the shape
    /// @return float32 zeros
    public static Tensor zeros(Shape shape) {
        return zeros(Given.shape(shape).toArray());
    }

    /// As [Leibniz#zeros(DType, int...)], in a shape: `zeros(dtype, x.shape())`.
    ///
    /// @param dtype the dtype
    /// @param shape the shape
    /// @return zeros, or false
    public static Tensor zeros(DType dtype, Shape shape) {
        return zeros(dtype, Given.shape(shape).toArray());
    }

    /// As [Leibniz#ones(int...)], in a shape: `ones(x.shape())`.
    ///
    /// @param shape the shape
    /// @return float32 ones
    public static Tensor ones(Shape shape) {
        return ones(Given.shape(shape).toArray());
    }

    /// As [Leibniz#ones(DType, int...)], in a shape: `ones(dtype, x.shape())`.
    ///
    /// @param dtype the dtype
    /// @param shape the shape
    /// @return ones, or true
    public static Tensor ones(DType dtype, Shape shape) {
        return ones(dtype, Given.shape(shape).toArray());
    }

    /// As [Leibniz#full(Number, int...)], in a shape: `full(value, x.shape())`.
    ///
    /// @param value the number
    /// @param shape the shape
    /// @return the tensor: float64 of a double, float32 of a float, int32 of an int, int64 of a long
    public static Tensor full(Number value, Shape shape) {
        return full(value, Given.shape(shape).toArray());
    }

    /// As [Leibniz#full(boolean, int...)], in a shape: `full(value, x.shape())`.
    ///
    /// @param value the truth value
    /// @param shape the shape
    /// @return the tensor, of dtype BOOL
    public static Tensor full(boolean value, Shape shape) {
        return full(value, Given.shape(shape).toArray());
    }

    /// As [Leibniz#full(DType, Number, int...)], in a shape: `full(dtype, value, x.shape())`.
    ///
    /// @param dtype the dtype
    /// @param value the number; for BOOL anything but 0 is true
    /// @param shape the shape
    /// @return the tensor
    /// @throws IllegalArgumentException if the dtype cannot hold the number
    public static Tensor full(DType dtype, Number value, Shape shape) {
        return full(dtype, value, Given.shape(shape).toArray());
    }

    /// As [Leibniz#normal(Key, int...)], in a shape: `normal(key, x.shape())`.
    ///
    /// @param key what they are a function of
    /// @param shape the shape
    /// @return float32 numbers
    public static Tensor normal(Key key, Shape shape) {
        return normal(key, Given.shape(shape).toArray());
    }

    /// As [Leibniz#normal(DType, Key, int...)], in a shape: `normal(dtype, key, x.shape())`.
    ///
    /// @param dtype a floating dtype
    /// @param key what they are a function of
    /// @param shape the shape
    /// @return the numbers
    /// @throws IllegalArgumentException if the dtype is not floating
    public static Tensor normal(DType dtype, Key key, Shape shape) {
        return normal(dtype, key, Given.shape(shape).toArray());
    }

    /// As [Leibniz#uniform(Key, int...)], in a shape: `uniform(key, x.shape())`.
    ///
    /// @param key what they are a function of
    /// @param shape the shape
    /// @return float32 numbers, multiples of 2⁻²⁴
    public static Tensor uniform(Key key, Shape shape) {
        return uniform(key, Given.shape(shape).toArray());
    }

    /// As [Leibniz#uniform(DType, Key, int...)], in a shape: `uniform(dtype, key, x.shape())`.
    ///
    /// @param dtype a floating dtype
    /// @param key what they are a function of
    /// @param shape the shape
    /// @return the numbers, multiples of 2⁻⁵³ in float64
    /// @throws IllegalArgumentException if the dtype is not floating
    public static Tensor uniform(DType dtype, Key key, Shape shape) {
        return uniform(dtype, key, Given.shape(shape).toArray());
    }

    /// As [Leibniz#bernoulli(Key, double, int...)], in a shape: `bernoulli(key, p, x.shape())`.
    ///
    /// @param key what they are a function of
    /// @param p the probability of true
    /// @param shape the shape
    /// @return truth values
    /// @throws IllegalArgumentException if the probability is not in `[0, 1]`
    public static Tensor bernoulli(Key key, double p, Shape shape) {
        return bernoulli(key, p, Given.shape(shape).toArray());
    }

    /// As [Leibniz#randint(Key, int, int, int...)], in a shape: `randint(key, low, high, x.shape())`.
    ///
    /// @param key what they are a function of
    /// @param low the smallest
    /// @param high one past the largest
    /// @param shape the shape
    /// @return int32 numbers
    /// @throws IllegalArgumentException if there is no number from low to high
    public static Tensor randint(Key key, int low, int high, Shape shape) {
        return randint(key, low, high, Given.shape(shape).toArray());
    }
}
