package org.leibniz;

import org.jspecify.annotations.Nullable;
import org.leibniz.array.Windowing;
import org.leibniz.caller.Given;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Value;

/// Convolutions and pools; channels come first, behind the samples.
class Convolutions extends CreationInShapes {
    private static final Sliding ONE_BY_ONE = Sliding.by(1);

    Convolutions() {}

    private static Tensor convolved(int n, Tensor x, Tensor weight, @Nullable Tensor bias, Sliding how) {
        Value v = Given.tensor(x, "x").read();
        Value w = Given.tensor(weight, "weight").read();
        Value b = bias == null ? null : bias.read();
        return new Tensor(Windowing.convolution(n, v, w, b, slide(how), how.groups));
    }

    private static Windowing.Slide slide(Sliding how) {
        UserCall.given(how, "how: expected a Sliding");
        return new Windowing.Slide(how.stride, how.padding, how.dilation);
    }

    private static Windowing.Slide ungrouped(Sliding how) {
        var slide = slide(how);
        if (how.groups != 1) {
            throw new IllegalArgumentException(UserCall.method() + ": how: expected no groups, since a pool takes each "
                    + "channel by itself, got " + how);
        }
        return slide;
    }

    private static int[] given(int[] size) {
        return UserCall.given(size, "size: expected numbers");
    }

    private static Tensor maxima(int n, Tensor x, int[] size, Windowing.@Nullable Slide how) {
        return new Tensor(Windowing.max(n, Given.tensor(x, "x").read(), size, how));
    }

    private static Tensor means(int n, Tensor x, int[] size, Windowing.@Nullable Slide how) {
        return new Tensor(Windowing.mean(n, Given.tensor(x, "x").read(), size, how));
    }

    // ---- sequences

    /// A convolution of sequences: at each place the sum of a window times the weights, as the field has it, which
    /// is a cross-correlation. Its gradients are convolutions again, to any order.
    ///
    /// Source: PyTorch's and MindSpore's `conv1d`.
    ///
    /// @param x of shape `(n, c, l)`
    /// @param weight of shape `(out, in / groups, k)`
    /// @return of shape `(n, out, places)`, in the common dtype
    /// @throws IllegalArgumentException if the shapes do not fit each other
    public static Tensor conv1d(Tensor x, Tensor weight) {
        return convolved(1, x, weight, null, ONE_BY_ONE);
    }

    /// A convolution of sequences by strides, with padding, dilation or groups:
    /// `conv1d(x, weight, Sliding.by(2).padding(1))`.
    ///
    /// @param x of shape `(n, c, l)`
    /// @param weight of shape `(out, in / groups, k)`
    /// @param how the windows slide
    /// @return of shape `(n, out, places)`, in the common dtype
    /// @throws IllegalArgumentException if the shapes do not fit each other
    public static Tensor conv1d(Tensor x, Tensor weight, Sliding how) {
        return convolved(1, x, weight, null, UserCall.given(how, "how: expected a Sliding"));
    }

    /// A convolution of sequences with a bias.
    ///
    /// @param x of shape `(n, c, l)`
    /// @param weight of shape `(out, in / groups, k)`
    /// @param bias of shape `(out,)`, what is added to each channel
    /// @param how the windows slide
    /// @return of shape `(n, out, places)`, in the common dtype
    /// @throws IllegalArgumentException if the shapes do not fit each other
    public static Tensor conv1d(Tensor x, Tensor weight, Tensor bias, Sliding how) {
        return convolved(1, x, weight, Given.tensor(bias, "bias"), UserCall.given(how, "how: expected a Sliding"));
    }

    /// The greatest element of each window of sequences, side by side.
    ///
    /// Source: PyTorch's and MindSpore's `max_pool1d`.
    ///
    /// @param x of shape `(n, c, l)`
    /// @param size of a window, along all axes
    /// @return of shape `(n, c, places)`; what is too short for a window is left out
    /// @throws IllegalArgumentException if `x` has another number of axes or is smaller than a window
    public static Tensor maxPool1d(Tensor x, int size) {
        return maxima(1, x, new int[]{size}, null);
    }

