package org.leibniz.transform;

/// What a simplified program is for.
enum Purpose {
    /// Marks are dropped.
    RUN,
    /// Marks are kept.
    DIFFERENTIATE
}
