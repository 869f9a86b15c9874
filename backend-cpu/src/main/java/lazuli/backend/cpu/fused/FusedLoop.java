package lazuli.backend.cpu.fused;

/** A generated loop: loads each operand of a group once, computes, stores. */
@FunctionalInterface
public interface FusedLoop {
    /**
     * Computes the elements {@code first <= i < end}.
     *
     * @param slots addresses of blocks
     * @param places which slots hold the group's operands, and then which hold what it stores
     */
    void run(long[] slots, int[] places, int first, int end);
}
