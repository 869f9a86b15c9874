package lazuli.core.graph;

import java.util.List;
import java.util.function.Consumer;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/**
 * One piece of memory for all that a region of small arrays stores. To allocate, watch and free a buffer takes longer than to add four numbers;
 * the price is that the page stays as long as any of its arrays.
 */
final class SharedPage {
    private static final long BYTES = 4096;
    private static final long CACHE_LINE = 64;

    private SharedPage() {}

    /** Whether values of these nodes are several, are kept, and fit in a page. */
    static boolean suits(List<Node> nodes) {
        long bytes = 0;
        for (Node node : nodes) {
            bytes += slot(node);
            if (bytes > BYTES || node.isTemporary()) {
                return false;
            }
        }
        return nodes.size() > 1;
    }

    /** The nodes' values, which the kernels store where they are told to. */
    static Tensor[] compute(List<Node> nodes, Consumer<Tensor[]> kernels) {
        long bytes = 0;
        for (Node node : nodes) {
            bytes += slot(node);
        }
        Buffer page = Allocator.host().allocate(bytes);
        try {
            kernels.accept(tensors(nodes, page));
        } catch (RuntimeException | Error failure) {
            page.release();
            throw failure;
        }
        return tensors(nodes, page.collected());
    }

    private static long slot(Node node) {
        ArrayType type = node.types().getFirst();
        return (type.byteSize() + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE;
    }

    private static Tensor[] tensors(List<Node> nodes, Buffer page) {
        Tensor[] tensors = new Tensor[nodes.size()];
        long offset = 0;
        for (int i = 0; i < tensors.length; i++) {
            ArrayType type = nodes.get(i).types().getFirst();
            tensors[i] = new Tensor(
                    page,
                    type.dtype(),
                    type.shape(),
                    type.shape().strides(),
                    offset / type.dtype().size());
            offset += slot(nodes.get(i));
        }
        return tensors;
    }
}
