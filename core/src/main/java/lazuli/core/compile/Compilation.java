package lazuli.core.compile;

import org.jspecify.annotations.Nullable;

/**
 * Whether functions are compiled at all. With the environment variable {@code LAZULI_DISABLE_COMPILE} set to anything but the empty string
 * they are not, at first.
 */
public final class Compilation {
    private static volatile boolean enabled = isUnset(System.getenv("LAZULI_DISABLE_COMPILE"));

    private Compilation() {}

    private static boolean isUnset(@Nullable String value) {
        return value == null || value.isEmpty();
    }

    static boolean isEnabled() {
        return enabled;
    }

    /** Switches compilation on or off, for all functions. */
    public static void enable(boolean value) {
        enabled = value;
    }
}
