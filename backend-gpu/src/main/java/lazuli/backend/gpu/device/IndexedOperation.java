package lazuli.backend.gpu.device;

import java.util.Arrays;

/** The operations that check indices on the device, by their names in messages. */
public enum IndexedOperation {
    TAKE(1, "take"),
    TAKE_ALONG_AXIS(2, "take_along_axis"),
    SCATTER(3, "scatter"),
    GATHER(4, "gather");

    private final int code;
    private final String text;

    IndexedOperation(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** What stands for it in the device's memory; never 0. */
    public int code() {
        return code;
    }

    /** What a code stands for. */
    public static IndexedOperation of(int code) {
        return Arrays.stream(values())
                .filter(operation -> operation.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("[gpu] %d is no operation's code".formatted(code)));
    }

    /** What the processor throws as well. */
    public IndexOutOfBoundsException outOfRange(long index, long length) {
        return new IndexOutOfBoundsException(
                "[%s] index %d is out of range for an axis of length %d".formatted(text, index, length));
    }
}
