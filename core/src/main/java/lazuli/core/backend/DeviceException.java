package lazuli.core.backend;

import org.jspecify.annotations.Nullable;

/** A device or backend that was asked for is not there or cannot run an operation. */
public final class DeviceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A message that starts with the operation in brackets. */
    public DeviceException(String message) {
        super(message);
    }

    /** The same with what was behind it, if anything. */
    public DeviceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
