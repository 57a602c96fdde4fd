package org.leibniz;

import org.leibniz.array.Promotion;
import org.leibniz.array.Selection;
import org.leibniz.caller.Given;
import org.leibniz.ir.Value;

/// A part of a tensor that is to be changed, made by [Tensor#at(Index...)]: the result is a new tensor, the old one
/// stays as it is.
///
/// ```java
/// Tensor y = x.at(0, 1).set(9).at(slice(2, 4)).add(row);
/// ```
/// The new values have the tensor's dtype and broadcast to the shape of `x.get(..)` with the same indexes.
public final class At {
    private final Value x;
    private final Selection selection;

    At(Value x, Selection selection) {
        this.x = x;
        this.selection = selection;
    }

    /// Replaces the part. Where positions repeat, the last one wins.
    ///
    /// @param values what takes its place; floats of another width are rounded to the tensor's dtype
    /// @return the changed tensor, of the same shape and dtype
    /// @throws IllegalArgumentException if the values do not broadcast to the part, or are floats for an integer tensor
    public Tensor set(Tensor values) {
        return changed(Selection.Change.SET, Given.tensor(values, "values").read());
    }

    /// Replaces every element of the part.
    ///
    /// @param number what takes their place
    /// @return the changed tensor, of the same shape and dtype
    /// @throws IllegalArgumentException if the tensor's dtype cannot hold the number
    public Tensor set(Number number) {
        return changed(Selection.Change.SET, Promotion.number(Given.number(number, "number"), x));
    }

    /// Adds to the part. Where positions repeat, all their values are added.
    ///
    /// @param values what is added
    /// @return the changed tensor, of the same shape and dtype
    /// @throws IllegalArgumentException if the values do not broadcast to the part, or are floats for an integer tensor
    public Tensor add(Tensor values) {
        return changed(Selection.Change.ADD, Given.tensor(values, "values").read());
    }

    /// Adds a number to every element of the part.
    ///
    /// @param number what is added
    /// @return the changed tensor, of the same shape and dtype
    /// @throws IllegalArgumentException if the tensor's dtype cannot hold the number
    public Tensor add(Number number) {
        return changed(Selection.Change.ADD, Promotion.number(Given.number(number, "number"), x));
    }

    /// Multiplies the part. Where positions repeat, all their values are multiplied in.
    ///
    /// @param values the factors
    /// @return the changed tensor, of the same shape and dtype
    /// @throws IllegalArgumentException if the values do not broadcast to the part, or are floats for an integer tensor
    public Tensor mul(Tensor values) {
        return changed(Selection.Change.MUL, Given.tensor(values, "values").read());
    }

    /// Multiplies every element of the part by a number.
    ///
    /// @param number the factor
    /// @return the changed tensor, of the same shape and dtype
    /// @throws IllegalArgumentException if the tensor's dtype cannot hold the number
    public Tensor mul(Number number) {
        return changed(Selection.Change.MUL, Promotion.number(Given.number(number, "number"), x));
    }

    private Tensor changed(Selection.Change change, Value values) {
        return new Tensor(selection.update(x, change, values));
    }
}
