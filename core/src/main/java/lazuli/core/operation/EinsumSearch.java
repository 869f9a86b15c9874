package lazuli.core.operation;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.EinsumPath;

/** The greedy search for an einsum's path: always the pair whose contraction frees most memory. */
final class EinsumSearch {
    private final EinsumExpression expression;
    private final List<String> left;
    private final List<List<Integer>> steps = new ArrayList<>();
    private double cost;
    private double largest;

    private record Pair(int first, int second, boolean outer, double freed, double cost) {
        boolean isBetterThan(Pair other) {
            if (outer != other.outer) {
                return other.outer;
            }
            return freed == other.freed ? cost < other.cost : freed > other.freed;
        }
    }

    private EinsumSearch(EinsumExpression expression) {
        this.expression = expression;
        this.left = new ArrayList<>(expression.inputs());
    }

    static EinsumPath path(EinsumExpression expression) {
        EinsumSearch search = new EinsumSearch(expression);
        search.run();
        String all = Labels.union(String.join("", expression.inputs()), "");
        double naive = expression.size(all) * Math.max(1, expression.inputs().size());
        return new EinsumPath(List.copyOf(search.steps), naive, search.cost, search.largest);
    }

    private void run() {
        if (left.size() == 1) {
            steps.add(List.of(0));
            cost = expression.size(Labels.union(left.getFirst(), ""));
            largest = expression.size(expression.output());
        }
        while (left.size() > 1) {
            contract(best());
        }
    }

    private Pair best() {
        Pair best = pair(0, 1);
        for (int first = 0; first < left.size(); first++) {
            for (int second = first + 1; second < left.size(); second++) {
                Pair pair = pair(first, second);
                if (pair.isBetterThan(best)) {
                    best = pair;
                }
            }
        }
        return best;
    }

    private Pair pair(int first, int second) {
        String a = left.get(first);
        String b = left.get(second);
        String result = result(first, second);
        double freed = expression.size(a) + expression.size(b) - expression.size(result);
        String all = Labels.union(a, b);
        boolean sums = all.length() > result.length();
        boolean outer = Labels.intersection(a, b).isEmpty();
        return new Pair(first, second, outer, freed, expression.size(all) * (sums ? 2 : 1));
    }

    private String result(int first, int second) {
        String kept = Labels.needed(left, expression.output(), first, second);
        return Labels.intersection(Labels.union(left.get(first), left.get(second)), kept);
    }

    private void contract(Pair pair) {
        String result = result(pair.first(), pair.second());
        steps.add(List.of(pair.first(), pair.second()));
        left.remove(pair.second());
        left.remove(pair.first());
        left.add(result);
        cost += pair.cost();
        largest = Math.max(largest, expression.size(result));
    }
}
