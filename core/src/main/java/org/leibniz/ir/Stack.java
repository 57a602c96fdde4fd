package org.leibniz.ir;

import java.util.List;

/// A list of values made by a loop, one a trip: what its reverse pass needs of each. Elements are primitive arrays or
/// stacks again, so that a loop in a loop may be ragged. An empty stack reads as zeros: it stands for the residuals of
/// a branch that was not taken.
///
/// @param items the values, first trip first
public record Stack(List<Object> items) {
    /// No residuals.
    public static final Stack EMPTY = new Stack(List.of());
}
