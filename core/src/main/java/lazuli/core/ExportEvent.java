package lazuli.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lazuli.core.graph.Required;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Mx#exportFunction(java.util.function.Consumer, FnWithKeywords, List, Map)} tells of a function's graph, in MLX's order: inputs, keyword
 * inputs, outputs, constants, and then each primitive after those that it depends on. Values are named {@code A, B, ... Z, AA, AB, ...}.
 */
public sealed interface ExportEvent {
    /** A value of the graph. */
    record Value(String name, Shape shape, DType dtype) {
        /** Checks that nothing is null. */
        public Value {
            Required.argument("export_event", "name", name);
            Required.argument("export_event", "shape", shape);
            Required.argument("export_event", "dtype", dtype);
        }
    }

    /** The arguments, those that are named last. */
    record Inputs(List<Value> inputs) implements ExportEvent {
        /** Checks that nothing is null. */
        public Inputs {
            inputs = List.copyOf(Required.arguments("export_event", "inputs", inputs));
        }
    }

    /** The names of named arguments, in alphabetical order, with the names of their values. */
    record KeywordInputs(Map<String, String> keywords) implements ExportEvent {
        /** Checks that nothing is null. */
        public KeywordInputs {
            keywords = Collections.unmodifiableMap(
                    new LinkedHashMap<>(Required.arguments("export_event", "keywords", keywords)));
        }
    }

    /** What the function returns. */
    record Outputs(List<Value> outputs) implements ExportEvent {
        /** Checks that nothing is null. */
        public Outputs {
            outputs = List.copyOf(Required.arguments("export_event", "outputs", outputs));
        }
    }

    /** Arrays that the function uses and that depend on no argument, by the names of their values. */
    record Constants(Map<String, Array> constants) implements ExportEvent {
        /** Checks that nothing is null. */
        public Constants {
            constants = Collections.unmodifiableMap(
                    new LinkedHashMap<>(Required.arguments("export_event", "constants", constants)));
        }
    }

    /**
     * A primitive applied to values.
     *
     * @param name as {@link Mx#describe(Array...)} has it: {@code add}, {@code sum}
     * @param arguments what the primitive depends on besides its inputs, by name: {@code axes}, {@code keepDims}; null where
     *     it has none
     */
    record Primitive(String name, List<Value> inputs, List<Value> outputs, Map<String, @Nullable Object> arguments)
            implements ExportEvent {
        /** Checks that nothing is null. */
        public Primitive {
            Required.argument("export_event", "name", name);
            inputs = List.copyOf(Required.arguments("export_event", "inputs", inputs));
            outputs = List.copyOf(Required.arguments("export_event", "outputs", outputs));
            arguments = Collections.unmodifiableMap(
                    new LinkedHashMap<>(Required.argument("export_event", "arguments", arguments)));
        }
    }
}
