package lazuli.conformance.golden;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Index;
import lazuli.core.Mx;
import lazuli.core.Slice;

/** What a case does to outputs of which only a part is defined, before they are compared. */
final class Postprocessing {
    private Postprocessing() {}

    static List<Array> apply(GoldenCase golden, List<Object> inputs, List<Array> outputs) {
        return switch (golden.postprocessing().asText()) {
            case "kth" -> List.of(kth(golden, Call.of(inputs, golden.arguments()), outputs.getFirst()));
            case "sort" -> List.of(Mx.sort(outputs.getFirst(), axis(golden, outputs.getFirst())));
            default -> outputs;
        };
    }

    private static int axis(GoldenCase golden, Array x) {
        int axis = golden.arguments().path("axis").asInt(-1);
        return x.shape().axis("axis", axis);
    }

    private static Array kth(GoldenCase golden, Call call, Array output) {
        boolean flat = !call.has("axis");
        Array x = flat ? Mx.flatten(call.array(0)) : call.array(0);
        int axis = flat ? 0 : axis(golden, output);
        Array elements = golden.operation().equals("mx.argpartition") ? Mx.takeAlongAxis(x, output, axis) : output;
        Index[] indices = new Index[output.ndim()];
        Arrays.fill(indices, Slice.all());
        int kth = call.integer("kth", 0);
        int place = kth < 0 ? kth + output.shape().length(axis) : kth;
        indices[axis] = Slice.of(place, place + 1);
        return elements.at(indices);
    }
}
