package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Fn1;
import lazuli.core.Memory;
import lazuli.core.Shape;
import lazuli.core.VjpResult;
import lazuli.core.transform.ReverseMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of an array are views of it, made together, and their cotangents are joined once. */
class PartsTest {
    private static final int PARTS = 32;

    @TempDir
    private Path folder = Path.of("");

    private static Array product(List<Array> parts) {
        Array product = parts.getFirst();
        for (Array part : parts.subList(1, parts.size())) {
            product = product.multiply(part);
        }
        return product;
    }

    /** It was an array of zeros for each slice, and as many sums of them. */
    @Test
    void gradientOfAllSlicesIsOneConcatenation() throws IOException {
        Array x = full(Shape.of(PARTS, 100), 1.01f);
        eval(x);
        for (Fn1 function : List.<Fn1>of(a -> sum(product(unstack(a))), a -> sum(product(split(a, PARTS))), a -> {
            Array product = ones(Shape.of(100), a.dtype());
            for (Array row : a) {
                product = product.multiply(row);
            }
            return sum(product);
        })) {
            List<String> kernels = kernels(() -> eval(grad(function).apply(x)));
            assertEquals(1, kernels.stream().filter("concatenate"::equals).count(), kernels::toString);
            assertTrue(kernels.stream().noneMatch(name -> name.contains("slice")), kernels::toString);
            assertTrue(kernels.size() <= 4 * PARTS, () -> kernels.size() + " kernels: " + kernels);
        }
    }

    @Test
    void oneSliceOfManyIsWrittenIntoZerosOnce() throws IOException {
        Array x = full(Shape.of(PARTS, 100), 1.01f);
        eval(x);
        List<String> kernels =
                kernels(() -> eval(grad((Array a) -> sum(unstack(a).get(7))).apply(x)));
        assertEquals(1, kernels.stream().filter(name -> name.contains("slice")).count(), kernels::toString);
        assertTrue(kernels.stream().noneMatch("concatenate"::equals), kernels::toString);
    }

    @Test
    void partsTakeNoMemory() {
        Array x = full(Shape.of(PARTS, 4096), 1);
        eval(x);
        long before = Memory.active();
        List<Array> slices = unstack(x);
        List<Array> halves = split(x, 2, 1);
        eval(slices.toArray(Array[]::new));
        eval(halves.toArray(Array[]::new));
        assertTrue(Memory.active() - before < x.nbytes() / 8, () -> "took " + (Memory.active() - before));
        assertEquals(Shape.of(4096), slices.getLast().shape());
        assertEquals(Shape.of(PARTS, 2048), halves.getLast().shape());
    }

    /** Each output has its own cotangent: those that nobody used are zero. */
    @Test
    void vjpOfSeveralOutputs() {
        Array x = arange(12).reshape(3, 4).astype(DType.FLOAT32);
        VjpResult result = ReverseMode.vjp(
                inputs -> split(inputs.getFirst(), new int[] {1, 3}, 1),
                List.of(x),
                List.of(full(Shape.of(3, 1), 1f), full(Shape.of(3, 2), 2f), full(Shape.of(3, 1), 3f)));
        assertTrue(arrayEqual(result.gradients().getFirst(), broadcastTo(array(new float[] {1, 2, 2, 3}), 3, 4))
                .itemBoolean());
    }

    private List<String> kernels(Runnable program) throws IOException {
        Path file = folder.resolve("kernels.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("lazuli.Kernel").withoutThreshold();
            recording.start();
            program.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("lazuli.Kernel"))
                .map(event -> String.valueOf(event.getString("operation")))
                .toList();
    }
}
