package org.leibniz.simd;

import static org.leibniz.simd.FloatTiles.ROWS;
import static org.leibniz.simd.FloatTiles.ROW_WIDTH;
import static org.leibniz.simd.FloatTiles.WIDTH;

import jdk.incubator.vector.FloatVector;
import org.leibniz.memory.Scratch;
import org.leibniz.routine.ProductParts;
import org.leibniz.routine.Walk;
import org.leibniz.routine.Workers;

/// A float32 matrix product with the Vector API.
///
/// Goto's scheme (Goto and van de Geijn, Anatomy of high-performance matrix multiplication, 2008) with rows
/// outermost: the workers first pack a slab of B, which all of them then use, into panels two vectors wide. Then
/// each of them takes rows of C, as many at a time as a tile has ([FloatTiles]), along all panels of a block: the
/// rows of A stay in the first cache, the block of B in the second, and C is written along its rows. Rows of A are
/// read where they lie; an A that does not lie in rows is packed into rows by whoever works on them, or for all
/// before. Who works alone packs B block by block. Where it would be used too seldom to be worth it, B is not packed
/// either.
///
/// Every element of C is one chain of fused multiply-adds, from 0 or what C held, in the order of k. So neither
/// slabs nor tiles nor who does which part of C shows in the bits, and the plain product has the same.
final class FloatProduct {
    private static final int L = FloatVector.SPECIES_PREFERRED.length();

    /// The most of k in a block: enough that reading and writing C costs little.
    private static final int DEPTH = 512;

    /// Columns of B in a block: with DEPTH, half of what the second-level cache holds.
    private static final int BLOCK_COLUMNS = 128;

    /// The most rows of A and C that are worked on at once, so that packing B for them costs little: a multiple of
    /// the rows of all tiles, and of the lanes of a vector.
    private static final int MANY_ROWS = 960;

    /// Rows of A that are packed at once for all parts: of a column of A a cache line or two.
    private static final int STRIP = 32;

    /// Panels of B that are packed at once for all parts: some cache lines of each row.
    private static final int PANELS = 4;

    /// What lies between two rows of A that are packed, lest all rows lie in the same few places of the first cache.
    private static final int GAP = 16;

    /// The most columns of B in a slab, which then is DEPTH deep; with fewer of them it is deeper.
    private static final int SLAB = 2048;

    /// A slab of fewer columns is no deeper than one of so many.
    private static final int NARROW = 64;

    /// Up to this many rows, B is used where it lies: packing it would cost as much as using it.
    private static final int FEW_ROWS = 3 * ROWS;

    /// The work that packing an element counts for.
    private static final int PACKING = 16;

    /// The work that reading an element of B for a single row counts for.
    private static final int READING = 8;

    /// What tiles start from that start from 0.
    private static final float[] ZERO = new float[ROW_WIDTH];

    private static final Scratch<Packs> PACKS = new Scratch<>(Packs::bytes, Packs::new);

    private static final Scratch<Strip> STRIPS = new Scratch<>(Strip::bytes, Strip::new);

    private final int m;

    private final int n;

    private final int k;

    private final FloatMatrix a;

    private final FloatMatrix b;

    private final FloatMatrix c;

    private final boolean accumulate;

    private FloatProduct(int m, int n, int k, FloatMatrix a, FloatMatrix b, FloatMatrix c, boolean accumulate) {
        this.m = m;
        this.n = n;
        this.k = k;
        this.a = a;
        this.b = b;
        this.c = c;
        this.accumulate = accumulate;
    }

    /// Where operands are packed for all parts.
    private static final class Packs {
        /// Rows of A.
        float[] a = {};

        /// Panels of B.
        float[] b = {};

        void reserve(int sizeA, int sizeB) {
            a = a.length < sizeA ? new float[sizeA] : a;
            b = b.length < sizeB ? new float[sizeB] : b;
        }

        long bytes() {
            return (long) Float.BYTES * (a.length + b.length);
        }
    }

    /// What a part of a product needs for itself.
    private static final class Strip {
        /// Rows of A, if they are packed.
        float[] rows = {};

        /// For tiles at an edge, and the end of a row.
        final float[] edge = new float[ROWS * WIDTH];

        /// Panels of a block of B, if they are.
        float[] panels = {};

        /// What packing takes.
        float[] scratch = {};

        float[] scratch(int size) {
            scratch = scratch.length < size ? new float[size] : scratch;
            return scratch;
        }

        float[] panels(int size) {
            panels = panels.length < size ? new float[size] : panels;
            return panels;
        }

        float[] rows(int size) {
            rows = rows.length < size ? new float[size] : rows;
            return rows;
        }

        long bytes() {
            return (long) Float.BYTES * (rows.length + panels.length + scratch.length + edge.length);
        }
    }

