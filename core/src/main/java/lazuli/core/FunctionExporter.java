package lazuli.core;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lazuli.core.compile.ExportedFunction;
import lazuli.core.compile.ExportedFunction.Arguments;
import lazuli.core.compile.ExportedFunction.Signature;
import lazuli.core.compile.FunctionGraph;
import lazuli.core.compile.ShapelessGraph;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Required;
import lazuli.core.io.ArrayFiles;

/**
 * Writes one function for arguments of several types: {@code try (var exporter = Mx.exporter(file, f)) { exporter.trace(x);
 * exporter.trace(x, y); }}. The file is written when the exporter is closed, and holds the constants that signatures share once.
 */
public final class FunctionExporter implements AutoCloseable {
    private final Path file;
    private final FnWithKeywords function;
    private final ExportOptions options;
    private final List<Signature> signatures = new ArrayList<>();
    private boolean isClosed;

    FunctionExporter(Path file, FnWithKeywords function, ExportOptions options) {
        this.file = file;
        this.function = function;
        this.options = options;
    }

    /** A function of a list, which refuses names. */
    static FnWithKeywords withoutKeywords(FnN function) {
        return (inputs, keywords) -> {
            if (!keywords.isEmpty()) {
                throw new ExportException(
                        "export_function", "the function has no named arguments %s", keywords.keySet());
            }
            return function.apply(inputs);
        };
    }

    /** A function's graph for arguments like these. */
    static Signature signature(FnWithKeywords function, Arguments examples, boolean shapeless) {
        List<ArrayType> types = examples.all().stream().map(Array::type).toList();
        FunctionGraph graph = FunctionGraph.of(examples.overLists(function), types, shapeless);
        return new Signature(examples.names(), graph, List.of());
    }

    /**
     * Runs the function on stand-ins for arguments like these and keeps what it does. Arguments of types that were there before change
     * nothing.
     *
     * @return this
     * @throws ExportException if the function uses a primitive of the program's own
     * @throws IllegalStateException if the function reads or evaluates an array that depends on its arguments, or the exporter is closed
     */
    public FunctionExporter trace(List<Array> examples) {
        return trace(examples, Map.of());
    }

    /** As {@link #trace(List)}, with named arguments. */
    public FunctionExporter trace(List<Array> examples, Map<String, Array> keywords) {
        Required.arguments("trace", "examples", examples);
        Required.arguments("trace", "keywords", keywords);
        if (isClosed) {
            throw new IllegalStateException("[exporter] is closed");
        }
        Arguments arguments = Arguments.of(examples, keywords);
        List<ArrayType> types = arguments.all().stream().map(Array::type).toList();
        if (signatures.stream()
                .noneMatch(known -> known.keywords().equals(arguments.names())
                        && known.graph().arguments().equals(types))) {
            Signature signature = signature(function, arguments, options.shapeless());
            signatures.add(
                    options.shapeless()
                            ? signature.with(ShapelessGraph.all(arguments.overLists(function), types))
                            : signature);
        }
        return this;
    }

    /** As {@link #trace(List)}. */
    public FunctionExporter trace(Array... examples) {
        return trace(List.of(Required.arguments("trace", "examples", examples)));
    }

    /**
     * Writes the file, whole or not at all; does nothing the second time, or if nothing was traced.
     *
     * @throws ArrayFileException if the file cannot be written
     */
    @Override
    public void close() {
        if (!isClosed && !signatures.isEmpty()) {
            ArrayFiles.exportFunction(file, new ExportedFunction(options.metadata(), options.shapeless(), signatures));
        }
        isClosed = true;
    }
}
