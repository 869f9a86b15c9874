package lazuli.core;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lazuli.core.compile.ExportedFunction;
import lazuli.core.compile.FunctionGraph;
import lazuli.core.graph.ArrayType;
import lazuli.core.io.ArrayFiles;

/**
 * Writes one function for arguments of several types: {@code try (var exporter = Mx.exporter(file, f)) { exporter.trace(x);
 * exporter.trace(x, y); }}. The file is written when the exporter is closed, and holds the constants that signatures share once.
 */
public final class FunctionExporter implements AutoCloseable {
    private final Path file;
    private final FnN function;
    private final boolean shapeless;
    private final String metadata;
    private final List<FunctionGraph> graphs = new ArrayList<>();
    private boolean isClosed;

    FunctionExporter(Path file, FnN function, boolean shapeless, String metadata) {
        this.file = file;
        this.function = function;
        this.shapeless = shapeless;
        this.metadata = metadata;
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
        if (isClosed) {
            throw new IllegalStateException("[exporter] is closed");
        }
        List<ArrayType> types = examples.stream().map(Array::type).toList();
        if (graphs.stream().noneMatch(graph -> graph.arguments().equals(types))) {
            graphs.add(FunctionGraph.of(function, types, shapeless));
        }
        return this;
    }

    /** As {@link #trace(List)}. */
    public FunctionExporter trace(Array... examples) {
        return trace(List.of(examples));
    }

    /**
     * Writes the file, whole or not at all; does nothing the second time, or if nothing was traced.
     *
     * @throws ArrayFileException if the file cannot be written
     */
    @Override
    public void close() {
        if (!isClosed && !graphs.isEmpty()) {
            ArrayFiles.exportFunction(file, new ExportedFunction(metadata, shapeless, graphs));
        }
        isClosed = true;
    }
}
