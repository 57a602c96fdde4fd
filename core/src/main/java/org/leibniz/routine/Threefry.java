package org.leibniz.routine;

/// Random bits without state: Threefry-2x32 with 20 rounds, a keyed bijection of counters (Salmon, Moraes, Dror, Shaw: *Parallel random
/// numbers: as easy as 1, 2, 3*, SC 2011; the Random123 library). Element `i` depends on the key and on `i` alone, so any part of a
/// tensor can be made on any thread, and a longer tensor begins like a shorter one.
public final class Threefry {
    private static final int PARITY = 0x1BD11BDA; // of the key schedule, from Threefish (Skein)

    private Threefry() {}

    /// Both words of one block: the first in the upper half.
    ///
    /// @param key0
    ///            first word of the key
    /// @param key1
    ///            second word of the key
    /// @param counter0
    ///            first word of the counter
    /// @param counter1
    ///            second word of the counter
    /// @return `word0 << 32 | word1`
    public static long block(int key0, int key1, int counter0, int counter1) {
        int key2 = PARITY ^ key0 ^ key1;
        int a = counter0 + key0;
        int b = counter1 + key1;
        a += b;
        b = Integer.rotateLeft(b, 13) ^ a;
        a += b;
        b = Integer.rotateLeft(b, 15) ^ a;
        a += b;
        b = Integer.rotateLeft(b, 26) ^ a;
        a += b;
        b = Integer.rotateLeft(b, 6) ^ a;
        a += key1;
        b += key2 + 1;
        a += b;
        b = Integer.rotateLeft(b, 17) ^ a;
        a += b;
        b = Integer.rotateLeft(b, 29) ^ a;
        a += b;
        b = Integer.rotateLeft(b, 16) ^ a;
        a += b;
        b = Integer.rotateLeft(b, 24) ^ a;
        a += key2;
        b += key0 + 2;
        a += b;
        b = Integer.rotateLeft(b, 13) ^ a;
        a += b;
        b = Integer.rotateLeft(b, 15) ^ a;
        a += b;
        b = Integer.rotateLeft(b, 26) ^ a;
        a += b;
        b = Integer.rotateLeft(b, 6) ^ a;
        a += key0;
        b += key1 + 3;
        a += b;
        b = Integer.rotateLeft(b, 17) ^ a;
        a += b;
        b = Integer.rotateLeft(b, 29) ^ a;
        a += b;
        b = Integer.rotateLeft(b, 16) ^ a;
        a += b;
        b = Integer.rotateLeft(b, 24) ^ a;
        a += key1;
        b += key2 + 4;
        a += b;
        b = Integer.rotateLeft(b, 13) ^ a;
        a += b;
        b = Integer.rotateLeft(b, 15) ^ a;
        a += b;
        b = Integer.rotateLeft(b, 26) ^ a;
        a += b;
        b = Integer.rotateLeft(b, 6) ^ a;
        a += key2;
        b += key0 + 5;
        return (long) a << 32 | b & 0xffffffffL;
    }

    /// Random 32-bit words: element `i` is the word `i mod 2` of the block with counter `(i div 2, 0)`.
    ///
    /// @param key0
    ///            first word of the key
    /// @param key1
    ///            second word of the key
    /// @param out
    ///            where they go, at their own index
    /// @param from
    ///            index of the first one to make
    /// @param to
    ///            one past the last
    public static void fill(int key0, int key1, int[] out, int from, int to) {
        int i = from;
        if (i < to && (i & 1) == 1) {
            out[i] = (int) block(key0, key1, i >>> 1, 0);
            i++;
        }
        for (; i < to - 1; i += 2) {
            long words = block(key0, key1, i >>> 1, 0);
            out[i] = (int) (words >>> 32);
            out[i + 1] = (int) words;
        }
        if (i < to) {
            out[i] = (int) (block(key0, key1, i >>> 1, 0) >>> 32);
        }
    }

    /// Random 64-bit words: element `i` is both words of the block with counter `(i, 0)`, the first one in the upper half.
    ///
    /// @param key0
    ///            first word of the key
    /// @param key1
    ///            second word of the key
    /// @param out
    ///            where they go, at their own index
    /// @param from
    ///            index of the first one to make
    /// @param to
    ///            one past the last
    public static void fill(int key0, int key1, long[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = block(key0, key1, i, 0);
        }
    }
}
