package org.leibniz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Text files beside the tests.
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
}
