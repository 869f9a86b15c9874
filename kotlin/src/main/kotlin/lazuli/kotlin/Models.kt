package lazuli.kotlin

import lazuli.nn.Activation
import lazuli.nn.AvgPool2d
import lazuli.nn.BatchNorm
import lazuli.nn.Conv1d
import lazuli.nn.Conv2d
import lazuli.nn.ConvOptions
import lazuli.nn.Dropout
import lazuli.nn.Embedding
import lazuli.nn.GroupNorm
import lazuli.nn.Layer
import lazuli.nn.LayerNorm
import lazuli.nn.Linear
import lazuli.nn.MaxPool2d
import lazuli.nn.RMSNorm
import lazuli.nn.Sequential

/**
 * Layers one after the other:
 * ```
 * val model = sequential {
 *     linear(784, 128)
 *     relu()
 *     linear(128, 10)
 * }
 * ```
 */
public fun sequential(layers: LayerList.() -> Unit): Sequential = Sequential(LayerList().apply(layers).layers)

@DslMarker
@Target(AnnotationTarget.CLASS)
internal annotation class ModelDsl

/** What the block of [sequential] names: each call adds a layer at the end. */
@ModelDsl
public class LayerList internal constructor() {
    internal val layers = mutableListOf<Layer>()

    /** A layer of any kind, or a function: `layer { it.flatten(1, -1) }`. */
    public fun layer(layer: Layer) {
        layers += layer
    }

    /** Layers one after the other, as one layer. */
    public fun sequential(layers: LayerList.() -> Unit): Unit = layer(Sequential(LayerList().apply(layers).layers))

    /** See [Linear]. */
    public fun linear(inputDims: Int, outputDims: Int, bias: Boolean = true): Unit = layer(Linear(inputDims, outputDims, bias))

    /** See [Conv1d]. */
    public fun conv1d(inChannels: Int, outChannels: Int, kernelSize: Int, stride: Int = 1, padding: Int = 0, bias: Boolean = true): Unit =
        layer(Conv1d(inChannels, outChannels, kernelSize, options(stride, padding, bias)))

    /** See [Conv2d]. */
    public fun conv2d(inChannels: Int, outChannels: Int, kernelSize: Int, stride: Int = 1, padding: Int = 0, bias: Boolean = true): Unit =
        layer(Conv2d(inChannels, outChannels, kernelSize, options(stride, padding, bias)))

    /** See [MaxPool2d]. */
    public fun maxPool2d(kernelSize: Int, stride: Int = kernelSize, padding: Int = 0): Unit = layer(MaxPool2d(kernelSize, stride, padding))

    /** See [AvgPool2d]. */
    public fun avgPool2d(kernelSize: Int, stride: Int = kernelSize, padding: Int = 0): Unit = layer(AvgPool2d(kernelSize, stride, padding))

    /** See [BatchNorm]. */
    public fun batchNorm(features: Int): Unit = layer(BatchNorm(features))

    /** See [LayerNorm]. */
    public fun layerNorm(dims: Int): Unit = layer(LayerNorm(dims))

    /** See [RMSNorm]. */
    public fun rmsNorm(dims: Int): Unit = layer(RMSNorm(dims))

    /** See [GroupNorm]. */
    public fun groupNorm(groups: Int, dims: Int): Unit = layer(GroupNorm(groups, dims))

    /** See [Dropout]. */
    public fun dropout(p: Double = 0.5): Unit = layer(Dropout(p))

    /** See [Embedding]. */
    public fun embedding(count: Int, dims: Int): Unit = layer(Embedding(count, dims))

    /** All axes from one on as one; the first is the batch. */
    public fun flatten(start: Int = 1): Unit = layer(Activation.of("Flatten") { it.flatten(start, -1) })

    /** See [Activation.relu]. */
    public fun relu(): Unit = layer(Activation.relu())

    /** See [Activation.leakyRelu]. */
    public fun leakyRelu(negativeSlope: Double = 0.01): Unit = layer(Activation.leakyRelu(negativeSlope))

    /** See [Activation.gelu]. */
    public fun gelu(): Unit = layer(Activation.gelu())

    /** See [Activation.silu]. */
    public fun silu(): Unit = layer(Activation.silu())

    /** See [Activation.sigmoid]. */
    public fun sigmoid(): Unit = layer(Activation.sigmoid())

    /** See [Activation.tanh]. */
    public fun tanh(): Unit = layer(Activation.tanh())

    /** See [Activation.softmax]. */
    public fun softmax(): Unit = layer(Activation.softmax())

    private fun options(stride: Int, padding: Int, bias: Boolean) =
        ConvOptions.DEFAULTS.stride(stride).padding(padding).bias(bias)
}
