package org.leibniz.memory;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The one budget, in bytes, of all that is kept between calls to save time and could be made again: working memory at
/// rest, compiled programs with their tables and generated classes, what `jit` remembers of its calls with copies of
/// their static arguments. It is an eighth of the largest heap, or what the system property `leibniz.cache` says: a
/// number of bytes, or one of kilo-, mega- or gigabytes as `512m`.
///
/// What was not used for longest is dropped, compiled programs as soon as they take half of the budget, working memory,
/// which is quickly made again, as soon as both together take all of it. The budget is a matter of courtesy. What is
/// within it is held *softly* besides, so the collector takes all of it before an allocation fails, whatever the budget
/// is; and working memory beyond it is held *weakly*: it serves again until the next collection, so a program that
/// needs more than the budget runs as fast, and holds nothing when it is done.
///
/// Every [Kept] thing is listed here weakly, and tells its size when asked. Between two sweeps only what is made is
/// counted, so nothing is done on the way of a call that makes nothing.
public final class Budget {
    /// What small things take, about.
    static final int OBJECT = 48;

    /// Of an array: what stands before its elements.
    private static final int HEADER = 16;

    private static final long BYTES = limit(System.getProperty("leibniz.cache"), Runtime.getRuntime().maxMemory());

    /// What collectors that divide the heap into regions take for one, as G1 chooses it: 2,048 of them or fewer.
    private static final long REGION = region(Runtime.getRuntime().maxMemory());

    private static final ConcurrentLinkedQueue<WeakReference<Kept>> ALL = new ConcurrentLinkedQueue<>();

    private static final ReentrantLock SWEEP = new ReentrantLock();

    /// What is kept: as of the last sweep, and what was made since.
    private static final AtomicLong KEPT = new AtomicLong();

    /// A step further each time that something is made. Threads may see an old one for a while, or take a step
    /// together: it only has to move.
    private static long time;

    private Budget() {}

    /// The budget.
    public static long bytes() {
        return BYTES;
    }

    static long time() {
        return time;
    }

    static long limit(@Nullable String property, long heap) {
        if (property == null || property.isBlank()) {
            return heap / 8;
        }
        String text = property.strip().toLowerCase(Locale.ROOT);
        int unit = "kmg".indexOf(text.charAt(text.length() - 1));
        try {
            long number = Long.parseLong(unit < 0 ? text : text.substring(0, text.length() - 1).strip());
            if (number >= 0) {
                return Math.multiplyExact(number, 1L << 10 * (unit + 1));
            }
        } catch (NumberFormatException | ArithmeticException e) {
            throw refused(property, e);
        }
        throw refused(property, null);
    }

    private static IllegalArgumentException refused(String property, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "system property leibniz.cache: expected a number of bytes as 100000000 or 512m, got "
                        + property + "; leave it away for an eighth of the largest heap",
                cause);
    }

    /// Lists something that has been made and is kept from now on.
    ///
    /// @param thing the thing; listed until nothing else refers to it or it is gone
    /// @param bytes what it takes
    public static void keep(Kept thing, long bytes) {
        ALL.add(new WeakReference<>(thing));
        made(bytes);
    }

    /// Counts what was added to something kept.
    public static void made(long bytes) {
        time++;
        if (KEPT.addAndGet(bytes) > BYTES && SWEEP.tryLock()) {
            try {
                sweep();
            } finally {
                SWEEP.unlock();
            }
        }
    }

    /// The bytes of a thing with all that it keeps.
    public static long size(Sized thing) {
        return size(thing, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /// What is kept, counted now.
    public static long kept() {
        var counted = Collections.<Object>newSetFromMap(new IdentityHashMap<>());
        long sum = 0;
        for (var thing : living()) {
            sum += size(thing, counted);
        }
        return sum;
    }

    private static void sweep() {
        var all = living();
        // stable: of those used at a time the younger ones first
        all.sort(Comparator.comparingLong(Kept::used).reversed());
        var counted = Collections.<Object>newSetFromMap(new IdentityHashMap<>());
        long compiled = keepNewest(all.stream().filter(Kept::isCompiled).toList(), BYTES / 2, counted);
        long working = keepNewest(all.stream().filter(k -> !k.isCompiled()).toList(), BYTES - compiled, counted);
        KEPT.set(Math.min(compiled + working, BYTES - BYTES / 8)); // or it would be done at once again
        ALL.removeIf(ref -> {
            var thing = ref.get();
            return thing == null || thing.isGone();
        });
    }

    private static List<Kept> living() {
        var all = new ArrayList<Kept>();
        for (var ref : ALL) {
            var thing = ref.get();
            if (thing != null) {
                if (thing.isGone()) {
                    thing.drop();
                } else {
                    all.add(thing);
                }
            }
        }
        Collections.reverse(all);
        return all;
    }

    /// Drops all but the first ones. Something compiled that fills the room alone is kept while it is the newest, and
    /// not counted.
    ///
    /// @return the bytes that are left
    private static long keepNewest(List<Kept> things, long room, Set<Object> counted) {
        long[] sizes = new long[things.size()];
        long sum = 0;
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = size(things.get(i), counted);
            sum += sizes[i];
        }
        if (sum <= room) {
            return sum;
        }
        long left = 0;
        for (int i = 0; i < sizes.length; i++) {
            // a quarter less, or it would be done at once again
            if (left + sizes[i] <= (i == 0 ? room : room - room / 4)) {
                left += sizes[i];
            } else if (i > 0 || !things.get(i).isCompiled()) {
                things.get(i).drop();
            }
        }
        return left;
    }

    private static long size(Object thing, Set<Object> counted) {
        var todo = new ArrayDeque<Object>();
        todo.add(thing);
        long[] sum = {0};
        while (!todo.isEmpty()) {
            Object next = todo.poll();
            if (counted.add(next)) {
                sum[0] += next instanceof Sized s ? s.bytes(part -> add(part, todo)) : plain(next, todo);
            }
        }
        return sum[0];
    }

    private static void add(@Nullable Object part, ArrayDeque<Object> todo) {
        if (part != null) {
            todo.add(part);
        }
    }

    private static long plain(Object thing, ArrayDeque<Object> todo) {
        return switch (thing) {
            case Object[] a -> {
                for (var part : a) {
                    add(part, todo);
                }
                yield OBJECT + 4L * a.length;
            }
            case String text -> OBJECT + text.length();
            default -> OBJECT + array(thing);
        };
    }

    /// The bytes of an array's elements.
    ///
    /// @param array an array of numbers or truth values; anything else has none
    /// @return bytes, with what a large array wastes
    public static long array(@Nullable Object array) {
        return array(switch (array) {
            case double[] a -> 8L * a.length;
            case long[] a -> 8L * a.length;
            case float[] a -> 4L * a.length;
            case int[] a -> 4L * a.length;
            case short[] a -> 2L * a.length;
            case char[] a -> 2L * a.length;
            case byte[] a -> a.length;
            case boolean[] a -> a.length;
            case null, default -> 0;
        });
    }

    /// What an array takes of the heap: one of more than half a region has regions to itself, and the rest of the last
    /// one is lost to all others.
    ///
    /// @param bytes those of its elements
    /// @return bytes, with what a large array wastes
    public static long array(long bytes) {
        return array(bytes, REGION);
    }

    static long array(long bytes, long region) {
        long whole = bytes + HEADER;
        return whole <= region / 2 ? bytes : (whole + region - 1) / region * region;
    }

    static long region(long heap) {
        return Math.clamp(2 * Long.highestOneBit((heap - 1) / 2048), 1L << 20, 32L << 20);
    }
}
