package org.leibniz.tree;

import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.leibniz.CellOf;
import org.leibniz.GradsById;
import org.leibniz.Parameter;
import org.leibniz.ParameterTuple;
import org.leibniz.Tensor;
import org.leibniz.TensorTuple;
import org.leibniz.caller.ClassName;
import org.leibniz.memory.PerClass;

/// A class whose objects are static in a tree although somebody may take them for trees: what its fields hold, and what
/// to make of it. Found by reflection, once a class.
public final class PlainClass {
    private static final PerClass<PlainClass> ALL = new PerClass<>(PlainClass::new);
    private static final int SHOWN = 6; // fields of a class in a message

    /// What to make of a function.
    static final String APPLIED = "call apply(..) on the function, and pass what it gives";

    /// What its objects are.
    private enum Nature {
        /// Data of a user.
        DATA,
        /// Functions: what they hold belongs to their code.
        FUNCTION,
        /// Cells, which have parameters.
        CELL,
        /// Objects of the JDK or of Leibniz, enums, copies of sets.
        OTHER
    }

    /// In which language it is written, as far as what is to be done differs.
    private enum Language {
        /// Kotlin, which compiles a data class to a record if told so.
        KOTLIN,
        /// Scala, which has no records.
        SCALA,
        /// Groovy, whose records are those of Java.
        GROOVY,
        /// Java, or any other.
        JAVA
    }

    private final Class<?> type;
    private final Nature nature;
    private final Language language;
    private final List<Field> fields;
    private final List<Field> tensors; // those that are declared such that they hold tensors
    private final List<Field> open; // those that are declared such that only their values tell, where they can be read
    private final boolean hasParameters;

    private PlainClass(Class<?> type) {
        this.type = type;
        this.nature = nature(type);
        this.language = language(type);
        this.fields = nature == Nature.DATA ? fields(type) : List.of();
        this.tensors = fields.stream().filter(f -> holds(f, false, new HashSet<>())).toList();
        this.open = fields.stream().filter(f -> isOpen(f) && f.trySetAccessible()).toList();
        this.hasParameters = fields.stream().anyMatch(f -> holds(f, true, new HashSet<>()));
    }

    static PlainClass of(Class<?> type) {
        return ALL.get(type);
    }

    /// Whether an object holds tensors that nobody sees who takes a tree apart: they would stay as they are while all
    /// around them is differentiated or mapped.
    ///
    /// @param object an object of the class
    /// @return false for functions and cells, which may hold what they like
    boolean hidesTensors(Object object) {
        return !tensors.isEmpty() || !open.isEmpty() && open.stream().anyMatch(f -> isTensor(get(f, object)));
    }

    private static boolean isTensor(@Nullable Object value) {
        return value instanceof Tensor && !(value instanceof Parameter) || value instanceof TensorTuple;
    }

    /// Whether a field is declared as anything: as an object, or of a type that its class is given.
    private static boolean isOpen(Field f) {
        return f.getType() == Object.class;
    }

    /// Whether its objects may be meant as trees.
    ///
    /// @return true for classes of users that are neither functions nor cells
    boolean isData() {
        return nature == Nature.DATA;
    }

    // ---- what it is

    private static Nature nature(Class<?> type) {
        if (CellOf.class.isAssignableFrom(type)) {
            return Nature.CELL;
        }
        boolean ofScala = type.getName().startsWith("scala."); // whose collections are functions of their indices
        if (type.isHidden() || type.isSynthetic()
                || !ClassName.isOfTheJdk(type) && !ofScala && supertypes(type).anyMatch(PlainClass::isFunction)) {
            return Nature.FUNCTION;
        }
        boolean ours = type.getPackageName().equals(Tensor.class.getPackageName())
                && type.getModule() == PlainClass.class.getModule()
                && !type.isMemberClass() && !type.isLocalClass() && !type.isAnonymousClass();
        boolean data = !ClassName.isOfTheJdk(type) && !ours && !type.isArray() && !type.isRecord()
                && !Enum.class.isAssignableFrom(type)
                && !Throwable.class.isAssignableFrom(type) && !ClassLoader.class.isAssignableFrom(type)
                && !CharSequence.class.isAssignableFrom(type) && !Number.class.isAssignableFrom(type);
        return data ? Nature.DATA : Nature.OTHER;
    }

    private static boolean isFunction(Class<?> c) {
        return c.isAnnotationPresent(FunctionalInterface.class) || c.getName().equals("kotlin.Function")
                || c.getName().startsWith("scala.Function");
    }

