package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Files that name each other in a circle can only be read together. What is left of them has a reason: a rule for a
/// program that is in an operation asks for that of programs, a sealed interface names what it permits.
final class CyclesTest {
    /// The files in circles, by package: of each no more than these. Where there are fewer, the figure goes down.
    private static final Map<String, Integer> MOST = Map.of(
            "org.leibniz", 16,
            "org.leibniz.cpu", 12,
            "org.leibniz.ir", 28,
            "org.leibniz.memory", 2,
            "org.leibniz.plan", 2,
            "org.leibniz.routine", 7,
            "org.leibniz.transform", 9,
            "org.leibniz.tree", 3);

    @Test
    void filesOfAPackageAreInNoMoreCirclesThanTheyWere() throws IOException {
        new Cycles(Twins.root().resolve("core/src/main/java")).withinPackages().forEach((name, circles) -> {
            int files = circles.stream().mapToInt(Set::size).sum();
            assertThat(files).as("files of %s in circles: %s", name, circles)
                    .isLessThanOrEqualTo(MOST.getOrDefault(name, 0));
        });
    }

    /// But for what users name, which the public package has.
    @Test
    void packagesAreInNoCircle() throws IOException {
        assertThat(new Cycles(Twins.root().resolve("core/src/main/java")).ofPackages()).isEmpty();
    }
}
