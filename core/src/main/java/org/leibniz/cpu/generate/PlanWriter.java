package org.leibniz.cpu.generate;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import org.leibniz.cpu.Compiled;
import org.leibniz.cpu.Residual;
import org.leibniz.cpu.SlotKind;
import org.leibniz.cpu.generate.ScalarWriter.Element;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Leaf;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Op;
import org.leibniz.ir.Program;
import org.leibniz.ir.Routine;
import org.leibniz.ir.ScalarFn;
import org.leibniz.ir.Type;
import org.leibniz.plan.Machine;
import org.leibniz.routine.Gathering;

/// Writes small plans: operation after operation, each by whoever writes its kind.
///
/// @param machine what plans are made for
record PlanWriter(Machine machine) implements Programs {
    private static final int THIS = 0;

    private static final ClassDesc COMPILED = Bytecode.type(Compiled.class);
    private static final ClassDesc RESIDUAL = Bytecode.type(Residual.class);
    private static final MethodTypeDesc RUN = MethodTypeDesc.of(CD_Object.arrayType(), CD_Object.arrayType());

    /// In several methods if it is long.
    @Override
    public Val[] write(ValueWriter w, Program p, Val... arguments) {
        int[] slots = Ints.range(0, p.slots()).toArray();
        @Nullable
        Val[] env = Arrays.copyOf(arguments, p.slots());
        new Cut(p.size(), i -> SmallPlan.weight(p, i)).write(w, env, new Cut.Sequence() {
            @Override
            public int[] in(int i) {
                return p.ofOperands(i, slots);
            }

            @Override
            public int[] out(int i) {
                return p.ofResults(i, slots);
            }

            @Override
            public int[] last() {
                return p.ofOutputs(slots);
            }

            @Override
            public void write(ValueWriter writer, int i, @Nullable Val[] values) {
                Val[] out = operation(writer, p, i, present(p.ofOperands(i, values)));
                System.arraycopy(out, 0, values, p.out(i), out.length);
            }
        });
        return present(p.ofOutputs(env));
    }

    @SuppressWarnings("NullAway")
    private static Val[] present(@Nullable Val[] values) {
        for (var v : values) {
            Objects.requireNonNull(v);
        }
        return values;
    }

    private Val[] operation(ValueWriter w, Program p, int i, Val... in) {
        Type[] types = p.resultTypes(i);
        if (SmallPlan.isApart(p, i)) {
            return apart(w, p, i, in);
        }
        return switch (p.op(i)) {
            case Composite.Kernel(var body, var _) -> new KernelWriter(w, body, in).write();
            case Movement.Reshape _ -> in;
            case Leaf _ when types[0].isStack() -> {
                w.m.getstatic(RESIDUAL, "EMPTY", RESIDUAL);
                yield new Val[]{new Val.Kept(w.keep())};
            }
            case Leaf leaf -> new Val[]{new Val.Few(KernelWriter.leaf(leaf, types[0]))};
            case Composite.Call(var callee) -> write(w, callee, in);
            case Composite.Cond c -> new FlowWriter(w, this).cond(c, in, types);
            case Composite.While loop -> new FlowWriter(w, this).whileLoop(loop, in, types);
            case Composite.Scan loop -> new FlowWriter(w, this).scan(loop, in, p.operandTypes(i), types);
            case Routine.Gather gather -> new Val[]{gather(w, gather, p.operandTypes(i), in)};
            case Routine.Scatter scatter -> new Val[]{scatter(w, scatter, p.operandTypes(i), in)};
            case Routine.AddAt add -> new Val[]{addAt(w, add, p.operandTypes(i), in)};
            case Op.OnStacks op -> new Val[]{new ResidualWriter(w, this, machine).each(op, p.operandTypes(i), in)};
            case Op op -> throw new IllegalStateException(op.text() + " in a small plan\n" + p);
        };
    }

