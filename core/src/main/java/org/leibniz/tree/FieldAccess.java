package org.leibniz.tree;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;

/// Reaches into the records and cells of user code. Code in a module says yes once: by `opens p to org.leibniz`, or
/// with [#open(Lookup)] (which also reaches private nested classes of all its packages). Code on the class path says
/// yes by being there.
public final class FieldAccess {
    private FieldAccess() {}

    /// Opens all packages of a module to this one. The JVM remembers it with the module, and nothing is kept here: a
    /// module may be unloaded.
    ///
    /// @param lookup made by code of the module
    /// @throws IllegalArgumentException if it has not the full rights of the class that made it
    public static void open(Lookup lookup) {
        if (!lookup.hasFullPrivilegeAccess()) {
            throw new IllegalArgumentException(
                    "lookup: expected one with full rights, as MethodHandles.lookup() gives it, got " + lookup);
        }
        var module = lookup.lookupClass().getModule();
        if (module.isNamed()) {
            try { // as the module itself would do it
                MethodHandle opens = lookup.findVirtual(Module.class, "addOpens",
                        MethodType.methodType(Module.class, String.class, Module.class));
                for (String name : module.getPackages()) {
                    Module _ = (Module) opens.invokeExact(module, name, FieldAccess.class.getModule());
                }
            } catch (Throwable t) {
                // it may do so by its full rights
                throw new IllegalStateException("module " + module.getName() + " cannot be opened", t);
            }
        }
    }

    /// The private view of a class.
    ///
    /// @param c a record or cell class
    /// @return a lookup that sees all its members
    /// @throws IllegalArgumentException if its module has not opened the package
    static Lookup in(Class<?> c) {
        var module = c.getModule();
        try {
            FieldAccess.class.getModule().addReads(module);
            return MethodHandles.privateLookupIn(c, MethodHandles.lookup());
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(c.getName() + ": module " + module.getName() + " does not open package "
                    + c.getPackageName()
                    + " to org.leibniz, so its components and fields cannot be read; add `opens " + c.getPackageName()
                    + " to org.leibniz;` to its module-info.java, or call Tree.open(MethodHandles.lookup()) once in "
                    + "one of its classes",
                    e);
        }
    }
}
