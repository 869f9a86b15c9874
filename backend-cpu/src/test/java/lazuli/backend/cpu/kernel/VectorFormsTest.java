package lazuli.backend.cpu.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import lazuli.backend.cpu.loop.Lane;
import lazuli.backend.cpu.loop.Loop;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.elementwise.UnaryFunction;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The vector form of each kernel gives the bits of the scalar form. */
class VectorFormsTest {
    private static final long SEED = 7;
    private static final int LENGTH = 1027;

    private static final DType[] DTYPE_OF_LANE = {
        DType.BOOL, DType.INT32, DType.UINT32, DType.INT64, DType.UINT64, DType.FLOAT32, DType.FLOAT64
    };

    private static final float[] SPECIAL = {
        0f,
        -0f,
        1f,
        -1f,
        0.5f,
        -0.5f,
        1.5f,
        2.5f,
        -2.5f,
        88.7f,
        88.8f,
        -87.5f,
        -103.9f,
        -104f,
        1e-40f,
        -1e-40f,
        0x1p-126f,
        Float.MIN_VALUE,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        65504f,
        65520f,
        65519.9f,
        6.1e-5f,
        5.96e-8f,
        2.98e-8f,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN,
        0x1p23f,
        0x1p24f,
        8388607.5f,
        99999f,
        0.55f,
        9.5f,
        0.925f,
        4f,
        0.99999994f,
        -0.99999994f,
        1.3333334f,
        0.6666667f
    };

    @BeforeAll
    static void vectorsArePresent() {
        Assumptions.assumeTrue(VectorUse.CHOSEN != VectorUse.NEVER, "there are no vectors to compare loops with");
    }

    @TestFactory
    Stream<DynamicTest> sameBits() {
        List<DynamicTest> tests = new ArrayList<>();
        for (DType dtype : DTYPE_OF_LANE) {
            for (UnaryFunction function : UnaryFunction.values()) {
                add(tests, function + " " + dtype, dtype, () -> Kernels.of(function, dtype));
            }
            for (BinaryFunction function : BinaryFunction.values()) {
                add(tests, function + " " + dtype, dtype, () -> Kernels.of(function, dtype));
            }
            add(tests, "select " + dtype, dtype, () -> Kernels.select(dtype));
        }
        for (DType dtype : List.of(DType.INT8, DType.INT16, DType.UINT8, DType.UINT16)) {
            add(tests, "round to " + dtype, DType.INT32, () -> Kernels.round(dtype));
        }
        for (DType dtype : List.of(DType.FLOAT16, DType.BFLOAT16)) {
            add(tests, "round to " + dtype, DType.FLOAT32, () -> Kernels.round(dtype));
        }
        for (DType dtype : List.of(DType.INT32, DType.UINT32, DType.UINT8)) {
            add(tests, dtype + " to float32", dtype, () -> Kernels.convert(dtype, DType.FLOAT32));
        }
        return tests.stream();
    }

    private interface Maker {
        Kernel make();
    }

    private static void add(List<DynamicTest> tests, String name, DType operand, Maker maker) {
        Kernel kernel;
        try {
            kernel = maker.make();
        } catch (DTypeException undefined) {
            return;
        }
        Loop vector = kernel.vector();
        if (vector != null) {
            tests.add(DynamicTest.dynamicTest(name, () -> compare(kernel, vector, operand)));
        }
    }

