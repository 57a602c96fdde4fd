package org.leibniz.array;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.ir.Buffers;

/// The text of a tensor, character for character what MindSpore prints.
///
/// [#str] is `print(tensor)`: NumPy's text of the array, as NumPy 1.26 writes it with its default options.
///
/// 1. A scalar has the fewest digits that tell it from its neighbours in its type: `0.1`, `6.0`, `1e-05`. It is
///    scientific below 1e-4 and from 1e16 on.
/// 2. An array of floats is scientific if a magnitude is 1e8 or more, or below 1e-4, or if the largest is over 1000
///    times the smallest; NaN, infinities and zeros do not count.
/// 3. Elements too have the fewest digits, but no more than 8 decimals, and their points align: `[4.51
///    3.6000001]`, `[1.0e-03 1.5e+00]`.
/// 4. All elements are as wide as the widest and stand right: `[ nan -inf  1.5]`, `[  1 -20]`, `[ True False]`.
/// 5. Lines have 75 characters, matrices are separated by empty lines, and of more than 1000 elements long axes show
///    three at either end.
///
/// [#repr] is a tensor inside a printed tuple: MindSpore's own text, in its Linux form.
///
/// 6. A scalar has six digits: `0.914285`, `1.23457e+08`.
/// 7. Floats have a fixed number of digits and stand right in cells of a fixed width: `[ 1.00000000e+00]`. Integers,
///    and bfloat16 with the digits of rule 6, are as wide as the widest.
/// 8. Axes beyond 6, of a vector beyond 1000, show three at either end. A vector breaks its line after every 12 floats
///    or 24 integers.
///
/// Both work alike: the elements that will be seen become cells, texts padded to the width of a column; then the cells
/// are laid out in brackets and lines.
public final class TensorText {
    /// Items seen at either end of an axis that is cut short.
    private static final int EDGE = 3;
    private static final String ELLIPSIS = "...";

    /// NumPy: the most decimals of an element.
    private static final int PRECISION = 8;
    /// NumPy: arrays with more elements are cut short.
    private static final int FULL_SIZE = 1000;
    /// NumPy: the length of a line.
    private static final int LINE_WIDTH = 75;

    /// MindSpore: an axis of a matrix, or of a tensor of higher rank, that is longer is cut short, and so is a vector
    /// beyond `FULL_SIZE`.
    private static final int FULL_AXIS = 6;

    private final Shape shape;
    /// The longest axis that is shown in full.
    private final int limit;
    private final String[] cells;
    private int next; // of them
    private final StringBuilder out;

    private TensorText(Shape shape, int limit, String[] cells, String opening) {
        this.shape = shape;
        this.limit = limit;
        this.cells = cells;
        this.out = new StringBuilder(opening);
    }

    /// The text that `print(tensor)` shows.
    ///
    /// @param dtype
    ///            the element type
    /// @param shape
    ///            the shape
    /// @param array
    ///            the elements, as [Buffers] keeps them
    /// @return NumPy's `str` of the array; a bfloat16 tensor prints as the float32 tensor of its values
    public static String str(DType dtype, Shape shape, Object array) {
        if (shape.rank() == 0) {
            return dtype.isFloating() ? numpyScalar(dtype, Buffers.getDouble(dtype, array, 0)) : whole(dtype, array, 0);
        }
        if (shape.size() == 0) {
            return "[]"; // whatever the rank
        }
        int limit = shape.size() > FULL_SIZE ? 2 * EDGE : Integer.MAX_VALUE;
        var text = new TensorText(shape, limit, numpyCells(dtype, array, seen(shape, limit)), "");
        text.numpyBlock(0);
        return text.out.toString();
    }

