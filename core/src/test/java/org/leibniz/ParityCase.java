package org.leibniz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Type;
import org.leibniz.ir.Value;

/// A case of `parity/cases.json`: its inputs and parameters as tensors. Each use of a case has parameters of its own.
final class ParityCase {
    private final Map<?, ?> json;
    private final Map<String, Parameter> parameters = new HashMap<>();

    ParityCase(Map<?, ?> json) {
        this.json = json;
    }

    String id() {
        return (String) require("id");
    }

    DType dtype() {
        return dtype((String) require("dtype"));
    }

    private static DType dtype(String name) {
        return DType.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /// A part of the case.
    ///
    /// @param key its name
    /// @return its JSON, null if it is absent
    @Nullable
    Object get(String key) {
        return json.get(key);
    }

    Object require(String key) {
        return Objects.requireNonNull(json.get(key), () -> json.get("id") + ": " + key);
    }

    // ---- inputs

    /// An input that is a tensor.
    ///
    /// @param name its name
    /// @return the tensor
    Tensor in(String name) {
        return tensor(input(name));
    }

    /// An input that is a tuple of tensors.
    ///
    /// @param name its name
    /// @return the tuple
    TensorTuple tuple(String name) {
        var items = (List<?>) Objects.requireNonNull(((Map<?, ?>) input(name)).get("tuple"));
        return new TensorTuple(items.stream().map(this::tensor).toList());
    }

    private Object input(String name) {
        return Objects.requireNonNull(((Map<?, ?>) require("inputs")).get(name), () -> id() + ": input " + name);
    }

    /// A parameter, the same object each time.
    ///
    /// @param name its name
    /// @return the parameter
    Parameter parameter(String name) {
        return parameters.computeIfAbsent(name, n -> {
            Object given = Objects.requireNonNull(((Map<?, ?>) require("params")).get(n),
                    () -> id() + ": parameter " + n);
            boolean frozen = given instanceof Map<?, ?> m && Boolean.FALSE.equals(m.get("requires_grad"));
            return new Parameter(tensor(frozen ? Objects.requireNonNull(((Map<?, ?>) given).get("value")) : given), n,
                    !frozen);
        });
    }

    ParameterTuple parameters(String... names) {
        return new ParameterTuple(List.of(names).stream().map(this::parameter).toList());
    }

    /// A tensor from its JSON: a number or nested lists, with a dtype (and a shape) of its own or the dtype of the
    /// case.
    ///
    /// @param value the JSON
    /// @return the tensor
    Tensor tensor(@Nullable Object value) {
        DType dtype = value instanceof Map<?, ?> m ? dtype((String) Objects.requireNonNull(m.get("dtype"))) : dtype();
        Object content = value instanceof Map<?, ?> m
                ? Objects.requireNonNull(m.get("value"))
                : Objects.requireNonNull(value);
        Shape shape = value instanceof Map<?, ?> m && m.get("shape") instanceof List<?> dims
                ? Shape.of(dims.stream().mapToInt(d -> ((Long) d).intValue()).toArray())
                : shape(content);
        var numbers = new ArrayList<Double>();
        flatten(content, numbers);
        Object data = Buffers.allocate(dtype, numbers.size());
        for (int i = 0; i < numbers.size(); i++) {
            Buffers.setDouble(dtype, data, i, numbers.get(i));
        }
        return new Tensor(Value.of(new Type(dtype, shape), data));
    }

    private static Shape shape(Object value) {
        return value instanceof List<?> l
                ? (l.isEmpty() ? Shape.of(0) : shape(l.getFirst()).insert(0, l.size()))
                : Shape.SCALAR;
    }

    private static void flatten(@Nullable Object value, List<Double> into) {
        switch (value) {
            case List<?> l -> l.forEach(v -> flatten(v, into));
            case Number n -> into.add(n.doubleValue());
            case Boolean b -> into.add(b ? 1.0 : 0.0);
            case String s -> into.add(s.equals("nan")
                    ? Double.NaN
                    : s.equals("inf") ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
            case null, default -> throw new IllegalArgumentException("value: expected numbers, got " + value);
        }
    }
}
