package org.leibniz;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leibniz.caller.UserCall;

/// Arguments that must be there. Each of these is one branch where all is well; the text is made where it is not, and names the method that the user
/// called.
final class Given {
    /// Why a tensor is null, mostly.
    private static final String WAY_OUT = "; in Java a field is null until it is assigned, and so is what a map has no entry for";

    private Given() {}

    /// A tensor.
    ///
    /// @param <T> its class
    /// @param x the argument
    /// @param name its name
    /// @return the same
    /// @throws NullPointerException if it is null
    static <T extends Tensor> T tensor(@Nullable T x, String name) {
        if (x == null) {
            throw noTensor(name);
        }
        return x;
    }

    private static NullPointerException noTensor(String name) {
        return new NullPointerException(UserCall.method() + ": " + name + ": expected a tensor, got null" + WAY_OUT);
    }

    /// Several tensors.
    ///
    /// @param x the argument
    /// @param name its name
    /// @return the same
    /// @throws NullPointerException if it is null or holds null
    static Tensor[] tensors(Tensor @Nullable [] x, String name) {
        Tensor[] all = UserCall.given(x, name + ": expected tensors");
        for (int i = 0; i < all.length; i++) {
            if (all[i] == null) {
                throw noTensor(name + "[" + i + "]");
            }
        }
        return all;
    }

    /// A list of tensors.
    ///
    /// @param <L> its type
    /// @param x the argument
    /// @param name its name
    /// @return the same
    /// @throws NullPointerException if it is null or holds null
    static <T extends Tensor, L extends Iterable<? extends T>> L tensors(@Nullable L x, String name) {
        L all = UserCall.given(x, name + ": expected tensors");
        int i = 0;
        for (var item : all) {
            if (item == null) {
                throw noTensor(name + "[" + i + "]");
            }
            i++;
        }
        return all;
    }

    /// A dtype.
    ///
    /// @param dtype the argument of that name
    /// @return the same
    /// @throws NullPointerException if it is null
    static DType dtype(@Nullable DType dtype) {
        return UserCall.given(dtype, "dtype: expected a DType");
    }

    /// A number of Java.
    ///
    /// @param number the argument
    /// @param name its name
    /// @return the same
    /// @throws NullPointerException if it is null
    static Number number(@Nullable Number number, String name) {
        if (number == null) {
            throw UserCall.gotNull(name + ": expected a number");
        }
        return number;
    }
}