    /// Runs an operation as a whole, as a plan of its own.
    private static Val[] apart(ValueWriter w, Program p, int i, Val... in) {
        Type[] given = p.operandTypes(i);
        int[] operands = Ints.range(0, in.length).toArray();
        int[] results = Ints.range(in.length, in.length + p.results(i)).toArray();
        int part = w.methods.part(new Program(given, new Op[]{p.op(i)}, new int[][]{operands}, results));
        w.m.aload(THIS).getfield(Methods.TYPE, "parts", COMPILED.arrayType()).loadConstant(part).aaload();
        w.m.loadConstant(in.length).anewarray(CD_Object);
        for (int k = 0; k < in.length; k++) {
            w.m.dup().loadConstant(k);
            w.pushArray(SlotKind.of(given[k].dtype()), in[k]);
            w.m.aastore();
        }
        w.m.invokevirtual(COMPILED, "run", RUN);
        int all = w.keep();
        Val[] out = new Val[results.length];
        for (int k = 0; k < out.length; k++) {
            var type = p.type(p.out(i) + k);
            w.m.aload(all).loadConstant(k).aaload();
            out[k] = w.popArray(SlotKind.of(type.dtype()), type.shape().size());
        }
        return out;
    }

    // ---- one position along an axis

    /// The position that an index means.
    private static Element position(ValueWriter w, String what, Type of, Val index, int axis, int extent) {
        w.m.loadConstant(what);
        w.push(w.element(index, 0));
        w.m.conversion(Bytecode.local(SlotKind.of(of.dtype())), TypeKind.LONG);
        w.m.loadConstant(axis).loadConstant(extent);
        w.m.invokestatic(Bytecode.type(Gathering.class), "position",
                MethodTypeDesc.of(CD_int, CD_String, CD_long, CD_int, CD_int));
        return w.pop(SlotKind.INT);
    }

    private static Val gather(ValueWriter w, Routine.Gather op, Type[] types, Val... in) {
        var shape = types[0].shape();
        var kind = SlotKind.of(types[0].dtype());
        int before = shape.slice(0, op.axis()).size();
        int extent = shape.dim(op.axis());
        int after = shape.slice(op.axis() + 1, shape.rank()).size();
        var x = w.array(kind, in[0]);
        var position = position(w, "gather (get, take, crossEntropy)", types[1], in[1], op.axis(), extent);
        return new Val.Few(w.each(kind, before * after, e -> {
            w.m.aload(x.array());
            w.push(position);
            w.m.loadConstant(after).imul();
            w.index(x.from(), e / after * extent * after + e % after);
            w.m.iadd().arrayLoad(Bytecode.inArray(kind));
        }));
    }

    private static Val scatter(ValueWriter w, Routine.Scatter op, Type[] types, Val... in) {
        var kind = SlotKind.of(types[1].dtype());
        return new Place(op.axis(), op.size(), types[0], types[1]).each(w, in[0], in[1],
                (update, _) -> sumFromZero(w, kind, update), _ -> Bytecode.number(w.m, kind, 0));
    }

    private static Val addAt(ValueWriter w, Routine.AddAt op, Type[] types, Val... in) {
        var kind = SlotKind.of(types[0].dtype());
        Element[] x = w.elements(in[0]);
        return new Place(op.axis(), types[0].shape().dim(op.axis()), types[1], types[2]).each(w, in[1], in[2],
                (update, e) -> Bytecode.operation(w.m, kind, ScalarFn.ADD, () -> w.push(x[e]), () -> w.push(update)),
                e -> w.push(x[e]));
    }

    /// One position along an axis, and a row of updates for it.
    private record Place(int axis, int size, Type index, Type updates) {
        /// Every element of the result: there with its update, elsewhere without.
        Val each(ValueWriter w, Val at, Val row, ObjIntConsumer<Element> there, IntConsumer elsewhere) {
            var kind = SlotKind.of(updates.dtype());
            var shape = updates.shape();
            int before = shape.slice(0, axis).size();
            int after = shape.slice(axis + index.shape().rank(), shape.rank()).size();
            var position = position(w, "scatter (at)", index, at, axis, size);
            Element[] elements = w.elements(row);
            return new Val.Few(w.each(kind, before * size * after, e -> {
                w.push(position);
                w.m.loadConstant(e / after % size);
                Bytecode.choose(w.m, Opcode.IF_ICMPEQ,
                        () -> there.accept(elements[e / after / size * after + e % after], e),
                        () -> elsewhere.accept(e));
            }));
        }
    }

    /// Leaves `0 + x` on the stack: not -0.
    private static void sumFromZero(ValueWriter w, SlotKind kind, Element x) {
        if (kind == SlotKind.FLOAT || kind == SlotKind.DOUBLE) {
            Bytecode.operation(w.m, kind, ScalarFn.ADD, () -> Bytecode.number(w.m, kind, 0), () -> w.push(x));
        } else {
            w.push(x);
        }
    }
}
