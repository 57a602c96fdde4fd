package org.leibniz.routine;

/// Cuts matrix products into parts for the [Workers]: by the size of the product alone, whatever the number of threads.
public final class ProductParts {
    /// The work of a part that is worth handing to another thread, in multiply-adds: about 5 µs.
    private static final long WORTH = 500_000;

    /// What writing an element of C counts for.
    private static final int WRITING = 16;

    /// The most parts: enough to balance threads that are held up.
    private static final int MOST = 32;

    /// Parts begin on a multiple of so many rows, of which a tile consists, and so many columns.
    private static final int ROWS = 8;

    private static final int COLUMNS = 64;

    /// With this many parts side by side, parts are of so many rows at least that packing columns of B for each of them
    /// costs little.
    private static final int FEW = 4;

    private static final int GOOD_ROWS = 128;

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

    /// The parts of C\[m,n], each of a multiple of 8 rows and a multiple of 64 columns, save at the end: cut by columns
    /// first, as each column of B is then in the hands of one thread, then by rows.
    ///
    /// @param m rows of C
    /// @param n columns of C
    /// @param k multiply-adds that an element of C takes
    /// @return the grid
    public static ProductParts of(int m, int n, int k) {
        int wanted = wanted(m, n, k);
        int across = pieces(n, COLUMNS, wanted);
        int down = pieces(m, across < FEW ? ROWS : GOOD_ROWS, wanted / across);
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

    /// Whether there is but one part.
    public boolean isOne() {
        return down == 1 && across == 1;
    }

    /// Whether every part has all rows, so that no two parts share a column.
    public boolean hasWholeColumns() {
        return down == 1;
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
