package org.leibniz.operator;

import java.util.List;
import java.util.stream.Collectors;
import org.leibniz.Wrt;
import org.leibniz.tree.Untyped;

/// A derivative, which knows by what it is one.
///
/// @param wrt with respect to what, one after the other
/// @param body the function
public record Derivative(List<Wrt<?>> wrt, Untyped body) implements Untyped {
    @Override
    public Object apply(Object... arguments) {
        return body.apply(arguments);
    }

    @Override
    public String by() {
        var by = wrt.stream().map(WrtChoice::text).toList();
        return by.size() > 1 && by.stream().distinct().count() == 1
                ? " by " + by.getFirst() + " alone"
                : by.stream().collect(Collectors.joining(", then by ", " by ", ""));
    }
}
