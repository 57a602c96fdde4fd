package org.leibniz.train;

import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressState;
import org.jspecify.annotations.Nullable;

/// The line that shows where a training stands:
///
/// ```
/// digits    [=================>      ]  73%   loss 0.0312     41,280 examples/s
/// ```
///
/// On a terminal it is drawn again and again in place. In a log, where nothing can be drawn over, a line comes every
/// two seconds and one at the end.
final class Progress implements AutoCloseable {
    private static final int WIDTH = 79; // of the line: terminals are rarely narrower than 80
    private static final int BAR = 24;
    private static final int ON_TERMINAL_MILLIS = 100;
    private static final int IN_LOG_MILLIS = 2000;

    private final @Nullable ProgressBar bar; // null: nothing is shown
    private final PrintStream out = System.out;
    private final boolean terminal;
    private final int batchSize;
    private volatile double loss = Double.NaN; // written by the training, read by the thread that draws
    private long drawn; // the step of the last line

    Progress(String title, int steps, int batchSize, boolean shown) {
        this.terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        this.batchSize = batchSize;
        this.bar = shown ? bar(title, steps) : null;
    }

    private ProgressBar bar(String title, int steps) {
        var builder = new ProgressBarBuilder().setTaskName(title).setInitialMax(steps)
                .setRenderer((state, _) -> text(state));
        return terminal
                ? builder.setUpdateIntervalMillis(ON_TERMINAL_MILLIS).setConsumer(new InPlace(out)).build()
                : builder.setUpdateIntervalMillis(IN_LOG_MILLIS).setConsumer(new LineByLine(out)).build();
    }

    /// Counts a step.
    ///
    /// @param loss the loss at this step
    void step(double loss) {
        if (bar != null) {
            this.loss = loss;
            bar.step();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    /// The line, empty if there is nothing new to say. The bar's own thread alone calls this.
    private String text(ProgressState state) {
        long done = state.getCurrent();
        double seconds = state.getElapsedAfterStart().toNanos() * 1e-9;
        boolean told = !terminal && (done == drawn || seconds < 1 && done < state.getMax());
        if (done == 0 || told) {
            return "";
        }
        drawn = done;
        double share = state.getNormalizedProgress();
        double rate = done * batchSize / seconds;
        String name = state.getTaskName();
        return String.format(Locale.ROOT, "%-9s %s %3.0f%%   loss %-9.3g %,9.0f examples/s", name, bar(share),
                100 * share, loss, rate);
    }

    private String bar(double share) {
        boolean unicode = out.charset().equals(StandardCharsets.UTF_8);
        int full = (int) (BAR * share);
        String tip = full == BAR ? "" : unicode ? "╸" : ">";
        return "[" + (unicode ? "━" : "=").repeat(full) + tip + " ".repeat(BAR - full - tip.length()) + "]";
    }

    /// Draws each text over the one before. (The library's own consumer would look for the terminal's width, with
    /// native code.)
    ///
    /// @param out the terminal
    private record InPlace(PrintStream out) implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return WIDTH;
        }

        @Override
        public void accept(String text) {
            out.print("\r" + text);
            out.flush();
        }

        @Override
        public void close() {
            out.println();
        }
    }

    /// Prints each text on a line of its own.
    ///
    /// @param out the log
    private record LineByLine(PrintStream out) implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return WIDTH;
        }

        @Override
        public void accept(String text) {
            if (!text.isEmpty()) {
                out.println(text);
            }
        }

        @Override
        public void close() {
            out.flush();
        }
    }
}
