package lazuli.core.compile;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a compiled function keeps by signature; those used longest ago go first. */
final class UsedLast<V> extends LinkedHashMap<Signature, V> {
    private static final long serialVersionUID = 1L;

    /** The programs that a function keeps. */
    static final int MOST_PROGRAMS = 64;

    UsedLast() {
        super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Signature, V> eldest) {
        return size() > MOST_PROGRAMS;
    }
}
