package org.leibniz.plan;

import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Program;

/// Where what a body loads is found: for each slot that is a source or a load the source and the view through the
/// chain. An analysis of the body, which any generator asks for.
public record SlotViews(int[] source, @Nullable View[] view) {

    /// Of a body, or of a plan, in which what is no view is an array of its own.
    public static SlotViews of(Program b) {
        int[] source = new int[b.slots()];
        @Nullable
        View[] view = new View[b.slots()];
        for (int s = 0; s < source.length; s++) {
            source[s] = s < b.params() ? s : -1;
            view[s] = s < b.params() ? View.of(b.type(s)) : null;
        }
        for (int i = 0; i < b.size(); i++) {
            switch (b.op(i).family()) {
                case POINTWISE, REDUCTION -> {
                }
                case MOVEMENT -> {
                    var moved = (Movement) b.op(i);
                    int x = b.in(i, 0);
                    var v = view[x] == null || moved instanceof Movement.Reshape
                            ? view[x]
                            : view[x].as(b.type(x).shape());
                    var seen = v == null || moved instanceof Movement.Reshape ? v : v.through(moved);
                    // which computes: it brings values of rows back
                    if (seen != null && !(moved instanceof Movement.Spread)) {
                        source[b.out(i)] = source[x];
                        view[b.out(i)] = seen;
                    }
                }
                case LEAF, ROUTINE, COMPOSITE, MARK -> {
                    for (int s = b.out(i); s < b.out(i) + b.results(i); s++) {
                        source[s] = s;
                        view[s] = View.of(b.type(s));
                    }
                }
            }
        }
        return new SlotViews(source, view);
    }
}
