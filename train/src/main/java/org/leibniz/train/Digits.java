package org.leibniz.train;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.leibniz.Tensor;

/// Handwritten digits: 1,797 images of 8 by 8 pixels, 0 to 9 about equally often. They come with this module, so
/// nothing is downloaded.
///
/// Source: the test set of *Optical Recognition of Handwritten Digits* (E. Alpaydin and C. Kaynak, 1998, UCI Machine
/// Learning Repository), the file of scikit-learn's `load_digits`; its licence lies beside it.
public final class Digits {
    private static final String FILE = "digits.csv.gz";
    private static final String WAY_OUT = "build the module again";
    private static final int IMAGES = 1797;
    private static final int PIXELS = 64;
    private static final int BRIGHTEST = 16;
    private static final int CLASSES = 10;

    private Digits() {}

    /// Reads the images.
    ///
    /// @return inputs float32 of shape `(1797, 64)`, pixels row by row from 0 to 1; labels int32 of shape `(1797,)`
    /// @throws IllegalStateException if the file is missing or damaged
    public static Dataset load() {
        var file = Digits.class.getResourceAsStream(FILE);
        if (file == null) {
            throw new IllegalStateException(
                    "Digits: " + FILE + " is missing beside the classes of org.leibniz.train; build the module again");
        }
        return read(file);
    }

    /// Reads the whole file before anything of it is used, since its checksum stands at the end.
    ///
    /// @param file the compressed lines, closed at the end
    /// @return the images
    /// @throws IllegalStateException if they are not what was once written
    static Dataset read(InputStream file) {
        List<String> lines;
        try (var whole = new GZIPInputStream(file)) {
            lines = new String(whole.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
        } catch (IOException e) {
            throw new IllegalStateException("Digits: " + FILE + " cannot be read (" + e.getMessage() + "); " + WAY_OUT,
                    e);
        }
        if (lines.size() != IMAGES) {
            throw damaged(FILE, IMAGES + " lines", lines.size());
        }
        var pixels = new float[IMAGES * PIXELS];
        var labels = new int[IMAGES];
        for (int i = 0; i < IMAGES; i++) {
            String where = "line " + (i + 1) + " of " + FILE;
            String[] numbers = lines.get(i).split(",", -1);
            if (numbers.length != PIXELS + 1) {
                throw damaged(where, PIXELS + 1 + " numbers", numbers.length);
            }
            for (int k = 0; k < PIXELS; k++) {
                pixels[i * PIXELS + k] = number(where + ", pixel " + k, BRIGHTEST, numbers[k]) / (float) BRIGHTEST;
            }
            labels[i] = number(where + ", label", CLASSES - 1, numbers[PIXELS]);
        }
        return new Dataset(Tensor.of(pixels).reshape(IMAGES, PIXELS), Tensor.of(labels));
    }

    private static int number(String where, int largest, String text) {
        try {
            int n = Integer.parseInt(text);
            if (n >= 0 && n <= largest) {
                return n;
            }
        } catch (NumberFormatException e) {
            throw new IllegalStateException(message(where, "a number from 0 to " + largest, text), e);
        }
        throw damaged(where, "a number from 0 to " + largest, text);
    }

    private static IllegalStateException damaged(String where, String expected, Object given) {
        return new IllegalStateException(message(where, expected, given));
    }

    private static String message(String where, String expected, Object given) {
        return "Digits: " + where + ": expected " + expected + ", got " + given + "; the file is damaged, " + WAY_OUT;
    }
}