    /// The class, what it extends and what it implements.
    private static Stream<Class<?>> supertypes(@Nullable Class<?> c) {
        return c == null
                ? Stream.of()
                : Stream.concat(Stream.concat(Stream.of(c), supertypes(c.getSuperclass())),
                        Arrays.stream(c.getInterfaces()).flatMap(PlainClass::supertypes));
    }

    /// Instance fields, those of the most general class first.
    private static List<Field> fields(Class<?> type) {
        var found = new ArrayList<Field>();
        for (Class<?> c = type; c != null && nature(c) == Nature.DATA; c = c.getSuperclass()) {
            found.addAll(0, Stream.of(declared(c)).filter(f -> !Modifier.isStatic(f.getModifiers()) && !f.isSynthetic())
                    .toList());
        }
        return found;
    }

    /// The fields that a class declares; none if classes that it names are not there, which is none of our business.
    private static Field[] declared(Class<?> c) {
        try {
            return c.getDeclaredFields();
        } catch (NoClassDefFoundError e) {
            return new Field[0];
        }
    }

    private static boolean holds(Field f, boolean parameters, Set<Type> seen) {
        try {
            return holds(f.getGenericType(), parameters, seen);
        } catch (TypeNotPresentException e) { // as above
            return false;
        }
    }

    /// Whether something of a declared type holds tensors, or else parameters, in places that a tree has, or in fields.
    private static boolean holds(Type declared, boolean parameters, Set<Type> seen) {
        if (!seen.add(declared)) {
            return false;
        }
        return switch (declared) {
            case Class<?> c when c.isArray() -> holds(c.getComponentType(), parameters, seen);
            case Class<?> c when c == Parameter.class || c == ParameterTuple.class
                    || CellOf.class.isAssignableFrom(c) ->
                parameters;
            case Class<?> c when c == Tensor.class || c == TensorTuple.class || c == GradsById.class -> !parameters;
            case Class<?> c when c.isRecord() ->
                Stream.of(c.getRecordComponents()).map(RecordComponent::getGenericType)
                        .anyMatch(t -> holds(t, parameters, seen));
            case Class<?> c when !c.isPrimitive() && !c.isInterface() && nature(c) == Nature.DATA ->
                fields(c).stream().anyMatch(f -> holds(f, parameters, seen));
            case ParameterizedType p when isHolder((Class<?>) p.getRawType()) ->
                Stream.concat(Stream.of(p.getRawType()), Stream.of(p.getActualTypeArguments()))
                        .anyMatch(t -> holds(t, parameters, seen));
            case GenericArrayType a -> holds(a.getGenericComponentType(), parameters, seen);
            case WildcardType w -> Stream.of(w.getUpperBounds()).anyMatch(t -> holds(t, parameters, seen));
            case TypeVariable<?> v -> Stream.of(v.getBounds()).anyMatch(t -> holds(t, parameters, seen));
            default -> false;
        };
    }

    /// Whether what a class is given as an argument of its type is in its objects, which is not so in a function.
    private static boolean isHolder(Class<?> c) {
        return c.isRecord() || Iterable.class.isAssignableFrom(c) || Map.class.isAssignableFrom(c)
                || c == Optional.class
                || c == Map.Entry.class || c == AtomicReference.class || nature(c) == Nature.DATA;
    }

    // ---- what is in an object

    /// The tensors that an object holds in its fields, as far as this module may read them.
    ///
    /// @param object an object of the class
    /// @return those that stand in a field themselves or in a tree there
    List<Tensor> tensors(Object object) {
        var all = new ArrayList<Tensor>();
        for (var f : holding(object)) {
            Object value = f.trySetAccessible() ? get(f, object) : null;
            if (value instanceof Tensor t) {
                all.add(t);
            } else if (value != null && !of(value.getClass()).isData()) {
                all.addAll(leaves(value));
            }
        }
        return all;
    }

    /// The tensors of a tree. What is no tree, a set or parameters alone, gives none: nobody asked for one here.
    private static List<Tensor> leaves(Object value) {
        try {
            var leaves = new ArrayList<Tensor>();
            FlatTree.form(value, leaves);
            return leaves;
        } catch (NotATree e) {
            return List.of();
        }
    }

    private static @Nullable Object get(Field f, Object object) {
        try {
            return f.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(f + " cannot be read", e); // it was made accessible
        }
    }

    /// What it is, for messages.
    ///
    /// @return such as `Point, a Kotlin data class and no record`
    String what() {
        return ClassName.of(type) + ", " + switch (language) {
            case KOTLIN -> isDataClass(type) ? "a Kotlin data class" : "a Kotlin class";
            case SCALA -> "a Scala case class";
            case GROOVY -> "a Groovy class";
            case JAVA -> "a class";
        } + " and no record";
    }

