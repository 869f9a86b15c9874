package lazuli.backend.cpu.elementwise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lazuli.backend.cpu.fused.FusedKernels;
import lazuli.backend.cpu.fused.Group;
import lazuli.backend.cpu.fused.Storage;
import lazuli.backend.cpu.kernel.Kernel;
import lazuli.backend.cpu.loop.Element;
import org.jspecify.annotations.Nullable;

/** A run of neighbouring steps that one generated loop can compute. Steps name places of values, as yet without registers. */
final class Grouping {
    /**
     * Operations on vectors, loads and stores that the JIT compiles in one loop: beyond some forty it leaves vectors on the heap.
     */
    static final int LARGEST_WEIGHT = 40;

    /** Of a bool operand or result in memory, which takes some operations to become a mask. */
    private static final int MASK_WEIGHT = 4;

    private final int firstRegister;
    private final List<Plan.Step> steps = new ArrayList<>();
    private final List<Group.Member> members = new ArrayList<>();

    /** Which value of the group lies in a place now; operands are numbered from -1 downwards until their number is known. */
    private final Map<Integer, Integer> values = new LinkedHashMap<>();

    private final List<Integer> operands = new ArrayList<>();
    private final List<Storage> loaded = new ArrayList<>();

    /** Halves that the loop stores, by place. */
    private final Map<Integer, Group.Result> halves = new LinkedHashMap<>();

    private @Nullable Class<?> lane;
    private int size;
    private int weight = 1;

    private Grouping(int firstRegister) {
        this.firstRegister = firstRegister;
    }

    /**
     * The steps in stages.
     *
     * @param firstRegister places below are the program's inputs and outputs
     */
    static List<Plan.Stage> stages(List<Plan.Step> steps, int firstRegister) {
        List<Plan.Stage> stages = new ArrayList<>();
        int next = 0;
        while (next < steps.size()) {
            Grouping grouping = new Grouping(firstRegister);
            int end = next;
            while (end < steps.size() && grouping.add(steps.get(end))) {
                end++;
            }
            if (end - next < 2 || grouping.onlyLoads()) {
                stages.add(steps.get(next));
                next++;
            } else {
                stages.add(grouping.stage(steps.subList(end, steps.size())));
                next = end;
            }
        }
        return stages;
    }

    /** Whether a generated loop can compute it beside others. */
    static boolean isFusible(Kernel kernel) {
        return kernel.isFusible() && kernel.operandSize() >= Integer.BYTES;
    }

    /** Takes the step into the group unless it does not fit. */
    private boolean add(Plan.Step step) {
        Kernel kernel = step.kernel();
        int width = kernel.operandSize();
        if (!isFusible(kernel) || (size != 0 && width != size)) {
            return false;
        }
        Class<?> type = kernel.lane();
        if (lane != null && type != null && lane != type) {
            return false;
        }
        int added = kernel.weight() + memoryWeight(step);
        if (weight + added > LARGEST_WEIGHT && !steps.isEmpty()) {
            return false;
        }
        weight += added;
        size = width;
        lane = lane == null ? type : lane;
        steps.add(step);
        switch (kernel.scalarElement()) {
            case Element.Load load -> values.put(step.to(), read(step.a(), Storage.of(load.half())));
            case Element.Store store ->
                halves.put(step.to(), new Group.Result(read(step.a(), Storage.LANE), Storage.of(store.half())));
            case null, default -> {
                int a = read(step.a(), kernel.isSelection() ? Storage.MASK : Storage.LANE);
                int b = read(step.b(), Storage.LANE);
                int c = read(step.c(), Storage.LANE);
                members.add(new Group.Member(kernel, a, b, c));
                values.put(step.to(), members.size() - 1);
            }
        }
        return true;
    }

    private boolean onlyLoads() {
        return members.isEmpty() && halves.isEmpty();
    }

    private int memoryWeight(Plan.Step step) {
        int result = step.to() < firstRegister ? 1 : 0;
        int condition = step.kernel().isSelection() && !values.containsKey(step.a()) ? MASK_WEIGHT : 0;
        long loads = List.of(step.a(), step.b(), step.c()).stream()
                .distinct()
                .filter(place -> !values.containsKey(place))
                .count();
        return result + condition + (int) loads;
    }

    private int read(int place, Storage storage) {
        return values.computeIfAbsent(place, key -> {
            operands.add(place);
            loaded.add(storage);
            return -operands.size();
        });
    }

    private FusedStage stage(List<Plan.Step> later) {
        List<Group.Result> stored = new ArrayList<>();
        List<Integer> places = new ArrayList<>(operands);
        values.forEach((place, value) -> {
            boolean made = value >= 0 || !operands.get(-value - 1).equals(place);
            if (made && (place < firstRegister || isRead(place, later))) {
                stored.add(new Group.Result(number(value), Storage.LANE));
                places.add(place);
            }
        });
        halves.forEach((place, result) -> {
            stored.add(new Group.Result(number(result.value()), result.storage()));
            places.add(place);
        });
        List<Group.Member> numbered = members.stream()
                .map(member ->
                        new Group.Member(member.kernel(), number(member.a()), number(member.b()), number(member.c())))
                .toList();
        Class<?> type = lane != null ? lane : size == Integer.BYTES ? int.class : long.class;
        Group group = new Group(type, List.copyOf(loaded), numbered, stored);
        return new FusedStage(
                FusedKernels.of(group),
                places.stream().mapToInt(Integer::intValue).toArray(),
                List.copyOf(steps));
    }

    /** The number in the group of a value, or of an operand that has a negative one as yet. */
    private int number(int value) {
        return value >= 0 ? operands.size() + value : -value - 1;
    }

    private static boolean isRead(int place, List<Plan.Step> steps) {
        return steps.stream().anyMatch(step -> step.a() == place || step.b() == place || step.c() == place);
    }
}
