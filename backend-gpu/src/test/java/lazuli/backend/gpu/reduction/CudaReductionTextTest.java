package lazuli.backend.gpu.reduction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import lazuli.backend.gpu.Nvcc;
import lazuli.backend.gpu.elementwise.Access;
import lazuli.backend.gpu.elementwise.ElementwiseKernels;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.core.DType;
import lazuli.core.primitive.reduction.Reduction;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** NVIDIA's compiler takes the kernels of all reductions, of every dtype and by every tree. */
@EnabledIf(value = "lazuli.backend.gpu.Nvcc#isThere", disabledReason = "nvcc, NVIDIA's compiler, is not on the path")
class CudaReductionTextTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void everyDtype(Reduction reduction) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder("#include \"complex.h\"\n");
        int number = 0;
        for (DType dtype : DType.values()) {
            if (dtype != DType.FLOAT64) {
                for (Tree tree : Tree.values()) {
                    append(text, reduction, dtype, tree, number++);
                }
            }
        }
        assertEquals("", Nvcc.complaints(KernelSource.written("reductions", text.toString()), folder));
    }

    private static void append(StringBuilder text, Reduction reduction, DType dtype, Tree tree, int number) {
        boolean wide = number % 2 == 0;
        ReductionSource source = ReductionSource.of(new ReductionSource.Key(
                ElementwiseKernels.identity(dtype),
                new Combination(
                        reduction, reduction == Reduction.ALL || reduction == Reduction.ANY ? DType.BOOL : dtype),
                tree,
                false,
                number % 3 == 0,
                new Access(Access.MOST_AXES, wide),
                new Access(number % 5 == 0 ? Access.MOST_AXES : 1, wide)));
        String written = source.source().text();
        text.append("namespace n%d {\n#define %s reduce_%d\n".formatted(number, source.kernel(), number))
                .append(written == null ? "" : written.replace("#include \"complex.h\"\n", ""))
                .append("#undef %s\n}\n".formatted(source.kernel()));
    }
}
