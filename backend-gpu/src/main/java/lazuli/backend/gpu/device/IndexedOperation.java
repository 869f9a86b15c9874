package lazuli.backend.gpu.device;

/** The operations that check indices on the device, by their names in messages. */
public enum IndexedOperation {
    TAKE("take"),
    TAKE_ALONG_AXIS("take_along_axis"),
    SCATTER("scatter"),
    GATHER("gather");

    private final String text;

    IndexedOperation(String text) {
        this.text = text;
    }

    /** What stands for it in the device's memory; never 0. */
    public int code() {
        return ordinal() + 1;
    }

    /** What a code stands for. */
    public static IndexedOperation of(int code) {
        return values()[code - 1];
    }

    /** What the processor throws as well. */
    public IndexOutOfBoundsException outOfRange(long index, long length) {
        return new IndexOutOfBoundsException(
                "[%s] index %d is out of range for an axis of length %d".formatted(text, index, length));
    }
}
