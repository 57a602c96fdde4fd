package org.leibniz.bench;

import static org.leibniz.Leibniz.*;
import static org.leibniz.bench.Inputs.bias64;
import static org.leibniz.bench.Inputs.real64;
import static org.leibniz.bench.Inputs.weight64;

import org.leibniz.Tensor;
import org.leibniz.Tree;

/// The row `maml`: weights from which a few steps of gradient descent learn a task, and their gradient, which goes
/// through these steps. The tasks are learned side by side.
record Maml(Tensor w1, Tensor b1, Tensor w2, Tensor b2, Tensor w3, Tensor b3) {
    private static final int TASKS = 10;
    private static final int POINTS = 8;
    private static final int STEPS = 3;
    private static final double RATE = 0.1;

    /// Points to learn from, and others to be right at.
    record Task(Tensor x, Tensor y, Tensor newX, Tensor newY) {}

    static Row row() {
        var net = new Maml(weight64(1, 1, 16), bias64(2, 16), weight64(3, 16, 16), bias64(4, 16), weight64(5, 16, 1),
                bias64(6, 1));
        var tasks = new Task(real64(7, 2, TASKS, POINTS), real64(8, 1, TASKS, POINTS), real64(9, 2, TASKS, POINTS),
                real64(10, 1, TASKS, POINTS));
        return Row.of(valueAndGrad((Maml n, Task t) -> vmap((Task task) -> n.afterLearning(task)).apply(t).mean()), net,
                tasks);
    }

    private Tensor afterLearning(Task task) {
        var net = this;
        for (int i = 0; i < STEPS; i++) {
            var g = grad((Maml n) -> n.error(task.x(), task.y())).apply(net);
            net = Tree.map((w, d) -> w.sub(d.mul(RATE)), net, g);
        }
        return net.error(task.newX(), task.newY());
    }

    private Tensor error(Tensor x, Tensor y) {
        var h = tanh(x.expandDims(1).matmul(w1).add(b1));
        h = tanh(h.matmul(w2).add(b2));
        return mseLoss(h.matmul(w3).add(b3).squeeze(1), y);
    }
}
