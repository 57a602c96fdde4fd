package org.leibniz;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.leibniz.caller.UserCall;

/// How a window slides over a tensor, for convolutions and pools: how far from place to place, how many zeros are
/// around, how far apart the elements of a window are. Each is one number for all axes, or one for each.
///
/// ```java
/// conv2d(x, weight, Sliding.by(2).padding(1));
/// conv2d(x, weight, Sliding.by(1).same().dilation(2));
/// maxPool2d(x, 3, Sliding.by(2, 1));
/// ```
///
/// Source: the arguments `stride`, `padding`, `dilation` and `groups` of PyTorch's and MindSpore's `conv2d`.
public final class Sliding {
    final int[] stride;
    final int @Nullable [] padding; // null: as many zeros as the result needs to be as long as the operand
    final int[] dilation;
    final int groups;

    private Sliding(int[] stride, int @Nullable [] padding, int[] dilation, int groups) {
        this.stride = stride;
        this.padding = padding;
        this.dilation = dilation;
        this.groups = groups;
    }

    /// Windows that are so far apart, without padding.
    ///
    /// @param stride one number for all axes, or one for each; 1 or more
    /// @return windows of neighbours, in one group
    /// @throws IllegalArgumentException if there is no number or one below 1
    public static Sliding by(int... stride) {
        return new Sliding(numbers("stride", 1, stride), new int[]{0}, new int[]{1}, 1);
    }

    /// With so many zeros (-infinity for a maximum) on either side of each axis.
    ///
    /// @param padding one number for all axes, or one for each; 0 or more
    /// @return another one
    /// @throws IllegalArgumentException if there is no number or one below 0
    public Sliding padding(int... padding) {
        return new Sliding(stride, numbers("padding", 0, padding), dilation, groups);
    }

    /// With so much padding that by a stride of s an extent of n becomes n / s, rounded up. Where that is an odd
    /// number, there is one more behind than in front, as in MindSpore and TensorFlow.
    ///
    /// @return another one
    public Sliding same() {
        return new Sliding(stride, null, dilation, groups);
    }

    /// With elements of a window that are so far apart.
    ///
    /// @param dilation one number for all axes, or one for each; 1 (neighbours) or more
    /// @return another one
    /// @throws IllegalArgumentException if there is no number or one below 1
    public Sliding dilation(int... dilation) {
        return new Sliding(stride, padding, numbers("dilation", 1, dilation), groups);
    }

    /// With channels in groups of which each is convolved by itself; as many as there are channels for a depthwise
    /// convolution. Pools know no groups.
    ///
    /// @param groups 1 or more
    /// @return another one
    /// @throws IllegalArgumentException if it is below 1
    public Sliding groups(int groups) {
        return new Sliding(stride, padding, dilation, numbers("groups", 1, groups)[0]);
    }

    private static int[] numbers(String name, int least, int... given) {
        int[] numbers = UserCall.given(given, name + ": expected numbers").clone();
        if (numbers.length == 0 || Arrays.stream(numbers).anyMatch(k -> k < least)) {
            throw new IllegalArgumentException(UserCall.method() + ": " + name + ": expected one number for all axes, "
                    + "or one for each, of " + least + " or more, got " + Arrays.toString(numbers));
        }
        return numbers;
    }

    /// How it was made, such as `Sliding.by(2).padding(1)`.
    @Override
    public String toString() {
        return "Sliding.by(" + list(stride) + ")" + (padding == null ? ".same()" : ".padding(" + list(padding) + ")")
                + ".dilation(" + list(dilation) + ").groups(" + groups + ")";
    }

    private static String list(int... numbers) {
        String text = Arrays.toString(numbers);
        return text.substring(1, text.length() - 1);
    }
}
