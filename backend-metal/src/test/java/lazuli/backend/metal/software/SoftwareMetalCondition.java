package lazuli.backend.metal.software;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips every test, with the reason, where there is no Metal device to run it on. */
public final class SoftwareMetalCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        @Nullable String absence = SoftwareMetal.absence();
        return absence == null
                ? ConditionEvaluationResult.enabled("there is a Metal device")
                : ConditionEvaluationResult.disabled(absence);
    }
}
