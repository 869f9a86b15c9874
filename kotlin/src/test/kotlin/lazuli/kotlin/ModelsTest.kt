package lazuli.kotlin

import lazuli.core.Fn1
import lazuli.core.Fn2
import lazuli.core.Mx.*
import lazuli.core.Random
import lazuli.core.State
import lazuli.nn.Activations
import lazuli.nn.BatchNorm
import lazuli.nn.Conv2d
import lazuli.nn.Linear
import lazuli.nn.Losses
import lazuli.nn.Nn
import lazuli.nn.Sequential
import lazuli.optimizers.AdamW
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class ModelsTest {
    @Test
    fun blocksNameLayersInOrder() {
        val model = sequential {
            conv2d(3, 8, kernelSize = 3, padding = 1, bias = false)
            batchNorm(8)
            relu()
            maxPool2d(2)
            flatten()
            linear(8 * 4 * 4, 16)
            sequential {
                gelu()
                layer(Activations::relu)
            }
            dropout(0.1)
            linear(16, 10, bias = false)
        }
        assertEquals(9, model.layers().size)
        assertInstanceOf(Conv2d::class.java, model.layers()[0])
        assertInstanceOf(BatchNorm::class.java, model.layers()[1])
        assertInstanceOf(Sequential::class.java, model.layers()[6])
        assertEquals(null, assertInstanceOf(Linear::class.java, model.layers()[8]).bias())
        assertEquals(listOf(2, 10), model(zeros(2, 8, 8, 3)).shape.toArray().toList())
    }

    @Test
    fun layersOfAllKindsTakeWhatTheyGive() {
        val model = sequential {
            embedding(20, 8)
            layerNorm(8)
            rmsNorm(8)
            conv1d(8, 12, kernelSize = 3, stride = 2)
            groupNorm(3, 12)
            leakyRelu()
            silu()
            sigmoid()
            tanh()
            softmax()
        }
        assertEquals(listOf(2, 4, 12), model(ones(2, 9).astype(lazuli.core.DType.INT32)).shape.toArray().toList())
        assertEquals(listOf(1, 2, 2, 5), sequential { avgPool2d(2) }(ones(1, 4, 4, 5)).shape.toArray().toList())
    }

    @Test
    fun transformsTakeLambdas() {
        val cube: Fn1 = grad { x: NDArray -> (x pow 3).sum() }
        assertEquals(12.0, cube(array(2f)).itemDouble())
        val product = valueAndGrad({ a: NDArray, b: NDArray -> (a * b).sum() }, 0, 1)
        val (value, grads) = product(array(2f), array(5f))
        assertEquals(10.0, value.itemDouble())
        assertEquals(listOf(5.0, 2.0), grads.map { it.itemDouble() })
    }

    @Test
    fun aModelLearns() {
        Random.seed(0)
        val x = Random.normal(64, 2)
        val y = (x[all, 0] * x[all, 1] gt 0).astype(lazuli.core.DType.INT32)
        val model = sequential {
            linear(2, 32)
            relu()
            linear(32, 2)
        }
        val optimizer = AdamW(1e-2)
        val lossAndGrad = Nn.valueAndGrad(model) { input: NDArray, label: NDArray -> Losses.crossEntropy(model(input), label).mean() }
        val step: Fn2 = compile({ input: NDArray, label: NDArray ->
            val (loss, grads) = lossAndGrad(input, label)
            optimizer.update(model, grads)
            loss
        }, State.of(model, optimizer))
        val first = step(x, y).itemDouble()
        repeat(200) {
            step(x, y)
            eval(model, optimizer)
        }
        assertTrue(step(x, y).itemDouble() < first / 4)
    }
}
