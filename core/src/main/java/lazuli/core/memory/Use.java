package lazuli.core.memory;

/** Work on a device that reads or writes memory, and is done some time after it was encoded. */
public interface Use {
    /** What orders it: two uses of one queue happen one after the other. */
    Object queue();

    /** Whether it has been done, or has failed. */
    boolean isDone();

    /** Waits until it has been done, or has failed. */
    void await();
}
