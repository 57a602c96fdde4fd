package org.leibniz.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.leibniz.bench.Compare.Line;
import org.leibniz.bench.Compare.Score;
import org.leibniz.bench.Overheads.Overhead;

/// The report of a session as Markdown, and its place in `RESULTS.md`: one section a processor, which the next session
/// on such a one replaces.
final class Report {
    private static final Path FILE = Path.of("RESULTS.md");
    private static final String INTRODUCTION = """
            # Results

            The benchmark writes this file itself, a section for each kind of processor; `README.md` says how to make it and what the columns mean.
            """;

    private Report() {}

    static String text(Optional<Peers.Answer> versions, int rounds, long load, List<Line> lines,
            List<Overhead> overheads) {
        var text = new StringBuilder("## " + Machine.processor() + "\n\n");
        text.append(
                "- %s; %d processors, %s; others took %d %% of them before the first or after the last row\n".formatted(
                        LocalDate.now(ZoneId.systemDefault()), Machine.cores(), Machine.vectors(), load));
        text.append("- %s; %d threads; Vector API %s\n".formatted(Machine.jvm(), Machine.threads(),
                Machine.simd() ? "on" : "off"));
        text.append("- peers: %s\n".formatted(versions.map(Report::peers).orElse("none")));
        text.append("- `mvn -q process-classes -Pbench -pl bench -am`, %d rounds\n\n".formatted(rounds));
        text.append(header("row", "jitted µs", "not jitted µs", "JAX µs", "PyTorch µs", "compiled µs", "Hipparchus µs",
                "faster than the fastest", "goal", "limit µs"));
        lines.forEach(line -> text.append(times(line)));
        text.append("\n").append(
                header("row", "first call ms", "JAX", "PyTorch", "warm after s", "bytes a call, jitted", "not jitted"));
        lines.forEach(line -> text.append(rest(line)));
        if (!overheads.isEmpty()) {
            text.append("\n").append(header("overhead", ""));
            overheads.forEach(o -> text.append(row(o.what(), number(o.value()) + " " + o.unit())));
        }
        return text.toString();
    }

    private static String header(String... cells) {
        return row(cells) + "|---".repeat(cells.length) + "|\n";
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String peers(Peers.Answer versions) {
        return "JAX " + versions.text("jax") + ", PyTorch " + versions.text("torch") + ", " + versions.text("threads")
                + " threads";
    }

    private static String times(Line line) {
        double factor = line.factor();
        String verdict = Double.isNaN(factor)
                ? "–"
                : factor >= line.entry().goal() ? "**" + number(factor) + "**" : number(factor);
        return row("`" + line.entry().name() + "`", number(line.jitted()), number(line.plain()), micros(line, "jax"),
                micros(line, "torch"),
                micros(line, "compile"), micros(line, "Hipparchus"), verdict, number(line.entry().goal()),
                line.entry().limit());
    }

    private static String micros(Line line, String rival) {
        Score score = line.scores().get(rival);
        if (score == null) {
            return "–";
        }
        return score.disturbed() == 0
                ? number(score.micros())
                : number(score.micros()) + " (" + score.disturbed() + " rounds disturbed)";
    }

    private static String rest(Line line) {
        return row("`" + line.entry().name() + "`", number(line.firstMillis()), first(line, "jax"),
                first(line, "torch"),
                number(line.warmSeconds()), String.valueOf(line.jittedBytes()), String.valueOf(line.plainBytes()));
    }

    private static String first(Line line, String rival) {
        Score score = line.scores().get(rival);
        return score == null ? "–" : number(score.firstMillis());
    }

    /// Three digits, or all before the point.
    static String number(double v) {
        if (Double.isNaN(v)) {
            return "–";
        }
        int digits = v == 0 ? 0 : Math.clamp(2 - (int) Math.floor(Math.log10(Math.abs(v))), 0, 3);
        return ("%." + digits + "f").formatted(v);
    }

    /// Puts the report into the file, in place of the section of the same processor.
    static void write(String report) {
        String section = "<!-- begin " + Machine.processor() + " -->\n" + report + "<!-- end -->\n";
        try {
            String old = Files.exists(FILE) ? Files.readString(FILE) : INTRODUCTION;
            var place = Pattern
                    .compile(Pattern.quote(section.lines().findFirst().orElseThrow()) + ".*?<!-- end -->\n",
                            Pattern.DOTALL)
                    .matcher(old);
            Files.writeString(FILE,
                    place.find() ? place.replaceFirst(Matcher.quoteReplacement(section)) : old + "\n" + section);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
