package lazuli.core;

import java.util.function.Supplier;
import lazuli.core.graph.Required;
import org.jspecify.annotations.Nullable;

/**
 * An operation was asked for something that it cannot do; the message starts with the operation's name in brackets, and ends with the layer
 * of a model that asked, if it was one.
 */
public abstract sealed class OperationException extends IllegalArgumentException
        permits ShapeException, DTypeException, ArgumentException {
    private static final long serialVersionUID = 1L;

    /** Null until somebody knows it. */
    private @Nullable String place;

    OperationException(String operation, String message, Object... values) {
        super("[" + operation + "] " + (values.length == 0 ? message : message.formatted(values)));
    }

    /**
     * Adds to the message where the operation was asked, unless that is known already: what is nearest to the operation speaks first.
     *
     * @param where asked only if it is not known: {@code layers.2 (Linear) of Classifier}
     */
    public final void locate(Supplier<String> where) {
        Required.argument("locate", "where", where);
        if (place == null) {
            place = where.get();
        }
    }

    @Override
    public final String getMessage() {
        String message = String.valueOf(super.getMessage());
        return place == null ? message : message + ", in " + place;
    }
}
