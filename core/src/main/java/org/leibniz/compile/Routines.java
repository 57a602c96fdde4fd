package org.leibniz.compile;

import org.leibniz.ir.Op;

/// The steps of operations that run as a whole.
final class Routines {
    private Routines() {}

    /// The step of a task, whose terms have their values by now.
    static Step step(Compiler compiler, Stage.Task task) {
        if (task.allocates()) {
            return Control.step(compiler, task);
        }
        return switch (task.op) {
            case Op.Dot _ -> Product.step(task);
            default -> new Plain(task);
        };
    }

    private record Plain(Stage.Task task) implements Step {
        @Override
        public void run(State state) {
            Grid[] in = new Grid[task.in.length];
            for (int i = 0; i < in.length; i++) {
                in[i] = new Grid(task.inTypes[i], state.values[task.in[i].term().value]);
            }
            Object[] out = switch (task.op) {
                case Op.Concat(var axis) -> one(ReferenceOps.concat(in, axis, task.outTypes[0]));
                case Op.ArgReduce(var largest, var axis) -> one(ReferenceOps.argReduce(in[0], largest, axis, task.outTypes[0]));
                case Op.CumSum(var axis, var reverse) -> one(ReferenceOps.cumSum(in[0], axis, reverse));
                case Op.Gather gather -> one(ReferenceOps.gather(in[0], in[1], gather, task.outTypes[0]));
                case Op.Scatter scatter -> one(ReferenceOps.scatter(in[0], in[1], scatter, task.outTypes[0]));
                case Op.Sort(var axis) -> ReferenceOps.sort(in[0], axis, task.outTypes);
                case Op.Solve(var transposed) -> one(ReferenceAlgebra.solve(in[0], in[1], transposed));
                case Op.TriangularSolve(var lower, var transposed) -> one(ReferenceAlgebra.triangularSolve(in[0], in[1], lower, transposed));
                case Op.Cholesky _ -> one(ReferenceAlgebra.cholesky(in[0]));
                case Op.RandomBits(var type) -> one(ReferenceOps.randomBits((int[]) in[0].data(), type));
                default -> throw new IllegalStateException("no routine: " + task.op);
            };
            for (int i = 0; i < out.length; i++) {
                System.arraycopy(out[i], 0, state.values[task.out[i].value], 0, task.outTypes[i].shape().size());
            }
        }

        private static Object[] one(Object x) {
            return new Object[]{x};
        }
    }
}
