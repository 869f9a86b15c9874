package lazuli.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Device;
import lazuli.core.FnN;
import lazuli.core.Mx;
import lazuli.core.OperationException;
import lazuli.core.Shape;
import lazuli.core.Stream;
import lazuli.core.backend.DeviceException;
import lazuli.core.device.Gpus;
import lazuli.core.transform.ForwardMode;
import lazuli.core.transform.ReverseMode;
import lazuli.core.transform.Vectorization;

/** The page of the documentation that says what every operation takes: found out by trying, one line each. */
final class OperationTable {
    private static final String HEAD = """
            # Operations

            What every operation of arrays takes and how it is transformed. This page is written by `OperationTable`, which calls each
            operation with arguments of each dtype and under each transform; a test holds it against what happens. To write it again after an
            operation was added: `./mvnw -pl backend-cpu -am test -Dtest=OperationTableTest -Dsurefire.failIfNoSpecifiedTests=false
            -Dlazuli.write=true`.

            - dtypes: those of the array arguments, all of one. All others throw a `DTypeException` where the graph is built.
            - vjp, jvp: `yes`; `zero` where the derivative is zero everywhere or the operation stops it;
              `-` where the result is not floating.
            - vmap: `yes`, compared with a loop.
            - GPU: `yes`; `CPU` where a GPU's stream leaves it to the CPU, and refuses it where the stream was named. Tried with all these
              dtypes but float64, which Metal lacks, where the tests run on a GPU; elsewhere the column is left as it is.

            | Operation | dtypes | vjp | jvp | vmap | GPU |
            | --- | --- | --- | --- | --- | --- |
            """;

    private OperationTable() {}

