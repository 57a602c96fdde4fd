package org.leibniz.cpu.generate;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.leibniz.cpu.Body;
import org.leibniz.cpu.GeneratedLoops;
import org.leibniz.cpu.Instruction;
import org.leibniz.cpu.Item;
import org.leibniz.cpu.LoopMaker;
import org.leibniz.cpu.Places;
import org.leibniz.cpu.SlotKind;
import org.leibniz.ir.Ints;
import org.leibniz.memory.Budget;
import org.leibniz.memory.Remembered;
import org.leibniz.memory.Sized;

/// Writes the classes of generated loops: for each loop a static method, and a method that calls them with the slots of
/// a frame and the arrays of operands. A plain loop is in the one form that the JVM turns into vector instructions; in
/// front of others, [VectorWriter] puts one that does most of the work.
///
/// ```
/// private final int[] data; // 0 1 4 2
///
/// public void run(int loop, Object[] values, int[] at, Frame frame, int from, int n) {
///     switch (loop) {
///         case 0: loop0(frame.f[data[0]], frame.f[data[1]], frame.f[data[2]], frame.f[data[3]], n); ..
///
/// static void loop0(float[] s0, float[] s1, float[] s2, float[] s3, int n) {
///     int i = 0;
///     while (i < n) {
///         float a = s0[i], b = s1[i], c = s2[i], d = a * b, e = d + c;
///         s3[i] = e;
///         i++;
///     }
/// }
/// ```
///
/// Bodies whose loops have the same [texts][LoopText] share a class, which is hot already when the second one comes.
final class LoopWriter implements LoopMaker {
    private static final ClassDesc SELF = ClassDesc.of(LoopWriter.class.getPackageName() + ".Loops");
    private static final ClassDesc DATA = CD_int.arrayType();
    private static final MethodTypeDesc CONSTRUCTOR = MethodTypeDesc.of(CD_void, DATA);
    private static final MethodTypeDesc RUN = MethodTypeDesc.of(CD_void, CD_int, CD_Object.arrayType(), DATA,
            Bytecode.FRAME, CD_int, CD_int);

    /// Loops, with the arrays and starts that they are given, in a class: the method that calls them takes up to 13
    /// bytes for each, and the JVM compiles none of 8000.
    private static final int IN_A_CLASS = 550;
    /// Bytes of a class and its machine code, about.
    private static final int BYTES = 10_000;

    /// Entries by themselves: one is equal to what it is found by.
    private static final ConcurrentHashMap<Object, Remembered<Written>> CLASSES = new ConcurrentHashMap<>();

    private final LoopForm form;
    private final boolean isAtStart;

    /// @param isAtStart whether every array of an operand is to begin where the loops begin to read, see
    ///     [LoopRehearsal]
    LoopWriter(LoopForm form, boolean isAtStart) {
        this.form = form;
        this.isAtStart = isAtStart;
    }

    @Override
    public boolean isInPlace(SlotKind kind) {
        return form.isVector(kind) || form == LoopForm.VECTORS && kind == SlotKind.BOOL;
    }

    @Override
    public List<Instruction> write(Body body, List<Item.Loop> loops, Places places) {
        var all = new ArrayList<Instruction>(loops.size());
        var texts = new ArrayList<LoopText>();
        var data = new ArrayList<Integer>();
        for (var loop : loops) {
            var more = new ArrayList<Integer>();
            var text = LoopText.of(body, loop, form, places, isAtStart, more);
            if (texts.size() + data.size() + more.size() >= IN_A_CLASS) {
                write(texts, data, all);
            }
            texts.add(text);
            data.addAll(more);
        }
        write(texts, data, all);
        return all;
    }

    /// A class of loops, which it takes away.
    private static void write(List<LoopText> texts, List<Integer> data, List<Instruction> to) {
        int[] ints = Ints.of(data).toArray();
        var made = (GeneratedLoops) Bytecode.make(written(new Texts(List.copyOf(texts))).constructor(), ints);
        for (int k = 0; k < texts.size(); k++) {
            to.add(new Instruction.Generated(made, k));
        }
        texts.clear();
        data.clear();
    }

