package lazuli.backend.cpu.settings;

import java.util.Locale;
import java.util.Set;
import lazuli.core.backend.DeviceException;

/**
 * The system properties that several parts of the backend read. They are checked before these parts are initialized: a class whose
 * initialization fails is lost for the rest of the process.
 */
public final class Settings {
    /** How many threads take part in a loop. */
    public static final String THREADS = "lazuli.threads";

    /** When kernels use their vector loops. */
    public static final String VECTOR = "lazuli.vector";

    private static final Set<String> VECTOR_WORDS = Set.of("warm", "on", "off");

    private Settings() {}

    /**
     * Reads all of them.
     *
     * @throws DeviceException if a property has a value that it must not have; it says which it may have
     */
    public static void check() {
        threads();
        vector();
    }

    /** What {@link #THREADS} says, any whole number; the number of processors by default. */
    public static int threads() {
        String number = System.getProperty(THREADS);
        if (number == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        try {
            return Integer.parseInt(number.strip());
        } catch (NumberFormatException wrong) {
            throw new DeviceException(
                    "[eval] %s is %s; it may be a number of threads, 1 or more".formatted(THREADS, number), wrong);
        }
    }

    /** What {@link #VECTOR} says, in small letters. */
    public static String vector() {
        String word = System.getProperty(VECTOR, "warm").strip().toLowerCase(Locale.ROOT);
        if (!VECTOR_WORDS.contains(word)) {
            throw new DeviceException("[eval] %s is %s; it may be warm, on or off".formatted(VECTOR, word));
        }
        return word;
    }
}
