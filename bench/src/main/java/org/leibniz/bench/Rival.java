package org.leibniz.bench;

/// One that a row is measured beside.
interface Rival {
    /// Its name, as in the report.
    String name();

    /// What it computes in the row, as [Marks] tells it; makes it ready to be timed.
    double[] result();

    /// The median time of a call in µs.
    ///
    /// @param seconds about how long to measure
    /// @return NaN if other processes got in the way
    double round(double seconds);
}
