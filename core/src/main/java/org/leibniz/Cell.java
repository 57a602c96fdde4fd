package org.leibniz;

/// A cell that gives one tensor; see [CellOf] for all that a cell is.
///
/// Source: MindSpore's `nn.Cell`.
public abstract class Cell extends CellOf<Tensor> {
    /// For subclasses.
    protected Cell() {}
}
