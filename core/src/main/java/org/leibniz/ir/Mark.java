package org.leibniz.ir;

import java.util.function.UnaryOperator;

/// The first operand, of which something is said that only derivatives ask for. When it runs there is nothing to
/// do.
public sealed interface Mark extends Op {
    @Override
    default Family family() {
        return Family.MARK;
    }

    @Override
    boolean hasHooks();

    /// `x -> x`: a variable of `grad`, `jvp` or `vjp`: a fresh identity of what it stands for.
    record Alias() implements Mark {
        @Override
        public String name() {
            return "variable";
        }

        @Override
        public boolean hasHooks() {
            return false;
        }
    }

    /// `x -> x` with derivative 0.
    record StopGradient() implements Mark {
        @Override
        public String name() {
            return "stop_gradient";
        }

        @Override
        public boolean hasHooks() {
            return false;
        }
    }

    /// `value, form -> value` with the derivative of the form: the same number written in two ways, of which one is
    /// exact and the other has the derivative that is.
    record Restated() implements Mark {
        @Override
        public String name() {
            return "restated";
        }

        @Override
        public boolean hasHooks() {
            return false;
        }
    }

    /// `x -> x` whose cotangent passes through a function.
    record Hook(UnaryOperator<Value> fn) implements Mark {
        @Override
        public String name() {
            return "hook";
        }

        @Override
        public boolean hasHooks() {
            return true;
        }
    }

    /// The tangent of [Hook]: `t -> t` whose transpose applies the function.
    record HookTangent(UnaryOperator<Value> fn) implements Mark, Linear {
        @Override
        public String name() {
            return "hook_tangent";
        }

        @Override
        public boolean hasHooks() {
            return true;
        }
    }
}
