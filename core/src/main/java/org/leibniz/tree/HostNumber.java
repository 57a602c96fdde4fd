package org.leibniz.tree;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Numbers of Java in trees, single ones and arrays of primitive ones. They are static: nothing can be differentiated
/// by them, and what a function returns of them is constant. Where a tensor could stand ([RecordClass#mayHoldTensor])
/// that must not be mistaken: a gradient there would be read as one, and a direction there is one that somebody means.
public final class HostNumber {
    private HostNumber() {}

    /// Whether something is such a number.
    ///
    /// @param value any object
    /// @return true for numbers and arrays of primitive numbers
    static boolean is(@Nullable Object value) {
        return value instanceof Number || isArray(value);
    }

    private static boolean isArray(@Nullable Object value) {
        var type = value == null ? null : value.getClass().getComponentType();
        return type != null && type.isPrimitive() && type != boolean.class && type != char.class;
    }

    /// Whether a number, or every one of an array, is 0.
    static boolean isZero(Object value) {
        if (value instanceof Number n) {
            return n.doubleValue() == 0;
        }
        for (int i = 0; i < Array.getLength(value); i++) {
            if (!isZero(Array.get(value, i))) {
                return false;
            }
        }
        return true;
    }

    /// The derivative of a constant.
    ///
    /// @param value a number
    /// @return 0 of its class; an array of as many
    static Object zero(Object value) {
        return switch (value) {
            case Double _ -> 0.0;
            case Float _ -> 0f;
            case Integer _ -> 0;
            case Long _ -> 0L;
            case Short _ -> (short) 0;
            case Byte _ -> (byte) 0;
            case BigInteger _ -> BigInteger.ZERO;
            case BigDecimal _ -> BigDecimal.ZERO;
            case Number n -> n; // of a class that nobody knows how to make
            default -> Array.newInstance(value.getClass().getComponentType(), Array.getLength(value));
        };
    }
}
