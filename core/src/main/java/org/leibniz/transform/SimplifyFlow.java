package org.leibniz.transform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Op;
import org.leibniz.ir.Program;
import org.leibniz.ir.Slices;
import org.leibniz.ir.Type;

/// Branches and loops under simplification, without what nothing needs: results that nobody uses, state that only
/// computes itself, operands that are not read. State that never changes becomes a constant; constants that are numbers
/// are written into the body. See [LoopRules].
final class SimplifyFlow {
    private SimplifyFlow() {}

    /// What remains of an operation.
    ///
    /// @param op the operation; null if its results are all known without it
    /// @param operands the slots of its operands
    /// @param results how many results it has
    /// @param place for each old result the new one that it is, or -1
    /// @param same for each old result the slot outside that it equals, or -1
    record Remains(@Nullable Op op, int[] operands, int results, int[] place, int[] same) {
        /// Nothing.
        static Remains none(int[] place, int[] same) {
            return new Remains(null, new int[0], 0, place, same);
        }

        /// The slots that must be computed.
        int[] needed() {
            return IntStream.concat(Arrays.stream(operands), Arrays.stream(same).filter(s -> s >= 0)).toArray();
        }
    }

    /// What remains of an operation that has been written.
    ///
    /// @param i its number
    /// @param live which results are used
    /// @return null if it is neither a loop nor a branch
    static @Nullable Remains of(CommutingWriter writer, int i, boolean[] live) {
        return writer.op(i) instanceof Composite op ? of(writer, op, writer.operands(i), live) : null;
    }

    private static @Nullable Remains of(CommutingWriter writer, Composite op, int[] in, boolean[] live) {
        return switch (op) {
            case Composite.Cond cond -> branch(writer, cond, in, live);
            case Composite.Loop loop -> {
                var given = loop.operands(in);
                var cond = loop instanceof Composite.While w ? new Inner(w.cond(), w.deciding(in)) : null;
                var rest = new Loop(writer, cond, new Inner(loop.body(), given.consts()), given.carry(), given.xs(),
                        live);
                yield rest.remains(loop, in);
            }
            case Composite.Kernel kernel -> throw kernel.planned();
            case Composite.Call _,Composite.Ruled _ -> null;
        };
    }

    // ---- programs inside

    /// What becomes of a parameter.
    private sealed interface Binding {
        /// It stays a parameter.
        record Kept() implements Binding {}

        /// It is a number.
        record Constant(Leaf.Fill fill) implements Binding {}

        /// It is a constant from outside.
        record Outer(int slot) implements Binding {}
    }

    private static final Binding KEPT = new Binding.Kept();

    /// A program inside an operation.
    ///
    /// @param program its parameters are constants, then what the operation binds: state and items
    /// @param consts the slots of the constants
    private record Inner(Program program, int[] consts) {

        Type boundType(int i) {
            return program.type(consts.length + i);
        }

        /// Which bound parameter an output is.
        int boundAt(int output) {
            return program.outSlot(output) < program.params() ? program.outSlot(output) - consts.length : -1;
        }

        /// Rebinds parameters and drops outputs; constants that are numbers or given twice vanish.
        Inner with(CommutingWriter writer, List<Binding> bindings, int... kept) {
            int n = program.params();
            int[] from = new int[n];
            var numbers = new Leaf.@Nullable Fill[n];
            var outer = new ArrayList<Integer>();
            var types = new ArrayList<Type>();
            boolean changed = kept.length < program.outputs();
            for (int i = 0; i < n; i++) {
                var type = program.type(i);
                switch (i < consts.length ? new Binding.Outer(consts[i]) : bindings.get(i - consts.length)) {
                    case Binding.Kept _ -> from[i] = -1;
                    case Binding.Constant(var fill) -> {
                        numbers[i] = fill;
                        changed = true;
                    }
                    case Binding.Outer(var slot) -> {
                        int known = outer.indexOf(slot);
                        if (writer.maker(slot) instanceof Leaf.Fill fill && fill.type().equals(type)) {
                            numbers[i] = fill;
                            changed = true;
                        } else if (known >= 0 && types.get(known).equals(type)) {
                            from[i] = known;
                            changed = true;
                        } else {
                            from[i] = outer.size();
                            outer.add(slot);
                            types.add(type);
                            changed |= i >= consts.length;
                        }
                    }
                }
            }
            if (!changed) {
                return new Inner(Simplify.of(program, writer.purpose()), consts);
            }
            for (int i = 0; i < n; i++) {
                if (from[i] < 0) {
                    from[i] = types.size();
                    types.add(program.type(i));
                }
            }
            return new Inner(
                    Simplify.restrict(program, writer.purpose(), types.toArray(new Type[0]), from, numbers, kept),
                    Ints.of(outer).toArray());
        }

