package org.leibniz;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Reaches into the records and cells of user code. Code in a module says yes once: by `opens p to org.leibniz`, or with [#open(Lookup)]
/// (which also reaches private nested classes of all its packages). Code on the class path says yes by being there.
final class Access {
    private static final Map<Module, Lookup> OPENED = new ConcurrentHashMap<>();

    private Access() {}

    /// Remembers a key to a module.
    ///
    /// @param lookup made by code of the module
    /// @throws IllegalArgumentException if it has not the full rights of the class that made it
    static void open(Lookup lookup) {
        if (!lookup.hasFullPrivilegeAccess()) {
            throw new IllegalArgumentException("lookup: expected one with full rights, as MethodHandles.lookup() gives it, got " + lookup);
        }
        OPENED.put(lookup.lookupClass().getModule(), lookup);
    }

    /// The private view of a class.
    ///
    /// @param c a record or cell class
    /// @return a lookup that sees all its members
    /// @throws IllegalArgumentException if its module has not opened the package
    static Lookup in(Class<?> c) {
        var module = c.getModule();
        try {
            Lookup opened = OPENED.get(module);
            if (opened != null) {
                return MethodHandles.privateLookupIn(c, opened);
            }
            Access.class.getModule().addReads(module);
            return MethodHandles.privateLookupIn(c, MethodHandles.lookup());
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(c.getName() + ": module " + module.getName() + " does not open package " + c.getPackageName()
                    + " to org.leibniz, so its components and fields cannot be read; add `opens " + c.getPackageName()
                    + " to org.leibniz;` to its module-info.java, or call Tree.open(MethodHandles.lookup()) once in one of its classes", e);
        }
    }
}
