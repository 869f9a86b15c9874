package lazuli.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Random;
import lazuli.backend.cpu.onednn.OneDnn;
import lazuli.core.DType;
import lazuli.core.backend.ConvolutionGeometry;
import lazuli.core.backend.CpuKernels;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;
import org.junit.jupiter.api.Test;

class ConvolutionRouterTest {
    private static final int CHANNELS = 256;

    /** Those of a transposed convolution were copied and packed in each call. */
    @Test
    void packedWeightsOfAnyStridesAreKept() {
        assumeTrue(OneDnn.find().isPresent(), OneDnn::description);
        CpuKernels kernels = CpuKernelDispatch.by(Provider.ONEDNN);
        List<Integer> one = List.of(1, 1);
        ConvolutionGeometry geometry = new ConvolutionGeometry(one, one, one, one, one, 1, false);
        Random random = new Random(1);
        Tensor cotangent = Layout.ROW_MAJOR.random(random, DType.FLOAT32, 1, 4, 4, CHANNELS);
        Tensor weight = Layout.REVERSED_AXES.random(random, DType.FLOAT32, CHANNELS, 3, 3, CHANNELS);
        Tensor dense = Layout.ROW_MAJOR.allocate(DType.FLOAT32, CHANNELS, 3, 3, CHANNELS);
        kernels.copy(weight, dense);
        Tensor expected = Layout.ROW_MAJOR.allocate(DType.FLOAT32, 1, 4, 4, CHANNELS);
        kernels.convolutionInputGradient(geometry, cotangent, dense, expected);
        Tensor to = Layout.ROW_MAJOR.allocate(DType.FLOAT32, 1, 4, 4, CHANNELS);
        long before = Allocator.host().active();
        for (int i = 0; i < 3; i++) {
            kernels.convolutionInputGradient(geometry, cotangent, weight, to);
            Expect.sameBits(expected, to);
        }
        long kept = Allocator.host().active() - before;
        assertTrue(kept >= weight.byteSize() / 2, () -> kept + " bytes are kept");
    }
}
