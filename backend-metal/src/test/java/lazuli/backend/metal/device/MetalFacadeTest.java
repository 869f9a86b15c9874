package lazuli.backend.metal.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import lazuli.backend.metal.software.DeviceCounters;
import lazuli.backend.metal.software.TestProcess;
import lazuli.core.ArgumentException;
import lazuli.core.Array;
import lazuli.core.Device;
import lazuli.core.Memory;
import lazuli.core.Metal;
import lazuli.core.Mx;
import lazuli.core.Stream;
import lazuli.core.backend.DeviceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users ask of Metal itself. */
class MetalFacadeTest {
    @Test
    void theDeviceIsDescribed() {
        assertTrue(Metal.isAvailable());
        Map<String, String> info = Metal.deviceInfo();
        assertEquals(Device.GPU.info(), info);
        assertTrue(
                info.keySet()
                        .containsAll(Set.of(
                                "device_name",
                                "architecture",
                                "memory_size",
                                "max_buffer_length",
                                "max_recommended_working_set_size")),
                info::toString);
        boolean isMac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        assertEquals(isMac, info.containsKey("resource_limit"));
    }

    @Test
    void wiredLimitsAreKeptAndValuesStayRight() {
        long most = Long.parseLong(Metal.deviceInfo().get("max_recommended_working_set_size"));
        assertEquals(0, Memory.setWiredLimit(3 << 20));
        try (Stream.Scope _ = Stream.on(Device.GPU)) {
            for (long limit : new long[] {1 << 20, 64 << 20, 0, most, 5 << 20}) {
                Memory.setWiredLimit(limit);
                Array x = Mx.arange(1_000_000).eval();
                Array y = x.add(1).eval();
                assertEquals(1_000_000, Mx.max(y).itemInt());
                x.close();
                y.close();
                Memory.clearCache();
            }
        }
        assertEquals(5 << 20, Memory.setWiredLimit(0));
        assertThrows(ArgumentException.class, () -> Memory.setWiredLimit(most + 1));
        assertThrows(ArgumentException.class, () -> Memory.setWiredLimit(-1));
        assertEquals(0, Memory.setWiredLimit(0));
        assertEquals(0, DeviceCounters.misuses(), DeviceCounters::lastMisuse);
    }

    @Test
    void capturesNeedTheEnvironment(@TempDir Path directory) {
        DeviceException failure =
                assertThrows(DeviceException.class, () -> Metal.startCapture(directory.resolve("a.gputrace")));
        assertTrue(failure.getMessage().contains("MTL_CAPTURE_ENABLED"), failure::getMessage);
        assertThrows(DeviceException.class, Metal::stopCapture);
    }

    @Test
    void capturesAreWrittenToNewFiles(@TempDir Path directory) throws Exception {
        TestProcess done = TestProcess.run(
                directory, Map.of("MTL_CAPTURE_ENABLED", "1"), Captured.class, List.of(directory.toString()));
        assertEquals(0, done.exit(), done::printed);
    }
}
