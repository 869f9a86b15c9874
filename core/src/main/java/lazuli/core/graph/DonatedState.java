package lazuli.core.graph;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import lazuli.core.Array;

/**
 * The arrays of a state that its owner made itself. When others take their place their memory is given up, without a collection, as soon as what was
 * computed from them is there; arrays that came from elsewhere, or that others have been handed, are left alone. For one thread at a time.
 */
public final class DonatedState {
    private final Set<Array> own = identities(List.of());

    /**
     * To be told of a step from one state to the next.
     *
     * @param made those of the present arrays that the owner has just made, and that nobody else was given as something of his own
     */
    public void replace(List<Array> former, List<Array> present, List<Array> made) {
        Set<Array> dead = identities(former);
        dead.retainAll(own);
        present.forEach(dead::remove);
        own.retainAll(identities(present));
        own.addAll(made);
        dead.forEach(Array::close);
    }

    /** To be told of arrays that the owner has made and added to its state. */
    public void add(List<Array> made) {
        own.addAll(made);
    }

    /** To be told when others are handed the present arrays: they may keep them. */
    public void share() {
        own.clear();
    }

    private static Set<Array> identities(List<Array> arrays) {
        Set<Array> identities = Collections.newSetFromMap(new IdentityHashMap<>());
        identities.addAll(arrays);
        return identities;
    }
}
