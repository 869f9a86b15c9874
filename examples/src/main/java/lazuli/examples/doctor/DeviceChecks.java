package lazuli.examples.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lazuli.core.Device;
import lazuli.core.Memory;
import lazuli.core.backend.Backends;
import lazuli.core.backend.DeviceException;

/** What computes, and where arrays lie. */
final class DeviceChecks {
    private static final String UNUSABLE = "cannot be used";
    private static final String NATIVES =
            "put the jars org.bytedeco:dnnl and org.bytedeco:openblas with this platform's classifier on the class path, and see docs/security.md for what keeps them from being unpacked";

    private DeviceChecks() {}

    static List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        try {
            cpu(findings);
        } catch (DeviceException absent) {
            findings.add(
                    Finding.wrong(
                            "CPU",
                            String.valueOf(absent.getMessage()),
                            "put io.github.lazuli:lazuli-backend-cpu on the class path, and take away properties that name another backend"));
        }
        gpus(findings);
        return findings;
    }

    private static void cpu(List<Finding> findings) {
        Map<String, String> facts = Backends.cpu().facts();
        findings.add(Finding.of("CPU", Backends.cpu().description()));
        facts.forEach((name, value) -> findings.add(new Finding(
                "", name + ": " + value, value.contains(UNUSABLE) ? Optional.of(NATIVES) : Optional.empty())));
        findings.add(Finding.of("", "memory: " + limits(Device.CPU)));
    }

    private static void gpus(List<Finding> findings) {
        int count = Device.GPU.count();
        if (count == 0) {
            findings.add(Finding.of("GPU", "none that a backend here can use"));
        }
        for (int i = 0; i < count; i++) {
            Device gpu = Device.gpu(i);
            findings.add(Finding.of(gpu.toString(), gpu.info().getOrDefault("device_name", "without a name")));
            new TreeMap<>(gpu.info()).forEach((name, value) -> findings.add(Finding.of("", name + ": " + value)));
            findings.add(Finding.of("", "memory: " + limits(gpu)));
        }
        findings.add(Finding.of("default device", Device.defaultDevice()));
    }

    /** They are told by setting others: for a moment there is no limit. */
    private static String limits(Device device) {
        long most = Memory.setLimit(device, Long.MAX_VALUE);
        Memory.setLimit(device, most);
        long cached = Memory.setCacheLimit(device, Long.MAX_VALUE);
        Memory.setCacheLimit(device, cached);
        return "arrays up to %s, of which up to %s are kept for others"
                .formatted(JavaChecks.size(most), JavaChecks.size(Math.min(most, cached)));
    }
}
