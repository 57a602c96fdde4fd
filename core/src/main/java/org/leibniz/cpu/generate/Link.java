package org.leibniz.cpu.generate;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.util.HashMap;
import java.util.Map;
import org.leibniz.cpu.Residual;
import org.leibniz.cpu.SlotKind;
import org.leibniz.cpu.generate.ScalarWriter.Element;

/// How a method of a small program calls another: what both know lies in [org.leibniz.cpu.Registers], each element in a
/// place of its own, for a method has not arguments enough and one result. A value *in registers* has places where
/// local variables are named.
final class Link {
    private static final ClassDesc RESIDUAL = Bytecode.type(Residual.class);

    private final ValueWriter caller;

    Link(ValueWriter caller) {
        this.caller = caller;
    }

    /// What the method that is called consists of.
    interface Contents {
        Val[] write(ValueWriter writer, Val... arguments);
    }

    /// Puts values into registers.
    Val[] stored(Val... values) {
        return stored(caller, values);
    }

    /// Takes values out of registers.
    Val[] fetched(Val... values) {
        return fetched(caller, values);
    }

    /// Writes a method and a call of it.
    ///
    /// @param arguments in registers
    /// @return its results, in registers
    Val[] call(Val[] arguments, Contents contents) {
        Val[][] results = new Val[1][];
        var name = caller.methods.add(m -> {
            var w = new ValueWriter(caller.methods, m, 1, 2);
            results[0] = stored(w, contents.write(w, fetched(w, arguments)));
        });
        caller.m.aload(0).aload(caller.registers).invokevirtual(Methods.TYPE, name, Methods.METHOD);
        return results[0];
    }

    // ---- to registers and from them

    /// A way of single elements and of references.
    private interface Way {
        Element element(Element x);

        int reference(int at, ClassDesc type);
    }

    private static Val[] stored(ValueWriter w, Val... values) {
        return moved(new Way() {
            @Override
            public Element element(Element x) {
                int place = w.methods.register(field(x.kind()));
                registers(w, field(x.kind()), type(x.kind()));
                w.m.loadConstant(place);
                w.push(x);
                w.m.arrayStore(Bytecode.local(x.kind()));
                return new Element(x.kind(), place, 0);
            }

            @Override
            public int reference(int local, ClassDesc type) {
                int place = w.methods.register("o");
                registers(w, "o", CD_Object);
                w.m.loadConstant(place).aload(local).aastore();
                return place;
            }
        }, values);
    }

    private static Val[] fetched(ValueWriter w, Val... values) {
        return moved(new Way() {
            @Override
            public Element element(Element x) {
                registers(w, field(x.kind()), type(x.kind()));
                w.m.loadConstant(x.local()).arrayLoad(Bytecode.local(x.kind()));
                return w.pop(x.kind());
            }

            @Override
            public int reference(int place, ClassDesc type) {
                registers(w, "o", CD_Object);
                w.m.loadConstant(place).aaload().checkcast(type);
                return w.keep();
            }
        }, values);
    }

    /// Values where they are then: each element goes once, constants stay.
    private static Val[] moved(Way way, Val... values) {
        Map<Element, Element> done = new HashMap<>();
        Val[] r = new Val[values.length];
        for (int k = 0; k < r.length; k++) {
            r[k] = switch (values[k]) {
                case Val.Few(var elements) -> {
                    Element[] x = new Element[elements.length];
                    for (int i = 0; i < x.length; i++) {
                        x[i] = moved(way, elements[i], done);
                    }
                    yield new Val.Few(x);
                }
                case Val.Many(var kind, int at, var from, int n) ->
                    new Val.Many(kind, way.reference(at, Bytecode.element(kind).arrayType()), moved(way, from, done),
                            n);
                case Val.Kept(int at) -> new Val.Kept(way.reference(at, RESIDUAL));
            };
        }
        return r;
    }

    private static Element moved(Way way, Element x, Map<Element, Element> done) {
        if (x.isConstant()) {
            return x;
        }
        var known = done.get(x);
        if (known == null) {
            known = way.element(x);
            done.put(x, known);
        }
        return known;
    }

    // ---- where

    private static void registers(ValueWriter w, String field, ClassDesc element) {
        w.m.aload(w.registers).getfield(Methods.REGISTERS, field, element.arrayType());
    }

    private static String field(SlotKind kind) {
        return switch (kind) {
            case DOUBLE -> "d";
            case FLOAT -> "f";
            case INT, BOOL -> "i";
            case LONG -> "l";
        };
    }

    private static ClassDesc type(SlotKind kind) {
        return Bytecode.local(kind) == TypeKind.INT
                ? CD_int
                : Bytecode.element(kind);
    }
}
