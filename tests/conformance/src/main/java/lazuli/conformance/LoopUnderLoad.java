package lazuli.conformance;

import static lazuli.core.Mx.*;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import lazuli.core.Array;
import lazuli.core.Memory;
import lazuli.core.Shape;

/** A loop that needs 16 MB, beside a busy thread, for some seconds; ends with 1 if it took 640 MB more at any time after the first second. */
final class LoopUnderLoad {
    private static final long MOST_BYTES = 640 << 20;

    private LoopUnderLoad() {}

    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().start(() -> {
            while (true) {
                Thread.onSpinWait();
            }
        });
        Array factor = full(Shape.of(1 << 20), 0.999f);
        Array x = ones(1 << 20);
        eval(x, factor);
        x = steps(x, factor, 1);
        long needed = 4 * factor.nbytes();
        Memory.resetPeak();
        long collecting = collectingMilliseconds();
        double seconds = Double.parseDouble(arguments[0]);
        steps(x, factor, seconds);
        long most = Memory.peak() - needed;
        double share = (collectingMilliseconds() - collecting) / (10 * seconds);
        System.out.printf("a loop that needs 16 MB: at most %,d bytes more, %.1f%% in collections%n", most, share);
        System.exit(most < MOST_BYTES ? 0 : 1);
    }

    private static Array steps(Array start, Array factor, double seconds) {
        Array x = start;
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() - end < 0) {
            x = x.multiply(factor).add(0.001f);
            eval(x);
        }
        return x;
    }

    private static long collectingMilliseconds() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }
}
