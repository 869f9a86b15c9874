package lazuli.backend.metal.custom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import lazuli.backend.metal.Samples;
import lazuli.backend.metal.software.DeviceCounters;
import lazuli.backend.metal.software.SoftwareMetal;
import lazuli.core.ArgumentException;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Fast;
import lazuli.core.GpuKernel;
import lazuli.core.KernelLaunch;
import lazuli.core.KernelOptions;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.backend.DeviceException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies in Metal Shading Language, among them MLX's examples, against the same computed by primitives. */
class MetalKernelTest {
    private static final GpuKernel EXP = Fast.metalKernel("myexp", List.of("inp"), List.of("out"), """
            uint elem = thread_position_in_grid.x;
            T tmp = inp[elem];
            out[elem] = metal::exp(tmp);
            """);

    private static final GpuKernel STRIDED = Fast.metalKernel(
            "myexp_strided", List.of("inp"), List.of("out"), """
            uint elem = thread_position_in_grid.x;
            int64_t loc = elem_to_loc(elem, inp_shape, inp_strides, inp_ndim);
            T tmp = inp[loc];
            out[elem] = metal::exp(tmp);
            """, KernelOptions.DEFAULTS.rowMajor(false));

    @AfterEach
    void nothingWasMisused() {
        assertEquals(0, DeviceCounters.misuses(), DeviceCounters::lastMisuse);
    }

    private static Array exp(GpuKernel kernel, Array x, int group) {
        KernelLaunch launch =
                KernelLaunch.of(x.size(), group).template("T", DType.FLOAT32).output(x.shape(), x.dtype());
        return kernel.call(List.of(x), launch).getFirst();
    }

    private static Array normal(int... shape) {
        return Samples.of(DType.FLOAT32, new Random(1), Shape.of(shape), false);
    }

