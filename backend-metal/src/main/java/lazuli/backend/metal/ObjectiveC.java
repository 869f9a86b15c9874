package lazuli.backend.metal;

import static java.lang.foreign.ValueLayout.*;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Messages to Objective-C objects, which are known by their addresses; 0 is nil. A method for each shape of a message: the letters tell its arguments.
 * Safe for use by several threads.
 */
final class ObjectiveC {
    /** Three unsigned numbers of 64 bits. */
    static final StructLayout SIZE = MemoryLayout.structLayout(
            JAVA_LONG.withName("width"), JAVA_LONG.withName("height"), JAVA_LONG.withName("depth"));

    private static final AddressLayout TEXT =
            ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(Long.MAX_VALUE, JAVA_BYTE));

    private final Linker linker = Linker.nativeLinker();
    private final SymbolLookup symbols;
    private final Map<String, Long> selectors = new ConcurrentHashMap<>();
    private final MethodHandle getClass;
    private final MethodHandle registerName;
    private final MethodHandle pushPool;
    private final MethodHandle popPool;

    private final MethodHandle send;
    private final MethodHandle sendLong;
    private final MethodHandle sendTwoLongs;
    private final MethodHandle sendThreeLongs;
    private final MethodHandle sendFourLongs;
    private final MethodHandle sendSegment;
    private final MethodHandle sendSegmentLongLong;
    private final MethodHandle sendLongLongSegment;
    private final MethodHandle sendLongSegment;
    private final MethodHandle sendThreeLongsSegment;
    private final MethodHandle sendTwoSizes;
    private final MethodHandle sendForDouble;
    private final MethodHandle sendForText;

    ObjectiveC(SymbolLookup symbols) {
        this.symbols = symbols;
        getClass = function("objc_getClass", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
        registerName = function("sel_registerName", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
        pushPool = function("objc_autoreleasePoolPush", FunctionDescriptor.of(JAVA_LONG));
        popPool = function("objc_autoreleasePoolPop", FunctionDescriptor.ofVoid(JAVA_LONG));
        send = message(JAVA_LONG);
        sendLong = message(JAVA_LONG, JAVA_LONG);
        sendTwoLongs = message(JAVA_LONG, JAVA_LONG, JAVA_LONG);
        sendThreeLongs = message(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
        sendFourLongs = message(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
        sendSegment = message(JAVA_LONG, ADDRESS);
        sendSegmentLongLong = message(JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG);
        sendLongLongSegment = message(JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS);
        sendLongSegment = message(JAVA_LONG, JAVA_LONG, ADDRESS);
        sendThreeLongsSegment = message(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS);
        sendTwoSizes = linked("objc_msgSend", FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, SIZE, SIZE));
        sendForDouble = message(JAVA_DOUBLE);
        sendForText = message(TEXT);
    }

    private MethodHandle message(MemoryLayout result, MemoryLayout... arguments) {
        FunctionDescriptor descriptor = FunctionDescriptor.of(result, JAVA_LONG, JAVA_LONG);
        return linked("objc_msgSend", descriptor.appendArgumentLayouts(arguments));
    }

    /** A C function of the frameworks. */
    MethodHandle function(String name, FunctionDescriptor descriptor) {
        return linked(name, descriptor);
    }

    private MethodHandle linked(String name, FunctionDescriptor descriptor) {
        return linker.downcallHandle(symbols.findOrThrow(name), descriptor);
    }

    private static LinkageError failed(Throwable thrown) {
        return new LinkageError("[metal] a message was not sent", thrown);
    }

    /** The selector of a name. */
    long selector(String name) {
        return selectors.computeIfAbsent(name, this::register);
    }

    private long register(String name) {
        try (Arena arena = Arena.ofConfined()) {
            return (long) registerName.invokeExact(arena.allocateFrom(name));
        } catch (Throwable thrown) {
            throw failed(thrown);
        }
    }

    /** The class of a name; 0 if this system has none. */
    long classOf(String name) {
        try (Arena arena = Arena.ofConfined()) {
            return (long) getClass.invokeExact(arena.allocateFrom(name));
        } catch (Throwable thrown) {
            throw failed(thrown);
        }
    }

    /** Runs work in an autorelease pool: what it was given without owning it is gone afterwards. */
    Pool pool() {
        try {
            return new Pool((long) pushPool.invokeExact());
        } catch (Throwable thrown) {
            throw failed(thrown);
        }
    }

    /** An autorelease pool of this thread. */
    final class Pool implements AutoCloseable {
        private final long token;

        private Pool(long token) {
            this.token = token;
        }

        @Override
        public void close() {
            try {
                popPool.invokeExact(token);
            } catch (Throwable thrown) {
                throw failed(thrown);
            }
        }
    }

    long send(long object, long selector) {
        try {
            return (long) send.invokeExact(object, selector);
        } catch (Throwable thrown) {
            throw failed(thrown);
        }
    }

    long send(long object, long selector, long a) {
        try {
            return (long) sendLong.invokeExact(object, selector, a);
        } catch (Throwable thrown) {
            throw failed(thrown);
        }
    }

    long send(long object, long selector, long a, long b) {
        try {
            return (long) sendTwoLongs.invokeExact(object, selector, a, b);
        } catch (Throwable thrown) {
            throw failed(thrown);
        }
    }

    long send(long object, long selector, long a, long b, long c) {
        try {
            return (long) sendThreeLongs.invokeExact(object, selector, a, b, c);
        } catch (Throwable thrown) {
            throw failed(thrown);
        }
    }

    long send(long object, long selector, long a, long b, long c, long d) {
        try {
            return (long) sendFourLongs.invokeExact(object, selector, a, b, c, d);
        } catch (Throwable thrown) {
            throw failed(thrown);
        }
    }

    long send(long object, long selector, MemorySegment a) {
        try {
            return (long) sendSegment.invokeExact(object, selector, a);
        } catch (Throwable thrown) {
            throw failed(thrown);
        }
    }

    long send(long object, long selector, MemorySegment a, long b, long c) {
        try {
            return (long) sendSegmentLongLong.invokeExact(object, selector, a, b, c);
        } catch (Throwable thrown) {
            throw failed(thrown);
        }
    }

    long send(long object, long selector, long a, long b, MemorySegment c) {
        try {
            return (long) sendLongLongSegment.invokeExact(object, selector, a, b, c);
        } catch (Throwable thrown) {
            throw failed(thrown);
        }
    }

    long send(long object, long selector, long a, long b, long c, MemorySegment d) {
        try {
            return (long) sendThreeLongsSegment.invokeExact(object, selector, a, b, c, d);
        } catch (Throwable thrown) {
            throw failed(thrown);
        }
    }

    long send(long object, long selector, long a, MemorySegment b) {
        try {
            return (long) sendLongSegment.invokeExact(object, selector, a, b);
        } catch (Throwable thrown) {
            throw failed(thrown);
        }
    }

    /** With two {@link #SIZE} structures by value. */
    void sendSizes(long object, long selector, MemorySegment a, MemorySegment b) {
        try {
            sendTwoSizes.invokeExact(object, selector, a, b);
        } catch (Throwable thrown) {
            throw failed(thrown);
        }
    }

    double sendForDouble(long object, long selector) {
        try {
            return (double) sendForDouble.invokeExact(object, selector);
        } catch (Throwable thrown) {
            throw failed(thrown);
        }
    }

    /** An autoreleased {@code NSString}. */
    long string(String text) {
        try (Arena arena = Arena.ofConfined()) {
            return send(classOf("NSString"), selector("stringWithUTF8String:"), arena.allocateFrom(text));
        }
    }

    /** The text of an {@code NSString}; empty of nil. */
    String text(long string) {
        if (string == 0) {
            return "";
        }
        try {
            return ((MemorySegment) sendForText.invokeExact(string, selector("UTF8String"))).getString(0);
        } catch (Throwable thrown) {
            throw failed(thrown);
        }
    }

    /** What an {@code NSError} says. */
    String reason(long error) {
        return error == 0 ? "no reason was given" : text(send(error, selector("localizedDescription")));
    }

    /** Whether an object understands a message, which an older system may not. */
    boolean respondsTo(long object, String selector) {
        return (send(object, selector("respondsToSelector:"), selector(selector)) & 0xff) != 0;
    }

    /** Takes an owner away. */
    void release(long object) {
        if (object != 0) {
            send(object, selector("release"));
        }
    }

    /** Adds an owner. */
    long retain(long object) {
        return send(object, selector("retain"));
    }
}
