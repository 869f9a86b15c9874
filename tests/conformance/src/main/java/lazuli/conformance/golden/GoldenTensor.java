package lazuli.conformance.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import lazuli.core.Array;
import lazuli.core.Complex;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Shape;

/** Tensors of the golden files as arrays. */
final class GoldenTensor {
    private GoldenTensor() {}

    static Object input(JsonNode json) {
        if (json.has("scalar")) {
            return scalar(json);
        }
        Array array = array(json);
        for (JsonNode step : json.path("view")) {
            Call call = new Call(List.of(array), List.of(array), step.get(1));
            array = Registry.function(step.get(0).asText()).apply(call).getFirst();
        }
        return array;
    }

    private static Object scalar(JsonNode json) {
        JsonNode value = json.get("scalar");
        return switch (json.get("type").asText()) {
            case "int" -> value.canConvertToInt() ? (Object) value.asInt() : (Object) value.asLong();
            case "float" -> real(value);
            case "bool" -> Mx.array(value.asBoolean());
            case "complex" -> Complex.of(real(value.get(0)), real(value.get(1)));
            default -> throw new IllegalArgumentException("scalar " + json);
        };
    }

    static DType dtype(String name) {
        return DType.valueOf(name.toUpperCase(Locale.ROOT));
    }

    static Shape shape(JsonNode json) {
        int[] lengths = new int[json.size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = json.get(i).asInt();
        }
        return Shape.of(lengths);
    }

    static double real(JsonNode value) {
        return switch (value.asText()) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> value.asDouble();
        };
    }

    static Array array(JsonNode json) {
        DType dtype = dtype(json.get("dtype").asText());
        Shape shape = shape(json.get("shape"));
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(shape.size()) * dtype.size())
                .order(ByteOrder.nativeOrder());
        for (JsonNode value : json.get("data")) {
            put(bytes, dtype, value);
        }
        return Mx.array(MemorySegment.ofArray(bytes.array()), dtype, shape);
    }

    private static void put(ByteBuffer bytes, DType dtype, JsonNode value) {
        switch (dtype) {
            case BOOL -> bytes.put((byte) (value.asBoolean() || value.asInt() != 0 ? 1 : 0));
            case INT8, UINT8 -> bytes.put((byte) value.asLong());
            case INT16, UINT16 -> bytes.putShort((short) value.asLong());
            case INT32, UINT32 -> bytes.putInt((int) value.asLong());
            case INT64 -> bytes.putLong(value.asLong());
            case UINT64 -> bytes.putLong(value.bigIntegerValue().longValue());
            case FLOAT16 -> bytes.putShort(Float.floatToFloat16((float) real(value)));
            case BFLOAT16 -> bytes.putShort((short) (Float.floatToRawIntBits((float) real(value)) >>> 16));
            case FLOAT32 -> bytes.putFloat((float) real(value));
            case FLOAT64 -> bytes.putDouble(real(value));
            case COMPLEX64 -> {
                bytes.putFloat((float) real(value.get(0)));
                bytes.putFloat((float) real(value.get(1)));
            }
        }
    }
}
