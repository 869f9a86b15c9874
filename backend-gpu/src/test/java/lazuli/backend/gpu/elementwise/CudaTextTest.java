package lazuli.backend.gpu.elementwise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lazuli.backend.gpu.Nvcc;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.core.DType;
import lazuli.core.backend.ElementwiseProgram;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** NVIDIA's compiler takes the kernels of all rows of the tables, of every dtype and for every access. */
@EnabledIf(value = "lazuli.backend.gpu.Nvcc#isThere", disabledReason = "nvcc, NVIDIA's compiler, is not on the path")
class CudaTextTest {
    @TempDir
    private Path folder = Path.of("");

    static Stream<DType> dtypes() {
        return Stream.of(DType.values()).filter(dtype -> dtype != DType.FLOAT64);
    }

    @ParameterizedTest
    @MethodSource("dtypes")
    void everyRow(DType dtype) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        List<Access> accesses = List.of(
                new Access(0, false),
                new Access(1, false),
                new Access(2, true),
                new Access(3, false),
                new Access(Access.MOST_AXES, true));
        int number = 0;
        for (ElementwiseProgram program : SingleInstructions.of(dtype)) {
            if (number == 0) {
                text.append("#include \"complex.h\"\n");
            }
            Access access = accesses.get(number % accesses.size());
            text.append(ElementwiseSource.kernel(program, access, false, "run_" + number++));
        }
        assertEquals("", Nvcc.complaints(KernelSource.written("rows", text.toString()), folder));
    }
}
