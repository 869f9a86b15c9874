package lazuli.backend.gpu.attention;

import lazuli.backend.gpu.copy.Operands;
import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.core.backend.AttentionRule;
import lazuli.core.backend.Tensor;
import org.jspecify.annotations.Nullable;

/** The gradient of attention; floating dtypes, any strides, vectors of any length. */
public final class AttentionGradientKernels {
    private static final KernelSource SOURCE = KernelSource.file("attention_gradient.kernel");
    private static final int TILE = 32;
    private static final int THREADS = 128;

    /** Of each result: more would take too many registers. */
    private static final int MOST_TILES = 4;

    private final Launcher launcher;

    /** What encodes by a launcher. */
    public AttentionGradientKernels(Launcher launcher) {
        this.launcher = launcher;
    }

    /** One call; {@code instead} has elements. */
    private record Call(
            AttentionRule rule,
            HeadSizes sizes,
            Tensor queries,
            Tensor keys,
            Tensor values,
            @Nullable Tensor mask,
            Tensor logarithms,
            Tensor deltas,
            Tensor cotangent) {
        Launch begin(Launcher launcher, String kernel, int held, Tensor instead) {
            KernelSource source = Mask.of(mask).define(SOURCE, queries.dtype()).define("TILES", Integer.toString(held));
            Launch launch = launcher.begin(source, kernel);
            Matrices.bind(launch, queries, instead);
            Matrices.bind(launch, keys, instead);
            Matrices.bind(launch, values, instead);
            Matrices.bind(launch, mask == null ? instead : mask, instead);
            Matrices.bind(launch, cotangent, instead);
            Matrices.bind(launch, logarithms, instead);
            return Matrices.bind(launch, deltas, instead);
        }

        void append(Launch launch, int tiles) {
            Matrices.append(launch, queries);
            Matrices.append(launch, keys);
            Matrices.append(launch, values);
            Matrices.append(launch, mask == null ? queries : mask);
            Matrices.append(launch, cotangent);
            sizes.append(launch, rule);
            launch.i32(tiles).i32(sizes.keyHeads());
        }
    }

    /** See {@link lazuli.core.backend.Kernels#attentionGradient}. */
    public void run(
            AttentionRule rule,
            Tensor queries,
            Tensor keys,
            Tensor values,
            @Nullable Tensor mask,
            Tensor logarithms,
            Tensor deltas,
            Tensor cotangent,
            Tensor queryGradient,
            Tensor keyGradient,
            Tensor valueGradient) {
        Operands operands = new Operands(launcher);
        HeadSizes sizes = HeadSizes.of(queries, keys, values);
        Call call = new Call(
                rule,
                sizes,
                operands.placed(queries, 2),
                operands.placed(keys, 2),
                operands.placed(values, 2),
                mask == null ? null : operands.placed(Mask.broadcast(mask, queries, sizes.keys()), 2),
                logarithms,
                deltas,
                operands.placed(cotangent, 2));
        if (queryGradient.shape().size() > 0) {
            ofQueries(call, queryGradient);
        }
        if (keyGradient.shape().size() > 0 || valueGradient.shape().size() > 0) {
            ofKeys(call, keyGradient, valueGradient);
        }
    }

    private void ofQueries(Call call, Tensor queryGradient) {
        HeadSizes sizes = call.sizes();
        int held = held(sizes.elements());
        int tiles = Math.ceilDiv(sizes.queries(), TILE);
        Launch launch = call.begin(launcher, "attention_queries", held, queryGradient);
        call.append(launch.buffer(queryGradient), tiles);
        launcher.run(launch, grid(tiles, sizes.heads(), Math.ceilDiv(sizes.elements(), held * TILE)));
    }

    private void ofKeys(Call call, Tensor keyGradient, Tensor valueGradient) {
        HeadSizes sizes = call.sizes();
        int held = held(sizes.widest());
        int tiles = Math.ceilDiv(sizes.keys(), TILE);
        Tensor instead = keyGradient.shape().size() > 0 ? keyGradient : valueGradient;
        Launch launch = call.begin(launcher, "attention_keys", held, instead);
        Matrices.bind(launch, keyGradient, instead);
        Matrices.bind(launch, valueGradient, instead);
        call.append(launch, tiles);
        launcher.run(launch, grid(tiles, sizes.keyHeads(), Math.ceilDiv(sizes.widest(), held * TILE)));
    }

    private static int held(int elements) {
        return Math.min(MOST_TILES, AttentionKernels.powerOfTwo(Math.ceilDiv(elements, TILE)));
    }

    private static Grid grid(int tiles, int heads, int chunks) {
        return Grid.of((long) tiles * heads * chunks, THREADS);
    }
}
