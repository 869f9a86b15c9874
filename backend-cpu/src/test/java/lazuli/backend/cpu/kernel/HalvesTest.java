package lazuli.backend.cpu.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lazuli.backend.cpu.loop.Loop;
import lazuli.backend.cpu.math.Bfloat16;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.DType;
import lazuli.core.primitive.elementwise.UnaryFunction;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** All 65,536 numbers of the halves are read, computed with and rounded as {@link Float} and the scalar loops do it. */
class HalvesTest {
    private static final int ALL = 1 << 16;
    private static final List<DType> HALVES = List.of(DType.FLOAT16, DType.BFLOAT16);

    /** A form of a kernel that the process has. */
    private static void forms(List<DynamicTest> tests, String name, Kernel kernel, Check check) {
        tests.add(DynamicTest.dynamicTest(name + ", scalar", () -> check.run(kernel.scalar())));
        Loop vector = kernel.vector();
        if (vector != null) {
            tests.add(DynamicTest.dynamicTest(name + ", vector", () -> check.run(vector)));
        }
    }

    private interface Check {
        void run(Loop loop);
    }

    @TestFactory
    Stream<DynamicTest> conversions() {
        List<DynamicTest> tests = new ArrayList<>();
        for (DType dtype : HALVES) {
            forms(tests, dtype + " to float32", Kernels.widen(dtype), loop -> checkWidened(loop, dtype));
            forms(tests, "float32 to " + dtype, Kernels.narrow(dtype), loop -> checkNarrowed(loop, dtype, false));
            forms(tests, "float32 rounded to " + dtype, Kernels.round(dtype), loop -> checkNarrowed(loop, dtype, true));
        }
        return tests.stream();
    }

    private static float widened(DType dtype, short bits) {
        return dtype == DType.FLOAT16 ? Float.float16ToFloat(bits) : Bfloat16.toFloat(bits);
    }

    private static short narrowed(DType dtype, float x) {
        return dtype == DType.FLOAT16 ? Float.floatToFloat16(x) : Bfloat16.of(x);
    }

    private static void checkWidened(Loop loop, DType dtype) {
        try (Arena arena = Arena.ofConfined()) {
            long from = arena.allocate(ALL * 2L, 64).address();
            long to = arena.allocate(ALL * 4L, 64).address();
            for (int i = 0; i < ALL; i++) {
                NativeMemory.setShort(from + 2L * i, (short) i);
            }
            loop.run(to, from, from, from, ALL);
            for (int i = 0; i < ALL; i++) {
                assertEquals(
                        Float.floatToIntBits(widened(dtype, (short) i)),
                        Float.floatToIntBits(NativeMemory.getFloat(to + 4L * i)),
                        dtype + " " + Integer.toHexString(i));
            }
        }
    }

    /** Each number of the dtype, the points halfway to the next, and their neighbours. */
    private static void checkNarrowed(Loop loop, DType dtype, boolean inLane) {
        int count = ALL * 6;
        try (Arena arena = Arena.ofConfined()) {
            long from = arena.allocate(count * 4L, 64).address();
            long to = arena.allocate(count * 4L, 64).address();
            for (int i = 0; i < ALL; i++) {
                float x = widened(dtype, (short) i);
                float next = widened(dtype, (short) (i + 1));
                float halfway = x / 2 + next / 2;
                float[] near = {
                    x, Math.nextUp(x), Math.nextDown(x), halfway, Math.nextUp(halfway), Math.nextDown(halfway)
                };
                for (int k = 0; k < near.length; k++) {
                    NativeMemory.setFloat(from + 4L * (i * near.length + k), near[k]);
                }
            }
            loop.run(to, from, from, from, count);
            for (int i = 0; i < count; i++) {
                float x = NativeMemory.getFloat(from + 4L * i);
                float got = inLane
                        ? NativeMemory.getFloat(to + 4L * i)
                        : widened(dtype, NativeMemory.getShort(to + 2L * i));
                assertEquals(
                        Float.floatToIntBits(widened(dtype, narrowed(dtype, x))),
                        Float.floatToIntBits(got),
                        dtype + " of " + Float.toHexString(x));
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> functions() {
        List<DynamicTest> tests = new ArrayList<>();
        for (DType dtype : HALVES) {
            for (UnaryFunction function : UnaryFunction.values()) {
                if (function.takes(dtype) && function.operandType(dtype) == dtype) {
                    Kernel kernel = Kernels.of(function, dtype);
                    Loop vector = kernel.vector();
                    if (vector != null) {
                        tests.add(DynamicTest.dynamicTest(
                                function + " " + dtype, () -> checkFunction(kernel, vector, dtype)));
                    }
                }
            }
        }
        return tests.stream();
    }

    private static void checkFunction(Kernel kernel, Loop vector, DType dtype) {
        int size = kernel.sizes().to();
        try (Arena arena = Arena.ofConfined()) {
            long from = arena.allocate(ALL * 4L, 64).address();
            long expected = arena.allocate(ALL * 4L, 64).address();
            long got = arena.allocate(ALL * 4L, 64).address();
            for (int i = 0; i < ALL; i++) {
                NativeMemory.setFloat(from + 4L * i, widened(dtype, (short) i));
            }
            kernel.scalar().run(expected, from, from, from, ALL);
            vector.run(got, from, from, from, ALL);
            for (int i = 0; i < ALL; i++) {
                assertEquals(bits(expected, i, size), bits(got, i, size), dtype + " " + Integer.toHexString(i));
            }
        }
    }

    /** Those of a number, of NaN always the same, or of a bool. */
    private static int bits(long address, int i, int size) {
        return size == Byte.BYTES
                ? NativeMemory.getByte(address + i)
                : Float.floatToIntBits(NativeMemory.getFloat(address + 4L * i));
    }
}