    private static void compare(Kernel kernel, Loop vector, DType operand) {
        OperandSizes sizes = kernel.sizes();
        try (Arena arena = Arena.ofConfined()) {
            long a = arena.allocate(LENGTH * 8L, 64).address();
            long b = arena.allocate(LENGTH * 8L, 64).address();
            long c = arena.allocate(LENGTH * 8L, 64).address();
            long expected = arena.allocate(LENGTH * 8L, 64).address();
            long got = arena.allocate(LENGTH * 8L, 64).address();
            SplittableRandom random = new SplittableRandom(SEED);
            boolean selects = sizes.c() != 0;
            boolean floating = operand.isFloating();
            fill(a, selects ? DType.BOOL : operand, random);
            fill(b, operand, random);
            fill(c, operand, random);
            kernel.scalar().run(expected, a, b, c, LENGTH);
            for (int n : new int[] {LENGTH, 16, 3}) {
                vector.run(got, a, b, c, n);
                for (int i = 0; i < n; i++) {
                    int element = i;
                    assertEquals(
                            bits(expected, i, sizes.to(), floating),
                            bits(got, i, sizes.to(), floating),
                            () -> "element " + element + " of " + LENGTH + ", seed " + SEED + ", operands "
                                    + Long.toHexString(bits(a, element, sizes.a(), floating)) + " "
                                    + Long.toHexString(sizes.b() == 0 ? 0 : bits(b, element, sizes.b(), floating)));
                }
            }
        }
    }

    private static void fill(long address, DType dtype, SplittableRandom random) {
        for (long i = 0; i < LENGTH; i++) {
            boolean small = random.nextBoolean();
            switch (Lane.of(dtype)) {
                case BOOL -> NativeMemory.setByte(address + i, (byte) random.nextInt(2));
                case INT, UNSIGNED_INT ->
                    NativeMemory.setInt(address + 4 * i, small ? random.nextInt(-70, 70) : random.nextInt());
                case LONG, UNSIGNED_LONG ->
                    NativeMemory.setLong(address + 8 * i, small ? random.nextInt(-70, 70) : random.nextLong());
                case FLOAT -> NativeMemory.setFloat(address + 4 * i, someFloat(random, small));
                case DOUBLE -> NativeMemory.setDouble(address + 8 * i, someFloat(random, small));
                case COMPLEX -> throw new AssertionError("no vectors of complex numbers");
            }
        }
    }

    private static float someFloat(SplittableRandom random, boolean small) {
        int choice = random.nextInt(4);
        if (choice == 0) {
            return SPECIAL[random.nextInt(SPECIAL.length)];
        }
        float bound = choice == 1 ? 100 : 1.2f;
        return small ? (float) random.nextDouble(-bound, bound) : Float.intBitsToFloat(random.nextInt());
    }

    /** The bits of an element; of NaN, which has many, always the same. */
    private static long bits(long address, long i, int size, boolean floating) {
        return switch (size) {
            case 1 -> NativeMemory.getByte(address + i);
            case 4 ->
                floating
                        ? Float.floatToIntBits(NativeMemory.getFloat(address + 4 * i))
                        : NativeMemory.getInt(address + 4 * i);
            default ->
                floating
                        ? Double.doubleToLongBits(NativeMemory.getDouble(address + 8 * i))
                        : NativeMemory.getLong(address + 8 * i);
        };
    }

    @Test
    void whatHasAWeightHasAVectorFormThatOthersCanUse() {
        for (DType dtype : DType.values()) {
            for (UnaryFunction function : UnaryFunction.values()) {
                if (function.takes(dtype)) {
                    assertFusible(Kernels.of(function, function.operandType(dtype)), dtype);
                }
            }
            for (BinaryFunction function : BinaryFunction.values()) {
                if (function.takes(dtype)) {
                    assertFusible(Kernels.of(function, function.operandType(dtype)), dtype);
                }
            }
            if (!Lane.isStored(dtype)) {
                assertFusible(Kernels.round(dtype), dtype);
            }
        }
    }

    private static void assertFusible(Kernel kernel, DType dtype) {
        if (kernel.weight() > 0) {
            assertNotNull(kernel.vectorElement(), kernel + " of " + dtype);
            assertNotNull(kernel.scalarElement(), kernel + " of " + dtype);
        }
    }

    @Test
    void theCommonFloatFunctionsHaveVectorForms() {
        for (UnaryFunction function : List.of(UnaryFunction.EXP, UnaryFunction.TANH, UnaryFunction.SIGMOID)) {
            assertNotNull(Kernels.of(function, DType.FLOAT32).vector(), function.text());
        }
        assertTrue(Kernels.of(UnaryFunction.EXP, DType.FLOAT16).needsRounding(DType.FLOAT16));
    }
}
