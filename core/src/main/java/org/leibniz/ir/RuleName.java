package org.leibniz.ir;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What the rule is called that an operation is differentiated by, and its arguments, for messages.
///
/// @param rule such as `Custom.vjp (Main.java:7)`, `bprop of Net`
/// @param argument how what the rule has to be linear in is called, with `%d` for a number if there are several:
///     `dout`, `dx[%d]`
/// @param numbers the number of each
public record RuleName(String rule, String argument, Ints numbers) {
    /// The same rule of some of the arguments only.
    public RuleName of(boolean[] some) {
        return numbers.size() == 0
                ? this
                : new RuleName(rule, argument,
                        Ints.of(IntStream.range(0, some.length).filter(i -> some[i]).map(numbers::get).toArray()));
    }

    /// What a rule is not linear in.
    public String arguments(boolean[] these) {
        return IntStream.range(0, these.length).filter(i -> these[i])
                .mapToObj(i -> argument.formatted(i < numbers.size() ? numbers.get(i) : i)).distinct()
                .collect(Collectors.joining(" and "));
    }
}
