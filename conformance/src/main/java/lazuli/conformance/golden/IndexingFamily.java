package lazuli.conformance.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Index;
import lazuli.core.Mx;
import lazuli.core.Slice;
import org.jspecify.annotations.Nullable;

/** Reading and changing parts of arrays. */
final class IndexingFamily {
    private IndexingFamily() {}

    static void register(Registry registry) {
        registry.single(
                "mx.take_along_axis", call -> Mx.takeAlongAxis(call.array(0), call.array(1), call.integer("axis", 0)));
        registry.single("getitem", call -> {
            List<Index> indices = new ArrayList<>();
            call.arguments().get("index").forEach(index -> indices.add(index(call, index)));
            return call.array(0).at(indices.toArray(new Index[0]));
        });
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
        return json.isArray()
                ? new Slice(bound(json.get(0)), bound(json.get(1)), json.get(2).asInt(1))
                : Index.of(json.asInt());
    }

    private static @Nullable Integer bound(JsonNode json) {
        return json.isNull() ? null : (Integer) json.asInt();
    }
}
