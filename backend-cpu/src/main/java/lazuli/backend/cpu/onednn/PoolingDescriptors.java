package lazuli.backend.cpu.onednn;

import java.util.List;

/** The shapes of pooling as native objects, alive while its primitives are made. */
final class PoolingDescriptors implements AutoCloseable {
    final NativeWindow window;
    final MemoryDescriptor source;
    final MemoryDescriptor destination;

    PoolingDescriptors(PoolingKey key) {
        window = new NativeWindow(key.window());
        source = activations(key, key.window().input());
        destination = activations(key, key.window().output());
    }

    private static MemoryDescriptor activations(PoolingKey key, List<Integer> space) {
        return MemoryDescriptor.channelsLast(NativeWindow.dimensions(space, key.batch(), key.channels()));
    }

    @Override
    public void close() {
        source.close();
        destination.close();
        window.close();
    }
}