    /// The text of a tensor inside a printed tuple, such as `Tensor(shape=[2], dtype=Int32, value= [1, 2])`.
    ///
    /// @param dtype
    ///            the element type
    /// @param shape
    ///            the shape
    /// @param array
    ///            the elements, as [Buffers] keeps them
    /// @return MindSpore's `repr` of the tensor, but that NaN never shows its sign, which is left to chance (C++ prints
    ///     `-nan` for some)
    public static String repr(DType dtype, Shape shape, Object array) {
        String opening = "Tensor(shape=" + Arrays.toString(shape.toArray()) + ", dtype=" + dtype.title() + ", value="
                + (shape.rank() > 1 ? "\n" : " ");
        if (shape.size() == 0) {
            return opening + ")";
        }
        if (shape.rank() == 0) {
            return opening + (dtype.isFloating() ? general(Buffers.getDouble(dtype, array, 0)) : whole(dtype, array, 0))
                    + ")";
        }
        int limit = shape.rank() > 1 ? FULL_AXIS : FULL_SIZE;
        var text = new TensorText(shape, limit, mindsporeCells(dtype, array, seen(shape, limit)), opening);
        text.mindsporeBlock(0, dtype.isInteger() || dtype == DType.BFLOAT16 ? 24 : 12);
        return text.out.append(')').toString();
    }

    // Which elements are seen: rules 5 and 8

    private static int items(int extent, int limit) {
        return extent > limit ? 2 * EDGE : extent;
    }

    private int items(int axis) {
        return items(shape.dim(axis), limit);
    }

    private boolean cut(int axis) {
        return shape.dim(axis) > limit;
    }

    /// The indices of the elements that are seen, in the order in which they are printed.
    private static int[] seen(Shape shape, int limit) {
        int[] indices = {0};
        for (int extent : shape.toArray()) {
            int items = items(extent, limit);
            int[] outer = indices;
            indices = new int[outer.length * items];
            for (int i = 0; i < indices.length; i++) {
                int item = i % items;
                indices[i] = outer[i / items] * extent + (item < EDGE ? item : extent - items + item);
            }
        }
        return indices;
    }

    // The layout of str: rule 5

    /// The axes from one on: rows begin on lines of their own, matrices are separated by an empty line, 3-d blocks by
    /// two, and so on.
    private void numpyBlock(int axis) {
        out.append('[');
        if (axis == shape.rank() - 1) {
            numpyRow(axis);
        } else {
            String gap = "\n".repeat(shape.rank() - 1 - axis) + " ".repeat(axis + 1);
            for (int i = 0; i < items(axis); i++) {
                out.append(i == 0 ? "" : gap);
                if (i == EDGE && cut(axis)) {
                    out.append(ELLIPSIS).append(gap);
                }
                numpyBlock(axis + 1);
            }
        }
        out.append(']');
    }

    private void numpyRow(int axis) {
        int column = shape.rank(); // the brackets opened, or the blanks in their place
        for (int i = 0; i < items(axis); i++) {
            if (i == EDGE && cut(axis)) {
                column = numpyWord(ELLIPSIS, column);
            }
            column = numpyWord(cells[next++], column);
        }
    }

    /// Adds a word to the line, or to a new line if it would leave no room for the closing brackets; then the full line
    /// loses the blanks at its end. Returns the new column.
    private int numpyWord(String word, int column) {
        int indent = shape.rank();
        if (column == indent) {
            out.append(word);
            return indent + word.length();
        }
        if (column + 1 + word.length() <= LINE_WIDTH - indent) {
            out.append(' ').append(word);
            return column + 1 + word.length();
        }
        int end = out.length();
        while (out.charAt(end - 1) == ' ') {
            end--;
        }
        out.setLength(end);
        out.append('\n').append(" ".repeat(indent)).append(word);
        return indent + word.length();
    }

    // The layout of repr: rule 8

    /// The axes from one on: blocks are separated by commas and begin on lines of their own, and there is no comma
    /// after an ellipsis.
    private void mindsporeBlock(int axis, int perLine) {
        out.append('[');
        if (axis == shape.rank() - 1) {
            mindsporeRow(axis, perLine);
        } else {
            String gap = "\n" + " ".repeat(axis + 1);
            for (int i = 0; i < items(axis); i++) {
                boolean afterCut = i == EDGE && cut(axis);
                out.append(i == 0 ? "" : "," + gap).append(afterCut ? ELLIPSIS + gap : "");
                mindsporeBlock(axis + 1, perLine);
            }
        }
        out.append(']');
    }

