package lazuli.backend.cpu.onednn;

/** What memory holds. Products are added up in float32 whatever the type, and rounded once. */
public enum ElementType {
    FLOAT16(1, Short.BYTES),
    BFLOAT16(2, Short.BYTES),
    FLOAT32(3, Float.BYTES);

    /** The library's. */
    final int number;

    private final int bytes;

    ElementType(int number, int bytes) {
        this.number = number;
        this.bytes = bytes;
    }

    /** Bytes of an element. */
    public int bytes() {
        return bytes;
    }
}
