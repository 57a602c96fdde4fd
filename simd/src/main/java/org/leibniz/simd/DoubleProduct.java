package org.leibniz.simd;

// made of FloatProduct.java by Twins: change that
import static org.leibniz.simd.DoubleTiles.ROWS;
import static org.leibniz.simd.DoubleTiles.ROW_WIDTH;
import static org.leibniz.simd.DoubleTiles.WIDTH;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.leibniz.memory.Scratch;
import org.leibniz.routine.ProductParts;
import org.leibniz.routine.Workers;

/// A float64 matrix product with the Vector API.
///
/// Goto's scheme (Goto and van de Geijn, Anatomy of high-performance matrix multiplication, 2008): the workers first
/// pack a slab of A and one of B, which all of them then use. B goes into panels two vectors wide, which stay in the
/// cache while [DoubleTiles] of 8 rows of A pass over them, and A into groups of rows that lie column by column. Where
/// it would be used too seldom to be worth it, an operand is not packed but read where it lies.
///
/// Every element of C is one chain of fused multiply-adds, from 0 or what C held, in the order of k. So neither slabs
/// nor tiles nor who does which part of C shows in the bits, and the plain product has the same.
final class DoubleProduct {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

    private static final int L = S.length();

    /// The most of k in a block: enough that reading and writing C costs little; a panel of B comes from the
    /// second-level cache in time.
    private static final int DEPTH = 512;

    /// Rows of A in a block: with DEPTH, a part of what the second-level cache holds.
    private static final int BLOCK_ROWS = 128;

    /// The most rows of A and columns of B in a slab, which then is DEPTH deep; with fewer of them it is deeper.
    private static final int SLAB = 2048;

    /// A slab of fewer rows and columns is no deeper than one of so many.
    private static final int NARROW = 64;

    /// Rows of A that are packed together, of which a tile takes 8.
    private static final int GROUP = Math.max(ROWS, L);

    /// From this many columns on, it pays to pack A even if its rows or columns are contiguous.
    private static final int MANY_COLUMNS = 192;

    /// Up to this many rows, B is used where it lies: packing it would cost as much as using it.
    private static final int FEW_ROWS = 3 * ROWS;

    /// The work that packing an element counts for.
    private static final int PACKING = 16;

    /// The work that reading an element of B for a single row counts for.
    private static final int READING = 8;

    /// What tiles start from that start from 0.
    private static final double[] ZERO = new double[ROW_WIDTH];

    private static final Scratch<Packs> PACKS = new Scratch<>(Packs::bytes, Packs::new);

    private static final Scratch<double[]> EDGES = new Scratch<>(2 * Runtime.getRuntime().availableProcessors(),
            (long) Double.BYTES * ROWS * WIDTH, () -> new double[ROWS * WIDTH]);

    private final int m;

    private final int n;

    private final int k;

    private final Matrix a;

    private final Matrix b;

    private final Matrix c;

    private final boolean accumulate;

    private DoubleProduct(int m, int n, int k, Matrix a, Matrix b, Matrix c, boolean accumulate) {
        this.m = m;
        this.n = n;
        this.k = k;
        this.a = a;
        this.b = b;
        this.c = c;
        this.accumulate = accumulate;
    }

    /// An operand, or C.
    private record Matrix(double[] array, int at, int row, int col) {
        int index(int i, int j) {
            return at + i * row + j * col;
        }
    }

    /// Where operands are packed.
    private static final class Packs {
        double[] a = {};

        double[] b = {};

        /// For tiles at an edge, of who computes alone.
        final double[] edge = new double[ROWS * WIDTH];

        void reserve(int sizeA, int sizeB) {
            a = a.length < sizeA ? new double[sizeA] : a;
            b = b.length < sizeB ? new double[sizeB] : b;
        }

        long bytes() {
            return (long) Double.BYTES * (a.length + b.length + edge.length);
        }
    }

    /// C = A B or C += A B; see `DoubleGemm.gemm`. k is at least 1.
    static void product(int m, int n, int k, double[] a, int aAt, int aRow, int aCol, double[] b, int bAt, int bRow,
            int bCol, double[] c, int cAt, int cRow, boolean accumulate) {
        var product = new DoubleProduct(m, n, k, new Matrix(a, aAt, aRow, aCol), new Matrix(b, bAt, bRow, bCol),
                new Matrix(c, cAt, cRow, 1), accumulate);
        if (m == 1 && n >= L && bCol == 1) {
            ProductParts.of(1, n, READING * k).parallel((_, _, j, columns) -> product.row(j, columns));
        } else {
            product.slabs();
        }
    }