        /// Without parameters that nothing reads.
        Inner without(CommutingWriter writer, boolean[] unread) {
            int n = program.params();
            int[] from = new int[n];
            var types = new ArrayList<Type>();
            var outer = new ArrayList<Integer>();
            for (int i = 0; i < n; i++) {
                if (!unread[i]) {
                    from[i] = types.size();
                    types.add(program.type(i));
                    if (i < consts.length) {
                        outer.add(consts[i]);
                    }
                }
            }
            if (types.size() == n) {
                return this;
            }
            var fewer = program.rewire(types.toArray(new Type[0]), from);
            return new Inner(fewer.memo(writer.purpose(), () -> fewer), Ints.of(outer).toArray());
        }

        /// Which parameters nothing reads; those from `end` on are taken to be read.
        boolean[] unread(int end) {
            boolean[] r = new boolean[program.params()];
            Arrays.fill(r, 0, end, true);
            for (int i = 0; i < program.size(); i++) {
                for (int j = 0; j < program.arity(i); j++) {
                    if (program.in(i, j) < r.length) {
                        r[program.in(i, j)] = false;
                    }
                }
            }
            for (int i = 0; i < program.outputs(); i++) {
                if (program.outSlot(i) < r.length) {
                    r[program.outSlot(i)] = false;
                }
            }
            return r;
        }
    }

    // ---- branches

    private static Remains branch(CommutingWriter writer, Composite.Cond cond, int[] in, boolean[] live) {
        int[] outer = cond.arguments(in);
        int[] same = new int[live.length];
        Arrays.fill(same, -1);
        int[] kept = IntStream.range(0, live.length).filter(j -> live[j]).toArray();
        var then = new Inner(cond.then(), outer).with(writer, List.of(), kept);
        var otherwise = new Inner(cond.otherwise(), outer).with(writer, List.of(), kept);
        var differing = new ArrayList<Integer>();
        for (int j = 0; j < kept.length; j++) {
            int slot = then.program().outSlot(j);
            if (slot == otherwise.program().outSlot(j) && slot < then.program().params()) {
                same[kept[j]] = then.consts()[slot]; // both branches return the same operand
            } else {
                differing.add(j);
            }
        }
        then = then.with(writer, List.of(), Ints.of(differing).toArray());
        otherwise = otherwise.with(writer, List.of(), Ints.of(differing).toArray());
        boolean[] unread = then.unread(then.consts().length);
        boolean[] unreadToo = otherwise.unread(unread.length);
        for (int i = 0; i < unread.length; i++) {
            unread[i] &= unreadToo[i];
        }
        then = then.without(writer, unread);
        otherwise = otherwise.without(writer, unread);
        int[] place = new int[live.length];
        Arrays.fill(place, -1);
        for (int j = 0; j < differing.size(); j++) {
            place[kept[differing.get(j)]] = j;
        }
        if (differing.isEmpty()) {
            return Remains.none(place, same);
        }
        int[] operands = IntStream.concat(IntStream.of(in[0]), Arrays.stream(then.consts())).toArray();
        return new Remains(new Composite.Cond(then.program(), otherwise.program()), operands, differing.size(), place,
                same);
    }

    // ---- loops

    /// A loop while it gets smaller. Its state and results are known by the numbers that they had at first.
    private static final class Loop {
        private final CommutingWriter writer;
        private final boolean[] live;
        private final int[] same;
        private @Nullable Inner cond;
        private Inner body;
        private List<Integer> carry = new ArrayList<>();
        private final List<Integer> ys = new ArrayList<>();
        private final int[] init; // slots of the first state
        private int[] xs;

        Loop(CommutingWriter writer, @Nullable Inner cond, Inner body, int[] init, int[] xs, boolean[] live) {
            this.writer = writer;
            this.cond = cond;
            this.body = body;
            this.init = init;
            this.xs = xs;
            this.live = live;
            same = new int[live.length];
            Arrays.fill(same, -1);
            for (int i = 0; i < init.length; i++) {
                carry.add(i);
            }
            for (int j = init.length; j < body.program().outputs(); j++) {
                if (live[j]) {
                    ys.add(j);
                }
            }
        }

