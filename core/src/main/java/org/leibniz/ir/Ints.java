package org.leibniz.ir;

import java.util.Arrays;
import java.util.Collection;
import org.leibniz.Shape;

/// An immutable list of ints: axes, permutations, offsets. Its hash is computed once, since operations are compared at
/// every look-up of a program.
public final class Ints {
    private static final Ints EMPTY = new Ints(new int[0]);
    private final int[] items;
    private final int hash;

    private Ints(int[] items) {
        this.items = items;
        this.hash = Arrays.hashCode(items);
    }

    /// Makes a list.
    public static Ints of(int... items) {
        return items.length == 0 ? EMPTY : new Ints(items.clone());
    }

    /// A list.
    public static Ints of(Collection<Integer> items) {
        int[] list = new int[items.size()];
        int n = 0;
        for (int item : items) {
            list[n++] = item;
        }
        return of(list);
    }

    /// The list `from, from + 1, .., to - 1`.
    public static Ints range(int from, int to) {
        int[] r = new int[to - from];
        for (int i = 0; i < r.length; i++) {
            r[i] = from + i;
        }
        return new Ints(r);
    }

    /// The permutation that moves an axis.
    ///
    /// @param from the axis
    /// @param to where it is afterwards
    /// @param rank how many axes there are
    /// @return for each axis afterwards the one that it was
    public static Ints moved(int from, int to, int rank) {
        int[] r = range(0, rank).items.clone();
        int step = from < to ? 1 : -1;
        for (int i = from; i != to; i += step) {
            r[i] = r[i + step];
        }
        r[to] = from;
        return new Ints(r);
    }

    /// One value, several times.
    public static Ints repeat(int value, int n) {
        int[] r = new int[n];
        Arrays.fill(r, value);
        return new Ints(r);
    }

    /// How many items there are.
    public int size() {
        return items.length;
    }

    /// One item.
    public int get(int i) {
        return items[i];
    }

    /// Whether an item occurs.
    public boolean contains(int value) {
        return indexOf(value) >= 0;
    }

    /// Where an item occurs first.
    public int indexOf(int value) {
        for (int i = 0; i < items.length; i++) {
            if (items[i] == value) {
                return i;
            }
        }
        return -1;
    }

    /// The items.
    public int[] toArray() {
        return items.clone();
    }

    /// Every item plus a number: axes behind a new leading axis.
    public Ints shift(int by) {
        int[] r = items.clone();
        for (int i = 0; i < r.length; i++) {
            r[i] += by;
        }
        return new Ints(r);
    }

    /// This list and another one behind it.
    public Ints concat(Ints other) {
        int[] r = Arrays.copyOf(items, items.length + other.items.length);
        System.arraycopy(other.items, 0, r, items.length, other.items.length);
        return new Ints(r);
    }

    /// The items at some places.
    public Ints at(Ints places) {
        return new Ints(Slices.pick(items, places.items, 0, places.items.length));
    }

    /// Whether each item is larger than the one before.
    public boolean isAscending() {
        for (int i = 1; i < items.length; i++) {
            if (items[i - 1] >= items[i]) {
                return false;
            }
        }
        return true;
    }

    /// The axes of a value that are not in this list.
    public Ints others(int rank) {
        int[] r = new int[rank - items.length];
        int n = 0;
        for (int axis = 0; axis < rank; axis++) {
            if (!contains(axis)) {
                r[n++] = axis;
            }
        }
        return new Ints(r);
    }

    /// The extents of a shape along the axes in this list.
    ///
    /// @param shape the shape
    /// @return a shape of as many axes
    public Shape extents(Shape shape) {
        int[] r = new int[items.length];
        for (int i = 0; i < r.length; i++) {
            r[i] = shape.dim(items[i]);
        }
        return Shape.ragged(r);
    }

    /// This list with one more item in front.
    public Ints prepend(int first) {
        int[] r = new int[items.length + 1];
        r[0] = first;
        System.arraycopy(items, 0, r, 1, items.length);
        return new Ints(r);
    }

    @Override
    public boolean equals(Object o) {
        return this == o || (o instanceof Ints l && hash == l.hash && Arrays.equals(items, l.items));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return Arrays.toString(items).replace(" ", "");
    }
}
