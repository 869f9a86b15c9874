package lazuli.core.compile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lazuli.core.Array;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Evaluator;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.ElementwisePrimitive;
import lazuli.core.primitive.PartsPrimitive;
import lazuli.core.primitive.Primitive;
import lazuli.core.primitive.ViewPrimitive;
import lazuli.core.primitive.creation.Arange;
import lazuli.core.primitive.elementwise.Full;

/**
 * Computes once what a graph makes of no argument and of no length; large arrays that are cheap to make (ones, a range, what is made of them
 * place by place) are left to be made on each call, as {@link Constants} does.
 */
final class ConstantFolding {
    private final ShapelessGraph shapeless;
    private final FunctionGraph graph;
    private final List<ArrayType> types;

    /** For each value the array if it is a constant, else null. */
    private final Array[] arrays;

    private final int[] now;

    private ConstantFolding(ShapelessGraph shapeless) {
        this.shapeless = shapeless;
        this.graph = shapeless.graph();
        this.types = graph.types();
        this.arrays = new Array[types.size()];
        this.now = new int[types.size()];
    }

    static ShapelessGraph of(ShapelessGraph graph) {
        return TraceScope.within(() -> new ConstantFolding(graph).fold());
    }

    private ShapelessGraph fold() {
        Set<Integer> ruled = new HashSet<>();
        shapeless.rules().forEach(rule -> ruled.add(rule.step()));
        int value = graph.arguments().size();
        for (Array constant : graph.constants()) {
            arrays[value++] = constant;
        }
        boolean[] kept = new boolean[graph.steps().size()];
        for (int i = 0; i < kept.length; i++) {
            FunctionGraph.Step step = graph.steps().get(i);
            kept[i] = ruled.contains(i) || !isConstant(step) || isCheap(step);
            if (!kept[i]) {
                List<Array> inputs =
                        step.inputs().stream().map(input -> arrays[input]).toList();
                List<Array> outputs = Nodes.all(step.primitive(), inputs);
                for (int k = 0; k < outputs.size(); k++) {
                    arrays[value + k] = outputs.get(k);
                }
            }
            value += step.types().size();
        }
        return renumbered(kept);
    }

    private boolean isConstant(FunctionGraph.Step step) {
        return step.inputs().stream().allMatch(input -> arrays[input] != null);
    }

    private static boolean isCheap(FunctionGraph.Step step) {
        Primitive primitive = step.primitive();
        boolean isLarge = step.types().getFirst().shape().size() > Constants.SMALL;
        boolean isMadeByPlace = primitive instanceof ViewPrimitive
                || primitive instanceof PartsPrimitive
                || primitive instanceof Arange;
        boolean isNumbers =
                primitive instanceof ElementwisePrimitive && step.inputs().isEmpty();
        return primitive instanceof Full || (isLarge && (isMadeByPlace || isNumbers));
    }

    private ShapelessGraph renumbered(boolean[] kept) {
        List<Array> constants = new ArrayList<>();
        boolean[] needed = neededConstants(kept);
        for (int value = 0; value < graph.arguments().size(); value++) {
            now[value] = value;
        }
        int next = graph.arguments().size();
        for (int value = next; value < needed.length; value++) {
            if (needed[value]) {
                constants.add(arrays[value]);
                now[value] = next++;
            }
        }
        Evaluator.eval(constants);
        List<FunctionGraph.Step> steps = new ArrayList<>();
        List<StepRule> rules = new ArrayList<>();
        int value = graph.arguments().size() + graph.constants().size();
        int rule = 0;
        for (int i = 0; i < kept.length; i++) {
            FunctionGraph.Step step = graph.steps().get(i);
            if (kept[i]) {
                if (rule < shapeless.rules().size()
                        && shapeless.rules().get(rule).step() == i) {
                    rules.add(renumbered(shapeless.rules().get(rule++), steps.size()));
                }
                steps.add(new FunctionGraph.Step(step.primitive(), renumbered(step.inputs()), step.types()));
                for (int k = 0; k < step.types().size(); k++) {
                    now[value + k] = next++;
                }
            }
            value += step.types().size();
        }
        FunctionGraph folded = new FunctionGraph(graph.arguments(), constants, steps, renumbered(graph.outputs()));
        return new ShapelessGraph(folded, shapeless.ranges(), shapeless.axes(), rules);
    }

    /** Those that are read by a step that stays, or returned. */
    private boolean[] neededConstants(boolean[] kept) {
        boolean[] needed = new boolean[arrays.length];
        List<Integer> read = new ArrayList<>(graph.outputs());
        for (int i = 0; i < kept.length; i++) {
            if (kept[i]) {
                read.addAll(graph.steps().get(i).inputs());
            }
        }
        read.stream().filter(value -> arrays[value] != null).forEach(value -> needed[value] = true);
        return needed;
    }

    private List<Integer> renumbered(List<Integer> values) {
        return values.stream().map(value -> now[value]).toList();
    }

    private StepRule renumbered(StepRule rule, int step) {
        return new StepRule(
                step,
                rule.numbers().stream()
                        .map(number -> new NumberRule(number.number(), number.form(), renumbered(number.formula())))
                        .toList());
    }

    private LengthFormula renumbered(LengthFormula formula) {
        return new LengthFormula(
                formula.terms().stream()
                        .map(term -> new LengthFormula.Term(
                                term.scale(),
                                term.factors().stream()
                                        .map(factor -> new LengthOf(now[factor.value()], factor.axis()))
                                        .toList()))
                        .toList(),
                formula.offset(),
                formula.divisor());
    }
}
