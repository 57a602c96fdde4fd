package org.leibniz.cpu;

/// Who gives bodies their code, and other code to those that have earned it.
public interface Tier {
    /// Nanoseconds of work that earn other code: about what making it costs.
    double WORTH = 20e6;

    /// The code that a body starts with.
    Code first(Body body);

    /// The nanoseconds that a call with its first code counts for; 0 if there is no better code to be looked for.
    double nanos(Body body, Code first);

    /// Called when a body has worked for [#WORTH].
    void earned(Body body);
}
