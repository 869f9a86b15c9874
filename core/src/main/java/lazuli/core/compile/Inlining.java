package lazuli.core.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lazuli.core.ExportException;
import lazuli.core.primitive.Compiled;
import lazuli.core.primitive.CustomPrimitive;
import lazuli.core.primitive.CustomTransforms;
import lazuli.core.primitive.Depends;
import lazuli.core.primitive.ElementwisePrimitive;
import lazuli.core.primitive.KernelPrimitive;
import lazuli.core.primitive.PartsPrimitive;
import lazuli.core.primitive.Placeholder;
import lazuli.core.primitive.Primitive;
import lazuli.core.primitive.ViewPrimitive;
import lazuli.core.primitive.WithDerivative;

/**
 * A trace without what only this process knows: compiled functions become the graphs they were made of, functions with transforms of their
 * own become their results.
 */
final class Inlining {
    private final List<FunctionGraph.Step> steps = new ArrayList<>();
    private int next;

    private final boolean forFiles;

    private Inlining(int given, boolean forFiles) {
        this.next = given;
        this.forFiles = forFiles;
    }

    /** All that can be written to a file. */
    static FunctionGraph forFiles(Trace trace) {
        return of(trace, true);
    }

    /** The primitives that only this process knows stay. */
    static FunctionGraph forThisProcess(Trace trace) {
        return of(trace, false);
    }

    private static FunctionGraph of(Trace trace, boolean forFiles) {
        Inlining inlining = new Inlining(trace.given(), forFiles);
        List<Integer> outputs =
                inlining.inline(trace, IntStream.range(0, trace.given()).boxed().toList());
        return new FunctionGraph(trace.arguments(), trace.constants(), inlining.steps, outputs);
    }

    /** Adds a trace's steps and returns the values that are its outputs. */
    private List<Integer> inline(Trace trace, List<Integer> given) {
        List<Integer> now = new ArrayList<>(given);
        for (Equation equation : trace.equations()) {
            List<Integer> inputs = equation.inputs().stream().map(now::get).toList();
            now.addAll(outputs(equation, inputs));
        }
        return trace.outputs().stream().map(now::get).toList();
    }

    private List<Integer> outputs(Equation equation, List<Integer> inputs) {
        Primitive primitive = equation.primitive();
        boolean isOfThisProcess = primitive instanceof CustomTransforms || primitive instanceof CustomPrimitive;
        if (isOfThisProcess && !forFiles) {
            return add(equation, inputs);
        }
        return switch (primitive) {
            case Compiled compiled -> inline(Executable.trace(compiled), inputs);
            case CustomTransforms custom -> inputs.subList(custom.arguments(), inputs.size());
            case CustomPrimitive custom ->
                throw new ExportException(
                        "export_function",
                        "%s (%s) is a primitive of the program's own, which no other program could read",
                        custom.text(),
                        custom.getClass().getName());
            case Placeholder placeholder -> throw placeholder.hasNoValue();
            case ElementwisePrimitive _,
                    ViewPrimitive _,
                    PartsPrimitive _,
                    KernelPrimitive _,
                    Depends _,
                    WithDerivative _ -> add(equation, inputs);
        };
    }

    private List<Integer> add(Equation equation, List<Integer> inputs) {
        steps.add(new FunctionGraph.Step(equation.primitive(), inputs, equation.types()));
        int first = next;
        next += equation.types().size();
        return IntStream.range(first, next).boxed().toList();
    }
}
