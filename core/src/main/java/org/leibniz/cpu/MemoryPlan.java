package org.leibniz.cpu;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.leibniz.DType;

/// Which intermediate results share an array: those whose lives do not overlap. A life begins with the step that writes
/// and ends with the last one that reads. Arrays are made once for a run state; a result may stand in a larger array.
///
/// ```
/// step 0 writes a[1000]; step 1 reads a, writes b[900]; step 2 reads b, writes c[1000]     a and c share one array
/// ```
final class MemoryPlan {
    /// An array to make: of a dtype's kind of array, with at least so many elements.
    static final class Buffer {
        final DType dtype;
        int length;

        Buffer(DType dtype, int length) {
            this.dtype = dtype;
            this.length = length;
        }
    }

    private final List<Buffer> buffers = new ArrayList<>();
    private final Map<Transfer, NavigableMap<Integer, Deque<Integer>>> free = new EnumMap<>(Transfer.class);

    /// The arrays to make.
    List<Buffer> buffers() {
        return buffers;
    }

    /// Takes an array that nothing uses now.
    int take(DType dtype, int length) {
        int n = SlotKind.padded(length);
        var sizes = free.get(Transfer.same(dtype));
        if (sizes != null) {
            var fit = sizes.ceilingEntry(n);
            if (fit != null && fit.getKey() <= 2L * n + 1024) {
                return poll(sizes, fit.getKey());
            }
            var smaller = sizes.floorEntry(n);
            if (smaller != null && smaller.getKey() >= n / 2) {
                int number = poll(sizes, smaller.getKey());
                buffers.get(number).length = n;
                return number;
            }
        }
        buffers.add(new Buffer(dtype, n));
        return buffers.size() - 1;
    }

    private static int poll(NavigableMap<Integer, Deque<Integer>> sizes, int size) {
        var of = sizes.get(size);
        if (of == null) {
            throw new IllegalStateException("no free array of size " + size);
        }
        int number = of.pop();
        if (of.isEmpty()) {
            sizes.remove(size);
        }
        return number;
    }

    /// Gives an array back.
    void release(int number) {
        var b = buffers.get(number);
        var sizes = free.get(Transfer.same(b.dtype));
        if (sizes == null) {
            sizes = new TreeMap<>();
            free.put(Transfer.same(b.dtype), sizes);
        }
        var same = sizes.get(b.length);
        if (same == null) {
            same = new ArrayDeque<>();
            sizes.put(b.length, same);
        }
        same.push(number);
    }
}
