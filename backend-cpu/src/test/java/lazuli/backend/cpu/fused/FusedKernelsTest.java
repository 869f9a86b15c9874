package lazuli.backend.cpu.fused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import lazuli.backend.cpu.kernel.Kernel;
import lazuli.backend.cpu.kernel.Kernels;
import lazuli.core.DType;
import lazuli.core.primitive.elementwise.BinaryFunction;
import org.junit.jupiter.api.Test;

/** The set of generated classes stays small. */
class FusedKernelsTest {
    /** A group that no other number gives: its members are sums and products by the number's bits. */
    private static Group group(int number) {
        Kernel sum = Kernels.of(BinaryFunction.ADD, DType.FLOAT32);
        Kernel product = Kernels.of(BinaryFunction.MULTIPLY, DType.FLOAT32);
        List<Group.Member> members = new ArrayList<>();
        for (int bit = 0; bit < 11; bit++) {
            members.add(new Group.Member((number >> bit & 1) == 0 ? sum : product, bit, 0, 0));
        }
        return new Group(float.class, List.of(Storage.LANE), members, List.of(new Group.Result(11, Storage.LANE)));
    }

    @Test
    void equalGroupsShareAKernel() {
        assertSame(FusedKernels.of(group(5)), FusedKernels.of(group(5)));
    }

    @Test
    void onlySoManyKernelsHaveLoops() {
        for (int i = 0; i < FusedKernels.MOST_LOOPS + 100; i++) {
            FusedKernel kernel = FusedKernels.of(group(i));
            kernel.use(kernel.scalar());
        }
        assertEquals(FusedKernels.MOST_LOOPS, FusedKernels.loops());
    }

    @Test
    void aLoopThatNobodyHasIsUnloaded() throws InterruptedException {
        WeakReference<Class<?>> type =
                new WeakReference<>(LoopWriter.scalar(group(2000)).getClass());
        for (int i = 0; i < 50 && type.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertNull(type.get(), "the class is still there");
    }
}
