package org.leibniz.routine;

import java.util.Optional;
import org.leibniz.math.Transcendental;

/// The loops of [SimdLoops] over float32.
public interface SimdFloats {
    /// The loop of a function.
    FunctionLoop<float[]> function(Transcendental f);

    /// The code of a function on vectors, with the bits of its loop.
    ///
    /// @return nothing if there is none that could be written into other loops
    default Optional<VectorCode> vectorCode(Transcendental f) {
        return Optional.empty();
    }

    /// Shows the JVM all kinds of operations that loops of these numbers ask of the Vector API. To be called before the
    /// first of them is warmed up, by a thread that nobody waits for: the first call takes a tenth of a second.
    default void prepare() {}

    /// `c = a < b`, as Java compares (NaN is none of these, the zeros are equal).
    void less(float[] a, float[] b, boolean[] c, int n);

    /// `c = a <= b`, as Java compares (NaN is none of these, the zeros are equal).
    void lessOrEqual(float[] a, float[] b, boolean[] c, int n);

    /// `c = a == b`, as Java compares (NaN is none of these, the zeros are equal).
    void equal(float[] a, float[] b, boolean[] c, int n);

    /// `c = a != b`, as Java compares (NaN is unequal to all, the zeros are equal).
    void notEqual(float[] a, float[] b, boolean[] c, int n);

    /// `y = c ? a : b`.
    ///
    /// @param c the conditions
    /// @param a what is taken where true
    /// @param b what is taken where false
    /// @param y where the choice goes
    /// @param n how many
    void select(boolean[] c, float[] a, float[] b, float[] y, int n);

    /// The sum; 0 of nothing. Element `i` goes to the logical lane `i % 64`, each lane starts at 0 and takes its
    /// elements in order, then the upper half of the lanes is folded onto the lower until one is left: the same bits in
    /// every implementation.
    ///
    /// @param x the array
    /// @param at the index of the first element; nothing beyond `at + n` is read
    /// @param n how many, at most [SimdLoops#REDUCE] for a result of bounded error
    /// @return the sum
    float sum(float[] x, int at, int n);

    /// The product; 1 of nothing. Element `i` goes to the logical lane `i % 64`, each lane starts at 1 and takes its
    /// elements in order, then the upper half of the lanes is folded onto the lower until one is left: the same bits in
    /// every implementation.
    ///
    /// @param x the array
    /// @param at the index of the first element; nothing beyond `at + n` is read
    /// @param n how many, at most [SimdLoops#REDUCE] for a result of bounded error
    /// @return the product
    float prod(float[] x, int at, int n);

    /// The greatest, as `Math.max` (NaN if there is one); -inf of nothing.
    ///
    /// @param x the array
    /// @param at the index of the first element; nothing beyond `at + n` is read
    /// @param n how many, at most [SimdLoops#REDUCE] for a result of bounded error
    /// @return the maximum
    float max(float[] x, int at, int n);

    /// The least, as `Math.min` (NaN if there is one); +inf of nothing.
    ///
    /// @param x the array
    /// @param at the index of the first element; nothing beyond `at + n` is read
    /// @param n how many, at most [SimdLoops#REDUCE] for a result of bounded error
    /// @return the minimum
    float min(float[] x, int at, int n);

    /// [#sum] of each of some rows, which lie one behind the other, if there is a loop for them that is faster than one
    /// after the other.
    ///
    /// @param x the array
    /// @param at the index of the first element
    /// @param rows how many
    /// @param n elements of each, from 1 on
    /// @param y where the results go
    /// @param yAt the index of the first result
    /// @param memory for the way: 64 elements
    /// @return whether it has been done
    default boolean sumRows(float[] x, int at, int rows, int n, float[] y, int yAt, float[] memory) {
        return false;
    }

    /// [#max] of each of some rows, which lie one behind the other, if there is a loop for them that is faster than one
    /// after the other.
    ///
    /// @param x the array
    /// @param at the index of the first element
    /// @param rows how many
    /// @param n elements of each, from 1 on
    /// @param y where the results go
    /// @param yAt the index of the first result
    /// @param memory for the way: 64 elements
    /// @return whether it has been done
    default boolean maxRows(float[] x, int at, int rows, int n, float[] y, int yAt, float[] memory) {
        return false;
    }

    /// [#min] of each of some rows, which lie one behind the other, if there is a loop for them that is faster than one
    /// after the other.
    ///
    /// @param x the array
    /// @param at the index of the first element
    /// @param rows how many
    /// @param n elements of each, from 1 on
    /// @param y where the results go
    /// @param yAt the index of the first result
    /// @param memory for the way: 64 elements
    /// @return whether it has been done
    default boolean minRows(float[] x, int at, int rows, int n, float[] y, int yAt, float[] memory) {
        return false;
    }

    /// The sum of each column of some slabs, which lie one behind the other, if there is a loop for them that is faster
    /// than one after the other. Element `i` of a slab goes to the logical lane `i % width`, each lane starts at 0 and
    /// takes its elements in order, then the upper half of the lanes is folded onto the lower until there is one a
    /// column.
    ///
    /// @param x the array
    /// @param at the index of the first element
    /// @param slabs how many
    /// @param n elements of each, from 1 on
    /// @param width the number of lanes: the columns, or a power of two times as many; more than 32
    /// @param columns how many
    /// @param y where the results go, slab by slab
    /// @param yAt the index of the first result
    /// @param memory for the way: 64 elements or, if there are more, the lanes, rounded up to [SimdLoops#PAD]
    /// @return whether it has been done
    default boolean sumSlabs(float[] x, int at, int slabs, int n, int width, int columns, float[] y, int yAt,
            float[] memory) {
        return false;
    }

