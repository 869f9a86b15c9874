package lazuli.backend.cpu.pooling;

import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.sort.Keys;
import lazuli.core.DType;

/** One channel after the other, of any dtype that has an order. */
record OrderedMaximum(DType dtype) implements WindowMaximum {

    @Override
    public void store(Taps taps, int channels, long to, long indices) {
        int size = dtype.size();
        for (int channel = 0; channel < channels; channel++) {
            long at = (long) channel * size;
            int largest = 0;
            long largestKey = key(taps.address(0) + at);
            for (int tap = 1; tap < taps.count(); tap++) {
                long key = key(taps.address(tap) + at);
                if (key > largestKey) {
                    largest = tap;
                    largestKey = key;
                }
            }
            NativeMemory.move(taps.address(largest) + at, to + at, size);
            NativeMemory.setInt(indices + 4L * channel, taps.position(largest));
        }
    }

    private long key(long at) {
        return Keys.withEqualZeros(dtype, Keys.get(dtype, at));
    }
}
