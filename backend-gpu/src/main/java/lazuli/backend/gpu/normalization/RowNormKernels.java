package lazuli.backend.gpu.normalization;

import lazuli.backend.gpu.copy.Operands;
import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.backend.gpu.kernel.TensorAxes;
import lazuli.backend.gpu.places.Team;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;

/** Layer normalization and its relative without a mean; floating dtypes, any strides. */
public final class RowNormKernels {
    private static final KernelSource ROWS = KernelSource.file("row_norm.kernel");
    private static final KernelSource SUMS = KernelSource.file("part_sums.kernel");
    private static final int LANES = 32;
    private static final int SUM_THREADS = 256;

    /** Whose partial sums are added up at the end. */
    private static final int MOST_TEAMS = 512;

    /** Fewer rows than this would make the partial sums a good part of all that is moved. */
    private static final int FEWEST_ROWS = 4;

    private final Launcher launcher;

    /** What encodes by a launcher. */
    public RowNormKernels(Launcher launcher) {
        this.launcher = launcher;
    }

    /** See {@link lazuli.core.backend.Kernels#rowNorm}. */
    public void forward(boolean centred, double epsilon, Tensor input, Tensor weight, Tensor bias, Tensor to) {
        if (input.shape().size() == 0) {
            return;
        }
        Operands operands = new Operands(launcher);
        Tensor x = operands.placed(input, 1);
        int length = x.shape().length(-1);
        long rows = x.shape().size() / length;
        Team team = Team.of(length);
        Launch launch = launcher.begin(source(team, x), "row_norm");
        TensorAxes.of(x, 0, x.shape().rank() - 1)
                .append(launch.buffer(x).buffer(weight).buffer(bias).buffer(to), 0);
        launch.i64(lastStride(x)).i64(lastStride(weight)).i64(lastStride(bias));
        launch.i32(rows).i32(length).i32(centred ? 1 : 0).f32(Epsilon.of(epsilon));
        launcher.run(launch, team.grid(rows, length));
    }

    /** See {@link lazuli.core.backend.Kernels#rowNormGradient}. */
    public void gradient(
            boolean centred,
            double epsilon,
            Tensor input,
            Tensor weight,
            Tensor cotangent,
            Tensor inputGradient,
            Tensor weightGradient,
            Tensor biasGradient) {
        int length = input.shape().length(-1);
        if (length == 0) {
            return;
        }
        long rows = input.shape().size() / length;
        long rowsOfTeam = Math.max(FEWEST_ROWS, Math.ceilDiv(rows, MOST_TEAMS));
        long teams = Math.ceilDiv(rows, rowsOfTeam);
        Tensor sums = launcher.scratch(DType.FLOAT32, Shape.of((int) Math.max(1, teams), 2, length));
        Operands operands = new Operands(launcher);
        if (rows > 0) {
            Tensor x = operands.placed(input, 1);
            Tensor dy = operands.placed(cotangent, 1);
            Team team = Team.of(length);
            Launch launch = launcher.begin(source(team, x), "row_norm_gradient");
            launch.buffer(x).buffer(weight).buffer(dy).buffer(inputGradient).buffer(sums);
            TensorAxes.of(x, 0, x.shape().rank() - 1).append(launch, 0);
            TensorAxes.of(dy, 0, dy.shape().rank() - 1).append(launch, 0);
            launch.i64(lastStride(x)).i64(lastStride(weight)).i64(lastStride(dy));
            launch.i32(rows).i32(rowsOfTeam).i32(length).i32(centred ? 1 : 0).f32(Epsilon.of(epsilon));
            launcher.run(launch, team.grid(teams, length));
        }
        Launch launch = launcher.begin(SUMS.define("T", DialectTypes.stored(weightGradient.dtype())), "part_sums");
        launch.buffer(sums)
                .buffer(weightGradient)
                .buffer(biasGradient)
                .i32(teams)
                .i32(length);
        launcher.run(launch, Grid.of(Math.ceilDiv(2 * length, LANES), SUM_THREADS));
    }

    private static KernelSource source(Team team, Tensor x) {
        return team.define(ROWS.define("T", DialectTypes.stored(x.dtype())));
    }

    private static long lastStride(Tensor tensor) {
        return tensor.strides()[tensor.shape().rank() - 1];
    }
}
