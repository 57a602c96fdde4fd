package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What is made of another file is as it would be made now.
final class TwinsTest {
    @SuppressWarnings("unused") // the source of the test
    private static final Iterable<Twins.Made> FILES = Twins.ALL;

    @ParameterizedTest
    @FieldSource("FILES")
    void madeFilesAreUpToDate(Twins.Made file) throws IOException {
        String made = Files.readString(Twins.root().resolve(file.made()));
        assertThat(Twins.words(made))
                .as("%s, which is made of %s: run `java core/src/test/java/org/leibniz/Twins.java`", file.made(),
                        file.source())
                .isEqualTo(Twins.words(file.text(Twins.root())));
    }
}
