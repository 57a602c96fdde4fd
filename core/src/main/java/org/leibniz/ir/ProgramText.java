package org.leibniz.ir;

/// Programs as short readable text, one line an operation. Golden tests and the documentation use it.
final class ProgramText {
    private ProgramText() {}

    static String of(Program p) {
        var b = new StringBuilder("{ ");
        for (int i = 0; i < p.params(); i++) {
            b.append(i == 0 ? "" : ", ").append(variable(i)).append(": ").append(p.type(i));
        }
        for (int i = 0; i < p.size(); i++) {
            b.append("\n  ");
            for (int j = 0; j < p.results(i); j++) {
                b.append(j == 0 ? "" : ", ").append(variable(p.out(i) + j)).append(": ").append(p.type(p.out(i) + j));
            }
            b.append(" = ").append(indent(p.op(i).text()));
            for (int j = 0; j < p.arity(i); j++) {
                b.append(' ').append(variable(p.in(i, j)));
            }
        }
        b.append("\n  return");
        for (int i = 0; i < p.outputs(); i++) {
            b.append(i == 0 ? " " : ", ").append(variable(p.outSlot(i)));
        }
        return b.append(" }").toString();
    }

    /// a, b, .., z, ba, bb, ..
    static String variable(int slot) {
        var b = new StringBuilder();
        int s = slot;
        do {
            b.insert(0, (char) ('a' + s % 26));
            s /= 26;
        } while (s > 0);
        return b.toString();
    }

    private static String indent(String text) {
        return text.replace("\n", "\n  ");
    }
}
