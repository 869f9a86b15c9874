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
import lazuli.core.primitive.ElementwisePrimitive;
import lazuli.core.primitive.Full;
import lazuli.core.primitive.Primitive;

/**
 * Cuts a trace into steps. What a function returns may be stored from within a region: nobody else reads it before the end. A number spread
 * over a shape is an instruction of each region that reads it, and takes memory only where something else does.
 */
final class Fusion implements Regions.Operations {
    private static final int GIVEN = -1;

    private final Trace trace;
    private final List<ArrayType> types;
    private final int[] maker;
    private final Set<Integer> returned;
    private final Set<Integer> readOutside = new HashSet<>();

    private Fusion(Trace trace) {
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
        return new Fusion(trace).cut();
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
    public int inputs(int operation) {
        return trace.applications().get(operation).inputs().size();
    }

    @Override
    public int input(int operation, int index) {
        return maker[trace.applications().get(operation).inputs().get(index)];
    }

    private List<ProgramStep> cut() {
        int[] region = Regions.of(this);
        Map<Integer, List<Application>> members = new LinkedHashMap<>();
        List<ProgramStep> steps = new ArrayList<>();
        for (int i = 0; i < region.length; i++) {
            Application application = trace.applications().get(i);
            if (!(application.primitive() instanceof ElementwisePrimitive)) {
                steps.add(new ProgramStep.Apply(application));
                continue;
            }
            if (application.primitive() instanceof Full) {
                if (readOutside.contains(application.first()) || returned.contains(application.first())) {
                    steps.add(fused(List.of(application)));
                }
                continue;
            }
            List<Application> inRegion = members.computeIfAbsent(region[i], last -> new ArrayList<>());
            inRegion.add(application);
            if (region[i] == i) {
                steps.add(fused(withNumbers(inRegion)));
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

    private ProgramStep.Fused fused(List<Application> applications) {
        Set<Integer> made = new HashSet<>();
        Set<Integer> read = new LinkedHashSet<>();
        for (Application application : applications) {
            application.inputs().stream().filter(input -> !made.contains(input)).forEach(read::add);
            made.add(application.first());
        }
        List<Integer> inputs = List.copyOf(read);
        Map<Integer, Integer> number = new HashMap<>();
        inputs.forEach(input -> number.put(input, number.size()));
        applications.forEach(application -> number.put(application.first(), number.size()));
        List<Integer> stored = applications.stream()
                .map(Application::first)
                .filter(value -> value == applications.getLast().first()
                        || (returned.contains(value) && !(primitive(maker[value]) instanceof Full)))
                .toList();
        ElementwiseProgram program = new ElementwiseProgram(
                inputs.stream().map(input -> types.get(input).dtype()).toList(),
                applications.stream()
                        .map(application -> instruction(application, number))
                        .toList(),
                stored.stream().map(number::get).toList());
        return new ProgramStep.Fused(
                program,
                List.copyOf(applications),
                inputs,
                stored,
                stored.stream().map(types::get).toList());
    }

    private static Instruction instruction(Application application, Map<Integer, Integer> number) {
        if (!(application.primitive() instanceof ElementwisePrimitive elementwise)) {
            throw new IllegalStateException("only elementwise applications are fused");
        }
        int[] operands = application.inputs().stream().mapToInt(number::get).toArray();
        return elementwise.instruction(operands, application.types().getFirst().dtype());
    }
}
