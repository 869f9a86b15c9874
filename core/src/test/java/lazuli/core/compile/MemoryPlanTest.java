package lazuli.core.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemoryPlanTest {
    @Test
    void aBlockLiesInAnOutputThatIsNotComputedYet() {
        List<MemoryPlan.Block> blocks = List.of(new MemoryPlan.Block(1024, 0, 1), new MemoryPlan.Block(1024, 1, 2));
        MemoryPlan plan = MemoryPlan.of(blocks, List.of(new MemoryPlan.Output(1024, 2)));
        assertEquals(0, plan.space(0));
        assertEquals(MemoryPlan.COMMON, plan.space(1));
        assertEquals(1024, plan.size());
    }

    @Test
    void anOutputIsLeftAloneWhereTheCommonMemoryHasRoom() {
        List<MemoryPlan.Block> blocks = List.of(new MemoryPlan.Block(2048, 0, 1), new MemoryPlan.Block(1024, 2, 3));
        MemoryPlan plan = MemoryPlan.of(blocks, List.of(new MemoryPlan.Output(1024, 4)));
        assertEquals(2048, plan.size());
        assertFalse(plan.isUsed(0));
    }

    @Test
    void blocksThatLiveAtTheSameTimeNeverOverlap() {
        Random random = new Random(1111);
        for (int round = 0; round < 200; round++) {
            List<MemoryPlan.Block> blocks = blocks(random);
            List<MemoryPlan.Output> outputs = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                outputs.add(new MemoryPlan.Output(1 + random.nextInt(3000), random.nextInt(25)));
            }
            check(MemoryPlan.of(blocks, outputs), blocks, outputs);
        }
    }

    private static List<MemoryPlan.Block> blocks(Random random) {
        List<MemoryPlan.Block> blocks = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            int from = random.nextInt(20);
            blocks.add(new MemoryPlan.Block(1 + random.nextInt(1000), from, from + random.nextInt(5)));
        }
        return blocks;
    }

    private static void check(MemoryPlan plan, List<MemoryPlan.Block> blocks, List<MemoryPlan.Output> outputs) {
        for (int i = 0; i < blocks.size(); i++) {
            MemoryPlan.Block block = blocks.get(i);
            long end = plan.offset(i) + block.bytes();
            assertEquals(0, plan.offset(i) % 64);
            if (plan.space(i) == MemoryPlan.COMMON) {
                assertTrue(end <= plan.size());
            } else {
                MemoryPlan.Output output = outputs.get(plan.space(i));
                assertTrue(end <= output.bytes() && block.to() < output.until(), () -> block + " in " + output);
                assertTrue(plan.isUsed(plan.space(i)));
            }
            for (int j = 0; j < i; j++) {
                MemoryPlan.Block other = blocks.get(j);
                boolean isApart = plan.space(i) != plan.space(j)
                        || !block.overlaps(other)
                        || end <= plan.offset(j)
                        || plan.offset(j) + other.bytes() <= plan.offset(i);
                assertTrue(isApart, () -> block + " and " + other);
            }
        }
    }
}