    /// The greatest of each column of some slabs, like [#sumSlabs].
    ///
    /// @param x the array
    /// @param at the index of the first element
    /// @param slabs how many
    /// @param n elements of each, from 1 on
    /// @param width the number of lanes: the columns, or a power of two times as many; more than 32
    /// @param columns how many
    /// @param y where the results go, slab by slab
    /// @param yAt the index of the first result
    /// @param memory for the way: 64 elements or, if there are more, the lanes, rounded up to [SimdLoops#PAD]
    /// @return whether it has been done
    default boolean maxSlabs(float[] x, int at, int slabs, int n, int width, int columns, float[] y, int yAt,
            float[] memory) {
        return false;
    }

    /// The least of each column of some slabs, like [#sumSlabs].
    ///
    /// @param x the array
    /// @param at the index of the first element
    /// @param slabs how many
    /// @param n elements of each, from 1 on
    /// @param width the number of lanes: the columns, or a power of two times as many; more than 32
    /// @param columns how many
    /// @param y where the results go, slab by slab
    /// @param yAt the index of the first result
    /// @param memory for the way: 64 elements or, if there are more, the lanes, rounded up to [SimdLoops#PAD]
    /// @return whether it has been done
    default boolean minSlabs(float[] x, int at, int slabs, int n, int width, int columns, float[] y, int yAt,
            float[] memory) {
        return false;
    }

    /// `y[i * n + j] = x[i]`, if there is a loop for rows that is faster than one after the other.
    ///
    /// @param x the numbers
    /// @param rows how many
    /// @param n elements of each row, from 1 on
    /// @param y where the rows go
    /// @return whether it has been done
    default boolean spread(float[] x, int rows, int n, float[] y) {
        return false;
    }

    /// Adds rows to one, the first first, if there is a loop for them that is faster than one after the other.
    ///
    /// @param x the array
    /// @param at the index of the first element
    /// @param rows how many, from 1 on
    /// @param n elements of each
    /// @param y what they are added to, from its start on
    /// @return whether it has been done
    default boolean addRows(float[] x, int at, int rows, int n, float[] y) {
        return false;
    }

    /// Adds rows to rows of another array by position, one after the other, if there is a loop for them that is faster
    /// than element by element.
    ///
    /// @param x the array
    /// @param at the index of the first element
    /// @param positions for each row the one that it is added to
    /// @param first the index of the first of them
    /// @param count how many
    /// @param n elements of each
    /// @param y what they are added to
    /// @param yAt the index of the first element of row 0
    /// @param from the first row of y that may be changed; what is for others is left out
    /// @param to one past the last
    /// @return whether it has been done
    default boolean addAt(float[] x, int at, int[] positions, int first, int count, int n, float[] y, int yAt,
            int from, int to) {
        return false;
    }

    /// The sum of products; 0 of nothing. Lanes as in `sum`, each product added to its lane with one rounding (fma).
    ///
    /// @param x the first array
    /// @param xAt the index of its first element
    /// @param y the second array
    /// @param yAt the index of its first element
    /// @param n how many, at most [SimdLoops#REDUCE] for a result of bounded error
    /// @return the sum of products
    float dot(float[] x, int xAt, float[] y, int yAt, int n);

    /// [#dot] of each row of a matrix with a vector.
    ///
    /// @param m rows of the matrix
    /// @param n their length
    /// @param a the array of the matrix
    /// @param aAt the index of its first element
    /// @param aRow step from row to row
    /// @param x the vector
    /// @param xAt the index of its first element
    /// @param c where the sums of products go
    /// @param cAt the index of the first one
    /// @param cRow step from one to the next
    /// @param accumulate true to add to what is there
    void dots(int m, int n, float[] a, int aAt, int aRow, float[] x, int xAt, float[] c, int cAt, int cRow,
            boolean accumulate);

    /// A matrix product, if large shared with the [Workers]: C\[m,n] = A\[m,k] B\[k,n], or C += A B, with the
    /// parameters of [FloatGemm]. Each element of C is one chain of fused multiply-adds from 0 (or C) in the order of
    /// k, the same bits in every implementation.
    ///
    /// @param m rows of A and C, at least 1
    /// @param n columns of B and C, at least 1
    /// @param k columns of A, rows of B, at least 1
    /// @param a the array of A
    /// @param aAt index of its first element
    /// @param aRow from row to row
    /// @param aCol from column to column
    /// @param b the array of B
    /// @param bAt index of its first element
    /// @param bRow from row to row
    /// @param bCol from column to column
    /// @param c the array of C, neither that of A nor that of B
    /// @param cAt index of its first element
    /// @param cRow step from row to row, at least n
    /// @param accumulate true to add to what C holds
    void product(int m, int n, int k, float[] a, int aAt, Walk aRow, Walk aCol, float[] b, int bAt, Walk bRow,
            Walk bCol, float[] c, int cAt, int cRow, boolean accumulate);
}
