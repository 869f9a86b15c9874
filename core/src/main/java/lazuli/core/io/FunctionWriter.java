package lazuli.core.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.compile.ExportedFunction;
import lazuli.core.compile.FunctionGraph;
import lazuli.core.compile.ShapelessGraph;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Node;
import lazuli.core.graph.Nodes;

/** Writes exported functions as docs/exported-functions.md says. */
final class FunctionWriter {
    private final ExportedFunction function;
    private final List<Array> constants = new ArrayList<>();
    private final IdentityHashMap<Node, Map<Integer, Integer>> numbers = new IdentityHashMap<>();
    private final Map<String, Integer> primitives = new LinkedHashMap<>();
    private final HeaderBytes header = new HeaderBytes();

    FunctionWriter(ExportedFunction function) {
        this.function = function;
    }

    void write(LittleEndian.Sink sink) throws IOException {
        for (FunctionGraph graph : graphs()) {
            graph.constants().forEach(this::number);
            for (FunctionGraph.Step step : graph.steps()) {
                primitives.putIfAbsent(PrimitiveTable.of(step.primitive()).text(), primitives.size());
            }
        }
        header();
        HeaderBytes start = new HeaderBytes();
        start.number(FunctionFormat.MAGIC, Long.BYTES);
        start.number(FunctionFormat.VERSION, Integer.BYTES);
        start.number(header.size(), Long.BYTES);
        start.bytes(header.toByteArray());
        start.bytes(padding(start.size()));
        sink.accept(ByteBuffer.wrap(start.toByteArray()));
        for (Array constant : constants) {
            sink.accept(ByteBuffer.wrap(padding(StoredArray.write(constant, sink))));
        }
    }

    private static byte[] padding(long size) {
        return new byte[(int) (FunctionFormat.padded(size) - size)];
    }

    /** One for each array, whichever signatures use it. */
    private int number(Array constant) {
        return numbers.computeIfAbsent(Nodes.of(constant), node -> new LinkedHashMap<>())
                .computeIfAbsent(Nodes.index(constant), index -> {
                    constants.add(constant);
                    return constants.size() - 1;
                });
    }

    private void header() throws FormatException {
        header.text(function.metadata());
        header.number(function.shapeless() ? 1 : 0, 1);
        types(constants.stream().map(Array::type).toList());
        header.number(primitives.size(), Long.BYTES);
        for (String declaration : primitives.keySet()) {
            header.text(declaration);
        }
        header.number(function.signatures().size(), Long.BYTES);
        for (ExportedFunction.Signature signature : function.signatures()) {
            types(signature.graph().arguments());
            FunctionFormat.NAMES.write(signature.keywords(), header);
            graph(signature.graph());
            header.number(signature.others().size(), Long.BYTES);
            for (ShapelessGraph other : signature.others()) {
                types(other.graph().arguments());
                graph(other.graph());
                FunctionFormat.RANGES.write(other.ranges(), header);
                FunctionFormat.AXES.write(other.axes(), header);
                FunctionFormat.RULES.write(other.rules(), header);
            }
        }
    }

    private List<FunctionGraph> graphs() {
        List<FunctionGraph> graphs = new ArrayList<>();
        for (ExportedFunction.Signature signature : function.signatures()) {
            graphs.add(signature.graph());
            signature.others().forEach(other -> graphs.add(other.graph()));
        }
        return graphs;
    }

    /** All but the arguments' types. */
    private void graph(FunctionGraph graph) throws FormatException {
        numbers(graph.constants().stream().map(this::number).toList());
        header.number(graph.steps().size(), Long.BYTES);
        for (FunctionGraph.Step step : graph.steps()) {
            step(step);
        }
        numbers(graph.outputs());
    }

    private void step(FunctionGraph.Step step) throws FormatException {
        ComponentType.RecordOf type = PrimitiveTable.of(step.primitive());
        header.number(primitives.getOrDefault(type.text(), -1), Integer.BYTES);
        type.write(step.primitive(), header);
        numbers(step.inputs());
        types(step.types());
    }

    private void numbers(List<Integer> values) throws FormatException {
        FunctionFormat.NUMBERS.write(values, header);
    }

    private void types(List<ArrayType> types) throws FormatException {
        FunctionFormat.TYPES.write(types, header);
    }
}
