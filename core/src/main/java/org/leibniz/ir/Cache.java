package org.leibniz.ir;

import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.leibniz.memory.Budget;
import org.leibniz.memory.Remembered;
import org.leibniz.memory.Sized;

/// Programs by structure: a function is traced at every call and compiled once, since an equal trace finds the program
/// made before, and with it its gradient and its compiled form. Beside them what is derived from a program for a size
/// of a run, such as a number of lanes: it must not live as long as the program. All of it counts in the [Budget] and
/// is held softly; what was not used for longest is forgotten. Nothing depends on what it holds but time.
final class Cache {
    /// Entries by themselves: one is equal to what it is found by, which it holds softly, too.
    private static final ConcurrentHashMap<Object, Remembered<Sized>> ENTRIES = new ConcurrentHashMap<>();

    /// Programs with hooks, by their hashes. A hook is a function of the user and holds what it captured, a new one at
    /// every call perhaps; so nothing here holds on to it, and the next collection takes a program that nobody is
    /// using.
    private static final ConcurrentHashMap<Integer, WeakReference<Program>> HOOKED = new ConcurrentHashMap<>();
    private static final int MOST_HOOKED = 64;

    private Cache() {}

    /// What a size of a run makes of a program.
    private record Derived(Program program, Object what) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Remembered<?> e
                    ? e.isFoundBy(this)
                    : o instanceof Derived(var p, var w) && what.equals(w) && program.equals(p);
        }

        @Override
        public int hashCode() {
            return 31 * program.hashCode() + what.hashCode();
        }
    }

    /// The program of that structure.
    ///
    /// @param structure what it is found by
    /// @param hooks whether there is a hook in it
    /// @return the one made first, as long as it is remembered
    static Program intern(ProgramStructure structure, boolean hooks) {
        if (hooks) {
            return hooked(structure.program());
        }
        var found = ENTRIES.get(structure);
        if (found != null && found.use() instanceof Program known) {
            return known;
        }
        return (Program) put(structure.trimmed(), structure.program());
    }

    /// A thing that is derived from a program.
    @SuppressWarnings("unchecked")
    static <T extends Sized> T derived(Program program, Object what, Supplier<T> maker) {
        var key = new Derived(program, what);
        var found = ENTRIES.get(key);
        var known = found == null ? null : found.use();
        return (T) (known == null ? put(key, maker.get()) : known);
    }

    private static Sized put(Object key, Sized made) {
        var entry = new Remembered<Sized>(ENTRIES, key, made);
        var raced = ENTRIES.putIfAbsent(entry, entry);
        var known = raced == null ? null : raced.use();
        if (known == null) {
            Budget.keep(entry, 160 + own(made) + (key instanceof Sized s ? own(s) : 0));
        }
        return known == null ? made : known;
    }

    private static long own(Sized thing) {
        return thing.bytes(_ -> {
        });
    }

    private static Program hooked(Program made) {
        var ref = HOOKED.get(made.hashCode());
        var known = ref == null ? null : ref.get();
        if (known != null && made.equals(known)) {
            return known;
        }
        if (HOOKED.size() >= MOST_HOOKED) {
            HOOKED.clear(); // what is still used comes back
        }
        HOOKED.put(made.hashCode(), new WeakReference<>(made));
        return made;
    }

    /// Forgets every program.
    static void forget() {
        ENTRIES.clear();
        HOOKED.clear();
    }
}
