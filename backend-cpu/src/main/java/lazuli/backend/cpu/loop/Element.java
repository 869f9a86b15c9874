package lazuli.backend.cpu.loop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;

/** What a loop does to the elements at one index, so that other loops can do the same among other things. */
public sealed interface Element {
    /**
     * Applies a function.
     *
     * @param type a functional interface
     * @param function its instance, which captures nothing
     */
    record Function(Class<?> type, Object function) implements Element {
        /** The one method. */
        public Method method() {
            return Arrays.stream(type.getMethods())
                    .filter(method -> Modifier.isAbstract(method.getModifiers()))
                    .findFirst()
                    .orElseThrow();
        }

        /** The type of the operands. */
        public Class<?> lane() {
            return method().getParameterTypes()[0];
        }
    }

    /** Takes the second operand where the first is true, the third elsewhere. */
    record Select() implements Element {}

    /** Takes the operand as it is. */
    record Copy() implements Element {}

    /** Reads a half as a float. */
    record Load(Half half) implements Element {}

    /** Rounds a float to a half, and stores it. */
    record Store(Half half) implements Element {}
}
