package lazuli.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lazuli.conformance.golden.Call;
import lazuli.conformance.golden.GoldenCase;
import lazuli.conformance.golden.GoldenComparison;
import lazuli.conformance.golden.GoldenFiles;
import lazuli.core.Array;
import lazuli.core.Mx;
import lazuli.core.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What MLX's optimizers and schedules compute. */
class GoldenOptimizersTest {
    /** Optimizers that are still to come; the list must be exact. */
    private static final Set<String> TO_COME = Set.of();

    /** MLX's weight decay changes in place the parameters that were recorded a step before; only the last are what the optimizer gives. */
    private static final Set<String> CHANGED_IN_PLACE = Set.of("optim.Adafactor-5");

    private static boolean isKnown(String operation) {
        return operation.equals("optim.clip_grad_norm")
                || GoldenOptimizers.has(operation)
                || GoldenSchedules.NAMES.contains(operation.substring("optim.".length()));
    }

    static List<GoldenCase> cases() {
        return GoldenFiles.cases("optimizers").stream()
                .filter(golden -> isKnown(golden.operation()) && !CHANGED_IN_PLACE.contains(golden.id()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void matchesMlx(GoldenCase golden) {
        assertNull(GoldenComparison.difference(golden, outputs(golden.operation(), golden.call())));
    }

    @Test
    void knowsAllThatIsNotToCome() {
        Set<String> missing = GoldenFiles.cases("optimizers").stream()
                .map(GoldenCase::operation)
                .filter(operation -> !isKnown(operation))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(TO_COME, missing);
    }

    private static List<Array> outputs(String operation, Call call) {
        if (GoldenOptimizers.has(operation)) {
            return steps(GoldenOptimizers.of(operation, call.arguments().get("init")), call);
        }
        return operation.equals("optim.clip_grad_norm")
                ? clipped(call)
                : List.of(GoldenSchedules.of(operation.substring("optim.".length()), call)
                        .at(call.array(0)));
    }

    private static List<Array> steps(Optimizer optimizer, Call call) {
        List<String> names = new ArrayList<>();
        call.arguments().get("names").forEach(name -> names.add(name.asText()));
        List<Array> arrays = call.arrays();
        List<Array> outputs = new ArrayList<>();
        Tree parameters = tree(names, arrays);
        for (int step = 1; step <= call.integer("steps", 0); step++) {
            Tree gradients = tree(names, arrays.subList(step * names.size(), arrays.size()));
            parameters = optimizer.applyGradients(gradients, parameters);
            Mx.eval(parameters, optimizer.state());
            outputs.addAll(parameters.leaves());
        }
        return outputs;
    }

    private static Tree tree(List<String> names, List<Array> arrays) {
        Map<String, Array> flat = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            flat.put(names.get(i), arrays.get(i));
        }
        return Tree.unflatten(flat);
    }

    private static List<Array> clipped(Call call) {
        Map<String, Array> flat = new LinkedHashMap<>();
        call.arrays().forEach(array -> flat.put("g" + flat.size(), array));
        ClippedGradients clipped = ClippedGradients.clipGradNorm(Tree.unflatten(flat), call.real("max_norm", 0));
        List<Array> outputs = new ArrayList<>(clipped.grads().leaves());
        outputs.add(clipped.norm());
        return outputs;
    }
}
