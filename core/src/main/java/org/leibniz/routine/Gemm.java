package org.leibniz.routine;

import java.util.Arrays;
import java.util.Optional;
import java.util.ServiceLoader;

/// Matrix products of strided matrices that lie in arrays: C\[m,n] = A\[m,k] B\[k,n], or C += A B.
///
/// Element (i, p) of A is `a[aAt + i * aRow + p * aCol]`, element (p, j) of B is `b[bAt + p * bRow + j * bCol]`, element (i, j) of C is
/// `c[cAt + i * cRow + j]`. So a transposed operand swaps its two strides, one of a batch has an offset, a stride of 0 repeats, and nothing
/// needs to be copied first.
///
/// **Bits.** An element of C is one chain of fused multiply-adds from 0, or from what C held, in the order of k; where k runs along the
/// memory of both operands and m or n is 1, it is the sum of products of [SimdLoops#dot]. Neither depends on the number of threads, nor on
/// what the product is a part of. (A [MatrixProduct] of another module has its own order, the same at any number of threads too.)
///
/// Large products are shared with the [Workers]; called from within one of their chunks they run on its thread.
public final class Gemm {
    /// Up to this many multiply-adds, a plain loop is done before a block would be packed.
    private static final int TINY = 256;

    /// The multiply-adds of a chunk that is worth handing to another thread: about 5 µs.
    private static final long CHUNK = 500_000;

    /// The most chunks: enough to balance threads that are held up.
    private static final int MOST_CHUNKS = 32;

    /// Chunks are at least this wide, two panels of 32 columns, and this tall, two tiles.
    private static final int CHUNK_COLUMNS = 64;

    private static final int CHUNK_ROWS = 16;

    /// With this many chunks across, chunks are of so many rows at least that packing columns of B for each of them costs little.
    private static final int FEW_CHUNKS = 4;

    private static final int GOOD_ROWS = 128;

    /// From this many columns of C on, a transposed copy of A pays, of at most so many elements.
    private static final int COPY_FOR_COLUMNS = 192;

    private static final int COPY = 1 << 20;

    /// Rows of A that are transposed at a time, and the work that an element of them counts for.
    private static final int COPY_ROWS = 16;

    private static final int COPY_WORK = 16;

    /// A step of a multiple of so many elements from column to column would make columns displace each other in the cache.
    private static final int ALIAS = 256;

    private static final int PAD = 16;

    private static final Scratch<float[]> FLOAT_COPIES = new Scratch<>(() -> new float[COPY + COPY / 8]);

    private static final Scratch<double[]> DOUBLE_COPIES = new Scratch<>(() -> new double[COPY + COPY / 8]);

    private static final SimdLoops LOOPS = SimdLoops.best();

    private static final MatrixProduct FLOATS = brought().orElse(new Own());

    private static final boolean COPIES = FLOATS instanceof Own && LOOPS.wantsColumns();

    private Gemm() {}

    private static Optional<MatrixProduct> brought() {
        return ServiceLoader.load(MatrixProduct.class, MatrixProduct.class.getClassLoader()).stream().map(ServiceLoader.Provider::get)
                .filter(MatrixProduct::available).findFirst();
    }

    /// The float32 product.
    ///
    /// @param m rows of A and C
    /// @param n columns of B and C
    /// @param k columns of A, rows of B; 0 makes C zero, or leaves it if accumulating
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
    public static void sgemm(int m, int n, int k, float[] a, int aAt, int aRow, int aCol, float[] b, int bAt, int bRow, int bCol, float[] c,
            int cAt, int cRow, boolean accumulate) {
        if ((long) m * n * k <= TINY) {
            tiny(m, n, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c, cAt, cRow, accumulate);
        } else if (n == 1 && aCol == 1) {
            float[] x = bRow == 1 ? b : column(k, b, bAt, bRow);
            rowDots(m, k, a, aAt, aRow, x, bRow == 1 ? bAt : 0, c, cAt, cRow, accumulate);
        } else if (m == 1 && bRow == 1) {
            float[] x = aCol == 1 ? a : column(k, a, aAt, aCol);
            rowDots(n, k, b, bAt, bCol, x, aCol == 1 ? aAt : 0, c, cAt, 1, accumulate);
        } else if (n == 1 && cRow == 1) {
            cut(1, m, k, b, bAt, 0, bRow, a, aAt, aCol, aRow, c, cAt, m, accumulate);
        } else {
            cut(m, n, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c, cAt, cRow, accumulate);
        }
    }

