package org.leibniz;

import java.nio.file.Path;
import java.util.Locale;

/// Writes out the tiles of products, for both numbers of registers and both element types.
///
/// The form is what C2 makes of it. With an offset of its own for each row of A it leaves the loads where they are, and
/// needs a register for each vector of C, those of B and one of A; where it can hoist the loads, it does, wants more
/// registers than there are and spills, at half the speed.
///
/// @param made the file, from the project's folder on
/// @param type `Float` or `Double`
record Tiles(String made, String type) implements Twins.Made {
    @Override
    public String source() {
        return "Tiles.java";
    }

    @Override
    public String text(Path root) {
        var text = new StringBuilder("""
                package org.leibniz.simd;

                // made by Tiles.java, which see
                import jdk.incubator.vector.FloatVector;
                import jdk.incubator.vector.VectorSpecies;

                /// The innermost loops of [FloatProduct]: `to = from + A B` for a tile of C that stays in registers, or
                /// a part of one row.
                ///
                /// There is no branch beside the loops, so that nothing rare can throw the compiled code away; they
                /// test at their end, so that the vectors that are stored are of a class that the compiler knows.
                final class FloatTiles {
                    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

                    private static final int L = S.length();

                    /// Whether there are the 19 vector registers that 8 rows by two vectors take: AVX2, with vectors
                    /// of 256 bits, has 16.
                    private static final boolean MANY_REGISTERS = S.vectorBitSize() != 256;

                    /// Rows of a tile.
                    static final int ROWS = MANY_REGISTERS ? 8 : 6;

                    /// Columns of a wide tile; a narrow one has half of them.
                    static final int WIDTH = 2 * L;

                    /// Columns of a part of a row.
                    static final int ROW_WIDTH = 4 * L;

                    private FloatTiles() {}

                    /// One row by four vectors, which begin `second`, `third` and `last` columns after the first one
                    /// and may overlap. Element p of the row of A is `a[aAt + p * aStep]`.
                    static void row(int k, float[] a, int aAt, int aStep, float[] b, int bAt, int bRow, int second,
                            int third, int last, float[] from, int fromAt, float[] to, int toAt) {
                        FloatVector c0 = FloatVector.fromArray(S, from, fromAt);
                        FloatVector c1 = FloatVector.fromArray(S, from, fromAt + second);
                        FloatVector c2 = FloatVector.fromArray(S, from, fromAt + third);
                        FloatVector c3 = FloatVector.fromArray(S, from, fromAt + last);
                        int p = 0;
                        do {
                            FloatVector x = FloatVector.broadcast(S, a[aAt]);
                            c0 = x.fma(FloatVector.fromArray(S, b, bAt), c0);
                            c1 = x.fma(FloatVector.fromArray(S, b, bAt + second), c1);
                            c2 = x.fma(FloatVector.fromArray(S, b, bAt + third), c2);
                            c3 = x.fma(FloatVector.fromArray(S, b, bAt + last), c3);
                            aAt += aStep;
                            bAt += bRow;
                        } while (++p < k);
                        c0.intoArray(to, toAt);
                        c1.intoArray(to, toAt + second);
                        c2.intoArray(to, toAt + third);
                        c3.intoArray(to, toAt + last);
                    }

                    /// [#ROWS] rows by the columns that there are, up to [#WIDTH]. Row r of A begins at `a[aAt + r *
                    /// aRow]` and lies in order; rows past the last (`last` is its number) repeat it. B has k rows of
                    /// one or two whole vectors, `bRow` apart.
                    static void tile(int last, int columns, int k, float[] a, int aAt, int aRow, float[] b, int bAt,
                            int bRow, float[] from, int fromAt, int fromRow, float[] to, int toAt, int toRow) {
                        if (columns > L) {
                            if (MANY_REGISTERS) {
                                eightWide(last, k, a, aAt, aRow, b, bAt, bRow, from, fromAt, fromRow, to, toAt, toRow);
                            } else {
                                sixWide(last, k, a, aAt, aRow, b, bAt, bRow, from, fromAt, fromRow, to, toAt, toRow);
                            }
                        } else if (MANY_REGISTERS) {
                            eightNarrow(last, k, a, aAt, aRow, b, bAt, bRow, from, fromAt, fromRow, to, toAt, toRow);
                        } else {
                            sixNarrow(last, k, a, aAt, aRow, b, bAt, bRow, from, fromAt, fromRow, to, toAt, toRow);
                        }
                    }
                """);
        tile("sixWide", 6, 2, text);
        tile("sixNarrow", 6, 1, text);
        tile("eightWide", 8, 2, text);
        tile("eightNarrow", 8, 1, text);
        return text.append("}\n").toString().replace("Float", type).replace("float", type.toLowerCase(Locale.ROOT));
    }

    private static void tile(String name, int rows, int vectors, StringBuilder text) {
        text.append("\n/// %d rows by %s.\n".formatted(rows, vectors == 1 ? "a vector" : vectors + " vectors"));
        text.append(
                "private static void %s(int last, int k, float[] a, int aAt, int aRow, float[] b, int bAt, int bRow, "
                        .formatted(name));
        text.append("float[] from, int fromAt, int fromRow, float[] to, int toAt, int toRow) {\n");
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < vectors; v++) {
                text.append("FloatVector c%d%d = FloatVector.fromArray(S, from, fromAt%s%s);\n".formatted(r, v,
                        times(r, "fromRow"), times(v, "L")));
            }
        }
        for (int r = 0; r < rows; r++) {
            text.append("int a%d = aAt%s;\n".formatted(r, r == 0 ? "" : " + Math.min(" + r + ", last) * aRow"));
        }
        text.append("int p = 0;\ndo {\n");
        for (int v = 0; v < vectors; v++) {
            text.append("FloatVector b%d = FloatVector.fromArray(S, b, bAt%s);\n".formatted(v, times(v, "L")));
        }
        for (int r = 0; r < rows; r++) {
            text.append("FloatVector x%d = FloatVector.broadcast(S, a[a%d + p]);\n".formatted(r, r));
            for (int v = 0; v < vectors; v++) {
                text.append("c%d%d = x%d.fma(b%d, c%d%d);\n".formatted(r, v, r, v, r, v));
            }
        }
        text.append("bAt += bRow;\n} while (++p < k);\n");
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < vectors; v++) {
                text.append("c%d%d.intoArray(to, toAt%s%s);\n".formatted(r, v, times(r, "toRow"), times(v, "L")));
            }
        }
        text.append("}\n");
    }

    private static String times(int n, String step) {
        return n == 0 ? "" : n == 1 ? " + " + step : " + " + n + " * " + step;
    }
}
