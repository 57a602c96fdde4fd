package org.leibniz;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.leibniz.caller.UserCall;

/// Which arguments are given up to a compiled function, see [Leibniz#donate(int...)].
public final class Donated {
    private final int[] arguments;

    private Donated(int[] arguments) {
        this.arguments = arguments;
    }

    static Donated of(int... arguments) {
        int[] given = UserCall.given(arguments, "arguments: expected positions of arguments").clone();
        if (given.length == 0 || IntStream.of(given).anyMatch(i -> i < 0)
                || IntStream.of(given).distinct().count() < given.length) {
            throw new IllegalArgumentException("donate: arguments: expected different positions from 0 on, got "
                    + (given.length == 0 ? "none" : Arrays.toString(given))
                    + "; donate(0) gives up the first argument");
        }
        return new Donated(given);
    }

    /// The positions of arguments that a user gives up.
    static int[] positions(Donated donated) {
        return UserCall.given(donated, "donated: expected donate(..)").arguments.clone();
    }

    /// The call that made it.
    @Override
    public String toString() {
        return IntStream.of(arguments).mapToObj(Integer::toString).collect(Collectors.joining(", ", "donate(", ")"));
    }
}
