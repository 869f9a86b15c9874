package lazuli.backend.metal.software;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Builds the device before anything asks which devices there are. */
public final class SoftwareMetalSession implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        SoftwareMetal.prepare();
    }
}
