package org.leibniz.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The file `RESULTS.md`: sections, each written by one command on one kind of processor, and replaced by the next run
/// of that command on such a one.
final class Results {
    private static final Path FILE = Path.of("RESULTS.md");
    private static final String INTRODUCTION = """
            # Results

            The benchmark writes this file itself, a section for each kind of processor, but for the remarks; `README.md` says how to make it and what the columns mean.
            `HISTORY.md` has what the guard said of each issue: before and after.
            """;
    private static final String END = "<!-- end -->\n";

    private Results() {}

    /// Writes a section.
    ///
    /// @param name its name, which no other has
    /// @param text what it is to be, from what it was; that is empty if there was none
    static void put(String name, UnaryOperator<String> text) {
        String begin = "<!-- begin " + name + " -->\n";
        try {
            String old = Files.exists(FILE) ? Files.readString(FILE) : INTRODUCTION;
            var place = Pattern.compile(Pattern.quote(begin) + ".*?" + Pattern.quote(END), Pattern.DOTALL).matcher(old);
            boolean isThere = place.find();
            String section = begin + text.apply(isThere ? place.group() : "") + END;
            Files.writeString(FILE,
                    isThere ? place.replaceFirst(Matcher.quoteReplacement(section)) : old + "\n" + section);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes a file beside it.
    static void write(String name, String content) {
        try {
            Files.writeString(FILE.resolveSibling(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
