package lazuli.backend.cpu.onednn;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A native call that makes an object and stores its handle at an address. */
@FunctionalInterface
interface Creation {
    /** Returns the call's status. */
    int storeAt(long address) throws Throwable;

    /**
     * The handle that the call made.
     *
     * @param call the name for messages
     * @param subject what the object is for, with its dimensions
     * @throws OneDnnException if the library refuses
     */
    static long create(String call, Object subject, Creation creation) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(JAVA_LONG);
            Status.check(creation.storeAt(result.address()), call, subject);
            return result.get(JAVA_LONG, 0);
        } catch (Throwable e) {
            throw OneDnnLibrary.unexpected(e);
        }
    }
}
