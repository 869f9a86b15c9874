package lazuli.backend.gpu.attention;

import lazuli.backend.gpu.copy.Operands;
import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.AttentionRule;
import lazuli.core.backend.Tensor;
import org.jspecify.annotations.Nullable;

/** Attention; floating dtypes, any strides, vectors of any length. */
public final class AttentionKernels {
    private static final KernelSource TILES = KernelSource.file("attention_tiles.kernel");
    private static final KernelSource VECTOR = KernelSource.file("attention_vector.kernel");

    private static final int TILE = 32;
    private static final int TILE_THREADS = 128;
    private static final int MOST_TILES = 8;

    private static final int LANES = 32;
    private static final int VECTOR_THREADS = 256;
    private static final int FEW_QUERIES = 8;

    /** Keys are cut into blocks from so many on, unless there are as many queries to keep the device busy. */
    private static final int MANY_KEYS = 1024;

    private static final int MANY_GROUPS = 512;
    private static final int FEWEST_BLOCK_KEYS = 256;
    private static final int MOST_BLOCKS = 32;

    private final Launcher launcher;

    /** What encodes by a launcher. */
    public AttentionKernels(Launcher launcher) {
        this.launcher = launcher;
    }

    /** One call. Inputs have few enough axes; the mask has the scores' shape. */
    private record Call(
            AttentionRule rule,
            HeadSizes sizes,
            Tensor queries,
            Tensor keys,
            Tensor values,
            @Nullable Tensor mask,
            @Nullable Tensor sinks,
            Tensor to,
            Tensor logarithms) {
        KernelSource define(KernelSource source) {
            return Mask.of(mask).define(source, queries.dtype());
        }

        /** The buffers that all kernels begin with. */
        void bindInputs(Launch launch) {
            Matrices.bind(launch, queries, logarithms);
            Matrices.bind(launch, keys, logarithms);
            Matrices.bind(launch, values, logarithms);
            Matrices.bind(launch, mask == null ? logarithms : mask, logarithms);
            bindSinks(launch);
            Matrices.bind(launch, to, logarithms);
            launch.buffer(logarithms);
        }

        void bindSinks(Launch launch) {
            launch.buffer(sinks == null ? logarithms : sinks);
        }

        /** And the members that their structures begin with. */
        void appendInputs(Launch launch) {
            Matrices.append(launch, queries);
            Matrices.append(launch, keys);
            Matrices.append(launch, values);
            Matrices.append(launch, mask == null ? queries : mask);
            Mask.sinks(sinks, queries).append(launch, 0);
            sizes.append(launch, rule);
            launch.i32(sinks == null ? 0 : 1);
        }
    }

    /** See {@link lazuli.core.backend.Kernels#attention}. */
    public void forward(
            AttentionRule rule,
            Tensor queries,
            Tensor keys,
            Tensor values,
            @Nullable Tensor mask,
            @Nullable Tensor sinks,
            Tensor to,
            Tensor logarithms) {
        if (logarithms.shape().size() == 0) {
            return;
        }
        Operands operands = new Operands(launcher);
        HeadSizes sizes = HeadSizes.of(queries, keys, values);
        Call call = new Call(
                rule,
                sizes,
                operands.placed(queries, 2),
                operands.placed(keys, 2),
                operands.placed(values, 2),
                mask == null ? null : operands.placed(Mask.broadcast(mask, queries, sizes.keys()), 2),
                sinks == null ? null : operands.placed(sinks, 2),
                to,
                logarithms);
        if (sizes.queries() <= FEW_QUERIES && sizes.widest() <= MOST_TILES * TILE) {
            vector(call);
        } else {
            tiles(call);
        }
    }

    private void tiles(Call call) {
        HeadSizes sizes = call.sizes();
        int held = powerOfTwo(Math.ceilDiv(sizes.valueElements(), TILE));
        int chunks = Math.max(1, Math.ceilDiv(sizes.valueElements(), held * TILE));
        int tiles = Math.ceilDiv(sizes.queries(), TILE);
        Launch launch = launcher.begin(call.define(TILES).define("TILES", Integer.toString(held)), "attention_tiles");
        call.bindInputs(launch);
        call.appendInputs(launch);
        launch.i32(tiles);
        launcher.run(launch, Grid.of((long) tiles * sizes.heads() * chunks, TILE_THREADS));
    }

    private void vector(Call call) {
        HeadSizes sizes = call.sizes();
        int held = powerOfTwo(Math.ceilDiv(sizes.widest(), LANES));
        KernelSource source = call.define(VECTOR).define("PER", Integer.toString(held));
        int rows = Math.toIntExact((long) sizes.heads() * sizes.queries());
        boolean cut = sizes.keys() >= MANY_KEYS && rows < MANY_GROUPS;
        int blocks = cut ? Math.min(MOST_BLOCKS, sizes.keys() / FEWEST_BLOCK_KEYS) : 1;
        if (blocks == 1) {
            vector(call, source, call.logarithms(), rows, 1);
            return;
        }
        Tensor parts = launcher.scratch(DType.FLOAT32, Shape.of(rows, blocks, sizes.valueElements() + 2));
        vector(call, source, parts, rows, blocks);
        Launch merge = launcher.begin(source, "attention_merge").buffer(parts);
        call.bindSinks(merge);
        Matrices.bind(merge, call.to(), call.logarithms()).buffer(call.logarithms());
        Mask.sinks(call.sinks(), call.queries()).append(merge, 0);
        merge.i32(sizes.queries()).i32(sizes.valueElements());
        merge.i32(call.sinks() == null ? 0 : 1).i32(blocks);
        launcher.run(merge, Grid.of(rows, LANES));
    }

    private void vector(Call call, KernelSource source, Tensor parts, int rows, int blocks) {
        Launch launch = launcher.begin(source, "attention_vector");
        call.bindInputs(launch);
        launch.buffer(parts);
        call.appendInputs(launch);
        launch.i32(blocks).i32(Math.ceilDiv(call.sizes().keys(), blocks));
        launcher.run(launch, Grid.of(Math.multiplyExact(rows, blocks), VECTOR_THREADS));
    }

    /** How many parts of a vector are held, of which there is a text each. */
    static int powerOfTwo(int parts) {
        return Math.min(MOST_TILES, Math.max(1, Integer.highestOneBit(2 * parts - 1)));
    }
}
