package lazuli.backend.cpu.vector;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Consumer;

/**
 * A loop over vectors that the JIT compiles by itself. C2 stops inlining in a method that has grown too large, and each vector beyond that is
 * an object on the heap; the loops of a kernel one after the other are too large already, and C2 would make one method of them. A call
 * through a handle that is no constant it leaves alone. It costs a few nanoseconds, so the argument is a block of work.
 */
public final class NonInlinedLoop<T> implements Consumer<T> {
    private static final MethodHandle ACCEPT = accept();

    // Not final: the JIT sees through constant handles.
    @SuppressWarnings("FieldMayBeFinal")
    private MethodHandle loop;

    private NonInlinedLoop(MethodHandle loop) {
        this.loop = loop;
    }

    /** A loop over what a block of work says. */
    public static <T> NonInlinedLoop<T> of(Consumer<T> loop) {
        return new NonInlinedLoop<>(ACCEPT.bindTo(loop));
    }

    private static MethodHandle accept() {
        try {
            return MethodHandles.lookup()
                    .findVirtual(Consumer.class, "accept", MethodType.methodType(void.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public void accept(T block) {
        try {
            loop.invokeExact((Object) block);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a loop threw a checked exception", e);
        }
    }
}
