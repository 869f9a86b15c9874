package lazuli.backend.cpu.onednn;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Convolutions for tests: those that networks are made of, and random ones. */
final class ConvolutionKeys {
    private ConvolutionKeys() {}

    /** A square two-dimensional convolution. */
    static ConvolutionKey square(
            int batch, int size, int inputChannels, int outputChannels, int kernel, int stride, int groups) {
        Window window = new Window(
                List.of(size, size),
                List.of(kernel, kernel),
                List.of(stride, stride),
                List.of(1, 1),
                List.of(kernel / 2, kernel / 2),
                List.of(kernel / 2, kernel / 2));
        return new ConvolutionKey(ElementType.FLOAT32, batch, inputChannels, outputChannels, groups, window, false);
    }

    /** Those that must not fall to a reference implementation. */
    static Stream<ConvolutionKey> common() {
        return Stream.of(
                square(4, 32, 3, 32, 3, 1, 1),
                square(4, 32, 32, 32, 3, 1, 1),
                square(4, 32, 64, 128, 3, 2, 1),
                square(4, 32, 64, 128, 1, 2, 1),
                square(4, 32, 64, 64, 1, 1, 1),
                square(4, 64, 3, 64, 7, 2, 1),
                square(4, 32, 1, 32, 5, 1, 1),
                square(4, 32, 33, 35, 3, 1, 1),
                square(4, 32, 32, 64, 3, 1, 4),
                square(4, 32, 12, 24, 3, 1, 4),
                square(4, 32, 64, 64, 3, 1, 64),
                square(4, 64, 3, 48, 16, 16, 1));
    }

    /** Any rank, odd sizes, different in each dimension. */
    static ConvolutionKey random(ElementType type, Random random) {
        int groups = random.nextInt(3) == 0 ? random.nextInt(1, 5) : 1;
        int mostChannels = groups == 1 ? 20 : 5;
        return new ConvolutionKey(
                type,
                random.nextInt(1, 4),
                groups * random.nextInt(1, mostChannels),
                groups * random.nextInt(1, mostChannels),
                groups,
                Windows.random(random),
                random.nextBoolean());
    }

    /** Of the kind that networks have: one group, a line or a plane, steps of 1 or 2, padding of up to half the window. */
    static ConvolutionKey usual(ElementType type, Random random) {
        int rank = random.nextInt(1, 3);
        List<Integer> kernel = numbers(random, rank, 1, 8);
        List<Integer> input =
                kernel.stream().map(taps -> taps + 1 + random.nextInt(8)).toList();
        List<Integer> padding =
                kernel.stream().map(taps -> random.nextInt(taps / 2 + 1)).toList();
        Window window =
                new Window(input, kernel, numbers(random, rank, 1, 3), Collections.nCopies(rank, 1), padding, padding);
        return new ConvolutionKey(
                type,
                random.nextInt(1, 4),
                random.nextInt(1, 40),
                random.nextInt(1, 40),
                1,
                window,
                random.nextBoolean());
    }

    private static List<Integer> numbers(Random random, int count, int least, int bound) {
        return Stream.generate(() -> random.nextInt(least, bound)).limit(count).toList();
    }
}