    private static void assertClose(Array expected, Array got) {
        Samples.onCpu(() -> {
            assertTrue(Mx.allclose(got, expected, 2e-3, 2e-3, true).itemBoolean(), () -> expected + "\n" + got);
            return null;
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32, 100, 256})
    void expOfAnyLengthIsExp(int group) {
        for (int length : new int[] {1, 7, 64, 255, 257, 1000}) {
            Array x = Samples.onCpu(
                    () -> Mx.divide(normal(length), 4).astype(DType.FLOAT16).eval());
            Array got = Samples.onGpu(() -> exp(EXP, x, group).eval());
            assertClose(Samples.onCpu(() -> Mx.exp(x).eval()), got);
        }
    }

    @Test
    void stridesAreGivenOrInputsCopied() {
        Array x = Samples.onCpu(() -> Mx.divide(normal(3, 4, 5), 4).eval());
        for (Array layout : Samples.layouts(x)) {
            Array expected = Samples.onCpu(() -> Mx.exp(layout).eval());
            assertClose(expected, Samples.onGpu(() -> exp(EXP, layout, 256).eval()));
            assertClose(expected, Samples.onGpu(() -> exp(STRIDED, layout, 256).eval()));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT64"},
            mode = EnumSource.Mode.EXCLUDE)
    void allDTypesPass(DType dtype) {
        GpuKernel copy = Fast.metalKernel("copy", List.of("x", "one"), List.of("y", "again"), """
                uint i = thread_position_in_grid.x;
                y[i] = x[i];
                again[i] = i == 0 ? one : x[i];
                """);
        Array x = Samples.of(dtype, new Random(3), Shape.of(77), false);
        Array one = Samples.of(dtype, new Random(4), Shape.SCALAR, false);
        KernelLaunch launch = KernelLaunch.of(77, 32).output(x.shape(), dtype).output(x.shape(), dtype);
        List<Array> got = Samples.onGpu(() -> {
            List<Array> both = copy.call(List.of(x, one), launch);
            Mx.eval(both.toArray(Array[]::new));
            return both;
        });
        Samples.onCpu(() -> {
            assertArrayEquals(bytes(x), bytes(got.get(0)));
            Array again = Mx.concatenate(List.of(one.reshape(1), x.at(lazuli.core.Slice.from(1))), 0);
            assertArrayEquals(bytes(again), bytes(got.get(1)));
            return null;
        });
    }

    private static byte[] bytes(Array x) {
        return Mx.contiguous(x).view(DType.UINT8).toByteArray();
    }

    @Test
    void templatesHeadersAndAttributesAreThere() {
        GpuKernel kernel = Fast.metalKernel(
                "many",
                List.of("x"),
                List.of("y"),
                """
                uint3 at = thread_position_in_grid;
                uint i = (at.z * threads_per_grid.y + at.y) * threads_per_grid.x + at.x;
                y[i] = T(twice(x[i]) + N + (FLAG ? 100 : 0)) + T(thread_index_in_simdgroup * 0)
                    + T(threadgroup_position_in_grid.x * dispatch_threads_per_threadgroup.x
                        + thread_position_in_threadgroup.x - at.x);
                """,
                KernelOptions.DEFAULTS.header("inline float twice(float x) { return 2 * x; }"));
        Array x = normal(3, 5, 7);
        KernelLaunch launch = KernelLaunch.of(new int[] {7, 5, 3}, new int[] {4, 2, 2})
                .template("T", DType.FLOAT32)
                .template("N", -3)
                .output(x.shape(), DType.FLOAT32);
        for (boolean flag : new boolean[] {true, false}) {
            Array got = Samples.onGpu(() -> kernel.call(List.of(x), launch.template("FLAG", flag))
                    .getFirst()
                    .eval());
            float term = flag ? 97 : -3;
            assertClose(Samples.onCpu(() -> x.multiply(2).add(term).eval()), got);
        }
    }

    @Test
    void outputsHoldAnInitialValueAndAreAtomic() {
        GpuKernel histogram = Fast.metalKernel(
                "histogram",
                List.of("x"),
                List.of("counts"),
                "atomic_fetch_add_explicit(&counts[x[thread_position_in_grid.x]], 1, memory_order_relaxed);",
                KernelOptions.DEFAULTS.atomicOutputs(true));
        Array x = Samples.onCpu(
                () -> Mx.arange(1000).remainder(7).astype(DType.INT32).eval());
        KernelLaunch launch =
                KernelLaunch.of(1000, 64).output(Shape.of(8), DType.INT32).initialValue(5);
        int[] got = Samples.onGpu(
                        () -> histogram.call(List.of(x), launch).getFirst().eval())
                .toIntArray();
        assertArrayEquals(new int[] {148, 148, 148, 148, 148, 148, 147, 5}, got);
    }

    @Test
    void compiledFunctionsLaunchThemAndNothingElseTransformsThem() {
        Array x = normal(64);
        Samples.onGpu(() -> {
            Array y = Mx.compile((Array in) -> exp(EXP, in.add(1), 32).multiply(2))
                    .apply(x);
            assertClose(Samples.onCpu(() -> Mx.exp(x.add(1)).multiply(2).eval()), y.eval());
            assertThrows(
                    ArgumentException.class,
                    () -> Mx.grad(in -> exp(EXP, in, 32).sum()).apply(x));
            assertThrows(
                    ArgumentException.class,
                    () -> Mx.vmap((Array in) -> exp(EXP, in, 32)).apply(x.reshape(4, 16)));
            return null;
        });
    }

    // ---- errors

    private static DeviceException refused(Supplier<?> what) {
        return assertThrows(DeviceException.class, what::get);
    }

    @Test
    void textsThatDoNotCompileAreToldWithNameAndLineAndTheNextEvaluationWorks() {
        GpuKernel broken = Fast.metalKernel("broken", List.of("x"), List.of("y"), "\n\ny[0] = unknown_word;");
        Array x = normal(4);
        for (int i = 0; i < 3; i++) {
            Array y = Samples.onGpu(() -> broken.call(
                            List.of(x), KernelLaunch.of(4, 4).output(Shape.of(4), DType.FLOAT32))
                    .getFirst());
            DeviceException failure = refused(y::eval);
            String message = String.valueOf(failure.getMessage());
            assertTrue(message.contains("broken") && message.contains("unknown_word"), message);
            assertTrue(message.contains("broken:3"), message);
            assertClose(
                    Samples.onCpu(() -> Mx.exp(x).eval()),
                    Samples.onGpu(() -> exp(EXP, x, 4).eval()));
        }
    }

    @Test
    void theCpuAndFloat64AreRefusedAtOnce() {
        Array x = normal(4);
        assertTrue(
                refused(() -> Samples.onCpu(() -> exp(EXP, x, 4))).getMessage().startsWith("[metal_kernel] myexp"));
        Array wide = Samples.onCpu(() -> x.astype(DType.FLOAT64).eval());
        refused(() -> Samples.onGpu(() -> exp(EXP, wide, 4)));
        refused(() -> exp(EXP, wide, 4));
    }

    @Test
    void groupsThatAreTooLargeAreRefused() {
        Array x = normal(4000);
        DeviceException failure =
                refused(() -> Samples.onGpu(() -> exp(EXP, x, 2048).eval()));
        assertTrue(failure.getMessage().contains("2048"), failure::getMessage);
    }

    @Test
    @EnabledIfSystemProperty(
            named = SoftwareMetal.LIBRARY,
            matches = ".+",
            disabledReason = "only the software device checks")
    void accessesOutsideAreToldOfWhereTheDeviceChecksThem() {
        GpuKernel wild =
                Fast.metalKernel("wild", List.of("x"), List.of("y"), "y[thread_position_in_grid.x] = x[1 << 28];");
        Array x = normal(4);
        KernelLaunch launch = KernelLaunch.of(4, 4).output(Shape.of(4), DType.FLOAT32);
        DeviceException failure = refused(() ->
                Samples.onGpu(() -> wild.call(List.of(x), launch).getFirst().eval()));
        assertTrue(failure.getMessage().contains("custom_kernel_wild"), failure::getMessage);
    }

    @Test
    void wrongCountsAndNamesAreRefused() {
        Array x = normal(4);
        KernelLaunch launch = KernelLaunch.of(4, 4).output(Shape.of(4), DType.FLOAT32);
        Samples.onGpu(() -> {
            assertThrows(ArgumentException.class, () -> EXP.call(List.of(x, x), launch));
            assertThrows(ArgumentException.class, () -> EXP.call(List.of(x), KernelLaunch.of(4, 4)));
            return null;
        });
        assertThrows(ArgumentException.class, () -> Fast.metalKernel("a b", List.of("x"), List.of("y"), ""));
        assertThrows(ArgumentException.class, () -> Fast.metalKernel("a", List.of("x"), List.of("x"), ""));
        assertThrows(ArgumentException.class, () -> Fast.metalKernel("a", List.of("x"), List.of(), ""));
        assertThrows(ArgumentException.class, () -> KernelLaunch.of(0, 4));
        assertThrows(ArgumentException.class, () -> KernelLaunch.of(1L << 31, 4));
    }

    // ---- gpuKernel

    @Test
    void theWordsOfAllGpusWorkToo() {
        GpuKernel kernel = Fast.gpuKernel(
                "scaled", List.of("x", "factor"), List.of("y"), """
                u32 i = GID(x);
                if (i >= u32(x_shape[0]) * u32(x_shape[1])) return;
                i64 at = i64(i / u32(x_shape[1])) * x_strides[0] + i64(i % u32(x_shape[1])) * x_strides[x_ndim - 1];
                y[i] = from_f<T>(to_f(x[at]) * to_f(factor[0]) + N);
                """, KernelOptions.DEFAULTS.rowMajor(false));
        Array x = normal(30, 7);
        Array factor = Samples.onCpu(() -> Mx.array(new float[] {3}).eval());
        for (Array layout : Samples.layouts(x)) {
            KernelLaunch launch = KernelLaunch.of(layout.size(), 64)
                    .template("T", DType.FLOAT16)
                    .template("N", 2)
                    .output(layout.shape(), DType.FLOAT16);
            Array got = Samples.onGpu(() ->
                    kernel.call(List.of(layout, factor), launch).getFirst().eval());
            assertClose(
                    Samples.onCpu(() ->
                            layout.multiply(3).add(2).astype(DType.FLOAT16).eval()),
                    got);
        }
    }
}
