package lazuli.conformance.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import lazuli.core.Array;
import lazuli.core.Mx;
import lazuli.core.PadMode;

/** Elements in another order, repeated, padded, split. */
final class RearrangementFamily {
    private RearrangementFamily() {}

    static void register(Registry registry) {
        registry.single("mx.flip", call -> Mx.flip(call.array(0), call.integers("axis")));
        registry.single("mx.roll", RearrangementFamily::roll);
        registry.single("mx.tile", call -> Mx.tile(call.array(0), call.integers("reps")));
        registry.single(
                "mx.repeat",
                call -> call.has("axis")
                        ? Mx.repeat(call.array(0), call.integer("repeats", 1), call.integer("axis", 0))
                        : Mx.repeat(call.array(0), call.integer("repeats", 1)));
        registry.single("mx.pad", RearrangementFamily::pad);
        registry.put("mx.split", RearrangementFamily::split);
        registry.put("mx.unstack", call -> Mx.unstack(call.array(0), call.integer("axis", 0)));
        registry.single("mx.diag", call -> Mx.diag(call.array(0), call.integer("k", 0)));
        registry.single(
                "mx.diagonal",
                call -> Mx.diagonal(
                        call.array(0), call.integer("offset", 0), call.integer("axis1", 0), call.integer("axis2", 1)));
        registry.single(
                "mx.trace",
                call -> Mx.trace(
                        call.array(0),
                        call.integer("offset", 0),
                        call.integer("axis1", 0),
                        call.integer("axis2", 1),
                        call.dtype("dtype", call.array(0).dtype())));
        registry.single("mx.tril", call -> Mx.tril(call.array(0), call.integer("k", 0)));
        registry.single("mx.triu", call -> Mx.triu(call.array(0), call.integer("k", 0)));
        registry.put(
                "mx.meshgrid",
                call -> Mx.meshgrid(
                        call.arrays(),
                        call.flag("sparse", false),
                        call.text("indexing", "xy").equals("ij")));
    }

    private static Array roll(Call call) {
        int[] shifts = call.integers("shift");
        return call.has("axis")
                ? Mx.roll(call.array(0), shifts, call.integers("axis"))
                : Mx.roll(call.array(0), Arrays.stream(shifts).sum());
    }

    private static Array pad(Call call) {
        Array x = call.array(0);
        int[][] widths = new int[x.ndim()][];
        JsonNode given = call.arguments().get("pad_width");
        for (int axis = 0; axis < widths.length; axis++) {
            JsonNode pair = given.path(0).isArray() ? given.get(axis) : given;
            widths[axis] = pair.isArray()
                    ? new int[] {pair.get(0).asInt(), pair.get(1).asInt()}
                    : new int[] {pair.asInt(), pair.asInt()};
        }
        Array constant = call.input("constant_values");
        if (constant != null) {
            return Mx.pad(x, widths, constant);
        }
        return call.has("constant_values")
                ? Mx.pad(x, widths, Objects.requireNonNull(call.scalar("constant_values")))
                : Mx.pad(
                        x, widths, PadMode.valueOf(call.text("mode", "constant").toUpperCase(Locale.ROOT)));
    }

    private static List<Array> split(Call call) {
        String parts = "indices_or_sections";
        int axis = call.integer("axis", 0);
        return call.isList(parts)
                ? Mx.split(call.array(0), call.integers(parts), axis)
                : Mx.split(call.array(0), call.integer(parts, 1), axis);
    }
}
