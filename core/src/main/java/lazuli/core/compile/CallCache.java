package lazuli.core.compile;

import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import lazuli.core.Array;
import lazuli.core.Stream;
import org.jspecify.annotations.Nullable;

/** The calls that a compiled function knows, by what they are for. Safe for use by several threads; one at a time makes a program. */
final class CallCache {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Signature, CompiledCall> calls = new UsedLast<>();

    /** The last one: most functions are called with the same types again. */
    private volatile @Nullable Last last;

    private record Last(Signature signature, CompiledCall call) {}

    /** The call for arguments and a state, which is made if there is none. */
    CompiledCall get(List<Array> arguments, StateForm state, Stream stream, Function<Signature, CompiledCall> maker) {
        Last recent = last;
        if (recent != null && recent.signature.isOf(arguments, state, stream)) {
            return recent.call;
        }
        Signature signature = Signature.of(arguments, state, stream);
        lock.lock();
        try {
            CompiledCall call = calls.get(signature);
            if (call == null) {
                call = maker.apply(signature);
                calls.put(signature, call);
            }
            last = new Last(signature, call);
            return call;
        } finally {
            lock.unlock();
        }
    }

    /** How many there are now. */
    int size() {
        lock.lock();
        try {
            return calls.size();
        } finally {
            lock.unlock();
        }
    }

    /** Their programs, those used last at the end. */
    String text() {
        lock.lock();
        try {
            return calls.isEmpty()
                    ? "not called yet"
                    : calls.values().stream()
                            .map(call -> call.executable().toString())
                            .collect(Collectors.joining("\n\n"));
        } finally {
            lock.unlock();
        }
    }
}
