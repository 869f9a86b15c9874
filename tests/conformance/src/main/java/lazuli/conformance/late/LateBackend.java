package lazuli.conformance.late;

import java.util.List;
import java.util.Locale;
import lazuli.core.backend.GpuBackend;
import org.jspecify.annotations.Nullable;

/** Two late devices, where the property {@code lazuli.late} asks for them. */
public final class LateBackend implements GpuBackend {
    private static final String PROPERTY = "lazuli.late";

    /** What of several queues' work is done next. */
    enum Order {
        /** Any. */
        RANDOM,
        /** What was committed last. */
        REVERSE
    }

    @Override
    public String name() {
        return "late";
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public List<LateDevice> open() {
        @Nullable String order = System.getProperty(PROPERTY);
        if (order == null) {
            return List.of();
        }
        Order chosen = Order.valueOf(order.toUpperCase(Locale.ROOT));
        return List.of(new LateDevice(0, chosen), new LateDevice(1, chosen));
    }

    /** Whether this process has been asked to use it. */
    public static boolean isPresent() {
        return System.getProperty(PROPERTY) != null;
    }
}