    /// One row; an ellipsis has no commas around it. A vector that is shown in full breaks its line after every
    /// `perLine` elements, even after the last one: a blank stays at the end of the line, and the closing bracket may
    /// stand on a line of its own.
    private void mindsporeRow(int axis, int perLine) {
        boolean breaks = shape.rank() == 1 && !cut(axis);
        for (int i = 0; i < items(axis); i++) {
            if (i > 0) {
                out.append(i == EDGE && cut(axis) ? " " + ELLIPSIS + " " : ", ");
                out.append(breaks && i % perLine == 0 ? "\n " : "");
            }
            out.append(cells[next++]);
        }
        out.append(breaks && items(axis) % perLine == 0 ? "\n " : "");
    }

    // The cells of str: rules 1 to 4

    private static String[] numpyCells(DType dtype, Object array, int[] seen) {
        if (dtype.isFloating()) {
            return numpyFloats(dtype, values(dtype, array, seen));
        }
        String[] texts = wholes(dtype, array, seen);
        return dtype == DType.BOOL ? padded(texts, 5) : aligned(texts);
    }

    private static String[] numpyFloats(DType dtype, double[] values) {
        double max = 0;
        double min = Double.POSITIVE_INFINITY;
        for (double value : values) {
            double x = Math.abs(value);
            if (Double.isFinite(x)) {
                max = Math.max(max, x);
                min = x == 0 ? min : Math.min(min, x);
            }
        }
        // Rule 2. The magnitudes are compared as float64: float32 1e-4 is below 1e-4. Their quotient has been rounded
        // to their own type.
        boolean scientific = max >= 1e8 || min < 1e-4 || quotient(dtype, max, min) > 1000;
        return aligned(scientific ? scientificColumn(dtype, values) : positionalColumn(dtype, values));
    }

    private static double quotient(DType dtype, double a, double b) {
        return switch (dtype) {
            case FLOAT64 -> a / b;
            case FLOAT16 -> Float.float16ToFloat(Float.floatToFloat16((float) a / (float) b));
            default -> (float) a / (float) b;
        };
    }

    /// Rule 3, positional: the fewest decimals that tell the number from its neighbours, but at most 8; then blanks in
    /// place of zeros, so that decimal points align.
    private static String[] positionalColumn(DType dtype, double[] values) {
        String[] texts = new String[values.length];
        int places = 0;
        for (int i = 0; i < texts.length; i++) {
            double x = Math.abs(values[i]);
            texts[i] = Double.isFinite(x) ? positional(dtype, x) : "";
            places = Math.max(places, decimals(texts[i]));
        }
        for (int i = 0; i < texts.length; i++) {
            texts[i] = signed(values[i], texts[i].concat(" ".repeat(places - decimals(texts[i]))));
        }
        return texts;
    }

    private static int decimals(String positional) {
        return positional.isEmpty() ? 0 : positional.length() - 1 - positional.indexOf('.');
    }

    private static String positional(DType dtype, double x) {
        String simple = simple(dtype, x);
        return simple == null ? positional(decimal(dtype, x, 0, PRECISION).stripTrailingZeros()) : simple;
    }

    /// Rule 3, scientific: all numbers have as many digits as the one that needs most, at most 8 after the point. The
    /// additional digits are true ones, not zeros: float32 7.054552e-07 beside a longer number is 7.0545519e-07.
    /// Exponents are as wide as the widest.
    private static String[] scientificColumn(DType dtype, double[] values) {
        int digits = 1;
        int largest = 0;
        for (double value : values) {
            double x = Math.abs(value);
            if (Double.isFinite(x)) {
                var fewest = shortest(dtype, x, PRECISION - exponent(x));
                digits = Math.max(digits, fewest.precision());
                largest = Math.max(largest, Math.abs(exponent(fewest)));
            }
        }
        String[] texts = new String[values.length];
        for (int i = 0; i < texts.length; i++) {
            double x = Math.abs(values[i]);
            int places = Double.isFinite(x) ? digits - 1 - exponent(x) : 0;
            texts[i] = signed(values[i], Double.isFinite(x)
                    ? scientific(decimal(dtype, x, places, places), digits - 1, largest < 100 ? 2 : 3)
                    : "");
        }
        return texts;
    }

