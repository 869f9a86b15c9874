package lazuli.core.architecture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The strongly connected components of a graph (Tarjan, 1972): sets in which each leads to each other. */
public final class Cycles {
    private final Map<String, Set<String>> edges;
    private final Map<String, Visit> visits = new HashMap<>();
    private final Deque<Visit> open = new ArrayDeque<>();
    private final List<Set<String>> found = new ArrayList<>();

    /** What is known of one, by the order in which they were found: the earliest that it leads to and that leads to it. */
    private static final class Visit {
        final String name;
        final int order;
        int earliest;
        boolean isOpen = true;

        Visit(String name, int order) {
            this.name = name;
            this.order = order;
            this.earliest = order;
        }
    }

    private Cycles(Map<String, Set<String>> edges) {
        this.edges = edges;
    }

    /** Those of more than one, the largest first. */
    public static List<Set<String>> of(Map<String, Set<String>> edges) {
        Cycles cycles = new Cycles(edges);
        edges.keySet().forEach(cycles::visit);
        return cycles.found.stream()
                .filter(each -> each.size() > 1)
                .sorted(Comparator.<Set<String>>comparingInt(Set::size).reversed())
                .toList();
    }

    private Visit visit(String name) {
        Visit known = visits.get(name);
        if (known != null) {
            return known;
        }
        Visit own = new Visit(name, visits.size());
        visits.put(name, own);
        open.push(own);
        for (String next : edges.getOrDefault(name, Set.of())) {
            Visit other = visit(next);
            if (other.isOpen) {
                own.earliest = Math.min(own.earliest, other.earliest);
            }
        }
        if (own.earliest == own.order) {
            close(own);
        }
        return own;
    }

    private void close(Visit root) {
        Set<String> component = new TreeSet<>();
        while (root.isOpen) {
            Visit last = open.pop();
            last.isOpen = false;
            component.add(last.name);
        }
        found.add(component);
    }
}
