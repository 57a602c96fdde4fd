package org.leibniz.routine;

/// Random bits without state: Threefry-2x32 with 20 rounds, a keyed bijection of counters (Salmon, Moraes, Dror, Shaw:
/// *Parallel random numbers: as easy as 1, 2, 3*, SC 2011; the Random123 library). Element `i` depends on the key and
/// on `i` alone, so any part of a tensor can be made on any thread, and a longer tensor begins like a shorter one.
public final class Threefry {
    private static final int PARITY = 0x1BD11BDA; // of the key schedule, from Threefish (Skein)
    // four rounds each
    private static final int[] ROTATIONS = {6 << 24 | 26 << 16 | 15 << 8 | 13, 24 << 24 | 16 << 16 | 29 << 8 | 17};
    private static final int LANES = 256;

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
        int[] key = {key0, key1, PARITY ^ key0 ^ key1};
        int a = counter0 + key0;
        int b = counter1 + key1;
        for (int group = 0; group < 5; group++) {
            int rotations = ROTATIONS[group & 1];
            for (int round = 0; round < 4; round++) {
                a += b;
                b = Integer.rotateLeft(b, rotations >>> 8 * round) ^ a;
            }
            a += key[(group + 1) % 3];
            b += key[(group + 2) % 3] + group + 1;
        }
        return (long) a << 32 | b & 0xffffffffL;
    }

    /// [#block] for [#LANES] counters `(counter + i, 0)`: in loops that the compiler of the Java machine makes vector
    /// instructions of.
    ///
    /// @param words
    ///            the results: all first words, then all second words
    private static void blocks(int key0, int key1, int counter, int[] words) {
        int key2 = PARITY ^ key0 ^ key1;
        for (int i = 0; i < LANES; i++) {
            words[i] = counter + i + key0;
            words[i + LANES] = key1;
        }
        rounds(words, ROTATIONS[0], key1, key2 + 1);
        rounds(words, ROTATIONS[1], key2, key0 + 2);
        rounds(words, ROTATIONS[0], key0, key1 + 3);
        rounds(words, ROTATIONS[1], key1, key2 + 4);
        rounds(words, ROTATIONS[0], key2, key0 + 5);
    }

    private static void rounds(int[] words, int rotations, int add0, int add1) {
        int r0 = rotations & 31;
        int r1 = rotations >>> 8 & 31;
        int r2 = rotations >>> 16 & 31;
        int r3 = rotations >>> 24 & 31;
        for (int i = 0; i < LANES; i++) {
            int a = words[i];
            int b = words[i + LANES];
            a += b;
            b = (b << r0 | b >>> 32 - r0) ^ a;
            a += b;
            b = (b << r1 | b >>> 32 - r1) ^ a;
            a += b;
            b = (b << r2 | b >>> 32 - r2) ^ a;
            a += b;
            b = (b << r3 | b >>> 32 - r3) ^ a;
            words[i] = a + add0;
            words[i + LANES] = b + add1;
        }
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
        if (to - from >= 2 * LANES) {
            int[] words = new int[2 * LANES];
            for (i = from + (from & 1); i + 2 * LANES <= to; i += 2 * LANES) {
                blocks(key0, key1, i >>> 1, words);
                for (int j = 0; j < LANES; j++) {
                    out[i + 2 * j] = words[j];
                    out[i + 2 * j + 1] = words[j + LANES];
                }
            }
            if ((from & 1) == 1) {
                out[from] = word(key0, key1, from);
            }
        }
        for (; i < to; i++) {
            out[i] = word(key0, key1, i);
        }
    }

    private static int word(int key0, int key1, int i) {
        long words = block(key0, key1, i >>> 1, 0);
        return (int) ((i & 1) == 0 ? words >>> 32 : words);
    }

    /// Random 64-bit words: element `i` is both words of the block with counter `(i, 0)`, the first one in the upper
    /// half.
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
        int[] words = new int[to - from < LANES ? 0 : 2 * LANES];
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            blocks(key0, key1, i, words);
            for (int j = 0; j < LANES; j++) {
                out[i + j] = (long) words[j] << 32 | words[j + LANES] & 0xffffffffL;
            }
        }
        for (; i < to; i++) {
            out[i] = block(key0, key1, i, 0);
        }
    }
}
