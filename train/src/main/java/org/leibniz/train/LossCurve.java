package org.leibniz.train;

import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// The losses of a training, step by step, and their picture.
public final class LossCurve {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 480;
    private static final int WINDOWS = 50; // the running mean is over one in so many steps

    private final double[] losses;

    /// Makes a curve.
    ///
    /// @param losses the loss at each step
    public LossCurve(double... losses) {
        this.losses = losses.clone();
    }

    /// How many steps there were.
    ///
    /// @return the length of the curve
    public int size() {
        return losses.length;
    }

    /// The mean loss of some steps: a single one is noisy, since it comes from one batch.
    ///
    /// @param from the first step, counted from 0
    /// @param to the step after the last one
    /// @return the mean
    /// @throws IllegalArgumentException if this is no range of one or more steps
    public double mean(int from, int to) {
        if (from < 0 || from >= to || to > losses.length) {
            throw new IllegalArgumentException(
                    "LossCurve.mean: expected a range of steps within 0 to " + losses.length + ", got " + from + " to "
                            + to);
        }
        return Arrays.stream(losses, from, to).average().orElseThrow();
    }

    /// Draws the curve, each loss and their running mean, on a logarithmic scale if all losses are above 0.
    ///
    /// @param file a PNG file; it is overwritten, and its folder made, if need be
    /// @throws IOException if it cannot be written, or if this machine has no fonts to draw text with
    /// @throws IllegalStateException if there are no losses
    public void write(Path file) throws IOException {
        if (losses.length == 0) {
            throw new IllegalStateException(
                    "LossCurve.write: expected losses to draw, got none; train for a step at least");
        }
        var folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        requireFonts(file);
        ImageIO.setUseCache(false); // it would be a temporary file
        ImageIO.write(BitmapEncoder.getBufferedImage(chart()), "png", file.toFile());
    }

    /// Tries to measure a word. Where there are no fonts, as in small containers, AWT says so in many ways, depending
    /// on what is missing.
    private static void requireFonts(Path file) throws IOException {
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12).getLineMetrics("loss", new FontRenderContext(null, true, true));
        } catch (RuntimeException | Error e) {
            throw new IOException(file + ": not drawn, since this machine has no fonts; on Debian and Ubuntu, "
                    + "`apt-get install fontconfig fonts-dejavu-core` brings some", e);
        }
    }

    private XYChart chart() {
        var chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title("Loss").xAxisTitle("step").yAxisTitle("loss")
                .build();
        chart.getStyler().setYAxisLogarithmic(Arrays.stream(losses).allMatch(loss -> loss > 0))
                .setPlotGridLinesColor(new Color(0xe4e4e4))
                .setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false)
                .setLegendPosition(LegendPosition.InsideNE);
        // between two steps, or XChart takes its ticks from the steps: 89, 178, 267
        chart.getStyler().setXAxisMax(losses.length - 0.5);
        double[] steps = IntStream.range(0, losses.length).asDoubleStream().toArray();
        chart.addSeries("each batch", steps, losses).setMarker(SeriesMarkers.NONE).setLineColor(new Color(0xb9cfe8))
                .setLineWidth(1);
        chart.addSeries("running mean", steps, smoothed()).setMarker(SeriesMarkers.NONE)
                .setLineColor(new Color(0x1f5fa8)).setLineWidth(2);
        return chart;
    }

    private double[] smoothed() {
        int reach = losses.length / WINDOWS / 2;
        int n = losses.length;
        return IntStream.range(0, n).mapToDouble(i -> mean(Math.max(0, i - reach), Math.min(n, i + reach + 1)))
                .toArray();
    }
}
