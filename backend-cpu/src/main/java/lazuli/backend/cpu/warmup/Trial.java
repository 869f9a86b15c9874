package lazuli.backend.cpu.warmup;

/** An attempt, in rounds, to have the JIT compile a faster form of a kernel. All methods are called on the thread of
 * {@link BackgroundTrials}, or once that has ended. */
public interface Trial {
    /** What is to come after a round. */
    enum Outcome {
        /** Another round, after a pause that grows: the JIT needs time rather than rounds. */
        CONTINUE,
        /** Another round after a short pause: there is something new to compile. */
        RESTART,
        /** Nothing: the kernel has changed its form, or has no other one. */
        DONE
    }

    /** One round, of some milliseconds. */
    Outcome round();

    /** Called instead of another round when the process has spent too little for it. The trial may be asked for again when the kernel was used more. */
    void postpone();

    /** Called instead of another round when many rounds have not been enough. */
    void giveUp();
}
