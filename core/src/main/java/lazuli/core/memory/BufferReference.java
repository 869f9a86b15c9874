package lazuli.core.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.PhantomReference;
import org.jspecify.annotations.Nullable;

/**
 * One count on a buffer, given up once: by whoever knows that it is no longer needed, or by the collector, which finds the owner dead. It is
 * one object with the reference and the links of {@link ReferenceReaper}, because a program may drop millions and each collection copies those that
 * it reports.
 */
public final class BufferReference extends PhantomReference<Object> {
    private static final VarHandle RELEASED;

    static {
        try {
            RELEASED = MethodHandles.lookup().findVarHandle(BufferReference.class, "released", boolean.class);
        } catch (ReflectiveOperationException failure) {
            throw new ExceptionInInitializerError(failure);
        }
    }

    private final Buffer buffer;
    private volatile boolean released;

    /** Whether the collector's report is awaited, and the neighbours among those of which it is; owned by {@link ReferenceReaper}. */
    boolean isRemembered;

    @Nullable
    BufferReference previous;

    @Nullable
    BufferReference next;

    /** Takes over a count that the caller has. */
    public BufferReference(Object owner, Buffer buffer) {
        super(owner, ReferenceReaper.queue());
        this.buffer = buffer;
    }

    Buffer buffer() {
        return buffer;
    }

    /** Gives the count up, if that has not been done. */
    public void release() {
        if (!released && RELEASED.compareAndSet(this, false, true)) {
            ReferenceReaper.forget(this);
            buffer.release();
        }
    }

    /** From now on the death of the owner, too, gives the count up. */
    public void releaseWithOwner() {
        ReferenceReaper.remember(this);
        if (released) {
            ReferenceReaper.forget(this);
        }
    }
}