    /// C = A B or C += A B; see `FloatGemm.gemm`. k is at least 1.
    static void product(int m, int n, int k, float[] a, int aAt, Walk aRow, Walk aCol, float[] b, int bAt, Walk bRow,
            Walk bCol, float[] c, int cAt, int cRow, boolean accumulate) {
        var product = new FloatProduct(m, n, k, new FloatMatrix(a, aAt, aRow, aCol),
                new FloatMatrix(b, bAt, bRow, bCol),
                new FloatMatrix(c, cAt, Walk.of(cRow), Walk.of(1)), accumulate);
        if (m == 1 && n >= L && aCol.isEven() && bRow.isEven() && bCol.isStep(1)) {
            ProductParts.of(1, n, READING * k).parallel((_, _, j, columns) -> product.row(j, columns));
        } else {
            product.slabs();
        }
    }

    /// One row times a matrix: B is read once, where it lies, four vectors abreast; the last ones may be moved to
    /// the left, as computing some columns twice costs less than an edge.
    private void row(int j, int columns) {
        int width = Math.min(ROW_WIDTH, columns);
        int last = width - L;
        Strip strip = STRIPS.take();
        float[] edge = strip.edge;
        for (int x = 0; x < columns; x += ROW_WIDTH) {
            int done = x - Math.min(x, columns - width);
            int left = j + x - done;
            boolean whole = done == 0;
            float[] to = whole ? c.array() : edge;
            int toAt = whole ? c.index(0, left) : 0;
            if (!whole && accumulate) {
                System.arraycopy(c.array(), c.index(0, left + done), edge, done, width - done);
            }
            FloatTiles.row(k, a.array(), a.index(0, 0), a.col().step(), b.array(), b.index(0, left), b.row().step(),
                    Math.min(L, last),
                    Math.min(2 * L, last), last, accumulate ? to : ZERO, accumulate ? toAt : 0, to, toAt);
            if (!whole) {
                System.arraycopy(edge, done, c.array(), c.index(0, left + done), width - done);
            }
        }
        STRIPS.give(strip);
    }

    private void slabs() {
        Packs packs = PACKS.take();
        int depth = evenly(k, SLAB * DEPTH / Math.clamp(n, NARROW, SLAB));
        for (int j = 0; j < n; j += SLAB) {
            for (int p = 0; p < k; p += depth) {
                new Slab(j, Math.min(SLAB, n - j), p, Math.min(depth, k - p), packs).multiply();
            }
        }
        PACKS.give(packs);
    }

    /// The least piece that cuts `length` into as few pieces as pieces of `most` would.
    private static int evenly(int length, int most) {
        int pieces = (length + most - 1) / most;
        return (length + pieces - 1) / pieces;
    }

