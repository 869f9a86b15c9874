package lazuli.nn;

import static lazuli.core.Mx.zeros;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.State;
import lazuli.core.Tree;
import lazuli.core.graph.TraceScope;

/** The table that {@link Module#summary} gives. */
final class Summary {
    private static final int GAP = 2;

    private final Map<String, Shape> outputs = new LinkedHashMap<>();

    private Summary() {}

    /** The table for an array of this shape; the module stays as it is. */
    static String of(Module module, Shape inputShape, DType dtype) {
        if (!(module instanceof Layer layer)) {
            throw new IllegalStateException("[summary] %s is not a Layer that can be given an array"
                    .formatted(module.getClass().getSimpleName()));
        }
        Summary summary = new Summary();
        State random = Random.state();
        return random.exclusively(() -> {
            ModuleSnapshot before = ModuleSnapshot.of(module);
            Tree keys = random.captureState();
            try {
                module.evaluate();
                TraceScope.within(() -> summary.run("", layer, zeros(inputShape, dtype)));
            } finally {
                before.restore();
                random.restoreState(keys);
            }
            return summary.table(module);
        });
    }

    private Array run(String path, Layer layer, Array x) {
        // A subclass may do something else with its layers.
        Array y = layer instanceof Sequential sequential && layer.getClass() == Sequential.class
                ? runEach(path, sequential, x)
                : layer.forward(x);
        if (layer instanceof Module) {
            outputs.put(path, y.shape());
        }
        return y;
    }

    private Array runEach(String path, Sequential sequential, Array x) {
        String prefix = path.isEmpty() ? "layers." : path + ".layers.";
        List<Layer> layers = sequential.layers();
        Array y = x;
        for (int i = 0; i < layers.size(); i++) {
            y = run(prefix + i, layers.get(i), y);
        }
        return y;
    }

    private String table(Module root) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("path", "module", "output", "parameters"));
        root.namedModules().forEach((path, module) -> {
            Shape output = outputs.get(path);
            rows.add(List.of(
                    path,
                    module.getClass().getSimpleName(),
                    output == null ? "" : output.toString(),
                    String.format(Locale.ROOT, "%,d", module.ownParameterCount())));
        });
        long all = root.parameterCount();
        long trainable = root.trainableParameters().leaves().stream()
                .mapToLong(Array::size)
                .sum();
        return aligned(rows) + String.format(Locale.ROOT, "%,d parameters, %,d of them trainable", all, trainable);
    }

    /** Columns as wide as their widest cells, the last one to the right. */
    private static String aligned(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                String padding = " ".repeat(widths[i] - row.get(i).length());
                boolean isLast = i == columns - 1;
                text.append(isLast ? padding : "").append(row.get(i)).append(isLast ? "\n" : padding + " ".repeat(GAP));
            }
        }
        return text.toString();
    }
}
