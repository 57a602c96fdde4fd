package org.leibniz.routine;

import org.leibniz.math.Transcendental;

/// The numeric loops that a plain Java loop cannot express at full speed: the functions of [Transcendental],
/// comparisons, selection, reductions and the matrix product. [PlainLoops] has all of them in plain Java; the optional
/// module `org.leibniz.simd` has most of them with the Vector API too.
///
/// **Blocks.** An elementwise loop works on the elements `0 <= i < n` of its arrays. Every array has room for `n`
/// rounded up to a multiple of [#PAD] elements: a loop may read and write up to there, and what it leaves in the
/// padding means nothing. The result may be the array of an argument.
///
/// **Bits.** Every loop computes an element by one fixed sequence of IEEE 754 operations, the same in every
/// implementation, wherever the element stands, however long the block is, and whether the code runs interpreted or
/// compiled. Fused multiply-adds are among the operations; the rare machine without them in hardware has other bits
/// ([org.leibniz.math.Fma]).
public interface SimdLoops {
    /// Arrays of elementwise loops have room for a multiple of this many elements.
    int PAD = 16;

    /// The most elements that one call of a reduction takes.
    int REDUCE = 1024;

    /// What loops have to be of to fit: a number that is compiled into those of another module, and changes with what
    /// such a module may use of this package, constants included (a test says when, and to what).
    int EDITION = 1390505445;

    /// The [#EDITION] that these loops were compiled for.
    ///
    /// @return the number; 0 for those that know of none
    default int edition() {
        return 0;
    }

    /// The loops of this process: the Vector API's if the module `jdk.incubator.vector` is there and a provider is
    /// found, else plain ones. Chosen once, at the first call, and told in one line of log (`-Dleibniz.quiet=true`
    /// keeps quiet, `-Dleibniz.simd=false` asks for the plain loops).
    ///
    /// @return the loops, shared by all threads
    static SimdLoops best() {
        return LoopChoice.BEST;
    }

    /// What these loops are, for logs and benchmark tables, such as `plain Java`.
    ///
    /// @return a short description
    String description();

    /// Whether these are loops of the Vector API, so that others may use it as well.
    ///
    /// @return true if so
    boolean isVectors();

    /// The loop of a function on float32.
    ///
    /// @param f the function
    /// @return its loop
    FunctionLoop<float[]> floats(Transcendental f);

    /// The loop of a function on float64.
    ///
    /// @param f the function
    /// @return its loop
    FunctionLoop<double[]> doubles(Transcendental f);

    /// `c = a < b`, as Java compares (NaN is none of these, the zeros are equal).
    ///
    /// @param a the left sides
    /// @param b the right sides
    /// @param c where the answers go
    /// @param n how many
    void less(float[] a, float[] b, boolean[] c, int n);

    /// `c = a < b`, as Java compares (NaN is none of these, the zeros are equal).
    ///
    /// @param a the left sides
    /// @param b the right sides
    /// @param c where the answers go
    /// @param n how many
    void less(double[] a, double[] b, boolean[] c, int n);

    /// `c = a <= b`, as Java compares (NaN is none of these, the zeros are equal).
    ///
    /// @param a the left sides
    /// @param b the right sides
    /// @param c where the answers go
    /// @param n how many
    void lessOrEqual(float[] a, float[] b, boolean[] c, int n);

    /// `c = a <= b`, as Java compares (NaN is none of these, the zeros are equal).
    ///
    /// @param a the left sides
    /// @param b the right sides
    /// @param c where the answers go
    /// @param n how many
    void lessOrEqual(double[] a, double[] b, boolean[] c, int n);

    /// `c = a == b`, as Java compares (NaN is none of these, the zeros are equal).
    ///
    /// @param a the left sides
    /// @param b the right sides
    /// @param c where the answers go
    /// @param n how many
    void equal(float[] a, float[] b, boolean[] c, int n);

    /// `c = a == b`, as Java compares (NaN is none of these, the zeros are equal).
    ///
    /// @param a the left sides
    /// @param b the right sides
    /// @param c where the answers go
    /// @param n how many
    void equal(double[] a, double[] b, boolean[] c, int n);

    /// `c = a != b`, as Java compares (NaN is unequal to all, the zeros are equal).
    ///
    /// @param a the left sides
    /// @param b the right sides
    /// @param c where the answers go
    /// @param n how many
    void notEqual(float[] a, float[] b, boolean[] c, int n);

    /// `c = a != b`, as Java compares (NaN is unequal to all, the zeros are equal).
    ///
    /// @param a the left sides
    /// @param b the right sides
    /// @param c where the answers go
    /// @param n how many
    void notEqual(double[] a, double[] b, boolean[] c, int n);

    /// `y = c ? a : b`.
    ///
    /// @param c the conditions
    /// @param a what is taken where true
    /// @param b what is taken where false
    /// @param y where the choice goes
    /// @param n how many
    void select(boolean[] c, float[] a, float[] b, float[] y, int n);

    /// `y = c ? a : b`.
    ///
    /// @param c the conditions
    /// @param a what is taken where true
    /// @param b what is taken where false
    /// @param y where the choice goes
    /// @param n how many
    void select(boolean[] c, double[] a, double[] b, double[] y, int n);

    /// The sum; 0 of nothing. Element `i` goes to the logical lane `i % 64`, each lane starts at 0 and takes its
    /// elements in order, then the upper half of the lanes is folded onto the lower until one is left: the same bits in
    /// every implementation.
    ///
    /// @param x the array
    /// @param at the index of the first element; nothing beyond `at + n` is read
    /// @param n how many, at most [#REDUCE] for a result of bounded error
    /// @return the sum
    float sum(float[] x, int at, int n);

