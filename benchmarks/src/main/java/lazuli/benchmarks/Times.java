package lazuli.benchmarks;

import java.util.Collection;
import java.util.List;

/** Milliseconds, in ascending order; at least one. */
record Times(List<Double> ascending) {
    /** The median of each iteration: on a machine with other work, a mean would tell more about that. */
    static Times of(Collection<Turn> turns) {
        return new Times(turns.stream()
                .flatMap(turn -> turn.result().getBenchmarkResults().stream())
                .flatMap(jvm -> jvm.getIterationResults().stream())
                .map(iteration -> iteration.getPrimaryResult().getStatistics().getPercentile(50))
                .sorted()
                .toList());
    }

    double median() {
        int size = ascending.size();
        return (ascending.get((size - 1) / 2) + ascending.get(size / 2)) / 2;
    }

    double fastest() {
        return ascending.getFirst();
    }

    double slowest() {
        return ascending.getLast();
    }
}
