package lazuli.conformance.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** One case as its file has it. */
public record GoldenCase(String area, JsonNode json) {
    /** The case's name, unique in its area. */
    public String id() {
        return json.get("id").asText();
    }

    /** What is called, by MLX's name. */
    public String operation() {
        return json.get("op").asText();
    }

    /** The arguments by MLX's names. */
    public JsonNode arguments() {
        return json.get("args");
    }

    /** The call that the case makes. */
    public Call call() {
        return Call.of(inputs(), arguments());
    }

    JsonNode outputs() {
        return json.get("outputs");
    }

    double relativeTolerance() {
        return json.path("rtol").asDouble();
    }

    double absoluteTolerance() {
        return json.path("atol").asDouble();
    }

    boolean isExact() {
        return json.path("exact").asBoolean();
    }

    boolean hasSignedZero() {
        return json.path("signed_zero").asBoolean();
    }

    JsonNode postprocessing() {
        return json.path("post");
    }

    /** The inputs: arrays, or numbers for Python's, bool scalars (no dtype is below theirs) for truth values. */
    List<Object> inputs() {
        List<Object> inputs = new ArrayList<>();
        for (JsonNode input : json.get("inputs")) {
            inputs.add(GoldenTensor.input(input));
        }
        return inputs;
    }

    @Override
    public String toString() {
        return id();
    }
}
