package lazuli.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.ServiceLoader;
import lazuli.backend.cpu.onednn.OneDnn;
import lazuli.core.backend.Backend;
import lazuli.core.backend.DeviceException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProviderTest {
    private final String before = System.getProperty(Provider.PROPERTY);

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(Provider.PROPERTY);
        } else {
            System.setProperty(Provider.PROPERTY, before);
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void thePropertyNamesAProvider(Provider provider) {
        System.setProperty(Provider.PROPERTY, provider.label());
        assertEquals(provider, Provider.choose());
        assertTrue(provider.description().length() > 5, provider.description());
    }

    @Test
    void theFastestIsTheDefault() {
        System.clearProperty(Provider.PROPERTY);
        assertEquals(OneDnn.find().isPresent() ? Provider.ONEDNN : Provider.VECTOR, Provider.choose());
    }

    @Test
    void itTellsWhatItRunsOnAndWhy() {
        System.clearProperty(Provider.PROPERTY);
        Map<String, String> facts = Provider.choose().facts();
        assertTrue(Integer.parseInt(facts.get("threads")) > 0, facts::toString);
        assertTrue(facts.get("why").startsWith("the fastest that there is"), facts::toString);
        System.setProperty(Provider.PROPERTY, "java");
        assertEquals("lazuli.cpu.provider says so", Provider.choose().facts().get("why"));
        assertEquals("plain Java", Provider.choose().facts().get("java"));
    }

    @Test
    void anUnknownNameIsAnError() {
        System.setProperty(Provider.PROPERTY, "mkl");
        DeviceException failure = assertThrows(DeviceException.class, Provider::choose);
        assertEquals("[eval] lazuli.cpu.provider is mkl; it may be java, vector or onednn", failure.getMessage());
    }

    @Test
    void theBackendIsFoundAsAService() {
        assertTrue(ServiceLoader.load(Backend.class).stream()
                .anyMatch(found -> found.type().equals(CpuBackend.class)));
    }
}