    // ---- classes by their texts

    private record Texts(List<LoopText> loops) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Remembered<?> e
                    ? e.isFoundBy(this)
                    : o instanceof Texts(var others) && loops.equals(others);
        }

        @Override
        public int hashCode() {
            return loops.hashCode();
        }
    }

    private record Written(MethodHandle constructor) implements Sized {
        @Override
        public long bytes(Consumer<@Nullable Object> parts) {
            return BYTES;
        }
    }

    private static Written written(Texts texts) {
        var found = CLASSES.get(texts);
        var known = found == null ? null : found.use();
        if (known != null) {
            return known;
        }
        byte[] bytes = bytes(texts.loops());
        assert Bytecode.isCompiled(bytes)
                : "a class of " + texts.loops().size() + " loops has a method that stays interpreted";
        var made = new Written(Bytecode.define(bytes, int[].class));
        var entry = new Remembered<>(CLASSES, texts, made);
        CLASSES.put(entry, entry);
        Budget.keep(entry, BYTES);
        return made;
    }

    private static byte[] bytes(List<LoopText> loops) {
        return ClassFile.of().build(SELF, c -> {
            c.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                    .withInterfaceSymbols(Bytecode.type(GeneratedLoops.class));
            c.withField("data", DATA, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
            c.withMethodBody(INIT_NAME, CONSTRUCTOR, 0,
                    m -> m.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).aload(0).aload(1)
                            .putfield(SELF, "data", DATA).return_());
            c.withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, m -> dispatch(m, loops));
            for (int k = 0; k < loops.size(); k++) {
                var text = loops.get(k);
                c.withMethodBody("loop" + k, signature(text), ClassFile.ACC_STATIC, m -> loop(m, text));
            }
        });
    }

    /// The arrays, the starts of those that are no slots, the number of elements.
    private static MethodTypeDesc signature(LoopText text) {
        var types = new ArrayList<ClassDesc>();
        for (int k = 0; k < text.arrays(); k++) {
            types.add(Bytecode.element(text.kindOfArray(k)).arrayType());
        }
        for (int k = 0; k < text.ownStarts(); k++) {
            types.add(CD_int);
        }
        types.add(CD_int);
        return MethodTypeDesc.of(CD_void, types);
    }

    private static void dispatch(CodeBuilder m, List<LoopText> loops) {
        int data = 7;
        var cases = new ArrayList<SwitchCase>();
        Label[] labels = new Label[loops.size()];
        for (int k = 0; k < labels.length; k++) {
            labels[k] = m.newLabel();
            cases.add(SwitchCase.of(k, labels[k]));
        }
        var end = m.newLabel();
        m.aload(0).getfield(SELF, "data", DATA).astore(data).iload(1).tableswitch(0, labels.length - 1, end, cases);
        int next = 0;
        for (int k = 0; k < labels.length; k++) {
            m.labelBinding(labels[k]);
            var text = loops.get(k);
            for (int j = 0; j < text.arrays(); j++) {
                if (text.starts().get(j) == 0) {
                    m.aload(4);
                    Bytecode.slots(m, text.kindOfArray(j));
                    m.aload(data).loadConstant(next++).iaload().aaload();
                } else {
                    m.aload(2).aload(3).aload(data).loadConstant(next++).iaload().iaload();
                    Bytecode.arrayOf(m, text.kindOfArray(j));
                }
            }
            for (int j = 0; j < text.ownStarts(); j++) {
                m.aload(data).loadConstant(next++).iaload().iload(5).iadd();
            }
            m.iload(6).invokestatic(SELF, "loop" + k, signature(text)).return_();
        }
        m.labelBinding(end).return_();
    }

    // ---- a loop

    private static void loop(CodeBuilder m, LoopText text) {
        var at = LoopLocals.of(m, text);
        if (text.isVector()) {
            new VectorWriter(m, text, at).write();
        }
        new ElementWriter(m, text, at).write();
        m.return_();
    }
}