    /// What an object holds, in the words of a message.
    ///
    /// @param object an object of the class
    /// @return such as `, though its fields x, y hold tensors`; empty if they hold none
    String though(Object object) {
        var holding = holding(object);
        var names = holding.stream().limit(SHOWN).map(Field::getName).toList();
        return switch (holding.size()) {
            case 0 -> "";
            case 1 -> ", though its field " + names.getFirst() + " holds tensors";
            default -> ", though its fields " + String.join(", ", names) + (holding.size() > SHOWN ? ", .." : "")
                    + " hold tensors";
        };
    }

    /// The fields of an object that hold tensors.
    private List<Field> holding(Object object) {
        return fields.stream().filter(f -> tensors.contains(f) || open.contains(f) && isTensor(get(f, object)))
                .toList();
    }

    /// What to make of it, so that its tensors are those of a tree.
    ///
    /// @param object an object of the class
    /// @return the way out
    String wayOut(Object object) {
        if (nature == Nature.CELL) {
            return "a cell is a function, and what is differentiated by is its parameters: grad(net, "
                    + "net.trainableParams())";
        }
        if (nature == Nature.FUNCTION) {
            return APPLIED;
        }
        if (nature == Nature.OTHER) {
            return "let the function capture it, and pass what is to be differentiated as a tensor";
        }
        if (type.getName().startsWith("scala.")) {
            return "of what is Scala's own, scala.jdk.CollectionConverters and OptionConverters make a List, Map or "
                    + "Optional, which are"
                    + " trees, as a tuple(..) is";
        }
        if (type.getName().startsWith("kotlin.")) {
            return "of what is Kotlin's own, lists, maps and arrays are trees: toList() makes one of a sequence, "
                    + "tuple(..) takes the"
                    + " place of a pair";
        }
        boolean hasNumbers = fields.stream().anyMatch(f -> isNumbers(f.getType()));
        var holding = holding(object);
        if (holding.isEmpty() && hasParameters) {
            return "let it extend Cell, so that its parameters are found: grad(f, net.trainableParams()); or let the "
                    + "function capture"
                    + " it: grad(f, new ParameterTuple(..))";
        }
        if (holding.isEmpty() && !hasNumbers) {
            return "a tree is a record, list, map or array of tensors, or an Optional: pass what is to be "
                    + "differentiated as one, and let"
                    + " the function capture the rest";
        }
        return switch (language) {
            case KOTLIN -> "compile it to a record by @JvmRecord, for jvmTarget 16 or later: @JvmRecord data class "
                    + named() + "("
                    + components(holding, (type, name) -> "val " + name + ": " + type) + ")";
            case SCALA -> "keep the tensors in a java.util.List or Map, in a tuple(..), or in a record written in Java";
            case GROOVY, JAVA ->
                "make it a record of tensors, record " + named() + "("
                        + components(holding, (type, name) -> type + " " + name)
                        + "), or pass them in a list, map or array; what learns may be a Cell with Parameters in its "
                        + "fields";
        };
    }

    /// Whether a field holds what a tensor might hold.
    private static boolean isNumbers(Class<?> declared) {
        Class<?> c = declared.isArray() ? declared.getComponentType() : declared;
        return c == double.class || c == float.class || c == Double.class || c == Float.class
                || declared.isArray() && isNumbers(c)
                || declared.isArray() && c.isPrimitive() && c != boolean.class && c != char.class;
    }

    /// A name for what should be a record.
    private String named() {
        return type.isAnonymousClass() ? "Data" : ClassName.of(type);
    }

    private String components(List<Field> holding, BinaryOperator<String> component) {
        var shown = fields.stream().limit(SHOWN)
                .map(f -> component.apply(isNumbers(f.getType()) || isOpen(f) && holding.contains(f)
                        ? "Tensor"
                        : ClassName.of(f.getGenericType()).replace("Parameter", "Tensor"), f.getName()));
        return String.join(", ", shown.toList()) + (fields.size() > SHOWN ? ", .." : "");
    }

    private static Language language(Class<?> type) {
        if (Stream.of(type.getDeclaredAnnotations())
                .anyMatch(a -> a.annotationType().getName().equals("kotlin.Metadata"))) {
            return Language.KOTLIN;
        }
        var above = supertypes(type).map(Class::getName).toList();
        return above.contains("scala.Product")
                ? Language.SCALA
                : above.contains("groovy.lang.GroovyObject") ? Language.GROOVY : Language.JAVA;
    }

    private static boolean isDataClass(Class<?> type) {
        return Stream.of(type.getDeclaredMethods()).map(Method::getName).anyMatch("component1"::equals);
    }
}
