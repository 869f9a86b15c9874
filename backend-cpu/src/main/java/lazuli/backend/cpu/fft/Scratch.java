package lazuli.backend.cpu.fft;

import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/** Memory for complex numbers while a transform is computed. */
record Scratch(Buffer buffer) implements AutoCloseable {
    static Scratch of(long numbers) {
        return new Scratch(Allocator.host().allocate(numbers * Complex.BYTES));
    }

    long address() {
        return buffer.address();
    }

    @Override
    public void close() {
        buffer.release();
    }
}
