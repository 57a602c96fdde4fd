package org.leibniz.cpu.generate;

import org.leibniz.ir.Program;

/// Writes programs that are plans into the methods of a small program: what branches and loops ask for, which are
/// operations of plans themselves.
interface Programs {
    /// Writes a program.
    ///
    /// @param w writes into the method
    /// @param p the program
    /// @param arguments its parameters
    /// @return its outputs
    Val[] write(ValueWriter w, Program p, Val... arguments);

    /// Writes a branch or a body: here, or as a method.
    default Val[] call(ValueWriter w, Program p, Val... arguments) {
        if (!SmallPlan.isMethod(p)) {
            return write(w, p, arguments);
        }
        var link = new Link(w);
        return link.fetched(link.call(link.stored(arguments), (writer, inside) -> write(writer, p, inside)));
    }
}
