package org.leibniz.nn;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.leibniz.Tensor;

/// Handwritten digits: 1,797 images of 8 by 8 pixels, 0 to 9 about equally often. They come with this module, so nothing is downloaded.
///
/// Source: the test set of *Optical Recognition of Handwritten Digits* (E. Alpaydin and C. Kaynak, 1998, UCI Machine Learning Repository), the file of
/// scikit-learn's `load_digits`; its licence lies beside it.
public final class Digits {
    private static final String FILE = "digits.csv.gz";
    private static final int IMAGES = 1797;
    private static final int PIXELS = 64;
    private static final float BRIGHTEST = 16;

    private Digits() {}

    /// Reads the images.
    ///
    /// @return inputs float32 of shape `(1797, 64)`, pixels row by row from 0 to 1; labels int32 of shape `(1797,)`
    public static Dataset load() {
        var pixels = new float[IMAGES * PIXELS];
        var labels = new int[IMAGES];
        var file = Digits.class.getResourceAsStream(FILE);
        if (file == null) {
            throw new IllegalStateException("Digits: " + FILE + " is missing beside the classes of org.leibniz.nn; build the module again");
        }
        try (var lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.US_ASCII))) {
            for (int i = 0; i < IMAGES; i++) {
                String[] numbers = String.valueOf(lines.readLine()).split(",", -1);
                if (numbers.length != PIXELS + 1) {
                    throw new IllegalStateException("Digits: line " + (i + 1) + " of " + FILE + ": expected " + (PIXELS + 1)
                            + " numbers, got " + numbers.length + "; the file is damaged");
                }
                for (int k = 0; k < PIXELS; k++) {
                    pixels[i * PIXELS + k] = Integer.parseInt(numbers[k]) / BRIGHTEST;
                }
                labels[i] = Integer.parseInt(numbers[PIXELS]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Digits: " + FILE + " cannot be read", e);
        }
        return new Dataset(Tensor.of(pixels).reshape(IMAGES, PIXELS), Tensor.of(labels));
    }
}
