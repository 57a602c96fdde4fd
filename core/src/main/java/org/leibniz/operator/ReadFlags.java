package org.leibniz.operator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;

/// What a trace of `jit` has seen of flags that can change: whether a cell is being trained, whether a parameter is
/// frozen, its hooks. A trace serves only while they are as they were, so setting one is never overlooked.
public final class ReadFlags {
    private static final ScopedValue<List<Fact<?, ?>>> SEEN = ScopedValue.newInstance();

    private ReadFlags() {}

    /// A flag as it was read.
    ///
    /// @param <T> the type of its owner
    /// @param <V> the type of the flag
    /// @param owner whose flag it is
    /// @param flag how it is read
    /// @param value what it was
    record Fact<T, V>(T owner, Function<T, V> flag, V value) {
        boolean holds() {
            return flag.apply(owner).equals(value);
        }
    }

    /// Something with the flags that it was made under.
    ///
    /// @param <R> its type
    /// @param made the thing
    /// @param facts the flags
    record Conditional<R>(R made, List<Fact<?, ?>> facts) {
        boolean holds() {
            for (var f : facts) {
                if (!f.holds()) {
                    return false;
                }
            }
            return true;
        }
    }

    /// Reads a flag.
    ///
    /// @param <T> the type of its owner
    /// @param <V> the type of the flag
    /// @param owner whose flag it is
    /// @param flag how it is read
    /// @return its value now
    public static <T, V> V read(T owner, Function<T, V> flag) {
        V value = flag.apply(owner);
        if (SEEN.isBound()) {
            SEEN.get().add(new Fact<>(owner, flag, value));
        }
        return value;
    }

    /// A task whose flags are noted as if it ran here.
    ///
    /// @param <T> the type of the result
    /// @param task the task, run on another thread
    /// @return the bound task
    public static <T> Callable<T> bound(Callable<T> task) {
        if (!SEEN.isBound()) {
            return task;
        }
        var seen = SEEN.get();
        return () -> ScopedValue.where(SEEN, seen).call(task::call);
    }

    /// As [#bound(Callable)], of a task without a result.
    ///
    /// @param task the task, run on another thread
    /// @return the bound task
    public static Runnable bound(Runnable task) {
        if (!SEEN.isBound()) {
            return task;
        }
        var seen = SEEN.get();
        return () -> ScopedValue.where(SEEN, seen).run(task);
    }

    /// Makes something and notes the flags that are read meanwhile, on this thread and in tasks that are bound here.
    ///
    /// @param <R> its type
    /// @param maker makes it
    /// @return the thing with the flags
    static <R> Conditional<R> noted(Supplier<R> maker) {
        var seen = Collections.synchronizedList(new ArrayList<Fact<?, ?>>());
        R made = ScopedValue.where(SEEN, seen).call(maker::get);
        return new Conditional<>(made, List.copyOf(seen));
    }
}
