package lazuli.examples.doctor;

import java.util.ArrayList;
import java.util.List;
import lazuli.examples.command.Example;
import lazuli.examples.data.DataException;
import picocli.CommandLine.Command;

/** Tells what Lazuli runs on, and what to do if something is not as it should be. */
@Command(name = "doctor", description = "tells what Lazuli runs on, and what to do if something is wrong")
public final class DoctorExample extends Example<List<Finding>> {
    private static final String MARK = "  <-- wrong";

    /** Says nothing: the device is among the findings. */
    @Override
    protected void begin() {}

    @Override
    protected List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        // Shown one after the other: one that ends the process says by its absence which it was.
        show(JavaChecks.all(), findings);
        show(DeviceChecks.all(), findings);
        show(FolderChecks.all(), findings);
        show(ProductCheck.all(), findings);
        List<String> advice =
                findings.stream().flatMap(finding -> finding.advice().stream()).toList();
        if (advice.isEmpty()) {
            out.println("everything is in order");
            return findings;
        }
        throw new DataException("what to do", String.join("; ", advice));
    }

    private void show(List<Finding> some, List<Finding> findings) {
        for (Finding finding : some) {
            String mark = finding.advice().isPresent() ? MARK : "";
            out.println("%-16s %s%s".formatted(finding.name(), finding.value(), mark));
        }
        findings.addAll(some);
    }
}
