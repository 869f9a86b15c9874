package lazuli.core.recording;

import jdk.jfr.FlightRecorder;

/**
 * Whether anything can be recording. The JVM sets Flight Recorder up when the first class of events is initialized, which takes some 50
 * ms of a program's start: so events are made only if this says so.
 */
public final class FlightRecording {
    private FlightRecording() {}

    /** Whether a recording has been started, or might be any moment. */
    public static boolean isPossible() {
        return FlightRecorder.isInitialized();
    }
}
