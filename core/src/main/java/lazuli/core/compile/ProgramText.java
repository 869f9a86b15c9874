package lazuli.core.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lazuli.core.DType;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Notation;
import lazuli.core.graph.Work;
import lazuli.core.primitive.ElementwisePrimitive;
import lazuli.core.primitive.Primitive;
import lazuli.core.primitive.elementwise.Binary;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.elementwise.Convert;
import lazuli.core.primitive.elementwise.Full;
import lazuli.core.primitive.elementwise.Select;
import lazuli.core.primitive.elementwise.Unary;
import lazuli.core.primitive.reduction.Reduce;

/**
 * A program for its readers: its steps, of which fused ones are the expressions that their kernels compute. Arguments are called a0, a1, ...,
 * constants c0, c1, ..., what the program makes v with its number.
 */
final class ProgramText {
    private static final Map<BinaryFunction, String> SIGNS = Map.ofEntries(
            Map.entry(BinaryFunction.ADD, "+"),
            Map.entry(BinaryFunction.SUBTRACT, "-"),
            Map.entry(BinaryFunction.MULTIPLY, "*"),
            Map.entry(BinaryFunction.DIVIDE, "/"),
            Map.entry(BinaryFunction.EQUAL, "=="),
            Map.entry(BinaryFunction.NOT_EQUAL, "!="),
            Map.entry(BinaryFunction.LESS, "<"),
            Map.entry(BinaryFunction.LESS_EQUAL, "<="),
            Map.entry(BinaryFunction.GREATER, ">"),
            Map.entry(BinaryFunction.GREATER_EQUAL, ">="));

    private final Trace trace;
    private final List<ArrayType> types;

    private ProgramText(Trace trace) {
        this.trace = trace;
        this.types = trace.types();
    }

    static String of(Trace trace, List<ProgramStep> steps, String memory) {
        ProgramText text = new ProgramText(trace);
        long operations = operations(trace.equations());
        long fused = steps.stream()
                .filter(step -> !(step.work() instanceof Work.Apply))
                .count();
        List<String> lines = new ArrayList<>();
        lines.add("%s -> %s: operations %d, steps %d, fused %d"
                .formatted(
                        text.typed(IntStream.range(0, trace.arguments().size())
                                .boxed()
                                .toList()),
                        text.typed(trace.outputs()),
                        operations,
                        steps.size(),
                        fused));
        steps.forEach(step -> lines.add("  " + text.line(step)));
        lines.add("  returns " + text.names(trace.outputs()));
        lines.add("  memory: " + memory);
        return String.join("\n", lines);
    }

    /** How many there are beside numbers. */
    private static long operations(List<Equation> equations) {
        return equations.stream()
                .filter(equation -> !(equation.primitive() instanceof Full))
                .count();
    }

    private String line(ProgramStep step) {
        List<Equation> equations = step.equations();
        return switch (step.work()) {
            case Work.Apply(Primitive primitive) ->
                "%s = %s(%s)".formatted(typed(step.outputs()), Notation.of(primitive), names(step.inputs()));
            case Work.Elementwise _ ->
                "%s = fused %d: %s"
                        .formatted(
                                typed(step.outputs()),
                                operations(equations),
                                expression(equations, step.outputs(), ""));
            case Work.Reduced reduced ->
                "%s = fused %d: %s"
                        .formatted(
                                typed(step.outputs()),
                                operations(equations) + 1,
                                expression(equations, List.of(), over(reduced.reduce())));
        };
    }

    private static String over(Reduce reduce) {
        String axes = reduce.axes().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return "%s over %s %s of ".formatted(reduce.text(), reduce.axes().size() == 1 ? "axis" : "axes", axes);
    }

    /**
     * The last value in terms of what the step reads; what is used more than once, or stored too, comes before with its name.
     *
     * @param reduction what is made of the last value, empty if it is stored itself
     */
    private String expression(List<Equation> equations, List<Integer> stored, String reduction) {
        Map<Integer, Integer> uses = new HashMap<>();
        equations.forEach(equation -> equation.inputs().forEach(input -> uses.merge(input, 1, Integer::sum)));
        Map<Integer, String> written = new HashMap<>();
        List<String> parts = new ArrayList<>();
        for (Equation equation : equations) {
            List<String> operands = equation.inputs().stream()
                    .map(input -> written.getOrDefault(input, name(input)))
                    .toList();
            boolean isLast = equation.first() == equations.getLast().first();
            boolean isNamed = uses.getOrDefault(equation.first(), 0) > 1 || stored.contains(equation.first());
            boolean isNumber = equation.primitive() instanceof Full;
            String made = written(equation, operands);
            if (isLast && (parts.isEmpty() || !reduction.isEmpty())) {
                parts.add(reduction + bare(made));
            } else if (isLast || (isNamed && !isNumber)) {
                parts.add(name(equation.first()) + " = " + bare(made));
            } else {
                written.put(equation.first(), made);
            }
        }
        return String.join("; ", parts);
    }

    private static String written(Equation equation, List<String> operands) {
        if (!(equation.primitive() instanceof ElementwisePrimitive elementwise)) {
            throw new IllegalStateException("only elementwise equations are fused");
        }
        return switch (elementwise) {
            case Binary(BinaryFunction function) -> {
                String sign = SIGNS.get(function);
                yield sign == null
                        ? call(function.text(), operands)
                        : "(%s %s %s)".formatted(operands.get(0), sign, operands.get(1));
            }
            case Unary unary -> call(unary.text(), operands);
            case Select _ -> call("where", operands);
            case Convert(DType dtype) -> call(dtype.toString(), operands);
            case Full full -> Notation.number(full);
        };
    }

    private static String call(String name, List<String> operands) {
        return operands.stream().map(ProgramText::bare).collect(Collectors.joining(", ", name + "(", ")"));
    }

    /** Without the parentheses around all of it. */
    private static String bare(String expression) {
        return expression.startsWith("(") ? expression.substring(1, expression.length() - 1) : expression;
    }

    private String typed(List<Integer> values) {
        return values.stream()
                .map(value -> name(value) + ": " + types.get(value))
                .collect(Collectors.joining(", ", values.size() == 1 ? "" : "(", values.size() == 1 ? "" : ")"));
    }

    private String names(List<Integer> values) {
        return values.stream().map(this::name).collect(Collectors.joining(", "));
    }

    private String name(int value) {
        int arguments = trace.arguments().size();
        if (value < arguments) {
            return "a" + value;
        }
        return value < trace.given() ? "c" + (value - arguments) : "v" + value;
    }
}
