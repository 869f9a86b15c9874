package lazuli.backend.cpu;

import lazuli.backend.cpu.onednn.OneDnn;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.backend.cpu.settings.Settings;
import lazuli.backend.cpu.warmup.BackgroundTrials;
import lazuli.core.backend.Backend;
import lazuli.core.backend.CpuKernels;

/** The service through which {@link lazuli.core} finds this backend. */
public final class CpuBackend implements Backend {
    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public CpuKernels cpuKernels() {
        Settings.check();
        Provider provider = Provider.choose();
        provider.announce();
        return CpuKernelDispatch.by(provider);
    }

    @Override
    public void shutdown() {
        BackgroundTrials.end();
        ParallelLoop.endThreads();
        OneDnn.freePlans();
    }
}
