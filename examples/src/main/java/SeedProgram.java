import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A program of a seed document: one of the compact source files beside this one.
///
/// @param name its file's name without `.java`
/// @param expected what it prints in the document, result by result
record SeedProgram(String name, List<String> expected) {
    // the documents come from several processors, whose float32 products differ in the last digit
    private static final double TOLERANCE = 1e-6;
    private static final Pattern TOKEN = Pattern.compile("[-+]?\\d+\\.?\\d*(?:[eE][-+]?\\d+)?|\\S");

    SeedProgram(String name, String... expected) {
        this(name, List.of(expected));
    }

    /// Runs the program.
    ///
    /// @return what it printed
    /// @throws ReflectiveOperationException if there is no such program, or it failed
    String run() throws ReflectiveOperationException {
        var text = new ByteArrayOutputStream();
        var out = System.out;
        System.setOut(new PrintStream(text, true, StandardCharsets.UTF_8));
        try {
            start(name);
        } finally {
            System.setOut(out);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /// Starts a program as `java` does. A compact source file cannot be named in other code, so it is found by name.
    static void start(String name) throws ReflectiveOperationException {
        var type = Class.forName(name);
        type.getDeclaredMethod("main").invoke(type.getDeclaredConstructor().newInstance());
    }

    /// Compares what was printed with the document: numbers to one in a million, everything else letter by letter but
    /// for blanks.
    ///
    /// @param printed by [#run()]
    /// @return the results of the document that were not printed, in its order; empty if all is well
    List<String> missed(String printed) {
        var tokens = tokens(printed);
        if (tokens.size() != tokens(String.join(" ", expected)).size()) {
            return expected;
        }
        var missed = new ArrayList<String>();
        int at = 0;
        for (var result : expected) {
            var own = tokens(result);
            if (!agree(own, tokens.subList(at, at + own.size()))) {
                missed.add(result);
            }
            at += own.size();
        }
        return missed;
    }

    private static List<String> tokens(String text) {
        return TOKEN.matcher(text).results().map(m -> m.group()).toList();
    }

    private static boolean agree(List<String> a, List<String> b) {
        for (int i = 0; i < a.size(); i++) {
            if (!agree(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean agree(String a, String b) {
        if (a.equals(b)) {
            return true;
        }
        if (!isNumber(a) || !isNumber(b)) {
            return false;
        }
        double x = Double.parseDouble(a);
        double y = Double.parseDouble(b);
        return Math.abs(x - y) <= TOLERANCE * Math.max(Math.abs(x), Math.abs(y));
    }

    private static boolean isNumber(String token) {
        return Character.isDigit(token.charAt(0)) || token.length() > 1; // all other tokens are single letters
    }
}
