package lazuli.backend.cpu;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import lazuli.backend.cpu.onednn.OneDnn;
import lazuli.backend.cpu.onednn.OneDnnException;

/** For which shapes the library has better code than plain loops; asked once for each. Safe for use by several threads. */
final class LibraryChoices<K> {
    private static final int MOST = 1024;

    private final ConcurrentHashMap<K, Boolean> choices = new ConcurrentHashMap<>();

    /** Whether to call the library on this thread, whose code for this key is called {@code implementation}. */
    boolean isGood(K key, Supplier<String> implementation) {
        if (!OneDnn.isUsableHere()) {
            return false;
        }
        Boolean known = choices.get(key);
        if (known != null) {
            return known;
        }
        if (choices.size() >= MOST) {
            choices.clear();
        }
        boolean good = find(implementation);
        choices.put(key, good);
        return good;
    }

    private static boolean find(Supplier<String> implementation) {
        try {
            return !OneDnn.isReference(implementation.get());
        } catch (OneDnnException refused) {
            return false;
        }
    }
}
