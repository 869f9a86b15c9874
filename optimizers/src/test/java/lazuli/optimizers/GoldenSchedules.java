package lazuli.optimizers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lazuli.conformance.golden.Call;

/** Schedules by MLX's names and arguments. */
final class GoldenSchedules {
    static final Set<String> NAMES =
            Set.of("exponential_decay", "step_decay", "cosine_decay", "linear_schedule", "join_schedules");

    private GoldenSchedules() {}

    /** A schedule as the cases write it where a number may stand. */
    static Schedule of(JsonNode json) {
        return of(json.get("schedule").asText(), Call.of(List.of(), json.get("args")));
    }

    static Schedule of(String name, Call call) {
        double init = call.real("init", 0);
        return switch (name) {
            case "exponential_decay" -> Schedules.exponentialDecay(init, call.real("decay_rate", 0));
            case "step_decay" -> Schedules.stepDecay(init, call.real("decay_rate", 0), call.integer("step_size", 0));
            case "cosine_decay" -> Schedules.cosineDecay(init, call.integer("decay_steps", 0), call.real("end", 0));
            case "linear_schedule" -> Schedules.linearSchedule(init, call.real("end", 0), call.integer("steps", 0));
            case "join_schedules" -> {
                List<Schedule> parts = new ArrayList<>();
                call.arguments().get("schedules").forEach(part -> parts.add(of(part)));
                yield Schedules.joinSchedules(parts, call.integers("boundaries"));
            }
            default -> throw new IllegalArgumentException(name);
        };
    }
}