    /// One row times a matrix: B is read once, where it lies, four vectors abreast; the last ones may be moved to the
    /// left, as computing some columns twice costs less than an edge.
    private void row(int j, int columns) {
        int width = Math.min(ROW_WIDTH, columns);
        int last = width - L;
        double[] edge = EDGES.take();
        for (int x = 0; x < columns; x += ROW_WIDTH) {
            int done = x - Math.min(x, columns - width);
            int left = j + x - done;
            boolean whole = done == 0;
            double[] to = whole ? c.array : edge;
            int toAt = whole ? c.index(0, left) : 0;
            if (!whole && accumulate) {
                System.arraycopy(c.array, c.index(0, left + done), edge, done, width - done);
            }
            DoubleTiles.row(k, a.array, a.at, a.col, b.array, b.index(0, left), b.row, Math.min(L, last),
                    Math.min(2 * L, last), last, accumulate ? to : ZERO, accumulate ? toAt : 0, to, toAt);
            if (!whole) {
                System.arraycopy(edge, done, c.array, c.index(0, left + done), width - done);
            }
        }
        EDGES.give(edge);
    }

    private void slabs() {
        Packs packs = PACKS.take();
        int longest = Math.clamp(Math.max(m, n), NARROW, SLAB);
        int depth = evenly(k, SLAB * DEPTH / longest);
        for (int j = 0; j < n; j += SLAB) {
            for (int p = 0; p < k; p += depth) {
                for (int i = 0; i < m; i += SLAB) {
                    new Slab(i, Math.min(SLAB, m - i), j, Math.min(SLAB, n - j), p, Math.min(depth, k - p), packs)
                            .multiply();
                }
            }
        }
        PACKS.give(packs);
    }

    /// The least piece that cuts `length` into as few pieces as pieces of `most` would.
    private static int evenly(int length, int most) {
        int pieces = (length + most - 1) / most;
        return (length + pieces - 1) / pieces;
    }

    /// `to[toAt + p * width + j] = x[at + p * along + j * across]` for p < k and j < n. What lies between n and `width`
    /// is left as it was: it only meets elements of C that do not exist.
    private static void pack(int n, int k, double[] x, int at, int along, int across, double[] to, int toAt,
            int width) {
        boolean vectors = n % L == 0;
        if (across == 1 && vectors) {
            for (int p = 0; p < k; p++) {
                for (int j = 0; j < n; j += L) {
                    DoubleVector.fromArray(S, x, at + p * along + j).intoArray(to, toAt + p * width + j);
                }
            }
        } else if (along == 1 && vectors && DoubleTranspose.SUPPORTED) {
            int whole = k & -L;
            for (int p = 0; p < whole; p += L) {
                for (int j = 0; j < n; j += L) {
                    DoubleTranspose.square(x, at + p + j * across, across, to, toAt + p * width + j, width);
                }
            }
            gather(n, k - whole, x, at + whole, along, across, to, toAt + whole * width, width);
        } else {
            gather(n, k, x, at, along, across, to, toAt, width);
        }
    }

    private static void gather(int n, int k, double[] x, int at, int along, int across, double[] to, int toAt,
            int width) {
        for (int p = 0; p < k; p++) {
            for (int j = 0; j < n; j++) {
                to[toAt + p * width + j] = x[at + p * along + j * across];
            }
        }
    }

