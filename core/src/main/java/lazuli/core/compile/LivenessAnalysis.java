package lazuli.core.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Work;
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
 * When each value of a program is used for the last time, and which block of the program's memory it lies in. Values that may share memory,
 * as views do, live as long as the last of them. What the program returns gets memory of its own, in which others may lie before, and a fused
 * step may write over an operand that nobody needs afterwards.
 */
final class LivenessAnalysis {
    private static final int NONE = -1;

    /** Outputs that are smaller are no place for others: there are many, and they would hold little. */
    private static final long SMALLEST_SPACE = 1 << 16;

    private final Trace trace;
    private final List<ProgramStep> steps;
    private final List<ArrayType> types;
    private final int[] definition;
    private final int[] lastUse;
    private final int[] group;
    private final int[] block;
    private final int[] space;
    private final List<MemoryPlan.Block> blocks = new ArrayList<>();
    private final List<MemoryPlan.Output> spaces = new ArrayList<>();

    LivenessAnalysis(Trace trace, List<ProgramStep> steps) {
        this.trace = trace;
        this.steps = steps;
        this.types = trace.types();
        int values = types.size();
        definition = filled(values, NONE);
        lastUse = filled(values, NONE);
        block = filled(values, NONE);
        space = filled(values, NONE);
        group = IntStream.range(0, values).toArray();
        for (int i = 0; i < steps.size(); i++) {
            for (int output : steps.get(i).outputs()) {
                definition[output] = i;
                lastUse[output] = i;
            }
            for (int input : steps.get(i).inputs()) {
                lastUse[input] = i;
            }
        }
        trace.outputs().forEach(output -> lastUse[output] = steps.size());
        steps.forEach(this::joinViews);
        assignBlocks();
    }

    private static int[] filled(int length, int value) {
        int[] array = new int[length];
        Arrays.fill(array, value);
        return array;
    }

    // ---- values that may share memory

    private void joinViews(ProgramStep step) {
        if (mayShare(step)) {
            int first = step.outputs().getFirst();
            step.outputs().forEach(output -> join(output, first));
            step.inputs().forEach(input -> join(input, first));
        }
    }

    /** Whether outputs may be views of inputs. */
    private static boolean mayShare(ProgramStep step) {
        return step.work() instanceof Work.Apply(Primitive primitive)
                && switch (primitive) {
                    case ViewPrimitive _,
                            PartsPrimitive _,
                            Depends _,
                            CustomTransforms _,
                            WithDerivative _,
                            Compiled _,
                            CustomPrimitive _ -> true;
                    case ElementwisePrimitive _, KernelPrimitive _, Placeholder _ -> false;
                };
    }

    private void join(int a, int b) {
        group[root(a)] = root(b);
    }

    private int root(int value) {
        int root = value;
        while (group[root] != root) {
            group[root] = group[group[root]];
            root = group[root];
        }
        return root;
    }

    // ---- blocks

    private void assignBlocks() {
        int[] groupEnd = filled(group.length, NONE);
        int[] groupSize = new int[group.length];
        for (int value = 0; value < group.length; value++) {
            groupEnd[root(value)] = Math.max(groupEnd[root(value)], lastUse[value]);
            groupSize[root(value)]++;
        }
        for (int i = 0; i < steps.size(); i++) {
            ProgramStep step = steps.get(i);
            if (mayShare(step)) {
                continue;
            }
            Set<Integer> taken = new HashSet<>();
            for (int output : step.outputs()) {
                int end = groupEnd[root(output)];
                if (end == steps.size()) {
                    if (bytes(output) >= SMALLEST_SPACE) {
                        space[output] = spaces.size();
                        spaces.add(new MemoryPlan.Output(bytes(output), i));
                    }
                    continue;
                }
                int operand =
                        step.work() instanceof Work.Elementwise ? replaceable(step, output, i, groupSize, taken) : NONE;
                if (operand == NONE) {
                    block[output] = blocks.size();
                    blocks.add(new MemoryPlan.Block(bytes(output), i, end));
                } else {
                    taken.add(operand);
                    block[output] = block[operand];
                    MemoryPlan.Block former = blocks.get(block[operand]);
                    blocks.set(block[operand], new MemoryPlan.Block(former.bytes(), former.from(), end));
                }
            }
        }
    }

    /** An operand that this step uses for the last time, with room for the output and no views; none otherwise. */
    private int replaceable(ProgramStep step, int output, int at, int[] groupSize, Set<Integer> taken) {
        return step.inputs().stream()
                .filter(input -> block[input] != NONE
                        && lastUse[input] == at
                        && groupSize[root(input)] == 1
                        && bytes(input) == bytes(output)
                        && types.get(input).shape().equals(types.get(output).shape())
                        && !taken.contains(input))
                .findFirst()
                .orElse(NONE);
    }

    private long bytes(int value) {
        return types.get(value).byteSize();
    }

    /** The computed values that are not needed after a step. */
    int[] dying(int step) {
        return IntStream.range(trace.given(), types.size())
                .filter(value -> definition[value] != NONE && lastUse[value] == step)
                .toArray();
    }

    /** The value's number among {@link #spaces}; negative if it is none of them. */
    int space(int value) {
        return space[value];
    }

    /** What the program returns in memory of its own and is large enough to be a place for others before. */
    List<MemoryPlan.Output> spaces() {
        return spaces;
    }

    /** The value's block; negative if it gets memory of its own. */
    int block(int value) {
        return block[value];
    }

    /** The blocks of the program's memory. */
    List<MemoryPlan.Block> blocks() {
        return blocks;
    }

    /** What lies in the blocks, in words. */
    String planned() {
        long values = 0;
        long bytes = 0;
        for (int value = 0; value < block.length; value++) {
            if (block[value] != NONE) {
                values++;
                bytes += bytes(value);
            }
        }
        return "%d intermediate values of %d bytes".formatted(values, bytes);
    }
}
