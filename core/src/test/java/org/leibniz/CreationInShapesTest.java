package org.leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is made in a shape has the dtype and elements of what is made of as many extents.
final class CreationInShapesTest {
    private static final Map<Class<?>, Object> ARGUMENTS = Map.of(DType.class, DType.FLOAT64, Key.class, Key.of(5),
            Number.class, 7, boolean.class, true, double.class, 0.3, int.class, 4);

    static List<Method> functions() {
        return Arrays.stream(Leibniz.class.getMethods()).filter(m -> m.getParameterCount() > 0
                && m.getReturnType() == Tensor.class && m.getParameterTypes()[m.getParameterCount() - 1] == Shape.class)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void isAsOfExtents(Method inShape) throws ReflectiveOperationException {
        Class<?>[] types = inShape.getParameterTypes();
        Object[] arguments = Stream.of(types).map(ARGUMENTS::get).toArray();
        for (int i = 1; i < types.length; i++) { // a range that is not empty
            arguments[i] = types[i] == int.class && types[i - 1] == int.class ? (Object) 9 : arguments[i];
        }
        int last = types.length - 1;
        arguments[last] = Shape.of(2, 3);
        Tensor made = (Tensor) inShape.invoke(null, arguments);
        types[last] = int[].class;
        arguments[last] = new int[]{2, 3};
        Tensor expected = (Tensor) Leibniz.class.getMethod(inShape.getName(), types).invoke(null, arguments);
        assertThat(made.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(made.dtype()).isEqualTo(expected.dtype());
        assertThat(made.toDoubleArray()).containsExactly(expected.toDoubleArray());
    }
}
