package lazuli.core.io;

import static lazuli.core.io.LegacyTorchFixture.file;
import static lazuli.core.io.LegacyTorchFixture.numbers;
import static lazuli.core.io.LegacyTorchFixture.part;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.ArrayFile;
import lazuli.core.ArrayFileException;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.io.LegacyTorchFixture.Floats;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** PyTorch checkpoints from before 1.6 give their tensors, and run nothing. */
class LegacyTorchTest {
    @TempDir
    Path directory;

    private Path write(byte[] file) throws IOException {
        return Files.write(directory.resolve("checkpoint.pt"), file);
    }

    static Stream<byte[]> goodFiles() {
        byte[] two = LegacyTorchFixture.two();
        return Stream.of(two, LegacyTorchFixture.framed(two), LegacyTorchFixture.join(two, two));
    }

    @ParameterizedTest
    @MethodSource("goodFiles")
    void tensorsHaveTheirStoragesElements(byte[] file) throws IOException {
        Map<String, Array> arrays = Mx.loadArrays(write(file));
        assertEquals(List.of("bias", "weight"), List.copyOf(arrays.keySet()));
        assertEquals(List.of(1f, 2f, 3f), Elements.values(arrays.get("bias")));
        assertEquals(Shape.of(2, 2), arrays.get("weight").shape());
        assertEquals(List.of(4f, 6f, 5f, 7f), Elements.values(arrays.get("weight")));
    }

    /** A sixth item of the reference names a part of the storage: elements 1 to 3 of it, of which the tensor takes the last two. */
    @Test
    void storageThatIsAPartOfAnother() throws IOException {
        Path path = write(LegacyTorchFixture.part());
        assertEquals(List.of(3f, 4f), Elements.values(Mx.loadArrays(path).get("")));
    }

    /** Such a class comes with its source text; it is a name like others. */
    @Test
    void classWithItsSource() throws IOException {
        PickleWriter object =
                new PickleWriter().codes("}(").text("model").code('(').text("module");
        object.global("my.net", "Net").text("net.py").text("class Net: pass").codes("tQ)\u0081}");
        object.text("w")
                .tensor("a", 2, 0, numbers(2), numbers(1))
                .codes("sb")
                .text("x")
                .tensor("a", 2, 0, numbers(2), numbers(1))
                .code('u');
        ArrayFile loaded = Mx.loadArrayFile(write(file(object, Floats.of("a", 1, 2))));
        assertEquals(Set.of("x"), loaded.arrays().keySet());
        assertTrue(loaded.skipped().get("model").contains("made by my.net.Net"), loaded::toString);
    }

    @Test
    void elementsOfOtherDtypesArePassedOver() throws IOException {
        PickleWriter object = new PickleWriter().codes("}(").text("c");
        object.global("torch._utils", "_rebuild_tensor_v2").code('(').storage("ComplexDoubleStorage", "a", 1);
        object.whole(0).tuple(1).tuple(1).codes("\u0089NtR");
        object.text("x").tensor("b", 1, 0, numbers(1), numbers(1)).code('u');
        ArrayFile loaded = Mx.loadArrayFile(write(file(object, new Floats("a", 1, 0, 0, 0, 0), Floats.of("b", 7))));
        assertEquals(List.of(7f), Elements.values(loaded.arrays().get("x")));
        assertEquals(Map.of("c", "Lazuli has no dtype for 'torch.ComplexDoubleStorage'"), loaded.skipped());
    }

    static Stream<Arguments> badFiles() {
        byte[] two = LegacyTorchFixture.two();
        PickleWriter nothing = new PickleWriter().code('N');
        return Stream.of(
                Arguments.of("ends early", Arrays.copyOf(two, two.length - 1)),
                Arguments.of("ends early", LegacyTorchFixture.MAGIC),
                Arguments.of("1 bytes follow the last storage", Arrays.copyOf(two, two.length + 1)),
                Arguments.of("version other than 1001", file(1000, nothing, List.of())),
                Arguments.of("has no tensors", file(new PickleWriter().code('N'))),
                Arguments.of("the storage 'a' is missing", file(tensor())),
                Arguments.of("'a' has 2 elements where its tensors expect 3", file(tensor(), Floats.of("a", 1, 2))),
                Arguments.of(
                        "'a' has 4611686018427387904 elements", file(tensor(), new Floats("a", 1L << 62, 1, 2, 3))),
                Arguments.of("is too large", file(tensor(), new Floats("a", -1, 1, 2, 3))),
                Arguments.of("no different texts", file(tensor(), Floats.of("a", 1, 2, 3), Floats.of("a", 1, 2, 3))),
                Arguments.of(
                        "size of the storage 'b' is unknown", file(tensor(), Floats.of("a", 1, 2, 3), Floats.of("b"))),
                Arguments.of("beyond the storage 'a' of 5", file(part(3, 3, 0, 1), Floats.of("a", 1, 2, 3, 4, 5))),
                Arguments.of("beyond the storage 'a' of 5", file(part(-1, 3, 0, 1), Floats.of("a", 1, 2, 3, 4, 5))),
                Arguments.of("reaches beyond its storage of 2", file(part(3, 2, 1, 2), Floats.of("a", 1, 2, 3, 4, 5))));
    }

    private static PickleWriter tensor() {
        return new PickleWriter().tensor("a", 3, 0, numbers(3), numbers(1));
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void isRefused(String problem, byte[] file) throws IOException {
        Path path = write(file);
        String message = assertThrows(ArrayFileException.class, () -> Mx.loadArrays(path))
                .getMessage();
        assertTrue(message.contains(problem), message);
    }

    @Test
    void isNamedWhereOneArrayIsExpected() throws IOException {
        Path path = write(LegacyTorchFixture.two());
        String message =
                assertThrows(ArrayFileException.class, () -> Mx.load(path)).getMessage();
        assertTrue(message.contains("read it with loadArrays"), message);
    }
}
