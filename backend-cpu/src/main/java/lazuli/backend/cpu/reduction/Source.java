package lazuli.backend.cpu.reduction;

import lazuli.backend.cpu.elementwise.Windows;

/** Where a reduction finds its elements. */
sealed interface Source {
    /** How many elements are worth another thread's attention. */
    long grain();

    /** What the calling thread reads with, which asks for no element from {@code limit} on, in row-major order. */
    Reader reader(long limit);

    /** One thread's. */
    interface Reader extends AutoCloseable {
        /** The address of stored elements of one row, from so many bytes behind the first element on; valid until the next call. */
        long at(long offset, int count);

        @Override
        void close();
    }

    /** In memory, with any strides. */
    record Stored(long address) implements Source, Reader {
        static final long GRAIN = 1 << 16;

        @Override
        public long grain() {
            return GRAIN;
        }

        @Override
        public Reader reader(long limit) {
            return this;
        }

        @Override
        public long at(long offset, int count) {
            return address + offset;
        }

        @Override
        public void close() {}
    }

    /** Computed as they are asked for, as if they were stored in row-major order. */
    record Computed(Windows windows, long grain) implements Source {
        @Override
        public Reader reader(long limit) {
            return new OfWindow(windows.open(limit));
        }
    }

    /** Of computed elements. */
    record OfWindow(Windows.Window window) implements Reader {
        @Override
        public long at(long offset, int count) {
            return window.at(offset, count);
        }

        @Override
        public void close() {
            window.close();
        }
    }
}
