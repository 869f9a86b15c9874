package lazuli.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import lazuli.core.ArgumentException;
import lazuli.core.Array;
import lazuli.core.Mx;
import lazuli.core.Tree;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
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

    /** Every optimizer by its learning rate. */
    private static final Map<String, DoubleFunction<Optimizer>> BY_RATE = Map.of(
            "SGD", SGD::new,
            "Adam", Adam::new,
            "AdamW", AdamW::new,
            "Adamax", Adamax::new,
            "AdaDelta", AdaDelta::new,
            "Adafactor", Adafactor::new,
            "Adagrad", Adagrad::new,
            "Lion", Lion::new,
            "Muon", Muon::new,
            "RMSprop", RMSprop::new);

    @Test
    void everyOptimizerRefusesRatesThatAreNoneAndTellsItsOwn() {
        BY_RATE.forEach((name, optimizer) -> {
            for (double rate : new double[] {-1, Double.NaN, Double.NEGATIVE_INFINITY}) {
                assertThrows(ArgumentException.class, () -> optimizer.apply(rate), name);
                assertThrows(ArgumentException.class, () -> optimizer.apply(1).learningRate(rate), name);
            }
            String text = optimizer.apply(0.5).toString();
            assertTrue(text.startsWith(name + "(learningRate=0.5, ") && text.endsWith(")"), text);
        });
    }

    @Test
    void optimizersAndSchedulesReadAsTheyWereMade() {
        assertEquals(
                "SGD(learningRate=0.1, momentum=0.9, weightDecay=0.0, dampening=0.0, nesterov=true)",
                new SGD(0.1).momentum(0.9).nesterov(true).toString());
        assertEquals(
                "AdamW(learningRate=cosineDecay(init=0.001, decaySteps=100, end=0.0), betas=[0.9, 0.999], eps=1.0E-8,"
                        + " weightDecay=0.01, biasCorrection=false)",
                new AdamW(Schedules.cosineDecay(1e-3, 100)).toString());
        assertEquals(
                "Adagrad(learningRate=a function of the step, eps=1.0E-8)",
                new Adagrad(step -> step.add(1)).toString());
        assertEquals(
                "MultiOptimizer(Lion(learningRate=0.25, betas=[0.9, 0.99], weightDecay=0.0), Adagrad(learningRate=2.0, eps=1.0E-8))",
                new MultiOptimizer(List.of(new Lion(0.25), new Adagrad(2)), List.of((path, gradient) -> true))
                        .toString());
        assertEquals(
                "joinSchedules([linearSchedule(init=0.0, end=1.0, steps=5), stepDecay(init=1.0, decayRate=0.5, stepSize=3)],"
                        + " boundaries=[5])",
                Schedules.joinSchedules(List.of(Schedules.linearSchedule(0, 1, 5), Schedules.stepDecay(1, 0.5, 3)), 5)
                        .toString());
        assertEquals(
                "oneCycle(peak=1.0, steps=10, warmUpSteps=3, init=0.04, end=4.0E-6)",
                Schedules.oneCycle(1, 10).toString());
    }

    @Test
    void anOptimizerReadsInACompiledStepToo() {
        SGD sgd = new SGD(0.5);
        List<String> seen = new ArrayList<>();
        Mx.compile(
                        (Array x) -> {
                            seen.add(sgd.toString());
                            return x.add(sgd.step());
                        },
                        sgd)
                .apply(Mx.ones(2))
                .toFloatArray();
        assertTrue(seen.getFirst().startsWith("SGD(learningRate="), seen::toString);
    }

    static Stream<Arguments> misuses() {
        return Stream.of(
                row("[optimizer] learningRate must not be negative: -0.1", () -> new SGD(-0.1)),
                row("[optimizer] learningRate must not be negative: NaN", () -> new Adam(Double.NaN)),
                row("[learning_rate] rate must not be negative: -1.0", () -> new Lion(0.1).learningRate(-1)),
                row("[optimizer] learningRate is null", () -> new Adam(null)),
                row("[optimizer] the schedule's value is null", () -> new Adam(step -> null)),
                row("[sgd] momentum must be in [0, 1): -0.5", () -> new SGD(0.1).momentum(-0.5)),
                row("[sgd] weightDecay must not be negative: -1.0", () -> new SGD(0.1).weightDecay(-1)),
                row("[sgd] dampening must not be negative: -1.0", () -> new SGD(0.1).dampening(-1)),
                row("[adam] betas must be in [0, 1): 1.0", () -> new Adam(0.1).betas(0.9, 1)),
                row("[adam] betas must be in [0, 1): -0.1", () -> new AdamW(0.1).betas(-0.1, 0.9)),
                row("[adam] eps must not be negative: -1.0", () -> new Adamax(0.1).eps(-1)),
                row("[adamw] weightDecay must not be negative: -1.0", () -> new AdamW(0.1).weightDecay(-1)),
                row("[adadelta] rho must be in [0.0, 1.0]: 2.0", () -> new AdaDelta(0.1).rho(2)),
                row("[adadelta] eps must not be negative: -1.0", () -> new AdaDelta(0.1).eps(-1)),
                row("[adagrad] eps must not be negative: NaN", () -> new Adagrad(0.1).eps(Double.NaN)),
                row("[rmsprop] alpha must be in [0.0, 1.0]: -1.0", () -> new RMSprop(0.1).alpha(-1)),
                row("[lion] betas must be in [0, 1): 1.5", () -> new Lion(0.1).betas(1.5, 0.9)),
                row("[adafactor] clipThreshold must be positive: 0.0", () -> new Adafactor().clipThreshold(0)),
                row("[adafactor] decayRate must be in [-Infinity, 0.0]: 0.5", () -> new Adafactor().decayRate(0.5)),
                row("[sgd] momentum must be in [0, 1): 1.0", () -> new SGD(0.1).momentum(1)),
                row("[muon] momentum must be in [0, 1): NaN", () -> new Muon(0.1).momentum(Double.NaN)),
                row("[linear_schedule] init must not be negative: -1.0", () -> Schedules.linearSchedule(-1, 0, 5)),
                row("[linear_schedule] end is NaN", () -> Schedules.linearSchedule(1, Double.NaN, 5)),
                row("[cosine_decay] init must not be negative: -1.0", () -> Schedules.cosineDecay(-1, 5)),
                row("[step_decay] decayRate must not be negative: -0.5", () -> Schedules.stepDecay(1, -0.5, 2)),
                row(
                        "[exponential_decay] init must not be negative: NaN",
                        () -> Schedules.exponentialDecay(Double.NaN, 1)),
                row("[one_cycle] peak must not be negative: -1.0", () -> Schedules.oneCycle(-1, 10)),
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
