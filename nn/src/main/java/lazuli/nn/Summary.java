package lazuli.nn;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lazuli.core.Array;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.State;
import lazuli.core.Tree;
import lazuli.core.graph.TraceScope;

/** The table that {@link Module#summary} gives: modules tell it of their outputs while a function calls them. */
final class Summary {
    private static final ScopedValue<Summary> CURRENT = ScopedValue.newInstance();
    private static final int GAP = 2;

    private final IdentityHashMap<Module, Set<Shape>> outputs = new IdentityHashMap<>();

    private Summary() {}

    /** Takes a module's output into the summary that is being made on this thread, if there is one. */
    static void called(Module module, Array output) {
        if (CURRENT.isBound()) {
            CURRENT.get()
                    .outputs
                    .computeIfAbsent(module, _ -> new LinkedHashSet<>())
                    .add(output.shape());
        }
    }

    /** The table for a call; the module stays as it is. */
    static String of(Module module, Supplier<?> call) {
        Summary summary = new Summary();
        State random = Random.state();
        return random.exclusively(() -> {
            ModuleSnapshot before = ModuleSnapshot.of(module);
            Tree keys = random.captureState();
            try {
                module.evaluate();
                ScopedValue.where(CURRENT, summary).call(() -> TraceScope.within(call));
            } finally {
                before.restore();
                random.restoreState(keys);
            }
            return summary.table(module);
        });
    }

    private String table(Module root) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("path", "module", "output", "parameters"));
        root.namedModules().forEach((path, module) -> {
            Set<Shape> shapes = outputs.getOrDefault(module, Set.of());
            rows.add(List.of(
                    path,
                    module.getClass().getSimpleName(),
                    shapes.stream().map(Shape::toString).collect(Collectors.joining(" ")),
                    String.format(Locale.ROOT, "%,d", module.ownParameterCount())));
        });
        long buffers = root.bufferCount();
        return aligned(rows)
                + String.format(
                        Locale.ROOT,
                        "%,d parameters, %,d of them trainable%s",
                        root.parameterCount(),
                        root.trainableParameterCount(),
                        buffers == 0 ? "" : String.format(Locale.ROOT, "; %,d elements of buffers", buffers));
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
