package org.leibniz.cpu;

/// A way to compute a body. It is shared by all kernels of that body and keeps nothing of a run.
public sealed interface Code permits Blocks, Straight {}
