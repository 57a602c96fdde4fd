package org.leibniz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/// Code that stands once for each element type is written for one and made for the other: the loops of float64 are
/// those of float32 with other words. Who changes a loop changes the first file, runs `main`, and has the second one
/// formatted (`mvn spotless:apply`); [TwinsTest] sees to it. So it is with methods that differ by the number of
/// arguments ([Overloads]).
///
///     java core/src/test/java/org/leibniz/Twins.java
final class Twins {
    /// A file that nobody writes.
    interface Made {
        /// What to change in its place.
        String source();

        /// The file, from the project's folder on.
        String made();

        /// The text that it should have, but for how its lines are wrapped.
        String text(Path root) throws IOException;
    }

    /// A file, what is made of it, and how.
    record Twin(String source, String made, List<Rule> rules) implements Made {
        @Override
        public String text(Path root) throws IOException {
            var lines = new ArrayList<String>();
            for (String line : Files.readAllLines(root.resolve(source))) {
                String text = line;
                for (var rule : rules) {
                    text = text.replaceAll(rule.pattern, rule.replacement);
                }
                lines.add(text);
            }
            return marked(lines, source);
        }
    }

    /// Words and the words in their place.
    record Rule(String pattern, String replacement) {}

    private static final List<Rule> DOUBLES = List.of(new Rule("\\(float\\) \\((.*)\\);$", "$1;"),
            new Rule("\\((float|double)\\) ", ""),
            new Rule("\\b0f\\b", "0"), new Rule("Float", "Double"), new Rule("float32", "float64"),
            new Rule("FLOAT32", "FLOAT64"),
            new Rule("float(?!64)", "double"), new Rule("FLOAT(?!64)", "DOUBLE"));

    private static final List<Rule> LONGS = List.of(new Rule("int32 \\(.*?\\)", "int64"), new Rule("int32", "int64"),
            new Rule("2\\^32", "2^64"),
            new Rule("\\((int|long)\\) ", ""),
            new Rule("\\bint\\[\\]", "long[]"), new Rule("\\bint (one|a|b)\\b", "long $1"), new Rule("Integer", "Long"),
            new Rule("\\bInt(?=[A-Z])", "Long"));

    /// What `DoubleMath` lacks because `Math` or `SpecialFunctions` serves.
    private static final Rule[] OTHER_FUNCTIONS = {
            new Rule("FloatMath\\.(tan|asin|acos|atan|atan2|cbrt|pow)\\(", "Math.$1("),
            new Rule("FloatMath\\.(asinh|acosh|atanh)\\(", "SpecialFunctions.$1("),
            new Rule("(import org.leibniz.math.)FloatMath;", "$0 $1SpecialFunctions;")};

    /// The bits of doubles.
    private static final Rule[] WIDE_BITS = {new Rule("IntVector", "LongVector"), new Rule("I2F", "L2D"),
            new Rule("reinterpretAsInts", "reinterpretAsLongs"), new Rule("int\\[", "long[")};

    /// Jacobians by reverse mode, of those by forward mode.
    private static final List<Rule> REVERSE = List.of(new Rule("jacfwd", "jacrev"), new Rule("forward", "reverse"),
            new Rule("ForwardJacobians", "ReverseJacobians"),
            new Rule("extends Linearizations", "extends ForwardJacobians"),
            new Rule("element of the input, so for few inputs", "element of the output, so for many inputs"),
            new Rule("and many outputs", "and few outputs"),
            new Rule("inputs; for parameters see `jacrev`", "inputs and parameters"),
            new Rule("given inputs\\.", "given inputs and parameters."),
            new Rule("`wrt\\(\\.\\.\\)` of positions", "`wrt(..)`, a [Parameter], a [ParameterTuple]"));

    private static final String CORE = "core/src/main/java/org/leibniz/";
    private static final String SIMD = "simd/src/main/java/org/leibniz/simd/";
    private static final String SIMD_TESTS = "simd/src/test/java/org/leibniz/simd/";

