package lazuli.core.graph;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Device;
import lazuli.core.backend.Backends;
import lazuli.core.backend.CpuKernels;
import lazuli.core.backend.Tensor;
import lazuli.core.primitive.Compiled;
import lazuli.core.primitive.Primitive;
import lazuli.core.schedule.Event;
import org.jspecify.annotations.Nullable;

/** Computes arrays: plans what is missing, runs it on the streams, keeps or recycles what comes out. */
public final class Evaluator {
    private Evaluator() {}

    /** Computes arrays and waits for them; a failure is thrown as it was, and the arrays can be evaluated again. */
    public static void eval(List<Array> arrays) {
        submit(arrays).await();
        for (Array array : arrays) {
            Event pending = array.node().event();
            if (pending != null) {
                pending.await();
            }
        }
    }

    /** Starts computing arrays. */
    public static Event submit(List<Array> arrays) {
        boolean detach = !Temporaries.isActive();
        return Plan.make(arrays, plan -> start(plan, detach)).event();
    }

    private static void start(Plan plan, boolean detach) {
        if (plan.isEmpty()) {
            plan.unpin();
            plan.event().complete();
            return;
        }
        List<List<Step>> runs = runs(plan.steps());
        Event before = null;
        for (int i = 0; i < runs.size(); i++) {
            boolean last = i == runs.size() - 1;
            List<Step> run = runs.get(i);
            Event after = last ? plan.event() : new Event();
            List<Event> awaited = before == null ? plan.awaited() : List.of(before);
            try {
                run.getFirst().stream().submit(() -> execute(plan, run, awaited, after, last, detach));
            } catch (IllegalStateException cleared) {
                after.fail(cleared);
                abandon(plan, before, cleared);
                return;
            }
            before = after;
        }
    }

    /** After a stream has refused work: once what was submitted before is done, the rest counts as failed. */
    private static void abandon(Plan plan, @Nullable Event submitted, IllegalStateException cleared) {
        if (submitted != null) {
            try {
                submitted.await();
            } catch (RuntimeException | Error failure) {
                cleared.addSuppressed(failure);
            }
        }
        finishFailed(plan);
        if (!plan.event().isDone()) {
            plan.event().fail(cleared);
        }
    }

    /** Neighbouring steps of one stream. */
    private static List<List<Step>> runs(List<Step> steps) {
        List<List<Step>> runs = new ArrayList<>();
        for (Step step : steps) {
            if (runs.isEmpty() || runs.getLast().getFirst().stream() != step.stream()) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(step);
        }
        return runs;
    }

    private static void execute(
            Plan plan, List<Step> run, List<Event> awaited, Event after, boolean last, boolean detach) {
        try {
            awaited.forEach(Event::await);
            run.forEach(Evaluator::execute);
        } catch (RuntimeException | Error failure) {
            if (last) {
                finishFailed(plan);
            }
            after.fail(failure);
            return;
        }
        if (last) {
            finish(plan, detach);
        }
        after.complete();
    }

    private static void execute(Step step) {
        KernelEvent kernel = new KernelEvent();
        kernel.begin();
        Device device = step.stream().device();
        switch (step) {
            case Step.Region region when device == Device.CPU -> new RegionRun(region, Backends.cpu()).run();
            case Step.Region ignored -> throw Backends.noGpu("elementwise");
            case Step.Single single -> execute(single.node(), device);
        }
        // A compiled function records its own kernels.
        if (!(step instanceof Step.Single single) || !(single.node().primitive() instanceof Compiled)) {
            kernel.finish(step::text, step.nodes().getLast().types().getFirst());
        }
    }

    private static void execute(Node node, Device device) {
        Primitive primitive = node.primitive();
        if (primitive == null) {
            throw new IllegalStateException("a node without primitive or value");
        }
        CpuKernels kernels = Backends.cpu();
        Array[] inputs = node.inputArray();
        Tensor[] tensors = new Tensor[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            tensors[i] = inputs[i].node().value(inputs[i].index());
        }
        node.complete(new Execution(node.types(), tensors, kernels).run(primitive, device));
    }

    private static void finish(Plan plan, boolean detach) {
        for (Node node : plan.order()) {
            node.register();
            if (!node.isTemporary() && (detach || !plan.isRequested(node))) {
                node.detach();
            }
        }
        plan.unpin();
    }

    private static void finishFailed(Plan plan) {
        for (Node node : plan.order()) {
            if (node.isScheduledBy(plan.event())) {
                node.unschedule();
            }
            node.register();
        }
        plan.unpin();
    }
}
