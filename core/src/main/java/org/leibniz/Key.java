package org.leibniz;

import java.util.List;
import java.util.stream.IntStream;
import org.leibniz.array.RandomNumbers;
import org.leibniz.caller.Given;
import org.leibniz.caller.UserCall;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// A key for random numbers. The numbers that a key gives are a pure function of it: the same under `jit`, `vmap`, any
/// number of threads, and on every machine. There is no state, so use a key once and take new ones from it:
///
/// ```java
/// var keys = Key.of(42).split(2);
/// Tensor w = normal(keys.get(0), 3, 4), b = normal(keys.get(1), 4);
/// for (int epoch = 0; epoch < 10; epoch++) {
///     Tensor order = permutation(key.fold(epoch), n);
/// }
/// ```
/// A key is a record of a tensor, so it may be an input or a result of transformed functions; a stack of keys, of shape
/// `(n, 2)`, goes through `vmap`. Keys, and all numbers, come from the counter-based generator Threefry 2x32.
///
/// @param bits the 64 bits of the key, int32 of shape `(2,)`
public record Key(Tensor bits) {
    /// What tells the bits that become keys from those that become numbers.
    private static final int SPLIT = 0x53504c54;
    private static final int FOLD = 0x464f4c44;

    /// Checks that there are bits.
    ///
    /// @throws NullPointerException if there are none
    public Key {
        Given.tensor(bits, "bits");
    }

    /// The key of a seed.
    ///
    /// @param seed any number
    /// @return the key
    public static Key of(long seed) {
        return new Key(Tensor.of((int) (seed >>> 32), (int) seed));
    }

    /// Two new keys, independent of each other and of the numbers of this one.
    ///
    /// @return the keys
    public Tuple2<Key, Key> split() {
        var keys = split(2);
        return new Tuple2<>(keys.get(0), keys.get(1));
    }

    /// Several new keys, independent of each other and of the numbers of this one.
    ///
    /// @param n how many
    /// @return the keys
    /// @throws IllegalArgumentException if n is negative
    public List<Key> split(int n) {
        if (n < 0) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected a number of keys of 0 or more, got " + n);
        }
        var rows = new Tensor(hash(mixed(RandomNumbers.bits(this), SPLIT), Shape.of(n, 2)));
        return IntStream.range(0, n).mapToObj(i -> new Key(rows.get(i))).toList();
    }

    /// A new key for a number, such as that of an epoch or a step.
    ///
    /// @param i the number
    /// @return the key
    public Key fold(int i) {
        return fold(Tensor.scalar(i));
    }

    /// A new key for a number that a traced function computes, such as the counter of a loop.
    ///
    /// @param i the number, 0-d int32
    /// @return the key
    /// @throws IllegalArgumentException if it is no 0-d int32 tensor
    public Key fold(Tensor i) {
        if (Given.tensor(i, "i").dtype() != DType.INT32 || i.ndim() != 0) {
            throw new IllegalArgumentException(
                    UserCall.method() + ": expected a 0-d INT32 tensor, got " + i.dtype() + " of shape " + i.shape());
        }
        // Hashed before and after, so that near seeds and near numbers do not meet.
        Value once = hash(mixed(RandomNumbers.bits(this), FOLD), Shape.of(2));
        return new Key(new Tensor(hash(once.map(ScalarFn.XOR, i.read()), Shape.of(2))));
    }

    private static Value mixed(Value bits, int tag) {
        return bits.map(ScalarFn.XOR, Value.literal(bits.type(), tag));
    }

    private static Value hash(Value bits, Shape shape) {
        return Value.bind1(new Routine.RandomBits(new Type(DType.INT32, shape)), bits);
    }
}
