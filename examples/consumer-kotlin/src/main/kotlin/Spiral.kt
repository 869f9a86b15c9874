import lazuli.core.Fn2
import lazuli.core.Mx.*
import lazuli.core.State
import lazuli.kotlin.*
import lazuli.nn.Losses
import lazuli.nn.Nn
import lazuli.optimizers.AdamW

/** Tells two intertwined spirals apart. */
fun main() {
    val turn = linspace(0.5, 3 * Math.PI, 500)
    val spiral = stack(turn * cos(turn), turn * sin(turn)).T
    val points = concatenate(listOf(spiral, -spiral)) / 10
    val labels = repeat(arange(2), 500)
    val model = sequential {
        linear(2, 64)
        relu()
        linear(64, 64)
        relu()
        linear(64, 2)
    }
    val optimizer = AdamW(1e-2)
    val lossAndGrad = Nn.valueAndGrad(model) { x: NDArray, y: NDArray -> Losses.crossEntropy(model(x), y).mean() }
    val step: Fn2 = compile({ x: NDArray, y: NDArray ->
        val (loss, grads) = lossAndGrad(x, y)
        optimizer.update(model, grads)
        loss
    }, State.of(model, optimizer))
    repeat(300) {
        val loss = step(points, labels)
        eval(model, optimizer)
        if (it % 100 == 99) println("step ${it + 1}: loss ${loss.itemDouble()}")
    }
    val right = argmax(model(points), -1) eq labels
    println("accuracy ${right.mean().itemDouble()}, of the first hundred ${right[0..<100].mean().itemDouble()}")
}
