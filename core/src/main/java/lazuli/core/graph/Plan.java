package lazuli.core.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import lazuli.core.Array;
import lazuli.core.Stream;
import lazuli.core.memory.ForeignMemory;
import lazuli.core.schedule.Event;
import lazuli.core.schedule.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that an evaluation has to compute, inputs first, and the available or scheduled ones it starts from. One plan is made at
 * a time, so that two evaluations never compute the same node.
 */
final class Plan {
    private static final ReentrantLock PLANNING = new ReentrantLock();
    private static int lastVisit;

    private static final int LEAF = -1;
    private static final int OPEN = -2;

    private final List<Node> order = new ArrayList<>();
    private final List<Array> leaves = new ArrayList<>();
    private final List<Event> awaited = new ArrayList<>();
    private final Set<ForeignMemory> foreign = new HashSet<>(0);
    private boolean[] requested = {};
    private List<Step> steps = List.of();
    private Event event = new Event();

    private Plan() {}

    /** Plans, schedules the nodes, and calls {@code submit} before another plan can be made. */
    static ScheduledPlan make(List<Array> outputs, Function<Plan, ScheduledPlan> submit) {
        PLANNING.lock();
        try {
            Plan plan = new Plan();
            plan.makeOrUnpin(outputs);
            plan.schedule();
            return submit.apply(plan);
        } finally {
            PLANNING.unlock();
        }
    }

    private void schedule() {
        for (Step step : steps) {
            if (step.stream().isEncoded()) {
                event = Event.withEncoding();
                break;
            }
        }
        order.forEach(node -> node.schedule(event));
        steps.forEach(step -> step.interior().forEach(Node::scheduleAsInterior));
    }

    private void makeOrUnpin(List<Array> outputs) {
        try {
            walk(outputs);
            sort();
            markRequested(outputs);
            steps = PlanFusion.steps(order, requested);
            if (DroppedResults.giveUp(order, steps, requested)) {
                steps = PlanFusion.steps(order, requested);
            }
        } catch (RuntimeException | Error failure) {
            unpin();
            throw failure;
        }
    }

    private void sort() {
        order.sort(Comparator.comparingLong(Node::sequence));
        for (int i = 0; i < order.size(); i++) {
            order.get(i).position = i;
        }
    }

    private void walk(List<Array> outputs) {
        int visit = ++lastVisit;
        List<Node> stack = new ArrayList<>();
        int[] nextInput = new int[64];
        for (Array output : outputs) {
            enter(output, visit, stack);
            while (!stack.isEmpty()) {
                int top = stack.size() - 1;
                if (top + 1 >= nextInput.length) {
                    nextInput = Arrays.copyOf(nextInput, nextInput.length * 2);
                }
                Node node = stack.get(top);
                Array[] inputs = node.inputArray();
                if (nextInput[top] < inputs.length) {
                    if (enter(inputs[nextInput[top]++], visit, stack)) {
                        nextInput[top + 1] = 0;
                    }
                } else {
                    order.add(node);
                    stack.removeLast();
                    nextInput[top] = 0;
                }
            }
        }
    }

    /**
     * Puts a node that has to be computed on the stack, or notes a leaf; true if it is on the stack now. A node of which only some outputs
     * are left is a leaf to those who need these, and is computed again if another one is needed.
     */
    private boolean enter(Array array, int visit, List<Node> stack) {
        Node node = Nodes.of(array);
        boolean isNew = node.visit != visit;
        if (!isNew && (node.position != LEAF || node.types().size() == 1)) {
            return false;
        }
        node.visit = visit;
        Failure failure = node.takeFailure();
        if (failure != null && !failure.isKnown()) {
            throw failure.exception();
        }
        if (node.pin(Nodes.index(array))) {
            node.position = LEAF;
            leaves.add(array);
            requireReadable(node.foreign(Nodes.index(array)));
            await(node);
            return false;
        }
        node.requireComputable();
        await(node);
        node.position = OPEN;
        stack.add(node);
        return true;
    }

    /** Looks once at each memory of others. */
    private void requireReadable(@Nullable ForeignMemory owner) {
        if (owner != null && foreign.add(owner)) {
            owner.requireReadable();
        }
    }

    /** An evaluation under way that stores a node, or that computes it inside a region: it is computed again then, and not at the same time. */
    private void await(Node node) {
        Event pending = node.event();
        if (pending != null && !awaited.contains(pending)) {
            awaited.add(pending);
        }
    }

    private void markRequested(List<Array> outputs) {
        requested = new boolean[order.size()];
        for (Array output : outputs) {
            Node node = Nodes.of(output);
            node.keep();
            if (node.position >= 0) {
                requested[node.position] = true;
                node.reopen(Nodes.index(output));
            }
        }
    }

    Event event() {
        return event;
    }

    List<Node> order() {
        return order;
    }

    List<Step> steps() {
        return steps;
    }

    /** Where it is computed. */
    List<Stream> streams() {
        return steps.stream().map(Step::stream).distinct().toList();
    }

    boolean isEmpty() {
        return order.isEmpty();
    }

    /** Evaluations under way that this one builds on. */
    List<Event> awaited() {
        return awaited;
    }

    /** Lets go of the leaves. */
    void unpin() {
        leaves.forEach(leaf -> Nodes.of(leaf).unpin(Nodes.index(leaf)));
    }
}
