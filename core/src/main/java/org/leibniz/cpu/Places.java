package org.leibniz.cpu;

/// Where code finds the values of a body that it works on block by block: each in a slot of a frame, or in order in the
/// array of an operand.
public interface Places {
    /// The slot of a value; -1 if it is in an array.
    int slot(int value);

    /// The operand in whose array a value is.
    int operand(int value);

    /// Where in the array the first element of the space is.
    int offset(int value);
}
