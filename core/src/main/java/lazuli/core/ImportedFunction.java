package lazuli.core;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import lazuli.core.compile.ExportedFunction;
import lazuli.core.compile.FunctionGraph;
import lazuli.core.compile.ShapelessReplay;
import lazuli.core.graph.ArrayType;

/**
 * A function read from a file. A call picks the signature that fits and adds its graph to the caller's, so that transforms see through it; it
 * runs on the stream that is current at the call. Safe for use by several threads.
 */
public final class ImportedFunction implements FnN {
    private final ExportedFunction exported;

    ImportedFunction(ExportedFunction exported) {
        this.exported = exported;
    }

    /**
     * The function's outputs.
     *
     * @param inputs arrays of the types of one of the signatures; where the function was exported as shapeless, of its ranks and dtypes
     * @throws ExportException if no signature fits
     * @throws ShapeException if a shapeless one does, and has a primitive that does not say what other lengths make of it
     */
    @Override
    public List<Array> apply(List<Array> inputs) {
        List<ArrayType> types = inputs.stream().map(Array::type).toList();
        for (FunctionGraph graph : exported.graphs()) {
            if (graph.arguments().equals(types)) {
                return graph.replay(inputs);
            }
        }
        if (exported.shapeless()) {
            for (FunctionGraph graph : exported.graphs()) {
                if (differInLengthsAlone(graph.arguments(), types)) {
                    return ShapelessReplay.of("import_function", graph, inputs);
                }
            }
        }
        throw new ExportException(
                "import_function",
                "no signature fits the arguments %s; there are:%n%s",
                text(types),
                signatures().stream().collect(Collectors.joining("\n")));
    }

    /** As {@link #apply(List)}. */
    public List<Array> apply(Array... inputs) {
        return apply(List.of(inputs));
    }

    /** The text that was given when the function was exported; empty if none was. */
    public String metadata() {
        return exported.metadata();
    }

    /** Whether calls with arguments of other lengths are tried. */
    public boolean isShapeless() {
        return exported.shapeless();
    }

    /** What there is to call, one line each: {@code (float32(2, 3), int32()) -> (float32(2,))}. */
    public List<String> signatures() {
        return exported.graphs().stream().map(ImportedFunction::signature).toList();
    }

    private static String signature(FunctionGraph graph) {
        List<ArrayType> types = graph.types();
        return text(graph.arguments())
                + " -> "
                + text(graph.outputs().stream().map(types::get).toList());
    }

    private static String text(List<ArrayType> types) {
        return types.stream().map(ArrayType::toString).collect(Collectors.joining(", ", "(", ")"));
    }

    private static boolean differInLengthsAlone(List<ArrayType> expected, List<ArrayType> given) {
        return bare(expected).equals(bare(given));
    }

    /** Ranks and dtypes. */
    private static List<Object> bare(List<ArrayType> types) {
        List<Object> bare = new ArrayList<>();
        types.forEach(type -> bare.add(List.of(type.shape().rank(), type.dtype())));
        return bare;
    }

    @Override
    public String toString() {
        return signatures().stream().collect(Collectors.joining("\n"));
    }
}
