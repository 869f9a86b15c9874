package lazuli.core.backend;

import java.lang.System.Logger.Level;

/**
 * Lines about what the library has found and chosen: which kernels compute, with which libraries. With the system property {@value #PROPERTY}
 * set to {@code info} they are logged as INFO, else as DEBUG, which the JDK's own logging does not show.
 */
public final class Notices {
    /** The system property. */
    public static final String PROPERTY = "lazuli.log";

    private static final String SHOWN = "info";

    private Notices() {}

    /** Logs a line. */
    public static void tell(String logger, String line) {
        System.getLogger(logger).log(level(), line);
    }

    static Level level() {
        return SHOWN.equalsIgnoreCase(System.getProperty(PROPERTY)) ? Level.INFO : Level.DEBUG;
    }
}
