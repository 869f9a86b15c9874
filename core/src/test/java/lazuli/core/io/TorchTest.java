package lazuli.core.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lazuli.core.Array;
import lazuli.core.ArrayFileException;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PyTorch checkpoints give their tensors, and run nothing. */
class TorchTest {
    private static final long[] NONE = {};

    @TempDir
    Path directory;

    private Map<String, Array> load(byte[] file) throws IOException {
        Path path = directory.resolve("checkpoint.pt");
        Files.write(path, file);
        return Mx.loadArrays(path);
    }

    private Map<String, Array> loadPickle(PickleWriter pickle) throws IOException {
        return load(TorchFixture.archive(pickle.stop()));
    }

    private void requireFailure(byte[] file, String problem) {
        String message =
                assertThrows(ArrayFileException.class, () -> load(file)).getMessage();
        assertTrue(message.contains(problem), message);
    }

    private void requireFailure(PickleWriter pickle, String problem) {
        requireFailure(TorchFixture.archive(pickle.stop()), problem);
    }

    /** A pickle of a dict with one tensor of float storage 0. */
    private static PickleWriter oneTensor(long offset, long[] size, long[] stride) {
        return new PickleWriter()
                .code('}')
                .text("x")
                .tensor("0", 6, offset, size, stride)
                .code('s');
    }

    @Test
    void trainingCheckpoint() throws IOException {
        Map<String, Array> arrays = load(TorchFixture.checkpoint());
        assertEquals(
                List.of(
                        "model.fc.weight",
                        "model.fc.bias",
                        "model.bn.num_batches_tracked",
                        "optimizer.state.0.exp_avg"),
                List.copyOf(arrays.keySet()));
        Array weight = arrays.get("model.fc.weight");
        assertEquals(Shape.of(2, 2), weight.shape());
        assertEquals(List.of(1f, 2f, 3f, 4f), Elements.values(weight));
        assertEquals(List.of(5f, 6f), Elements.values(arrays.get("model.fc.bias")));
        assertEquals(DType.INT64, arrays.get("model.bn.num_batches_tracked").dtype());
        assertEquals(List.of(7L), Elements.values(arrays.get("model.bn.num_batches_tracked")));
        assertEquals(List.of(1f, 3f, 2f, 4f), Elements.values(arrays.get("optimizer.state.0.exp_avg")));
    }

