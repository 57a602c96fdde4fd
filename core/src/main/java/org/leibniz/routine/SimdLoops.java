package org.leibniz.routine;

/// The numeric loops that a plain Java loop cannot express at full speed: transcendental functions, comparisons, selection, reductions and
/// the inner tile of the matrix product. [PlainLoops] has all of them in plain Java; the optional module `org.leibniz.simd` overrides them
/// with the Vector API.
///
/// **Blocks.** An elementwise loop works on the elements `0 <= i < n` of its arrays. Every array has room for `n` rounded up to a multiple
/// of [#PAD] elements: a loop may read and write up to there, and what it leaves in the padding means nothing. Arrays may be the same array
/// (`exp(x, x, n)`), never overlap otherwise (they cannot: Java arrays do not).
///
/// **Bits.** One implementation serves a process, and each of its loops computes an element by one fixed sequence of IEEE 754 operations,
/// whatever the element's place, the length, and whether the loop runs interpreted or compiled. Comparisons, selections, reductions and
/// matrix products have the same bits in every implementation.
///
/// **Accuracy.** float32: within 1 ulp (special functions `erf` to `logSigmoid` too). float64: within what `java.lang.Math` promises (1 to
/// 2.5 ulp), special functions 4 ulp. NaN, infinities and signed zeros as in `java.lang.Math`.
public interface SimdLoops {
    /// Arrays of elementwise loops have room for a multiple of this many elements.
    int PAD = 16;

    /// The most elements that one call of a reduction takes.
    int REDUCE = 1024;

    /// The loops of this process: the Vector API's if the module `jdk.incubator.vector` is there and a provider is found, else plain ones.
    /// Chosen once, at the first call, and told in one line of log (`-Dleibniz.quiet=true` keeps quiet, `-Dleibniz.simd=false` asks for the
    /// plain loops).
    ///
    /// @return the loops, shared by all threads
    static SimdLoops best() {
        return LoopChoice.BEST;
    }

    /// What these loops are, for logs and benchmark tables, such as `Vector API, 512 bits`.
    ///
    /// @return a short description
    String description();

    /// `y = exp(x)`: the exponential e^x.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void exp(float[] x, float[] y, int n);

    /// `y = exp(x)`: the exponential e^x.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void exp(double[] x, double[] y, int n);

    /// `y = expm1(x)`: e^x - 1, exact near 0.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void expm1(float[] x, float[] y, int n);

    /// `y = expm1(x)`: e^x - 1, exact near 0.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void expm1(double[] x, double[] y, int n);

    /// `y = log(x)`: the natural logarithm; -inf at 0, NaN below.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void log(float[] x, float[] y, int n);

    /// `y = log(x)`: the natural logarithm; -inf at 0, NaN below.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void log(double[] x, double[] y, int n);

    /// `y = log1p(x)`: the natural logarithm of 1 + x, exact near 0; -inf at -1, NaN below.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void log1p(float[] x, float[] y, int n);

    /// `y = log1p(x)`: the natural logarithm of 1 + x, exact near 0; -inf at -1, NaN below.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void log1p(double[] x, double[] y, int n);

    /// `y = sin(x)`: the sine, of any argument in radians.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void sin(float[] x, float[] y, int n);

    /// `y = sin(x)`: the sine, of any argument in radians.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void sin(double[] x, double[] y, int n);

    /// `y = cos(x)`: the cosine, of any argument in radians.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void cos(float[] x, float[] y, int n);

    /// `y = cos(x)`: the cosine, of any argument in radians.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void cos(double[] x, double[] y, int n);

    /// `y = tan(x)`: the tangent, of any argument in radians.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void tan(float[] x, float[] y, int n);

    /// `y = tan(x)`: the tangent, of any argument in radians.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void tan(double[] x, double[] y, int n);

    /// `y = asin(x)`: the arc sine; NaN outside -1..1.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void asin(float[] x, float[] y, int n);

    /// `y = asin(x)`: the arc sine; NaN outside -1..1.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void asin(double[] x, double[] y, int n);

    /// `y = acos(x)`: the arc cosine; NaN outside -1..1.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void acos(float[] x, float[] y, int n);

    /// `y = acos(x)`: the arc cosine; NaN outside -1..1.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void acos(double[] x, double[] y, int n);

    /// `y = atan(x)`: the arc tangent.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void atan(float[] x, float[] y, int n);

