package lazuli.backend.cpu.onednn;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.util.List;

/**
 * A convolution's shapes as native objects, alive while its primitives are made. The activations are dense with the channels
 * last; the weights have whatever layout the library likes, for with the caller's own it would take a slow kernel.
 */
final class ConvolutionDescriptors implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    final MemoryDescriptor source;
    final MemoryDescriptor destination;
    final MemoryDescriptor weights;
    final MemoryDescriptor plainWeights;
    final MemoryDescriptor bias;
    final long strides;
    final long dilation;
    final long paddingLow;
    final long paddingHigh;

    ConvolutionDescriptors(ConvolutionKey key) {
        source = MemoryDescriptor.channelsLast(Window.dimensions(key.inputSize(), key.batch(), key.inputChannels()));
        destination =
                MemoryDescriptor.channelsLast(Window.dimensions(key.outputSize(), key.batch(), key.outputChannels()));
        long[] weightsDimensions = weightsDimensions(key);
        weights = MemoryDescriptor.ofAnyLayout(weightsDimensions);
        int outputChannels = key.groups() == 1 ? 0 : 1;
        plainWeights = MemoryDescriptor.strided(
                weightsDimensions, MemoryDescriptor.channelsLastStrides(weightsDimensions, outputChannels));
        bias = MemoryDescriptor.vector(key.outputChannels());
        strides = spatial(key.strides(), 1);
        dilation = spatial(Window.skipped(key.dilation()), 0);
        paddingLow = spatial(key.paddingLow(), 0);
        paddingHigh = spatial(key.paddingHigh(), 0);
    }

    private static long[] weightsDimensions(ConvolutionKey key) {
        long inputs = key.inputChannels() / key.groups();
        return key.groups() == 1
                ? Window.dimensions(key.kernel(), key.outputChannels(), inputs)
                : Window.dimensions(key.kernel(), key.groups(), key.outputChannels() / key.groups(), inputs);
    }

    private long spatial(List<Integer> values, long one) {
        return arena.allocateFrom(JAVA_LONG, Window.spatial(values, one)).address();
    }

    @Override
    public void close() {
        List.of(source, destination, weights, plainWeights, bias).forEach(MemoryDescriptor::close);
        arena.close();
    }
}