    @Test
    void deflatedMembers() throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("data.pkl", oneTensor(0, new long[] {6}, new long[] {1}).stop());
        members.put("data/0", new byte[24]);
        assertEquals(
                Shape.of(6), load(TorchFixture.zip(members, false)).get("x").shape());
    }

    @Test
    void tensorAlone() throws IOException {
        PickleWriter pickle = new PickleWriter().tensor("0", 6, 0, new long[] {2, 3}, new long[] {3, 1});
        assertEquals(Shape.of(2, 3), loadPickle(pickle).get("").shape());
    }

    @Test
    void tensorsInLists() throws IOException {
        PickleWriter pickle = new PickleWriter().code(']').code('(');
        pickle.tensor("0", 6, 0, NONE, NONE).tensor("0", 6, 5, NONE, NONE).code('e');
        assertEquals(Set.of("0", "1"), loadPickle(pickle).keySet());
    }

    @Test
    void untypedStorageAndTensorsWithDtypes() throws IOException {
        PickleWriter pickle =
                new PickleWriter().global("torch._utils", "_rebuild_tensor_v3").code('(');
        pickle.code('(')
                .text("storage")
                .global("torch.storage", "UntypedStorage")
                .text("0")
                .text("cpu")
                .whole(24);
        pickle.code('t')
                .code('Q')
                .whole(1)
                .tuple(3)
                .tuple(2)
                .code(0x89)
                .code('N')
                .global("torch", "uint32")
                .code('N');
        Array array = loadPickle(pickle.code('t').code('R')).get("");
        assertEquals(DType.UINT32, array.dtype());
        assertEquals(Shape.of(3), array.shape());
    }

    @Test
    void sizeMadeByTorch() throws IOException {
        PickleWriter pickle =
                new PickleWriter().global("torch._utils", "_rebuild_tensor").code('(');
        pickle.storage("FloatStorage", "0", 6)
                .whole(0)
                .global("torch", "Size")
                .code('(')
                .tuple(6)
                .code('t')
                .code('R');
        assertEquals(
                Shape.of(6),
                loadPickle(pickle.tuple(1).code('t').code('R')).get("").shape());
    }

    @Test
    void whatIsNoTensorIsLeftOutAndNotRun() throws IOException {
        PickleWriter pickle = oneTensor(0, new long[] {6}, new long[] {1});
        pickle.text("args")
                .global("posix", "system")
                .text("touch here")
                .code(0x85)
                .code('R')
                .code('s');
        pickle.text("options")
                .global("argparse", "Namespace")
                .code(')')
                .code(0x81)
                .code('}')
                .code('b')
                .code('s');
        assertEquals(Set.of("x"), loadPickle(pickle).keySet());
    }

    @Test
    void nothingButACall() {
        PickleWriter pickle =
                new PickleWriter().global("posix", "system").text("touch here").code(0x85);
        requireFailure(pickle.code('R'), "no tensors");
    }

    @Test
    void tensorInsideOfAnUnknownObject() {
        PickleWriter pickle = new PickleWriter()
                .global("my.model", "Net")
                .code(')')
                .code(0x81)
                .code('}')
                .text("w");
        pickle.tensor("0", 6, 0, NONE, NONE).code('s').code('b');
        requireFailure(pickle, "a tensor is inside of an object made by my.model.Net");
    }

    @ParameterizedTest
    @CsvSource({
        "7, 6, 1",
        "1, 6, 1",
        "0, 7, 1",
        "0, 7, 0",
        "0, 4, 2",
        "-1, 1, 1",
        "6, 1, 1",
        "9223372036854775807, 1, 1",
        "0, 2, 9223372036854775807",
        "3, 2147483647, 9223372036854775807"
    })
    void tensorBeyondItsStorage(long offset, long size, long stride) {
        requireFailure(oneTensor(offset, new long[] {size}, new long[] {stride}), "in 'x': a tensor of shape");
    }

    @ParameterizedTest
    @CsvSource({"0, 6, 1", "5, 1, 1", "5, 1, 9223372036854775807", "1, 3, 2", "0, 6, 0", "7, 0, 1"})
    void tensorWithinItsStorage(long offset, long size, long stride) throws IOException {
        Array array = loadPickle(oneTensor(offset, new long[] {size}, new long[] {stride}))
                .get("x");
        assertEquals(size, Elements.values(array).size());
    }

    @Test
    void negativeLengthOrStride() {
        requireFailure(oneTensor(0, new long[] {-1}, new long[] {1}), "is no number");
        requireFailure(oneTensor(5, new long[] {2}, new long[] {-1}), "is no number");
    }

    @Test
    void moreStridesThanLengths() {
        requireFailure(oneTensor(0, new long[] {1}, new long[] {1, 1}), "malformed tensor");
    }

    @Test
    void storageProblems() {
        requireFailure(new PickleWriter().tensor("1", 6, 0, NONE, NONE), "the storage '1' is missing");
        requireFailure(new PickleWriter().tensor("0", 7, 0, NONE, NONE), "of 7 elements is 24 bytes");
        PickleWriter pickle =
                new PickleWriter().global("torch._utils", "_rebuild_tensor_v2").code('(');
        pickle.storage("ComplexDoubleStorage", "0", 6)
                .whole(0)
                .code(')')
                .code(')')
                .code('t')
                .code('R');
        requireFailure(pickle, "no dtype for 'torch.ComplexDoubleStorage'");
    }

    @Test
    void bigEndianElements() throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("data.pkl", oneTensor(4, new long[] {2}, new long[] {1}).stop());
        members.put("byteorder", "big".getBytes(StandardCharsets.UTF_8));
        members.put(
                "data/0",
                ByteBuffer.allocate(24).putFloat(16, 1.5f).putFloat(20, -2).array());
        assertEquals(
                List.of(1.5f, -2f),
                Elements.values(load(TorchFixture.zip(members, true)).get("x")));
        members.put("byteorder", "middle".getBytes(StandardCharsets.UTF_8));
        requireFailure(TorchFixture.zip(members, true), "'middle' is neither");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "R",
                "(0",
                "t",
                "s",
                "}a",
                "]s",
                "](u",
                "}(K\1u",
                "h\1",
                "q\1",
                "\u0093",
                "K\1K\1\u0093",
                "]NNs",
                "}NNNa"
            })
    void malformedPickles(String codes) {
        requireFailure(new PickleWriter().codes(codes), "pickle is malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"i", "o", "\u0082", "S'x'\n", "I1\n", "P1\n", "\u00ff"})
    void instructionsThatPyTorchDoesNotWrite(String codes) {
        requireFailure(new PickleWriter().codes(codes), "not one that PyTorch writes");
    }

    @Test
    void pickleThatEndsEarly() {
        requireFailure(TorchFixture.archive(new byte[] {(byte) 0x80, 2, '}'}), "ends early");
    }

    @Test
    void deepNesting() {
        PickleWriter pickle = new PickleWriter();
        for (int i = 0; i < 10_000; i++) {
            pickle.code(']');
        }
        pickle.tensor("0", 6, 0, NONE, NONE);
        for (int i = 0; i < 10_000; i++) {
            pickle.code('a');
        }
        requireFailure(pickle, "nested too deeply");
    }

    /** Each list has the one before it twice: 2 to the 60 ways to the tensor. */
    @Test
    void wideNesting() {
        PickleWriter pickle = new PickleWriter().tensor("0", 6, 0, NONE, NONE);
        for (int i = 0; i < 60; i++) {
            pickle.code('q')
                    .code(0)
                    .code(']')
                    .code('h')
                    .code(0)
                    .code('a')
                    .code('h')
                    .code(0)
                    .code('a');
        }
        requireFailure(pickle, "in each other too often");
    }

    @Test
    void listThatHasItself() {
        requireFailure(new PickleWriter().code(']').codes("q\1h\1a"), "nested too deeply");
    }

    @Test
    void moreObjectsThanTheFileAccountsFor() {
        byte[] pickle = new byte[2 << 20];
        Arrays.fill(pickle, (byte) ']');
        Map<String, byte[]> members = Map.of("data.pkl", pickle);
        requireFailure(TorchFixture.zip(members, false), "too many objects");
    }
}
