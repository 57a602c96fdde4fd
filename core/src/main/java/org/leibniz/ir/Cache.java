package org.leibniz.ir;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Programs by structure: a function is traced at every call and compiled once, since an equal trace finds the program made before, and with it
/// its gradient and its compiled form. Bounded; the programs that were not used for longest are forgotten. Nothing depends on what it
/// holds but time.
final class Cache {
    static final Cache PROGRAMS = new Cache(8192);
    static final Cache HOOKED = new Cache(64); // a hook is a function of the user and holds what it captured, a new one at every call perhaps

    private final int capacity;
    private final ConcurrentHashMap<Extract.Key, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong time = new AtomicLong();

    Cache(int capacity) {
        this.capacity = capacity;
    }

    private static final class Entry {
        private final Program program;
        private volatile long used;

        Entry(Program program) {
            this.program = program;
        }
    }

    /// The program of that structure.
    ///
    /// @param key the structure
    /// @return the one made first, as long as it is remembered
    Program intern(Extract.Key key) {
        var found = entries.get(key);
        if (found == null) {
            var made = new Entry(key.program());
            var raced = entries.putIfAbsent(key.trimmed(), made);
            found = raced == null ? made : raced;
            time.incrementAndGet();
            if (entries.size() > capacity) {
                evict();
            }
        }
        long now = time.get();
        if (found.used != now) { // no write, so no contention, while nothing new is compiled
            found.used = now;
        }
        return found.program;
    }

    int size() {
        return entries.size();
    }

    /// Forgets every program.
    void forget() {
        entries.clear();
    }

    private synchronized void evict() {
        if (entries.size() <= capacity) {
            return;
        }
        var all = new ArrayList<>(entries.entrySet());
        var ages = new ArrayList<Long>();
        all.forEach(e -> ages.add(e.getValue().used));
        ages.sort(Comparator.naturalOrder());
        long old = ages.get(ages.size() / 4);
        all.stream().filter(e -> e.getValue().used <= old).limit(ages.size() / 4 + 1).forEach(e -> entries.remove(e.getKey()));
    }
}