    /// The float64 product.
    ///
    /// @param m rows of A and C
    /// @param n columns of B and C
    /// @param k columns of A, rows of B; 0 makes C zero, or leaves it if accumulating
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
    public static void dgemm(int m, int n, int k, double[] a, int aAt, int aRow, int aCol, double[] b, int bAt, int bRow, int bCol,
            double[] c, int cAt, int cRow, boolean accumulate) {
        if ((long) m * n * k <= TINY) {
            tiny(m, n, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c, cAt, cRow, accumulate);
        } else if (n == 1 && aCol == 1) {
            double[] x = bRow == 1 ? b : column(k, b, bAt, bRow);
            rowDots(m, k, a, aAt, aRow, x, bRow == 1 ? bAt : 0, c, cAt, cRow, accumulate);
        } else if (m == 1 && bRow == 1) {
            double[] x = aCol == 1 ? a : column(k, a, aAt, aCol);
            rowDots(n, k, b, bAt, bCol, x, aCol == 1 ? aAt : 0, c, cAt, 1, accumulate);
        } else if (n == 1 && cRow == 1) {
            cut(1, m, k, b, bAt, 0, bRow, a, aAt, aCol, aRow, c, cAt, m, accumulate);
        } else {
            cut(m, n, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c, cAt, cRow, accumulate);
        }
    }

    /// The int32 product, modulo 2^32 as Java's integers are.
    ///
    /// @param m rows of A and C
    /// @param n columns of B and C
    /// @param k columns of A, rows of B; 0 makes C zero, or leaves it if accumulating
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
    public static void igemm(int m, int n, int k, int[] a, int aAt, int aRow, int aCol, int[] b, int bAt, int bRow, int bCol, int[] c,
            int cAt, int cRow, boolean accumulate) {
        int pieces = pieces(m, 1, wanted(m, n, k));
        Workers.parallel(pieces, chunk -> {
            for (int i = bound(m, chunk, pieces); i < bound(m, chunk + 1, pieces); i++) {
                int to = cAt + i * cRow;
                if (!accumulate) {
                    Arrays.fill(c, to, to + n, 0);
                }
                for (int p = 0; p < k; p++) {
                    int x = a[aAt + i * aRow + p * aCol];
                    int from = bAt + p * bRow;
                    for (int j = 0; j < n; j++) {
                        c[to + j] += x * b[from + j * bCol];
                    }
                }
            }
        });
    }

    /// The int64 product, modulo 2^64 as Java's integers are.
    ///
    /// @param m rows of A and C
    /// @param n columns of B and C
    /// @param k columns of A, rows of B; 0 makes C zero, or leaves it if accumulating
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
    public static void lgemm(int m, int n, int k, long[] a, int aAt, int aRow, int aCol, long[] b, int bAt, int bRow, int bCol, long[] c,
            int cAt, int cRow, boolean accumulate) {
        int pieces = pieces(m, 1, wanted(m, n, k));
        Workers.parallel(pieces, chunk -> {
            for (int i = bound(m, chunk, pieces); i < bound(m, chunk + 1, pieces); i++) {
                int to = cAt + i * cRow;
                if (!accumulate) {
                    Arrays.fill(c, to, to + n, 0);
                }
                for (int p = 0; p < k; p++) {
                    long x = a[aAt + i * aRow + p * aCol];
                    int from = bAt + p * bRow;
                    for (int j = 0; j < n; j++) {
                        c[to + j] += x * b[from + j * bCol];
                    }
                }
            }
        });
    }

    /// The number of pieces to cut `length` into, each of at least `least`, for a product that would like `wanted`.
    private static int pieces(int length, int least, int wanted) {
        return Math.clamp(length / least, 1, wanted);
    }

    /// Where piece number `piece` of `pieces` begins.
    private static int bound(int length, int piece, int pieces) {
        return (int) ((long) length * piece / pieces);
    }

    /// The same, on a multiple of `unit` save at the end.
    private static int edge(int length, int piece, int pieces, int unit) {
        return piece == pieces ? length : bound(length / unit, piece, pieces) * unit;
    }

