package org.leibniz.cpu.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.leibniz.cpu.Body;
import org.leibniz.cpu.Item;
import org.leibniz.cpu.SlotKind;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Program;
import org.leibniz.plan.SlotRoles.Role;
import org.leibniz.routine.VectorCode;

/// Which operations of a body become generated loops: neighbours that the JVM can turn into vector instructions
/// together, whose intermediate results stay in registers then. Everything else is done by loops of the library in
/// between: before a loop where it does not wait for it, behind it where nothing waits for what it does. The operations
/// and their order are the same for every element, and so are the bits.
///
/// ```
/// c = mul a b; e = add c d; f = exp e; g = neg f; h = sum g     a body
/// loop (mul, add); exp; neg; sum                                PLAIN
/// loop (mul, add, exp, neg); sum                                VECTORS
/// ```
final class Arrangement {
    /// What each operation more than a few costs beside itself.
    private static final double LONG = 2;
    /// What a loop costs, where an operation or a read costs 1.
    private static final double CALL = 2;
    /// So many arrays a loop has at most: each takes a register, and the JVM's methods have 255 parameters.
    private static final int ARRAYS = 48;
    /// So many loops are cut from a run at most, since that takes as long as its length.
    private static final int RUN = 8;

    private final Body body;
    private final Program program;
    private final LoopForm form;
    private final int[] uses; // of each value, by whatever uses it
    private final List<Item> items = new ArrayList<>();

    // the open run: operations that may go together
    private final List<Integer> run = new ArrayList<>();
    // what is done before the operation of that place in the run, or behind the last
    private final List<List<Item>> before = new ArrayList<>();
    private final List<Item> after = new ArrayList<>(); // what waits for the run
    private final boolean[] inRun; // by value

    private Arrangement(Body body, LoopForm form) {
        this.body = body;
        this.program = body.program;
        this.form = form;
        this.uses = uses(program);
        this.inRun = new boolean[program.slots()];
    }

    /// What a body does, in order.
    static List<Item> of(Body body, LoopForm form) {
        return new Arrangement(body, form).arranged();
    }

    /// Whether there is anything to generate.
    static boolean hasLoops(List<Item> items) {
        return items.stream().anyMatch(i -> i instanceof Item.Loop);
    }

    private static int[] uses(Program p) {
        int[] uses = new int[p.slots()];
        for (int i = 0; i < p.size(); i++) {
            for (int j = 0; j < p.arity(i); j++) {
                uses[p.in(i, j)]++;
            }
        }
        for (int k = 0; k < p.outputs(); k++) {
            uses[p.outSlot(k)]++;
        }
        return uses;
    }

    private List<Item> arranged() {
        begin();
        for (int i = 0; i < program.size(); i++) {
            int out = program.out(i);
            if (body.isComputed(out)) {
                if (isFusible(i) && (isOfElements(i) || run.isEmpty() || waits(i) || !isOfElements(run.getFirst()))) {
                    if (!run.isEmpty() && !goesOn(i)) {
                        end();
                    }
                    run.add(i);
                    before.add(new ArrayList<>());
                    inRun[out] = true;
                } else if (!waits(i)) {
                    before.getLast().add(new Item.Single(i));
                } else if (body.role(out) == Role.FOLDED) {
                    after.add(new Item.Single(i));
                } else {
                    end();
                    items.add(new Item.Single(i));
                }
            }
        }
        end();
        return items;
    }

    /// Whether an operation may be part of a generated loop, over elements or over rows: it does its arithmetic as a
    /// result of that dtype asks for, one at a time.
    private boolean isFusible(int i) {
        var operation = LoopOperation.of(body, i);
        if (operation == null || !isOfElements(i) && body.role(program.out(i)) != Role.ROW) {
            return false;
        }
        return switch (operation) {
            case LoopOperation.Apply(var fn) -> form.has(kindOfLoop(i), fn);
            case LoopOperation.Logical _ -> isOfOpenRun(i);
            case LoopOperation.Compare _,LoopOperation.Choose _,LoopOperation.Indicate _ ->
                form.isVector(kindOfLoop(i));
        };
    }

    /// Whether it computes all elements, not one a row.
    private boolean isOfElements(int i) {
        return body.role(program.out(i)) == Role.ELEMENT;
    }

    /// Whether the open run can have it.
    private boolean goesOn(int i) {
        return kindOfLoop(i) == kind() && isOfElements(i) == isOfElements(run.getFirst())
                && run.size() < RUN * form.most(kind());
    }

    /// Whether all operands are masks of the open run.
    private boolean isOfOpenRun(int i) {
        for (int j = 0; j < program.arity(i); j++) {
            if (!inRun[program.in(i, j)]) {
                return false;
            }
        }
        return true;
    }

    /// The kind of the numbers of a loop that an operation is part of; truth values go with those that they are
    /// computed of.
    private SlotKind kindOfLoop(int i) {
        return switch (Objects.requireNonNull(LoopOperation.of(body, i))) {
            case LoopOperation.Apply _,LoopOperation.Choose _,LoopOperation.Indicate _ ->
                body.kind(program.out(i));
            case LoopOperation.Compare _ -> body.kind(program.in(i, 0));
            case LoopOperation.Logical _ -> kind();
        };
    }

