package org.leibniz.cpu.generate;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;

import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leibniz.cpu.SlotKind;
import org.leibniz.cpu.Table;
import org.leibniz.cpu.generate.ScalarWriter.Element;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Op;
import org.leibniz.ir.Pointwise;
import org.leibniz.ir.Program;
import org.leibniz.ir.Reduction;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.math.Fma;
import org.leibniz.plan.SlotViews;

/// Writes the body of a kernel, or around a product or a concatenation, into a method of a small program.
final class KernelWriter {
    private final Program body;
    private final SlotViews views;
    private final int[] maker;
    private ValueWriter w;
    private @Nullable Val[] values; // parameters, and what is computed by now
    private final Map<Integer, Element[]> leaves = new HashMap<>(); // that are read

    KernelWriter(ValueWriter w, Program body, Val... operands) {
        this.w = w;
        this.body = body;
        this.views = SlotViews.of(body);
        this.maker = body.makers();
        this.values = Arrays.copyOf(operands, body.slots());
    }

    /// Writes it.
    ///
    /// @return what it gives
    Val[] write() {
        new Cut(body.size(), i -> SmallPlan.weightInBody(body, i)).write(w, values, new Cut.Sequence() {
            @Override
            public int[] in(int i) {
                var sources = new ArrayList<Integer>();
                for (int j = 0; j < body.arity(i); j++) {
                    addSource(body.in(i, j), sources);
                }
                return sources.stream().mapToInt(s -> s).toArray();
            }

            @Override
            public int[] out(int i) {
                return computes(i) ? new int[]{body.out(i)} : new int[0];
            }

            @Override
            public int[] last() {
                var sources = new ArrayList<Integer>();
                for (int k = 0; k < body.outputs(); k++) {
                    addSource(body.outSlot(k), sources);
                }
                return sources.stream().mapToInt(s -> s).toArray();
            }

            @Override
            public void write(ValueWriter writer, int i, @Nullable Val[] known) {
                if (computes(i)) {
                    var outerWriter = w;
                    var outerValues = values;
                    w = writer;
                    values = known;
                    known[body.out(i)] = new Val.Few(computed(i));
                    w = outerWriter;
                    values = outerValues;
                }
            }
        });
        Val[] out = new Val[body.outputs()];
        for (int k = 0; k < out.length; k++) {
            out[k] = new Val.Few(elements(body.outSlot(k)));
        }
        return out;
    }

    private boolean computes(int i) {
        return switch (body.op(i)) {
            case Leaf _ -> false;
            case Movement _ -> body.op(i) instanceof Movement.Spread && views.view()[body.out(i)] == null;
            case Op _ -> true;
        };
    }

    /// The slot whose value holds the elements of another.
    private void addSource(int slot, List<Integer> sources) {
        int at = slot;
        while (views.view()[at] == null && maker[at] >= 0 && !computes(maker[at])) {
            at = body.in(maker[at], 0); // another shape of what is computed
        }
        int source = views.view()[at] == null ? at : views.source()[at];
        boolean isLeaf = maker[source] >= 0 && body.op(maker[source]) instanceof Leaf;
        if (!isLeaf && !sources.contains(source)) {
            sources.add(source);
        }
    }

    private Element[] computed(int i) {
        Element[] x = elements(body.in(i, 0));
        var from = body.type(body.in(i, 0));
        var to = body.type(body.out(i));
        return switch (body.op(i)) {
            case Pointwise op -> {
                Element[][] in = new Element[body.arity(i)][];
                for (int j = 0; j < in.length; j++) {
                    in[j] = elements(body.in(i, j));
                }
                yield w.pointwise(op, from.dtype(), to.dtype(), in);
            }
            case Movement.Spread _ -> ScalarWriter.spread(x, to.shape().size());
            case Reduction.Reduce(var reducer, var _) -> w.fold(reducer, from.shape(), to.dtype(), x);
            case Routine.Dot _ -> dot(from, to, x, elements(body.in(i, 1)));
            case Routine.Concat(var axis) -> concatenation(axis, i, to);
            case Op other -> throw new IllegalStateException(other.text() + " in a small body:\n" + body);
        };
    }

    // ---- what is read

    private Element[] elements(int slot) {
        var view = views.view()[slot];
        if (view == null) {
            var v = values[slot];
            return v == null ? elements(body.in(maker[slot], 0)) : w.elements(v);
        }
        int source = views.source()[slot];
        var type = body.type(slot);
        Element[] x = new Element[type.shape().size()];
        for (int e = 0; e < x.length; e++) {
            int at = view.position(e);
            x[e] = at < 0 ? Element.constant(SlotKind.of(type.dtype()), 0) : element(source, at);
        }
        return x;
    }

    private Element element(int source, int at) {
        var v = values[source];
        if (v != null) {
            return w.element(v, at);
        }
        Element[] x = leaves.computeIfAbsent(source,
                k -> leaf((Leaf) body.op(maker[k]), body.type(k)));
        return x[at];
    }

    // ---- leaves

    /// The elements of a leaf.
    static Element[] leaf(Leaf leaf, Type type) {
        Element[] x = new Element[type.shape().size()];
        Object table = leaf instanceof Leaf.Fill ? x : new Table(leaf).get(); // a number may fill a large one
        for (int i = 0; i < x.length; i++) {
            double number = leaf instanceof Leaf.Fill(var _, var n) ? n : Buffers.getDouble(type.dtype(), table, i);
            x[i] = Element.constant(SlotKind.of(type.dtype()), number);
        }
        return x;
    }

    // ---- routines

    /// `[.., m, k]` by `[.., n, k]`: each element one chain of multiply-adds from 0 in the order of k.
    private Element[] dot(Type left, Type to, Element[] a, Element[] b) {
        var kind = SlotKind.of(to.dtype());
        int k = left.shape().dim(-1);
        int m = to.shape().dim(-2);
        int n = to.shape().dim(-1);
        Element[] c = new Element[to.shape().size()];
        for (int e = 0; e < c.length; e++) {
            int row = e / n;
            int column = e / n / Math.max(m, 1) * n + e % n;
            var sum = Element.constant(kind, 0);
            for (int p = 0; p < k; p++) {
                sum = multiplyAdd(kind, a[row * k + p], b[column * k + p], sum);
            }
            c[e] = sum;
        }
        return c;
    }

    private Element multiplyAdd(SlotKind kind, Element a, Element b, Element sum) {
        if (kind == SlotKind.FLOAT || kind == SlotKind.DOUBLE) {
            var type = kind == SlotKind.FLOAT ? CD_float : CD_double;
            w.push(a);
            w.push(b);
            w.push(sum);
            w.m.invokestatic(Bytecode.type(Fma.class), "mulAdd", MethodTypeDesc.of(type, type, type, type));
        } else {
            Bytecode.operation(w.m, kind, ScalarFn.ADD, () -> w.push(sum),
                    () -> Bytecode.operation(w.m, kind, ScalarFn.MUL, () -> w.push(a), () -> w.push(b)));
        }
        return w.pop(kind);
    }

    private Element[] concatenation(int axis, int i, Type to) {
        var shape = to.shape();
        int after = shape.slice(axis + 1, shape.rank()).size();
        int before = shape.slice(0, axis).size();
        Element[] y = new Element[shape.size()];
        int row = shape.dim(axis) * after;
        int start = 0;
        for (int j = 0; j < body.arity(i); j++) {
            Element[] x = elements(body.in(i, j));
            int n = before == 0 ? 0 : x.length / before;
            for (int e = 0; e < x.length; e++) {
                y[e / n * row + start + e % n] = x[e];
            }
            start += n;
        }
        return y;
    }
}
