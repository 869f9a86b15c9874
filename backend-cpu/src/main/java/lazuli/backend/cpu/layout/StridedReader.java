package lazuli.backend.cpu.layout;

/**
 * A strided operand read in row-major order of its index space, any range at a time. Immutable, so that threads may share it.
 */
public final class StridedReader {
    private final int size;
    private final long address;
    private final IndexSpace space;
    private final int operand;

    /**
     * @param size bytes per element
     * @param address of the element at index 0
     * @param space whose strides count elements
     * @param operand whose strides to use
     */
    public StridedReader(int size, long address, IndexSpace space, int operand) {
        this.size = size;
        this.address = address;
        this.space = space;
        this.operand = operand;
    }

    private long stride(int axis) {
        return space.stride(operand, axis) * size;
    }

    /** Where the element at an index lies. */
    public long address(long index) {
        long at = address;
        long rest = index;
        for (int axis = space.rank() - 1; axis > 0; axis--) {
            long length = space.length(axis);
            at += rest % length * stride(axis);
            rest /= length;
        }
        return space.rank() == 0 ? at : at + rest * stride(0);
    }

    /** Whether {@code n} elements from an index on lie side by side. */
    public boolean isContiguous(long index, long n) {
        int inner = space.rank() - 1;
        return n == 1 || (stride(inner) == size && index % space.length(inner) + n <= space.length(inner));
    }

    /** Whether the elements are the same for each index of the outer axes, all but the last {@code trailingAxes}. */
    public boolean repeats(int trailingAxes) {
        for (int axis = 0; axis < space.rank() - trailingAxes; axis++) {
            if (stride(axis) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Copies {@code n} elements from an index on to {@code to}, side by side. */
    public void read(long index, long n, long to) {
        int inner = space.rank() - 1;
        long columns = space.length(inner);
        long position = index;
        long end = index + n;
        long target = to;
        while (position < end) {
            long column = position % columns;
            long run = Math.min(columns - column, end - position);
            long rows = column == 0 ? Math.max(1, rowsAt(position / columns, (end - position) / columns)) : 1;
            long step = inner == 0 ? 0 : stride(inner - 1);
            StridedCopy.rows(size, target, run * size, size, address(position), step, stride(inner), rows, run);
            position += run * rows;
            target += run * rows * size;
        }
    }

    /** How many of the next {@code wanted} rows are one step of the last but one axis apart. */
    private long rowsAt(long row, long wanted) {
        int axis = space.rank() - 2;
        return axis < 0 ? 1 : Math.min(wanted, space.length(axis) - row % space.length(axis));
    }
}
