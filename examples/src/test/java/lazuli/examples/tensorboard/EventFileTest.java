package lazuli.examples.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import lazuli.examples.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
    @TempDir
    private Path folder = Path.of("");

    private record Event(long step, String version, Map<String, Float> values) {}

    @Test
    void readersFindWhatWasWritten() throws IOException {
        Path logs = folder.resolve("a").resolve("b");
        try (EventFile events = EventFile.create(logs)) {
            events.write(1, Map.of("loss", 2.5));
            events.write(300, Map.of("accuracy/test", 0.75));
        }
        assertEquals(
                List.of(
                        new Event(0, "brain.Event:2", Map.of()),
                        new Event(1, "", Map.of("loss", 2.5f)),
                        new Event(300, "", Map.of("accuracy/test", 0.75f))),
                read(logs));
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        DataException failure = assertThrows(DataException.class, () -> EventFile.create(file.resolve("logs")));
        assertEquals(true, failure.getMessage().contains("file"), failure.getMessage());
    }

    private static List<Event> read(Path directory) throws IOException {
        Path file;
        try (Stream<Path> files = Files.list(directory)) {
            file = files.findFirst().orElseThrow();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] length = new byte[Long.BYTES];
            bytes.get(bytes.position(), length);
            byte[] message = new byte[(int) bytes.getLong()];
            assertEquals(masked(length), bytes.getInt());
            bytes.get(message);
            assertEquals(masked(message), bytes.getInt());
            events.add(event(CodedInputStream.newInstance(message)));
        }
        return events;
    }

    /** As the TFRecord format has it: {@code ((crc >> 15) | (crc << 17)) + 0xa282ead8}. */
    private static int masked(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        int crc = (int) checksum.getValue();
        return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    }

    private static Event event(CodedInputStream input) throws IOException {
        long step = 0;
        String version = "";
        Map<String, Float> values = new LinkedHashMap<>();
        for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> assertFalse(input.readDouble() < 1.6e9);
                case 2 -> step = input.readInt64();
                case 3 -> version = input.readString();
                case 5 -> values.putAll(summary(input.readBytes().newCodedInput()));
                default -> throw new AssertionError("field " + tag);
            }
        }
        return new Event(step, version, values);
    }

    private static Map<String, Float> summary(CodedInputStream input) throws IOException {
        Map<String, Float> values = new LinkedHashMap<>();
        while (input.readTag() != 0) {
            CodedInputStream value = input.readBytes().newCodedInput();
            value.readTag();
            String name = value.readString();
            value.readTag();
            values.put(name, value.readFloat());
        }
        return values;
    }
}