    /// The greatest element of each window of sequences. The derivative is that of the first of equal elements;
    /// around is -infinity, where there is padding.
    ///
    /// @param x of shape `(n, c, l)`
    /// @param size of a window, along all axes
    /// @param how the windows slide
    /// @return of shape `(n, c, places)`
    /// @throws IllegalArgumentException if `x` has another number of axes or is smaller than a window
    public static Tensor maxPool1d(Tensor x, int size, Sliding how) {
        return maxima(1, x, new int[]{size}, ungrouped(how));
    }

    /// The mean of each window of sequences, side by side.
    ///
    /// Source: PyTorch's and MindSpore's `avg_pool1d`.
    ///
    /// @param x of shape `(n, c, l)`
    /// @param size of a window, along all axes
    /// @return of shape `(n, c, places)`; what is too short for a window is left out
    /// @throws IllegalArgumentException if `x` has another number of axes or is smaller than a window
    public static Tensor avgPool1d(Tensor x, int size) {
        return means(1, x, new int[]{size}, null);
    }

    /// The mean of each window of sequences. Zeros of padding count.
    ///
    /// @param x of shape `(n, c, l)`
    /// @param size of a window, along all axes
    /// @param how the windows slide
    /// @return of shape `(n, c, places)`
    /// @throws IllegalArgumentException if `x` has another number of axes or is smaller than a window
    public static Tensor avgPool1d(Tensor x, int size, Sliding how) {
        return means(1, x, new int[]{size}, ungrouped(how));
    }

    // ---- pictures

    /// A convolution of pictures: at each place the sum of a window times the weights, as the field has it, which is
    /// a cross-correlation. Its gradients are convolutions again, to any order.
    ///
    /// Source: PyTorch's and MindSpore's `conv2d`.
    ///
    /// @param x of shape `(n, c, h, w)`
    /// @param weight of shape `(out, in / groups, kh, kw)`
    /// @return of shape `(n, out, rows, columns)`, in the common dtype
    /// @throws IllegalArgumentException if the shapes do not fit each other
    public static Tensor conv2d(Tensor x, Tensor weight) {
        return convolved(2, x, weight, null, ONE_BY_ONE);
    }

    /// A convolution of pictures by strides, with padding, dilation or groups:
    /// `conv2d(x, weight, Sliding.by(2).padding(1))`.
    ///
    /// @param x of shape `(n, c, h, w)`
    /// @param weight of shape `(out, in / groups, kh, kw)`
    /// @param how the windows slide
    /// @return of shape `(n, out, rows, columns)`, in the common dtype
    /// @throws IllegalArgumentException if the shapes do not fit each other
    public static Tensor conv2d(Tensor x, Tensor weight, Sliding how) {
        return convolved(2, x, weight, null, UserCall.given(how, "how: expected a Sliding"));
    }

    /// A convolution of pictures with a bias.
    ///
    /// @param x of shape `(n, c, h, w)`
    /// @param weight of shape `(out, in / groups, kh, kw)`
    /// @param bias of shape `(out,)`, what is added to each channel
    /// @param how the windows slide
    /// @return of shape `(n, out, rows, columns)`, in the common dtype
    /// @throws IllegalArgumentException if the shapes do not fit each other
    public static Tensor conv2d(Tensor x, Tensor weight, Tensor bias, Sliding how) {
        return convolved(2, x, weight, Given.tensor(bias, "bias"), UserCall.given(how, "how: expected a Sliding"));
    }

    /// The greatest element of each window of pictures, side by side.
    ///
    /// Source: PyTorch's and MindSpore's `max_pool2d`.
    ///
    /// @param x of shape `(n, c, h, w)`
    /// @param size of a window, along all axes
    /// @return of shape `(n, c, rows, columns)`; what is too short for a window is left out
    /// @throws IllegalArgumentException if `x` has another number of axes or is smaller than a window
    public static Tensor maxPool2d(Tensor x, int size) {
        return maxima(2, x, new int[]{size}, null);
    }

