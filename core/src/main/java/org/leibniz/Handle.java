package org.leibniz;

/// What a registration gives back: the way to end it. There is nothing to close; a hook may stay for ever.
public final class Handle {
    private final Runnable removal;

    Handle(Runnable removal) {
        this.removal = removal;
    }

    /// Ends the registration. A second call does nothing.
    public void remove() {
        removal.run();
    }
}
