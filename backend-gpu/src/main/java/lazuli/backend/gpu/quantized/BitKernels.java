package lazuli.backend.gpu.quantized;

import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.backend.gpu.matmul.Groups;
import lazuli.core.backend.Tensor;

/** Elements of up to eight bits, one after the other from the lowest bit of each byte on; row-major. */
public final class BitKernels {
    private static final int THREADS = 256;

    /** As many elements fill whole bytes, however long they are. */
    private static final int EVEN_ELEMENTS = 8;

    private final Launcher launcher;

    /** What encodes with a launcher. */
    public BitKernels(Launcher launcher) {
        this.launcher = launcher;
    }

    /** See {@link lazuli.core.backend.Kernels#packBits}. */
    public void pack(int bits, Tensor from, Tensor to) {
        run("pack_bits", bits, from, to, from.shape().size() / EVEN_ELEMENTS);
    }

    /** See {@link lazuli.core.backend.Kernels#unpackBits}. */
    public void unpack(int bits, Tensor from, Tensor to) {
        run("unpack_bits", bits, from, to, to.shape().size());
    }

    private void run(String kernel, int bits, Tensor from, Tensor to, long count) {
        if (count > 0) {
            KernelSource source = KernelSource.file("bits.kernel").define("BITS", bits + "u");
            Launch launch = launcher.begin(source, kernel);
            launch.buffer(from).buffer(to).i64(count);
            launcher.run(launch, Groups.of(Math.ceilDiv(count, THREADS), THREADS));
        }
    }
}
