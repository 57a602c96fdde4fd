package org.leibniz.caller;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The call by which a user came into the library, for messages: which method it is, and where it is written. It is
/// looked up on the stack of the thread when something has gone wrong, so that helpers that many methods share need no
/// name to be passed along, cannot pass a wrong one, and cost nothing where all is well.
public final class UserCall {
    /// Packages with methods that users call.
    private static final Set<String> PUBLIC = Set.of("org.leibniz", "org.leibniz.nn", "org.leibniz.train");

    /// The class whose methods, inherited ones too, are imported statically and written without a class before them.
    private static final String IMPORTED = "org.leibniz.Leibniz";

    private UserCall() {}

    /// The method that was called, as it is written: `zeros`, `add`, `Flow.cond`, `new Parameter`. It is the outermost
    /// public one of the library before the first frame of somebody else's code; calls by way of the JDK, as in a
    /// stream, are looked through.
    ///
    /// @return its name, `Leibniz` on a thread where no user called
    public static String method() {
        return StackWalker.getInstance(Set.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_HIDDEN_FRAMES))
                .walk(frames -> {
                    String called = "Leibniz";
                    for (var f : (Iterable<StackFrame>) frames::iterator) {
                        if (Owner.isLeibniz(f.getDeclaringClass())) {
                            String written = written(f);
                            called = written == null ? called : written;
                        } else if (!Owner.isJdk(f.getClassName())) {
                            break;
                        }
                    }
                    return called;
                });
    }

    /// How a call of a public method is written.
    ///
    /// @return null if the frame is of no such method
    private static @Nullable String written(StackFrame f) {
        Class<?> c = f.getDeclaringClass();
        if (c.isHidden() || !PUBLIC.contains(c.getPackageName())) {
            return null;
        }
        Class<?>[] parameters = f.getMethodType().parameterArray();
        boolean made = f.getMethodName().equals("<init>");
        Executable called;
        try {
            called = made ? c.getDeclaredConstructor(parameters) : c.getDeclaredMethod(f.getMethodName(), parameters);
        } catch (NoSuchMethodException e) {
            return null; // an initialiser of the class
        }
        if (!Modifier.isPublic(called.getModifiers()) || called.isSynthetic()) {
            return null;
        }
        if (made) {
            return "new " + c.getSimpleName();
        }
        boolean bare = Modifier.isStatic(called.getModifiers())
                ? isImported(c)
                : c.getPackageName().equals("org.leibniz");
        return bare ? called.getName() : seen(c).getSimpleName() + "." + called.getName();
    }

    /// The class that users see: of an ancestor that they do not, the one that inherits from it.
    private static Class<?> seen(Class<?> c) {
        return Modifier.isPublic(c.getModifiers()) || !c.isSealed() ? c : seen(c.getPermittedSubclasses()[0]);
    }

    /// Whether it is the class whose methods are imported, or one that it inherits from: there are no others that may
    /// be extended.
    private static boolean isImported(Class<?> c) {
        return c.getName().equals(IMPORTED) || !Modifier.isFinal(c.getModifiers()) && !c.isSealed() && !c.isInterface();
    }

    // ---- null

    /// Refuses null. The text is a constant where calls are many: what is put together costs more than the branch.
    ///
    /// @param <T> the type of the argument
    /// @param argument the argument
    /// @param expected which one it is and what was expected, such as `dtype: expected a DType`
    /// @return the same
    /// @throws NullPointerException if it is null
    public static <T> T given(@Nullable T argument, String expected) {
        if (argument == null) {
            throw gotNull(expected);
        }
        return argument;
    }

    /// What to tell someone who passed null.
    ///
    /// @param expected which argument it is and what was expected, such as `dtype: expected a DType`
    /// @return the exception, which names the method
    public static NullPointerException gotNull(String expected) {
        return gotNull(expected, "");
    }

    /// What to tell someone who passed null, with the way out.
    ///
    /// @param expected which argument it is and what was expected, such as `dtype: expected a DType`
    /// @param wayOut what to do, behind `; `
    /// @return the exception, which names the method
    public static NullPointerException gotNull(String expected, String wayOut) {
        return new NullPointerException(method() + ": " + expected + ", got null" + wayOut);
    }

    /// Refuses null among several things. That they are there at all is for [#given].
    ///
    /// @param <L> the type of the argument
    /// @param items the argument
    /// @param name its name
    /// @param expected what each should be, such as `a Parameter`
    /// @return the same
    /// @throws NullPointerException if one of them is null
    public static <L extends Iterable<?>> L each(L items, String name, String expected) {
        int i = 0;
        for (var item : items) {
            if (item == null) {
                throw gotNull(name + "[" + i + "]: expected " + expected);
            }
            i++;
        }
        return items;
    }
}
