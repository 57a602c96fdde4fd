package org.leibniz.plan;

import java.util.BitSet;
import org.leibniz.plan.Graph.NodeKind;
import org.leibniz.plan.Graph.Read;

/// The law of fusion: a unit takes a node only if each operand is computed in the unit and read *as it comes*, or comes
/// from a unit that does not *wait* for this one. Whatever the order of decisions, it makes no cycle, and nobody reads
/// what is not there.
///
/// Of `softmax(x)` for `x: f32[9,50]`, in a unit over `[9,50]`, the quotient reads the exponentials as they come
/// (element by element) and their sums, too (an exact spread of one element a row); of `y.reverse()` it would read
/// elements that the pass has not met yet, so that `y` is an array first.
///
/// Both halves were wrong once, silently, so they are methods here: tests break each of them and see that plans become
/// wrong.
class Law {
    static final Law FUSION = new Law();

    /// Whether a unit over n elements in rows of a length (0: no rows) can read what it computes itself, for an element
    /// or for a row.
    final boolean asItComes(Graph g, int n, int length, Read x, boolean forRow) {
        var kind = g.kind[x.root()];
        if (kind == NodeKind.RESULT || kind == NodeKind.FOLD && !isRowFold(g, length, x.root())) {
            return false; // known only when the pass has ended
        }
        int size = Graph.size(g.p.type(x.root()));
        if (forRow) {
            return length > 0 && size * (long) length == n && x.isWhole();
        }
        return size == n && x.isWhole() || spreads(n, length, size, x.view());
    }

    /// Whether a view gives each of the n elements the one of its row.
    boolean spreads(int n, int length, int size, View v) {
        return isSpread(n, length, size, v);
    }

    /// Whether the unit of which `before` is what must have run waits for another one.
    boolean waits(BitSet before, int other) {
        return before.get(other);
    }

    /// Whether a view of `size` elements is the spread of one a row over rows of a length, and nothing else.
    static boolean isSpread(int n, int length, int size, View v) {
        if (length == 0 || size * (long) length != n || v.size() != n || v.offset() != 0) {
            return false;
        }
        var axes = v.normal().axes();
        int rows = n / length;
        var along = View.Axis.of(length, 0);
        return rows == 1
                ? axes.size() == 1 && axes.getFirst().equals(along)
                : axes.size() == 2 && axes.getFirst().equals(View.Axis.of(rows, 1)) && axes.getLast().equals(along);
    }

    /// Whether a node has an element for each of the rows of a unit, not one for each element.
    static boolean isOfRows(Graph g, int n, int length, int node) {
        int elements = g.elements(node);
        return length > 0 && elements * (long) length == n && elements != n;
    }

    /// Whether a node reduces rows of a length, so that the pass that reads a row knows its result.
    static boolean isRowFold(Graph g, int length, int node) {
        if (g.kind[node] != NodeKind.FOLD) {
            return false;
        }
        var t = g.p.type(g.p.in(g.maker[node], 0)).shape();
        return length > 0 && t.dim(2) == 1 && t.dim(1) == length;
    }
}
