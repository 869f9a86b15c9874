package lazuli.backend.metal;

import java.util.List;
import lazuli.backend.gpu.PortableRuntime;
import lazuli.core.backend.GpuBackend;
import lazuli.core.backend.GpuRuntime;

/** The GPU of a Mac with Apple silicon; none elsewhere. */
public final class MetalBackend implements GpuBackend {
    @Override
    public String name() {
        return "metal";
    }

    @Override
    public int priority() {
        return 100;
    }

    @Override
    public List<? extends GpuRuntime> open() {
        return Frameworks.find().flatMap(MetalDevice::open).map(PortableRuntime::new).stream()
                .toList();
    }
}
