package org.leibniz.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.leibniz.bench.Compare.Score;

/// Measures rows beside other libraries for the JVM, each in a JVM of its own: rounds alternate, and the medians of the
/// rounds' medians are compared, as in [Compare]. The table goes to standard output, and into `RESULTS.md` if all rows
/// were measured.
final class JvmPeers {
    /// What at least one of them can do.
    static final List<String> ROWS = List.of("affine", "mlp", "cnn", "hess", "matmul_128", "matmul_256", "matmul_512",
            "matmul_1024", "matmul_2048");

    private static final Path FOLDER = Path.of("target/jvm-peers"); // native libraries are unpacked there

    private JvmPeers() {}

    /// A row measured.
    ///
    /// @param micros a call of ours
    /// @param scores those of the libraries that can do it
    private record Line(String row, double micros, Map<String, Score> scores) {
        /// How many times faster than the fastest of them ours is; NaN if none could be measured.
        double factor() {
            return scores.values().stream().mapToDouble(Score::micros).filter(Double::isFinite).min()
                    .orElse(Double.NaN) / micros;
        }

        String text() {
            var cells = new ArrayList<>(List.of("`" + row + "`", Report.number(micros)));
            JvmLibrary.NAMES.forEach(name -> cells.add(Report.micros(scores.get(name))));
            cells.add(Report.reached(factor() > 1, Report.number(factor())));
            return Report.row(cells.toArray(String[]::new));
        }
    }

    /// Measures.
    ///
    /// @param args the rows, `all` or names with commas between; and how many rounds
    public static void main(String[] args) {
        boolean all = args[0].equals("all");
        var rows = all ? ROWS : List.of(args[0].split(",", -1));
        int rounds = Integer.parseInt(args[1]);
        var peers = new LinkedHashMap<String, Peers>();
        try {
            JvmLibrary.NAMES.forEach(name -> peers.put(name, start(name)));
            long load = Machine.load();
            var lines = new ArrayList<Line>();
            for (String row : rows) {
                System.err.println(row + " ...");
                lines.add(measure(row, peers, rounds));
            }
            String report = report(lines, peers, rounds, Math.max(load, Machine.load()));
            System.out.println(report);
            if (all) {
                Results.put("peers of the JVM, " + Machine.processor(), _ -> report);
            }
        } finally {
            peers.values().forEach(Peers::close);
        }
    }

    private static Line measure(String name, Map<String, Peers> peers, int rounds) {
        var row = Rows.named(name).make();
        var rivals = peers.entrySet().stream().filter(p -> JvmLibrary.has(p.getKey(), name))
                .map(p -> p.getValue().rival(p.getKey(), name)).toList();
        Compare.check(name, row, rivals);
        Clock.warmUp(row.jitted());
        double[] ours = new double[rounds];
        double[][] theirs = new double[rivals.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            Compare.pause();
            ours[round] = Clock.round(row.jitted(), Compare.ROUND_SECONDS) / 1000;
            for (int i = 0; i < rivals.size(); i++) {
                Compare.pause();
                theirs[i][round] = rivals.get(i).round(Compare.ROUND_SECONDS);
            }
        }
        var scores = new LinkedHashMap<String, Score>();
        for (int i = 0; i < rivals.size(); i++) {
            scores.put(rivals.get(i).name(), Compare.score(theirs[i]));
        }
        return new Line(name, Clock.median(ours), scores);
    }

    private static String report(List<Line> lines, Map<String, Peers> peers, int rounds, long load) {
        var text = new StringBuilder("## Peers of the JVM, " + Machine.processor() + "\n\n");
        text.append(Report.header("row", "ours, µs", "DJL, µs", "TensorFlow, µs", "bytedeco, µs",
                "times faster than the fastest"));
        lines.forEach(line -> text.append(line.text()));
        text.append("\n- %s; %d processors, %s; others took %d %% of them before the first or after the last row\n"
                .formatted(LocalDate.now(ZoneId.systemDefault()), Machine.cores(), Machine.vectors(), load));
        text.append("- %s; %d threads each; ours with the Vector API %s\n".formatted(Machine.jvm(), JvmPeer.THREADS,
                Machine.simd() ? "on" : "off"));
        peers.forEach(
                (name, peer) -> text.append("- %s %s\n".formatted(name, peer.ask("versions").text("version"))));
        text.append("- `mvn -q process-classes -Pjvm-peers -pl bench -am`, %d rounds\n".formatted(rounds));
        return text.toString();
    }

    /// Starts the JVM of a library. What the library prints goes to a file.
    private static Peers start(String name) {
        Path folder = FOLDER.toAbsolutePath();
        var options = List.of("--enable-native-access=ALL-UNNAMED", "-Dai.djl.offline=true",
                "-DENGINE_CACHE_DIR=" + folder,
                "-DDJL_CACHE_DIR=" + folder, "-Dai.djl.pytorch.num_threads=" + JvmPeer.THREADS,
                "-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("javacpp"));
        var builder = new ProcessBuilder(Jvm.command(options, Jvm.ownClassPath(), JvmPeer.class, name));
        builder.environment().putAll(Map.of("OMP_NUM_THREADS", "" + JvmPeer.THREADS, "TF_CPP_MIN_LOG_LEVEL", "2",
                "OPT_OUT_TRACKING", "true"));
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Peers(name, builder.redirectError(folder.resolve(name + ".log").toFile()));
    }
}
