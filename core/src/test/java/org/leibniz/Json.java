package org.leibniz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads JSON (RFC 8259) for the tests, strictly.
///
/// | JSON | Java |
/// |---|---|
/// | object | `Map<String, Object>`, in the order of the text |
/// | array | `List<Object>` |
/// | string | `String` |
/// | number without fraction and exponent | `Long` (`-0` is the `Long` 0) |
/// | other number | `Double` |
/// | `true`, `false`, `null` | `Boolean`, null |
final class Json {
    private static final int END = -1;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /// Parses a text.
    ///
    /// @param text
    ///            one JSON value
    /// @return the value
    /// @throws IllegalArgumentException if the text is no JSON, names a key of an object twice or has an integer beyond
    ///             64 bits; the message says where
    static @Nullable Object parse(String text) {
        var json = new Json(text);
        Object value = json.value();
        if (json.peek() != END) {
            throw json.unexpected("the end of the text");
        }
        return value;
    }

    /// Parses a test resource.
    ///
    /// @param name
    ///            its path, from the root: `/parity/cases.json`
    /// @return the value
    /// @throws IllegalArgumentException
    ///             if there is no such resource, or as [#parse] does
    static @Nullable Object resource(String name) {
        try (InputStream in = Json.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("name: expected a resource in src/test/resources, got " + name);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /// The next character after white space, not yet consumed.
    private int peek() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : END;
    }

    private boolean take(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(char c) {
        if (!take(c)) {
            throw unexpected("'" + c + "'");
        }
    }

    private IllegalArgumentException unexpected(String expected) {
        String got = at < text.length() ? "'" + text.charAt(at) + "'" : "the end of the text";
        long line = 1 + text.chars().limit(at).filter(c -> c == '\n').count();
        return new IllegalArgumentException(
                "JSON: expected " + expected + " at offset " + at + " (line " + line + "), got " + got);
    }

    private @Nullable Object value() {
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object() {
        var map = new LinkedHashMap<String, @Nullable Object>();
        expect('{');
        if (take('}')) {
            return map;
        }
        do {
            if (peek() != '"') {
                throw unexpected("a key");
            }
            int start = at;
            String key = string();
            if (map.containsKey(key)) {
                at = start;
                throw unexpected("a key other than \"" + key + "\", which came before,");
            }
            expect(':');
            map.put(key, value());
        } while (take(','));
        expect('}');
        return map;
    }

    private List<@Nullable Object> array() {
        var list = new ArrayList<@Nullable Object>();
        expect('[');
        if (take(']')) {
            return list;
        }
        do {
            list.add(value());
        } while (take(','));
        expect(']');
        return list;
    }

    private String string() {
        expect('"');
        var string = new StringBuilder();
        while (true) {
            if (at == text.length() || text.charAt(at) < ' ') {
                throw unexpected("a character of a string");
            }
            char c = text.charAt(at++);
            switch (c) {
                case '"' -> {
                    return string.toString();
                }
                case '\\' -> string.append(escaped());
                default -> string.append(c);
            }
        }
    }

    private char escaped() {
        int c = at < text.length() ? text.charAt(at) : END;
        int known = "\"\\/bfnrt".indexOf(c);
        if (known >= 0) {
            at++;
            return "\"\\/\b\f\n\r\t".charAt(known);
        }
        if (c == 'u' && at + 5 <= text.length() && text.substring(at + 1, at + 5).matches("[0-9a-fA-F]{4}")) {
            at += 5;
            return (char) Integer.parseInt(text, at - 4, at, 16);
        }
        throw unexpected("an escape");
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw unexpected(word);
        }
        at += word.length();
        return value;
    }

    private Object number() {
        int start = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(start, at);
        if (!number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            at = start;
            throw unexpected("a value");
        }
        if (number.matches("-?[0-9]+")) {
            try {
                return Long.valueOf(number);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "JSON: expected integers of 64 bits, got " + number + " at offset " + start, e);
            }
        }
        return Double.valueOf(number);
    }
}
