package lazuli.core.compile;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import lazuli.core.Array;
import lazuli.core.ExportEvent;
import lazuli.core.graph.ArrayType;
import lazuli.core.primitive.Primitive;
import org.jspecify.annotations.Nullable;

/** Tells a graph to a listener, one event for each of its parts. */
public final class GraphEvents {
    private static final int LETTERS = 26;

    private final ExportedFunction.Signature signature;
    private final List<ExportEvent.Value> values = new ArrayList<>();

    private GraphEvents(ExportedFunction.Signature signature) {
        this.signature = signature;
        for (ArrayType type : signature.graph().types()) {
            values.add(new ExportEvent.Value(name(values.size()), type.shape(), type.dtype()));
        }
    }

    /** Tells one signature. */
    public static void tell(ExportedFunction.Signature signature, Consumer<ExportEvent> listener) {
        new GraphEvents(signature).tell(listener);
    }

    private void tell(Consumer<ExportEvent> listener) {
        FunctionGraph graph = signature.graph();
        int arguments = graph.arguments().size();
        listener.accept(new ExportEvent.Inputs(values.subList(0, arguments)));
        Map<String, String> keywords = new LinkedHashMap<>();
        for (String keyword : signature.keywords()) {
            int place = arguments - signature.keywords().size() + keywords.size();
            keywords.put(keyword, values.get(place).name());
        }
        listener.accept(new ExportEvent.KeywordInputs(keywords));
        listener.accept(new ExportEvent.Outputs(chosen(graph.outputs())));
        Map<String, Array> constants = new LinkedHashMap<>();
        graph.constants()
                .forEach(constant ->
                        constants.put(values.get(arguments + constants.size()).name(), constant));
        listener.accept(new ExportEvent.Constants(constants));
        int next = arguments + constants.size();
        for (FunctionGraph.Step step : graph.steps()) {
            int end = next + step.types().size();
            listener.accept(new ExportEvent.Primitive(
                    step.primitive().text(),
                    chosen(step.inputs()),
                    values.subList(next, end),
                    components(step.primitive())));
            next = end;
        }
    }

    private List<ExportEvent.Value> chosen(List<Integer> numbers) {
        return numbers.stream().map(values::get).toList();
    }

    /** {@code A, B, ... Z, AA, AB, ...}. */
    private static String name(int number) {
        StringBuilder name = new StringBuilder();
        for (int rest = number + 1; rest > 0; rest = (rest - 1) / LETTERS) {
            name.append((char) ('A' + (rest - 1) % LETTERS));
        }
        return name.reverse().toString();
    }

    private static Map<String, @Nullable Object> components(Primitive primitive) {
        Map<String, @Nullable Object> components = new LinkedHashMap<>();
        for (RecordComponent component : primitive.getClass().getRecordComponents()) {
            components.put(component.getName(), PrimitiveNumbers.part(component, primitive));
        }
        return components;
    }
}
