package lazuli.backend.gpu;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import lazuli.backend.gpu.device.Dialect;
import lazuli.backend.gpu.kernel.KernelSource;

/** NVIDIA's compiler, which needs no GPU. */
public final class Nvcc {
    private Nvcc() {}

    /** Whether it is on the path. */
    public static boolean isThere() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "nvcc")));
    }

    /** What it says to a text when it compiles it to PTX; nothing if all is well. */
    public static String complaints(KernelSource source, Path folder) throws IOException, InterruptedException {
        Path text = Files.writeString(folder.resolve("kernel.cu"), source.in(Dialect.CUDA));
        Process compiler = new ProcessBuilder(
                        "nvcc",
                        "-arch=sm_90",
                        "-fmad=false",
                        "-Werror=all-warnings",
                        "-diag-suppress=177,550",
                        "-ptx",
                        "-o",
                        folder.resolve("kernel.ptx").toString(),
                        text.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return compiler.waitFor() == 0 ? "" : said;
    }
}
