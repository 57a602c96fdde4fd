package org.leibniz.cpu;

import org.leibniz.plan.Machine;

/// What plans of this machine are made for, for tests of other packages.
public final class Here {
    private Here() {}

    /// This machine.
    ///
    /// @return what a planner asks
    public static Machine machine() {
        return Processor.HERE;
    }
}
