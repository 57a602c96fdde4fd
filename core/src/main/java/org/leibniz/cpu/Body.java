package org.leibniz.cpu;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.leibniz.Shape;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Op;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reduction;
import org.leibniz.memory.Budget;
import org.leibniz.memory.Sized;
import org.leibniz.plan.SlotRoles;
import org.leibniz.plan.SlotRoles.Role;
import org.leibniz.plan.SlotViews;
import org.leibniz.plan.View;
import org.leibniz.routine.SimdLoops;

/// What kernels of equal bodies have in common: what the slots of the body are, how its space is cut into blocks, the
/// code in use and the time that has been spent on it. Made once for all of them, so that the layers of a network earn
/// better code together.
///
/// The *operands* of a body are numbered: its parameters, then its results, then its [tables][#table]. A kernel says
/// where the array of each is.
public final class Body implements Sized {
    /// Bytes of a generated class and its machine code, about.
    private static final int GENERATED = 10_000;

    /// Bodies differ for compilers of different tiers, by which arrays have room behind their elements, and by which
    /// results are written over operands.
    private record Variant(Tier tier, BitSet roomy, Ints over) {
        // bodies are looked up at the first call of a program, where what a record generates takes milliseconds
        @Override
        public boolean equals(Object o) {
            return o instanceof Variant k && tier == k.tier && roomy.equals(k.roomy) && over.equals(k.over);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * tier.hashCode() + roomy.hashCode()) + over.hashCode();
        }
    }

    /// Makes a body when it is asked for.
    private record Make(Program program, Variant variant) implements Supplier<Body> {
        @Override
        public Body get() {
            return new Body(program, variant);
        }
    }

    public final Program program;
    private final Tier tier;
    final SlotRoles roles;
    final Tiling tiling;
    private final BitSet roomy;
    private final Ints over; // by result
    private final SlotViews views;
    private final int[] maker; // operation by slot, -1 of parameters
    private final int[] table; // operand by slot of a leaf that is an array, else -1
    private final int[] tables; // slots of the tables

    private volatile @Nullable Code code;
    private double nanos; // that a call counts for
    private double spent; // nanoseconds; -1 if no better code is to be looked for; lost updates only delay it

    private Body(Program program, Variant variant) {
        this.program = program;
        this.tier = variant.tier;
        this.roomy = variant.roomy;
        this.over = variant.over;
        this.roles = SlotRoles.of(program);
        this.views = SlotViews.of(program);
        this.maker = program.makers();
        this.table = new int[program.slots()];
        Arrays.fill(table, -1);
        this.tables = findTables();
        this.tiling = cut();
    }

    /// The body of a kernel whose results have arrays of their own.
    ///
    /// @param roomy operands whose arrays have room for a multiple of [org.leibniz.routine.SimdLoops#PAD] elements
    public static Body of(Program program, BitSet roomy, Tier tier) {
        return of(program, roomy, Ints.repeat(-1, program.outputs()), tier);
    }

    /// The body of a kernel.
    ///
    /// @param roomy operands whose arrays have room for a multiple of [org.leibniz.routine.SimdLoops#PAD] elements
    /// @param over for each result the operand whose array it has, -1 if it has its own
    public static Body of(Program program, BitSet roomy, Ints over, Tier tier) {
        var variant = new Variant(tier, roomy, over);
        return program.memo(variant, new Make(program, variant));
    }

    private int[] findTables() {
        int count = 0;
        int[] found = new int[program.size()];
        for (int s = program.params(); s < program.slots(); s++) {
            int source = views.source()[s];
            if (isLoad(s) && source >= program.params() && !isConstant(s) && table[source] < 0) {
                table[source] = program.params() + program.outputs() + count;
                found[count++] = source;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private Tiling cut() {
        Tiling t = null;
        int longest = 0;
        int n = roles.n();
        for (int i = 0; i < program.size(); i++) {
            int out = program.out(i);
            if (program.op(i) instanceof Reduction.Reduce) {
                var x = program.type(program.in(i, 0)).shape();
                int b = x.rank() == 3 ? x.dim(2) : 1;
                if (n > Tiling.BLOCK && (t == null || !t.takes(x.dim(0), x.dim(1), b))) {
                    t = Tiling.of(x.dim(0), x.dim(1), b);
                }
            } else if (isLoad(out) && !isConstant(out) && program.type(out).shape().size() == n) {
                longest = Math.max(longest, rowOf(view(out), n));
            }
        }
        if (t != null) {
            return t;
        }
        return Tiling.flat(n,
                roles.length() > 0 ? roles.length() : n <= Tiling.BLOCK || longest == 0 ? Math.max(n, 1) : longest);
    }

    /// Rows so that an operand that repeats itself does so in every block; 0 if it does not matter.
    private static int rowOf(View view, int n) {
        var axes = view.isIdentity() ? view.axes().subList(0, 0) : view.normal().axes();
        int period = axes.isEmpty() ? 1 : view.period();
        int length = period == n && axes.size() > 1 ? axes.getLast().size() : period;
        return length > 1 && length <= Tiling.BLOCK ? length : 0;
    }

    // ---- what the slots are

    /// The elements of the space.
    public int n() {
        return roles.n();
    }

    /// Whether the space is one block.
    public boolean isSmall() {
        return roles.n() <= Tiling.BLOCK;
    }

    public Role role(int slot) {
        return roles.role()[slot];
    }

    /// The operation that computes a slot.
    public Op op(int slot) {
        return program.op(maker[slot]);
    }

    public SlotKind kind(int slot) {
        return SlotKind.of(program.type(slot).dtype());
    }

    /// Whether a slot has an element a row.
    boolean isRow(int slot) {
        // rows have two elements at least
        return roles.length() > 0 && program.type(slot).shape().size() == roles.n() / roles.length();
    }

    /// Whether a slot is read from an operand (or a number).
    public boolean isLoad(int slot) {
        return role(slot) == Role.LOAD || role(slot) == Role.SOURCE;
    }

    /// Whether a slot is read from the array of an operand.
    public boolean isRead(int slot) {
        return isLoad(slot) && !isConstant(slot);
    }

    /// Whether a slot is computed: no load, and no other shape of what is.
    public boolean isComputed(int slot) {
        return !isLoad(slot) && role(slot) != Role.FOLDING;
    }

    /// The number of the operation that computes a slot.
    public int maker(int slot) {
        return maker[slot];
    }

    /// Whether a slot is one number everywhere.
    public boolean isConstant(int slot) {
        int source = views.source()[slot];
        return source >= program.params() && op(source) instanceof Leaf.Fill && view(slot).isIdentity();
    }

    /// That number, as its dtype has it.
    public double number(int slot) {
        var fill = (Leaf.Fill) op(views.source()[slot]);
        var dtype = fill.type().dtype();
        return dtype == SlotKind.of(dtype).dtype()
                ? fill.value()
                : Buffers.getDouble(dtype, Buffers.filled(dtype, Shape.SCALAR, fill.value()), 0);
    }

    /// The operand that a slot is read from.
    public int operand(int slot) {
        int source = views.source()[slot];
        return source < program.params() ? source : table[source];
    }

    /// The elements of the array that a slot is read from.
    int sourceSize(int slot) {
        return program.type(views.source()[slot]).shape().size();
    }

    /// Where its elements are in the array of the operand.
    public View view(int slot) {
        var v = views.view()[slot];
        if (v == null) {
            throw new IllegalStateException("slot " + slot + " is not read but computed in\n" + program);
        }
        return v;
    }

    // ---- operands

    /// How many there are.
    public int operands() {
        return program.params() + program.outputs() + tables.length;
    }

    /// The number of tables: arrays known when a program is compiled.
    public int tables() {
        return tables.length;
    }

    /// Bytes of a table.
    long tableBytes(int i) {
        var type = program.type(tables[i]);
        return (long) type.shape().size() * type.dtype().bytes();
    }

    /// What makes a table.
    public Supplier<Object> table(int i) {
        return new Table((Leaf) op(tables[i]));
    }

    /// Whether the array of an operand has room for a multiple of [org.leibniz.routine.SimdLoops#PAD] elements if so
    /// many of it are in use.
    boolean isRoomy(int operand, int count) {
        return roomy.get(operand) || count % SimdLoops.PAD == 0;
    }

    /// The operand in whose array a result is written; -1 if it has its own.
    int over(int result) {
        return over.get(result);
    }

    /// Whether a result is written into the array of an operand.
    boolean isOverwritten(int operand) {
        return over.contains(operand);
    }

    /// The most elements in a block.
    public int blockLength() {
        int rows = tiling.rowsInBlock() * tiling.length();
        return Math.min(n(), rows == 0 ? Tiling.BLOCK : rows);
    }

    // ---- code

    /// The code in use.
    public Code code() {
        var c = code;
        if (c == null) {
            c = tier.first(this);
            nanos = tier.nanos(this, c);
            spent = nanos > 0 ? 0 : -1;
            code = c;
        }
        return c;
    }

    /// The code in use, which is used now. The time that it takes, of all kernels of this body, earns it better code.
    Code use() {
        var c = code();
        if (spent >= 0) {
            spent += nanos;
            if (spent > Tier.WORTH) {
                spent = -1;
                tier.earned(this);
            }
        }
        return c;
    }

    /// Has it ask for better code again some time, since none could be made.
    public void earnAnew() {
        spent = 0;
    }

    /// Uses other code from now on.
    public void use(Code better) {
        code = better;
        Budget.made(bytes(better));
    }

    /// About what a frame takes in a state that owns one.
    long frameBytes() {
        if (!isSmall() || !(code() instanceof Blocks blocks)) {
            return 0;
        }
        long elements = 0;
        for (var kind : SlotKind.values()) {
            elements += (long) kind.bytes() * blocks.slots()[kind.ordinal()];
        }
        return elements * SlotKind.padded(n());
    }

    @Override
    public long bytes(Consumer<@Nullable Object> parts) {
        var c = code;
        return 900 + 150L * program.slots() + (c == null ? 0 : bytes(c));
    }

    private static long bytes(Code c) {
        return c instanceof Blocks blocks ? blocks.bytes() : GENERATED;
    }
}
