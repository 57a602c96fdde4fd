package org.leibniz.tree;

import org.jspecify.annotations.Nullable;

/// Why something is no tree, and where in the whole it stands: on its way up each level puts its part of the path
/// before it, so that the path costs nothing where all is well.
public final class NotATree extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String reason;
    private String place = "";

    /// Refuses a part of what was given.
    ///
    /// @param reason what it is, what was expected, the way out
    /// @param cause what was thrown, null if nothing was
    NotATree(String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    /// Goes one level up.
    ///
    /// @param part where the part stands in that level, such as `.first` or `[0]`
    /// @return this exception
    NotATree in(String part) {
        place = part + place;
        return this;
    }

    /// The same where the whole is a list of arguments.
    ///
    /// @param what the transformation
    /// @return what is thrown to the user
    public IllegalArgumentException ofInputs(String what) {
        int end = place.indexOf(']');
        String input = place.substring(1, end);
        place = place.substring(end + 1);
        return of(what + ": input " + input);
    }

    /// The same for someone who knows where the whole came from.
    ///
    /// @param root what the whole is, such as `grad: input 0`
    /// @return what is thrown to the user
    public IllegalArgumentException of(String root) {
        return new IllegalArgumentException(root + place + ": " + reason, getCause());
    }
}
