package org.leibniz.ir;

/// Where what a [NumberMethod] is given and gives stands in its program; -1 for what it has not.
///
/// @param a the parameter that is the first number
/// @param b the parameter that is the second number
/// @param x the parameter that is the array
/// @param value the output that is returned
/// @param y the output that is written into an array
public record NumberPlaces(int a, int b, int x, int value, int y) {}
