package lazuli.backend.cpu.convolution;

import lazuli.backend.cpu.matmul.MatrixProduct;
import lazuli.backend.cpu.matmul.MatrixProducts;
import lazuli.backend.cpu.matmul.StridedMatrix;
import lazuli.core.DType;
import lazuli.core.backend.ConvolutionGeometry;
import lazuli.core.backend.Tensor;

/** Convolutions over one to three spatial axes and their gradients; float32 or float64, all tensors row-major. */
public final class Convolution {
    private final MatrixProducts products;

    /** Convolutions by these products. */
    public Convolution(MatrixProducts products) {
        this.products = products;
    }

    /** See {@link lazuli.core.backend.Kernels#convolution}. */
    public void forward(ConvolutionGeometry geometry, Tensor input, Tensor weight, Tensor to) {
        ConvolutionSizes sizes = ConvolutionSizes.of(geometry, input.shape(), weight.shape(), to.shape(), to.dtype());
        MatrixProduct product = product(to.dtype());
        for (int group = 0; group < sizes.groups(); group++) {
            Im2colView patches = sizes.patches(input.address(), group);
            StridedMatrix weights = sizes.weights(weight.address(), group).transposed();
            product.multiply(
                    patches,
                    weights,
                    sizes.windows(),
                    sizes.groupOutputs(),
                    sizes.patchLength(),
                    to.address() + sizes.outputOffset(group),
                    sizes.outputStride());
        }
    }

    /** See {@link lazuli.core.backend.Kernels#convolutionInputGradient}. */
    public void inputGradient(ConvolutionGeometry geometry, Tensor cotangent, Tensor weight, Tensor to) {
        ConvolutionSizes sizes =
                ConvolutionSizes.of(geometry, to.shape(), weight.shape(), cotangent.shape(), to.dtype());
        MatrixProduct product = product(to.dtype());
        for (int group = 0; group < sizes.groups(); group++) {
            Im2colView patches = sizes.backwardPatches(cotangent.address(), group);
            WeightsByTap weights = sizes.weightsByTap(weight.address(), group);
            product.multiply(
                    patches,
                    weights,
                    sizes.elements(),
                    sizes.groupChannels(),
                    (long) sizes.taps() * sizes.groupOutputs(),
                    to.address() + sizes.inputOffset(group),
                    sizes.inputStride());
        }
    }

    /** See {@link lazuli.core.backend.Kernels#convolutionWeightGradient}. */
    public void weightGradient(ConvolutionGeometry geometry, Tensor input, Tensor cotangent, Tensor to) {
        ConvolutionSizes sizes =
                ConvolutionSizes.of(geometry, input.shape(), to.shape(), cotangent.shape(), to.dtype());
        MatrixProduct product = product(to.dtype());
        for (int group = 0; group < sizes.groups(); group++) {
            StridedMatrix results = sizes.results(cotangent.address(), group).transposed();
            StridedMatrix weights = sizes.weights(to.address(), group);
            product.multiply(
                    results,
                    sizes.patches(input.address(), group),
                    sizes.groupOutputs(),
                    sizes.patchLength(),
                    sizes.windows(),
                    weights.address(),
                    weights.rowStride());
        }
    }

    private MatrixProduct product(DType dtype) {
        return dtype == DType.FLOAT64 ? products.doubles() : products.floats();
    }
}
