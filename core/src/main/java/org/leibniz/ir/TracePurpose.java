package org.leibniz.ir;

import org.jspecify.annotations.Nullable;

/// What a [Trace] is open for: which transformation it belongs to, or which part of one.
public enum TracePurpose {
    /// `grad` and `valueAndGrad`
    GRAD("grad"),
    /// `vjp`
    VJP("vjp"),
    /// `jvp` and `linearize`
    JVP("jvp"),
    /// `jit`
    JIT("jit", "call the function without jit"),
    /// `vmap`
    VMAP("vmap", "call the function without vmap"),
    /// a body or branch of `Flow`
    BODY("the body of a Flow function",
            "return it as part of the state or a result and look at it afterwards, or write the loop in Java"),
    /// a rule of `Custom`, or a rule of the library
    RULE("a custom rule", "call the function or the rule by itself, on tensors"),
    /// what a transformation runs of the user's when the function has returned: hooks, constructors of records
    AFTER("a hook"),
    /// no transformation: stands for what was given up to a call
    DONATION("donate");

    /// Its name for messages.
    final String title;
    /// How to look at a value that is not there; null where values are.
    final @Nullable String looking;

    TracePurpose(String title) {
        this(title, null);
    }

    TracePurpose(String title, @Nullable String looking) {
        this.title = title;
        this.looking = looking;
    }
}
