package lazuli.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lazuli.conformance.golden.Call;
import lazuli.conformance.golden.GoldenCase;
import lazuli.conformance.golden.GoldenComparison;
import lazuli.conformance.golden.GoldenFiles;
import lazuli.conformance.golden.GoldenTransforms;
import lazuli.core.Array;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What MLX's layers, activations, losses and initializers compute, and what new layers start with. */
class GoldenNnTest {
    private static final Pattern NAME = Pattern.compile("\"(nn\\.[A-Za-z0-9_.]+)\"");

    /** The operation, or the layer or function that it speaks of. */
    private static String subject(GoldenCase golden) {
        if (golden.operation().equals("parameters")) {
            return golden.arguments().get("layer").asText();
        }
        Matcher name = NAME.matcher(golden.arguments().toString());
        return golden.operation().startsWith("nn.") || !name.find() ? golden.operation() : name.group(1);
    }

    private static @Nullable Function<Call, List<Array>> function(String name) {
        if (name.equals("parameters")) {
            return GoldenLayers::parameters;
        }
        if (GoldenLayers.has(name)) {
            return call -> GoldenLayers.run(name, call);
        }
        return Stream.of(
                        GoldenLayers.FUNCTIONS,
                        GoldenActivations.FUNCTIONS,
                        GoldenLosses.FUNCTIONS,
                        GoldenInitializers.FUNCTIONS)
                .map(functions -> functions.get(name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static boolean isKnown(String subject) {
        return function(subject) != null;
    }

    private static Stream<GoldenCase> all() {
        return Stream.concat(
                GoldenFiles.cases("nn").stream(),
                GoldenFiles.cases("gradients").stream()
                        .filter(golden -> subject(golden).startsWith("nn.")));
    }

    static Stream<GoldenCase> cases() {
        return all().filter(golden -> isKnown(subject(golden)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void matchesMlx(GoldenCase golden) {
        Function<Call, List<Array>> function = GoldenTransforms.function(golden.operation(), GoldenNnTest::function);
        assertNull(GoldenComparison.difference(golden, function.apply(golden.call())));
    }

    @Test
    void knowsAllOfThem() {
        Set<String> missing = all().map(GoldenNnTest::subject)
                .filter(subject -> !isKnown(subject))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), missing);
    }
}
