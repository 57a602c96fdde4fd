package org.leibniz.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Op;
import org.leibniz.ir.Program;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Slices;
import org.leibniz.ir.Type;

/// The gradient of a matrix that a loop multiplies by is a sum that the transposed loop carries from trip to trip.
/// Where a part of the state is only that, a sum of products, it is computed after the loop: a product that sums over
/// the trips, too.
///
/// ```
/// S + A0 B0 + A1 B1 + ..  =  S + [A0 A1 ..] [B0 B1 ..]T
/// ```
/// One long product is faster than many short ones, and the state is not read and written in every trip. The factors
/// are what the loop scans, or stacks that it returns: if need be new ones, of no more elements than the state has, and
/// than all stacks have that the loop reads and writes anyway.
final class SumsOfProducts {
    /// The elements of the state from which on it is worth it.
    private static final int LARGE = 1 << 10;

    private final Program p;
    private final @Nullable Moved[] moved; // by operation

    private SumsOfProducts(Program p, @Nullable Moved[] moved) {
        this.p = p;
        this.moved = moved;
    }

    /// Finds such sums.
    ///
    /// @param p a simplified program
    /// @return null if there are none
    static @Nullable SumsOfProducts of(Program p) {
        var moved = new @Nullable Moved[p.size()];
        boolean any = false;
        for (int i = 0; i < moved.length; i++) {
            if (p.op(i).family() == Op.Family.COMPOSITE && p.op(i) instanceof Composite.Scan scan
                    && scan.length() > 1 && Arrays.stream(p.operandTypes(i)).noneMatch(Type::isStack)) {
                moved[i] = Moved.of(scan);
                any |= moved[i] != null;
            }
        }
        return any ? new SumsOfProducts(p, moved) : null;
    }

    /// A program with some parameters bound to numbers and only some outputs, simplified; see `Simplify.restrict`.
    @FunctionalInterface
    interface Restriction {
        Program of(Program p, Type[] params, int[] from, Leaf.@Nullable Fill[] bound, int... kept);
    }

    /// Writes the program anew.
    ///
    /// @return the slots of its outputs
    int[] write(CommutingWriter w, Algebra algebra, Restriction restriction) {
        int[] at = Ints.range(0, p.slots()).toArray(); // for each slot the one where it is now
        for (int i = 0; i < p.size(); i++) {
            int[] in = p.ofOperands(i, at);
            var sums = moved[i];
            int[] slots = sums == null
                    ? algebra.write(p.op(i), p.resultTypes(i), in)
                    : sums.write(w, algebra, restriction, in);
            System.arraycopy(slots, 0, at, p.out(i), slots.length);
        }
        return p.ofOutputs(at);
    }

    /// What leaves a loop.
    ///
    /// @param products by part of the state: the operations of the body that it is the sum of, null if it stays
    /// @param stacked slots of the body that become further results
    private record Moved(Composite.Scan scan, int[] @Nullable [] products, List<Integer> stacked) {

        static @Nullable Moved of(Composite.Scan scan) {
            return new Search(scan).found();
        }

        /// Writes the loop and the products behind it.
        ///
        /// @return the slots of all results that it had
        int[] write(CommutingWriter w, Algebra algebra, Restriction restriction, int[] in) {
            var given = scan.operands(in);
            int[] stays = Ints.range(0, scan.carry()).toArray();
            stays = Arrays.stream(stays).filter(k -> products[k] == null).toArray();
            int[] state = Slices.pick(given.carry(), stays, 0, stays.length);
            var body = body(stays, restriction);
            int first = w.add(new Composite.Scan(body, scan.consts(), stays.length, scan.reverse(), scan.length()),
                    Slices.join(scan.deciding(in), given.consts(), state, given.xs()));
            int[] out = new int[scan.body().outputs()];
            for (int j = 0; j < stays.length; j++) {
                out[stays[j]] = first + j;
            }
            int ys = out.length - scan.carry();
            for (int j = 0; j < ys; j++) {
                out[scan.carry() + j] = first + stays.length + j;
            }
            var stacks = stacks(given.xs(), out, first + stays.length + ys);
            for (int k = 0; k < products.length; k++) {
                var sum = products[k];
                if (sum != null) {
                    out[k] = sum(algebra, stacks, given.carry()[k], sum);
                }
            }
            return out;
        }

        /// For each slot of the body of which there is a stack that stack.
        private int[] stacks(int[] xs, int[] out, int next) {
            var p = scan.body();
            int[] stacks = new int[p.slots()];
            for (int j = 0; j < stacked.size(); j++) {
                stacks[stacked.get(j)] = next + j;
            }
            for (int j = scan.carry(); j < out.length; j++) {
                stacks[p.outSlot(j)] = out[j];
            }
            System.arraycopy(xs, 0, stacks, p.params() - xs.length, xs.length);
            return stacks;
        }

        private int sum(Algebra algebra, int[] stacks, int start, int[] sum) {
            var p = scan.body();
            int total = start;
            for (int i : sum) {
                var type = new Type[]{p.type(p.out(i))};
                int a = stacks[p.in(i, 0)];
                int b = stacks[p.in(i, 1)];
                int product = algebra.write(overTrips((Routine.Dot) p.op(i)), type, a, b)[0];
                total = algebra.write(ScalarFn.ADD.op(), type, total, product)[0];
            }
            return total;
        }

