package lazuli.backend.cpu.nativelibrary;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "nothing is prepared there")
class OpenMpEnvironmentTest {
    @Test
    void setsWhatTheUserHasNotSet() throws Throwable {
        OpenMpEnvironment.prepare(Platform.current().orElseThrow());
        String threads =
                System.getProperty("lazuli.threads", "" + Runtime.getRuntime().availableProcessors());
        assertEquals(setByUser("OMP_NUM_THREADS").orElse(threads), nativeVariable("OMP_NUM_THREADS"));
        assertEquals(setByUser("OPENBLAS_NUM_THREADS").orElse("1"), nativeVariable("OPENBLAS_NUM_THREADS"));
        if (setByUser("OMP_WAIT_POLICY").isEmpty()) {
            assertEquals(setByUser("GOMP_SPINCOUNT").orElse("1000"), nativeVariable("GOMP_SPINCOUNT"));
        }
    }

    private static Optional<String> setByUser(String name) {
        return Optional.ofNullable(System.getenv(name)); // Java's copy is older than the change
    }

    private static String nativeVariable(String name) throws Throwable {
        Linker linker = Linker.nativeLinker();
        var getenv = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("getenv"), FunctionDescriptor.of(ADDRESS, ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            return ((MemorySegment) getenv.invokeExact(arena.allocateFrom(name)))
                    .reinterpret(1024)
                    .getString(0);
        }
    }
}