    /** The whole page. */
    static String page() throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        Map<String, String> known = Device.GPU.isAvailable() ? Map.of() : knownGpuCells();
        Operations.all().stream().sorted((a, b) -> a.name().compareTo(b.name())).forEach(operation -> {
            Set<DType> dtypes = dtypes(operation);
            DType dtype = dtypes.contains(DType.FLOAT64)
                    ? DType.FLOAT64
                    : dtypes.iterator().next();
            List<Array> inputs = operation.inputs(dtype, 1);
            String gpu = Device.GPU.isAvailable() ? gpu(operation, dtypes) : known.getOrDefault(operation.name(), "?");
            page.append("| `%s` | %s | %s | %s | %s | %s |%n"
                    .formatted(
                            operation.name(),
                            text(dtypes),
                            vjp(operation, inputs),
                            jvp(operation, inputs),
                            vmap(operation, dtype),
                            gpu));
        });
        return page.toString();
    }

    /** Those that do not throw a typed error. */
    private static Set<DType> dtypes(Operation operation) {
        Set<DType> dtypes = EnumSet.noneOf(DType.class);
        for (DType dtype : DType.values()) {
            try {
                Mx.eval(operation.function().apply(operation.inputs(dtype, 1)).toArray(Array[]::new));
                dtypes.add(dtype);
            } catch (OperationException refused) {
                // not this one
            }
        }
        if (dtypes.isEmpty()) {
            throw new AssertionError(operation + " refuses every dtype");
        }
        return dtypes;
    }

    /** Where a named GPU stream computes it; with a list of dtypes where that differs among them. */
    private static String gpu(Operation operation, Set<DType> dtypes) {
        Set<DType> computed = EnumSet.noneOf(DType.class);
        Set<DType> refused = EnumSet.noneOf(DType.class);
        for (DType dtype : dtypes) {
            if (Gpus.get("operations", 0).runtime().supports(dtype)) {
                (isComputedOnGpu(operation, dtype) ? computed : refused).add(dtype);
            }
        }
        if (refused.isEmpty()) {
            return "yes";
        }
        return computed.isEmpty() ? "CPU" : "yes; CPU: " + names(refused);
    }

    private static boolean isComputedOnGpu(Operation operation, DType dtype) {
        List<Array> inputs = operation.inputs(dtype, 1);
        Mx.eval(inputs.toArray(Array[]::new));
        try (Stream.Scope _ = Stream.on(Device.GPU)) {
            Mx.eval(operation.function().apply(inputs).toArray(Array[]::new));
            return true;
        } catch (DeviceException refused) {
            return false;
        }
    }

    /** The last column of the page as it is, by operation. */
    private static Map<String, String> knownGpuCells() throws IOException {
        Map<String, String> cells = new HashMap<>();
        if (Files.exists(file())) {
            for (String line : Files.readAllLines(file())) {
                String[] parts = line.split(" \\| ", -1);
                if (parts.length == 6 && parts[0].startsWith("| `")) {
                    cells.put(
                            parts[0].substring(3, parts[0].length() - 1), parts[5].substring(0, parts[5].length() - 2));
                }
            }
        }
        return cells;
    }

    private static String text(Set<DType> dtypes) {
        EnumSet<DType> others = EnumSet.complementOf(EnumSet.copyOf(dtypes));
        if (others.isEmpty()) {
            return "all";
        }
        return dtypes.size() > others.size() ? "all but " + names(others) : names(dtypes);
    }

    private static String names(Set<DType> dtypes) {
        List<String> names = new ArrayList<>();
        EnumSet<DType> rest = EnumSet.copyOf(dtypes);
        for (DType.Kind kind : DType.Kind.values()) {
            Set<DType> ofKind = Arrays.stream(DType.values())
                    .filter(dtype -> dtype.kind() == kind)
                    .collect(Collectors.toSet());
            if (ofKind.size() > 1 && rest.containsAll(ofKind)) {
                names.add(kind.name().toLowerCase(Locale.ROOT));
                rest.removeAll(ofKind);
            } else {
                rest.stream().filter(ofKind::contains).map(DType::toString).forEach(names::add);
            }
        }
        return String.join(", ", names);
    }

    private static String vjp(Operation operation, List<Array> inputs) {
        if (!isDifferentiable(operation, inputs)) {
            return "-";
        }
        int[] all = new int[inputs.size()];
        Arrays.setAll(all, i -> i);
        return derivative(() -> ReverseMode.grad(loss(operation), inputs, all).gradients());
    }

    private static String jvp(Operation operation, List<Array> inputs) {
        if (!isDifferentiable(operation, inputs)) {
            return "-";
        }
        List<Array> tangents = operation.inputs(DType.FLOAT64, 3);
        return derivative(
                () -> ForwardMode.jvp(loss(operation), inputs, tangents).tangents());
    }

    private static boolean isDifferentiable(Operation operation, List<Array> inputs) {
        return inputs.getFirst().dtype() == DType.FLOAT64
                && operation.function().apply(inputs).stream()
                        .anyMatch(output -> output.dtype().isDifferentiable());
    }

    private static FnN loss(Operation operation) {
        return inputs -> List.of(operation.function().apply(inputs).stream()
                .filter(output -> output.dtype().isDifferentiable())
                .map(output -> output.abs().astype(DType.FLOAT64).square().sum())
                .reduce(Array::add)
                .orElseThrow());
    }

    private static String derivative(Supplier<List<Array>> derivatives) {
        boolean isZero =
                derivatives.get().stream().allMatch(array -> !array.any().itemBoolean());
        return isZero ? "zero" : "yes";
    }

    private static String vmap(Operation operation, DType dtype) {
        List<List<Array>> examples = List.of(operation.inputs(dtype, 1), operation.inputs(dtype, 2));
        List<Array> batched = new ArrayList<>();
        List<Integer> axes = new ArrayList<>();
        for (int i = 0; i < operation.shapes().size(); i++) {
            batched.add(Mx.stack(examples.get(0).get(i), examples.get(1).get(i)));
            axes.add(0);
        }
        List<Array> got = Vectorization.vmap(operation.function(), batched, axes, 2);
        for (int example = 0; example < 2; example++) {
            List<Array> expected = operation.function().apply(examples.get(example));
            for (int i = 0; i < got.size(); i++) {
                Array part = got.get(i).at(example);
                Shape shape = part.shape();
                if (!shape.equals(expected.get(i).shape())
                        || !Mx.allclose(expected.get(i), part).itemBoolean()) {
                    throw new AssertionError(operation + " differs from its loop");
                }
            }
        }
        return "yes";
    }

    /** Where the page is: in the documentation of the checkout that the tests run in. */
    static Path file() {
        Path root = Path.of("").toAbsolutePath();
        while (root != null && !Files.exists(root.resolve("mvnw"))) {
            root = root.getParent();
        }
        return root == null ? Path.of("operations.md") : root.resolve("docs").resolve("operations.md");
    }

    static void write() throws IOException {
        Files.writeString(file(), page());
    }
}
