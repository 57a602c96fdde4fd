package org.leibniz.cpu.generate;

import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.leibniz.cpu.SlotKind;
import org.leibniz.ir.Type;

/// Writes values into a method of a small program: in local variables, or in arrays that are held by one.
final class ValueWriter extends ScalarWriter {
    /// An element of an array.
    private record Place(int array, Element from, int index) {}

    final Methods methods;
    final int registers; // the local variable that holds them
    private Map<Place, Element> known = new HashMap<>(); // what has been read of arrays

    /// @param methods the methods that this is one of
    /// @param registers the local variable that holds them
    /// @param next the first local variable that is free
    ValueWriter(Methods methods, CodeBuilder m, int registers, int next) {
        super(m, next);
        this.methods = methods;
        this.registers = registers;
    }

    // ---- values

    /// The elements of a value.
    Element[] elements(Val v) {
        return switch (v) {
            case Val.Few(var elements) -> elements;
            case Val.Many many -> {
                Element[] x = new Element[many.n()];
                for (int i = 0; i < x.length; i++) {
                    x[i] = element(many, i);
                }
                yield x;
            }
            case Val.Kept _ -> throw new IllegalStateException("a residual has no elements");
        };
    }

    /// An element of a value.
    Element element(Val v, int i) {
        return switch (v) {
            case Val.Few(var elements) -> elements[i];
            case Val.Many many -> element(many, i);
            case Val.Kept _ -> throw new IllegalStateException("a residual has no elements");
        };
    }

    private Element element(Val.Many x, int i) {
        var place = new Place(x.array(), x.from(), i);
        var e = known.get(place);
        if (e == null) {
            m.aload(x.array());
            index(x.from(), i);
            m.arrayLoad(Bytecode.inArray(x.kind()));
            e = pop(x.kind());
            known.put(place, e);
        }
        return e;
    }

    /// Leaves the sum on the stack.
    void index(Element from, int i) {
        if (from.isConstant()) {
            m.loadConstant((int) from.number() + i);
            return;
        }
        push(from);
        if (i > 0) {
            m.loadConstant(i).iadd();
        }
    }

    /// Writes what may not run: what is read in it is not known behind it.
    void apart(Runnable write) {
        var before = known;
        known = new HashMap<>(before);
        write.run();
        known = before;
    }

    /// A value in an array.
    Val.Many array(SlotKind kind, Val v) {
        if (v instanceof Val.Many many) {
            return many;
        }
        Element[] x = ((Val.Few) v).elements();
        int n = x.length;
        m.loadConstant(n).newarray(Bytecode.inArray(kind));
        int array = keep();
        for (int i = 0; i < n; i++) {
            m.aload(array).loadConstant(i);
            push(x[i]);
            m.arrayStore(Bytecode.inArray(kind));
        }
        return new Val.Many(kind, array, Element.constant(SlotKind.INT, 0), n);
    }

    /// Leaves an array on the stack that holds a value and nothing else.
    void pushArray(SlotKind kind, Val v) {
        var x = array(kind, v);
        m.aload(x.array());
        if (!x.isWhole()) {
            push(x.from());
            index(x.from(), x.n());
            var type = Bytecode.element(kind).arrayType();
            m.invokestatic(Bytecode.type(Arrays.class), "copyOfRange", MethodTypeDesc.of(type, type, CD_int, CD_int));
        }
    }

    /// Keeps an array of a kind that is on the stack as an object.
    Val.Many popArray(SlotKind kind, int n) {
        m.checkcast(Bytecode.element(kind).arrayType());
        return new Val.Many(kind, keep(), Element.constant(SlotKind.INT, 0), n);
    }

    /// Keeps the reference that is on the stack.
    int keep() {
        int local = local(TypeKind.REFERENCE);
        m.astore(local);
        return local;
    }

    // ---- variables

    /// Local variables for a value of a type.
    Val variables(Type type) {
        if (type.isStack()) {
            return new Val.Kept(local(TypeKind.REFERENCE));
        }
        var kind = SlotKind.of(type.dtype());
        Element[] x = new Element[type.shape().size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = new Element(kind, local(Bytecode.local(kind)), 0);
        }
        return new Val.Few(x);
    }

    /// Local variables for values.
    Val[] variables(Type... types) {
        Val[] v = new Val[types.length];
        for (int k = 0; k < v.length; k++) {
            v[k] = variables(types[k]);
        }
        return v;
    }

    /// Assigns all at once, since what is assigned may be other variables of these.
    void assign(Val[] variables, Val... values) {
        for (int k = 0; k < variables.length; k++) {
            if (variables[k] instanceof Val.Kept) {
                m.aload(((Val.Kept) values[k]).local());
                continue;
            }
            Element[] to = elements(variables[k]);
            Element[] from = elements(values[k]);
            for (int i = 0; i < to.length; i++) {
                if (!to[i].equals(from[i])) {
                    push(from[i]);
                }
            }
        }
        for (int k = variables.length - 1; k >= 0; k--) {
            if (variables[k] instanceof Val.Kept(int local)) {
                m.astore(local);
                continue;
            }
            Element[] to = elements(variables[k]);
            Element[] from = elements(values[k]);
            for (int i = to.length - 1; i >= 0; i--) {
                if (!to[i].equals(from[i])) {
                    m.storeLocal(Bytecode.local(to[i].kind()), to[i].local());
                }
            }
        }
    }
}
