package lazuli.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lazuli.core.compile.ExportedFunction;
import lazuli.core.compile.ExportedFunction.Arguments;
import lazuli.core.compile.ExportedFunction.Signature;
import lazuli.core.compile.FunctionGraph;
import lazuli.core.compile.ShapelessGraph;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Required;

/**
 * A function read from a file. A call picks the signature that fits and adds its graph to the caller's, so that transforms see through it; it
 * runs on the stream that is current at the call. Safe for use by several threads.
 */
public final class ImportedFunction implements FnN, FnWithKeywords {
    private final ExportedFunction exported;

    ImportedFunction(ExportedFunction exported) {
        this.exported = exported;
    }

    /** As {@link #apply(List, Map)}, without named arguments. */
    @Override
    public List<Array> apply(List<Array> inputs) {
        Required.arguments("import_function", "inputs", inputs);
        return apply(inputs, Map.of());
    }

    /**
     * The function's outputs.
     *
     * @param positional arrays of the types of one of the signatures; where the function was exported as shapeless, of its ranks and dtypes
     * @param keywords the same for the arguments that the signature names, all of them
     * @throws ExportException if no signature fits
     * @throws ShapeException if a shapeless one does but for its lengths, and it is not known what the function does with these
     */
    @Override
    public List<Array> apply(List<Array> positional, Map<String, Array> keywords) {
        Required.arguments("import_function", "positional", positional);
        Required.arguments("import_function", "keywords", keywords);
        Arguments arguments = Arguments.of(positional, keywords);
        List<Array> inputs = arguments.all();
        List<ArrayType> types = inputs.stream().map(Array::type).toList();
        List<Signature> named = exported.signatures().stream()
                .filter(signature -> signature.keywords().equals(arguments.names()))
                .toList();
        for (Signature signature : named) {
            if (signature.graph().arguments().equals(types)) {
                return signature.graph().replay(inputs);
            }
        }
        List<ShapelessGraph> others =
                named.stream().flatMap(signature -> signature.others().stream()).toList();
        for (ShapelessGraph graph : others) {
            if (graph.refusal(types) == null) {
                return graph.replay("import_function", inputs);
            }
        }
        boolean isOtherInLengths = named.stream()
                .anyMatch(signature ->
                        ShapelessGraph.differInLengthsAlone(signature.graph().arguments(), types));
        if (exported.shapeless() && isOtherInLengths) {
            throw new ShapeException(
                    "import_function",
                    "the function cannot be used for %s: %s",
                    text(types, arguments.names()),
                    refusals(others, types));
        }
        throw new ExportException(
                "import_function",
                "no signature fits the arguments %s; there are:%n%s",
                text(types, arguments.names()),
                signatures().stream().collect(Collectors.joining("\n")));
    }

    private static String refusals(List<ShapelessGraph> graphs, List<ArrayType> types) {
        return graphs.isEmpty()
                ? "its file does not tell which lengths follow from which; export it again"
                : graphs.stream()
                        .map(graph -> String.valueOf(graph.refusal(types)))
                        .distinct()
                        .collect(Collectors.joining("; or "));
    }

    /** As {@link #apply(List)}. */
    public List<Array> apply(Array... inputs) {
        return apply(List.of(Required.arguments("import_function", "inputs", inputs)));
    }

    /** The text that was given when the function was exported; empty if none was. */
    public String metadata() {
        return exported.metadata();
    }

    /** Whether calls with arguments of other lengths are tried. */
    public boolean isShapeless() {
        return exported.shapeless();
    }

    /** What there is to call, one line each: {@code (float32(2, 3), scale=int32()) -> (float32(2,))}. */
    public List<String> signatures() {
        return exported.signatures().stream().map(ImportedFunction::text).toList();
    }

    private static String text(Signature signature) {
        FunctionGraph graph = signature.graph();
        List<ArrayType> types = graph.types();
        return text(graph.arguments(), signature.keywords())
                + " -> "
                + text(graph.outputs().stream().map(types::get).toList(), List.of());
    }

    /** Types, of which the last have names. */
    private static String text(List<ArrayType> types, List<String> names) {
        List<String> texts =
                new ArrayList<>(types.stream().map(ArrayType::toString).toList());
        int unnamed = texts.size() - names.size();
        for (int i = 0; i < names.size(); i++) {
            texts.set(unnamed + i, names.get(i) + "=" + texts.get(unnamed + i));
        }
        return texts.stream().collect(Collectors.joining(", ", "(", ")"));
    }

    @Override
    public String toString() {
        return signatures().stream().collect(Collectors.joining("\n"));
    }
}
