package org.leibniz.cpu;

import org.leibniz.DType;
import org.leibniz.ir.Pointwise;
import org.leibniz.plan.Machine;

/// This machine, as a planner sees it: blocks of a few hundred elements in the first cache, one core's costs.
enum Processor implements Machine {
    /// One is enough: its [Costs] are good to a factor of two on all that were measured.
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
        return Costs.READ_BYTE * dtype.bytes();
    }

    @Override
    public double gather(DType dtype) {
        return Costs.GATHER;
    }

    @Override
    public double write(DType dtype) {
        return Costs.WRITE_BYTE * dtype.bytes();
    }

    @Override
    public double readAgain(boolean isWithinBlock) {
        return isWithinBlock ? Costs.REPEATED : Costs.SPREAD_OUT;
    }

    @Override
    public double compute(Pointwise op, DType dtype) {
        double one = dtype == DType.FLOAT64 || dtype == DType.INT64 ? Costs.FUSED_WIDE : Costs.FUSED;
        return switch (op.member()) {
            case UNARY -> ((Pointwise.Unary) op).fn().isTranscendental() ? Costs.FUNCTION * one : one;
            case BINARY -> ((Pointwise.Binary) op).fn().isTranscendental() ? Costs.FUNCTION_OF_TWO * one : one;
            case COMPARE, SELECT, CAST -> Costs.COMPARISON * one;
        };
    }
}
