package org.leibniz.cpu;

import org.leibniz.DType;
import org.leibniz.ir.Op;
import org.leibniz.plan.Machine;

/// This machine, as a planner sees it: blocks of a few hundred elements in the first cache, one core's costs.
enum Processor implements Machine {
    /// One is enough: the figures are good to a factor of two on all that were measured.
    HERE;

    @Override
    public int block() {
        return Tiling.BLOCK;
    }

    @Override
    public Cut cut(int a, int r, int b) {
        return Tiling.of(a, r, b);
    }

    @Override
    public double read(DType dtype) {
        return 0.022 * dtype.bytes();
    }

    @Override
    public double gather(DType dtype) {
        return 0.3;
    }

    @Override
    public double write(DType dtype) {
        return 0.03 * dtype.bytes();
    }

    @Override
    public double compute(Op.Pointwise op, DType dtype) {
        double one = dtype == DType.FLOAT64 || dtype == DType.INT64 ? 0.06 : 0.03;
        return switch (op.kind()) {
            case UNARY -> ((Op.Unary) op).fn().isTranscendental() ? 12 * one : one;
            case BINARY -> ((Op.Binary) op).fn().isTranscendental() ? 20 * one : one;
            case COMPARE, SELECT, CAST -> 1.5 * one;
        };
    }
}
