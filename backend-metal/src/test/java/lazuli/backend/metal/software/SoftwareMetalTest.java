package lazuli.backend.metal.software;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The device's own tests: each function of Metal's language with the specification's values, the errors of Metal's API, races, leaks. */
class SoftwareMetalTest {
    @Test
    void passesItsOwnTests() throws Exception {
        assumeFalse("off".equals(System.getProperty(SoftwareMetal.PROPERTY)), "the tests run on a Mac's GPU");
        Path log = Files.createDirectories(SoftwareMetal.BUILT).resolve("test.log");
        Process process = new ProcessBuilder(
                        "sh", SoftwareMetal.SOURCE.resolve("test.sh").toString(), SoftwareMetal.BUILT.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int exit = process.waitFor();
        String said = Files.readString(log);
        assertEquals(0, exit, said);
        said.lines().filter(line -> line.contains("checks")).forEach(System.out::println);
    }
}
