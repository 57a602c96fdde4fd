package org.leibniz.cpu.generate;

import org.leibniz.cpu.SlotKind;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Op;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reducer;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;

/// Whether a plan is small: all that it computes has few elements, but for what its loops walk over and for some
/// operations outside of them. And how much its operations are, counted in operations on an element.
final class SmallPlan {
    /// The most elements of what is computed.
    static final int FEW = 32;

    /// The most operations on an element.
    private static final int MOST = 6000;

    /// The most elements of all results of a trip of a loop or of a branch, and the most arrays a program is given or
    /// gives.
    private static final int MOST_RESULTS = 256;

    /// Operations that are run as a whole: how many there may be outside of loops, and what they may give.
    private static final int APART = 16;
    private static final int MOST_APART = 1 << 14;

    /// The most elements of all parameters of one without loops: of larger ones it reads a few, and would be tried on
    /// arrays that are held for that.
    private static final int MOST_GIVEN = 1 << 14;

    /// The most multiplications of a product that is written out: the sums of larger ones have another order.
    private static final int PRODUCT = 256;

    /// From so many operations on a branch or a body is a method of its own. (Of shorter ones the JVM would know sooner
    /// that they are hot, but what goes through registers takes half as long again.)
    private static final int METHOD = 150;

    /// The most operations of two branches of which both are computed.
    private static final int BOTH = 24;

    private int operations;
    private int apart;
    private boolean loops;

    private SmallPlan() {}

    /// What a plan is.
    enum Kind {
        /// small, with loops
        LOOPS,
        /// small, without
        SMALL,
        /// not small
        LARGE
    }

    /// What a plan is.
    static Kind kind(Program plan) {
        if (plan.params() > MOST_RESULTS || plan.outputs() > MOST_RESULTS) {
            return Kind.LARGE;
        }
        long given = 0;
        for (int k = 0; k < plan.params(); k++) {
            if (plan.type(k).isStack()) {
                return Kind.LARGE;
            }
            given += plan.type(k).shape().size();
        }
        for (int k = 0; k < plan.outputs(); k++) {
            if (plan.output(k).isStack()) {
                return Kind.LARGE;
            }
        }
        var s = new SmallPlan();
        boolean small = s.isSmall(plan, false) && (s.loops ? s.apart <= APART : s.apart == 0 && given <= MOST_GIVEN);
        return !small ? Kind.LARGE : s.loops ? Kind.LOOPS : Kind.SMALL;
    }

