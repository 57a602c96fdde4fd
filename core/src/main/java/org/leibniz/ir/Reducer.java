package org.leibniz.ir;

import java.util.Locale;
import org.leibniz.DType;

/// How [Reduction.Reduce] makes one number of many.
public enum Reducer {
    /// `+`
    SUM,
    /// `*`
    PROD,
    /// maximum, `or` of truth values; NaN wins
    MAX,
    /// minimum, `and` of truth values; NaN wins
    MIN;

    /// What a reduction of nothing gives, as far as a double can say it: MAX and MIN of integers start at the ends
    /// of the type's range, which the conversion of an infinity gives.
    ///
    /// @param dtype of the elements
    /// @return the neutral element; 0 and 1 for truth values
    public double identity(DType dtype) {
        return switch (this) {
            case SUM -> 0;
            case PROD -> 1;
            case MAX -> dtype == DType.BOOL ? 0 : Double.NEGATIVE_INFINITY;
            case MIN -> dtype == DType.BOOL ? 1 : Double.POSITIVE_INFINITY;
        };
    }

    /// The name in a program.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
