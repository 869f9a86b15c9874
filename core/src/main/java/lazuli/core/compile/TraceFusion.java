package lazuli.core.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lazuli.core.Shape;
import lazuli.core.Stream;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.ElementwiseProgram.Instruction;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Regions;
import lazuli.core.graph.Work;
import lazuli.core.primitive.ElementwisePrimitive;
import lazuli.core.primitive.Full;
import lazuli.core.primitive.Primitive;
import lazuli.core.primitive.Reduce;

/**
 * Cuts a trace into steps. What a function returns may be stored from within a region: nobody else reads it before the end. A number spread
 * over a shape is an instruction of each region that reads it, and takes memory only where something else does.
 */
final class TraceFusion implements Regions.Operations {
    private static final int GIVEN = -1;

    private final Trace trace;
    private final List<ArrayType> types;
    private final int[] maker;
    private final Set<Integer> returned;
    private final Set<Integer> readOutside = new HashSet<>();

    private TraceFusion(Trace trace) {
        this.trace = trace;
        this.types = trace.types();
        this.maker = new int[types.size()];
        this.returned = new HashSet<>(trace.outputs());
        Arrays.fill(maker, GIVEN);
        for (int i = 0; i < trace.applications().size(); i++) {
            Application application = trace.applications().get(i);
            Arrays.fill(
                    maker,
                    application.first(),
                    application.first() + application.types().size(),
                    i);
            if (!(application.primitive() instanceof ElementwisePrimitive)) {
                readOutside.addAll(application.inputs());
            }
        }
    }

    static List<ProgramStep> steps(Trace trace) {
        return new TraceFusion(trace).cut();
    }

    @Override
    public int count() {
        return trace.applications().size();
    }

    @Override
    public Primitive primitive(int operation) {
        return trace.applications().get(operation).primitive();
    }

    @Override
    public Shape shape(int operation) {
        return trace.applications().get(operation).types().getFirst().shape();
    }

    @Override
    public Stream stream(int operation) {
        return trace.applications().get(operation).stream();
    }

    @Override
    public boolean standsAlone(int operation) {
        return false;
    }

    @Override
    public boolean isStored(int operation) {
        return returned.contains(trace.applications().get(operation).first());
    }

    @Override
    public int inputs(int operation) {
        return trace.applications().get(operation).inputs().size();
    }

    @Override
    public int input(int operation, int index) {
        return maker[trace.applications().get(operation).inputs().get(index)];
    }

    private List<ProgramStep> cut() {
        Regions regions = Regions.of(this);
        Map<Integer, List<Application>> members = new LinkedHashMap<>();
        Set<Integer> done = new HashSet<>();
        List<ProgramStep> steps = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            Application application = trace.applications().get(i);
            if (!(application.primitive() instanceof ElementwisePrimitive)) {
                if (!done.contains(i)) {
                    steps.add(ProgramStep.of(application));
                }
                continue;
            }
            if (application.primitive() instanceof Full) {
                if (readOutside.contains(application.first()) || returned.contains(application.first())) {
                    steps.add(fused(List.of(application)));
                }
                continue;
            }
            int last = regions.last(i);
            List<Application> inRegion = members.computeIfAbsent(last, key -> new ArrayList<>());
            inRegion.add(application);
            if (last == i) {
                int reduction = regions.reduction(last);
                done.add(reduction);
                steps.add(
                        reduction == Regions.NONE
                                ? fused(withNumbers(inRegion))
                                : reduced(
                                        withNumbers(inRegion),
                                        trace.applications().get(reduction)));
            }
        }
        return steps;
    }

    /** Each number before the first application that reads it. */
    private List<Application> withNumbers(List<Application> applications) {
        Set<Application> all = new LinkedHashSet<>();
        for (Application application : applications) {
            for (int input : application.inputs()) {
                if (maker[input] != GIVEN && primitive(maker[input]) instanceof Full) {
                    all.add(trace.applications().get(maker[input]));
                }
            }
            all.add(application);
        }
        return List.copyOf(all);
    }

    private ProgramStep fused(List<Application> applications) {
        int last = applications.getLast().first();
        List<Integer> stored = applications.stream()
                .map(Application::first)
                .filter(value ->
                        value == last || (returned.contains(value) && !(primitive(maker[value]) instanceof Full)))
                .toList();
        List<Integer> inputs = inputs(applications);
        return new ProgramStep(
                new Work.Elementwise(program(applications, inputs, stored)),
                List.copyOf(applications),
                inputs,
                stored,
                stored.stream().map(types::get).toList());
    }

    private ProgramStep reduced(List<Application> applications, Application result) {
        if (!(result.primitive() instanceof Reduce reduce)) {
            throw new IllegalStateException("only a reduction runs with a region");
        }
        List<Integer> inputs = inputs(applications);
        List<Integer> last = List.of(applications.getLast().first());
        return new ProgramStep(
                new Work.Reduced(
                        program(applications, inputs, last),
                        applications.getLast().types().getFirst().shape(),
                        reduce),
                List.copyOf(applications),
                inputs,
                List.of(result.first()),
                result.types());
    }

    /** What applications read that none of them makes. */
    private static List<Integer> inputs(List<Application> applications) {
        Set<Integer> made = new HashSet<>();
        Set<Integer> read = new LinkedHashSet<>();
        for (Application application : applications) {
            application.inputs().stream().filter(input -> !made.contains(input)).forEach(read::add);
            made.add(application.first());
        }
        return List.copyOf(read);
    }

    private ElementwiseProgram program(List<Application> applications, List<Integer> inputs, List<Integer> stored) {
        Map<Integer, Integer> number = new HashMap<>();
        inputs.forEach(input -> number.put(input, number.size()));
        applications.forEach(application -> number.put(application.first(), number.size()));
        return new ElementwiseProgram(
                inputs.stream().map(input -> types.get(input).dtype()).toList(),
                applications.stream()
                        .map(application -> instruction(application, number))
                        .toList(),
                stored.stream().map(number::get).toList());
    }

    private static Instruction instruction(Application application, Map<Integer, Integer> number) {
        if (!(application.primitive() instanceof ElementwisePrimitive elementwise)) {
            throw new IllegalStateException("only elementwise applications are fused");
        }
        int[] operands = application.inputs().stream().mapToInt(number::get).toArray();
        return elementwise.instruction(operands, application.types().getFirst().dtype());
    }
}