    private boolean isSmall(Program p, boolean nested) {
        for (int k = 0; k < p.params(); k++) {
            if (!isNative(p.type(k))) {
                return false;
            }
        }
        for (int i = 0; i < p.size(); i++) {
            operations += isFlow(p, i) ? 10 : weight(p, i);
            if (operations > MOST || !hasSmallResults(p, i, nested) || !isSmall(p, i, nested)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFlow(Program p, int i) {
        return p.op(i) instanceof Composite.Flow;
    }

    private static boolean hasSmallResults(Program p, int i, boolean nested) {
        boolean large = p.op(i) instanceof Movement.Reshape || !nested && p.op(i) instanceof Composite.Scan;
        int most = large ? Integer.MAX_VALUE : !nested && isApart(p, i) ? MOST_APART : FEW;
        for (var type : p.resultTypes(i)) {
            if (!isNative(type) || elements(type) > (type.isStack() ? FEW : most)) {
                return false;
            }
        }
        int sum = 0; // of a trip
        for (var type : p.op(i) instanceof Composite.Loop loop ? loop.body().outputTypes() : p.resultTypes(i)) {
            sum += elements(type);
        }
        return !isFlow(p, i) || sum <= MOST_RESULTS;
    }

    private boolean isSmall(Program p, int i, boolean nested) {
        if (isApart(p, i)) {
            return isSmallApart(p, i, nested);
        }
        var op = p.op(i); // no switch over patterns, which a process's first call would wait for
        if (op instanceof Composite.Cond(var then, var otherwise)) {
            return takes(then, p, i, 1) && takes(otherwise, p, i, 1) && isSmall(then, true) && isSmall(otherwise, true);
        }
        if (op instanceof Composite.Call(var callee)) {
            return takes(callee, p, i, 0) && isSmall(callee, nested);
        }
        if (op instanceof Composite.While loop) {
            loops = true;
            return takes(loop.body(), p, i, loop.condConsts()) && isSmall(loop.cond(), true)
                    && isSmall(loop.body(), true);
        }
        if (op instanceof Composite.Scan loop) {
            loops = true;
            return takesItems(loop, p, i) && isSmall(loop.body(), true);
        }
        return true;
    }

    /// Whether a program is given what it was written for; a stack may have another length.
    private static boolean takes(Program callee, Program p, int i, int from) {
        for (int k = 0; k < callee.params(); k++) {
            if (!callee.type(k).equals(p.type(p.in(i, from + k)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean takesItems(Composite.Scan loop, Program p, int i) {
        var body = loop.body();
        for (int k = 0; k < body.params(); k++) {
            var given = p.type(p.in(i, 1 + k));
            boolean fits = k < loop.consts()
                    ? given.equals(body.type(k))
                    : k < loop.consts() + loop.carry()
                            ? given.equals(body.type(k)) && elements(given) <= FEW
                            : given.element().equals(body.type(k)) && (given.isStack() || loop.length() >= 0);
            if (!fits) {
                return false;
            }
        }
        for (int k = 0; k < body.outputs(); k++) {
            if (elements(body.output(k)) > FEW) {
                return false;
            }
        }
        return true;
    }

    private boolean isSmallApart(Program p, int i, boolean nested) {
        apart += nested ? 0 : 1;
        for (var type : p.operandTypes(i)) {
            if (type.isStack() || nested && type.shape().size() > FEW) {
                return false;
            }
        }
        return true;
    }

    static boolean isNative(Type type) {
        return type.dtype() == SlotKind.of(type.dtype()).dtype();
    }

    /// The elements of a value; of a stack those of an entry.
    static int elements(Type type) {
        return type.isStack()
                ? type.shape().slice(type.listAxes(), type.shape().rank()).size()
                : type.shape().size();
    }

    // ---- single operations

    /// Whether an operation is not written out but run as a whole.
    static boolean isApart(Program p, int i) {
        var op = p.op(i);
        if (op instanceof Composite.Kernel(var body, var _)) {
            return !isWritten(body);
        }
        if (op instanceof Routine.Gather(var _, var batch)) {
            return !isOfOne(p.type(p.in(i, 1))) || batch > 0 || elements(p.type(p.out(i))) > FEW;
        }
        if (op instanceof Routine.Scatter scatter) {
            return !isOfOne(p.type(p.in(i, 0))) || scatter.batch() > 0 || scatter.reducer() != Reducer.SUM
                    || elements(p.type(p.out(i))) > FEW;
        }
        if (op instanceof Routine.AddAt(var _, var batch)) {
            return !isOfOne(p.type(p.in(i, 1))) || batch > 0 || elements(p.type(p.out(i))) > FEW;
        }
        return op instanceof Routine && !(op instanceof Routine.Either)
                || op instanceof Leaf && elements(p.type(p.out(i))) > FEW;
    }

    private static boolean isOfOne(Type type) {
        return type.shape().size() == 1;
    }

    private static boolean isWritten(Program body) {
        for (int s = 0; s < body.slots(); s++) {
            if (!isNative(body.type(s))) {
                return false;
            }
        }
        for (int k = 0; k < body.outputs(); k++) {
            if (body.output(k).shape().size() > FEW) {
                return false;
            }
        }
        for (int i = 0; i < body.size(); i++) {
            boolean computes = !(body.op(i) instanceof Movement || body.op(i) instanceof Leaf);
            if (computes && (body.type(body.out(i)).shape().size() > FEW || !hasFewOperands(body, i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasFewOperands(Program body, int i) {
        int most = FEW;
        if (body.op(i) instanceof Routine.Dot) {
            var shape = body.type(body.out(i)).shape();
            most = PRODUCT;
            if (shape.dim(-1) * shape.dim(-2) * body.type(body.in(i, 0)).shape().dim(-1) > PRODUCT) {
                return false;
            }
        } else if (body.op(i) instanceof Routine && !(body.op(i) instanceof Routine.Concat)) {
            return false;
        }
        for (var type : body.operandTypes(i)) {
            if (type.shape().size() > most) {
                return false;
            }
        }
        return true;
    }

    // ---- weights

    /// The operations on an element in an operation of a plan, where it is written.
    static int weight(Program p, int i) {
        if (isApart(p, i)) {
            return 10;
        }
        var op = p.op(i);
        if (op instanceof Composite.Kernel(var body, var _)) {
            return weightOfBody(body);
        }
        if (op instanceof Composite.Cond(var then, var otherwise)) {
            return 4 + called(then) + called(otherwise);
        }
        if (op instanceof Composite.While loop) {
            return 10 + called(loop.cond()) + called(loop.body());
        }
        if (op instanceof Composite.Scan loop) {
            return 10 + called(loop.body());
        }
        if (op instanceof Composite.Call(var callee)) {
            return weight(callee);
        }
        return op instanceof Op.OnStacks ? 20 : op instanceof Routine ? 4 + 2 * elements(p.type(p.out(i))) : 0;
    }

    /// The operations on an element in a program, written in one method but for what is methods of its own.
    static int weight(Program p) {
        int w = 0;
        for (int i = 0; i < p.size(); i++) {
            w += weight(p, i);
        }
        return w;
    }

    /// Whether a branch or a body becomes a method of its own.
    static boolean isMethod(Program p) {
        return weight(p) >= METHOD;
    }

    private static int called(Program p) {
        if (!isMethod(p)) {
            return weight(p);
        }
        int w = 4;
        for (int k = 0; k < p.params(); k++) {
            w += Math.min(FEW, elements(p.type(k)));
        }
        for (int k = 0; k < p.outputs(); k++) {
            w += elements(p.output(k));
        }
        return w;
    }

    private static int weightOfBody(Program body) {
        int w = 0;
        for (int i = 0; i < body.size(); i++) {
            w += weightInBody(body, i);
        }
        return w;
    }

    /// The operations on an element in an operation of a body.
    static int weightInBody(Program body, int i) {
        int n = body.type(body.out(i)).shape().size();
        var op = body.op(i);
        if (op instanceof Pointwise) {
            return op instanceof Pointwise.Select || op instanceof Pointwise.Compare ? 2 * n : n;
        }
        return op instanceof Reduction
                ? body.type(body.in(i, 0)).shape().size()
                : op instanceof Routine.Dot ? n * body.type(body.in(i, 0)).shape().dim(-1) : 0;
    }

    // ---- branches

    /// Whether both branches may be computed instead of one: they are cheap, and nothing in them can fail.
    static boolean isSelection(Composite.Cond c) {
        return isCheap(c.then()) && isCheap(c.otherwise()) && weight(c.then()) + weight(c.otherwise()) <= BOTH;
    }

    private static boolean isCheap(Program p) {
        for (int i = 0; i < p.size(); i++) {
            boolean cheap = switch (p.op(i)) {
                case Composite.Kernel(var body, var _) -> isCheapBody(body);
                case Leaf _,Movement.Reshape _ -> true;
                case Op _ -> false;
            };
            if (!cheap) {
                return false;
            }
        }
        for (int k = 0; k < p.outputs(); k++) {
            if (p.output(k).isStack()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isCheapBody(Program body) {
        for (int i = 0; i < body.size(); i++) {
            boolean cheap = switch (body.op(i)) {
                case Pointwise.Unary(var fn) -> isCheap(fn, SlotKind.of(body.type(body.out(i)).dtype()));
                case Pointwise.Binary(var fn) -> isCheap(fn, SlotKind.of(body.type(body.out(i)).dtype()));
                case Routine _ -> false;
                case Op _ -> true;
            };
            if (!cheap) {
                return false;
            }
        }
        return true;
    }

    private static boolean isCheap(ScalarFn fn, SlotKind kind) {
        return kind == SlotKind.BOOL || Bytecode.has(kind, fn);
    }
}
