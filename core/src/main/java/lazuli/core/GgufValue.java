package lazuli.core;

import java.util.List;
import lazuli.core.graph.Required;

/** A value in a GGUF file's metadata. */
public sealed interface GgufValue {
    /** A string. */
    record Text(String value) implements GgufValue {
        /** Checks that nothing is null. */
        public Text {
            Required.argument("gguf_value", "value", value);
        }
    }

    /** An array of strings. */
    record Texts(List<String> values) implements GgufValue {
        /** An unmodifiable copy. */
        public Texts {
            values = List.copyOf(Required.arguments("gguf_value", "values", values));
        }
    }

    /** A number or truth value, in an array without axes, or an array of them, with one axis. */
    record Numbers(Array values) implements GgufValue {
        /** Checks that nothing is null. */
        public Numbers {
            Required.argument("gguf_value", "values", values);
        }
    }

    /** A string. */
    static GgufValue of(String value) {
        return new Text(value);
    }

    /** An array of strings. */
    static GgufValue of(List<String> values) {
        return new Texts(values);
    }

    /** A number or truth value, in an array without axes, or an array of them, with one axis. */
    static GgufValue of(Array values) {
        return new Numbers(values);
    }
}
