package lazuli.core.compile;

import java.util.function.Supplier;

/** Whether what is built now is a graph that is to be replayed with other lengths, so that lengths must not become numbers. */
public final class Shapeless {
    private static final ScopedValue<Boolean> TRACED = ScopedValue.newInstance();

    private Shapeless() {}

    /** Whether it is. */
    public static boolean isTraced() {
        return TRACED.isBound();
    }

    static <T> T trace(Supplier<T> building) {
        return ScopedValue.where(TRACED, true).call(building::get);
    }
}
