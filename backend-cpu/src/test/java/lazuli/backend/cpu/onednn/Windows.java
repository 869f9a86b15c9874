package lazuli.backend.cpu.onednn;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random windows of any rank, different in each dimension. */
final class Windows {
    private Windows() {}

    static Window random(Random random) {
        return Stream.generate(() -> candidate(random))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Window> candidate(Random random) {
        int rank = random.nextInt(1, 4);
        int largest = rank == 3 ? 8 : 14;
        try {
            return Optional.of(new Window(
                    list(rank, () -> random.nextInt(1, largest)),
                    list(rank, () -> random.nextInt(1, 5)),
                    list(rank, () -> random.nextInt(1, 4)),
                    list(rank, () -> random.nextInt(1, 4)),
                    list(rank, () -> random.nextInt(3)),
                    list(rank, () -> random.nextInt(3))));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // it does not fit
        }
    }

    private static List<Integer> list(int rank, IntSupplier values) {
        return IntStream.generate(values).limit(rank).boxed().toList();
    }
}
