package lazuli.examples.data;

import java.util.List;

/**
 * Shifts and scales each channel so that a data set's pixels have mean 0 and deviation 1.
 *
 * @param mean mean of each channel, of pixels between 0 and 1
 * @param deviation standard deviation of each channel, of pixels between 0 and 1
 */
public record Normalization(List<Float> mean, List<Float> deviation) {
    /** @throws IllegalArgumentException if the two differ in length, or a deviation is not positive */
    public Normalization {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (mean.size() != deviation.size()) {
            throw new IllegalArgumentException(mean.size() + " means but " + deviation.size() + " deviations");
        }
        if (!deviation.stream().allMatch(value -> value > 0)) {
            throw new IllegalArgumentException("a deviation is not positive: " + deviation);
        }
    }

    /** How many channels this normalises. */
    public int channels() {
        return mean.size();
    }

    /** The normalised value of every byte: that of value {@code v} in channel {@code c} at {@code 256 * c + v}. */
    float[] table() {
        float[] table = new float[256 * channels()];
        for (int entry = 0; entry < table.length; entry++) {
            int channel = entry >> 8;
            table[entry] = ((entry & 255) / 255f - mean.get(channel)) / deviation.get(channel);
        }
        return table;
    }
}