    /// The sum; 0 of nothing. Element `i` goes to the logical lane `i % 64`, each lane starts at 0 and takes its
    /// elements in order, then the upper half of the lanes is folded onto the lower until one is left: the same bits in
    /// every implementation.
    ///
    /// @param x the array
    /// @param at the index of the first element; nothing beyond `at + n` is read
    /// @param n how many, at most [#REDUCE] for a result of bounded error
    /// @return the sum
    double sum(double[] x, int at, int n);

    /// The product; 1 of nothing. Element `i` goes to the logical lane `i % 64`, each lane starts at 1 and takes its
    /// elements in order, then the upper half of the lanes is folded onto the lower until one is left: the same bits in
    /// every implementation.
    ///
    /// @param x the array
    /// @param at the index of the first element; nothing beyond `at + n` is read
    /// @param n how many, at most [#REDUCE] for a result of bounded error
    /// @return the product
    float prod(float[] x, int at, int n);

    /// The product; 1 of nothing. Element `i` goes to the logical lane `i % 64`, each lane starts at 1 and takes its
    /// elements in order, then the upper half of the lanes is folded onto the lower until one is left: the same bits in
    /// every implementation.
    ///
    /// @param x the array
    /// @param at the index of the first element; nothing beyond `at + n` is read
    /// @param n how many, at most [#REDUCE] for a result of bounded error
    /// @return the product
    double prod(double[] x, int at, int n);

    /// The greatest, as `Math.max` (NaN if there is one); -inf of nothing.
    ///
    /// @param x the array
    /// @param at the index of the first element; nothing beyond `at + n` is read
    /// @param n how many, at most [#REDUCE] for a result of bounded error
    /// @return the maximum
    float max(float[] x, int at, int n);

    /// The greatest, as `Math.max` (NaN if there is one); -inf of nothing.
    ///
    /// @param x the array
    /// @param at the index of the first element; nothing beyond `at + n` is read
    /// @param n how many, at most [#REDUCE] for a result of bounded error
    /// @return the maximum
    double max(double[] x, int at, int n);

    /// The least, as `Math.min` (NaN if there is one); +inf of nothing.
    ///
    /// @param x the array
    /// @param at the index of the first element; nothing beyond `at + n` is read
    /// @param n how many, at most [#REDUCE] for a result of bounded error
    /// @return the minimum
    float min(float[] x, int at, int n);

    /// The least, as `Math.min` (NaN if there is one); +inf of nothing.
    ///
    /// @param x the array
    /// @param at the index of the first element; nothing beyond `at + n` is read
    /// @param n how many, at most [#REDUCE] for a result of bounded error
    /// @return the minimum
    double min(double[] x, int at, int n);

    /// The sum of products; 0 of nothing. Lanes as in `sum`, each product added to its lane with one rounding (fma).
    ///
    /// @param x the first array
    /// @param xAt the index of its first element
    /// @param y the second array
    /// @param yAt the index of its first element
    /// @param n how many, at most [#REDUCE] for a result of bounded error
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

    /// The sum of products; 0 of nothing. Lanes as in `sum`, each product added to its lane with one rounding (fma).
    ///
    /// @param x the first array
    /// @param xAt the index of its first element
    /// @param y the second array
    /// @param yAt the index of its first element
    /// @param n how many, at most [#REDUCE] for a result of bounded error
    /// @return the sum of products
    double dot(double[] x, int xAt, double[] y, int yAt, int n);

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
    void dots(int m, int n, double[] a, int aAt, int aRow, double[] x, int xAt, double[] c, int cAt, int cRow,
            boolean accumulate);

    /// A matrix product, if large shared with the [Workers]: C\[m,n] = A\[m,k] B\[k,n], or C += A B, with the
    /// parameters of `Gemm.sgemm`. Each element of C is one chain of fused multiply-adds from 0 (or C) in the order of
    /// k, the same bits in every implementation.
    ///
    /// @param m rows of A and C, at least 1
    /// @param n columns of B and C, at least 1
    /// @param k columns of A, rows of B, at least 1
    /// @param a the array of A
    /// @param aAt index of its first element
    /// @param aRow step from row to row
    /// @param aCol step from column to column
    /// @param b the array of B
    /// @param bAt index of its first element
    /// @param bRow step from row to row
    /// @param bCol step from column to column
    /// @param c the array of C, neither that of A nor that of B
    /// @param cAt index of its first element
    /// @param cRow step from row to row, at least n
    /// @param accumulate true to add to what C holds
    void product(int m, int n, int k, float[] a, int aAt, int aRow, int aCol, float[] b, int bAt, int bRow, int bCol,
            float[] c, int cAt, int cRow, boolean accumulate);

    /// A matrix product, if large shared with the [Workers]: C\[m,n] = A\[m,k] B\[k,n], or C += A B, with the
    /// parameters of `Gemm.dgemm`. Each element of C is one chain of fused multiply-adds from 0 (or C) in the order of
    /// k, the same bits in every implementation.
    ///
    /// @param m rows of A and C, at least 1
    /// @param n columns of B and C, at least 1
    /// @param k columns of A, rows of B, at least 1
    /// @param a the array of A
    /// @param aAt index of its first element
    /// @param aRow step from row to row
    /// @param aCol step from column to column
    /// @param b the array of B
    /// @param bAt index of its first element
    /// @param bRow step from row to row
    /// @param bCol step from column to column
    /// @param c the array of C, neither that of A nor that of B
    /// @param cAt index of its first element
    /// @param cRow step from row to row, at least n
    /// @param accumulate true to add to what C holds
    void product(int m, int n, int k, double[] a, int aAt, int aRow, int aCol, double[] b, int bAt, int bRow, int bCol,
            double[] c, int cAt, int cRow, boolean accumulate);
}
