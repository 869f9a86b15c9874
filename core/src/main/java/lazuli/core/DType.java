package lazuli.core;

import lazuli.core.graph.Required;

/** The type of an array's elements. */
public enum DType {
    /** A truth value; one byte. */
    BOOL("bool", 1, Kind.BOOLEAN),
    /** An integer from 0 to 255. */
    UINT8("uint8", 1, Kind.UNSIGNED),
    /** An integer from 0 to 65,535. */
    UINT16("uint16", 2, Kind.UNSIGNED),
    /** An integer from 0 to 4,294,967,295. */
    UINT32("uint32", 4, Kind.UNSIGNED),
    /** An integer from 0 to 2^64 - 1. */
    UINT64("uint64", 8, Kind.UNSIGNED),
    /** An integer from -128 to 127. */
    INT8("int8", 1, Kind.SIGNED),
    /** An integer from -32,768 to 32,767. */
    INT16("int16", 2, Kind.SIGNED),
    /** An integer from -2,147,483,648 to 2,147,483,647. */
    INT32("int32", 4, Kind.SIGNED),
    /** An integer from -2^63 to 2^63 - 1. */
    INT64("int64", 8, Kind.SIGNED),
    /** IEEE half precision: 11 significant bits, up to 65,504. */
    FLOAT16("float16", 2, Kind.FLOATING),
    /** The upper half of a float32: 8 significant bits, the same range. */
    BFLOAT16("bfloat16", 2, Kind.FLOATING),
    /** IEEE single precision: 24 significant bits. The dtype of most arrays. */
    FLOAT32("float32", 4, Kind.FLOATING),
    /** IEEE double precision: 53 significant bits. */
    FLOAT64("float64", 8, Kind.FLOATING),
    /** A complex number of two float32. */
    COMPLEX64("complex64", 8, Kind.COMPLEX);

    /** What a dtype's elements are, apart from their width. */
    public enum Kind {
        /** Truth values. */
        BOOLEAN,
        /** Integers that are not negative. */
        UNSIGNED,
        /** Integers. */
        SIGNED,
        /** Real numbers. */
        FLOATING,
        /** Complex numbers. */
        COMPLEX
    }

    private final String text;
    private final int size;
    private final Kind kind;

    DType(String text, int size, Kind kind) {
        this.text = text;
        this.size = size;
        this.kind = kind;
    }

    /** Bytes per element. */
    public int size() {
        return size;
    }

    /**
     * Bytes of so many elements.
     *
     * @throws ShapeException if they are more than an array can have
     */
    public long byteSize(long elements) {
        if (elements < 0 || elements > Shape.MOST_ELEMENTS) {
            throw new ShapeException("shape", "%d elements of %s where 0 to 2^59 are possible", elements, this);
        }
        return elements * size;
    }

    /** What the elements are, apart from their width. */
    public Kind kind() {
        return kind;
    }

    /** Whether this is one of the four real floating dtypes. */
    public boolean isFloating() {
        return kind == Kind.FLOATING;
    }

    /** Whether this is a signed or unsigned integer dtype; bool is not. */
    public boolean isInteger() {
        return kind == Kind.SIGNED || kind == Kind.UNSIGNED;
    }

    /** Whether gradients exist for arrays of this dtype: floating or complex. */
    public boolean isDifferentiable() {
        return kind == Kind.FLOATING || kind == Kind.COMPLEX;
    }

    /** This dtype if it is floating or complex, else float32: what functions into the reals return. */
    public DType toFloating() {
        return isDifferentiable() ? this : FLOAT32;
    }

    /**
     * The dtype that holds the result of combining two arrays, by MLX's table: the wider of two of a kind, the next signed
     * integer that holds both for signed with unsigned, float32 for any signed integer with uint64 and for float16 with
     * bfloat16; an integer with a floating dtype takes the floating one.
     */
    public static DType promote(DType a, DType b) {
        Required.argument("promote", "a", a);
        Required.argument("promote", "b", b);
        return Promotion.of(a, b);
    }

    /** NumPy's name, for example {@code float32}. */
    @Override
    public String toString() {
        return text;
    }
}