    private static void copyTile(int rows, int n, double[] from, int fromAt, int fromRow, double[] to, int toAt,
            int toRow) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(from, fromAt + r * fromRow, to, toAt + r * toRow, n);
        }
    }

    /// The product of A's rows from `top` and B's columns from `left` on, for a part of k that begins at `first`.
    private final class Slab {
        private final int top;

        private final int m;

        private final int left;

        private final int n;

        private final int first;

        private final int k;

        private final Packs packs;

        /// From this row on, A is packed; those before are read where they lie.
        private final int packedFrom;

        private final boolean packsB;

        /// Whether C already holds something to add to.
        private final boolean add;

        private final ProductParts grid;

        Slab(int top, int m, int left, int n, int first, int k, Packs packs) {
            this.top = top;
            this.m = m;
            this.left = left;
            this.n = n;
            this.first = first;
            this.k = k;
            this.packs = packs;
            this.packsB = b.col != 1 || n < WIDTH || m > FEW_ROWS;
            this.packedFrom = n >= MANY_COLUMNS || a.col != 1 && a.row != 1 ? 0 : a.col == 1 ? m : m & -ROWS;
            this.add = accumulate || first > 0;
            this.grid = ProductParts.of(m, n, k);
        }

        /// Packs, then computes. Panels of columns that are in one part's hands are left to that part.
        void multiply() {
            int groups = (m - packedFrom + GROUP - 1) / GROUP;
            int panels = packsB ? (n + WIDTH - 1) / WIDTH : 0;
            packs.reserve(groups * GROUP * k, panels * WIDTH * k);
            if (grid.isOne()) {
                for (int group = 0; group < groups; group++) {
                    packA(group * GROUP);
                }
                part(0, m, 0, n, packs.edge);
                return;
            }
            int units = groups + (grid.hasWholeColumns() ? 0 : panels);
            int pieces = ProductParts.pieces(units, 1, ProductParts.wanted(units, WIDTH * PACKING, k));
            Workers.share(units, pieces, (first, end) -> {
                for (int unit = first; unit < end; unit++) {
                    if (unit < groups) {
                        packA(unit * GROUP);
                    } else {
                        packB((unit - groups) * WIDTH);
                    }
                }
            });
            grid.parallel((i, rows, j, columns) -> {
                double[] edge = EDGES.take();
                part(i, rows, j, columns, edge);
                EDGES.give(edge);
            });
        }

        /// Packs the group of rows that begins `i` rows after the first one that is packed.
        private void packA(int i) {
            int row = packedFrom + i;
            pack(Math.min(GROUP, m - row), k, a.array, a.index(top + row, first), a.col, a.row, packs.a, i * k, GROUP);
        }

        /// Where the tile from row i on is packed.
        private int packed(int i, int p) {
            int row = i - packedFrom;
            return (row & -GROUP) * k + p * GROUP + (row & GROUP - 1);
        }

        /// Packs the panel for the columns from j on.
        private void packB(int j) {
            int column = start(j);
            pack(Math.min(WIDTH, n - column), k, b.array, b.index(first, left + column), b.row, b.col, packs.b, j * k,
                    WIDTH);
        }

        /// Where the panel for the columns from j on begins: the last one, one vector wide if that does, is moved to
        /// the left to be full if there is room, as computing some columns twice costs less than an edge.
        private int start(int j) {
            return Math.clamp(n - (n - j > L ? WIDTH : L), 0, j);
        }

        private void part(int i, int rows, int j, int columns, double[] edge) {
            for (int q = j; q < j + columns && packsB && grid.hasWholeColumns(); q += WIDTH) {
                packB(q);
            }
            int depth = evenly(k, DEPTH);
            for (int p = 0; p < k; p += depth) {
                for (int r = i; r < i + rows; r += BLOCK_ROWS) {
                    for (int q = j; q < j + columns; q += WIDTH) {
                        int done = add || p > 0 || start(q) < j ? q - start(q) : 0;
                        panel(r, Math.min(i + rows, r + BLOCK_ROWS), q, done, p, Math.min(depth, k - p), edge);
                    }
                }
            }
        }

        /// The tiles of one panel, top to bottom. Its first `done` columns are left alone: they may not be added to C
        /// twice, nor be written while somebody else is at work on them.
        private void panel(int i, int end, int j, int done, int p, int depth, double[] edge) {
            int columns = Math.min(WIDTH, n - start(j));
            double[] panel = packsB ? packs.b : b.array;
            int panelAt = packsB ? j * k + p * WIDTH : b.index(first + p, left + start(j));
            int panelRow = packsB ? WIDTH : b.row;
            boolean adds = add || p > 0;
            boolean byRows = a.col == 1;
            int step = byRows ? a.row : a.col;
            for (; i < end; i += ROWS) {
                int rows = Math.min(ROWS, end - i);
                int at = c.index(top + i, left + start(j));
                boolean whole = rows == ROWS && columns % L == 0 && done == 0;
                double[] to = whole ? c.array : edge;
                int toAt = whole ? at : 0;
                int toRow = whole ? c.row : WIDTH;
                if (!whole && adds) {
                    copyTile(rows, columns - done, c.array, at + done, c.row, edge, done, WIDTH);
                }
                boolean lies = i < packedFrom;
                double[] tile = lies ? a.array : packs.a;
                int tileAt = lies ? a.index(top + i, first + p) : packed(i, p);
                DoubleTiles.tile(lies && byRows, rows - 1, columns, depth, tile, tileAt, lies ? step : GROUP, panel,
                        panelAt, panelRow, adds ? to : ZERO, adds ? toAt : 0, adds ? toRow : 0, to, toAt, toRow);
                if (!whole) {
                    copyTile(rows, columns - done, edge, done, WIDTH, c.array, at + done, c.row);
                }
            }
        }
    }
}
