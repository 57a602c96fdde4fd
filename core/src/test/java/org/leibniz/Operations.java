package org.leibniz;

import java.util.LinkedHashSet;
import java.util.Set;
import org.leibniz.ir.Op;

/// The classes of all operations, found through their families.
public final class Operations {
    private Operations() {}

    /// All of them.
    ///
    /// @return records
    public static Set<Class<?>> all() {
        return of(Op.class);
    }

    /// Those of a family or a trait.
    ///
    /// @param family a sealed interface
    /// @return records
    public static Set<Class<?>> of(Class<?> family) {
        var all = new LinkedHashSet<Class<?>>();
        if (family.isRecord()) {
            all.add(family);
        } else {
            for (var c : family.getPermittedSubclasses()) {
                all.addAll(of(c));
            }
        }
        return all;
    }
}
