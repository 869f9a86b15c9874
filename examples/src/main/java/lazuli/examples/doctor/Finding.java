package lazuli.examples.doctor;

import java.util.Optional;

/**
 * Something that was looked at.
 *
 * @param name of it; empty for another line about the one before
 * @param value what it is
 * @param advice a sentence on what to do, if it is not as it should be
 */
public record Finding(String name, String value, Optional<String> advice) {
    /** One that is as it should be. */
    static Finding of(String name, Object value) {
        return new Finding(name, String.valueOf(value), Optional.empty());
    }

    /** One that is not. */
    static Finding wrong(String name, Object value, String advice) {
        return new Finding(name, String.valueOf(value), Optional.of(advice));
    }
}