    private static void copyTile(int rows, int n, float[] from, int fromAt, int fromRow, float[] to, int toAt,
            int toRow) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(from, fromAt + r * fromRow, to, toAt + r * toRow, n);
        }
    }

    /// The product of A and B's columns from `left` on, for a part of k that begins at `first`.
    private final class Slab {
        private final int left;

        private final int n;

        private final int first;

        private final int k;

        private final Packs packs;

        private final ProductParts grid;

        /// Whether A is packed for all parts before, or by whoever works on its rows.
        private final boolean sharesA;

        private final boolean packsA;

        /// The same of B and its columns. If neither is, it is used where it lies.
        private final boolean sharesB;

        private final boolean packsB;

        /// Whether C already holds something to add to.
        private final boolean add;

        Slab(int left, int n, int first, int k, Packs packs) {
            this.left = left;
            this.n = n;
            this.first = first;
            this.k = k;
            this.packs = packs;
            this.grid = ProductParts.of(m, n, k);
            boolean lies = a.row().isEven() && a.col().isStep(1);
            boolean direct = b.row().isEven() && b.col().isStep(1) && n >= WIDTH && m <= FEW_ROWS;
            this.sharesA = !lies && !grid.hasWholeRows();
            this.packsA = !lies && grid.hasWholeRows();
            this.sharesB = !direct && !grid.hasWholeColumns();
            this.packsB = !direct && grid.hasWholeColumns();
            this.add = accumulate || first > 0;
        }

        /// Packs what parts share, then computes them.
        void multiply() {
            int panels = sharesB ? (n + PANELS * WIDTH - 1) / (PANELS * WIDTH) : 0;
            int strips = sharesA ? (m + STRIP - 1) / STRIP : 0;
            packs.reserve(sharesA ? m * (k + GAP) : 0, panels * PANELS * WIDTH * k);
            int units = strips + panels;
            Workers.share(units, ProductParts.pieces(units, 1, ProductParts.wanted(units, WIDTH * PACKING, k)),
                    (begin, end) -> {
                        Strip strip = STRIPS.take();
                        float[] scratch = strip.scratch(Math.max(FloatMatrix.scratchOfRows(STRIP),
                                FloatMatrix.scratchOfPanels(PANELS * WIDTH, WIDTH, k)));
                        for (int unit = begin; unit < end; unit++) {
                            if (unit < strips) {
                                int i = unit * STRIP;
                                a.packRows(i, Math.min(STRIP, m - i), first, k, packs.a, i * (k + GAP), k + GAP,
                                        scratch);
                            } else {
                                int j = (unit - strips) * PANELS * WIDTH;
                                packB(j, Math.min(n, j + PANELS * WIDTH), 0, k, packs.b, j * k, scratch);
                            }
                        }
                        STRIPS.give(strip);
                    });
            grid.parallel((i, rows, j, columns) -> {
                Strip strip = STRIPS.take();
                part(i, i + rows, j, j + columns, strip);
                STRIPS.give(strip);
            });
        }

        /// Packs the panels for the columns from j to `end`, `d` rows from p on. The last one of all may begin
        /// further left.
        private void packB(int j, int end, int p, int d, float[] to, int toAt, float[] scratch) {
            int whole = Math.min(end, n - WIDTH + 1);
            int last = j + Math.max(0, whole - j + WIDTH - 1) / WIDTH * WIDTH;
            if (last > j) {
                b.packPanels(first + p, d, left + j, last - j, WIDTH, to, toAt, scratch);
            }
            if (last < end) {
                int start = start(last);
                b.packPanels(first + p, d, left + start, Math.min(WIDTH, n - start), WIDTH, to, toAt + (last - j) * d,
                        scratch);
            }
        }

        /// Where the panel for the columns from j on begins: the last one, one vector wide if that does, is moved to
        /// the left to be full if there is room, as computing some columns twice costs less than an edge.
        private int start(int j) {
            return Math.clamp(n - (n - j > L ? WIDTH : L), 0, j);
        }

        /// Rows from i to `end`, columns from j to `right`.
        private void part(int i, int end, int j, int right, Strip strip) {
            int depth = Math.min(k, evenly(k, DEPTH) + L - 1 & -L);
            int row = sharesA ? k + GAP : packsA ? depth + GAP : a.row().step();
            float[] rows = sharesA
                    ? packs.a
                    : packsA ? strip.rows(Math.min(MANY_ROWS, end - i) * row) : a.array();
            float[] panels = sharesB
                    ? packs.b
                    : packsB ? strip.panels(BLOCK_COLUMNS * depth) : b.array();
            float[] scratch = strip.scratch(Math.max(
                    packsA ? FloatMatrix.scratchOfRows(Math.min(MANY_ROWS, end - i)) : 0,
                    packsB ? FloatMatrix.scratchOfPanels(BLOCK_COLUMNS, WIDTH, depth) : 0));
            for (int top = i; top < end; top += MANY_ROWS) {
                int bottom = Math.min(end, top + MANY_ROWS);
                for (int p = 0; p < k; p += depth) {
                    int d = Math.min(depth, k - p);
                    if (packsA) {
                        a.packRows(top, bottom - top, first + p, d, rows, 0, row, scratch);
                    }
                    int rowsAt = sharesA ? top * row + p : packsA ? 0 : a.index(top, first + p);
                    for (int q = j; q < right; q += BLOCK_COLUMNS) {
                        int last = Math.min(right, q + BLOCK_COLUMNS);
                        Workers.checkInterrupted();
                        if (packsB) {
                            packB(q, last, p, d, panels, 0, scratch);
                        }
                        block(top, bottom, j, q, last, p, d, rows, rowsAt, row, panels, strip.edge);
                    }
                }
            }
        }

        /// The tiles of a block, row by row. Where columns overlap those of the tile before, they are left alone if
        /// they may not be added to C twice, or if they belong to another part, which starts at `mine`.
        private void block(int top, int bottom, int mine, int j, int right, int p, int d, float[] rows, int rowsAt,
                int row, float[] panels, float[] edge) {
            boolean adds = add || p > 0;
            int panelRow = sharesB || packsB ? WIDTH : b.row().step();
            for (int i = top; i < bottom; i += ROWS, rowsAt += ROWS * row) {
                int count = Math.min(ROWS, bottom - i);
                for (int q = j; q < right; q += WIDTH) {
                    int start = start(q);
                    int done = adds || start < mine ? q - start : 0;
                    int columns = Math.min(WIDTH, n - start);
                    int at = c.index(i, left + start);
                    boolean whole = count == ROWS && columns % L == 0 && done == 0;
                    float[] to = whole ? c.array() : edge;
                    int toAt = whole ? at : 0;
                    int toRow = whole ? c.row().step() : WIDTH;
                    if (!whole && adds) {
                        copyTile(count, columns - done, c.array(), at + done, c.row().step(), edge, done, WIDTH);
                    }
                    int panelAt = sharesB
                            ? q * k + p * WIDTH
                            : packsB ? (q - j) * d : b.index(first + p, left + start);
                    FloatTiles.tile(count - 1, columns, d, rows, rowsAt, row, panels, panelAt, panelRow,
                            adds ? to : ZERO, adds ? toAt : 0, adds ? toRow : 0, to, toAt, toRow);
                    if (!whole) {
                        copyTile(count, columns - done, edge, done, WIDTH, c.array(), at + done, c.row().step());
                    }
                }
            }
        }
    }
}
