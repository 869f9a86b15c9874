package lazuli.conformance.hostile;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lazuli.core.ArgumentException;
import org.jspecify.annotations.Nullable;

/** Whether a failure is one that its reader can do something with. */
final class Verdict {
    private static final Pattern BRACKETED = Pattern.compile("\\[(\\w+)] .+", Pattern.DOTALL);

    private Verdict() {}

    /** What is wrong with an exception, or nothing. */
    static String ofAny(Throwable failure) {
        String message = failure.getMessage();
        if (failure instanceof FunctionStub.Deliberate) {
            return "";
        } else if (message == null || message.isBlank()) {
            return "no message: " + where(failure);
        } else if (failure.getClass().getName().startsWith("lazuli.")) {
            return "";
        }
        boolean isDocumented = failure.getClass() == IllegalArgumentException.class
                || failure.getClass() == IndexOutOfBoundsException.class
                || failure.getClass() == IllegalStateException.class
                || failure.getClass() == ArithmeticException.class;
        return isDocumented && BRACKETED.matcher(message).matches() ? "" : where(failure);
    }

    /** What is wrong with the refusal of a null, which has to say whose argument is null, and which. */
    static String ofNull(Throwable failure, PublicCall call, String parameter) {
        Matcher message = BRACKETED.matcher(String.valueOf(failure.getMessage()));
        if (!(failure instanceof ArgumentException) || !message.matches()) {
            return where(failure);
        }
        if (!message.group().endsWith(" is null") && !message.group().contains(" has null at ")) {
            return where(failure);
        }
        if (parameter.isEmpty() || call.parameterNames().contains("operation")) {
            // A function that an operation has made speaks in that one's name, and a check in that of whoever asked for
            // it.
            return "";
        }
        String said = plain(message.group(1));
        String method = plain(call.executable().getName());
        boolean isOwn = said.contains(plain(call.owner().getSimpleName()))
                || said.contains(method)
                || method.contains(said)
                || plain(call.owner().getName()).contains(said);
        boolean isNamed = plain(message.group()).contains(plain(parameter));
        return isOwn && isNamed
                ? ""
                : "not " + call.executable().getName() + ", " + parameter + ": " + failure.getMessage();
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    /** The failure and the first line of ours that it passed. */
    private static String where(Throwable failure) {
        @Nullable StackTraceElement place = null;
        for (StackTraceElement element : failure.getStackTrace()) {
            if (element.getClassName().startsWith("lazuli.")
                    && !element.getClassName().startsWith("lazuli.conformance")) {
                place = element;
                break;
            }
        }
        String message = String.valueOf(failure.getMessage());
        return failure.getClass().getSimpleName() + ": " + message.substring(0, Math.min(120, message.length()))
                + " at " + place;
    }
}
