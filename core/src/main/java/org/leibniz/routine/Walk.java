package org.leibniz.routine;

import org.jspecify.annotations.Nullable;

/// Where the rows or the columns of a matrix lie in an array: in even steps, or wherever a table says, as the rows
/// of windows on a picture do. Column 3 of row 5 lies at `row.at(5) + column.at(3)` from the first element.
///
/// ```java
/// Walk.of(1).at(7)                     // 7
/// Walk.of(new int[] {0, 1, 5, 6}).at(2)  // 5
/// ```
public final class Walk {
    private static final int SMALL = 16;
    private static final Walk[] STEPS = steps();

    private final int step;
    private final int @Nullable [] table;
    private final int @Nullable [] runs; // for each place the length of the run from there on
    private final int first; // where number 0 lies, or where it stands in the table

    private Walk(int step, int @Nullable [] table, int @Nullable [] runs, int first) {
        this.step = step;
        this.table = table;
        this.runs = runs;
        this.first = first;
    }

    private static Walk[] steps() {
        var steps = new Walk[SMALL];
        for (int i = 0; i < SMALL; i++) {
            steps[i] = new Walk(i, null, null, 0);
        }
        return steps;
    }

    /// Even steps.
    ///
    /// @param step from one to the next
    /// @return number i lies at `i * step`
    public static Walk of(int step) {
        return step >= 0 && step < SMALL ? STEPS[step] : new Walk(step, null, null, 0);
    }

    /// Wherever a table says.
    ///
    /// @param table the places, the first of them 0; not to be changed any more
    /// @return number i lies at `table[i]`
    public static Walk of(int[] table) {
        int[] runs = new int[table.length];
        for (int i = table.length - 1; i >= 0; i--) {
            runs[i] = i + 1 < table.length && table[i + 1] == table[i] + 1 ? runs[i + 1] + 1 : 1;
        }
        return new Walk(0, table, runs, 0);
    }

    /// Where number `i` lies.
    ///
    /// @param i a number from 0
    /// @return from the element that the walk is from
    public int at(int i) {
        return table == null ? first + i * step : table[first + i];
    }

    /// The same walk from number `i` on.
    ///
    /// @param i a number from 0
    /// @return the rest of it, whose number 0 is this one's `i`
    public Walk from(int i) {
        return i == 0 ? this : new Walk(step, table, runs, table == null ? first + i * step : first + i);
    }

    /// How many lie one behind the other from number `i` on.
    ///
    /// @param i a number from 0
    /// @param most of how many from there on
    /// @return at least 1, at most `most`
    public int run(int i, int most) {
        return runs == null ? step == 1 ? most : 1 : Math.min(runs[first + i], most);
    }

    /// Whether it is one of even steps.
    ///
    /// @return false of a table
    public boolean isEven() {
        return table == null;
    }

    /// Whether it is one of such steps.
    ///
    /// @param size the step
    /// @return false of a table
    public boolean isStep(int size) {
        return table == null && step == size;
    }

    /// The step of one of even steps.
    ///
    /// @return from one to the next
    public int step() {
        return step;
    }
}
