package lazuli.backend.gpu.custom;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lazuli.backend.gpu.device.Launch;
import lazuli.core.backend.CustomKernel;
import lazuli.core.backend.Tensor;

/**
 * What a body asks of an input by naming it: {@code x_shape}, {@code x_strides}, {@code x_ndim}. They are members of the launch's structure, and names
 * in the function.
 *
 * @param rank of the input, not 0
 */
record Named(String input, int rank, boolean shape, boolean strides, boolean count) {
    /** Of an input of a kernel; nothing of a scalar. */
    static Named of(CustomKernel kernel, int input, Tensor tensor) {
        String name = kernel.inputs().get(input);
        String body = kernel.body();
        int rank = tensor.shape().rank();
        return new Named(
                name,
                rank,
                rank > 0 && isIn(body, name + "_shape"),
                rank > 0 && isIn(body, name + "_strides"),
                rank > 0 && isIn(body, name + "_ndim"));
    }

    /** Whether a text has a word. */
    static boolean isIn(String text, String word) {
        return Pattern.compile("\\b" + word + "\\b").matcher(text).find();
    }

    /** Whether the structure has none. */
    static boolean areNone(List<Named> all) {
        return all.stream().noneMatch(named -> named.shape || named.strides || named.count);
    }

    /**
     * The structure's members.
     *
     * @param wide the name of integers of 64 bits
     */
    Stream<String> members(String wide) {
        return Stream.of(
                        shape ? "int " + input + "_shape[" + rank + "];" : "",
                        strides ? wide + " " + input + "_strides[" + rank + "];" : "",
                        count ? "int " + input + "_ndim;" : "")
                .filter(line -> !line.isEmpty());
    }

    /**
     * What the function calls them.
     *
     * @param space where the structure lies, as a word before a type
     */
    Stream<String> names(String space, String wide) {
        return Stream.of(
                        shape ? "const %s int* %s_shape = lazuli_values.%s_shape;".formatted(space, input, input) : "",
                        strides
                                ? "const %s %s* %s_strides = lazuli_values.%s_strides;"
                                        .formatted(space, wide, input, input)
                                : "",
                        count ? "const int %s_ndim = lazuli_values.%s_ndim;".formatted(input, input) : "")
                .filter(line -> !line.isEmpty());
    }

    /** Appends their values in the members' order. */
    void append(Launch launch, Tensor tensor) {
        if (shape) {
            Arrays.stream(tensor.shape().toArray()).forEach(launch::i32);
        }
        if (strides) {
            Arrays.stream(tensor.strides()).forEach(launch::i64);
        }
        if (count) {
            launch.i32(rank);
        }
    }
}