        Remains remains(Composite.Loop op, int[] in) {
            dropResults();
            while (dropState()) {
                // dropped state may have been all that read other state
            }
            dropOperands();
            int[] place = new int[live.length];
            Arrays.fill(place, -1);
            for (int k = 0; k < carry.size(); k++) {
                place[carry.get(k)] = k;
            }
            for (int k = 0; k < ys.size(); k++) {
                place[ys.get(k)] = carry.size() + k;
            }
            int results = carry.size() + ys.size();
            int[] state = carry.stream().mapToInt(k -> init[k]).toArray();
            Op smaller = null;
            int[] operands = new int[0];
            if (cond != null) {
                place[live.length - 1] = results++; // the count
                smaller = new Composite.While(cond.program(), body.program(), cond.consts().length,
                        body.consts().length,
                        state.length);
                operands = Slices.join(cond.consts(), body.consts(), state);
            } else if (op instanceof Composite.Scan scan) {
                smaller = new Composite.Scan(body.program(), body.consts().length, state.length, scan.reverse(),
                        scan.length());
                operands = Slices.join(scan.deciding(in), body.consts(), state, xs);
            }
            boolean needed = IntStream.range(0, live.length).anyMatch(j -> live[j] && same[j] < 0);
            return needed
                    ? new Remains(smaller, operands, results, place, same)
                    : Remains.none(place, same);
        }

        /// The unused results but the state, and items and constants that are numbers.
        private void dropResults() {
            var bindings = new ArrayList<Binding>();
            for (int k = 0; k < carry.size(); k++) {
                bindings.add(KEPT);
            }
            var rest = new ArrayList<Integer>();
            for (int k = 0; k < xs.length; k++) {
                var type = body.boundType(carry.size() + k);
                // that of a stack is 0, of its elements too
                if (writer.maker(xs[k]) instanceof Leaf.Fill(var _, var value)) {
                    bindings.add(new Binding.Constant(new Leaf.Fill(type, value)));
                } else {
                    bindings.add(KEPT);
                    rest.add(xs[k]);
                }
            }
            xs = Ints.of(rest).toArray();
            body = body.with(writer, bindings,
                    IntStream.concat(IntStream.range(0, carry.size()), ys.stream().mapToInt(j -> j)).toArray());
            if (cond != null) {
                cond = cond.with(writer, bindings.subList(0, carry.size()), 0);
            }
        }

        /// State that never changes, and state that no result and no condition depends on.
        private boolean dropState() {
            boolean[] needed = needed();
            var bindings = new ArrayList<Binding>();
            var rest = new ArrayList<Integer>();
            var kept = new ArrayList<Integer>();
            for (int k = 0; k < carry.size(); k++) {
                int id = carry.get(k);
                if (!needed[k]) {
                    bindings.add(new Binding.Constant(new Leaf.Fill(body.boundType(k), 0)));
                } else if (body.boundAt(k) == k) {
                    bindings.add(new Binding.Outer(init[id]));
                    same[id] = live[id] ? init[id] : -1;
                } else {
                    bindings.add(KEPT);
                    rest.add(id);
                    kept.add(k);
                }
            }
            if (rest.size() == carry.size()) {
                return false;
            }
            for (int k = 0; k < ys.size(); k++) {
                kept.add(carry.size() + k);
            }
            if (cond != null) {
                cond = cond.with(writer, bindings, 0);
            }
            for (int k = 0; k < xs.length; k++) {
                bindings.add(KEPT);
            }
            body = body.with(writer, bindings, Ints.of(kept).toArray());
            carry = rest;
            return true;
        }

        /// Which state a used result or the condition depends on.
        private boolean[] needed() {
            var p = body.program();
            int[] maker = p.makers();
            boolean[] needed = new boolean[carry.size()];
            boolean[] seen = new boolean[p.slots()];
            var open = new ArrayDeque<Integer>();
            boolean[] idle = cond == null ? new boolean[0] : cond.unread(cond.program().params());
            for (int k = 0; k < carry.size(); k++) {
                if (live[carry.get(k)] || cond != null && !idle[cond.consts().length + k]) {
                    needed[k] = true;
                    reach(p.outSlot(k), seen, open);
                }
            }
            for (int k = 0; k < ys.size(); k++) {
                reach(p.outSlot(carry.size() + k), seen, open);
            }
            while (!open.isEmpty()) {
                int slot = open.pop();
                int k = slot - body.consts().length;
                if (slot >= p.params()) {
                    for (int j = 0; j < p.arity(maker[slot]); j++) {
                        reach(p.in(maker[slot], j), seen, open);
                    }
                } else if (k >= 0 && k < needed.length) {
                    needed[k] = true;
                    reach(p.outSlot(k), seen, open);
                }
            }
            return needed;
        }

        private static void reach(int slot, boolean[] seen, ArrayDeque<Integer> open) {
            if (!seen[slot]) {
                seen[slot] = true;
                open.push(slot);
            }
        }

        /// Constants and items that nothing reads.
        private void dropOperands() {
            int items = body.consts().length + carry.size();
            boolean[] unread = body.unread(body.program().params());
            Arrays.fill(unread, body.consts().length, items, false);
            xs = IntStream.range(0, xs.length).filter(k -> !unread[items + k]).map(k -> xs[k]).toArray();
            body = body.without(writer, unread);
            if (cond != null) {
                cond = cond.without(writer, cond.unread(cond.consts().length));
            }
        }
    }
}