    /// `y = atan(x)`: the arc tangent.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void atan(double[] x, double[] y, int n);

    /// `y = sinh(x)`: the hyperbolic sine.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void sinh(float[] x, float[] y, int n);

    /// `y = sinh(x)`: the hyperbolic sine.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void sinh(double[] x, double[] y, int n);

    /// `y = cosh(x)`: the hyperbolic cosine.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void cosh(float[] x, float[] y, int n);

    /// `y = cosh(x)`: the hyperbolic cosine.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void cosh(double[] x, double[] y, int n);

    /// `y = tanh(x)`: the hyperbolic tangent.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void tanh(float[] x, float[] y, int n);

    /// `y = tanh(x)`: the hyperbolic tangent.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void tanh(double[] x, double[] y, int n);

    /// `y = asinh(x)`: the inverse hyperbolic sine.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void asinh(float[] x, float[] y, int n);

    /// `y = asinh(x)`: the inverse hyperbolic sine.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void asinh(double[] x, double[] y, int n);

    /// `y = acosh(x)`: the inverse hyperbolic cosine; NaN below 1.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void acosh(float[] x, float[] y, int n);

    /// `y = acosh(x)`: the inverse hyperbolic cosine; NaN below 1.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void acosh(double[] x, double[] y, int n);

    /// `y = atanh(x)`: the inverse hyperbolic tangent; +-inf at +-1, NaN outside -1..1.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void atanh(float[] x, float[] y, int n);

    /// `y = atanh(x)`: the inverse hyperbolic tangent; +-inf at +-1, NaN outside -1..1.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void atanh(double[] x, double[] y, int n);

    /// `y = cbrt(x)`: the cube root.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void cbrt(float[] x, float[] y, int n);

    /// `y = cbrt(x)`: the cube root.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void cbrt(double[] x, double[] y, int n);

    /// `y = erf(x)`: the error function.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void erf(float[] x, float[] y, int n);

    /// `y = erf(x)`: the error function.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void erf(double[] x, double[] y, int n);

    /// `y = erfc(x)`: the complementary error function 1 - erf(x), to full relative accuracy on the right as well.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void erfc(float[] x, float[] y, int n);

    /// `y = erfc(x)`: the complementary error function 1 - erf(x), to full relative accuracy on the right as well.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void erfc(double[] x, double[] y, int n);

    /// `y = sigmoid(x)`: the logistic function 1 / (1 + e^-x), to full relative accuracy on the left as well.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void sigmoid(float[] x, float[] y, int n);

    /// `y = sigmoid(x)`: the logistic function 1 / (1 + e^-x), to full relative accuracy on the left as well.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void sigmoid(double[] x, double[] y, int n);

    /// `y = softplus(x)`: log(1 + e^x); x itself far on the right, no overflow.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void softplus(float[] x, float[] y, int n);

    /// `y = softplus(x)`: log(1 + e^x); x itself far on the right, no overflow.
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void softplus(double[] x, double[] y, int n);

    /// `y = logSigmoid(x)`: log(1 / (1 + e^-x)), that is -softplus(-x).
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void logSigmoid(float[] x, float[] y, int n);

    /// `y = logSigmoid(x)`: log(1 / (1 + e^-x)), that is -softplus(-x).
    ///
    /// @param x the arguments
    /// @param y where the values go
    /// @param n how many
    void logSigmoid(double[] x, double[] y, int n);

    /// `z = pow(x, e)`: x to the power e, as `Math.pow`.
    ///
    /// @param x the first arguments
    /// @param e the second arguments
    /// @param z where the values go
    /// @param n how many
    void pow(float[] x, float[] e, float[] z, int n);

    /// `z = pow(x, e)`: x to the power e, as `Math.pow`.
    ///
    /// @param x the first arguments
    /// @param e the second arguments
    /// @param z where the values go
    /// @param n how many
    void pow(double[] x, double[] e, double[] z, int n);

    /// `z = atan2(y, x)`: the angle of the point (x, y), as `Math.atan2`.
    ///
    /// @param y the first arguments
    /// @param x the second arguments
    /// @param z where the values go
    /// @param n how many
    void atan2(float[] y, float[] x, float[] z, int n);

