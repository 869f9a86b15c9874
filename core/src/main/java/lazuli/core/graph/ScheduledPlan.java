package lazuli.core.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import lazuli.core.Array;
import lazuli.core.Stream;
import lazuli.core.device.Memories;
import lazuli.core.device.Target;
import lazuli.core.recording.FlightRecording;
import lazuli.core.schedule.Event;
import lazuli.core.schedule.Failure;
import lazuli.core.schedule.Task;
import org.jspecify.annotations.Nullable;

/**
 * A plan on its streams. The steps of each stream run in their order; a step waits for another stream only if it reads what that one makes, so
 * independent parts run side by side. The last stream to be done ends the evaluation. The first failure ends all of it.
 */
final class ScheduledPlan {
    private final Plan plan;
    private final List<Run> runs = new ArrayList<>();
    private final AtomicInteger left = new AtomicInteger();

    /** Of runs that are encoded and those that are done at once. */
    private final AtomicInteger leftToEncode = new AtomicInteger();

    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
    private final @Nullable EvaluationEvent evaluation;

    /** What the caller is to run. */
    private @Nullable Task guest;

    /** Neighbouring steps of one stream. */
    private static final class Run {
        final Stream stream;

        /** What is left of them: those that have run hold nothing. */
        final ArrayDeque<Step> steps = new ArrayDeque<>();

        final List<Run> awaited = new ArrayList<>(0);
        final Event done;

        Run(Stream stream) {
            this.stream = stream;
            this.done = stream.isEncoded() ? Event.withEncoding() : new Event();
        }

        /** What has to happen before another stream can go on from what this one makes: a queue of the same device does the rest. */
        Event before(Run other) {
            boolean isOrderedThere =
                    other.stream.isEncoded() && other.stream.device().equals(stream.device());
            return isOrderedThere ? done.encoded() : done;
        }
    }

    private ScheduledPlan(Plan plan) {
        this.plan = plan;
        this.evaluation = FlightRecording.isPossible() ? new EvaluationEvent() : null;
    }

    /** Hands a plan to its streams; to be called before another plan can be made, so that nothing waits for what is behind it in a queue. */
    static ScheduledPlan of(Plan plan) {
        return of(plan, false);
    }

    /** The same where the caller waits for the plan: if it is short and its stream idle, the caller runs it by {@link #runGuest}. */
    static ScheduledPlan awaited(Plan plan) {
        return of(plan, true);
    }

    private static ScheduledPlan of(Plan plan, boolean isAwaited) {
        ScheduledPlan scheduled = new ScheduledPlan(plan);
        if (plan.isEmpty()) {
            plan.unpin();
            plan.event().complete();
        } else {
            scheduled.cut();
            scheduled.submit(isAwaited);
        }
        return scheduled;
    }

    /** Told of its end. */
    Event event() {
        return plan.event();
    }

    /** Where it is computed. */
    List<Stream> streams() {
        return plan.streams();
    }

    // ---- which steps run where, and what they wait for

