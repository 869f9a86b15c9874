package lazuli.core.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import lazuli.core.Array;
import lazuli.core.Stream;
import lazuli.core.backend.Backends;
import lazuli.core.backend.Kernels;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;
import lazuli.core.primitive.Compiled;
import lazuli.core.primitive.Primitive;
import lazuli.core.recording.FlightRecording;
import lazuli.core.schedule.Event;
import lazuli.core.schedule.Failure;
import lazuli.core.schedule.Piece;
import org.jspecify.annotations.Nullable;

/**
 * A plan on its streams. The steps of each stream run in their order; a step waits for another stream only if it reads what that one makes, so
 * independent parts run side by side. The last stream to be done ends the evaluation. The first failure ends all of it.
 */
final class Submission {
    private final Plan plan;
    private final List<Run> runs = new ArrayList<>();
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
    private final @Nullable EvaluationEvent evaluation;

    /** Neighbouring steps of one stream. */
    private static final class Run {
        final Stream stream;
        final List<Step> steps;
        final List<Event> awaited = new ArrayList<>(0);
        final Event done = new Event();

        Run(Stream stream, List<Step> steps) {
            this.stream = stream;
            this.steps = steps;
        }
    }

    private Submission(Plan plan) {
        this.plan = plan;
        this.evaluation = FlightRecording.isPossible() ? new EvaluationEvent() : null;
    }

    /** Hands a plan to its streams; to be called before another plan can be made, so that nothing waits for what is behind it in a queue. */
    static void of(Plan plan) {
        if (plan.isEmpty()) {
            plan.unpin();
            plan.event().complete();
            return;
        }
        Submission submission = new Submission(plan);
        submission.cut();
        submission.submit();
    }

    // ---- which steps run where, and what they wait for

    private void cut() {
        Stream first = plan.steps().getFirst().stream();
        if (plan.steps().stream().allMatch(step -> step.stream() == first)) {
            runs.add(new Run(first, plan.steps()));
            return;
        }
        Map<Stream, Run> open = new HashMap<>();
        Run[] makers = new Run[plan.order().size()];
        for (Step step : plan.steps()) {
            Stream stream = step.stream();
            List<Run> others = others(step, stream, makers);
            for (Run other : others) {
                // What comes later on that stream is not waited for.
                open.remove(other.stream, other);
            }
            Run run = open.get(stream);
            if (run == null || !others.isEmpty()) {
                run = new Run(stream, new ArrayList<>());
                for (Run other : others) {
                    run.awaited.add(other.done);
                }
                open.put(stream, run);
                runs.add(run);
            }
            run.steps.add(step);
            for (Node node : step.nodes()) {
                makers[node.position] = run;
            }
        }
    }

    /** The other streams' runs that make what a step reads. */
    private static List<Run> others(Step step, Stream stream, @Nullable Run[] makers) {
        List<Run> others = new ArrayList<>(0);
        for (Node node : step.nodes()) {
            for (Array input : node.inputArray()) {
                int position = input.node().position;
                Run maker = position < 0 ? null : makers[position];
                if (maker != null && maker.stream != stream && !others.contains(maker)) {
                    others.add(maker);
                }
            }
        }
        return others;
    }

    // ---- running

    private void submit() {
        if (evaluation != null) {
            evaluation.begin();
        }
        left.set(runs.size());
        List<Piece> pieces = pieces();
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            try {
                run.stream.submit(pieces.get(i));
            } catch (RuntimeException | Error refused) {
                pieces.get(i).abandon();
                fail(refused);
                end(run);
            }
        }
    }

    /** The runs' work, known to those who will wait for it. */
    private List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>(runs.size());
        Map<Stream, Piece> last = new HashMap<>();
        for (Run run : runs) {
            Piece piece = Piece.movable(() -> execute(run), last.get(run.stream));
            last.put(run.stream, piece);
            run.done.isMadeBy(List.of(piece));
            pieces.add(piece);
        }
        plan.event().isMadeBy(pieces);
        return pieces;
    }

    private void execute(Run run) {
        try {
            awaitAll(plan.awaited());
            awaitAll(run.awaited);
            for (Step step : run.steps) {
                if (failure.get() != null) {
                    break;
                }
                execute(step);
            }
        } catch (Throwable thrown) {
            fail(thrown);
        } finally {
            end(run);
        }
    }

    private void awaitAll(List<Event> events) {
        for (Event event : events) {
            Failure reason = event.outcome();
            if (reason != null) {
                failure.compareAndSet(null, reason);
            }
        }
    }

    private void fail(Throwable thrown) {
        Failure reason = new Failure(thrown);
        Failure first = failure.compareAndExchange(null, reason);
        if (first != null) {
            first.add(thrown);
        }
    }

    /** Whatever happens here, nobody must wait for ever. */
    private void end(Run run) {
        run.done.complete();
        if (left.decrementAndGet() > 0) {
            return;
        }
        try {
            finish();
        } catch (Throwable thrown) {
            fail(thrown);
        }
        Failure reason = failure.get();
        if (evaluation != null) {
            tell(evaluation, reason);
        }
        if (reason == null) {
            plan.event().complete();
        } else {
            plan.event().fail(reason);
        }
    }

    private void tell(EvaluationEvent event, @Nullable Failure reason) {
        event.end();
        if (event.shouldCommit()) {
            event.nodes = plan.order().size();
            event.steps = plan.steps().size();
            event.streams = plan.streams().size();
            event.failure = reason == null ? null : reason.toString();
            event.commit();
        }
    }

    private void finish() {
        boolean failed = failure.get() != null;
        for (Node node : plan.order()) {
            if (failed) {
                node.rollBack();
            }
            node.settle(!failed);
        }
        plan.unpin();
        Allocator.instance().evaluationEnded();
    }

    private void execute(Step step) {
        if (step instanceof Step.Single single && single.node().primitive() instanceof Compiled) {
            // It tells of its own kernels.
            Computation.naming(step::text, step::inputs, step::outputs, () -> compute(step));
        } else {
            Computation.run(step::text, step::inputs, step::outputs, () -> compute(step));
        }
    }

    private void compute(Step step) {
        Kernels kernels = Backends.kernels(step.stream().device());
        switch (step) {
            case Step.Region region -> new RegionRun(region.nodes(), kernels, plan.event()).store(region.stored());
            case Step.ReducedRegion reduced ->
                new RegionRun(reduced.region(), kernels, plan.event()).reduce(reduced.result(), reduced.reduce());
            case Step.Single single -> compute(single.node(), kernels);
        }
    }

    private void compute(Node node, Kernels kernels) {
        Primitive primitive = node.primitive();
        if (primitive == null) {
            throw new IllegalStateException("a node without primitive or value");
        }
        Array[] inputs = node.inputArray();
        Tensor[] tensors = new Tensor[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            tensors[i] = inputs[i].node().value(inputs[i].index());
        }
        Execution execution = new Execution(node.types(), tensors, kernels);
        node.complete(ForeignReads.during(tensors, () -> execution.run(primitive)), plan.event());
    }
}
