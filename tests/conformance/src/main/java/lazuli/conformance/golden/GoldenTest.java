package lazuli.conformance.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lazuli.core.Array;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every golden case of an area against what MLX computed. Operations that Lazuli does not have yet stand in {@code unsupported.txt}: the
 * list must be exact, so it can only shrink.
 */
class GoldenTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "elementwise",
                "promotion",
                "reductions",
                "shape",
                "indexing",
                "random",
                "linalg",
                "fft",
                "conv",
                "fast",
                "quantized",
                "gradients"
            })
    void matchesMlx(String area) {
        Set<String> known = listed("failing.txt");
        Set<String> failing = new TreeSet<>();
        List<String> failures = new ArrayList<>();
        Set<String> unsupported = new TreeSet<>();
        int skipped = 0;
        int passed = 0;
        for (GoldenCase golden : GoldenFiles.cases(area)) {
            if (golden.arguments().toString().contains("\"nn.")) {
                continue; // core's tests cannot know that module, which has its own
            }
            try {
                String difference = run(golden);
                if (difference == null) {
                    passed++;
                } else {
                    failing.add(area + "/" + golden.id());
                    failures.add(golden.id() + ": " + difference);
                }
            } catch (Registry.UnknownOperationException unknown) {
                unsupported.add(Objects.requireNonNull(unknown.getMessage()));
                skipped++;
            }
        }
        System.out.printf(
                "golden %s: %d passed, %d failed, %d of operations to come%n", area, passed, failures.size(), skipped);
        known.removeIf(id -> !id.startsWith(area + "/"));
        assertEquals(known, failing, () -> "failing.txt is not exact:\n" + String.join("\n", failures));
        unsupported.removeAll(listed("unsupported.txt"));
        assertEquals(Set.of(), unsupported, "operations that are neither registered nor in unsupported.txt");
    }

    @Test
    void noSupportedOperationIsListedAsUnsupported() {
        assertEquals(
                List.of(),
                listed("unsupported.txt").stream().filter(Registry::knows).toList());
    }

    private static @Nullable String run(GoldenCase golden) {
        List<Object> inputs = golden.inputs();
        try {
            List<Array> outputs = Registry.function(golden.operation()).apply(Call.of(inputs, golden.arguments()));
            return GoldenComparison.difference(golden, Postprocessing.apply(golden, inputs, outputs));
        } catch (Registry.UnknownOperationException unknown) {
            throw unknown;
        } catch (RuntimeException failure) {
            return failure.toString().lines().findFirst().orElse("");
        }
    }

    private static Set<String> listed(String name) {
        try (var in = Objects.requireNonNull(GoldenTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
