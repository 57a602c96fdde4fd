package org.leibniz.cpu.generate;

import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.util.Arrays;
import org.leibniz.cpu.SlotKind;
import org.leibniz.cpu.generate.ScalarWriter.Element;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Program;
import org.leibniz.ir.Slices;
import org.leibniz.ir.Type;
import org.leibniz.routine.Workers;

/// Writes branches and loops into a method of a small program.
final class FlowWriter {
    /// Trips between two questions for an interrupt: a power of two.
    private static final int MANY = 256;

    /// The most elements of what is the same in every trip that are read before the loop.
    private static final int READ_ONCE = 8;

    private final ValueWriter w;
    private final Programs programs;

    /// @param programs writes what is in them
    FlowWriter(ValueWriter w, Programs programs) {
        this.w = w;
        this.programs = programs;
    }

    // ---- branches

    Val[] cond(Composite.Cond c, Val[] in, Type[] types) {
        var predicate = w.element(in[0], 0);
        Val[] arguments = c.arguments(in);
        if (SmallPlan.isSelection(c)) {
            return selected(predicate, programs.write(w, c.then(), arguments),
                    programs.write(w, c.otherwise(), arguments), types);
        }
        Val[] result = w.variables(types);
        var otherwise = w.m.newLabel();
        var end = w.m.newLabel();
        w.push(predicate);
        w.m.ifeq(otherwise);
        w.apart(() -> w.assign(result, programs.call(w, c.then(), arguments)));
        w.m.goto_(end).labelBinding(otherwise);
        w.apart(() -> w.assign(result, programs.call(w, c.otherwise(), arguments)));
        w.m.labelBinding(end);
        return result;
    }

    private Val[] selected(Element predicate, Val[] then, Val[] otherwise, Type[] types) {
        Val[] result = new Val[types.length];
        for (int k = 0; k < result.length; k++) {
            Element[] a = w.elements(then[k]);
            Element[] b = w.elements(otherwise[k]);
            result[k] = new Val.Few(w.each(SlotKind.of(types[k].dtype()), a.length, e -> {
                w.push(predicate);
                Bytecode.choose(w.m, Opcode.IFNE, () -> w.push(a[e]), () -> w.push(b[e]));
            }));
        }
        return result;
    }

    // ---- loops

    /// What a loop calls in every trip with the same values in front.
    private final class Repeated {
        private final Program program;
        private final Link link = new Link(w);
        private final Val[] consts;

        Repeated(Program program, Val... consts) {
            this.program = program;
            this.consts = SmallPlan.isMethod(program) ? link.stored(consts) : read(consts);
        }

        private Val[] read(Val... values) {
            Val[] r = values.clone();
            for (int k = 0; k < r.length; k++) {
                if (r[k] instanceof Val.Many many && many.n() <= READ_ONCE) {
                    r[k] = new Val.Few(w.elements(many));
                }
            }
            return r;
        }

        Val[] call(Val... rest) {
            return SmallPlan.isMethod(program)
                    ? link.fetched(link.call(Slices.join(consts, link.stored(rest)),
                            (writer, inside) -> programs.write(writer, program, inside)))
                    : programs.write(w, program, Slices.join(consts, rest));
        }
    }

    Val[] whileLoop(Composite.While loop, Val[] in, Type[] types) {
        var given = loop.operands(in);
        var condition = new Repeated(loop.cond(), loop.deciding(in));
        var body = new Repeated(loop.body(), given.consts());
        Val[] carry = w.variables(Slices.head(types, given.carry()));
        w.assign(carry, given.carry());
        var rows = new RowsWriter(w, loop.results(loop.body().outputTypes()).ys());
        rows.begin();
        w.m.iconst_0();
        var trips = w.pop(SlotKind.INT);
        var top = w.m.newLabel();
        var end = w.m.newLabel();
        w.m.labelBinding(top);
        w.apart(() -> {
            w.push(w.element(condition.call(carry)[0], 0));
            w.m.ifeq(end);
            checkInterrupted(trips);
            var results = loop.results(body.call(carry));
            rows.add(results.ys());
            w.assign(carry, results.carry());
            w.m.iinc(trips.local(), 1).goto_(top);
        });
        w.m.labelBinding(end);
        return Slices.join(carry, rows.kept(trips), new Val[]{Val.Few.of(trips)});
    }

