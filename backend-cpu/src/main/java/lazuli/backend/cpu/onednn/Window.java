package lazuli.backend.cpu.onednn;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What convolutions and pooling have in common: windows that slide over one, two or three spatial dimensions. */
final class Window {
    private static final int MOST_SPATIAL_DIMENSIONS = 3;

    private Window() {}

    /** How many windows fit into a dimension; none or a negative number if it is smaller than one window. */
    static int outputSize(int input, int kernel, int stride, int dilation, int padding) {
        long room = (long) input + padding - ((kernel - 1L) * dilation + 1);
        return room < 0 ? 0 : Math.toIntExact(room / stride + 1);
    }

    /** Whether some window of a dimension lies on padding only, or has the input between its elements. */
    static boolean missesInput(int input, int kernel, int stride, int dilation, int paddingLow, int windows) {
        return IntStream.range(0, windows)
                .mapToLong(window -> (long) window * stride - paddingLow)
                .anyMatch(start -> IntStream.range(0, kernel)
                        .mapToLong(element -> start + (long) element * dilation)
                        .noneMatch(position -> position >= 0 && position < input));
    }

    static void check(
            String operation,
            List<Integer> input,
            List<Integer> kernel,
            List<Integer> strides,
            List<Integer> dilation,
            List<Integer> paddingLow,
            List<Integer> paddingHigh) {
        String sizes = "input %s, kernel %s, strides %s, dilation %s, padding %s and %s"
                .formatted(input, kernel, strides, dilation, paddingLow, paddingHigh);
        int rank = input.size();
        if (rank < 1 || rank > MOST_SPATIAL_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "[%s] one to three spatial dimensions are supported: %s".formatted(operation, sizes));
        }
        if (List.of(kernel, strides, dilation, paddingLow, paddingHigh).stream()
                .anyMatch(list -> list.size() != rank)) {
            throw new IllegalArgumentException("[%s] the ranks differ: %s".formatted(operation, sizes));
        }
        if (List.of(input, kernel, strides, dilation).stream().anyMatch(list -> containsLessThan(list, 1))
                || containsLessThan(paddingLow, 0)
                || containsLessThan(paddingHigh, 0)) {
            throw new IllegalArgumentException(
                    "[%s] sizes must be positive and padding not negative: %s".formatted(operation, sizes));
        }
        for (int i = 0; i < rank; i++) {
            int padding = Math.addExact(paddingLow.get(i), paddingHigh.get(i));
            if (outputSize(input.get(i), kernel.get(i), strides.get(i), dilation.get(i), padding) < 1) {
                throw new IllegalArgumentException(
                        "[%s] the kernel is larger than the padded input: %s".formatted(operation, sizes));
            }
        }
    }

    private static boolean containsLessThan(List<Integer> values, int least) {
        return values.stream().anyMatch(value -> value < least);
    }

    /**
     * The values of spatial dimensions for the library. A single one gets a second before it, {@code one}: for one dimension the
     * library lacks its depthwise kernels and runs 17 times slower (64 channels of length 1,024, batch 32).
     */
    static long[] spatial(List<Integer> values, long one) {
        LongStream dimensions = values.stream().mapToLong(Integer::longValue);
        return values.size() == 1
                ? LongStream.concat(LongStream.of(one), dimensions).toArray()
                : dimensions.toArray();
    }

    /** The library counts the elements that dilation leaves out. */
    static List<Integer> skipped(List<Integer> dilation) {
        return dilation.stream().map(distance -> distance - 1).toList();
    }

    /** {@code leading} dimensions, then spatial ones. */
    static long[] dimensions(List<Integer> spatial, long... leading) {
        return LongStream.concat(LongStream.of(leading), LongStream.of(spatial(spatial, 1)))
                .toArray();
    }
}
