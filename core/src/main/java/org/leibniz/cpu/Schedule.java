package org.leibniz.cpu;

import java.util.Collections;
import java.util.List;
import org.leibniz.cpu.Stage.Group;
import org.leibniz.cpu.Stage.Task;
import org.leibniz.cpu.Term.Ref;
import org.leibniz.cpu.Term.Source;
import org.leibniz.ir.Program;

/// What runs as one pass: a program as kernels and routines, in order.
///
/// [Terms] groups by levels, [Rows] merges what can be done row by row, [Recompute] decides what is computed again where it is needed instead of
/// being kept. What one stage reads from another one after that is stored in between.
///
/// ```
/// { x: f32[9,50]  m: f32[9] = max[1] x  d = sub x (broadcast m)  e = exp d  s = sum[1] e  y = div e (broadcast s)  return y }
/// kernel [450] rows 50: fold_max sub exp fold_sum div!
/// ```
final class Schedule {
    private final List<Stage> stages;
    private final List<Term> tables;
    final Term[] parameters;
    final Ref[] outputs;

    private Schedule(Terms terms) {
        this.stages = terms.stages;
        this.tables = terms.tables;
        this.parameters = terms.parameters;
        this.outputs = terms.outputs;
        Product.layOut(stages);
        Rows.merge(stages);
        Collections.sort(stages); // stable: the program's order within a level
        Recompute.apply(stages);
        store();
    }

    /// Schedules a program.
    static Schedule of(Program program) {
        return new Schedule(new Terms(program));
    }

    /// The stages, in an order to run in.
    List<Stage> stages() {
        return stages;
    }

    /// Arrays known now.
    List<Term> tables() {
        return tables;
    }

    /// The number of kernels.
    int kernels() {
        int n = 0;
        for (var s : stages) {
            n += s instanceof Group ? 1 : 0;
        }
        return n;
    }

    /// The number of routines.
    int routines() {
        return stages.size() - kernels();
    }

    /// What a group computes is stored if another stage reads it, or if it is read in another order.
    private void store() {
        for (var s : stages) {
            if (s instanceof Group g) {
                for (var t : g.terms) {
                    t.stored |= t.source == Source.FOLD && !g.isRowFold(t);
                    for (var x : t.in) {
                        x.term().stored |= !x.term().isConstant() && !g.isInside(x);
                    }
                }
            }
        }
    }

    /// One line a stage: its space and what it computes, with a mark where that is stored.
    @Override
    public String toString() {
        var b = new StringBuilder();
        for (var s : stages) {
            b.append(b.isEmpty() ? "" : "\n");
            switch (s) {
                case Group g -> {
                    b.append("kernel [").append(g.n).append(g.rowLength == 0 ? "]:" : "] rows " + g.rowLength + ":");
                    for (var t : g.terms) {
                        b.append(' ').append(name(t)).append(t.stored && t.source != Source.FOLD ? "!" : "");
                    }
                }
                case Task t -> b.append(t.op.name());
            }
        }
        return b.toString();
    }

    private static String name(Term t) {
        return t.op == null ? "copy" : t.source == Source.FOLD ? "fold_" + t.op.name() : t.op.name();
    }
}
