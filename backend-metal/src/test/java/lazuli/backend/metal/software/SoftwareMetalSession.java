package lazuli.backend.metal.software;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Builds the device before anything asks which devices there are. Tests run each fused kernel at once, for what a test computes once would else never run as
 * one.
 */
public final class SoftwareMetalSession implements LauncherSessionListener {
    private static final String FUSION = "lazuli.gpu.fusion";

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        SoftwareMetal.prepare();
        if (System.getProperty(FUSION) == null) {
            System.setProperty(FUSION, "always");
        }
    }
}
