package lazuli.backend.cpu.elementwise;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shares few registers among many values: a register is free again after the last step that reads its value. */
final class Registers {
    private final int firstSlot;
    private final List<Integer> sizes = new ArrayList<>();
    private final List<Boolean> pinned = new ArrayList<>();
    private final List<Integer> physicalSizes = new ArrayList<>();
    private final Map<Integer, ArrayDeque<Integer>> free = new HashMap<>();

    /** Values are numbered from {@code firstSlot} on; numbers below stand for slots that are no registers. */
    Registers(int firstSlot) {
        this.firstSlot = firstSlot;
    }

    /** A value that one step makes and later ones read. */
    int temporary(int size) {
        return add(size, false);
    }

    /** A value that needs a register of its own. */
    int pinned(int size) {
        return add(size, true);
    }

    private int add(int size, boolean isPinned) {
        sizes.add(size);
        pinned.add(isPinned);
        return firstSlot + sizes.size() - 1;
    }

    /** The slot of each value and of each number below {@code firstSlot}, by number. */
    int[] assign(List<Plan.Step> steps) {
        int[] slots = new int[firstSlot + sizes.size()];
        Arrays.setAll(slots, i -> i < firstSlot ? i : -1);
        for (int value = firstSlot; value < slots.length; value++) {
            if (pinned.get(value - firstSlot)) {
                slots[value] = newRegister(sizes.get(value - firstSlot));
            }
        }
        int[] lastReader = lastReaders(steps, slots.length);
        for (int i = 0; i < steps.size(); i++) {
            Plan.Step step = steps.get(i);
            release(step.a(), i, lastReader, slots);
            release(step.b(), i, lastReader, slots);
            release(step.c(), i, lastReader, slots);
            if (slots[step.to()] < 0) {
                slots[step.to()] = take(sizes.get(step.to() - firstSlot));
            }
        }
        return slots;
    }

    private static int[] lastReaders(List<Plan.Step> steps, int values) {
        int[] last = new int[values];
        Arrays.fill(last, -1);
        for (int i = 0; i < steps.size(); i++) {
            last[steps.get(i).a()] = i;
            last[steps.get(i).b()] = i;
            last[steps.get(i).c()] = i;
        }
        return last;
    }

    /** Frees the operand's register if the step is the last to read it; a result of the same size may take it at once. */
    private void release(int value, int step, int[] lastReader, int[] slots) {
        if (value >= firstSlot && lastReader[value] == step && !pinned.get(value - firstSlot)) {
            lastReader[value] = -1;
            freeOf(sizes.get(value - firstSlot)).push(slots[value]);
        }
    }

    private int take(int size) {
        Integer slot = freeOf(size).poll();
        return slot == null ? newRegister(size) : slot;
    }

    private ArrayDeque<Integer> freeOf(int size) {
        return free.computeIfAbsent(size, key -> new ArrayDeque<>());
    }

    private int newRegister(int size) {
        physicalSizes.add(size);
        return firstSlot + physicalSizes.size() - 1;
    }

    /** Bytes per element of each register that {@link #assign} used. */
    int[] sizes() {
        return physicalSizes.stream().mapToInt(Integer::intValue).toArray();
    }
}
