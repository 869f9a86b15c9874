package lazuli.backend.cpu.pooling;

import lazuli.backend.cpu.memory.NativeMemory;

/** One channel of float64 after the other. */
final class DoubleLoopMaximum implements WindowMaximum {

    @Override
    public void store(Taps taps, int channels, long to, long indices) {
        for (int channel = 0; channel < channels; channel++) {
            long at = 8L * channel;
            double largest = NativeMemory.getDouble(taps.address(0) + at);
            int position = taps.position(0);
            for (int tap = 1; tap < taps.count(); tap++) {
                double x = NativeMemory.getDouble(taps.address(tap) + at);
                if (!(x <= largest) && !Double.isNaN(largest)) {
                    largest = x;
                    position = taps.position(tap);
                }
            }
            NativeMemory.setDouble(to + at, largest);
            NativeMemory.setInt(indices + 4L * channel, position);
        }
    }
}
