package lazuli.backend.gpu.matmul;

import lazuli.backend.gpu.device.Grid;
import lazuli.core.backend.DeviceException;

/** Counts of groups along the only axis of a grid, which a device has room for 2^31 - 1 on. */
public final class Groups {
    private Groups() {}

    /**
     * So many groups.
     *
     * @throws DeviceException if they are more than a grid has
     */
    public static Grid of(long groups, int threads) {
        if (groups > Integer.MAX_VALUE) {
            throw new DeviceException("[gpu] %d groups of threads are more than 2^31 - 1".formatted(groups));
        }
        return Grid.of((int) groups, threads);
    }
}
