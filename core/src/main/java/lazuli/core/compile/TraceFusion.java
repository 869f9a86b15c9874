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
import lazuli.core.primitive.Primitive;
import lazuli.core.primitive.elementwise.Full;
import lazuli.core.primitive.reduction.Reduce;

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
        for (int i = 0; i < trace.equations().size(); i++) {
            Equation equation = trace.equations().get(i);
            Arrays.fill(
                    maker, equation.first(), equation.first() + equation.types().size(), i);
            if (!(equation.primitive() instanceof ElementwisePrimitive)) {
                readOutside.addAll(equation.inputs());
            }
        }
    }

    static List<ProgramStep> steps(Trace trace) {
        return new TraceFusion(trace).cut();
    }

    @Override
    public int count() {
        return trace.equations().size();
    }

    @Override
    public Primitive primitive(int operation) {
        return trace.equations().get(operation).primitive();
    }

    @Override
    public Shape shape(int operation) {
        return trace.equations().get(operation).types().getFirst().shape();
    }

    @Override
    public Stream stream(int operation) {
        return trace.equations().get(operation).stream();
    }

    @Override
    public boolean standsAlone(int operation) {
        return false;
    }

    @Override
    public boolean isStored(int operation) {
        return returned.contains(trace.equations().get(operation).first());
    }

    @Override
    public int inputs(int operation) {
        return trace.equations().get(operation).inputs().size();
    }

    @Override
    public int input(int operation, int index) {
        return maker[trace.equations().get(operation).inputs().get(index)];
    }

    private List<ProgramStep> cut() {
        Regions regions = Regions.of(this);
        Map<Integer, List<Equation>> members = new LinkedHashMap<>();
        Set<Integer> done = new HashSet<>();
        List<ProgramStep> steps = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            Equation equation = trace.equations().get(i);
            if (!(equation.primitive() instanceof ElementwisePrimitive)) {
                if (!done.contains(i)) {
                    steps.add(ProgramStep.of(equation));
                }
                continue;
            }
            if (equation.primitive() instanceof Full) {
                if (readOutside.contains(equation.first()) || returned.contains(equation.first())) {
                    steps.add(fused(List.of(equation)));
                }
                continue;
            }
            int last = regions.last(i);
            List<Equation> inRegion = members.computeIfAbsent(last, key -> new ArrayList<>());
            inRegion.add(equation);
            if (last == i) {
                int reduction = regions.reduction(last);
                done.add(reduction);
                steps.add(
                        reduction == Regions.NONE
                                ? fused(withNumbers(inRegion))
                                : reduced(
                                        withNumbers(inRegion), trace.equations().get(reduction)));
            }
        }
        return steps;
    }

    /** Each number before the first equation that reads it. */
    private List<Equation> withNumbers(List<Equation> equations) {
        Set<Equation> all = new LinkedHashSet<>();
        for (Equation equation : equations) {
            for (int input : equation.inputs()) {
                if (maker[input] != GIVEN && primitive(maker[input]) instanceof Full) {
                    all.add(trace.equations().get(maker[input]));
                }
            }
            all.add(equation);
        }
        return List.copyOf(all);
    }

    private ProgramStep fused(List<Equation> equations) {
        int last = equations.getLast().first();
        List<Integer> stored = equations.stream()
                .map(Equation::first)
                .filter(value ->
                        value == last || (returned.contains(value) && !(primitive(maker[value]) instanceof Full)))
                .toList();
        List<Integer> inputs = inputs(equations);
        return new ProgramStep(
                new Work.Elementwise(program(equations, inputs, stored)),
                List.copyOf(equations),
                inputs,
                stored,
                stored.stream().map(types::get).toList());
    }

    private ProgramStep reduced(List<Equation> equations, Equation result) {
        if (!(result.primitive() instanceof Reduce reduce)) {
            throw new IllegalStateException("only a reduction runs with a region");
        }
        List<Integer> inputs = inputs(equations);
        List<Integer> last = List.of(equations.getLast().first());
        return new ProgramStep(
                new Work.Reduced(
                        program(equations, inputs, last),
                        equations.getLast().types().getFirst().shape(),
                        reduce),
                List.copyOf(equations),
                inputs,
                List.of(result.first()),
                result.types());
    }

    /** What equations read that none of them makes. */
    private static List<Integer> inputs(List<Equation> equations) {
        Set<Integer> made = new HashSet<>();
        Set<Integer> read = new LinkedHashSet<>();
        for (Equation equation : equations) {
            equation.inputs().stream().filter(input -> !made.contains(input)).forEach(read::add);
            made.add(equation.first());
        }
        return List.copyOf(read);
    }

    private ElementwiseProgram program(List<Equation> equations, List<Integer> inputs, List<Integer> stored) {
        Map<Integer, Integer> number = new HashMap<>();
        inputs.forEach(input -> number.put(input, number.size()));
        equations.forEach(equation -> number.put(equation.first(), number.size()));
        return new ElementwiseProgram(
                inputs.stream().map(input -> types.get(input).dtype()).toList(),
                equations.stream()
                        .map(equation -> instruction(equation, number))
                        .toList(),
                stored.stream().map(number::get).toList());
    }

    private static Instruction instruction(Equation equation, Map<Integer, Integer> number) {
        if (!(equation.primitive() instanceof ElementwisePrimitive elementwise)) {
            throw new IllegalStateException("only elementwise equations are fused");
        }
        int[] operands = equation.inputs().stream().mapToInt(number::get).toArray();
        return elementwise.instruction(operands, equation.types().getFirst().dtype());
    }
}
