package org.leibniz.routine;

/// Cuts matrix products into parts for the [Workers], by their size, whatever the number of threads. Parts do not
/// show in the bits; so where nobody would share them, there is but one.
public final class ProductParts {
    /// The work of a part that is worth handing to another thread, in multiply-adds: about 5 µs.
    private static final long WORTH = 500_000;

    /// What writing an element of C counts for.
    private static final int WRITING = 16;

    /// The most parts: enough to balance threads that are held up.
    private static final int MOST = 32;

    /// Parts begin on a multiple of so many rows, which is one of the rows of every tile, and so many columns.
    private static final int ROWS = 24;

    private static final int COLUMNS = 64;

    /// The most pieces that sums are cut into.
    static final int MOST_DEEP = 16;

    /// A product of more elements has parts enough without.
    private static final int FEW_ELEMENTS = 1 << 15;

    /// The least length of a piece of a sum.
    private static final int DEEP = 256;

    private final int m;

    private final int n;

    private final int down;

    private final int across;

    private ProductParts(int m, int n, int down, int across) {
        this.m = m;
        this.n = n;
        this.down = down;
        this.across = across;
    }

    /// The parts of C\[m,n], each of a multiple of 24 rows and a multiple of 64 columns, save at the end: cut by
    /// rows first, as each row of A is then in the hands of one thread, then by columns.
    ///
    /// @param m rows of C
    /// @param n columns of C
    /// @param k multiply-adds that an element of C takes
    /// @return the grid
    public static ProductParts of(int m, int n, int k) {
        int wanted = Workers.areFree() ? wanted(m, n, k) : 1;
        int down = pieces(m, ROWS, wanted);
        int across = pieces(n, COLUMNS, wanted / down);
        return new ProductParts(m, n, down, across);
    }

    /// Does a part of a product.
    @FunctionalInterface
    public interface Part {
        /// Computes C from row `i` and column `j` on.
        void compute(int i, int rows, int j, int columns);
    }

    /// Computes all parts.
    ///
    /// @param part computes one, on several threads at a time
    public void parallel(Part part) {
        Workers.parallel(across * down, piece -> {
            int i = edge(m, piece / across, down, ROWS);
            int j = edge(n, piece % across, across, COLUMNS);
            part.compute(i, edge(m, piece / across + 1, down, ROWS) - i, j,
                    edge(n, piece % across + 1, across, COLUMNS) - j);
        });
    }

    /// Whether every part has all columns, so that no two parts share a row.
    public boolean hasWholeRows() {
        return across == 1;
    }

    /// Whether every part has all rows, so that no two parts share a column.
    public boolean hasWholeColumns() {
        return down == 1;
    }

    /// Into how many pieces the sums of a product are cut, because it has few elements: by its size alone, and so
    /// that all implementations add in the same order.
    ///
    /// @param m rows of C
    /// @param n columns of C
    /// @param k multiply-adds that an element of C takes
    /// @return 1, which is not to cut them, or an even number
    static int deep(int m, int n, int k) {
        boolean cuts = m > 1 && n > 1 && (long) m * n <= FEW_ELEMENTS && k >= 2 * DEEP;
        return cuts ? Math.min(k / DEEP + 1 & -2, MOST_DEEP) : 1;
    }

    /// Into how many parts a product is to be cut.
    ///
    /// @param m rows of C
    /// @param n columns of C
    /// @param k multiply-adds that an element of C takes
    /// @return at least 1
    public static int wanted(int m, int n, int k) {
        return Math.clamp((long) m * n * Math.max(k, WRITING) / WORTH, 1, MOST);
    }

    /// The number of pieces to cut `length` into, each of at least `least`, for who would like `wanted`.
    ///
    /// @param length how much there is
    /// @param least the least length of a piece
    /// @param wanted the most pieces
    /// @return at least 1
    public static int pieces(int length, int least, int wanted) {
        return Math.clamp(length / least, 1, wanted);
    }

    /// Where a piece begins, on a multiple of `unit` save at the end.
    private static int edge(int length, int piece, int pieces, int unit) {
        return piece == pieces ? length : Workers.bound(length / unit, piece, pieces) * unit;
    }
}
