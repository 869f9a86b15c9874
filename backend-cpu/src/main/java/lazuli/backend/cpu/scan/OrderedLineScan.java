package lazuli.backend.cpu.scan;

import lazuli.backend.cpu.kernel.Kernel;
import lazuli.backend.cpu.loop.LineScan;
import lazuli.backend.cpu.memory.NativeMemory;

/** One element after the other, for functions whose results do not depend on the order. */
record OrderedLineScan(Kernel combine, int size) implements LineScan {
    @Override
    public void lines(long x, long to, long count, int length, long start, long scratch) {
        for (long line = 0; line < count; line++) {
            long at = line * length * size;
            NativeMemory.move(start, scratch, size);
            combine.runInOrder(to + at, scratch, x + at, 1);
            combine.runInOrder(to + at + size, to + at, x + at + size, length - 1);
        }
    }
}
