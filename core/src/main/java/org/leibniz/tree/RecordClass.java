package org.leibniz.tree;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.leibniz.NoValueException;
import org.leibniz.Parameter;
import org.leibniz.Tuple2;
import org.leibniz.Tuple3;
import org.leibniz.Tuple4;
import org.leibniz.caller.ClassName;
import org.leibniz.memory.PerClass;

/// How a class of records is taken apart and put together: its accessors and its canonical constructor, found once a
/// class.
public final class RecordClass {
    private static final PerClass<RecordClass> ALL = new PerClass<>(RecordClass::new);

    private final Class<?> type;
    private final RecordComponent[] components;
    private final MethodHandle[] accessors; // (Object) -> Object
    private final boolean[] mayHoldTensor;
    private final boolean[] declaresParameter;
    private final Class<?>[] held; // the types of the components, primitive ones boxed
    private final MethodHandle constructor; // (Object[]) -> Object

    private RecordClass(Class<?> type) {
        this.type = type;
        this.components = type.getRecordComponents();
        this.accessors = new MethodHandle[components.length];
        this.mayHoldTensor = new boolean[components.length];
        this.declaresParameter = new boolean[components.length];
        for (int i = 0; i < components.length; i++) {
            mayHoldTensor[i] = mayHoldTensor(components[i].getGenericType());
            declaresParameter[i] = isOfParameters(components[i].getGenericType());
        }
        Lookup lookup = FieldAccess.in(type);
        try {
            for (int i = 0; i < components.length; i++) {
                accessors[i] = lookup.unreflect(components[i].getAccessor()).asType(MethodType.genericMethodType(1));
            }
            var types = MethodType.methodType(void.class,
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            held = types.wrap().parameterArray();
            constructor = lookup.findConstructor(type, types)
                    .asType(MethodType.genericMethodType(components.length))
                    .asSpreader(Object[].class, components.length);
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalStateException(type.getName() + ": no way to its canonical constructor", e);
        }
    }

    static RecordClass of(Class<?> type) {
        return ALL.get(type);
    }

    int size() {
        return components.length;
    }

    String name(int i) {
        return components[i].getName();
    }

    String name() {
        return type.getSimpleName();
    }

    /// Whether a component is declared as a [Parameter] or as something of parameters, which no transformed value can
    /// be.
    boolean declaresParameter(int i) {
        return declaresParameter[i];
    }

    /// The type of a component as it is declared.
    String declared(int i) {
        return ClassName.of(components[i].getGenericType());
    }

    private static boolean isOfParameters(java.lang.reflect.Type declared) {
        return switch (declared) {
            case Class<?> c -> c == Parameter.class || c.isArray() && isOfParameters(c.getComponentType());
            case ParameterizedType p -> Stream.of(p.getActualTypeArguments()).anyMatch(RecordClass::isOfParameters);
            case GenericArrayType a -> isOfParameters(a.getGenericComponentType());
            case WildcardType w -> Stream.of(w.getUpperBounds()).anyMatch(RecordClass::isOfParameters);
            default -> false;
        };
    }

    /// Whether a component is declared such that it could be a tensor or hold one.
    boolean mayHoldTensor(int i) {
        return mayHoldTensor[i];
    }

    private static boolean mayHoldTensor(java.lang.reflect.Type declared) {
        return switch (declared) {
            case Class<?> c when c.isArray() -> mayHoldTensor(c.getComponentType());
            case Class<?> c -> !c.isPrimitive() && !Number.class.isAssignableFrom(c);
            case ParameterizedType p -> Stream.of(p.getActualTypeArguments()).anyMatch(RecordClass::mayHoldTensor);
            case GenericArrayType a -> mayHoldTensor(a.getGenericComponentType());
            case WildcardType w -> Stream.of(w.getUpperBounds()).allMatch(RecordClass::mayHoldTensor);
            case TypeVariable<?> v -> Stream.of(v.getBounds()).allMatch(RecordClass::mayHoldTensor);
            default -> true;
        };
    }

    /// Whether it is what a transformation gives back, a function.
    boolean isOfTransformed() {
        return Transformed.class.isAssignableFrom(type);
    }

    /// Whether it is one of the library's tuples.
    boolean isTuple() {
        return type == Tuple2.class || type == Tuple3.class || type == Tuple4.class;
    }

    @Nullable
    Object get(Object instance, int i) {
        try {
            return accessors[i].invokeExact(instance);
        } catch (Throwable t) {
            throw unchecked(t);
        }
    }

    Object make(@Nullable Object[] parts) {
        for (int i = 0; i < held.length; i++) {
            if (parts[i] != null && !held[i].isInstance(parts[i])) {
                throw new IllegalArgumentException(
                        "component " + name(i) + " of record " + name()
                                + ": expected a component that can hold what a transformation"
                                + " puts in place of tensors, got one of type " + held[i].getSimpleName()
                                + "; declare it as Tensor, List, Map, an array or a record");
            }
        }
        try {
            return constructor.invokeExact(parts);
        } catch (NoValueException e) {
            throw e; // a constructor that looks at values is told the way out
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "record " + name()
                            + ": its constructor refused what a transformation puts in place of its tensors, such as "
                            + "gradients"
                            + " while " + name()
                            + " was made of gradients; check values before the record is made rather than in it: "
                            + e.getMessage(),
                    e);
        } catch (Throwable t) {
            throw unchecked(t);
        }
    }

    /// What a user's accessor or constructor throws else passes as it is: neither declares a checked exception.
    private static RuntimeException unchecked(Throwable t) {
        return switch (t) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(t);
        };
    }
}
