package lazuli.core.graph;

import lazuli.core.DType;
import lazuli.core.Shape;

/** What is known of an array before it is computed. */
public record ArrayType(Shape shape, DType dtype) {
    /** This type with another shape. */
    public ArrayType with(Shape newShape) {
        return new ArrayType(newShape, dtype);
    }

    /** This type with another dtype. */
    public ArrayType with(DType newDType) {
        return new ArrayType(shape, newDType);
    }

    /** Bytes of all elements. */
    public long byteSize() {
        return dtype.byteSize(shape.size());
    }

    @Override
    public String toString() {
        return dtype + shape.toString();
    }
}
