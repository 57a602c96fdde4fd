package org.leibniz.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.leibniz.bench.Compare.Line;

/// The picture of the cumulative times, as SVG: a panel a row, both axes logarithmic. Where the point of ours is green
/// it lies below JAX, where it is red above.
final class Chart {
    private static final int COLUMNS = 6;
    private static final int WIDTH = 178;
    private static final int HEIGHT = 138;
    private static final int HEAD = 46; // above the panels
    private static final int LEFT = 42; // of the lines, in a panel
    private static final int TOP = 22;
    private static final int RIGHT = WIDTH - 12;
    private static final int BOTTOM = HEIGHT - 20;
    private static final List<String> NAMES = List.of("Leibniz", "JAX", "PyTorch");
    private static final List<String> STYLES = List.of("stroke=\"#1d4ed8\" stroke-width=\"2.2\"",
            "stroke=\"#d97706\" stroke-width=\"1.6\"", "stroke=\"#9ca3af\" stroke-width=\"1.2\"");
    private static final String AHEAD = "#15803d";
    private static final String BEHIND = "#dc2626";

    private Chart() {}

    static String of(List<Line> lines) {
        int width = COLUMNS * WIDTH;
        int height = HEAD + Math.ceilDiv(lines.size(), COLUMNS) * HEIGHT;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="9" fill="#374151">
                <rect width="%d" height="%d" fill="#ffffff"/>
                <text x="12" y="19" font-size="13" font-weight="bold">From where the inputs are there to the end of call 1, 10, 100, 1,000</text>
                %s%s</svg>
                """
                .formatted(width, height, width, height, legend(),
                        IntStream.range(0, lines.size()).mapToObj(i -> panel(lines.get(i), i))
                                .collect(Collectors.joining()));
    }

    private static String legend() {
        var text = new StringBuilder();
        for (int i = 0; i < NAMES.size(); i++) {
            int x = 12 + 80 * i;
            text.append("<path d=\"M%d 34h18\" %s/>\n<text x=\"%d\" y=\"37\">%s</text>\n".formatted(x, STYLES.get(i),
                    x + 23,
                    NAMES.get(i)));
        }
        return text + dot(262, 34, AHEAD) + "<text x=\"270\" y=\"37\">below JAX</text>\n" + dot(332, 34, BEHIND)
                + "<text x=\"340\" y=\"37\">above JAX</text>\n";
    }

    private static String panel(Line line, int place) {
        var all = new ArrayList<double[]>();
        all.add(line.ours().seconds());
        Stream.of("jax", "torch").map(line.theirs()::get).filter(Objects::nonNull).forEach(c -> all.add(c.seconds()));
        var axis = Axis.of(all.stream().flatMapToDouble(Arrays::stream).filter(Double::isFinite));
        var text = new StringBuilder("<g transform=\"translate(%d %d)\">\n".formatted(place % COLUMNS * WIDTH,
                HEAD + place / COLUMNS * HEIGHT));
        text.append("<text x=\"%d\" y=\"15\" font-size=\"11\" font-weight=\"bold\">%s</text>\n".formatted(LEFT,
                line.entry().name()));
        for (int decade = axis.low(); decade <= axis.high(); decade++) {
            String y = number(axis.y(Math.pow(10, decade)));
            text.append("<path d=\"M%d %sH%d\" stroke=\"#e5e7eb\"/>\n".formatted(LEFT, y, RIGHT));
            text.append("<text x=\"%d\" y=\"%s\" dy=\"3\" text-anchor=\"end\">%s</text>\n".formatted(LEFT - 4, y,
                    seconds(decade)));
        }
        for (int i = 0; i < Course.CALLS.size(); i++) {
            text.append(
                    "<text x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>\n".formatted(number(x(i)), BOTTOM + 13,
                            number(Course.CALLS.get(i))));
        }
        for (int i = all.size() - 1; i >= 0; i--) { // ours over the others
            text.append(
                    "<polyline points=\"%s\" fill=\"none\" %s/>\n".formatted(points(all.get(i), axis), STYLES.get(i)));
        }
        double[] ours = all.getFirst();
        for (int i = 0; i < ours.length && all.size() > 1; i++) {
            double jax = all.get(1)[i];
            if (Double.isFinite(ours[i]) && Double.isFinite(jax)) {
                text.append(dot(x(i), axis.y(ours[i]), ours[i] < jax ? AHEAD : BEHIND));
            }
        }
        return text.append("</g>\n").toString();
    }

    /// Seconds upwards, from one power of ten to another.
    private record Axis(int low, int high) {
        static Axis of(DoubleStream seconds) {
            var range = seconds.summaryStatistics();
            int low = (int) Math.floor(Math.log10(range.getMin()));
            return new Axis(low, Math.max(low + 1, (int) Math.ceil(Math.log10(range.getMax()))));
        }

        double y(double seconds) {
            return BOTTOM - (BOTTOM - TOP) * (Math.log10(seconds) - low) / (high - low);
        }
    }

    private static double x(int place) {
        return LEFT + 8 + (RIGHT - LEFT - 16) * place / (double) (Course.CALLS.size() - 1);
    }

    private static String points(double[] seconds, Axis axis) {
        return IntStream.range(0, seconds.length).filter(i -> Double.isFinite(seconds[i]))
                .mapToObj(i -> number(x(i)) + "," + number(axis.y(seconds[i]))).collect(Collectors.joining(" "));
    }

    private static String dot(double x, double y, String colour) {
        return "<circle cx=\"%s\" cy=\"%s\" r=\"3\" fill=\"%s\"/>\n".formatted(number(x), number(y), colour);
    }

    private static String number(double v) {
        return v == Math.rint(v) ? "%d".formatted((long) v) : String.format(Locale.ROOT, "%.1f", v);
    }

    private static String seconds(int decade) {
        return decade < 0 ? number(Math.pow(10, decade + 3)) + " ms" : number(Math.pow(10, decade)) + " s";
    }
}
