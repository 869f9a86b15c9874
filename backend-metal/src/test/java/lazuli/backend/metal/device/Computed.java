package lazuli.backend.metal.device;

import lazuli.backend.metal.software.DeviceCounters;
import lazuli.core.Array;
import lazuli.core.Device;
import lazuli.core.Mx;
import lazuli.core.Stream;

/** What {@link KernelFilesTest} runs in processes of its own: the argument is the folder of compiled kernels. */
final class Computed {
    private Computed() {}

    public static void main(String[] arguments) {
        System.setProperty("lazuli.metal.cache", arguments[0]);
        try (Stream.Scope _ = Stream.on(Device.GPU)) {
            Array x = Mx.arange(100).multiply(-1);
            if (Mx.sort(x, 0).add(x).sum().itemInt() != -9900) {
                throw new AssertionError("a wrong sum");
            }
        }
        if (DeviceCounters.misuses() > 0) {
            throw new AssertionError(DeviceCounters.lastMisuse());
        }
    }
}
