package org.leibniz.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Op;
import org.leibniz.ir.Program;
import org.leibniz.ir.Routine;
import org.leibniz.ir.Slices;
import org.leibniz.ir.Type;
import org.leibniz.transform.SimplifyFlow.Remains;

/// The same results from fewer operations. It is the last transformation before a program runs ([#of]), when it may
/// forget what only derivatives need: custom rules, hooks and stopped gradients. It is also the first one before a
/// program is differentiated ([#differentiable]), where it keeps them: what is computed once is differentiated once,
/// and leaves one residual.
///
/// - Calls are written out, marks are dropped or kept.
/// - What is computed twice is computed once; what nothing needs is not computed: also results, state and operands of
///   loops and branches.
/// - [Algebra]: rules on one operation and what it is applied to.
/// - [SparseSums]: large tables in which little is not zero, before a program runs.
/// - [SumsOfProducts]: sums that loops carry, computed after them, before a program runs.
///
/// ```
/// { a: f32[3], b: f32[3]                    { a: f32[3], b: f32[3]
///   c: f32[3] = sin a                         c: f32[3] = sin a
///   d: f32[3] = neg b                ==>      d: f32[3] = sub c b
///   e: f32[3] = sin a                         e: f32[3] = mul d c
///   f: f32[3] = add c d                       return e }
///   g: f32[3] = mul f e
///   return g }
/// ```
/// Results change at most in the sign of a zero and in the last bits of a constant; a NaN is never lost, except in a
/// product with a written identity matrix or of an infinite number with the zeros of such a table. Time is linear in
/// the number of operations that are written out.
public final class Simplify {
    private final CommutingWriter writer;
    private final Algebra algebra;

    private Simplify(Type[] params, Purpose purpose) {
        writer = new CommutingWriter(params, purpose);
        algebra = new Algebra(writer);
    }

    /// The simplified program, made once for each program.
    ///
    /// @param p the program
    /// @return one of the same parameters and outputs, `p` itself if there is nothing to simplify. It has no calls
    ///     (unless a stack was passed to a parameter of another type), no custom rules, hooks or other marks
    public static Program of(Program p) {
        return of(p, Purpose.RUN);
    }

    /// The simplified program with the same derivatives, made once for each program.
    ///
    /// @param p the program
    /// @return one of the same parameters and outputs; `p` itself if there is nothing to simplify or a hook in it,
    ///     which sees the cotangent of its own occurrence and of no other
    static Program differentiable(Program p) {
        return p.hasHooks() ? p : of(p, Purpose.DIFFERENTIATE);
    }

    static Program of(Program p, Purpose purpose) {
        return p.memo(purpose, () -> {
            var s = new Simplify(p.paramTypes(), purpose);
            var simple = s.finish(s.write(p, Ints.range(0, p.params()).toArray()));
            return simple.equals(p) ? p : simple;
        });
    }

    /// A program with some parameters bound to numbers and only some outputs, simplified.
    ///
    /// @param p the program
    /// @param params the parameters that remain
    /// @param from for each parameter of `p` the one that it is now, or any number if it is bound
    /// @param bound for each parameter of `p` the number that it is bound to, or null
    /// @param kept which outputs remain
    static Program restrict(Program p, Purpose purpose, Type[] params, int[] from, Leaf.@Nullable Fill[] bound,
            int... kept) {
        var s = new Simplify(params, purpose);
        int[] arguments = from.clone();
        for (int i = 0; i < bound.length; i++) {
            var number = bound[i];
            if (number != null) {
                arguments[i] = s.writer.add(number);
            }
        }
        int[] outs = s.write(p, arguments);
        return s.finish(Arrays.stream(kept).map(k -> outs[k]).toArray());
    }

    // ---- forward: write every operation that is new

    /// Writes a program out.
    ///
    /// @return the slots of its outputs
    private int[] write(Program p, int[] arguments) {
        int[] at = Arrays.copyOf(arguments, p.slots());
        for (int i = 0; i < p.size(); i++) {
            int[] out = write(p, i, p.ofOperands(i, at));
            System.arraycopy(out, 0, at, p.out(i), out.length);
        }
        return p.ofOutputs(at);
    }

    private int[] write(Program p, int i, int[] in) {
        return p.op(i) instanceof Composite op ? write(op, p, i, in) : algebra.write(p.op(i), p.resultTypes(i), in);
    }

    private int[] write(Composite op, Program p, int i, int[] in) {
        return switch (op) {
            case Composite.Kernel kernel -> throw kernel.planned();
            case Composite.Call(var callee) -> call(callee, in);
            case Composite.Custom c when writer.purpose() == Purpose.RUN -> call(c.f(), c.ofFunction(in));
            // another may yet turn out unused
            case Composite.LinearCall linear when writer.purpose() == Purpose.RUN && CustomRule.isLinear(linear) ->
                call(CustomRule.forward(linear), in);
            case Composite.Cond c -> {
                var known = writer.constant(in[0]);
                var chosen = known != null && known == 0 ? c.otherwise() : c.then();
                boolean open = known == null && !c.then().equals(c.otherwise());
                yield open ? algebra.write(op, p.resultTypes(i), in) : call(chosen, c.arguments(in));
            }
            case Composite.While _,Composite.Scan _,Composite.Ruled _ -> algebra.write(op, p.resultTypes(i), in);
        };
    }

    private int[] call(Program callee, int[] in) {
        for (int i = 0; i < in.length; i++) {
            // a stack of another length than the callee was written for
            if (!writer.type(in[i]).equals(callee.type(i))) {
                int first = writer.add(new Composite.Call(of(callee, writer.purpose())), in);
                return Ints.range(first, first + callee.outputs()).toArray();
            }
        }
        return write(callee, in);
    }

