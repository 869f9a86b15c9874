package lazuli.examples.cifar;

import static lazuli.core.Mx.softmax;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import lazuli.core.Array;
import lazuli.core.Mx;
import lazuli.core.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trained network runs where nothing is known of it: in another JVM, with the core and a backend alone. */
class ExportedInferenceTest {
    private static final String PROGRAM = """
            import java.nio.file.Path;
            import java.util.HexFormat;
            import lazuli.core.Array;
            import lazuli.core.ImportedFunction;
            import lazuli.core.Mx;

            public class Infer {
                public static void main(String[] arguments) throws Exception {
                    for (String absent : new String[] {"lazuli.nn.Module", "lazuli.examples.cifar.SmallCnn"}) {
                        try {
                            throw new AssertionError(Class.forName(absent) + " is here");
                        } catch (ClassNotFoundException expected) {
                            // which is the point
                        }
                    }
                    ImportedFunction model = Mx.importFunction(Path.of(arguments[0]));
                    for (int i = 1; i < arguments.length; i++) {
                        Array result = model.apply(Mx.load(Path.of(arguments[i]))).getFirst();
                        System.out.println(result.type() + " " + HexFormat.of().formatHex(result.toByteArray()));
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void smallCnnGivesTheSameBitsInAFreshJvm() throws IOException, InterruptedException {
        SmallCnn model = new SmallCnn(10);
        model.train();
        Mx.eval(model.forward(Random.normal(8, 32, 32, 3))); // so that the averages are not those of a new model
        model.evaluate();
        Array images = Random.normal(4, 32, 32, 3);
        Array others = Random.normal(7, 32, 32, 3);
        Path file = folder.resolve("model.lazuli");
        Mx.exportFunction(file, x -> List.of(softmax(model.forward(x.getFirst()), -1)), List.of(images), true, "");
        String expected = line(softmax(model.forward(images), -1)) + line(softmax(model.forward(others), -1));
        assertEquals(expected, infer(file, saved("images.npy", images), saved("others.npy", others)));
    }

    private static String line(Array result) {
        return result.type() + " " + HexFormat.of().formatHex(result.toByteArray()) + "\n";
    }

    private Path saved(String name, Array array) {
        Path file = folder.resolve(name);
        Mx.save(file, array);
        return file;
    }

    private String infer(Path... files) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Infer.java"), PROGRAM);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .filter(ExportedInferenceTest::knowsNoModels)
                        .collect(Collectors.joining(File.pathSeparator)),
                source.toString()));
        Arrays.stream(files).map(Path::toString).forEach(command::add);
        Path out = folder.resolve("out.txt");
        Path log = folder.resolve("log.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(log.toFile())
                .start();
        assertTrue(process.waitFor(120, TimeUnit.SECONDS), "takes too long");
        assertEquals(0, process.exitValue(), Files.readString(log));
        return Files.readString(out);
    }

    private static boolean knowsNoModels(String entry) {
        try (URLClassLoader classes =
                new URLClassLoader(new URL[] {Path.of(entry).toUri().toURL()}, null)) {
            return classes.findResource("lazuli/nn/Module.class") == null
                    && classes.findResource("lazuli/examples/cifar/SmallCnn.class") == null
                    && classes.findResource("lazuli/examples/cifar/ExportedInferenceTest.class") == null;
        } catch (MalformedURLException impossible) {
            throw new AssertionError(impossible);
        } catch (IOException failure) {
            throw new AssertionError("cannot be closed", failure);
        }
    }
}
