package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.ArrayFileException;
import lazuli.core.ExportException;
import lazuli.core.FnN;
import lazuli.core.ImportedFunction;
import lazuli.core.Mx;
import lazuli.core.OperationException;
import lazuli.core.Random;
import lazuli.core.memory.OutOfMemoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A damaged file gives a function that computes what it says, or an error of ours that tells the file and what is wrong with it. */
class DamagedFunctionTest {
    private static final int EACH = Integer.getInteger("lazuli.mutations", 640) / 48;

    @TempDir
    Path directory;

    static Stream<Case> functions() {
        return ExportTest.functions();
    }

    static Stream<Case> gradients() {
        return Cases.all();
    }

    /** Every primitive's components and types, damaged some way. */
    @ParameterizedTest
    @MethodSource("functions")
    void eachPrimitive(Case function) throws IOException {
        damage(function.function(), function.inputs(7), function.name().hashCode());
    }

    @ParameterizedTest
    @MethodSource("gradients")
    void eachPrimitiveOfGradients(Case function) throws IOException {
        damage(
                x -> Derivatives.gradients(function.weighted(6), x),
                function.inputs(7),
                function.name().hashCode());
    }

    private void damage(FnN function, List<Array> inputs, long seed) throws IOException {
        Path file = directory.resolve("function");
        Mx.exportFunction(file, function, inputs);
        SplittableRandom random = new SplittableRandom(seed);
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < EACH; i++) {
            byte[] damaged = i % 2 == 0
                    ? oneByte(whole, random.nextInt(whole.length / 2, whole.length), random)
                    : oneNumberEverywhere(whole, random);
            call(file, damaged, inputs);
        }
    }

    @Test
    void eachByteAndEachLength() throws IOException {
        Path file = directory.resolve("whole");
        Array weight = Random.normal(2, 3, 3, 2);
        Array images = Random.normal(1, 5, 5, 2);
        Mx.exportFunction(file, x -> sort(softmax(conv2d(x, weight, 1, 0).sum(-1), -1)), images);
        byte[] whole = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(11);
        int refused = 0;
        for (int position = 0; position < whole.length; position++) {
            assertTrue(call(file, Arrays.copyOf(whole, position), List.of(images)), "cut at " + position);
            for (int i = 0; i < 2; i++) {
                refused += call(file, oneByte(whole, position, random), List.of(images)) ? 1 : 0;
            }
        }
        assertTrue(refused > whole.length, refused + " refused");
    }

    private static byte[] oneByte(byte[] whole, int position, SplittableRandom random) {
        byte[] damaged = whole.clone();
        damaged[position] ^= random.nextInt(3) == 0 ? (byte) (1 << random.nextInt(8)) : (byte) random.nextInt(1, 256);
        return damaged;
    }

    /** So that the types of a graph that is wrong still fit each other. */
    private static byte[] oneNumberEverywhere(byte[] whole, SplittableRandom random) {
        ByteBuffer damaged = ByteBuffer.wrap(whole.clone()).order(ByteOrder.LITTLE_ENDIAN);
        int number = random.nextInt(8);
        int other = random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(-1, 9);
        for (int at = whole.length / 3; at < whole.length - Integer.BYTES; at++) {
            if (damaged.getInt(at) == number && random.nextInt(8) > 0) {
                damaged.putInt(at, other);
                at += Integer.BYTES - 1;
            }
        }
        return damaged.array();
    }

    /** Whether the file is refused; if it is not, all that it computes has the shape that it says. */
    private static boolean call(Path file, byte[] damaged, List<Array> inputs) throws IOException {
        Files.write(file, damaged);
        try {
            ImportedFunction imported = Mx.importFunction(file);
            List<Array> outputs = imported.apply(inputs);
            eval(outputs.toArray(Array[]::new));
            for (Array output : outputs) {
                assertEquals(output.nbytes(), output.toByteArray().length);
            }
            return false;
        } catch (ArrayFileException refused) {
            String message = String.valueOf(refused.getMessage());
            assertTrue(message.startsWith(file + ": "), message);
            return true;
        } catch (ExportException | OperationException | IndexOutOfBoundsException | OutOfMemoryException refused) {
            String message = String.valueOf(refused.getMessage());
            assertTrue(message.startsWith("["), message);
            return true;
        }
    }
}
