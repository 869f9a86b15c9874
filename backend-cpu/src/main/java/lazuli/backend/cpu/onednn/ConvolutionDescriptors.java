package lazuli.backend.cpu.onednn;

import java.util.List;

/**
 * A convolution's shapes as native objects, alive while its primitives are made. The activations are dense with the channels
 * last; the weights have whatever layout the library likes, for with the caller's own it would take a slow kernel.
 */
final class ConvolutionDescriptors implements AutoCloseable {
    final NativeWindow window;
    final MemoryDescriptor source;
    final MemoryDescriptor destination;
    final MemoryDescriptor weights;
    final MemoryDescriptor plainWeights;
    final MemoryDescriptor bias;

    ConvolutionDescriptors(ConvolutionKey key) {
        window = new NativeWindow(key.window());
        source = activations(key, key.window().input(), key.inputChannels());
        destination = activations(key, key.window().output(), key.outputChannels());
        long[] dimensions = weightsDimensions(key);
        weights = MemoryDescriptor.ofAnyLayout(key.type(), dimensions);
        int outputChannels = key.groups() == 1 ? 0 : 1;
        plainWeights = MemoryDescriptor.strided(
                key.type(), dimensions, MemoryDescriptor.channelsLastStrides(dimensions, outputChannels));
        bias = MemoryDescriptor.vector(key.type(), key.outputChannels());
    }

    private static MemoryDescriptor activations(ConvolutionKey key, List<Integer> space, int channels) {
        return MemoryDescriptor.channelsLast(key.type(), NativeWindow.dimensions(space, key.batch(), channels));
    }

    private static long[] weightsDimensions(ConvolutionKey key) {
        int groups = key.groups();
        long inputs = key.inputChannels() / groups;
        long outputs = key.outputChannels() / groups;
        return groups == 1
                ? NativeWindow.dimensions(key.window().kernel(), outputs, inputs)
                : NativeWindow.dimensions(key.window().kernel(), groups, outputs, inputs);
    }

    @Override
    public void close() {
        List.of(source, destination, weights, plainWeights, bias).forEach(MemoryDescriptor::close);
        window.close();
    }
}
