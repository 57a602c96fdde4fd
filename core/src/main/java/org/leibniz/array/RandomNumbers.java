package org.leibniz.array;

import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.Key;
import org.leibniz.Shape;
import org.leibniz.caller.Given;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Relation;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// Random numbers of a key: from bits to distributions.
public final class RandomNumbers {
    private RandomNumbers() {}

    /// The bits of a key, checked.
    ///
    /// @param key the key
    /// @return int32 of shape (2,)
    /// @throws IllegalArgumentException if the record was made of something else
    public static Value bits(@Nullable Key key) {
        Value v = Insides.get().value(given(key).bits());
        if (v.dtype() != DType.INT32 || !v.shape().equals(Shape.of(2))) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": key: expected bits of dtype INT32 and shape (2,), got " + v.dtype()
                            + " of shape "
                            + v.shape()
                            + "; make keys with Key.of(seed), split and fold, and map over a stack of them with vmap");
        }
        return v;
    }

    private static Value bits(Key key, DType dtype, Shape shape) {
        return Value.bind1(new Routine.RandomBits(new Type(dtype, shape)), bits(key));
    }

    private static Value shifted(Value bits, int by) {
        return bits.map(ScalarFn.SHIFT_RIGHT, Value.literal(bits.type(), by));
    }

    /// Multiples of 2⁻ᵖ in `[0, 1)`, where p is the precision of the dtype: all of them exact.
    public static Value uniform(Key key, DType dtype, Shape shape) {
        int precision = precision(dtype);
        boolean wide = dtype == DType.FLOAT64;
        Value whole = shifted(bits(key, wide ? DType.INT64 : DType.INT32, shape), (wide ? 64 : 32) - precision);
        return whole.cast(dtype).mul(Math.scalb(1.0, -precision));
    }

    /// The inverse of the distribution function at odd multiples of 2¹⁻ᵖ in (-1, 1): symmetric, and never ±1. Half
    /// precision is rounded from float32.
    public static Value normal(Key key, DType dtype, Shape shape) {
        precision(dtype);
        boolean wide = dtype == DType.FLOAT64;
        int precision = wide ? 53 : 24;
        Value whole = shifted(bits(key, wide ? DType.INT64 : DType.INT32, shape), (wide ? 64 : 32) - precision);
        Value odd = whole.map(ScalarFn.OR, Value.literal(whole.type(), 1)).sub(Math.scalb(1.0, precision - 1));
        Value u = odd.cast(wide ? DType.FLOAT64 : DType.FLOAT32).mul(Math.scalb(1.0, 1 - precision));
        return u.map(ScalarFn.ERFINV).mul(Math.sqrt(2)).cast(dtype);
    }

    private static Key given(@Nullable Key key) {
        return UserCall.given(key, "key: expected a Key, such as Key.of(0)");
    }

    private static int precision(DType dtype) {
        return switch (Given.dtype(dtype)) {
            case FLOAT64 -> 53;
            case FLOAT32 -> 24;
            case FLOAT16 -> 11;
            case BFLOAT16 -> 8;
            default ->
                throw new IllegalArgumentException(UserCall.method() + ": expected a floating dtype, got " + dtype
                        + "; use randint for integers");
        };
    }

    /// True where a uniform number is below the probability.
    public static Value bernoulli(Key key, Value p) {
        DType dtype = Promotion.floating(p.dtype());
        given(key);
        requireProbabilities(p);
        return uniform(key, dtype, p.shape()).compare(Relation.LT, p.cast(dtype));
    }

    /// Refuses what is no probability, as far as it is known.
    private static void requireProbabilities(Value p) {
        Object known = p.known();
        for (int i = 0; known != null && i < p.shape().size(); i++) {
            double one = Buffers.getDouble(p.dtype(), known, i);
            if (!(one >= 0 && one <= 1)) {
                throw new IllegalArgumentException(
                        UserCall.method() + ": p: expected probabilities from 0 to 1, got " + one + " at element " + i
                                + " of "
                                + p.shape());
            }
        }
    }

    /// The remainder of 63 random bits: for a range of 2³² elements the odds of two numbers differ by 2⁻³¹ of
    /// themselves at most.
    public static Value randint(Key key, int low, int high, Shape shape) {
        given(key);
        if (low >= high) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected low below high, got " + low + " and " + high);
        }
        Value whole = shifted(bits(key, DType.INT64, shape), 1);
        return whole.map(ScalarFn.MOD, Value.literal(whole.type(), (double) high - low)).add(low).cast(DType.INT32);
    }

    /// The order of n random numbers.
    public static Value permutation(Key key, int n) {
        if (n < 0) {
            throw new IllegalArgumentException(UserCall.method() + ": expected a length of 0 or more, got " + n);
        }
        return Value.bind(new Routine.Sort(0), bits(key, DType.INT64, Shape.of(n)))[1];
    }
}
