package org.leibniz.routine;

import java.util.List;

/// Where a function on vectors of the Vector API is found, for those who write its instructions into loops of their
/// own: static methods without branches, of vectors and constants. They may call others of their kind. A static field
/// that holds a species holds the preferred one of the element type.
///
/// @param owner the class of the methods
/// @param methods their names, in order: the first is given the argument, each other one what the one before it gave
///     or, if it has two parameters, the argument and that
public record VectorCode(Class<?> owner, List<String> methods) {}