    /// `z = atan2(y, x)`: the angle of the point (x, y), as `Math.atan2`.
    ///
    /// @param y the first arguments
    /// @param x the second arguments
    /// @param z where the values go
    /// @param n how many
    void atan2(double[] y, double[] x, double[] z, int n);

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

    /// The sum; 0 of nothing. Element `i` goes to the logical lane `i % 64`, each lane starts at 0 and takes its elements in order, then
    /// the upper half of the lanes is folded onto the lower until one is left: the same bits in every implementation.
    ///
    /// @param x the array
    /// @param at the index of the first element; nothing beyond `at + n` is read
    /// @param n how many, at most [#REDUCE] for a result of bounded error
    /// @return the sum
    float sum(float[] x, int at, int n);

    /// The sum; 0 of nothing. Element `i` goes to the logical lane `i % 64`, each lane starts at 0 and takes its elements in order, then
    /// the upper half of the lanes is folded onto the lower until one is left: the same bits in every implementation.
    ///
    /// @param x the array
    /// @param at the index of the first element; nothing beyond `at + n` is read
    /// @param n how many, at most [#REDUCE] for a result of bounded error
    /// @return the sum
    double sum(double[] x, int at, int n);

    /// The product; 1 of nothing. Element `i` goes to the logical lane `i % 64`, each lane starts at 1 and takes its elements in order,
    /// then the upper half of the lanes is folded onto the lower until one is left: the same bits in every implementation.
    ///
    /// @param x the array
    /// @param at the index of the first element; nothing beyond `at + n` is read
    /// @param n how many, at most [#REDUCE] for a result of bounded error
    /// @return the product
    float prod(float[] x, int at, int n);

    /// The product; 1 of nothing. Element `i` goes to the logical lane `i % 64`, each lane starts at 1 and takes its elements in order,
    /// then the upper half of the lanes is folded onto the lower until one is left: the same bits in every implementation.
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

    /// The sum of products; 0 of nothing. Lanes as in `sum`, each product added to its lane with one rounding (fma).
    ///
    /// @param x the first array
    /// @param xAt the index of its first element
    /// @param y the second array
    /// @param yAt the index of its first element
    /// @param n how many, at most [#REDUCE] for a result of bounded error
    /// @return the sum of products
    double dot(double[] x, int xAt, double[] y, int yAt, int n);

    /// A matrix product on this thread: C\[m,n] = A\[m,k] B\[k,n], or C += A B, with the parameters of `Gemm.sgemm`, which cuts large
    /// products into such parts. Each element of C is one chain of fused multiply-adds from 0 (or C) in the order of k, the same bits in
    /// every implementation.
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
    void product(int m, int n, int k, float[] a, int aAt, int aRow, int aCol, float[] b, int bAt, int bRow, int bCol, float[] c, int cAt,
            int cRow,
            boolean accumulate);

    /// A matrix product on this thread: C\[m,n] = A\[m,k] B\[k,n], or C += A B, with the parameters of `Gemm.dgemm`, which cuts large
    /// products into such parts. Each element of C is one chain of fused multiply-adds from 0 (or C) in the order of k, the same bits in
    /// every implementation.
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
    void product(int m, int n, int k, double[] a, int aAt, int aRow, int aCol, double[] b, int bAt, int bRow, int bCol, double[] c,
            int cAt, int cRow,
            boolean accumulate);

    /// Whether [#product] is so much faster if the columns of A are contiguous that it pays to [#transpose] A first where it is used many
    /// times.
    ///
    /// @return true if so
    boolean wantsColumns();

    /// Transposes a matrix: `y[to + j * toRow + i] = x[at + i * row + j]`.
    ///
    /// @param m rows of x
    /// @param n columns of x
    /// @param x the array of the matrix
    /// @param at index of its first element
    /// @param row step from row to row
    /// @param y the array of the transpose, not x
    /// @param to index of its first element
    /// @param toRow step from row to row there
    void transpose(int m, int n, float[] x, int at, int row, float[] y, int to, int toRow);

    /// Transposes a matrix: `y[to + j * toRow + i] = x[at + i * row + j]`.
    ///
    /// @param m rows of x
    /// @param n columns of x
    /// @param x the array of the matrix
    /// @param at index of its first element
    /// @param row step from row to row
    /// @param y the array of the transpose, not x
    /// @param to index of its first element
    /// @param toRow step from row to row there
    void transpose(int m, int n, double[] x, int at, int row, double[] y, int to, int toRow);
}
