package lazuli.backend.cpu.indexing;

/** Combines updates with the places that positions name, one after the other. */
interface ElementUpdates {
    /** Does all of a block's. */
    void run(Block block);

    /**
     * Rows of updates, all steps in bytes.
     *
     * @param to where the first column of place 0 lies
     * @param toStep from a place to the next
     * @param positions the address of the first update's position, an int
     * @param positionRowStep from a row's first position to the next row's
     * @param isShared whether all columns of a row share its position; otherwise each has its own, side by side
     * @param from the first update
     * @param fromStep from a row of updates to the next
     * @param rows how many
     * @param count columns, which lie side by side
     */
    record Block(
            long to,
            long toStep,
            long positions,
            long positionRowStep,
            boolean isShared,
            long from,
            long fromStep,
            long rows,
            int count) {}
}
