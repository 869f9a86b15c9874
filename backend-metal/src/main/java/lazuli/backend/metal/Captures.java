package lazuli.backend.metal;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import lazuli.core.backend.DeviceException;

/** Records what a device does in a file that Xcode opens: {@code MTLCaptureManager}. */
final class Captures {
    private static final long DOCUMENT = 2;
    private static final String ENVIRONMENT = "MTL_CAPTURE_ENABLED";

    private final ObjectiveC objc;
    private final long device;

    Captures(ObjectiveC objc, long device) {
        this.objc = objc;
        this.device = device;
    }

    private long manager() {
        return objc.send(objc.classOf("MTLCaptureManager"), objc.selector("sharedCaptureManager"));
    }

    private boolean isCapturing() {
        return (objc.send(manager(), objc.selector("isCapturing")) & 0xff) != 0;
    }

    void start(Path path) {
        if (Files.exists(path)) {
            throw new DeviceException("[start_capture] %s is there already".formatted(path));
        }
        try (ObjectiveC.Pool _ = objc.pool();
                Arena arena = Arena.ofConfined()) {
            if (isCapturing()) {
                throw new DeviceException("[start_capture] a capture is under way");
            }
            if ((objc.send(manager(), objc.selector("supportsDestination:"), DOCUMENT) & 0xff) == 0) {
                throw new DeviceException(
                        "[start_capture] Metal captures nothing; start the program with %s=1".formatted(ENVIRONMENT));
            }
            MemorySegment error = arena.allocate(ValueLayout.ADDRESS);
            long url =
                    objc.send(objc.classOf("NSURL"), objc.selector("fileURLWithPath:"), objc.string(path.toString()));
            long descriptor = objc.send(
                    objc.send(objc.classOf("MTLCaptureDescriptor"), objc.selector("alloc")), objc.selector("init"));
            objc.send(descriptor, objc.selector("setCaptureObject:"), device);
            objc.send(descriptor, objc.selector("setDestination:"), DOCUMENT);
            objc.send(descriptor, objc.selector("setOutputURL:"), url);
            long begun =
                    objc.send(manager(), objc.selector("startCaptureWithDescriptor:error:"), descriptor, error) & 0xff;
            objc.release(descriptor);
            if (begun == 0) {
                throw new DeviceException(
                        "[start_capture] %s: %s".formatted(path, objc.reason(error.get(ValueLayout.JAVA_LONG, 0))));
            }
        }
    }

    void stop() {
        try (ObjectiveC.Pool _ = objc.pool()) {
            if (!isCapturing()) {
                throw new DeviceException("[stop_capture] no capture is under way");
            }
            objc.send(manager(), objc.selector("stopCapture"));
        }
    }
}
