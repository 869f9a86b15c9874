package lazuli.core.io;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.Node;
import lazuli.core.graph.Nodes;
import lazuli.core.memory.Buffer;

/** Arrays of what a pickle says of tensors: a storage, an offset, lengths, and strides, which must stay within the storage. */
final class TorchTensor {
    private TorchTensor() {}

    static Array of(TorchStorages.Storage storage, DType dtype, Pickled offset, Pickled size, Pickled stride)
            throws FormatException {
        List<Long> lengths = numbers(size);
        List<Long> strides = numbers(stride);
        if (!(offset instanceof Pickled.Whole start) || strides.size() != lengths.size()) {
            throw new FormatException("the pickle has a malformed tensor");
        }
        Shape shape = Layout.shape(lengths);
        if (storage.firstByte() % dtype.size() != 0) {
            throw new FormatException("a tensor of %s begins between two elements", dtype);
        }
        long elements = storage.byteSize() / dtype.size();
        requireWithin(elements, start.value(), shape, strides);
        long[] steps = strides.stream().mapToLong(Long::longValue).toArray();
        Buffer buffer = storage.elements(dtype);
        buffer.retain();
        long first = shape.size() == 0 ? 0 : storage.firstByte() / dtype.size() + start.value();
        return Nodes.ofData(new Node(new Tensor(buffer, dtype, shape, steps, first)));
    }

    private static List<Long> numbers(Pickled value) throws FormatException {
        Pickled sequence = value;
        if (value instanceof Pickled.Made(Pickled.Global maker, Pickled.Sequence(var arguments), var _, var _)
                && maker.name().equals("torch.Size")
                && arguments.size() == 1) {
            sequence = arguments.getFirst();
        }
        List<Long> numbers = new ArrayList<>();
        if (sequence instanceof Pickled.Sequence(var items)) {
            for (Pickled item : items) {
                if (!(item instanceof Pickled.Whole number) || number.value() < 0) {
                    throw new FormatException("the pickle has a tensor with a length or stride that is no number");
                }
                numbers.add(number.value());
            }
        }
        return numbers;
    }

    /** No element may lie outside, and there may not be more of them than the file has: they could overlap. */
    private static void requireWithin(long elements, long start, Shape shape, List<Long> strides)
            throws FormatException {
        if (shape.size() == 0) {
            return;
        }
        long left = elements - 1 - start;
        boolean within = start >= 0 && shape.size() <= elements;
        for (int axis = 0; axis < shape.rank(); axis++) {
            int steps = shape.length(axis) - 1;
            long stride = strides.get(axis);
            within = within && (steps == 0 || stride <= left / steps);
            left -= within ? steps * stride : 0;
        }
        if (!within || left < 0) {
            throw new FormatException(
                    "a tensor of shape %s reaches beyond its storage of %d elements", shape, elements);
        }
    }
}
