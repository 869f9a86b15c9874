package lazuli.core.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lazuli.core.ArrayFileException;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Safetensors;
import lazuli.core.Shape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers of safetensors files, one oddity each, before eight bytes of data. */
class SafetensorsMalformedTest {
    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void choosePath() {
        path = directory.resolve("file.safetensors");
    }

    private void write(long headerLength, byte[] header, int dataBytes) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(8 + header.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(path, file.putLong(headerLength).put(header).array());
    }

    private void write(String header) throws IOException {
        byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
        write(bytes.length, bytes, 8);
    }

    private void requireFailure(String problem) {
        String message = assertThrows(ArrayFileException.class, () -> Mx.loadSafetensors(path))
                .getMessage();
        assertTrue(message.startsWith(path + ": ") && message.contains(problem), message);
        assertEquals(1, message.lines().count(), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'x':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}",
                " { 'x' : { 'data_offsets' : [ 0 , 8 ] , 'shape' : [ 2 ] , 'dtype' : 'F32' } } \n ",
                "{'__metadata__':null,'x':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}",
                "{'x':{'dtype':'F32','shape':[2],'data_offsets':[0,8],'more':[1,{'a':-1.5e3}]}}",
                "{'__metadata__':{},'\\u0078':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}",
            })
    void isRead(String header) throws IOException {
        write(header.replace('\'', '"'));
        Safetensors read = Mx.loadSafetensors(path);
        assertEquals(Shape.of(2), read.arrays().get("x").shape());
        assertEquals(Map.of(), read.metadata());
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '`',
            value = {
                "{'x':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}                          | '}'",
                "{'x':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}{                        | the end",
                "{'x':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},}                        | '\"'",
                "[]                                                                             | '{'",
                "{'x':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'x':{'dtype':'F32','shape':[0],'data_offsets':[8,8]}} | 'x' is there twice",
                "{'x':{'dtype':'F32','dtype':'F32','shape':[2],'data_offsets':[0,8]}}           | 'dtype' is there twice",
                "{'x':{'dtype':'F32','shape':[2]}}                                              | lacks one of",
                "{'x':{'dtype':'F32','shape':[2],'data_offsets':[8]}}                           | lacks one of",
                "{'x':{'dtype':'F32','shape':[2],'data_offsets':[0,8,8]}}                       | at most 2 numbers",
                "{'x':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}                         | in 'x': float32 elements of shape (3,) are 12 bytes",
                "{'x':{'dtype':'F32','shape':[2.0],'data_offsets':[0,8]}}                       | ']'",
                "{'x':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}}                        | a whole number",
                "{'x':{'dtype':'F32','shape':[2147483648],'data_offsets':[0,8]}}                | too large",
                "{'x':{'dtype':'F32','shape':[[2]],'data_offsets':[0,8]}}                       | a whole number",
                "{'x':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}                         | lies at [8, 0]",
                "{'x':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}                         | should begin at 0",
                "{'x':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}                         | 4 bytes, but there are 8",
                "{'x':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}}                        | 12 bytes, but there are 8",
                "{'x':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'y':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | should begin at 4",
                "{'x':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'y':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | should begin at 8",
                "{'x':{'dtype':'F32','shape':[1],'data_offsets':[0,999999999999999999]}}        | 999999999999999999 bytes, but there are 8",
                "{'__metadata__':{'a':},'x':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}   | a value",
                "{'__metadata__':{'a':[1,'x':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}  | '}'",
                "{'__metadata__':{'a':'1','a':'2'}}                                             | 'a' is there twice",
                "{'__metadata__':null,'__metadata__':null}                                      | '__metadata__' is there twice",
                "{'\\ud800':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}                   | not valid Unicode",
                "{'\\u12':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}                     | hexadecimal",
                "{'\\x':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}                       | an escape",
            })
    void isRefused(String header, String problem) throws IOException {
        write(header.replace('\'', '"'));
        requireFailure(problem);
    }

    @Test
    void controlCharacterInAName() throws IOException {
        write("{\"a\nb\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}");
        requireFailure("no control character");
    }

    @Test
    void deepNesting() throws IOException {
        write("{\"x\":" + "[".repeat(1_000_000));
        requireFailure("'{'");
    }

    @Test
    void headerThatIsNotUtf8() throws IOException {
        write(4, new byte[] {'{', (byte) 0xff, (byte) 0xfe, '}'}, 0);
        requireFailure("not UTF-8");
    }

    @Test
    void headerLongerThanTheFile() throws IOException {
        write(10, new byte[] {'{', '}'}, 0);
        requireFailure("ends early");
    }

    @Test
    void headerOfAbsurdLength() throws IOException {
        for (long length : List.of(-1L, Long.MAX_VALUE, 100_000_001L)) {
            write(length, new byte[] {'{', '}'}, 0);
            requireFailure(length < 0 ? "too large" : "longer than safetensors allows");
        }
    }

    @Test
    void nameOfTheMetadata() {
        var arrays = Map.of("__metadata__", Elements.counting(DType.INT8, Shape.of(1), 0));
        String message = assertThrows(ArrayFileException.class, () -> Mx.saveSafetensors(path, arrays))
                .getMessage();
        assertTrue(message.contains("cannot have the name '__metadata__'"), message);
    }
}
