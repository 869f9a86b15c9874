package lazuli.core.io;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import lazuli.core.Array;
import lazuli.core.ArrayFileException;
import lazuli.core.DType;
import lazuli.core.GgufValue;
import lazuli.core.Memory;
import lazuli.core.Mx;
import lazuli.core.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes give arrays or an {@link ArrayFileException}: no other exception, no hang, no more memory than the file's size and 16 MiB. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MutationTest {
    private static final int FILES = Integer.getInteger("lazuli.mutations", 640);
    private static final long SEED = Long.getLong("lazuli.seed", 20_250_101);
    private static final long SLACK = 16 << 20;
    private static final long LONGEST_NANOSECONDS = 20_000_000_000L;

    @TempDir
    Path directory;

    private static Map<String, Array> arrays() {
        Map<String, Array> arrays = new LinkedHashMap<>();
        arrays.put("layers.0.weight", Elements.counting(DType.FLOAT32, Shape.of(4, 3), 0));
        arrays.put("mask", Elements.counting(DType.BOOL, Shape.of(5), 0));
        arrays.put("empty", Elements.counting(DType.INT64, Shape.of(0, 2), 0));
        arrays.put("half", Elements.counting(DType.BFLOAT16, Shape.SCALAR, 3));
        return arrays;
    }

    @Test
    void npy() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (Array array : arrays().values()) {
            seeds.add(saved(path -> Mx.save(path, array)));
        }
        loadMutations(seeds, path -> touch(Mx.load(path)));
    }

    @Test
    void npz() throws IOException {
        List<byte[]> seeds = List.of(saved(path -> Mx.savez(path, arrays())));
        loadMutations(seeds, path -> Mx.loadArrays(path).values().forEach(MutationTest::touch));
    }

    @Test
    void compressedNpz() throws IOException {
        List<byte[]> seeds = List.of(saved(path -> Mx.savezCompressed(path, arrays())));
        loadMutations(seeds, path -> Mx.loadArrays(path).values().forEach(MutationTest::touch));
    }

    @Test
    void safetensors() throws IOException {
        List<byte[]> seeds = List.of(
                saved(path -> Mx.saveSafetensors(path, arrays(), Map.of("format", "lazuli"))),
                saved(path -> Mx.saveSafetensors(path, arrays())));
        loadMutations(seeds, path -> Mx.loadSafetensors(path).arrays().values().forEach(MutationTest::touch));
    }

    @Test
    void anyOfThem() throws IOException {
        List<byte[]> seeds = List.of(
                saved(path -> Mx.save(path, arrays().get("mask"))),
                saved(path -> Mx.savez(path, arrays())),
                saved(path -> Mx.savezCompressed(path, arrays())),
                saved(path -> Mx.saveSafetensors(path, arrays())));
        loadMutations(seeds, path -> Mx.loadArrays(path).values().forEach(MutationTest::touch));
    }

    @Test
    void gguf() throws IOException {
        Map<String, Array> arrays = arrays();
        arrays.remove("mask");
        Map<String, GgufValue> metadata = new LinkedHashMap<>();
        metadata.put("general.name", GgufValue.of("model"));
        metadata.put("tokens", GgufValue.of(List.of("a", "b")));
        metadata.put("sizes", GgufValue.of(Elements.counting(DType.UINT32, Shape.of(2), 0)));
        List<byte[]> seeds = List.of(
                saved(path -> Mx.saveGguf(path, arrays, metadata)),
                GgufFixture.file(GgufFixture.tensor("q.weight", GgufType.Q4_0.code(), 0, 64, 2), new byte[72]),
                GgufFixture.file(GgufFixture.tensor("k.weight", GgufType.Q2_K.code(), 0, 256, 2), new byte[168]),
                GgufFixture.file(GgufFixture.tensor("x", GgufType.IQ4_XS.code(), 0, 256), new byte[136]),
                GgufFixture.file(GgufFixture.tensor("m", GgufType.MXFP4.code(), 0, 64), new byte[34]));
        loadMutations(seeds, path -> Mx.loadGguf(path).arrays().values().forEach(MutationTest::touch));
    }

    @Test
    void torch() throws IOException {
        List<byte[]> seeds = List.of(TorchFixture.checkpoint());
        loadMutations(seeds, path -> Mx.loadArrays(path).values().forEach(MutationTest::touch));
    }

    @Test
    void torchBefore16() throws IOException {
        byte[] two = LegacyTorchFixture.two();
        List<byte[]> seeds = List.of(
                two, LegacyTorchFixture.framed(two), LegacyTorchFixture.join(two, two), LegacyTorchFixture.part());
        loadMutations(seeds, path -> Mx.loadArrays(path).values().forEach(MutationTest::touch));
    }

    /** What is left out or passed over, in every format that has such things. */
    @Test
    void leftOut() throws IOException {
        List<byte[]> seeds =
                LeftOutTest.files().map(file -> (byte[]) file.get()[0]).toList();
        loadMutations(seeds, path -> Mx.loadArrayFile(path).arrays().values().forEach(MutationTest::touch));
    }

    /** In archives whose checksums are right. */
    @Test
    void pickles() throws IOException {
        byte[] pickle = new PickleWriter()
                .codes("}(")
                .text("weight")
                .tensor("0", 6, 0, new long[] {2, 3}, new long[] {3, 1})
                .codes("q\1")
                .text("layers")
                .codes("](h\1K\7Ne")
                .text("size")
                .whole(5)
                .codes("uccollections\nOrderedDict\n)R}b0")
                .stop();
        loadMutations(
                List.of(pickle),
                TorchFixture::archive,
                path -> Mx.loadArrays(path).values().forEach(MutationTest::touch));
    }

    /** Files that MLX and numpy wrote. */
    @Test
    void golden() throws IOException {
        loadMutations(golden("npy"), path -> touch(Mx.load(path)));
        List<byte[]> several = new ArrayList<>(golden("npz"));
        several.addAll(golden("safetensors"));
        loadMutations(several, path -> Mx.loadArrays(path).values().forEach(MutationTest::touch));
    }

    private static List<byte[]> golden(String extension) throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(GoldenCases.directory().resolve("files"), "*." + extension)) {
            for (Path file : files) {
                seeds.add(Files.readAllBytes(file));
            }
        }
        return seeds;
    }

    private byte[] saved(Consumer<Path> save) throws IOException {
        Path path = directory.resolve("seed");
        save.accept(path);
        return Files.readAllBytes(path);
    }

    /** Reads every element. */
    private static void touch(Array array) {
        if (Elements.bytes(array).length != array.nbytes()) {
            throw new AssertionError(array.shape());
        }
    }

    private void loadMutations(List<byte[]> seeds, Consumer<Path> load) throws IOException {
        loadMutations(seeds, UnaryOperator.identity(), load);
    }

    private void loadMutations(List<byte[]> seeds, UnaryOperator<byte[]> packed, Consumer<Path> load)
            throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Mutation mutation = new Mutation(new SplittableRandom(SEED), seeds);
        Path path = directory.resolve("mutated");
        int refused = 0;
        for (int i = 0; i < FILES; i++) {
            byte[] file = packed.apply(mutation.next());
            Files.write(path, file);
            Memory.resetPeak();
            long before = Memory.peak() + threads.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            try {
                load.accept(path);
            } catch (ArrayFileException expected) {
                refused++;
            } catch (Throwable other) {
                throw failure(i, file, other);
            }
            if (System.nanoTime() - start > LONGEST_NANOSECONDS) {
                throw failure(i, file, new AssertionError("too slow"));
            }
            long used = Memory.peak() + threads.getCurrentThreadAllocatedBytes() - before;
            if (used > file.length + SLACK) {
                throw failure(i, file, new AssertionError(used + " bytes used"));
            }
        }
        if (refused < FILES / 2) {
            throw new AssertionError("only " + refused + " of " + FILES + " files were refused");
        }
    }

    private AssertionError failure(int index, byte[] file, Throwable cause) throws IOException {
        Path kept = Files.createTempFile("lazuli-mutation-", ".bin");
        Files.write(kept, file);
        return new AssertionError("mutation %d of seed %d, kept as %s".formatted(index, SEED, kept), cause);
    }
}