    private void cut() {
        if (isOnOneStream()) {
            Run run = new Run(plan.steps().getFirst().stream());
            run.steps.addAll(plan.steps());
            runs.add(run);
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
                run = new Run(stream);
                for (Run other : others) {
                    run.awaited.add(other);
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

    private boolean isOnOneStream() {
        Stream first = plan.steps().getFirst().stream();
        for (Step step : plan.steps()) {
            if (step.stream() != first) {
                return false;
            }
        }
        return true;
    }

    /** The other streams' runs that make what a step reads. */
    private static List<Run> others(Step step, Stream stream, @Nullable Run[] makers) {
        List<Run> others = new ArrayList<>(0);
        for (Node node : step.nodes()) {
            for (Array input : node.inputArray()) {
                int position = Nodes.of(input).position;
                Run maker = position < 0 ? null : makers[position];
                if (maker != null && maker.stream != stream && !others.contains(maker)) {
                    others.add(maker);
                }
            }
        }
        return others;
    }

    // ---- running

    private void submit(boolean isAwaited) {
        if (evaluation != null) {
            evaluation.begin();
        }
        left.set(runs.size());
        leftToEncode.set(runs.size());
        List<Task> pieces = pieces();
        if (isAwaited && isForGuest() && runs.getFirst().stream.invite(pieces.getFirst())) {
            guest = pieces.getFirst();
            return;
        }
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

    /** Whether whoever waits may run it on his own thread: he must not wait there for others, nor for long. */
    private boolean isForGuest() {
        if (runs.size() > 1) {
            return false;
        }
        for (Event event : plan.awaited()) {
            if (!event.isDone()) {
                return false;
            }
        }
        return ShortWork.is(plan.steps());
    }

    /** Runs what was left to the caller, if anything. */
    void runGuest() {
        Task piece = guest;
        if (piece == null) {
            return;
        }
        guest = null;
        try {
            runs.getFirst().stream.runAsGuest(piece);
        } catch (Throwable thrown) {
            // Such as a stack overflow while a failure was noted: nobody must wait for ever.
            plan.event().fail(new Failure(thrown));
        }
    }

    /** The runs' work, known to those who will wait for it. */
    private List<Task> pieces() {
        List<Task> pieces = new ArrayList<>(runs.size());
        Map<Stream, Task> last = new HashMap<>();
        for (Run run : runs) {
            Task piece = Task.movable(() -> execute(run), last.get(run.stream));
            last.put(run.stream, piece);
            run.done.isMadeBy(List.of(piece));
            pieces.add(piece);
        }
        plan.event().isMadeBy(pieces);
        return pieces;
    }

    private void execute(Run run) {
        boolean isEncoded = run.stream.isEncoded();
        try {
            for (Event event : plan.awaited()) {
                await(isEncoded ? event.encoded() : event);
            }
            for (Run other : run.awaited) {
                await(other.before(run));
            }
            Target target = run.stream.target();
            Step step;
            while (failure.get() == null && (step = run.steps.poll()) != null) {
                // Just before it runs, so that what is prepared is garbage at once and keeps no handles.
                Lowered.of(step).run(target, plan.event());
            }
        } catch (Throwable thrown) {
            fail(thrown);
        } finally {
            if (isEncoded) {
                commit(run);
            } else {
                end(run);
            }
        }
    }

    private void await(Event event) {
        Failure reason = event.outcome();
        if (reason != null) {
            failure.compareAndSet(null, reason);
        }
    }

    /** What was encoded before a failure is done, too, and uses memory until then. */
    private void commit(Run run) {
        try {
            run.stream.commit(lost -> {
                if (lost != null) {
                    fail(lost);
                }
                end(run);
            });
            run.done.encoded().complete();
            isEncoded();
        } catch (Throwable thrown) {
            fail(thrown);
            end(run);
        }
    }

    private void fail(Throwable thrown) {
        Failure reason = new Failure(thrown);
        Failure first = failure.compareAndExchange(null, reason);
        if (first != null) {
            first.add(thrown);
        }
    }

    /** To be told of each run that is encoded, or done where that is the same. */
    private void isEncoded() {
        if (leftToEncode.decrementAndGet() == 0 && plan.event().isEncodedFirst()) {
            plan.event().encoded().complete();
        }
    }

    /** Whatever happens here, nobody must wait for ever. */
    private void end(Run run) {
        run.done.complete();
        if (!run.stream.isEncoded()) {
            isEncoded();
        }
        if (left.decrementAndGet() > 0) {
            return;
        }
        try {
            awaitFormerResults();
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

    /** What was encoded has read values that were encoded before: if those have failed, so has this, whatever came of it. */
    private void awaitFormerResults() {
        if (plan.event().isEncodedFirst()) {
            for (Event former : plan.awaited()) {
                Failure reason = former.outcome();
                if (reason != null) {
                    failure.set(reason);
                }
            }
        }
    }

    private void finish() {
        boolean failed = failure.get() != null;
        for (Node node : plan.order()) {
            if (failed) {
                node.rollBack(plan.event());
            }
            node.settle(!failed, plan.event());
        }
        plan.unpin();
        Memories.evaluationEnded();
    }
}
