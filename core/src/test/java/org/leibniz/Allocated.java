package org.leibniz;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/// What this JVM has allocated so far.
final class Allocated {
    /// Of a bean of a module that this one does not read, so it is found by name.
    private static final MethodHandle TOTAL = total();

    private Allocated() {}

    /// By all threads.
    ///
    /// @return bytes
    static long bytes() {
        try {
            return (long) TOTAL.invoke();
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle total() {
        try {
            Object threads = Class.forName("java.lang.management.ManagementFactory").getMethod("getThreadMXBean")
                    .invoke(null);
            return MethodHandles.publicLookup()
                    .unreflect(
                            Class.forName("com.sun.management.ThreadMXBean").getMethod("getTotalThreadAllocatedBytes"))
                    .bindTo(threads);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
