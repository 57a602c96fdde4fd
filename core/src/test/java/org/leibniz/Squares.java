package org.leibniz;

import java.nio.file.Path;
import java.util.Locale;

/// Writes out the transposition of squares, one vector by one vector, in registers: in each of log2(lanes) rounds,
/// pairs of rows trade halves of their blocks. It is written out row by row, without helpers, because the compiler
/// gives up inlining a helper (not the Vector API itself) in a method that long.
///
/// @param made the file, from the project's folder on
/// @param type `Float` or `Double`
/// @param bits of one element
record Squares(String made, String type, int bits) implements Twins.Made {
    @Override
    public String source() {
        return "Squares.java";
    }

    @Override
    public String text(Path root) {
        var text = new StringBuilder("""
                package org.leibniz.simd;

                // made by Squares.java, which see
                import jdk.incubator.vector.FloatVector;
                import jdk.incubator.vector.VectorMask;
                import jdk.incubator.vector.VectorShuffle;
                import jdk.incubator.vector.VectorSpecies;

                /// Squares of floats, one vector by one vector, for [FloatTranspose].
                final class FloatSquares {
                    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
                """);
        for (int half = 512 / bits / 2; half > 0; half /= 2) {
            text.append("private static final VectorShuffle<Float> SWAP_# = swap(#);\n"
                    .concat("private static final VectorMask<Float> ODD_# = odd(#);\n")
                    .replace("#", "" + half));
        }
        text.append("""

                    private FloatSquares() {}

                    /// Lane i goes to lane i ^ h, if there is one.
                    private static VectorShuffle<Float> swap(int h) {
                        return VectorShuffle.fromOp(S, i -> (i ^ h) & (S.length() - 1));
                    }

                    private static VectorMask<Float> odd(int h) {
                        boolean[] odd = new boolean[S.length()];
                        for (int i = 0; i < odd.length; i++) {
                            odd[i] = (i & h) != 0;
                        }
                        return VectorMask.fromValues(S, odd);
                    }
                """);
        square(512, text);
        square(256, text);
        return text.append("}\n").toString().replace("Float", type).replace("float", type.toLowerCase(Locale.ROOT));
    }

    /// The square for vectors of so many bits.
    private void square(int size, StringBuilder text) {
        int lanes = size / bits;
        text.append("\nstatic void of%d(float[] x, int at, int row, float[] y, int to, int toRow) {\n".formatted(size));
        for (int i = 0; i < lanes; i++) {
            text.append("FloatVector a%d = FloatVector.fromArray(S, x, at%s);\n".formatted(i, times(i, "row")));
        }
        char rows = 'a';
        for (int half = lanes / 2; half > 0; half /= 2, rows++) {
            for (int i = 0; i < lanes; i++) {
                if ((i & half) == 0) {
                    text.append("""
                            FloatVector %1$s%3$d = %2$s%3$d.blend(%2$s%4$d.rearrange(SWAP_%5$d), ODD_%5$d);
                            FloatVector %1$s%4$d = %2$s%3$d.rearrange(SWAP_%5$d).blend(%2$s%4$d, ODD_%5$d);
                            """.formatted((char) (rows + 1), rows, i, i + half, half));
                }
            }
        }
        for (int i = 0; i < lanes; i++) {
            text.append("%s%d.intoArray(y, to%s);\n".formatted(rows, i, times(i, "toRow")));
        }
        text.append("}\n");
    }

    private static String times(int i, String step) {
        return i == 0 ? "" : i == 1 ? " + " + step : " + " + i + " * " + step;
    }
}
