package org.leibniz.caller;

import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.BaseStream;
import java.util.stream.Stream;

/// What classes and types are called in messages: without packages, and by what a user knows them as.
public final class ClassName {
    private ClassName() {}

    /// Its name for messages.
    ///
    /// @param type any class
    /// @return its simple name, or what comes nearest to one
    public static String of(Class<?> type) {
        if (type.isArray()) {
            return of(type.getComponentType()) + "[]";
        }
        if (isOfTheJdk(type) && !Modifier.isPublic(type.getModifiers())) {
            var known = Stream.of(List.class, Set.class, Map.class, Collection.class, BaseStream.class, Iterator.class)
                    .filter(c -> c.isAssignableFrom(type)).findFirst();
            if (known.isPresent()) {
                return known.get() == BaseStream.class ? "Stream" : known.get().getSimpleName();
            }
        }
        if (!type.isAnonymousClass() && !type.isHidden() && !type.isSynthetic()) {
            return type.getSimpleName();
        }
        return (type.isAnonymousClass() ? "anonymous " : "")
                + of(type.getInterfaces().length > 0 ? type.getInterfaces()[0] : type.getSuperclass());
    }

    /// One object of it for messages.
    ///
    /// @param type any class
    /// @return its name behind an article, such as `an Object[]`
    public static String one(Class<?> type) {
        String name = of(type);
        return ("AEIO".indexOf(Character.toUpperCase(name.charAt(0))) >= 0 ? "an " : "a ") + name;
    }

    /// The name of a declared type for messages.
    ///
    /// @param declared any type
    /// @return its name without packages, such as `List<Tensor>`
    public static String of(Type declared) {
        return declared.getTypeName().replaceAll("(?:\\w+[.$])+(?=\\w)", "");
    }

    /// Whether a class comes with the JDK.
    ///
    /// @param type any class
    /// @return true if no user wrote it
    public static boolean isOfTheJdk(Class<?> type) {
        var loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }
}
