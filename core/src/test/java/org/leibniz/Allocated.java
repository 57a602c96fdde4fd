package org.leibniz;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/// What this JVM has allocated so far.
public final class Allocated {
    /// Of a bean of a module that this one does not read, so it is found by name.
    private static final MethodHandle TOTAL = found("getTotalThreadAllocatedBytes");
    private static final MethodHandle CURRENT = found("getCurrentThreadAllocatedBytes");

    private Allocated() {}

    /// By all threads.
    ///
    /// @return bytes
    static long bytes() {
        return bytes(TOTAL);
    }

    /// By this thread.
    ///
    /// @return bytes
    public static long byThisThread() {
        return bytes(CURRENT);
    }

    private static long bytes(MethodHandle of) {
        try {
            return (long) of.invoke();
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle found(String name) {
        try {
            Object threads = Class.forName("java.lang.management.ManagementFactory").getMethod("getThreadMXBean")
                    .invoke(null);
            return MethodHandles.publicLookup()
                    .unreflect(Class.forName("com.sun.management.ThreadMXBean").getMethod(name)).bindTo(threads);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