    /// Whether an operation needs what the open run computes.
    private boolean waits(int i) {
        for (int j = 0; j < program.arity(i); j++) {
            int x = program.in(i, j);
            if (inRun[body.role(x) == Role.FOLDING ? program.in(body.maker(x), 0) : x]) {
                return true;
            }
        }
        return false;
    }

    // ---- the open run

    private SlotKind kind() {
        return kindOfLoop(run.getFirst());
    }

    private void begin() {
        before.add(new ArrayList<>());
    }

    /// Cuts it into loops.
    private void end() {
        int from = 0;
        for (int to : cuts()) {
            for (int at = from; at < to; at++) {
                items.addAll(before.get(at));
            }
            if (to - from < form.fewest(kind())) {
                for (int i : run.subList(from, to)) {
                    items.add(new Item.Single(i));
                }
            } else {
                items.add(loop(run.subList(from, to)));
            }
            from = to;
        }
        items.addAll(before.getLast());
        items.addAll(after);
        for (int i : run) {
            inRun[program.out(i)] = false;
        }
        run.clear();
        before.clear();
        after.clear();
        begin();
    }

    private Item.Loop loop(List<Integer> ops) {
        int[] operations = Ints.of(ops).toArray();
        var inputs = new ArrayList<Integer>();
        var inside = new HashMap<Integer, Integer>(); // by what is computed here, its uses here
        for (int i : operations) {
            for (int j = 0; j < program.arity(i); j++) {
                int x = program.in(i, j);
                Integer known = inside.get(x);
                if (known != null) {
                    inside.put(x, known + 1);
                } else if (!body.isConstant(x) && !inputs.contains(x)) {
                    inputs.add(x);
                }
            }
            inside.put(program.out(i), 0);
        }
        int[] outputs = Arrays.stream(operations).map(program::out)
                .filter(y -> uses[y] > Objects.requireNonNull(inside.get(y))).toArray();
        return new Item.Loop(kind(), operations, Ints.of(inputs).toArray(), outputs);
    }

    /// The ends of the loops, such that as little as possible is read and written between them.
    private int[] cuts() {
        int n = run.size();
        int[] last = lastUses();
        int[] weights = weights();
        double[] best = new double[n + 1];
        int[] from = new int[n + 1];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        best[0] = 0;
        int[] seen = new int[program.slots()]; // the start for which a value is at hand, from 1 on
        for (int start = 0; start < n; start++) {
            int[] ending = new int[n + 1]; // how many of the loop are used last by the operation of that place
            int reads = 0;
            int writes = 0;
            int weight = 0;
            for (int end = start + 1; end <= n; end++) {
                int i = run.get(end - 1);
                weight += weights[end - 1];
                for (int j = 0; j < program.arity(i); j++) {
                    int x = program.in(i, j);
                    reads += seen[x] != start + 1 && !body.isConstant(x) ? 1 : 0;
                    seen[x] = start + 1;
                }
                seen[program.out(i)] = start + 1;
                ending[last[end - 1]]++;
                writes += 1 - ending[end - 1];
                boolean isOne = end == start + 1;
                if (!isOne && (weight > form.most(kind()) || reads > ARRAYS)) {
                    break;
                }
                double cost = best[start] + CALL + reads + writes + LONG * Math.max(0, weight - form.few(kind()));
                if (cost < best[end] && (isOne || reads + writes <= ARRAYS)) {
                    best[end] = cost;
                    from[end] = start;
                }
            }
        }
        int count = 0;
        for (int end = n; end > 0; end = from[end]) {
            count++;
        }
        int[] cuts = new int[count];
        for (int end = n; end > 0; end = from[end]) {
            cuts[--count] = end;
        }
        return cuts;
    }

    /// The instructions that each operation takes.
    private int[] weights() {
        int[] weights = new int[run.size()];
        for (int k = 0; k < weights.length; k++) {
            var code = LoopOperation.of(body, run.get(k)) instanceof LoopOperation.Apply(var fn)
                    ? LoopForm.vectorCode(kind(), fn)
                    : Optional.<VectorCode>empty();
            weights[k] = code.map(c -> Inlined.operations(c, VectorApi.type(kind()))).orElse(1);
        }
        return weights;
    }

    /// Where in the run what its operations compute is used last; behind its end if anything else uses it.
    private int[] lastUses() {
        int[] place = new int[program.slots()]; // from 1 on
        int[] left = uses.clone();
        int[] last = new int[run.size()];
        for (int at = 0; at < last.length; at++) {
            int i = run.get(at);
            for (int j = 0; j < program.arity(i); j++) {
                int x = program.in(i, j);
                left[x]--;
                if (place[x] > 0) {
                    last[place[x] - 1] = at;
                }
            }
            place[program.out(i)] = at + 1;
        }
        for (int at = 0; at < last.length; at++) {
            last[at] = left[program.out(run.get(at))] > 0 ? last.length : last[at];
        }
        return last;
    }
}