    /// The greatest element of each window of pictures. The derivative is that of the first of equal elements;
    /// around is -infinity, where there is padding.
    ///
    /// @param x of shape `(n, c, h, w)`
    /// @param size of a window, along all axes
    /// @param how the windows slide
    /// @return of shape `(n, c, rows, columns)`
    /// @throws IllegalArgumentException if `x` has another number of axes or is smaller than a window
    public static Tensor maxPool2d(Tensor x, int size, Sliding how) {
        return maxima(2, x, new int[]{size}, ungrouped(how));
    }

    /// The greatest element of each window of pictures. The derivative is that of the first of equal elements;
    /// around is -infinity, where there is padding.
    ///
    /// @param x of shape `(n, c, h, w)`
    /// @param size of a window, along each of the axes
    /// @param how the windows slide
    /// @return of shape `(n, c, rows, columns)`
    /// @throws IllegalArgumentException if `x` has another number of axes or is smaller than a window
    public static Tensor maxPool2d(Tensor x, int[] size, Sliding how) {
        return maxima(2, x, given(size), ungrouped(how));
    }

    /// The mean of each window of pictures, side by side.
    ///
    /// Source: PyTorch's and MindSpore's `avg_pool2d`.
    ///
    /// @param x of shape `(n, c, h, w)`
    /// @param size of a window, along all axes
    /// @return of shape `(n, c, rows, columns)`; what is too short for a window is left out
    /// @throws IllegalArgumentException if `x` has another number of axes or is smaller than a window
    public static Tensor avgPool2d(Tensor x, int size) {
        return means(2, x, new int[]{size}, null);
    }

    /// The mean of each window of pictures. Zeros of padding count.
    ///
    /// @param x of shape `(n, c, h, w)`
    /// @param size of a window, along all axes
    /// @param how the windows slide
    /// @return of shape `(n, c, rows, columns)`
    /// @throws IllegalArgumentException if `x` has another number of axes or is smaller than a window
    public static Tensor avgPool2d(Tensor x, int size, Sliding how) {
        return means(2, x, new int[]{size}, ungrouped(how));
    }

    /// The mean of each window of pictures. Zeros of padding count.
    ///
    /// @param x of shape `(n, c, h, w)`
    /// @param size of a window, along each of the axes
    /// @param how the windows slide
    /// @return of shape `(n, c, rows, columns)`
    /// @throws IllegalArgumentException if `x` has another number of axes or is smaller than a window
    public static Tensor avgPool2d(Tensor x, int[] size, Sliding how) {
        return means(2, x, given(size), ungrouped(how));
    }

    // ---- volumes

    /// A convolution of volumes: at each place the sum of a window times the weights, as the field has it, which is
    /// a cross-correlation. Its gradients are convolutions again, to any order.
    ///
    /// Source: PyTorch's and MindSpore's `conv3d`.
    ///
    /// @param x of shape `(n, c, d, h, w)`
    /// @param weight of shape `(out, in / groups, kd, kh, kw)`
    /// @return of shape `(n, out, layers, rows, columns)`, in the common dtype
    /// @throws IllegalArgumentException if the shapes do not fit each other
    public static Tensor conv3d(Tensor x, Tensor weight) {
        return convolved(3, x, weight, null, ONE_BY_ONE);
    }

    /// A convolution of volumes by strides, with padding, dilation or groups:
    /// `conv3d(x, weight, Sliding.by(2).padding(1))`.
    ///
    /// @param x of shape `(n, c, d, h, w)`
    /// @param weight of shape `(out, in / groups, kd, kh, kw)`
    /// @param how the windows slide
    /// @return of shape `(n, out, layers, rows, columns)`, in the common dtype
    /// @throws IllegalArgumentException if the shapes do not fit each other
    public static Tensor conv3d(Tensor x, Tensor weight, Sliding how) {
        return convolved(3, x, weight, null, UserCall.given(how, "how: expected a Sliding"));
    }