    /// Into how many chunks a product is to be cut, whatever the number of threads.
    private static int wanted(int m, int n, int k) {
        return Math.clamp((long) m * n * k / CHUNK, 1, MOST_CHUNKS);
    }

    /// The product in chunks; if it pays, with a transposed copy of A, some rows at a time.
    private static void cut(int m, int n, int k, float[] a, int aAt, int aRow, int aCol, float[] b, int bAt, int bRow, int bCol, float[] c,
            int cAt, int cRow, boolean accumulate) {
        int most = COPY / k;
        if (aCol != 1 || n < COPY_FOR_COLUMNS || Math.min(m, most) < CHUNK_ROWS || !COPIES) {
            chunks(m, n, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c, cAt, cRow, accumulate);
            return;
        }
        float[] copy = FLOAT_COPIES.take();
        for (int i = 0; i < m; i += most) {
            int rows = Math.min(most, m - i);
            int at = aAt + i * aRow;
            int step = rows % ALIAS == 0 ? rows + PAD : rows;
            int pieces = pieces(rows, COPY_ROWS, wanted(rows, k, COPY_WORK));
            Workers.parallel(pieces, piece -> {
                int from = edge(rows, piece, pieces, COPY_ROWS);
                LOOPS.transpose(edge(rows, piece + 1, pieces, COPY_ROWS) - from, k, a, at + from * aRow, aRow, copy, from, step);
            });
            chunks(rows, n, k, copy, 0, 1, step, b, bAt, bRow, bCol, c, cAt + i * cRow, cRow, accumulate);
        }
        FLOAT_COPIES.give(copy);
    }

    /// Cuts C into chunks: by columns first, as each column of B is then packed once, then by rows.
    private static void chunks(int m, int n, int k, float[] a, int aAt, int aRow, int aCol, float[] b, int bAt, int bRow, int bCol,
            float[] c, int cAt, int cRow, boolean accumulate) {
        int wanted = wanted(m, n, k);
        int across = pieces(n, CHUNK_COLUMNS, wanted);
        int least = across < FEW_CHUNKS ? CHUNK_ROWS : GOOD_ROWS;
        int down = pieces(m, least, wanted / across);
        Workers.parallel(across * down, chunk -> {
            int i = edge(m, chunk / across, down, CHUNK_ROWS);
            int j = edge(n, chunk % across, across, CHUNK_COLUMNS);
            int rows = edge(m, chunk / across + 1, down, CHUNK_ROWS) - i;
            int columns = edge(n, chunk % across + 1, across, CHUNK_COLUMNS) - j;
            FLOATS.product(rows, columns, k, a, aAt + i * aRow, aRow, aCol, b, bAt + j * bCol, bRow, bCol, c, cAt + i * cRow + j, cRow,
                    accumulate);
        });
    }

    /// C = A x, or C += A x, for contiguous rows of A and a contiguous x.
    private static void rowDots(int m, int k, float[] a, int aAt, int aRow, float[] x, int xAt, float[] c, int cAt, int cRow,
            boolean accumulate) {
        int chunks = pieces(m, 1, wanted(m, 1, k));
        Workers.parallel(chunks, chunk -> {
            for (int i = bound(m, chunk, chunks); i < bound(m, chunk + 1, chunks); i++) {
                float dot = LOOPS.dot(a, aAt + i * aRow, x, xAt, k);
                c[cAt + i * cRow] = accumulate ? c[cAt + i * cRow] + dot : dot;
            }
        });
    }

    private static float[] column(int k, float[] x, int at, int step) {
        float[] y = new float[k];
        for (int p = 0; p < k; p++) {
            y[p] = x[at + p * step];
        }
        return y;
    }

