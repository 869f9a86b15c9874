package lazuli.backend.gpu.convolution;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.matmul.Offsets;
import lazuli.backend.gpu.matmul.Split;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.ConvolutionGeometry;

/**
 * A convolution as the kernels see it: windows on an array of images.
 *
 * @param images how many
 * @param channels of a group, of the array that is read
 * @param columns of a group, of the result
 */
record Windows(List<WindowAxis> axes, int images, int channels, int columns, int groups) {

    /** The forward pass, and the weights' gradient. */
    static Windows forward(ConvolutionGeometry geometry, Shape input, Shape weight, Shape output) {
        List<WindowAxis> axes = new ArrayList<>();
        for (int axis = 0; axis < geometry.spatialRank(); axis++) {
            axes.add(WindowAxis.forward(
                    geometry, axis, input.length(axis + 1), output.length(axis + 1), weight.length(axis + 1)));
        }
        if (axes.isEmpty()) {
            axes.add(WindowAxis.ONE);
        }
        int groups = geometry.groups();
        return new Windows(axes, input.length(0), input.length(-1) / groups, output.length(-1) / groups, groups);
    }

    /** The input's gradient: windows on the result's cotangent. */
    Windows backward() {
        return new Windows(axes.stream().map(WindowAxis::backward).toList(), images, columns, channels, groups);
    }

    private boolean isReversed() {
        return axes.getFirst().reversed();
    }

    /** Windows of all images. */
    long rows() {
        return product(images, WindowAxis::windows);
    }

    /** Taps of a window. */
    long taps() {
        return product(1, WindowAxis::taps);
    }

    /** Taps and channels of a group: what an element of the result is summed of. */
    long depth() {
        return taps() * channels;
    }

    private long elements() {
        return product(images, WindowAxis::length);
    }

    private long product(long first, ToLongFunction<WindowAxis> length) {
        long product = first;
        for (WindowAxis axis : axes) {
            product *= length.applyAsLong(axis);
        }
        return product;
    }

    /** A file's text for it. */
    KernelSource source(String file, DType dtype) {
        long farthest = axes.stream().mapToLong(WindowAxis::farthest).max().orElse(0);
        String offset =
                Offsets.type(elements() * channels * groups, rows() * columns * groups, depth() * columns * groups);
        return KernelSource.file(file)
                .define("T", DialectTypes.stored(dtype))
                .define("AXES", axes.size() + "u")
                .define("OFFSET", offset)
                .define("POSITION", Offsets.type(2 * farthest));
    }

    /** The launch's structure. */
    void append(Launch launch, Split split) {
        axes.forEach(axis -> launch.i64(axis.stride()));
        axes.forEach(axis -> launch.i64(axis.dilation()));
        axes.forEach(axis -> launch.i64(axis.inputDilation()));
        axes.forEach(axis -> launch.i64(axis.padding()));
        axes.forEach(axis -> launch.i32(axis.length()));
        axes.forEach(axis -> launch.i32(axis.windows()));
        axes.forEach(axis -> launch.i32(axis.taps()));
        launch.i32(isReversed() ? 1 : 0);
        launch.i32(taps()).i32(rows()).i32(channels).i32(columns).i32(groups);
        launch.i32(split.depth());
    }
}