    /// Rule 1, with as many digits as it takes.
    private static String numpyScalar(DType dtype, double value) {
        double x = Math.abs(value);
        if (!Double.isFinite(x)) {
            return signed(value, "");
        }
        String text = simple(dtype, x);
        if (text == null) {
            BigDecimal d = shortest(dtype, x, Integer.MAX_VALUE);
            if (x != 0 && (x < 1e-4 || x >= 1e16)) {
                return signed(value, scientificTrimmed(d));
            }
            text = positional(d);
        }
        return signed(value, text.endsWith(".") ? text.concat("0") : text);
    }

    /// What [#positional] is, and the decimal with the fewest digits too, of a number of usual size that has few digits
    /// by Java's own reckoning, which is the same there; else null. A process's first number need not wait for
    /// decimals of any size, whose classes take 20 ms.
    private static @Nullable String simple(DType dtype, double x) {
        if (dtype == DType.FLOAT16 || x != 0 && !(x >= 1e-3 && x < 1e7)) {
            return null;
        }
        String text = dtype == DType.FLOAT64 ? Double.toString(x) : Float.toString((float) x);
        return text.endsWith(".0")
                ? text.substring(0, text.length() - 1)
                : decimals(text) <= PRECISION ? text : null;
    }

    // The cells of repr: rules 6 and 7

    private static String[] mindsporeCells(DType dtype, Object array, int[] seen) {
        return switch (dtype) {
            case BOOL -> padded(wholes(dtype, array, seen), 5);
            case FLOAT16 -> padded(fixed(values(dtype, array, seen), 4), 11);
            case FLOAT32, FLOAT64 -> padded(fixed(values(dtype, array, seen), 8), 15);
            case BFLOAT16 -> aligned(general(values(dtype, array, seen)));
            default -> aligned(wholes(dtype, array, seen));
        };
    }

    /// Rule 7: C's `%.{places}e`.
    private static String[] fixed(double[] values, int places) {
        String[] texts = new String[values.length];
        for (int i = 0; i < texts.length; i++) {
            double x = Math.abs(values[i]);
            texts[i] = signed(values[i],
                    Double.isFinite(x) ? scientific(rounded(x, places + 1), places, 2) : "");
        }
        return texts;
    }

    private static String[] general(double[] values) {
        String[] texts = new String[values.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = general(values[i]);
        }
        return texts;
    }

    /// Rule 6: C's `%g`, six digits without trailing zeros, scientific if the exponent is below -4 or above 5.
    private static String general(double value) {
        double x = Math.abs(value);
        if (!Double.isFinite(x)) {
            return signed(value, "");
        }
        BigDecimal d = rounded(x, 6).stripTrailingZeros();
        int exponent = exponent(d);
        return signed(value, exponent < -4 || exponent >= 6 ? scientificTrimmed(d) : d.toPlainString());
    }

    private static BigDecimal rounded(double x, int digits) {
        return new BigDecimal(x).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    // Texts of elements

    private static String[] wholes(DType dtype, Object array, int[] seen) {
        String[] texts = new String[seen.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = whole(dtype, array, seen[i]);
        }
        return texts;
    }

    private static double[] values(DType dtype, Object array, int[] seen) {
        double[] values = new double[seen.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Buffers.getDouble(dtype, array, seen[i]);
        }
        return values;
    }

    /// An integer or a truth value.
    private static String whole(DType dtype, Object array, int index) {
        long value = Buffers.getLong(dtype, array, index);
        return dtype != DType.BOOL ? Long.toString(value) : value != 0 ? "True" : "False";
    }

    /// A float, given its magnitude if that is finite. Zero has a sign, NaN has none.
    private static String signed(double value, String magnitude) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        String text = Double.isInfinite(value) ? "inf" : magnitude;
        return Math.copySign(1, value) < 0 ? "-".concat(text) : text;
    }

    /// Rules 4 and 7: all cells as wide as the widest.
    private static String[] aligned(String[] texts) {
        int width = 0;
        for (String text : texts) {
            width = Math.max(width, text.length());
        }
        return padded(texts, width);
    }

