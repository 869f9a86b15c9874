package lazuli.backend.cpu.onednn;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.MethodHandle;
import java.util.EnumSet;
import java.util.Set;

/** Makes the primitives of matrix products. */
final class MatmulPlans {
    private static final MethodHandle CREATE = OneDnnLibrary.statusFunction(
            "dnnl_matmul_primitive_desc_create",
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG);

    private static final Set<Argument> TAKEN =
            EnumSet.of(Argument.SOURCE, Argument.WEIGHTS, Argument.BIAS, Argument.DESTINATION, Argument.SCRATCHPAD);
    private static final long NONE = 0;

    private MatmulPlans() {}

    static PrimitivePlan create(MatmulKey key) {
        try (Attributes attributes = Attributes.combining(key.alpha(), key.beta());
                MemoryDescriptor left = matrices(key, key.left(), key.rows(), key.inner());
                MemoryDescriptor right = matrices(key, key.right(), key.inner(), key.columns());
                MemoryDescriptor bias = bias(key);
                MemoryDescriptor destination = matrices(key, key.destination(), key.rows(), key.columns())) {
            long handle = Creation.create("matmul", key, result -> (int) CREATE.invokeExact(
                    result,
                    Engine.handle(),
                    left.handle(),
                    right.handle(),
                    key.bias() ? bias.handle() : NONE,
                    destination.handle(),
                    attributes.handle()));
            try (PrimitiveDescription description = new PrimitiveDescription(handle)) {
                return new PrimitivePlan(new Primitive(key, description, TAKEN));
            }
        }
    }

    private static MemoryDescriptor matrices(MatmulKey key, MatrixLayout layout, int rows, int columns) {
        // The step along a dimension of one element means nothing to the caller, but must not look like an overlap.
        long rowStride = rows == 1 ? columns * layout.columnStride() : layout.rowStride();
        long columnStride = columns == 1 ? (rowStride == 1 ? rows : 1) : layout.columnStride();
        if (key.batch() == 1) {
            return MemoryDescriptor.strided(
                    key.type(), new long[] {rows, columns}, new long[] {rowStride, columnStride});
        }
        boolean shared = layout.batchStride() == 0;
        long batchStride = shared ? Math.max(rows * rowStride, columns * columnStride) : layout.batchStride();
        return MemoryDescriptor.strided(key.type(), new long[] {shared ? 1 : key.batch(), rows, columns}, new long[] {
            batchStride, rowStride, columnStride
        });
    }

    private static MemoryDescriptor bias(MatmulKey key) {
        return key.batch() == 1
                ? MemoryDescriptor.strided(key.type(), new long[] {1, key.columns()}, new long[] {key.columns(), 1})
                : MemoryDescriptor.strided(
                        key.type(), new long[] {1, 1, key.columns()}, new long[] {key.columns(), key.columns(), 1});
    }
}
