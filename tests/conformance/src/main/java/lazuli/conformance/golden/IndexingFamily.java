package lazuli.conformance.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Index;
import lazuli.core.IndexedUpdate;
import lazuli.core.Mx;
import lazuli.core.Slice;
import org.jspecify.annotations.Nullable;

/** Reading and changing parts of arrays. */
final class IndexingFamily {
    private IndexingFamily() {}

    static void register(Registry registry) {
        registry.single("getitem", call -> call.array(0).at(indices(call)));
        registry.single("setitem", call -> call.array(0).update(indices(call)).set(call.array(1)));
        registry.single(
                "at", call -> update(call.array(0).update(indices(call)), call.text("method", ""), call.array(1)));
        registry.single("mx.take", IndexingFamily::take);
        registry.single(
                "mx.take_along_axis",
                call -> call.has("axis")
                        ? Mx.takeAlongAxis(call.array(0), call.array(1), call.integer("axis", 0))
                        : Mx.takeAlongAxis(call.array(0), call.array(1)));
        registry.single(
                "mx.put_along_axis",
                call -> call.has("axis")
                        ? Mx.putAlongAxis(call.array(0), call.array(1), call.array(2), call.integer("axis", 0))
                        : Mx.putAlongAxis(call.array(0), call.array(1), call.array(2)));
        registry.single(
                "mx.slice",
                call -> Mx.slice(call.array(0), call.array(1), call.integers("axes"), call.integers("slice_size")));
        registry.single(
                "mx.slice_update",
                call -> Mx.sliceUpdate(call.array(0), call.array(1), call.array(2), call.integers("axes")));
    }

    private static Array take(Call call) {
        if (call.has("indices")) {
            return Mx.take(call.array(0), call.integer("indices", 0), call.integer("axis", 0));
        }
        return call.has("axis")
                ? Mx.take(call.array(0), call.array(1), call.integer("axis", 0))
                : Mx.take(call.array(0), call.array(1));
    }

    private static Array update(IndexedUpdate part, String method, Array values) {
        return switch (method) {
            case "add" -> part.add(values);
            case "subtract" -> part.subtract(values);
            case "multiply" -> part.multiply(values);
            case "divide" -> part.divide(values);
            case "maximum" -> part.maximum(values);
            case "minimum" -> part.minimum(values);
            default -> throw new IllegalArgumentException(method);
        };
    }

    private static Index[] indices(Call call) {
        List<Index> indices = new ArrayList<>();
        for (JsonNode json : call.arguments().get("index")) {
            indices.add(index(call, json));
        }
        return indices.toArray(new Index[0]);
    }

    private static Index index(Call call, JsonNode json) {
        if (json.isNull()) {
            return Index.NEW_AXIS;
        }
        if (json.isTextual()) {
            return Index.ELLIPSIS;
        }
        if (json.isObject()) {
            return (Array) call.all().get(json.get("input").asInt());
        }
        if (json.isArray()) {
            @Nullable Integer step = integer(json.get(2));
            return new Slice(integer(json.get(0)), integer(json.get(1)), step == null ? 1 : step);
        }
        return Index.of(json.asInt());
    }

    private static @Nullable Integer integer(JsonNode json) {
        return json.isNull() ? null : (Integer) json.asInt();
    }
}