    private static void tiny(int m, int n, int k, float[] a, int aAt, int aRow, int aCol, float[] b, int bAt, int bRow, int bCol,
            float[] c, int cAt, int cRow, boolean accumulate) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                int to = cAt + i * cRow + j;
                float sum = accumulate ? c[to] : 0;
                for (int p = 0; p < k; p++) {
                    sum = Math.fma(a[aAt + i * aRow + p * aCol], b[bAt + p * bRow + j * bCol], sum);
                }
                c[to] = sum;
            }
        }
    }

    /// The product in chunks; if it pays, with a transposed copy of A, some rows at a time.
    private static void cut(int m, int n, int k, double[] a, int aAt, int aRow, int aCol, double[] b, int bAt, int bRow, int bCol,
            double[] c, int cAt, int cRow, boolean accumulate) {
        int most = COPY / k;
        if (aCol != 1 || n < COPY_FOR_COLUMNS || Math.min(m, most) < CHUNK_ROWS || !LOOPS.wantsColumns()) {
            chunks(m, n, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c, cAt, cRow, accumulate);
            return;
        }
        double[] copy = DOUBLE_COPIES.take();
        for (int i = 0; i < m; i += most) {
            int rows = Math.min(most, m - i);
            int at = aAt + i * aRow;
            int step = rows % ALIAS == 0 ? rows + PAD : rows;
            int pieces = pieces(rows, COPY_ROWS, wanted(rows, k, COPY_WORK));
            Workers.parallel(pieces, piece -> {
                int from = edge(rows, piece, pieces, COPY_ROWS);
                LOOPS.transpose(edge(rows, piece + 1, pieces, COPY_ROWS) - from, k, a, at + from * aRow, aRow, copy, from, step);
            });
            chunks(rows, n, k, copy, 0, 1, step, b, bAt, bRow, bCol, c, cAt + i * cRow, cRow, accumulate);
        }
        DOUBLE_COPIES.give(copy);
    }

    /// Cuts C into chunks: by columns first, as each column of B is then packed once, then by rows.
    private static void chunks(int m, int n, int k, double[] a, int aAt, int aRow, int aCol, double[] b, int bAt, int bRow, int bCol,
            double[] c, int cAt, int cRow, boolean accumulate) {
        int wanted = wanted(m, n, k);
        int across = pieces(n, CHUNK_COLUMNS, wanted);
        int least = across < FEW_CHUNKS ? CHUNK_ROWS : GOOD_ROWS;
        int down = pieces(m, least, wanted / across);
        Workers.parallel(across * down, chunk -> {
            int i = edge(m, chunk / across, down, CHUNK_ROWS);
            int j = edge(n, chunk % across, across, CHUNK_COLUMNS);
            int rows = edge(m, chunk / across + 1, down, CHUNK_ROWS) - i;
            int columns = edge(n, chunk % across + 1, across, CHUNK_COLUMNS) - j;
            LOOPS.product(rows, columns, k, a, aAt + i * aRow, aRow, aCol, b, bAt + j * bCol, bRow, bCol, c, cAt + i * cRow + j, cRow,
                    accumulate);
        });
    }

    /// C = A x, or C += A x, for contiguous rows of A and a contiguous x.
    private static void rowDots(int m, int k, double[] a, int aAt, int aRow, double[] x, int xAt, double[] c, int cAt, int cRow,
            boolean accumulate) {
        int chunks = pieces(m, 1, wanted(m, 1, k));
        Workers.parallel(chunks, chunk -> {
            for (int i = bound(m, chunk, chunks); i < bound(m, chunk + 1, chunks); i++) {
                double dot = LOOPS.dot(a, aAt + i * aRow, x, xAt, k);
                c[cAt + i * cRow] = accumulate ? c[cAt + i * cRow] + dot : dot;
            }
        });
    }

    private static double[] column(int k, double[] x, int at, int step) {
        double[] y = new double[k];
        for (int p = 0; p < k; p++) {
            y[p] = x[at + p * step];
        }
        return y;
    }

    private static void tiny(int m, int n, int k, double[] a, int aAt, int aRow, int aCol, double[] b, int bAt, int bRow, int bCol,
            double[] c, int cAt, int cRow, boolean accumulate) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                int to = cAt + i * cRow + j;
                double sum = accumulate ? c[to] : 0;
                for (int p = 0; p < k; p++) {
                    sum = Math.fma(a[aAt + i * aRow + p * aCol], b[bAt + p * bRow + j * bCol], sum);
                }
                c[to] = sum;
            }
        }
    }

    /// The products of this process's loops.
    private static final class Own implements MatrixProduct {
        @Override
        public boolean available() {
            return true;
        }

        @Override
        public void product(int m, int n, int k, float[] a, int aAt, int aRow, int aCol, float[] b, int bAt, int bRow, int bCol, float[] c,
                int cAt, int cRow, boolean accumulate) {
            LOOPS.product(m, n, k, a, aAt, aRow, aCol, b, bAt, bRow, bCol, c, cAt, cRow, accumulate);
        }
    }
}
