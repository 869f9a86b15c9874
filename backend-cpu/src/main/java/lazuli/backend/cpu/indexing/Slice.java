package lazuli.backend.cpu.indexing;

import lazuli.backend.cpu.memory.Lines;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.backend.Tensor;

/** The region that a tensor's last axes span, at any place of the others: copied out row-major. */
final class Slice {
    private final Lines lines;
    private final long lineLength;
    private final long stride;
    private final int size;

    private Slice(Lines lines, long lineLength, long stride, int size) {
        this.lines = lines;
        this.lineLength = lineLength;
        this.stride = stride;
        this.size = size;
    }

    /** Of the axes from {@code axis} on. */
    static Slice of(Tensor tensor, int axis) {
        int rank = tensor.shape().rank();
        int size = tensor.dtype().size();
        int split = rank;
        long length = 1;
        long stride = size;
        // Axes that lie without gaps are one line.
        while (split > axis && (length == 1 || tensor.strides()[split - 1] * size == length * stride)) {
            stride = length == 1 ? tensor.strides()[split - 1] * size : stride;
            length *= tensor.shape().length(split - 1);
            split--;
        }
        return new Slice(Lines.of(tensor, axis, split), length, stride, size);
    }

    /** Elements of a slice. */
    long elements() {
        return lines.count() * lineLength;
    }

    /** Copies the slice whose first element is at {@code from}. */
    void copy(long from, long to) {
        for (long line = 0; line < lines.count(); line++) {
            NativeMemory.move(from + lines.offset(line), stride, to + line * lineLength * size, size, lineLength, size);
        }
    }
}
