package lazuli.backend.cpu.linalg;

import lazuli.backend.cpu.memory.NativeMemory;

/** The rows that were exchanged, step by step. */
public final class Pivots {
    private Pivots() {}

    /** Writes the row that each step exchanged its own with, and the permutation of all rows that follows, as uint32. */
    public static void store(int[] pivots, int rows, long pivotsAddress, long permutationAddress) {
        int[] permutation = new int[rows];
        for (int row = 0; row < rows; row++) {
            permutation[row] = row;
        }
        for (int step = 0; step < pivots.length; step++) {
            int other = pivots[step];
            int kept = permutation[step];
            permutation[step] = permutation[other];
            permutation[other] = kept;
            NativeMemory.setInt(pivotsAddress + 4L * step, other);
        }
        for (int row = 0; row < rows; row++) {
            NativeMemory.setInt(permutationAddress + 4L * row, permutation[row]);
        }
    }
}
