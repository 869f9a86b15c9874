package lazuli.core.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lazuli.core.fault.Faults;
import lazuli.core.memory.OutOfMemoryException;
import lazuli.core.primitive.Primitive;
import lazuli.core.recording.FlightRecording;
import org.jspecify.annotations.Nullable;

/**
 * One call of kernels, as it is recorded and as failures tell of it: these keep their type and message and name the computation beside it,
 * memory that could not be had in its own message.
 */
public final class KernelCall {
    /** How many of the elementwise primitives that run as one are named. */
    private static final int NAMED = 6;

    private KernelCall() {}

    /** Attached to a failure: in which computation it came up. */
    private static final class While extends RuntimeException {
        private static final long serialVersionUID = 1L;

        While(String computation) {
            super("while computing " + computation, null, false, false);
        }
    }

    /**
     * Runs kernels.
     *
     * @param operation what they do, in a word
     * @param inputs the types of what they read
     * @param outputs the types of what they store, the most important one last
     */
    public static void run(
            Supplier<String> operation,
            Supplier<List<ArrayType>> inputs,
            Supplier<List<ArrayType>> outputs,
            Runnable kernels) {
        KernelEvent event = FlightRecording.isPossible() ? new KernelEvent() : null;
        if (event != null) {
            event.begin();
        }
        naming(operation, inputs, outputs, () -> {
            Faults.beforeKernel();
            kernels.run();
        });
        if (event != null) {
            event.finish(operation, outputs);
        }
    }

    /** Runs what is made of several calls of kernels. */
    static void naming(
            Supplier<String> operation,
            Supplier<List<ArrayType>> inputs,
            Supplier<List<ArrayType>> outputs,
            Runnable body) {
        try {
            body.run();
        } catch (OutOfMemoryException failure) {
            throw failure.during(text(operation, inputs, outputs));
        } catch (RuntimeException | Error failure) {
            if (Arrays.stream(failure.getSuppressed()).noneMatch(While.class::isInstance)) {
                failure.addSuppressed(new While(text(operation, inputs, outputs)));
            }
            throw failure;
        }
    }

    /** The text of a step that runs several elementwise primitives, by the names of the first ones. */
    public static String elementwise(Stream<? extends @Nullable Primitive> primitives) {
        List<String> names =
                primitives.filter(Objects::nonNull).map(Primitive::text).toList();
        String first = names.stream().limit(NAMED).collect(Collectors.joining(" ", "elementwise ", ""));
        return names.size() > NAMED ? "%s and %d more".formatted(first, names.size() - NAMED) : first;
    }

    private static String text(
            Supplier<String> operation, Supplier<List<ArrayType>> inputs, Supplier<List<ArrayType>> outputs) {
        return "[%s] %s from %s".formatted(operation.get(), text(outputs.get()), text(inputs.get()));
    }

    private static String text(List<ArrayType> types) {
        return types.isEmpty()
                ? "nothing"
                : types.stream().map(ArrayType::toString).collect(Collectors.joining(", "));
    }
}
