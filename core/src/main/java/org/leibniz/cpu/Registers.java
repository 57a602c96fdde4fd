package org.leibniz.cpu;

/// What the methods of a [SmallProgram] hand each other in a run: numbers by place.
public final class Registers {
    public final double[] d;
    public final float[] f;
    /// Also truth values.
    public final int[] i;
    public final long[] l;
    /// Arrays, and residuals of loops.
    public final Object[] o;

    /// Room for so many of each.
    public Registers(int d, int f, int i, int l, int o) {
        this.d = new double[d];
        this.f = new float[f];
        this.i = new int[i];
        this.l = new long[l];
        this.o = new Object[o];
    }
}
