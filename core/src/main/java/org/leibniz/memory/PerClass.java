package org.leibniz.memory;

import java.lang.ref.WeakReference;
import java.util.function.Function;

/// Something that is found out once a class. The class holds it; one that may outlive Leibniz, because its loader is
/// none that sees ours, only as long as it is in use, or it would hold Leibniz for ever.
public final class PerClass<T> {
    private final Function<Class<?>, T> maker;

    /// The thing, or a reference to it: nothing but classes of the JDK where the class may outlive ours.
    private final ClassValue<Object> all = new ClassValue<>() {
        @Override
        protected Object computeValue(Class<?> type) {
            T made = maker.apply(type);
            return seesUs(type) ? made : new WeakReference<>(made);
        }
    };

    /// What is to be found out.
    public PerClass(Function<Class<?>, T> maker) {
        this.maker = maker;
    }

    /// What was found out.
    ///
    /// @param type of which class
    /// @return the same while it is in use, and for a class that sees Leibniz always
    @SuppressWarnings("unchecked") // what the maker made
    public T get(Class<?> type) {
        while (true) {
            Object held = all.get(type);
            if (!(held instanceof WeakReference<?> reference)) {
                return (T) held;
            }
            Object made = reference.get();
            if (made != null) {
                return (T) made;
            }
            all.remove(type);
        }
    }

    private static boolean seesUs(Class<?> type) {
        var ours = PerClass.class.getClassLoader();
        for (var loader = type.getClassLoader(); loader != null; loader = loader.getParent()) {
            if (loader == ours) {
                return true;
            }
        }
        return ours == null;
    }
}
