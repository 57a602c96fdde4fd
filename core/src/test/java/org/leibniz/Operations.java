package org.leibniz;

import java.util.LinkedHashSet;
import java.util.Set;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Op;
import org.leibniz.ir.Program;
import org.leibniz.ir.RuleName;

/// The classes of all operations, found through their families, and those that occur in a program.
public final class Operations {
    /// A rule of nobody's, for operations that have one.
    @SuppressWarnings("exports") // for tests, which see all of core
    public static final RuleName RULE = new RuleName("a rule", "argument %d", Ints.of());

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

    /// Adds the classes of the operations that occur in a program, those of the programs in it included.
    ///
    /// @param program where
    /// @param met what they are added to
    @SuppressWarnings("exports") // for tests, which see all of core
    public static void meet(Program program, Set<Class<?>> met) {
        for (int i = 0; i < program.size(); i++) {
            met.add(program.op(i).getClass());
            program.op(i).programs().forEach(inner -> meet(inner, met));
        }
    }
}
