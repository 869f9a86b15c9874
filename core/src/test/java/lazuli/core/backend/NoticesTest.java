package lazuli.core.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.System.Logger.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NoticesTest {
    private final String before = System.getProperty(Notices.PROPERTY, "");

    @AfterEach
    void restore() {
        System.setProperty(Notices.PROPERTY, before);
    }

    @Test
    void theyAreShownOnlyWhereThatIsAskedFor() {
        System.clearProperty(Notices.PROPERTY);
        assertEquals(Level.DEBUG, Notices.level());
        System.setProperty(Notices.PROPERTY, "info");
        assertEquals(Level.INFO, Notices.level());
        System.setProperty(Notices.PROPERTY, "INFO");
        assertEquals(Level.INFO, Notices.level());
    }
}
