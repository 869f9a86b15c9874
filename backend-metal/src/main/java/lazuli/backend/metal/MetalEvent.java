package lazuli.backend.metal;

import lazuli.core.backend.DeviceException;

/**
 * An {@code MTLSharedEvent} that counts a queue's command buffers that are done. It lives until the queue is closed and no command buffer of another
 * queue waits for it any more.
 */
final class MetalEvent {
    private final ObjectiveC objc;
    private final long event;
    private final long signaledValue;
    private final long setSignaledValue;
    private int owners = 1;

    /** Whether a command buffer has failed: the event may be behind those that are done since. */
    private volatile boolean isHealing;

    MetalEvent(ObjectiveC objc, long device) {
        this.objc = objc;
        this.signaledValue = objc.selector("signaledValue");
        this.setSignaledValue = objc.selector("setSignaledValue:");
        this.event = objc.send(device, objc.selector("newSharedEvent"));
        if (event == 0) {
            throw new DeviceException("[metal] the system gives no event for a queue");
        }
    }

    long address() {
        return event;
    }

    /** One more owner; false if it is gone, and with it all that could be waited for. */
    synchronized boolean retain() {
        if (owners == 0) {
            return false;
        }
        owners++;
        return true;
    }

    /** One owner less. */
    synchronized void release() {
        owners--;
        if (owners == 0) {
            objc.release(event);
        }
    }

    /** Signals in place of a command buffer that failed, which does not. To be called by the thread that waits for the queue's command buffers. */
    void signal(long number) {
        isHealing = true;
        heal(number);
    }

    /**
     * To be called after each command buffer by the same thread: where a failure was signalled while the device signalled a later command buffer, the
     * event may have gone back.
     */
    void heal(long number) {
        if (isHealing && objc.send(event, signaledValue) < number) {
            objc.send(event, setSignaledValue, number);
        }
    }
}
