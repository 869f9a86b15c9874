package lazuli.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lazuli.conformance.golden.Call;
import lazuli.conformance.golden.GoldenCase;
import lazuli.conformance.golden.GoldenComparison;
import lazuli.conformance.golden.GoldenFiles;
import lazuli.core.Array;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What MLX's layers, activations, losses and initializers compute, and what new layers start with. */
class GoldenNnTest {
    /** Layers that are still to come; the list must be exact. */
    private static final Set<String> TO_COME = new TreeSet<>(Set.of(
            "nn.Bilinear",
            "nn.GRU",
            "nn.GroupNorm",
            "nn.InstanceNorm",
            "nn.LSTM",
            "nn.RNN",
            "nn.Upsample",
            "nn.init.orthogonal"));

    /** The operation, or for a new layer's parameters the layer. */
    private static String subject(GoldenCase golden) {
        return golden.operation().equals("parameters")
                ? golden.arguments().get("layer").asText()
                : golden.operation();
    }

    private static Function<Call, List<Array>> function(GoldenCase golden) {
        String operation = golden.operation();
        if (operation.equals("parameters")) {
            return GoldenLayers::parameters;
        }
        if (GoldenLayers.has(operation)) {
            return call -> GoldenLayers.run(operation, call);
        }
        return Stream.of(
                        GoldenLayers.FUNCTIONS,
                        GoldenActivations.FUNCTIONS,
                        GoldenLosses.FUNCTIONS,
                        GoldenInitializers.FUNCTIONS)
                .filter(functions -> functions.containsKey(operation))
                .findFirst()
                .orElseThrow()
                .get(operation);
    }

    private static boolean isKnown(String subject) {
        return GoldenLayers.has(subject)
                || GoldenLayers.FUNCTIONS.containsKey(subject)
                || GoldenActivations.FUNCTIONS.containsKey(subject)
                || GoldenLosses.FUNCTIONS.containsKey(subject)
                || GoldenInitializers.FUNCTIONS.containsKey(subject);
    }

    static List<GoldenCase> cases() {
        return GoldenFiles.cases("nn").stream()
                .filter(golden -> isKnown(subject(golden)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void matchesMlx(GoldenCase golden) {
        assertNull(GoldenComparison.difference(golden, function(golden).apply(golden.call())));
    }

    @Test
    void knowsAllThatIsNotToCome() {
        Set<String> missing = GoldenFiles.cases("nn").stream()
                .map(GoldenNnTest::subject)
                .filter(subject -> !isKnown(subject))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(TO_COME, missing);
    }
}
