package lazuli.conformance.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A call by MLX's names: positional inputs, and arguments of which some name inputs.
 *
 * @param all every input of the case
 * @param positional those that no argument names
 */
public record Call(List<Object> all, List<Object> positional, JsonNode arguments) {

    /** A call with the inputs of a case. */
    public static Call of(List<Object> inputs, JsonNode arguments) {
        boolean[] named = new boolean[inputs.size()];
        findNamed(arguments, named);
        List<Object> positional = new ArrayList<>();
        for (int i = 0; i < named.length; i++) {
            if (!named[i]) {
                positional.add(inputs.get(i));
            }
        }
        return new Call(inputs, positional, arguments);
    }

    private static void findNamed(JsonNode json, boolean[] named) {
        if (json.isObject() && json.size() == 1 && json.has("input")) {
            named[json.get("input").asInt()] = true;
        } else {
            json.forEach(child -> findNamed(child, named));
        }
    }

    /** The number of positional inputs. */
    public int count() {
        return positional.size();
    }

    /** A positional input that is an array. */
    public Array array(int index) {
        return (Array) positional.get(index);
    }

    /** All positional inputs, which are arrays. */
    public List<Array> arrays() {
        return positional.stream().map(Array.class::cast).toList();
    }

    /** A positional input that is a Java number, or null. */
    @Nullable
    public Number number(int index) {
        return positional.get(index) instanceof Number number ? number : null;
    }

    /** A number argument with its own type, or null. */
    @Nullable
    public Number scalar(String name) {
        if (!has(name)) {
            return null;
        }
        JsonNode value = arguments.get(name);
        return value.isIntegralNumber() ? (Number) value.asInt() : (Number) GoldenTensor.real(value);
    }

    /** Whether an argument is a list. */
    public boolean isList(String name) {
        return has(name) && arguments.get(name).isArray();
    }

    /** Whether an argument is given and not null. */
    public boolean has(String name) {
        return arguments.has(name) && !arguments.get(name).isNull();
    }

    /** An argument that names an input, or null. */
    @Nullable
    public Array input(String name) {
        return has(name) && arguments.get(name).has("input")
                ? (Array) all.get(arguments.get(name).get("input").asInt())
                : null;
    }

    /** An integer argument. */
    public int integer(String name, int otherwise) {
        return has(name) ? arguments.get(name).asInt() : otherwise;
    }

    /** An integer argument. */
    public OptionalInt integer(String name) {
        return has(name) ? OptionalInt.of(arguments.get(name).asInt()) : OptionalInt.empty();
    }

    /** A number argument; also {@code inf}. */
    public double real(String name, double otherwise) {
        return has(name) ? GoldenTensor.real(arguments.get(name)) : otherwise;
    }

    /** A truth value argument. */
    public boolean flag(String name, boolean otherwise) {
        return has(name) ? arguments.get(name).asBoolean() : otherwise;
    }

    /** A string argument. */
    public String text(String name, String otherwise) {
        return has(name) ? arguments.get(name).asText() : otherwise;
    }

    /** A dtype argument. */
    public DType dtype(String name, DType otherwise) {
        return has(name) ? GoldenTensor.dtype(arguments.get(name).asText()) : otherwise;
    }

    /** A list of integers, or one integer. */
    public int[] integers(String name, int... otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        return integers(arguments.get(name));
    }

    private static int[] integers(JsonNode value) {
        if (value.isInt()) {
            return new int[] {value.asInt()};
        }
        int[] result = new int[value.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = value.get(i).asInt();
        }
        return result;
    }

    /** {@code integers(name)} as one entry for each of {@code count} axes. */
    public int[] perAxis(String name, int count, int otherwise) {
        int[] given = integers(name, otherwise);
        if (given.length == count) {
            return given;
        }
        int[] result = new int[count];
        Arrays.fill(result, given[0]);
        return result;
    }

    /** A list of lists of integers. */
    public int[][] lists(String name) {
        JsonNode value = arguments.get(name);
        int[][] result = new int[value.size()][];
        for (int i = 0; i < result.length; i++) {
            result[i] = integers(value.get(i));
        }
        return result;
    }

    /** A list of integers as a shape. */
    public Shape shape(String name) {
        return Shape.of(integers(name));
    }

    /** The axes that an {@code axis} argument names: all of {@code x} if it is absent. */
    public int[] axes(Array x) {
        return integers("axis", x.shape().allAxes());
    }
}
