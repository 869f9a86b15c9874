package lazuli.backend.cpu.pooling;

import lazuli.backend.cpu.memory.NativeMemory;

/** One channel of float32 after the other. */
final class FloatLoopMaximum implements WindowMaximum {

    @Override
    public void store(Taps taps, int channels, long to, long indices) {
        for (int channel = 0; channel < channels; channel++) {
            long at = 4L * channel;
            float largest = NativeMemory.getFloat(taps.address(0) + at);
            int position = taps.position(0);
            for (int tap = 1; tap < taps.count(); tap++) {
                float x = NativeMemory.getFloat(taps.address(tap) + at);
                if (!(x <= largest) && !Float.isNaN(largest)) {
                    largest = x;
                    position = taps.position(tap);
                }
            }
            NativeMemory.setFloat(to + at, largest);
            NativeMemory.setInt(indices + at, position);
        }
    }
}
