package org.leibniz.ir;

import java.util.function.UnaryOperator;

/// The first operand, of which something is said that only derivatives ask for. When it runs there is nothing to
/// do.
public sealed interface Mark extends Op {
    @Override
    default Family family() {
        return Family.MARK;
    }

    /// `x -> x`: a variable of `grad`, `jvp` or `vjp`: a fresh identity of what it stands for.
    record Alias() implements Mark {
        @Override
        public String name() {
            return "variable";
        }
    }

    /// `x -> x` with derivative 0.
    record StopGradient() implements Mark {}

    /// `value, form -> value` with the derivative of the form: the same number written in two ways, of which one is
    /// exact and the other has the derivative that is.
    record Restated() implements Mark {}

    /// A function of the user that cotangents pass through.
    sealed interface Hooked extends Mark {
        /// The function.
        UnaryOperator<Value> fn();

        @Override
        default boolean hasHooks() {
            return true;
        }
    }

    /// `x -> x` whose cotangent passes through a function.
    record Hook(UnaryOperator<Value> fn) implements Hooked {}

    /// The tangent of [Hook]: `t -> t` whose transpose applies the function.
    record HookTangent(UnaryOperator<Value> fn) implements Hooked, Linear {}
}
