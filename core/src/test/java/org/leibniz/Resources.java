package org.leibniz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Text files beside the tests, and where the project lies.
final class Resources {
    private Resources() {}

    /// The lines of a test resource.
    ///
    /// @param name its path from the root: `/accuracy/functions.txt`
    /// @return the lines
    /// @throws IllegalArgumentException if there is no such resource
    static List<String> lines(String name) {
        try (InputStream in = Resources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("name: expected a resource in src/test/resources, got " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /// The folder of the project, from whatever module the tests run in.
    ///
    /// @return where DESIGN.md lies
    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("DESIGN.md"))) {
            Path parent = here.getParent();
            if (parent == null) {
                throw new IllegalStateException(
                        "DESIGN.md: expected in this folder or above it, got " + Path.of("").toAbsolutePath());
            }
            here = parent;
        }
        return here;
    }
}