    private static String[] padded(String[] texts, int width) {
        for (int i = 0; i < texts.length; i++) {
            texts[i] = " ".repeat(Math.max(0, width - texts[i].length())).concat(texts[i]);
        }
        return texts;
    }

    /// Such as `0.25`, `3.` or `120.`.
    private static String positional(BigDecimal d) {
        String text = d.toPlainString();
        return d.scale() > 0 ? text : text + ".";
    }

    /// Such as `2.50e-01`, `3.e+00` or `1.e-100`. Digits beyond the fraction are zeros, left by a carry into a new
    /// leading digit.
    private static String scientific(BigDecimal d, int fraction, int exponentWidth) {
        String digits = d.unscaledValue() + "0".repeat(fraction);
        int exponent = exponent(d);
        String power = Integer.toString(Math.abs(exponent));
        return digits.charAt(0) + "." + digits.substring(1, 1 + fraction) + (exponent < 0 ? "e-" : "e+")
                + "0".repeat(Math.max(0, exponentWidth - power.length())) + power;
    }

    /// Such as `2.5e-01` or `3e+00`, for a decimal without trailing zeros.
    private static String scientificTrimmed(BigDecimal d) {
        return scientific(d, d.precision() - 1, 2).replace(".e", "e");
    }

    private static int exponent(BigDecimal d) {
        return d.precision() - d.scale() - 1;
    }

    private static int exponent(double x) {
        return exponent(new BigDecimal(x));
    }

    // Decimal digits

    /// The decimal with the fewest digits that tell a number from its neighbours in its type, but no more than `most`
    /// decimals, without trailing zeros.
    private static BigDecimal shortest(DType dtype, double x, int most) {
        return decimal(dtype, x, -exponent(x), most).stripTrailingZeros();
    }

    /// A number in decimal: with the fewest decimals, from `least` on, that tell it from its neighbours in its type;
    /// where `most` decimals do not, the nearest one with as many. Negative numbers of decimals are places before the
    /// point.
    ///
    /// These are the digits of NumPy's "Dragon4". A decimal tells `x` from its neighbours if it is in the interval of
    /// the reals that round to `x`. With each number of decimals there are two candidates, the next one below `x` and
    /// the next one above. The one in the interval is taken; of two, or in the end of none, the nearer one, and in a
    /// tie the one with the even digit. (`Double.toString` would do, but that it has two digits at least, 4.9E-324 for
    /// 5e-324, and that float16 has none.)
    private static BigDecimal decimal(DType dtype, double x, int least, int most) {
        if (x == 0) {
            return BigDecimal.ZERO;
        }
        int bits = dtype == DType.FLOAT64 ? 53 : dtype == DType.FLOAT16 ? 11 : 24;
        int lowest = dtype == DType.FLOAT64 ? -1074 : dtype == DType.FLOAT16 ? -24 : -149;
        // x = significand * 2^power
        int power = Math.max(Math.getExponent(x) - bits + 1, lowest);
        long significand = (long) Math.scalb(x, -power);
        BigDecimal exact = new BigDecimal(x);
        BigDecimal ofOne = new BigDecimal("0.5");
        BigDecimal half = new BigDecimal(Math.scalb(1.0, power)).multiply(ofOne);
        // Below a power of two the neighbour is only half as far.
        boolean closer = significand == 1L << (bits - 1) && power > lowest;
        BigDecimal from = exact.subtract(closer ? half.multiply(ofOne) : half);
        BigDecimal to = exact.add(half);
        // Ties go to the even significand: if that is x's, the ends of the interval round to x as well.
        int reach = significand % 2 == 0 ? 0 : -1;
        for (int places = least;; places++) {
            BigDecimal below = exact.setScale(places, RoundingMode.FLOOR);
            BigDecimal above = exact.setScale(places, RoundingMode.CEILING);
            boolean low = from.compareTo(below) <= reach;
            boolean high = above.compareTo(to) <= reach;
            if (low || high || places == most) {
                return low == high ? exact.setScale(places, RoundingMode.HALF_EVEN) : low ? below : above;
            }
        }
    }
}
