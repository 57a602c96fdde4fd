package org.leibniz.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.leibniz.bench.Compare.Line;
import org.leibniz.bench.Compare.Score;

class ReportTest {
    private static Line line(String row, double micros, double... peers) {
        var scores = new LinkedHashMap<String, Score>();
        scores.put("jax", new Score(peers[0], 0));
        scores.put("torch", new Score(peers[1], Double.isNaN(peers[1]) ? 7 : 0));
        var ours = new Course(new double[]{0.3, 0.4, 1.2, 3.0}, 0.8, 0.4);
        var jax = new Course(new double[]{0.6, 0.61, 0.9, 4.0}, Double.NaN, 1.5);
        var torch = new Course(new double[]{0.05, 0.2, 2.0, Double.NaN}, Double.NaN, 2.5);
        return new Line(Rows.named(row), new Share(1000 * micros, 0.5), new Share(900 * micros, 0.75), 2 * micros, 100,
                200, 2.5, ours, Map.of("jax", jax, "torch", torch), scores);
    }

    private static String text(Line... lines) {
        return Report.text(Optional.empty(), 7, 0, List.of(lines), List.of());
    }

    @Test
    void theFirstTableSaysWhoIsAhead() {
        assertThat(text(line("mlp", 1000, 2000, 1500), line("gpt", 10, 11, 12), line("cnn", 10, 9, 12),
                line("bs", 10, 30, Double.NaN)))
                .contains("Of 4 rows 3 are faster than the fastest peer, 1 by as much as is the goal.")
                .contains("| `mlp` | 1000 | PyTorch | 1500 | **1.50** | 1.40 | met |")
                .contains("| `gpt` | 10.0 | JAX | 11.0 | 1.10 | 1.70 | ahead |")
                .contains("| `cnn` | 10.0 | JAX | 9.00 | 0.900 | 1.80 | behind |")
                .contains("| `bs` | 10.0 | JAX | 30.0 | ≤ 3.00 | 1.50 | a peer was disturbed |");
    }

    @Test
    void cumulativeTimesStandBesideJax() {
        assertThat(text(line("mlp", 1000, 2000, 1500))).contains("below JAX's at 3 of 4 places").contains(
                "| `mlp` | **0.500** | **0.656** | 1.33 | **0.750** | 0.300 · 0.400 · 1.20 · 3.00 "
                        + "| 0.600 · 0.610 · 0.900 · 4.00 |"
                        + " 0.050 · 0.200 · 2.00 · – |")
                .contains("from the start of a process to its inputs: 0.400 s, JAX 1.50 s, PyTorch 2.50 s.");
    }

    @Test
    void aloneAndInCompanyHaveTheirGoals() {
        assertThat(text(line("mlp", 1000, 2000, 1500)))
                .contains("| `mlp` | 900 | 75 % | 1000 | 50 % | 1.11 | **0.800** | 2.50 |");
        assertThat(text(line("gpt", 1000, 2000, 1500))).contains("| 1.11 | **0.800** | **2.50** |");
    }

    @Test
    void remarksStay() {
        String report = text(line("mlp", 1000, 2000, 1500));
        String older = report.replace("Nothing has been noted yet.", "`mlp` costs $1 since \\d.");
        assertThat(older).isNotEqualTo(report);
        assertThat(Report.withRemarks(report, older)).isEqualTo(older);
        assertThat(Report.withRemarks(report, "something else")).isEqualTo(report);
    }

    @Test
    void pictureIsXmlWithAPanelARow() throws Exception {
        String picture = Chart.of(List.of(line("mlp", 1000, 2000, 1500), line("cnn", 10, 9, 12)));
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(picture.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagName("g").getLength()).isEqualTo(2);
        assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(6);
        assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(2 + 2 * 4);
    }
}
