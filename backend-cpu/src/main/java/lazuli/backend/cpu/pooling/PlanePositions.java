package lazuli.backend.cpu.pooling;

import lazuli.backend.cpu.indexing.Accumulation;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;

/**
 * Moves elements to and from positions within the spatial planes of channels-last arrays; tensors row-major, sums not of the halves.
 * Positions outside of the plane name nothing.
 */
public final class PlanePositions {
    private static final int CHANNELS = 16;

    private PlanePositions() {}

    /** See {@link lazuli.core.backend.Kernels#poolScatter}. */
    public static void scatter(Tensor values, Tensor indices, Tensor to) {
        int channels = to.shape().length(-1);
        long plane = plane(to.shape());
        long pooled = plane(values.shape());
        int size = to.dtype().size();
        eachPart(to.shape(), (image, first, count) -> {
            long target = to.address() + (image * plane * channels + first) * size;
            for (long position = 0; position < plane; position++) {
                NativeMemory.clear(target + position * channels * size, (long) count * size);
            }
            for (long i = 0; i < pooled; i++) {
                long from = (image * pooled + i) * channels + first;
                add(values, indices.address() + from * Integer.BYTES, from, count, target, channels, plane);
            }
        });
    }

    private static void add(Tensor values, long indices, long from, int count, long target, int channels, long plane) {
        DType dtype = values.dtype();
        int size = dtype.size();
        for (int channel = 0; channel < count; channel++) {
            long position = NativeMemory.getInt(indices + 4L * channel);
            if (position >= 0 && position < plane) {
                long source = values.address() + (from + channel) * size;
                long at = target + (position * channels + channel) * size;
                if (dtype == DType.FLOAT32) {
                    NativeMemory.setFloat(at, NativeMemory.getFloat(at) + NativeMemory.getFloat(source));
                } else {
                    Accumulation.add(dtype, source, at);
                }
            }
        }
    }

    /** See {@link lazuli.core.backend.Kernels#poolGather}; zero where a position names nothing. */
    public static void gather(Tensor values, Tensor indices, Tensor to) {
        int channels = to.shape().length(-1);
        long plane = plane(values.shape());
        long pooled = plane(to.shape());
        int size = to.dtype().size();
        eachPart(to.shape(), (image, first, count) -> {
            long from = values.address() + (image * plane * channels + first) * size;
            for (long i = 0; i < pooled; i++) {
                long at = (image * pooled + i) * channels + first;
                for (int channel = 0; channel < count; channel++) {
                    long position = NativeMemory.getInt(indices.address() + (at + channel) * Integer.BYTES);
                    long target = to.address() + (at + channel) * size;
                    if (position >= 0 && position < plane) {
                        NativeMemory.move(from + (position * channels + channel) * size, target, size);
                    } else {
                        NativeMemory.clear(target, size);
                    }
                }
            }
        });
    }

    /** Some neighbouring channels of one image: what one thread handles alone. */
    private interface Part {
        void run(long image, int firstChannel, int channels);
    }

    private static void eachPart(Shape shape, Part part) {
        int channels = shape.length(-1);
        long images = shape.length(0);
        int parts = images >= 2L * ParallelLoop.threads() ? 1 : Math.max(1, channels / CHANNELS);
        ParallelLoop.run(images * parts, 1, (from, until) -> {
            for (long i = from; i < until; i++) {
                int index = (int) (i % parts);
                int first = (int) ((long) channels * index / parts);
                int end = (int) ((long) channels * (index + 1) / parts);
                part.run(i / parts, first, end - first);
            }
        });
    }

    private static long plane(Shape shape) {
        long plane = 1;
        for (int i = 1; i < shape.rank() - 1; i++) {
            plane *= shape.length(i);
        }
        return plane;
    }
}
