package lazuli.backend.cpu.nativelibrary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, LINUX_X86_64",
        "Linux, aarch64, LINUX_ARM64",
        "Mac OS X, x86_64, MACOS_X86_64",
        "Mac OS X, aarch64, MACOS_ARM64",
        "Windows 11, amd64, WINDOWS_X86_64"
    })
    void isFoundByTheNamesThatJavaGives(String system, String architecture, Platform platform) {
        assertEquals(Optional.of(platform), Platform.of(system, architecture));
    }

    @Test
    void othersAreUnknown() {
        assertEquals(Optional.empty(), Platform.of("Linux", "riscv64"));
        assertEquals(Optional.empty(), Platform.of("Windows 11", "aarch64"));
        assertEquals(Optional.empty(), Platform.of("FreeBSD", "amd64"));
    }
}
