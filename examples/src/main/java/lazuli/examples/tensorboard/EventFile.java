package lazuli.examples.tensorboard;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.zip.CRC32C;
import lazuli.examples.data.DataException;

/**
 * A file that TensorBoard draws curves from: TensorFlow's {@code Event} messages (tensorflow/core/util/event.proto) in the framing of
 * TFRecord files, each with its length and checksums. Every event is on the disk when {@link #write} returns.
 */
public final class EventFile implements AutoCloseable {
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int SUMMARY_VALUE = 1;
    private static final int VALUE_TAG = 1;
    private static final int VALUE_NUMBER = 2;

    /** TFRecord stores checksums rotated and moved, so that the checksum of a checksum is none. */
    private static final int MASK = 0xa282ead8;

    private final Path file;
    private final FileChannel channel;

    private EventFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * A new file in a folder, which is made if it is not there.
     *
     * @throws DataException if it cannot be written
     */
    public static EventFile create(Path directory) {
        Path file = directory.resolve("events.out.tfevents.%d.%d.lazuli"
                .formatted(
                        Instant.now().getEpochSecond(), ProcessHandle.current().pid()));
        try {
            Files.createDirectories(directory);
            EventFile events =
                    new EventFile(file, FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
            events.append(event(0, output -> output.writeString(FILE_VERSION, "brain.Event:2")));
            return events;
        } catch (IOException failure) {
            throw new DataException(file, failure);
        }
    }

    /**
     * Adds a point to each of some curves.
     *
     * @param step where on the axis to the right
     * @param values by the names of the curves; a slash makes groups
     * @throws DataException if the file cannot be written
     */
    public void write(long step, Map<String, Double> values) {
        try {
            byte[] summary = message(output -> {
                for (Map.Entry<String, Double> value : values.entrySet()) {
                    output.writeByteArray(SUMMARY_VALUE, message(one -> {
                        one.writeString(VALUE_TAG, value.getKey());
                        one.writeFloat(VALUE_NUMBER, value.getValue().floatValue());
                    }));
                }
            });
            append(event(step, output -> output.writeByteArray(SUMMARY, summary)));
        } catch (IOException failure) {
            throw new DataException(file, failure);
        }
    }

    private interface Fields {
        void writeTo(CodedOutputStream output) throws IOException;
    }

    private static byte[] message(Fields fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream output = CodedOutputStream.newInstance(bytes);
        fields.writeTo(output);
        output.flush();
        return bytes.toByteArray();
    }

    private static byte[] event(long step, Fields content) throws IOException {
        return message(output -> {
            output.writeDouble(WALL_TIME, Instant.now().toEpochMilli() / 1e3);
            output.writeInt64(STEP, step);
            content.writeTo(output);
        });
    }

    private void append(byte[] message) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(message.length + Long.BYTES + 2 * Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(message.length);
        record.putInt(checksum(record.array(), Long.BYTES));
        record.put(message);
        record.putInt(checksum(message, message.length));
        record.flip();
        while (record.hasRemaining()) {
            channel.write(record);
        }
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return Integer.rotateRight((int) checksum.getValue(), 15) + MASK;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new DataException(file, failure);
        }
    }
}
