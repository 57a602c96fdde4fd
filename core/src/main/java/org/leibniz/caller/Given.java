package org.leibniz.caller;

import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.Shape;

/// Arguments that must be there. Each of these is one branch where all is well; the text is made where it is not, and
/// names the method that the user called.
public final class Given {
    /// Why a tensor is null, mostly.
    private static final String WAY_OUT = "; in Java a field is null until it is assigned, and so is what a map has "
            + "no entry for";

    private Given() {}

    /// A tensor.
    ///
    /// @param <T> its class
    /// @param x the argument
    /// @param name its name
    /// @return the same
    /// @throws NullPointerException if it is null
    public static <T> T tensor(@Nullable T x, String name) {
        if (x == null) {
            throw noTensor(name);
        }
        return x;
    }

    private static NullPointerException noTensor(String name) {
        return noTensor(UserCall.method(), name);
    }

    /// What to tell someone who passed null for a tensor.
    ///
    /// @param what the method, or the transformation whose result was applied
    /// @param name the name of the argument
    /// @return the exception
    public static NullPointerException noTensor(String what, String name) {
        return new NullPointerException(what + ": " + name + ": expected a tensor, got null" + WAY_OUT);
    }

    /// A tensor or another tree, as a whole; a part of one may be null.
    ///
    /// @param <T> its type
    /// @param tree the argument
    /// @param name its name
    /// @return the same
    /// @throws NullPointerException if it is null
    public static <T> T tree(@Nullable T tree, String name) {
        if (tree == null) {
            throw noTree(UserCall.method(), name);
        }
        return tree;
    }

    /// What to tell someone who passed null for a tree.
    ///
    /// @param what the method, or the transformation whose result was applied
    /// @param name the name of the argument
    /// @return the exception
    public static NullPointerException noTree(String what, String name) {
        return new NullPointerException(
                what + ": " + name + ": expected a tensor or a tree of tensors, got null" + WAY_OUT);
    }

    /// Several tensors.
    ///
    /// @param <T> their class
    /// @param x the argument
    /// @param name its name
    /// @return the same
    /// @throws NullPointerException if it is null or holds null
    public static <T> T[] tensors(T @Nullable [] x, String name) {
        if (x == null) {
            throw noTensors(name);
        }
        for (int i = 0; i < x.length; i++) {
            if (x[i] == null) {
                throw noTensor(name + "[" + i + "]");
            }
        }
        return x;
    }

    /// A list of tensors.
    ///
    /// @param <L> its type
    /// @param x the argument
    /// @param name its name
    /// @return the same
    /// @throws NullPointerException if it is null or holds null
    public static <L extends Iterable<?>> L tensors(@Nullable L x, String name) {
        if (x == null) {
            throw noTensors(name);
        }
        int i = 0;
        for (var item : x) {
            if (item == null) {
                throw noTensor(name + "[" + i + "]");
            }
            i++;
        }
        return x;
    }

    private static NullPointerException noTensors(String name) {
        return UserCall.gotNull(name + ": expected tensors");
    }

    /// A function of a user.
    ///
    /// @param <F> its type
    /// @param f the argument
    /// @param name its name
    /// @return the same
    /// @throws NullPointerException if it is null
    public static <F> F function(@Nullable F f, String name) {
        if (f == null) {
            throw UserCall.gotNull(name + ": expected a function");
        }
        return f;
    }

    /// A dtype.
    ///
    /// @param dtype the argument of that name
    /// @return the same
    /// @throws NullPointerException if it is null
    public static DType dtype(@Nullable DType dtype) {
        return UserCall.given(dtype, "dtype: expected a DType");
    }

    /// A shape.
    ///
    /// @param shape the argument of that name
    /// @return the same
    /// @throws NullPointerException if it is null
    public static Shape shape(@Nullable Shape shape) {
        return UserCall.given(shape, "shape: expected a Shape");
    }

    /// A number of Java.
    ///
    /// @param number the argument
    /// @param name its name
    /// @return the same
    /// @throws NullPointerException if it is null
    public static Number number(@Nullable Number number, String name) {
        if (number == null) {
            throw UserCall.gotNull(name + ": expected a number");
        }
        return number;
    }
}
