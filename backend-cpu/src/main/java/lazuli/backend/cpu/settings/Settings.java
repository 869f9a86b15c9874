package lazuli.backend.cpu.settings;

import java.util.Locale;
import java.util.Set;
import lazuli.core.backend.DeviceException;
import org.jspecify.annotations.Nullable;

/**
 * The system properties that several parts of the backend read. They are checked before these parts are initialized: a class whose
 * initialization fails is lost for the rest of the process.
 */
public final class Settings {
    /** How many threads take part in a loop. */
    public static final String THREADS = "lazuli.threads";

    /** More would take longer to start than they could save. */
    public static final int MOST_THREADS = 1024;

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

    /** What {@link #THREADS} says, from 1 to {@link #MOST_THREADS}; the number of processors by default. */
    public static int threads() {
        String number = System.getProperty(THREADS);
        return number == null ? Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS) : threads(number);
    }

    private static int threads(String number) {
        try {
            int threads = Integer.parseInt(number.strip());
            if (threads >= 1 && threads <= MOST_THREADS) {
                return threads;
            }
        } catch (NumberFormatException noNumber) {
            throw refused(number, noNumber);
        }
        throw refused(number, null);
    }

    private static DeviceException refused(String number, @Nullable Throwable cause) {
        return new DeviceException(
                "[eval] %s is %s; it may be a whole number of threads from 1 to %d, the caller's included, and nothing is computed until it is"
                        .formatted(THREADS, number, MOST_THREADS),
                cause);
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
