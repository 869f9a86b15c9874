package lazuli.core.compile;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.State;

/**
 * The places of a state's arrays, found once: a compiled function's calls read and fill them, and do not look for them again. They notice
 * when the state has got another form, or when its settings are no longer the same. Never changed once they have been made.
 */
public interface StateSlots {
    /** How many arrays there are. */
    int count();

    /**
     * Reads the present arrays, in the order of the leaves of {@link State#captureState}.
     *
     * @param first the index of the first one in {@code arrays}
     * @return whether form and settings are those that the slots were made for; if not, what has been read is of no use
     */
    boolean read(Array[] arrays, int first);

    /**
     * Puts arrays in place of those that have just been read.
     *
     * @param first the index of the first one in both
     */
    void write(Array[] before, Array[] after, int first);

    /** The slots of any state: it is asked for its arrays each time. */
    static StateSlots capturing(State state) {
        return new CapturedSlots(state);
    }

    /** The slots of several states, one after the other. */
    static StateSlots joined(List<? extends State> states) {
        return new JoinedSlots(states.stream().map(State::slots).toArray(StateSlots[]::new));
    }
}
