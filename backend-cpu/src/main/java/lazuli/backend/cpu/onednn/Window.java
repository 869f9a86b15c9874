package lazuli.backend.cpu.onednn;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A window that slides over one, two or three spatial dimensions; each list has one number for each of them.
 *
 * @param input the size of the source
 * @param kernel how many elements the window takes
 * @param strides how far it moves
 * @param dilation distance between the elements it takes; 1 for neighbours
 * @param paddingLow how far it may reach before the source
 * @param paddingHigh how far it may reach behind the source
 */
public record Window(
        List<Integer> input,
        List<Integer> kernel,
        List<Integer> strides,
        List<Integer> dilation,
        List<Integer> paddingLow,
        List<Integer> paddingHigh) {
    private static final int MOST_DIMENSIONS = 3;

    /** @throws IllegalArgumentException if the window fits nowhere, or the numbers make no sense */
    public Window {
        input = List.copyOf(input);
        kernel = List.copyOf(kernel);
        strides = List.copyOf(strides);
        dilation = List.copyOf(dilation);
        paddingLow = List.copyOf(paddingLow);
        paddingHigh = List.copyOf(paddingHigh);
        String problem = problem(input, kernel, strides, dilation, paddingLow, paddingHigh);
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException(
                    "[window] %s: input %s, kernel %s, strides %s, dilation %s, padding %s and %s"
                            .formatted(problem, input, kernel, strides, dilation, paddingLow, paddingHigh));
        }
    }

    /** How many positions the window has in each dimension. */
    public List<Integer> output() {
        return IntStream.range(0, input.size())
                .map(i -> positions(input, kernel, strides, dilation, paddingLow, paddingHigh, i))
                .boxed()
                .toList();
    }

    /** Whether the window takes neighbours. */
    boolean isDense() {
        return dilation.stream().allMatch(distance -> distance == 1);
    }

    /** The part of the padding behind the source that the window reaches. */
    List<Integer> reachedPaddingHigh() {
        List<Integer> output = output();
        return IntStream.range(0, input.size())
                .map(i -> {
                    int last = (output.get(i) - 1) * strides.get(i) + (kernel.get(i) - 1) * dilation.get(i);
                    return Math.max(0, last + 1 - input.get(i) - paddingLow.get(i));
                })
                .boxed()
                .toList();
    }

    /** Whether the window takes nothing but padding at some position. */
    boolean missesInput() {
        List<Integer> output = output();
        for (int dimension = 0; dimension < input.size(); dimension++) {
            for (int position = 0; position < output.get(dimension); position++) {
                if (missesInput(dimension, position)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean missesInput(int dimension, int position) {
        long start = (long) position * strides.get(dimension) - paddingLow.get(dimension);
        for (int element = 0; element < kernel.get(dimension); element++) {
            long index = start + (long) element * dilation.get(dimension);
            if (index >= 0 && index < input.get(dimension)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is one of a line or plane, moves by 1 or 2 to several positions, and reaches at most half its size over the edge. */
    boolean isUsual() {
        List<Integer> output = output();
        boolean usual = input.size() <= 2 && isDense();
        for (int i = 0; i < input.size(); i++) {
            int reach = kernel.get(i) / 2;
            usual &= strides.get(i) <= 2
                    && kernel.get(i) <= input.get(i)
                    && paddingLow.get(i) <= reach
                    && paddingHigh.get(i) <= reach
                    && output.get(i) > 1;
        }
        return usual;
    }

    /** Loops, not streams: a window is made for every operation that runs. */
    private static String problem(
            List<Integer> input,
            List<Integer> kernel,
            List<Integer> strides,
            List<Integer> dilation,
            List<Integer> paddingLow,
            List<Integer> paddingHigh) {
        int rank = input.size();
        if (rank < 1 || rank > MOST_DIMENSIONS) {
            return "only one to three spatial dimensions are supported";
        }
        if (kernel.size() != rank
                || strides.size() != rank
                || dilation.size() != rank
                || paddingLow.size() != rank
                || paddingHigh.size() != rank) {
            return "the ranks differ";
        }
        for (int i = 0; i < rank; i++) {
            boolean positive = input.get(i) > 0 && kernel.get(i) > 0 && strides.get(i) > 0 && dilation.get(i) > 0;
            if (!positive || paddingLow.get(i) < 0 || paddingHigh.get(i) < 0) {
                return "sizes must be positive and padding not negative";
            }
            if (positions(input, kernel, strides, dilation, paddingLow, paddingHigh, i) < 1) {
                return "the window is larger than the padded input";
            }
        }
        return "";
    }

    private static int positions(
            List<Integer> input,
            List<Integer> kernel,
            List<Integer> strides,
            List<Integer> dilation,
            List<Integer> paddingLow,
            List<Integer> paddingHigh,
            int dimension) {
        long padded = (long) input.get(dimension) + paddingLow.get(dimension) + paddingHigh.get(dimension);
        long room = padded - ((kernel.get(dimension) - 1L) * dilation.get(dimension) + 1);
        return room < 0 ? 0 : Math.toIntExact(room / strides.get(dimension) + 1);
    }
}
