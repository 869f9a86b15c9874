package lazuli.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.stream.Stream;
import lazuli.core.ArgumentException;
import lazuli.core.Mx;
import lazuli.core.Tree;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbers that PyTorch's optimizers refuse, ours refuse where they are given. */
@NullUnmarked
class RefusedNumbersTest {
    private static Arguments row(String message, Executable misuse) {
        return Arguments.of(message, Named.of(message, misuse));
    }

    static Stream<Arguments> misuses() {
        return Stream.of(
                row("[optimizer] learningRate must not be negative: -0.1", () -> new SGD(-0.1)),
                row("[optimizer] learningRate must not be negative: NaN", () -> new Adam(Double.NaN)),
                row("[learning_rate] rate must not be negative: -1.0", () -> new Lion(0.1).learningRate(-1)),
                row("[optimizer] learningRate is null", () -> new Adam(null)),
                row("[optimizer] the schedule's value is null", () -> new Adam(step -> null)),
                row("[sgd] momentum must not be negative: -0.5", () -> new SGD(0.1).momentum(-0.5)),
                row("[sgd] weightDecay must not be negative: -1.0", () -> new SGD(0.1).weightDecay(-1)),
                row("[sgd] dampening must not be negative: -1.0", () -> new SGD(0.1).dampening(-1)),
                row("[adam] betas must be in [0, 1): 1.0", () -> new Adam(0.1).betas(0.9, 1)),
                row("[adam] betas must be in [0, 1): -0.1", () -> new AdamW(0.1).betas(-0.1, 0.9)),
                row("[adam] eps must not be negative: -1.0", () -> new Adamax(0.1).eps(-1)),
                row("[adamw] weightDecay must not be negative: -1.0", () -> new AdamW(0.1).weightDecay(-1)),
                row("[adadelta] rho must be in [0.0, 1.0]: 2.0", () -> new AdaDelta(0.1).rho(2)),
                row("[adadelta] eps must not be negative: -1.0", () -> new AdaDelta(0.1).eps(-1)),
                row("[adagrad] eps must not be negative: NaN", () -> new Adagrad(0.1).eps(Double.NaN)),
                row("[rmsprop] alpha must not be negative: -1.0", () -> new RMSprop(0.1).alpha(-1)),
                row("[lion] betas must be in [0, 1): 1.5", () -> new Lion(0.1).betas(1.5, 0.9)),
                row("[adafactor] clipThreshold must be positive: 0.0", () -> new Adafactor().clipThreshold(0)),
                row("[adafactor] decayRate must be in [-Infinity, 0.0]: 0.5", () -> new Adafactor().decayRate(0.5)),
                row(
                        "[muon] iterations must be in [0.0, 99.0]: 2.147483647E9",
                        () -> new Muon(0.1).iterations(Integer.MAX_VALUE)),
                row(
                        "[clip_grad_norm] maxNorm must not be negative: -1.0",
                        () -> ClippedGradients.clipGradNorm(Tree.unflatten(Map.of("a", Mx.ones(2))), -1)));
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void numbersAreRefusedByName(String message, Executable misuse) {
        assertEquals(message, assertThrows(ArgumentException.class, misuse).getMessage());
    }
}
