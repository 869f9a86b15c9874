package lazuli.nn;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.Index;
import lazuli.core.Random;
import lazuli.core.ShapeException;
import lazuli.core.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightMappingTest {
    private static final Path FILES = Path.of(System.getProperty("lazuli.golden", "../shared/golden"), "files");

    /** Convolution, transposed convolution, batch normalization, and a linear layer behind them. */
    private static final class Network extends Module implements Layer {
        private final Conv2d conv = new Conv2d(2, 3, 3);
        private final BatchNorm norm = new BatchNorm(3);
        private final ConvTranspose2d up = new ConvTranspose2d(3, 4, 2, 2, 0);
        private final Linear head = new Linear(4 * 4 * 6, 5);

        @Override
        public Array forward(Array x) {
            return head.forward(up.forward(norm.forward(conv.forward(x))).flatten(1, -1));
        }
    }

    /** What PyTorch computes of (1, 2, 4, 5) images, channels first, element by element. */
    private static float[] reference(Map<String, Array> torch, Array image) {
        Array x = convolution(image, torch.get("net.conv.weight"), torch.get("net.conv.bias"));
        Array scale = torch.get("net.norm.weight")
                .divide(sqrt(torch.get("net.norm.running_var").add(1e-5)));
        x = x.subtract(perChannel(torch.get("net.norm.running_mean")))
                .multiply(perChannel(scale))
                .add(perChannel(torch.get("net.norm.bias")));
        x = transposedConvolution(x, torch.get("net.up.weight"), torch.get("net.up.bias"));
        return addmm(
                        torch.get("net.head.bias"),
                        x.reshape(1, -1),
                        torch.get("net.head.weight").transpose())
                .toFloatArray();
    }

    private static Array perChannel(Array x) {
        return x.reshape(-1, 1, 1);
    }

    private static Array convolution(Array image, Array weight, Array bias) {
        int rows = image.shape().length(1) - 2;
        int columns = image.shape().length(2) - 2;
        Array sum = zeros(weight.shape().length(0), rows, columns);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                Array window = image.at(Slice.all(), Slice.of(i, i + rows), Slice.of(j, j + columns));
                Array tap = weight.at(Slice.all(), Slice.all(), Index.of(i), Index.of(j));
                sum = sum.add(tensordot(tap, window, 1));
            }
        }
        return sum.add(perChannel(bias));
    }

    /** Windows of 2 x 2 side by side: {@code y[o, 2r + i, 2c + j] = sum over k of x[k, r, c] * weight[k, o, i, j]}. */
    private static Array transposedConvolution(Array x, Array weight, Array bias) {
        int rows = x.shape().length(1);
        int columns = x.shape().length(2);
        Array taps = einsum("krc,koij->oricj", x, weight);
        return taps.reshape(4, 2 * rows, 2 * columns).add(perChannel(bias));
    }

    private static Map<String, Array> torchWeights() {
        Random.seed(8);
        Map<String, Array> torch = new LinkedHashMap<>();
        torch.put("net.conv.weight", Random.normal(3, 2, 3, 3));
        torch.put("net.conv.bias", Random.normal(3));
        torch.put("net.norm.weight", Random.normal(3));
        torch.put("net.norm.bias", Random.normal(3));
        torch.put("net.norm.running_mean", Random.normal(3));
        torch.put("net.norm.running_var", Random.uniform(3).add(0.5));
        torch.put("net.norm.num_batches_tracked", array(7));
        torch.put("net.up.weight", Random.normal(3, 4, 2, 2));
        torch.put("net.up.bias", Random.normal(4));
        torch.put("net.head.weight", Random.normal(5, 4 * 4 * 6));
        torch.put("net.head.bias", Random.normal(5));
        torch.put("optimizer.step", array(1));
        return torch;
    }

    private static WeightMapping mapping(Module model) {
        return WeightMapping.fromPyTorch(model)
                .renamed("^net\\.", "")
                .without("^optimizer\\.")
                .flattened("head.weight", 4, 4, 6);
    }

    @Test
    void aModelOfPyTorchComputesTheSameHere(@TempDir Path folder) {
        Path file = folder.resolve("model.safetensors");
        Map<String, Array> torch = torchWeights();
        saveSafetensors(file, torch);
        Network network = new Network();
        network.loadWeights(mapping(network).apply(loadArrays(file)));
        network.evaluate();
        Array image = Random.normal(2, 4, 5);
        Array channelsLast = image.transpose(1, 2, 0).reshape(1, 4, 5, 2);
        assertArrayEquals(reference(torch, image), network.forward(channelsLast).toFloatArray(), 1e-4f);
    }

    @Test
    void everyOtherRankOfConvolutionIsMappedToo() {
        Sequential model = new Sequential(new Conv1d(2, 3, 5), new Conv3d(2, 3, 4));
        Map<String, Array> mapped = WeightMapping.fromPyTorch(model)
                .apply(Map.of("layers.0.weight", zeros(3, 2, 5), "layers.1.weight", zeros(3, 2, 4, 4, 4)));
        model.loadWeights(mapped, false);
        assertEquals("(3, 5, 2)", mapped.get("layers.0.weight").shape().toString());
        assertEquals("(3, 4, 4, 4, 2)", mapped.get("layers.1.weight").shape().toString());
    }

    @Test
    void whatDoesNotFitIsNamed() {
        Network network = new Network();
        Map<String, Array> flat = Map.of("conv.weight", zeros(3, 2));
        String message = String.valueOf(assertThrows(
                        ShapeException.class,
                        () -> WeightMapping.fromPyTorch(network).apply(flat))
                .getMessage());
        assertTrue(message.contains("conv.weight") && message.contains("(3, 2)"), message);
        assertThrows(
                IllegalArgumentException.class,
                () -> WeightMapping.identity().flattened("nothing", 1, 1, 1).apply(flat));
        assertThrows(
                IllegalArgumentException.class,
                () -> WeightMapping.identity().renamed("[ab]", "c").apply(Map.of("a", array(1), "b", array(2))));
    }

    @Test
    void modelsOfMlxNeedNewNamesAtMost() {
        Path file = FILES.resolve("model.safetensors");
        assumeTrue(Files.exists(file), "no golden files");
        Sequential model = new Sequential(new Linear(3, 4), new BatchNorm(4), new Linear(4, 2));
        Map<String, Array> stored = loadArrays(file);
        Map<String, Array> prefixed = new LinkedHashMap<>();
        stored.forEach((name, array) -> prefixed.put("model." + name, array));
        model.loadWeights(WeightMapping.identity().renamed("^model\\.", "").apply(prefixed));
        model.parameters()
                .flatten()
                .forEach((path, array) ->
                        assertTrue(arrayEqual(array, stored.get(path)).itemBoolean(), path));
    }
}
