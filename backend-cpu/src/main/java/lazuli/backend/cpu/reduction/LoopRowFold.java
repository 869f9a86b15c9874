package lazuli.backend.cpu.reduction;

import lazuli.backend.cpu.kernel.Kernel;
import lazuli.backend.cpu.loop.RowFold;
import lazuli.backend.cpu.memory.NativeMemory;

/** Folds rows by a function's kernel on blocks of elements, for lanes of any kind. Places that a row does not fill keep what they had. */
record LoopRowFold(Kernel combine, int size, int places) implements RowFold {
    @Override
    public void places(long x, int length, long to) {
        NativeMemory.copy(x, to, (long) Math.min(places, length) * size);
        for (int i = places; i < length; i += places) {
            long at = x + (long) i * size;
            combine.run(to, to, at, at, Math.min(places, length - i));
        }
    }

    @Override
    public void rows(long x, long rowBytes, long rows, int length, long to, long scratch) {
        for (long i = 0; i < rows; i++) {
            places(x + i * rowBytes, length, scratch);
            fold(scratch, Math.min(length, places));
            NativeMemory.move(scratch, to + i * size, size);
        }
    }

    private void fold(long block, int count) {
        int left = count;
        while (left > 1) {
            int half = Integer.highestOneBit(left - 1);
            long upper = block + (long) half * size;
            combine.run(block, block, upper, upper, left - half);
            left = half;
        }
    }
}
