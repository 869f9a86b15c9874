package lazuli.conformance;

import static lazuli.core.Mx.add;
import static lazuli.core.Mx.arange;
import static lazuli.core.Mx.array;
import static lazuli.core.Mx.compile;
import static lazuli.core.Mx.eval;
import static lazuli.core.Mx.multiply;
import static lazuli.core.Mx.reshape;
import static lazuli.core.Mx.subtract;
import static lazuli.core.Mx.sum;
import static lazuli.core.Mx.transpose;
import static lazuli.core.Mx.valueAndGrad;
import static lazuli.core.Mx.wrap;
import static lazuli.core.Mx.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Fn1;
import lazuli.core.Memory;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory that arrays share with the program around them. */
class SharedMemoryTest {
    private static final int SIZE = 1 << 20;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aSegmentIsWrappedWithoutACopy() {
        MemorySegment memory = Arena.ofAuto().allocate(4L * SIZE, 64);
        memory.setAtIndex(ValueLayout.JAVA_FLOAT, 7, 3);
        long before = Memory.active();
        Array x = wrap(memory, DType.FLOAT32, Shape.of(SIZE / 4, 4));
        eval(x);
        assertTrue(Memory.active() - before < SIZE, "copied");
        assertEquals(3f, x.at(1, 3).itemFloat());
        assertEquals(memory.address(), x.asMemorySegment().address());
        assertEquals(6f, sum(multiply(x, 2)).itemFloat());
    }

    @Test
    void aDirectBufferIsWrappedAndAHeapBufferCopied() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(64).order(ByteOrder.nativeOrder());
        FloatBuffer floats = bytes.asFloatBuffer();
        floats.put(new float[] {1, 2, 3, 4, 5}).flip().position(1);
        MemorySegment memory = MemorySegment.ofBuffer(floats);
        Array x = wrap(memory, DType.FLOAT32, Shape.of(4));
        assertEquals(memory.address(), x.asMemorySegment().address());
        assertArrayEquals(new float[] {2, 3, 4, 5}, x.toFloatArray());
        Array y = wrap(MemorySegment.ofArray(new int[] {1, 2}), DType.INT32, Shape.of(2));
        assertArrayEquals(new int[] {1, 2}, y.toIntArray());
    }

    @Test
    void memoryOffABoundaryIsCopied() {
        MemorySegment memory = Arena.ofAuto().allocate(64, 64).asSlice(1, 8);
        memory.set(ValueLayout.JAVA_FLOAT_UNALIGNED, 4, 5);
        Array x = wrap(memory, DType.FLOAT32, Shape.of(2));
        assertNotEquals(memory.address(), x.asMemorySegment().address());
        assertArrayEquals(new float[] {0, 5}, x.toFloatArray());
    }

    @Test
    void whatCannotBeWrappedIsRefused() {
        MemorySegment memory = Arena.ofAuto().allocate(16, 64);
        assertThrows(ShapeException.class, () -> wrap(memory, DType.FLOAT32, Shape.of(5)));
        try (Arena confined = Arena.ofConfined()) {
            MemorySegment mine = confined.allocate(16, 64);
            assertThrows(IllegalArgumentException.class, () -> wrap(mine, DType.FLOAT32, Shape.of(4)));
        }
        assertEquals(
                0,
                wrap(Arena.ofAuto().allocate(0), DType.FLOAT32, Shape.of(0, 3)).size());
    }

    @Test
    void mappedWeightsAreReadWhereTheyLieAndNeverWrittenTo() throws IOException {
        Path file = folder.resolve("weights");
        Files.write(file, new byte[4 * SIZE]);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            // Writable, so that a kernel that wrote would change the file.
            MemorySegment mapped = channel.map(MapMode.READ_WRITE, 0, 4L * SIZE, Arena.ofAuto());
            Array weight = wrap(mapped, DType.FLOAT32, Shape.of(SIZE));
            Fn1 update = compile((Array w) -> subtract(
                    w,
                    valueAndGrad((Array v) -> sum(subtract(v, 1).square()))
                            .apply(w)
                            .grad()
                            .multiply(0.25)));
            for (int i = 0; i < 3; i++) {
                weight = update.apply(weight);
                eval(weight);
            }
            assertEquals(0.875f, weight.at(SIZE - 1).itemFloat());
            assertEquals(0, mapped.getAtIndex(ValueLayout.JAVA_FLOAT, SIZE - 1L));
        }
        assertArrayEquals(new byte[4 * SIZE], Files.readAllBytes(file));
    }

    @Test
    void elementsAreShownWhereTheyLie() {
        Array x = reshape(arange(6.0), 2, 3);
        MemorySegment elements = x.asMemorySegment();
        assertTrue(elements.isReadOnly());
        assertEquals(elements.address(), x.asMemorySegment().address());
        assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5}, elements.toArray(ValueLayout.JAVA_FLOAT));
        assertArrayEquals(
                new float[] {0, 3, 1, 4, 2, 5}, transpose(x).asMemorySegment().toArray(ValueLayout.JAVA_FLOAT));
        FloatBuffer floats =
                elements.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
        assertEquals(4f, floats.get(4));
        assertEquals(0, zeros(0).asMemorySegment().byteSize());
    }

    @Test
    void shownElementsOutliveTheArray() throws InterruptedException {
        long before = LiveMemory.settled();
        MemorySegment elements = shownAndClosed();
        for (int i = 0; i < 10; i++) {
            eval(add(zeros(SIZE), i));
        }
        assertTrue(LiveMemory.settled() - before >= 4L * SIZE);
        assertEquals(42f, elements.getAtIndex(ValueLayout.JAVA_FLOAT, SIZE - 1L));
        elements = MemorySegment.NULL;
        assertTrue(LiveMemory.growth(before) <= 0, elements.toString());
    }

    private static MemorySegment shownAndClosed() {
        Array x = add(zeros(SIZE), array(42f));
        MemorySegment elements = x.asMemorySegment();
        x.close();
        return elements;
    }
}