    Val[] scan(Composite.Scan loop, Val[] in, Type[] given, Type[] types) {
        var operands = loop.operands(in);
        var trips = loop.length() < 0 ? count(given[0], in[0]) : Element.constant(SlotKind.INT, loop.length());
        var body = new Repeated(loop.body(), operands.consts());
        Val[] carry = w.variables(Slices.head(types, operands.carry()));
        w.assign(carry, operands.carry());
        var items = items(operands.xs(), loop.operands(given).xs());
        var left = new LeftByTrips(w, trips, loop.results(types).ys());
        if (loop.reverse()) {
            w.push(trips);
            w.m.iconst_1().isub();
        } else {
            w.m.iconst_0();
        }
        var trip = w.pop(SlotKind.INT);
        var top = w.m.newLabel();
        var end = w.m.newLabel();
        w.m.labelBinding(top);
        w.apart(() -> {
            w.push(trip);
            if (loop.reverse()) {
                w.m.iflt(end);
            } else {
                w.push(trips);
                w.m.if_icmpge(end);
            }
            checkInterrupted(trip);
            Val[] x = new Val[items.length];
            for (int k = 0; k < x.length; k++) {
                x[k] = items[k].item(trip);
            }
            var results = loop.results(body.call(Slices.join(carry, x)));
            left.put(trip, results.ys());
            w.assign(carry, results.carry());
            w.m.iinc(trip.local(), loop.reverse() ? -1 : 1).goto_(top);
        });
        w.m.labelBinding(end);
        return Slices.join(carry, left.all());
    }

    private Element count(Type type, Val count) {
        w.push(w.element(count, 0));
        w.m.conversion(Bytecode.local(SlotKind.of(type.dtype())), TypeKind.INT);
        return w.pop(SlotKind.INT);
    }

    private ItemWriter[] items(Val[] xs, Type[] types) {
        var items = new ItemWriter[xs.length];
        for (int k = 0; k < items.length; k++) {
            items[k] = new ItemWriter(w, xs[k], types[k]);
        }
        return items;
    }

    private void checkInterrupted(Element trip) {
        var go = w.m.newLabel();
        w.push(trip);
        w.m.loadConstant(MANY - 1).iand().loadConstant(MANY - 1).if_icmpne(go)
                .invokestatic(Bytecode.type(Workers.class), "checkInterrupted", MTD_void).labelBinding(go);
    }

    /// What the trips of a scan leave: an array, or residuals.
    private static final class LeftByTrips {
        private final ValueWriter w;
        private final Element trips;
        private final Type[] types;
        private final Val[] arrays; // those that are no residuals
        private final RowsWriter rows;

        LeftByTrips(ValueWriter w, Element trips, Type... types) {
            this.w = w;
            this.trips = trips;
            this.types = types;
            this.arrays = new Val[types.length];
            this.rows = new RowsWriter(w,
                    Arrays.stream(types).filter(Type::isStack).map(Type::element).toArray(Type[]::new));
            rows.begin(trips);
            for (int k = 0; k < arrays.length; k++) {
                if (!types[k].isStack()) {
                    var kind = SlotKind.of(types[k].dtype());
                    int n = types[k].shape().size();
                    w.m.loadConstant(n).newarray(Bytecode.inArray(kind));
                    arrays[k] = new Val.Many(kind, w.keep(), Element.constant(SlotKind.INT, 0), n);
                }
            }
        }

        void put(Element trip, Val... left) {
            Val[] residuals = new Val[left.length];
            int count = 0;
            for (int k = 0; k < left.length; k++) {
                if (arrays[k] instanceof Val.Many array) {
                    put(trip, array, types[k].element().shape().size(), w.elements(left[k]));
                } else {
                    residuals[count++] = left[k];
                }
            }
            rows.put(trip, Arrays.copyOf(residuals, count));
        }

        private void put(Element trip, Val.Many array, int n, Element[] x) {
            for (int i = 0; i < n; i++) {
                w.m.aload(array.array());
                w.push(trip);
                w.m.loadConstant(n).imul().loadConstant(i).iadd();
                w.push(x[i]);
                w.m.arrayStore(Bytecode.inArray(array.kind()));
            }
        }

        Val[] all() {
            Val[] residuals = rows.kept(trips);
            Val[] all = arrays.clone();
            for (int k = 0, r = 0; k < all.length; k++) {
                if (types[k].isStack()) {
                    all[k] = residuals[r++];
                }
            }
            return all;
        }
    }
}
