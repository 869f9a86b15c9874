package lazuli.core.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

/** Headers of .npy files, one oddity each. */
class NpyMalformedTest {
    @TempDir
    Path directory;

    private Path file(int version, String header, int dataBytes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        for (int i = 0; i < (version == 1 ? 2 : 4); i++) {
            bytes.write(header.length() >> (8 * i));
        }
        bytes.write(header.getBytes(StandardCharsets.ISO_8859_1));
        bytes.write(new byte[dataBytes]);
        Path path = directory.resolve("file.npy");
        Files.write(path, bytes.toByteArray());
        return path;
    }

    private static void requireFailure(Path path, String problem) {
        String message =
                assertThrows(ArrayFileException.class, () -> Mx.load(path)).getMessage();
        assertTrue(message.startsWith(path + ": ") && message.contains(problem), message);
        assertEquals(1, message.lines().count(), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }",
                "{'shape':(2,3,),'fortran_order':False,'descr':'<f4'}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 3L), }",
                "{u'descr': u'<f4', u'fortran_order': False, u'shape': (2L, 3L)}",
                "{'descr': 'f4', 'fortran_order': False, 'shape': (2, 3), }",
                "{\"descr\": \"=f4\", \"fortran_order\": False, \"shape\": (2, 3, )}   \n",
                "{'descr': '>f4', 'fortran_order': True, 'shape': (2, 3)}\n",
            })
    void isReadInAnyVersion(String header) throws IOException {
        for (int version = 1; version <= 3; version++) {
            Array array = Mx.load(file(version, header, 24));
            assertEquals(DType.FLOAT32, array.dtype());
            assertEquals(Shape.of(2, 3), array.shape());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '`',
            value = {
                "{'descr': '<f4', 'fortran_order': False}                                   | lacks one of",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (6,), 'more': 'x'}        | unknown key 'more'",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (6,), 'shape': (6,)}      | 'shape' twice",
                "{'descr': '<f4', 'fortran_order': 0, 'shape': (6,)}                         | True or False",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (6)}                      | a comma",
                "{'descr': '<f4', 'fortran_order': False, 'shape': [6]}                      | '('",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (-6,)}                    | a whole number",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (06,)}                    | a whole number",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (6.0,)}                   | ','",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (6,)} ;                   | the end",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (6,)                      | '}'",
                "{'descr': '<f4                                                              | something",
                "{'descr': '<f\\x34', 'fortran_order': False, 'shape': (6,)}                 | no escape",
                "{'descr': __import__('os'), 'fortran_order': False, 'shape': (6,)}          | '''",
                "{'descr': '|O', 'fortran_order': False, 'shape': (6,)}                      | no dtype '|O': Python objects",
                "{'descr': '', 'fortran_order': False, 'shape': (6,)}                        | no dtype ''",
                "{'descr': '=', 'fortran_order': False, 'shape': (6,)}                       | no dtype '='",
                "{'descr': '<=f4', 'fortran_order': False, 'shape': (6,)}                    | no dtype '<=f4'",
                "{'descr': uu'<f4', 'fortran_order': False, 'shape': (6,)}                   | '''",
                "{'descr': '|f4', 'fortran_order': False, 'shape': (6,)}                     | no dtype '|f4'",
                "{'descr': '<c16', 'fortran_order': False, 'shape': (6,)}                    | no dtype '<c16'",
                "{'descr': '<U2', 'fortran_order': False, 'shape': (6,)}                     | no dtype '<U2': text",
                "{'descr': '|S4', 'fortran_order': False, 'shape': (6,)}                     | no dtype '|S4': text",
                "{'descr': '<M8[ns]', 'fortran_order': False, 'shape': (3,)}                 | no dtype '<M8[ns]': dates",
                "{'descr': '<m8[s]', 'fortran_order': False, 'shape': (3,)}                  | no dtype '<m8[s]': spans",
                "{'descr': '|V4', 'fortran_order': False, 'shape': (6,)}                     | no dtype '|V4': raw bytes",
                "{'descr': [('a', '<i4'), ('b', '<f8')], 'fortran_order': False, 'shape': (2,)} | structured dtypes",
                "{'descr': ('<f4', (2,)), 'fortran_order': False, 'shape': (3,)}             | structured dtypes",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2LL, 3)}                 | ','",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (5,)}                     | 20 bytes, but there are 24",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (7,)}                     | 28 bytes, but there are 24",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2147483648,)}            | too large",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}  | a whole number",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 2147483647, 2147483647, 2147483647)} | too large",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647)} | too large",
            })
    void isRefused(String header, String problem) throws IOException {
        for (int version = 1; version <= 3; version++) {
            requireFailure(file(version, header, 24), problem);
        }
    }

    @Test
    void tooManyAxes() throws IOException {
        String shape = "1, ".repeat(65);
        requireFailure(file(2, "{'descr': '|u1', 'fortran_order': False, 'shape': (" + shape + ")}", 1), "65 axes");
    }

    @Test
    void unknownVersion() throws IOException {
        requireFailure(file(4, "{'descr': '<f4', 'fortran_order': False, 'shape': (6,)}", 24), "version 4.0");
    }

    @Test
    void headerBeyondTheFile() throws IOException {
        Path path = file(1, "{}", 0);
        byte[] bytes = Files.readAllBytes(path);
        bytes[8] = 100;
        Files.write(path, bytes);
        requireFailure(path, "ends early");
    }

    @Test
    void boolsThatAreNeither() throws IOException {
        Path path = file(1, "{'descr': '|b1', 'fortran_order': False, 'shape': (3,)}", 3);
        byte[] bytes = Files.readAllBytes(path);
        bytes[bytes.length - 1] = 7;
        Files.write(path, bytes);
        requireFailure(path, "element 2 of a bool array is 7");
    }

    @Test
    void firstOfSeveralArraysIsRead() throws IOException {
        String header = "{'descr': '<i2', 'fortran_order': False, 'shape': (3,), }";
        byte[] one = Files.readAllBytes(file(1, header, 6));
        byte[] two = Arrays.copyOf(one, 2 * one.length);
        System.arraycopy(one, 0, two, one.length, one.length);
        two[two.length - 1] = 1;
        Path path = Files.write(directory.resolve("two.npy"), two);
        assertEquals(3, Mx.load(path).size());
        assertArrayEquals(new byte[6], Elements.bytes(Mx.load(path)));
        two[one.length] = 0;
        Files.write(path, two);
        requireFailure(path, "are 6 bytes, but there are");
    }

    @Test
    void emptyFile() throws IOException {
        Path path = directory.resolve("empty.npy");
        Files.createFile(path);
        requireFailure(path, "is not a .npy file");
    }
}
