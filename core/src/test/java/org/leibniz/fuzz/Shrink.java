package org.leibniz.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Op;
import org.leibniz.ir.Program;
import org.leibniz.ir.Type;

/// Makes a failing program smaller, step by step, as long as it fails: fewer outputs, an earlier value of the same type
/// in the place of an operation, a constant in the place of an operation. What nothing uses any more is left out.
final class Shrink {
    private Shrink() {}

    /// A smaller program that fails, too.
    static Program of(Program failing, Predicate<Program> fails) {
        var p = flat(failing);
        if (!fails.test(p)) {
            p = failing;
        }
        for (boolean smaller = true; smaller;) {
            smaller = false;
            for (var q : candidates(p)) {
                if (q.size() + q.outputs() < p.size() + p.outputs() && fails.test(q)
                        || q.size() == p.size() && weight(q) < weight(p) && fails.test(q)) {
                    p = q;
                    smaller = true;
                    break;
                }
            }
        }
        return p;
    }

    /// The same without calls.
    private static Program flat(Program p) {
        var flat = new Flat(p.params());
        int[] at = new int[p.slots()];
        Arrays.setAll(at, i -> i);
        int[] outs = flat.add(p, Arrays.copyOf(at, p.params()));
        return new Program(p.paramTypes(), flat.ops.toArray(new Op[0]), flat.operands.toArray(new int[0][]), outs);
    }

    private static final class Flat {
        private final List<Op> ops = new ArrayList<>();
        private final List<int[]> operands = new ArrayList<>();
        private int next;

        Flat(int params) {
            this.next = params;
        }

        /// Adds the operations of a program.
        ///
        /// @return the slots of its outputs
        int[] add(Program p, int[] arguments) {
            int[] at = Arrays.copyOf(arguments, p.slots());
            for (int i = 0; i < p.size(); i++) {
                int[] in = new int[p.arity(i)];
                for (int j = 0; j < in.length; j++) {
                    in[j] = at[p.in(i, j)];
                }
                int[] out = new int[p.results(i)];
                if (p.op(i) instanceof Composite.Call(var callee)) {
                    out = add(callee, in);
                } else {
                    ops.add(p.op(i));
                    operands.add(in);
                    for (int j = 0; j < out.length; j++) {
                        out[j] = next++;
                    }
                }
                System.arraycopy(out, 0, at, p.out(i), out.length);
            }
            int[] outs = new int[p.outputs()];
            Arrays.setAll(outs, i -> at[p.outSlot(i)]);
            return outs;
        }
    }

    /// Constants weigh less than what is computed.
    private static int weight(Program p) {
        int w = 0;
        for (int i = 0; i < p.size(); i++) {
            w += p.op(i) instanceof Leaf.Fill ? 0 : 1;
        }
        return w;
    }

    private static List<Program> candidates(Program p) {
        var all = new ArrayList<Program>();
        int[] outs = new int[p.outputs()];
        Arrays.setAll(outs, p::outSlot);
        for (int i = 0; i < outs.length && outs.length > 1; i++) {
            all.add(rewritten(p, -1, -1, new int[]{outs[i]}));
        }
        for (int i = 0; i < outs.length && outs.length > 1; i++) {
            int gone = i;
            all.add(rewritten(p, -1, -1,
                    IntStream.range(0, outs.length).filter(k -> k != gone).map(k -> outs[k]).toArray()));
        }
        for (int i = p.size() - 1; i >= 0; i--) {
            if (p.results(i) == 1) {
                for (int slot = 0; slot < p.out(i); slot++) {
                    if (p.type(slot).equals(p.type(p.out(i)))) {
                        all.add(rewritten(p, i, slot, outs));
                    }
                }
                if (!(p.op(i) instanceof Leaf.Fill) && !p.type(p.out(i)).isStack()) {
                    all.add(rewritten(p, i, -1, outs));
                }
            }
        }
        return all;
    }

    /// The program with other outputs and, if `op` is one of its operations, with a slot or a constant in its place.
    private static Program rewritten(Program p, int op, int slot, int[] outs) {
        int[] to = new int[p.slots()];
        Arrays.setAll(to, i -> i);
        if (op >= 0 && slot >= 0) {
            to[p.out(op)] = slot;
        }
        boolean[] needed = new boolean[p.slots()];
        for (int o : outs) {
            needed[to[o]] = true;
        }
        boolean[] kept = new boolean[p.size()];
        for (int i = p.size() - 1; i >= 0; i--) {
            for (int j = 0; j < p.results(i); j++) {
                kept[i] |= needed[p.out(i) + j];
            }
            for (int j = 0; kept[i] && j < p.arity(i) && !(i == op && slot < 0); j++) {
                needed[to[p.in(i, j)]] = true;
            }
        }
        int[] at = new int[p.slots()];
        int next = p.params();
        for (int i = 0; i < next; i++) {
            at[i] = i;
        }
        var ops = new ArrayList<Op>();
        var operands = new ArrayList<int[]>();
        for (int i = 0; i < p.size(); i++) {
            if (!kept[i]) {
                continue;
            }
            if (i == op) {
                Type type = p.type(p.out(i));
                ops.add(new Leaf.Fill(type, type.dtype().isFloating() ? 0.5 : 1));
                operands.add(new int[0]);
            } else {
                int[] in = new int[p.arity(i)];
                for (int j = 0; j < in.length; j++) {
                    in[j] = at[to[p.in(i, j)]];
                }
                ops.add(p.op(i));
                operands.add(in);
            }
            for (int j = 0; j < p.results(i); j++) {
                at[p.out(i) + j] = next++;
            }
        }
        int[] out = new int[outs.length];
        Arrays.setAll(out, i -> at[to[outs[i]]]);
        return new Program(p.paramTypes(), ops.toArray(new Op[0]), operands.toArray(new int[0][]), out);
    }
}
