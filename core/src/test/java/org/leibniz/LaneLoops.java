package org.leibniz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Writes a loop over blocks for each function of vectors: a loop that is shared by functions would call them, which
/// the compiler of the Java machine must not, since it keeps vectors in registers only within one method. A function
/// whose comment ends with "for |x| up to MAX." serves for these, and that of `FloatMath` or `DoubleMath` for others.
///
/// @param made the file, from the project's folder on
/// @param lanes the files with the functions: of the vectors of the arrays or, if the arrays are of floats, of doubles
record LaneLoops(String made, List<String> lanes) implements Twins.Made {
    private static final Pattern FUNCTION = Pattern
            .compile("(?m)(?:for \\|x\\| up to (?<max>\\w+)\\.\n)?^    static (?<type>\\w+)Vector (?<name>\\w+)"
                    + "\\(\\w+Vector \\w+(?<second>, \\w+Vector \\w+)?\\) \\{");

    @Override
    public String source() {
        return String.join(" and ", lanes);
    }

    @Override
    public String text(Path root) throws IOException {
        String name = made.replaceAll(".*/|\\.java", "");
        var text = new StringBuilder();
        for (String file : lanes) {
            String code = Files.readString(root.resolve(made).resolveSibling(file + ".java"));
            FUNCTION.matcher(code).results().forEach(m -> text.append(loop(file, m)));
        }
        return """
                package org.leibniz.simd;

                // made by LaneLoops.java of %s: change that
                %s
                /// The loops of the functions of [%s] as they are.
                final class %s {
                %s

                    private %s() {}
                %s}
                """.formatted(source(), floats() ? FLOAT_IMPORTS : IMPORTS, String.join("] and [", lanes), name,
                floats() ? FLOAT_SPECIES : SPECIES, name, text);
    }

    private static final String IMPORTS = """
            import static jdk.incubator.vector.VectorOperators.*;
            import static org.leibniz.math.Coefficients.*;

            import jdk.incubator.vector.DoubleVector;
            import jdk.incubator.vector.VectorSpecies;
            import org.leibniz.math.DoubleMath;
            """;

    private static final String FLOAT_IMPORTS = """
            import static jdk.incubator.vector.VectorOperators.*;
            import static org.leibniz.math.Coefficients.*;

            import jdk.incubator.vector.DoubleVector;
            import jdk.incubator.vector.FloatVector;
            import jdk.incubator.vector.VectorShape;
            import jdk.incubator.vector.VectorSpecies;
            import org.leibniz.math.FloatMath;
            """;

    private static final String SPECIES = """
                private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
            """;

    private static final String FLOAT_SPECIES = """
                private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
                private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;

                /// Floats, as many as doubles fit a vector.
                private static final VectorSpecies<Float> HALF = VectorSpecies.of(float.class,
                        VectorShape.forBitSize(D.vectorBitSize() / 2));
            """;

    private String loop(String file, MatchResult function) {
        String name = function.group("name");
        String type = function.group("type");
        String element = floats() ? "Float" : "Double";
        boolean widened = !type.equals(element);
        boolean second = function.group("second") != null;
        String call = file + "." + name + (second ? "(v, w)" : "(v)");
        String step = (widened ? "((FloatVector) " + call + ".convertShape(D2F, HALF, 0))" : call)
                + ".intoArray(y, i);\n";
        return """

                    static void %1$s(%5$s[] x, %5$s[] e, %5$s[] y, int n) {
                        for (int i = 0; i < n; i += %2$s.length()) {
                            %3$s%4$s%6$s}
                    }
                """.formatted(name, type.charAt(0), read("v", "x", type, widened),
                second ? read("w", "e", type, widened) : "", element.toLowerCase(Locale.ROOT),
                function.group("max") == null ? step : """
                        if (v.abs().compare(LE, %s).allTrue()) {
                            %s} else {
                            for (int j = i; j < i + D.length(); j++) {
                                y[j] = %sMath.%s(x[j]);
                            }
                        }
                        """.formatted(function.group("max"), step, element, name));
    }

    private boolean floats() {
        return lanes.contains("FloatLanes");
    }

    private static String read(String vector, String array, String type, boolean widened) {
        return type + "Vector " + vector + " = " + (widened
                ? "(DoubleVector) FloatVector.fromArray(HALF, " + array + ", i).convertShape(F2D, D, 0)"
                : type + "Vector.fromArray(" + type.charAt(0) + ", " + array + ", i)") + ";\n";
    }
}
