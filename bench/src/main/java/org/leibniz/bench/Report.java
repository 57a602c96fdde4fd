package org.leibniz.bench;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.leibniz.bench.Compare.Line;
import org.leibniz.bench.Compare.Score;
import org.leibniz.bench.Overheads.Overhead;

/// The report of a session as Markdown, which the next session on such a processor replaces.
final class Report {
    private static final String REMARKS = "<!-- remarks, by hand; they stay when the rest is written anew -->\n";
    private static final String NO_REMARKS = "Nothing has been noted yet.\n";
    private static final String END_OF_REMARKS = "<!-- end of remarks -->\n";
    private static final String PICTURE = "cumulative-" + Machine.shortName() + ".svg";
    private static final String FROM_THE_FIRST_CALL = """
            ![Seconds to the end of call 1, 10, 100 and 1,000, a panel a row](%s)

            Seconds from where the inputs are there to the end of a call, with all tracing, compiling and warming up; each in fresh processes.
            First ours as a part of JAX's, bold where it is less; then the seconds.

            """
            .formatted(PICTURE);
    private static final String ALONE_AND_IN_COMPANY = """
            The jitted call in a JVM of its own and in the one that ran the rows above it before, in turns; and how much of a processor each worker had.
            Bold where company costs at most a tenth, and where calls are within a quarter of the best in as short a time as is the goal.

            """;
    private static final double COMPANY_GOAL = 1.1;
    private static final Map<String, String> PEERS = Map.of("jax", "JAX", "torch", "PyTorch", "compile",
            "torch.compile");

    private Report() {}

    static String text(Optional<Peers.Answer> versions, int rounds, long load, List<Line> lines,
            List<Overhead> overheads) {
        var text = new StringBuilder("## " + Machine.processor() + "\n\n");
        text.append(summary(lines)).append("\n\n");
        text.append(header("row", "ours, µs", "the fastest peer", "its µs", "times faster", "goal", ""));
        lines.forEach(line -> text.append(verdict(line)));
        text.append("\n### Where it falls short, and why\n\n").append(REMARKS).append(NO_REMARKS)
                .append(END_OF_REMARKS);
        text.append("\n### From the first call\n\n").append(FROM_THE_FIRST_CALL);
        text.append(header("row", "call 1", "10", "100", "1,000", "ours, s", "JAX, s", "PyTorch, s"));
        lines.forEach(line -> text.append(course(line)));
        text.append(
                ("\nNot in it is what comes before, from the start of a process to its inputs: "
                        + "%s s, JAX %s s, PyTorch %s s.\n")
                        .formatted(start(lines.stream().map(Line::ours)), start(theirs(lines, "jax")),
                                start(theirs(lines, "torch"))));
        text.append("\n### Alone and in company\n\n").append(ALONE_AND_IN_COMPANY);
        text.append(header("row", "alone, µs", "workers", "in company, µs", "workers", "company / alone",
                "warm after s, alone",
                "in company"));
        lines.forEach(line -> text.append(company(line)));
        text.append("\n### All times\n\n");
        text.append(header("row", "jitted µs", "not jitted µs", "JAX µs", "PyTorch µs", "compiled µs", "Hipparchus µs",
                "limit µs", "bytes a call, jitted", "not jitted"));
        lines.forEach(line -> text.append(times(line)));
        if (!overheads.isEmpty()) {
            text.append("\n").append(header("overhead", "", "goal"));
            overheads.forEach(
                    o -> text.append(row(o.what(), reached(o.value() <= o.goal(), number(o.value()) + " " + o.unit()),
                            Double.isNaN(o.goal()) ? "" : number(o.goal()) + " " + o.unit())));
        }
        text.append("\n### How it was measured\n\n");
        text.append(
                "- %s; %d processors, %s; others took %d %% of them before the first or after the last row\n".formatted(
                        LocalDate.now(ZoneId.systemDefault()), Machine.cores(), Machine.vectors(), load));
        text.append("- %s; %d threads; Vector API %s\n".formatted(Machine.jvm(), Machine.threads(),
                Machine.simd() ? "on" : "off"));
        text.append("- peers: %s\n".formatted(versions.map(Report::peers).orElse("none")));
        text.append("- `mvn -q process-classes -Pbench -pl bench -am`, %d rounds\n".formatted(rounds));
        return text.toString();
    }

    private static String summary(List<Line> lines) {
        long met = lines.stream().filter(Line::isMet).count();
        long ahead = lines.stream().filter(line -> line.factor() > 1).count();
        long places = lines.stream().flatMapToDouble(Report::besideJax).count();
        long below = lines.stream().flatMapToDouble(Report::besideJax).filter(ratio -> ratio < 1).count();
        return ("Of %d rows %d are faster than the fastest peer, %d by as much as is the goal. "
                + "Cumulative time is below JAX's at %d of %d places.")
                .formatted(lines.size(), ahead, met, below, places);
    }