    // ---- backward: find what is needed; then number it anew

    /// What remains when nothing else is needed than some slots.
    private Program finish(int[] outs) {
        int[] uses = new int[writer.slots()];
        int[] user = new int[writer.slots()]; // the last operation that was found to use a slot
        for (int s : outs) {
            uses[s]++;
        }
        var rest = new @Nullable Remains[writer.size()];
        boolean[] kept = new boolean[writer.size()];
        for (int i = writer.size() - 1; i >= 0; i--) {
            boolean[] live = new boolean[writer.results(i)];
            for (int j = 0; j < live.length; j++) {
                live[j] = uses[writer.out(i) + j] > 0;
                kept[i] |= live[j];
            }
            if (kept[i]) {
                var remains = SimplifyFlow.of(writer, i, live);
                rest[i] = remains;
                for (int s : remains == null ? writer.operands(i) : remains.needed()) {
                    uses[s]++;
                    user[s] = i;
                }
            }
        }
        var result = new Result(writer);
        for (int i = 0; i < kept.length; i++) {
            var remains = rest[i];
            int out = writer.out(i);
            if (remains != null) {
                result.add(remains, out);
            } else if (kept[i] && !result.has(out)) {
                if (writer.op(i) instanceof Routine.Dot dot && uses[out] == 1 && user[out] > i
                        && transposes(user[out], dot, i)) {
                    int[] in = writer.operands(i);
                    var exchanged = new Routine.Dot(dot.batchB(), dot.batchA(), dot.contractB(), dot.contractA());
                    result.add(exchanged, writer.out(user[out]), 1, in[1], in[0]);
                } else {
                    result.add(writer.op(i), out, writer.results(i), writer.operands(i));
                }
            }
        }
        var program = result.program(outs);
        if (writer.purpose() == Purpose.RUN) {
            var products = scans(program) ? SumsOfProducts.of(program) : null;
            if (products != null) {
                var s = new Simplify(program.paramTypes(), Purpose.RUN);
                return s.finish(products.write(s.writer, s.algebra,
                        (body, types, from, bound, left) -> restrict(body, Purpose.RUN, types, from, bound, left)));
            }
            var sums = scatters(program) ? SparseSums.of(program) : null;
            if (sums != null) {
                var s = new Simplify(program.paramTypes(), Purpose.RUN);
                return s.finish(sums.write(s.writer, s.algebra));
            }
        }
        return program.memo(writer.purpose(), () -> program);
    }

    /// Whether there may be anything for [SparseSums], which is not loaded else.
    private static boolean scatters(Program p) {
        for (int i = 0; i < p.size(); i++) {
            if (p.op(i).family() == Op.Family.ROUTINE && p.op(i) instanceof Routine.Scatter) {
                return true;
            }
        }
        return false;
    }

    /// Whether there may be anything for [SumsOfProducts], which is not loaded else.
    private static boolean scans(Program p) {
        for (int i = 0; i < p.size(); i++) {
            if (p.op(i).family() == Op.Family.COMPOSITE && p.op(i) instanceof Composite.Scan) {
                return true;
            }
        }
        return false;
    }

    /// Whether an operation only exchanges the two factors' axes in a product: `(A B)T` is `BT AT`.
    private boolean transposes(int i, Routine.Dot dot, int product) {
        if (!(writer.op(i) instanceof Movement.Transpose(var perm))) {
            return false;
        }
        int batches = dot.batchA().size();
        int freeA = writer.type(writer.operands(product)[0]).shape().rank() - batches - dot.contractA().size();
        for (int k = 0; k < perm.size(); k++) {
            int free = k - batches;
            int freeB = perm.size() - batches - freeA;
            if (perm.get(k) != (free < 0 ? k : free < freeB ? k + freeA : k - freeB)) {
                return false;
            }
        }
        return true;
    }

    /// The operations that remain, with the slots that they have from now on.
    private static final class Result {
        private final CommutingWriter writer;
        private final int[] renamed;
        private final List<Op> ops = new ArrayList<>();
        private final List<int[]> operands = new ArrayList<>();
        private int next;

        Result(CommutingWriter writer) {
            this.writer = writer;
            renamed = new int[writer.slots()];
            Arrays.fill(renamed, -1);
            for (int i = 0; i < writer.params(); i++) {
                renamed[i] = next++;
            }
        }

        boolean has(int slot) {
            return renamed[slot] >= 0;
        }

        /// Adds an operation of which all results are kept, in the place of the one that computed a slot.
        void add(Op op, int out, int results, int... in) {
            append(op, in);
            for (int j = 0; j < results; j++) {
                renamed[out + j] = next++;
            }
        }

        void add(Remains remains, int out) {
            var op = remains.op();
            if (op != null) {
                append(op, remains.operands());
            }
            for (int j = 0; j < remains.place().length; j++) {
                int same = remains.same()[j];
                renamed[out + j] = same >= 0 ? renamed[same] : remains.place()[j] >= 0 ? next + remains.place()[j] : -1;
            }
            next += remains.results();
        }

        private void append(Op op, int[] in) {
            ops.add(op);
            operands.add(Slices.pick(renamed, in, 0, in.length));
        }

        Program program(int[] outs) {
            return new Program(writer.paramTypes(), ops.toArray(new Op[0]), operands.toArray(new int[0][]),
                    Slices.pick(renamed, outs, 0, outs.length));
        }
    }
}