    /// A convolution of volumes with a bias.
    ///
    /// @param x of shape `(n, c, d, h, w)`
    /// @param weight of shape `(out, in / groups, kd, kh, kw)`
    /// @param bias of shape `(out,)`, what is added to each channel
    /// @param how the windows slide
    /// @return of shape `(n, out, layers, rows, columns)`, in the common dtype
    /// @throws IllegalArgumentException if the shapes do not fit each other
    public static Tensor conv3d(Tensor x, Tensor weight, Tensor bias, Sliding how) {
        return convolved(3, x, weight, Given.tensor(bias, "bias"), UserCall.given(how, "how: expected a Sliding"));
    }

    /// The greatest element of each window of volumes, side by side.
    ///
    /// Source: PyTorch's and MindSpore's `max_pool3d`.
    ///
    /// @param x of shape `(n, c, d, h, w)`
    /// @param size of a window, along all axes
    /// @return of shape `(n, c, layers, rows, columns)`; what is too short for a window is left out
    /// @throws IllegalArgumentException if `x` has another number of axes or is smaller than a window
    public static Tensor maxPool3d(Tensor x, int size) {
        return maxima(3, x, new int[]{size}, null);
    }

    /// The greatest element of each window of volumes. The derivative is that of the first of equal elements; around
    /// is -infinity, where there is padding.
    ///
    /// @param x of shape `(n, c, d, h, w)`
    /// @param size of a window, along all axes
    /// @param how the windows slide
    /// @return of shape `(n, c, layers, rows, columns)`
    /// @throws IllegalArgumentException if `x` has another number of axes or is smaller than a window
    public static Tensor maxPool3d(Tensor x, int size, Sliding how) {
        return maxima(3, x, new int[]{size}, ungrouped(how));
    }

    /// The greatest element of each window of volumes. The derivative is that of the first of equal elements; around
    /// is -infinity, where there is padding.
    ///
    /// @param x of shape `(n, c, d, h, w)`
    /// @param size of a window, along each of the axes
    /// @param how the windows slide
    /// @return of shape `(n, c, layers, rows, columns)`
    /// @throws IllegalArgumentException if `x` has another number of axes or is smaller than a window
    public static Tensor maxPool3d(Tensor x, int[] size, Sliding how) {
        return maxima(3, x, given(size), ungrouped(how));
    }

    /// The mean of each window of volumes, side by side.
    ///
    /// Source: PyTorch's and MindSpore's `avg_pool3d`.
    ///
    /// @param x of shape `(n, c, d, h, w)`
    /// @param size of a window, along all axes
    /// @return of shape `(n, c, layers, rows, columns)`; what is too short for a window is left out
    /// @throws IllegalArgumentException if `x` has another number of axes or is smaller than a window
    public static Tensor avgPool3d(Tensor x, int size) {
        return means(3, x, new int[]{size}, null);
    }

    /// The mean of each window of volumes. Zeros of padding count.
    ///
    /// @param x of shape `(n, c, d, h, w)`
    /// @param size of a window, along all axes
    /// @param how the windows slide
    /// @return of shape `(n, c, layers, rows, columns)`
    /// @throws IllegalArgumentException if `x` has another number of axes or is smaller than a window
    public static Tensor avgPool3d(Tensor x, int size, Sliding how) {
        return means(3, x, new int[]{size}, ungrouped(how));
    }

    /// The mean of each window of volumes. Zeros of padding count.
    ///
    /// @param x of shape `(n, c, d, h, w)`
    /// @param size of a window, along each of the axes
    /// @param how the windows slide
    /// @return of shape `(n, c, layers, rows, columns)`
    /// @throws IllegalArgumentException if `x` has another number of axes or is smaller than a window
    public static Tensor avgPool3d(Tensor x, int[] size, Sliding how) {
        return means(3, x, given(size), ungrouped(how));
    }
}