    static String header(String... cells) {
        return row(cells) + "|---".repeat(cells.length) + "|\n";
    }

    static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /// What reaches a goal is bold everywhere.
    static String reached(boolean isReached, String text) {
        return isReached ? "**" + text + "**" : text;
    }

    private static String name(Line line) {
        return "`" + line.entry().name() + "`";
    }

    private static String peers(Peers.Answer versions) {
        return "JAX " + versions.text("jax") + ", PyTorch " + versions.text("torch") + ", " + versions.text("threads")
                + " threads";
    }

    private static String verdict(Line line) {
        double factor = line.factor();
        String verdict = Double.isNaN(factor)
                ? ""
                : factor < 1 ? "behind" : line.isOpen() ? "a peer was disturbed" : line.isMet() ? "met" : "ahead";
        return row(name(line), number(line.micros()),
                line.fastest().map(s -> PEERS.getOrDefault(s.getKey(), s.getKey())).orElse("–"),
                number(line.fastest().map(s -> s.getValue().micros()).orElse(Double.NaN)),
                reached(line.isMet(), (line.isOpen() ? "≤ " : "") + number(factor)), number(line.entry().goal()),
                verdict);
    }

    /// Ours as a part of JAX's cumulative time, where both are known.
    private static DoubleStream besideJax(Line line) {
        return IntStream.range(0, Course.CALLS.size()).mapToDouble(i -> besideJax(line, i)).filter(Double::isFinite);
    }

    private static double besideJax(Line line, int place) {
        var jax = line.theirs().get("jax");
        return jax == null ? Double.NaN : line.ours().seconds()[place] / jax.seconds()[place];
    }

    private static String course(Line line) {
        var cells = new ArrayList<>(List.of(name(line)));
        for (int i = 0; i < Course.CALLS.size(); i++) {
            double ratio = besideJax(line, i);
            cells.add(reached(ratio < 1, number(ratio)));
        }
        cells.add(seconds(line.ours()));
        cells.add(seconds(line.theirs().get("jax")));
        cells.add(seconds(line.theirs().get("torch")));
        return row(cells.toArray(String[]::new));
    }

    private static Stream<Course> theirs(List<Line> lines, String peer) {
        return lines.stream().map(line -> line.theirs().get(peer)).filter(Objects::nonNull);
    }

    private static String start(Stream<Course> courses) {
        return number(Course.median(courses.mapToDouble(Course::startSeconds)));
    }

    private static String seconds(@Nullable Course course) {
        return course == null
                ? "–"
                : DoubleStream.of(course.seconds()).mapToObj(Report::number).collect(Collectors.joining(" · "));
    }

    private static String company(Line line) {
        double ratio = line.jitted().nanos() / line.alone().nanos();
        double goal = line.entry().warmGoal();
        return row(name(line), number(line.alone().nanos() / 1000), percent(line.alone().workers()),
                number(line.micros()),
                percent(line.jitted().workers()), reached(ratio <= COMPANY_GOAL, number(ratio)),
                reached(line.ours().warmSeconds() <= goal, number(line.ours().warmSeconds())),
                reached(line.warmSeconds() <= goal, number(line.warmSeconds())));
    }

    private static String percent(double part) {
        return part < 0.01 ? "–" : Math.round(100 * part) + " %";
    }

    private static String times(Line line) {
        return row(name(line), number(line.micros()), number(line.plain()), micros(line, "jax"), micros(line, "torch"),
                micros(line, "compile"), micros(line, "Hipparchus"), line.entry().limit(),
                String.valueOf(line.jittedBytes()), String.valueOf(line.plainBytes()));
    }

    private static String micros(Line line, String rival) {
        return micros(line.scores().get(rival));
    }

    /// What was measured of a rival, – if it was not there.
    static String micros(@Nullable Score score) {
        if (score == null) {
            return "–";
        }
        return score.disturbed() == 0
                ? number(score.micros())
                : number(score.micros()) + " (" + score.disturbed() + " rounds disturbed)";
    }

    /// Three digits, or all before the point.
    static String number(double v) {
        if (Double.isNaN(v)) {
            return "–";
        }
        int digits = v == 0 ? 0 : Math.clamp(2 - (int) Math.floor(Math.log10(Math.abs(v))), 0, 3);
        return ("%." + digits + "f").formatted(v);
    }

    /// Puts the report into the file, in place of the section of the same processor, whose remarks stay, and the
    /// picture beside it.
    static void write(String report, String picture) {
        Results.put(Machine.processor(), older -> withRemarks(report, older));
        Results.write(PICTURE, picture);
    }

    /// A report with the remarks that were made on an older one.
    static String withRemarks(String report, String older) {
        var remarks = Pattern.compile(Pattern.quote(REMARKS) + "(.*?)" + Pattern.quote(END_OF_REMARKS), Pattern.DOTALL);
        var made = remarks.matcher(older);
        return made.find() ? remarks.matcher(report).replaceFirst(Matcher.quoteReplacement(made.group())) : report;
    }
}
