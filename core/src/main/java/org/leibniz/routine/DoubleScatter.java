package org.leibniz.routine;

// made of FloatScatter.java by Twins: change that
/// Adding doubles by position: [Gathering#scatterAdd] of one slab.
final class DoubleScatter {
    private DoubleScatter() {}

    static void add(Gathering.Slab s, double[] updates, double[] out) {
        int n = s.after();
        for (int i = 0; i < s.count(); i++) {
            int row = s.positions()[s.first() + i];
            if (row >= s.from() && row < s.to()) {
                int o = s.target() + row * n;
                int u = s.source() + i * n;
                if (n == 1) { // no loop, which takes some 30 times as long
                    out[o] += updates[u];
                } else {
                    for (int k = 0; k < n; k++) {
                        out[o + k] += updates[u + k];
                    }
                }
            }
        }
    }
}
