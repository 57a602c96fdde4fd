package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Lines end at 120 columns. The formatter wraps code; comments and texts are wrapped by who writes them. The text of a
/// text block is as long as it is, and programs among the resources stand as their documents have them.
final class LineLengthTest {
    private static final int COLUMNS = 120;

    @Test
    void linesEndAtColumn120() throws IOException {
        var tooLong = new ArrayList<String>();
        for (String module : List.of("core", "simd", "nn", "train", "examples", "bench")) {
            for (String part : List.of("src/main/java", "src/test/java", "src/jvm-peers/java")) {
                var folder = Twins.root().resolve(module).resolve(part);
                if (Files.exists(folder)) {
                    try (var files = Files.walk(folder)) {
                        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                            find(file, tooLong);
                        }
                    }
                }
            }
        }
        assertThat(tooLong).as("lines of more than %d columns", COLUMNS).isEmpty();
    }

    private static void find(Path file, List<String> tooLong) throws IOException {
        boolean text = false;
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            boolean quotes = line.indexOf("\"\"\"") >= 0;
            if (line.length() > COLUMNS && !text && !quotes) {
                tooLong.add(Twins.root().relativize(file) + ":" + number + ": " + line.strip());
            }
            text ^= quotes && line.indexOf("\"\"\"") == line.lastIndexOf("\"\"\"");
        }
    }
}
