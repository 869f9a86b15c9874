package lazuli.backend.gpu.device;

import lazuli.core.backend.DeviceException;

/** How many groups of threads run a kernel, and how many threads a group has, along three axes. Whole groups are launched: a kernel checks its bounds. */
public record Grid(int groupsX, int groupsY, int groupsZ, int threadsX, int threadsY, int threadsZ) {
    /** Groups along one axis. */
    public static Grid of(int groups, int threads) {
        return new Grid(groups, 1, 1, threads, 1, 1);
    }

    /** The same of a number that must fit. */
    public static Grid of(long groups, int threads) {
        if (groups != (int) groups) {
            throw new DeviceException("[gpu] %d groups of threads are more than 2^31 - 1".formatted(groups));
        }
        return of((int) groups, threads);
    }

    /** Groups along two axes. */
    public static Grid of(int groupsX, int groupsY, int threads) {
        return new Grid(groupsX, groupsY, 1, threads, 1, 1);
    }

    /** Groups along three axes. */
    public static Grid of(int groupsX, int groupsY, int groupsZ, int threads) {
        return new Grid(groupsX, groupsY, groupsZ, threads, 1, 1);
    }
}