        /// The product of stacks, summed over their first axis, too.
        private static Routine.Dot overTrips(Routine.Dot dot) {
            var trips = Ints.of(0);
            return new Routine.Dot(behind(dot.batchA()), behind(dot.batchB()), trips.concat(behind(dot.contractA())),
                    trips.concat(behind(dot.contractB())));
        }

        private static Ints behind(Ints axes) {
            return Ints.of(Arrays.stream(axes.toArray()).map(axis -> axis + 1).toArray());
        }

        /// The body without the sums, and with further results.
        private Program body(int[] stays, Restriction restriction) {
            var p = scan.body();
            var types = new ArrayList<Type>();
            int[] from = new int[p.params()];
            var sums = new Leaf.@Nullable Fill[p.params()];
            for (int i = 0; i < p.params(); i++) {
                int k = i - scan.consts();
                if (k >= 0 && k < scan.carry() && products[k] != null) {
                    sums[i] = new Leaf.Fill(p.type(i), 0); // nothing reads it any more
                } else {
                    from[i] = types.size();
                    types.add(p.type(i));
                }
            }
            int[] outs = Slices.join(Arrays.stream(stays).map(p::outSlot).toArray(),
                    Ints.range(scan.carry(), p.outputs()).toArray());
            for (int j = stays.length; j < outs.length; j++) {
                outs[j] = p.outSlot(outs[j]);
            }
            var ops = new Op[p.size()];
            int[][] operands = new int[p.size()][];
            int[] slots = Ints.range(0, p.slots()).toArray();
            for (int i = 0; i < ops.length; i++) {
                ops[i] = p.op(i);
                operands[i] = p.ofOperands(i, slots);
            }
            outs = Slices.join(outs, Ints.of(stacked).toArray());
            var with = new Program(p.paramTypes(), ops, operands, outs);
            return restriction.of(with, types.toArray(new Type[0]), from, sums,
                    Ints.range(0, outs.length).toArray());
        }
    }

    /// The search for what may leave one loop.
    private static final class Search {
        private final Composite.Scan scan;
        private final Program p; // its body
        private final int[] makers;
        private final int[] uses; // by slot
        private final BitSet there = new BitSet(); // slots of which there is a stack
        private long room; // elements of an entry of all stacks that there are
        private boolean hasState; // whether the sum at hand has the state in it

        Search(Composite.Scan scan) {
            this.scan = scan;
            p = scan.body();
            makers = p.makers();
            uses = new int[p.slots()];
            for (int i = 0; i < p.size(); i++) {
                for (int j = 0; j < p.arity(i); j++) {
                    uses[p.in(i, j)]++;
                }
            }
            for (int k = 0; k < p.outputs(); k++) {
                uses[p.outSlot(k)]++;
            }
            for (int i = scan.consts() + scan.carry(); i < p.params(); i++) {
                isThere(i);
            }
            for (int k = scan.carry(); k < p.outputs(); k++) {
                isThere(p.outSlot(k));
            }
        }

        private void isThere(int slot) {
            if (!p.type(slot).isStack() && !there.get(slot)) {
                there.set(slot);
                room += elements(slot);
            }
        }

        private long elements(int slot) {
            return p.type(slot).shape().size();
        }

        @Nullable
        Moved found() {
            int[] @Nullable [] products = new int[scan.carry()][];
            var stacked = new ArrayList<Integer>();
            boolean any = false;
            for (int k = 0; k < products.length; k++) {
                var sum = new ArrayList<Integer>();
                int state = scan.consts() + k;
                hasState = false;
                if (isLarge(state) && uses[state] == 1 && isSum(p.outSlot(k), state, sum) && hasState
                        && pays(state, sum, stacked)) {
                    products[k] = Ints.of(sum).toArray();
                    any = true;
                }
            }
            return any ? new Moved(scan, products, stacked) : null;
        }

        private boolean isLarge(int slot) {
            return !p.type(slot).isStack() && elements(slot) >= LARGE;
        }

        /// Whether a slot is a sum that nothing else uses, of products and perhaps the state.
        private boolean isSum(int slot, int state, List<Integer> sum) {
            if (slot == state) {
                hasState = true;
                return true;
            }
            int i = makers[slot];
            if (i < 0 || uses[slot] > 1) {
                return false;
            }
            if (p.op(i) instanceof Routine.Dot) {
                sum.add(i);
                return true;
            }
            return p.op(i).equals(ScalarFn.ADD.op()) && isSum(p.in(i, 0), state, sum) && isSum(p.in(i, 1), state, sum);
        }

        /// Whether the factors have stacks, or may; notes those that are new.
        private boolean pays(int state, List<Integer> sum, List<Integer> stacked) {
            var further = new ArrayList<Integer>();
            long elements = 0;
            for (int i : sum) {
                for (int j = 0; j < 2; j++) {
                    int slot = p.in(i, j);
                    boolean isNew = !there.get(slot) && !stacked.contains(slot) && !further.contains(slot);
                    if (slot < scan.consts() || p.type(slot).isStack() || !isArray(slot)) {
                        return false;
                    }
                    if (isNew) {
                        further.add(slot);
                        elements += elements(slot);
                    }
                }
            }
            if (elements > Math.min(elements(state), room)) {
                return false;
            }
            room -= elements;
            stacked.addAll(further);
            return true;
        }

        /// Whether all entries of a slot are few enough for an array.
        private boolean isArray(int slot) {
            return elements(slot) * scan.length() <= Integer.MAX_VALUE;
        }
    }
}