    static final List<Made> ALL = Stream.of(List.<Made>of(
            doubles(CORE + "cpu/FloatLoops"), doubles(CORE + "cpu/FloatFold"),
            doubles(CORE + "routine/SimdFloats"), doubles(CORE + "routine/PlainFloats"),
            doubles(CORE + "routine/PlainFloatProduct"), doubles(CORE + "routine/PlainFloatFunctions", OTHER_FUNCTIONS),
            doubles(SIMD + "ServedFloats"), doubles(SIMD + "VectorFloats"), doubles(SIMD + "FloatLoop"),
            doubles(SIMD + "FloatWork"),
            doubles(SIMD + "FloatSums"), doubles(SIMD + "FloatDots"), doubles(SIMD + "FloatRows"),
            extreme("Float", "Maxima"), extreme("Float", "Minima"), extreme("Double", "Maxima"),
            extreme("Double", "Minima"), tiles("Float"), tiles("Double"), doubles(SIMD + "FloatProduct"),
            doubles(SIMD + "FloatMatrix"),
            doubles(SIMD + "FloatFunction"), doubles(SIMD + "FloatMixture", WIDE_BITS),
            doubles(CORE + "routine/FloatGemm"), doubles(CORE + "routine/FloatSum"),
            doubles(CORE + "routine/FloatSymmetric"), longs(CORE + "routine/IntGemm"),
            longs(CORE + "cpu/IntLoops"),
            doubles(SIMD + "FloatTranspose"), doubles(SIMD_TESTS + "VectorFloatsTest"),
            squares("Float", 32), squares("Double", 64),
            new LaneLoops(SIMD + "FloatLaneLoops.java", List.of("FloatLanes", "WideLanes")),
            new LaneLoops(SIMD + "DoubleLaneLoops.java", List.of("DoubleLanes")),
            new Twin(CORE + "ForwardJacobians.java", CORE + "ReverseJacobians.java", REVERSE),
            new Longer(CORE + "Fn", 3), new Longer(CORE + "Fn", 4), new Longer(CORE + "TensorFn", 3),
            new Longer(CORE + "TensorFn", 4),
            new Longer(CORE + "Tuple", 3), new Longer(CORE + "Tuple", 4)),
            Overloads.ALL,
            kinds(CORE + "cpu/FloatCasts"), kinds(CORE + "routine/FloatScatter")).flatMap(List::stream).toList();

    private Twins() {}

    private static Twin doubles(String file, Rule... first) {
        return new Twin(file + ".java", file.replace("Float", "Double") + ".java",
                Stream.concat(Stream.of(first), DOUBLES.stream()).toList());
    }

    /// Maxima or minima, by the loops for sums.
    private static Made extreme(String type, String name) {
        boolean isMax = name.equals("Maxima");
        return new Twin(SIMD + "FloatSums.java", SIMD + type + name + ".java",
                Stream.concat(Stream.of(new Rule("\\badd\\(", isMax ? "max(" : "min("),
                        new Rule("START = 0", "START = Float." + (isMax ? "NEGATIVE" : "POSITIVE") + "_INFINITY"),
                        new Rule("Sums", name), new Rule("\\bsum\\b", isMax ? "maximum" : "minimum")),
                        (type.equals("Float") ? List.<Rule>of() : DOUBLES).stream()).toList());
    }

    private static Made tiles(String type) {
        return new Tiles(SIMD + type + "Tiles.java", type);
    }

    private static Made squares(String type, int bits) {
        return new Squares(SIMD + type + "Squares.java", type, bits);
    }

    private static Twin longs(String file) {
        return new Twin(file + ".java", file.replace("Int", "Long") + ".java", LONGS);
    }

    /// For the three other kinds of numbers: only what is named here is of that kind.
    private static List<Made> kinds(String file) {
        return Stream.of("Double", "Int", "Long").<Made>map(kind -> new Twin(file + ".java",
                file.replace("Float", kind) + ".java",
                List.of(new Rule("Float(Casts|Scatter)", kind + "$1"),
                        new Rule("float\\[\\] (a|updates|out)\\b", kind.toLowerCase(Locale.ROOT) + "[] $1"),
                        new Rule("\\bfloats\\b", kind.toLowerCase(Locale.ROOT) + "s"))))
                .toList();
    }

    /// The project's folder.
    static Path root() {
        var root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("DESIGN.md"))) {
            root = Objects.requireNonNull(root.getParent(), "run it inside the project's folder");
        }
        return root;
    }

    /// Makes the second files.
    public static void main(String[] args) throws IOException {
        for (var file : ALL) {
            Path path = root().resolve(file.made());
            String text = file.text(root());
            if (!Files.exists(path) || !words(Files.readString(path)).equals(words(text))) {
                Files.writeString(path, text);
            }
        }
    }

    /// The text of a file that says what it is made of.
    static String marked(List<String> lines, String source) {
        var all = new ArrayList<>(lines);
        all.add(2, "// made of " + source.substring(source.lastIndexOf('/') + 1) + " by Twins: change that");
        return String.join("\n", all) + "\n";
    }

    /// A text without what a formatter decides.
    static String words(String text) {
        return text.replaceAll("\\s*///?", " ").replaceAll("\\s+", " ").replaceAll("([(\\[{]) | (?=\\.)", "$1");
    }
}
