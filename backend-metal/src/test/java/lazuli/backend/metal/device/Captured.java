package lazuli.backend.metal.device;

import java.nio.file.Files;
import java.nio.file.Path;
import lazuli.core.Metal;
import lazuli.core.Mx;
import lazuli.core.backend.DeviceException;

/** What {@link MetalFacadeTest} runs in a process of its own, which may capture. */
final class Captured {
    private Captured() {}

    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        Path path = directory.resolve("a.gputrace");
        for (int i = 0; i < 2; i++) {
            Path next = directory.resolve(i + ".gputrace");
            Metal.startCapture(next);
            requireRefusal(() -> Metal.startCapture(path));
            Mx.ones(3).add(1).eval();
            Metal.stopCapture();
            requireRefusal(Metal::stopCapture);
            if (!Files.exists(next)) {
                throw new AssertionError(next + " is not there");
            }
            requireRefusal(() -> Metal.startCapture(next));
        }
        requireRefusal(() -> Metal.startCapture(directory.resolve("none").resolve("a.gputrace")));
    }

    private static void requireRefusal(Runnable call) {
        try {
            call.run();
        } catch (DeviceException refused) {
            return;
        }
        throw new AssertionError("not refused");
    }
}
