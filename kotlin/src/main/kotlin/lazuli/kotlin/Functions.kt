package lazuli.kotlin

import lazuli.core.Fn1
import lazuli.core.Fn2
import lazuli.core.Fn3
import lazuli.core.Fn4
import lazuli.core.Tree
import lazuli.core.ValueAndGrad
import lazuli.nn.Layer
import lazuli.nn.ModelGradient

/** The function's result: `f(a)`. */
public operator fun Fn1.invoke(a: NDArray): NDArray = apply(a)

/** The function's result: `f(a, b)`. */
public operator fun Fn2.invoke(a: NDArray, b: NDArray): NDArray = apply(a, b)

/** The function's result: `f(a, b, c)`. */
public operator fun Fn3.invoke(a: NDArray, b: NDArray, c: NDArray): NDArray = apply(a, b, c)

/** The function's result: `f(a, b, c, d)`. */
public operator fun Fn4.invoke(a: NDArray, b: NDArray, c: NDArray, d: NDArray): NDArray = apply(a, b, c, d)

/** The layer's output: `model(x)`. */
public operator fun Layer.invoke(x: NDArray): NDArray = forward(x)

/** Value and gradients: `f(a)`. */
public operator fun ValueAndGrad.Of1.invoke(a: NDArray): ValueAndGrad = apply(a)

/** Value and gradients: `f(a, b)`. */
public operator fun ValueAndGrad.Of2.invoke(a: NDArray, b: NDArray): ValueAndGrad = apply(a, b)

/** Value and gradients: `f(a, b, c)`. */
public operator fun ValueAndGrad.Of3.invoke(a: NDArray, b: NDArray, c: NDArray): ValueAndGrad = apply(a, b, c)

/** Value and gradients: `f(a, b, c, d)`. */
public operator fun ValueAndGrad.Of4.invoke(a: NDArray, b: NDArray, c: NDArray, d: NDArray): ValueAndGrad = apply(a, b, c, d)

/** Value and gradients: `f(x)`. */
public operator fun ModelGradient.Of1.invoke(a: NDArray): ModelGradient = apply(a)

/** Value and gradients: `f(x, y)`. */
public operator fun ModelGradient.Of2.invoke(a: NDArray, b: NDArray): ModelGradient = apply(a, b)

/** Value and gradients: `f(a, b, c)`. */
public operator fun ModelGradient.Of3.invoke(a: NDArray, b: NDArray, c: NDArray): ModelGradient = apply(a, b, c)

/** Value and gradients: `f(a, b, c, d)`. */
public operator fun ModelGradient.Of4.invoke(a: NDArray, b: NDArray, c: NDArray, d: NDArray): ModelGradient = apply(a, b, c, d)

/** The value, in `val (value, grads) = f(a)`. */
public operator fun ValueAndGrad.component1(): NDArray = value()

/** The gradients, in `val (value, grads) = f(a)`. */
public operator fun ValueAndGrad.component2(): List<NDArray> = grads()

/** The value, in `val (loss, grads) = f(x, y)`. */
public operator fun ModelGradient.component1(): NDArray = value()

/** The gradients, in `val (loss, grads) = f(x, y)`. */
public operator fun ModelGradient.component2(): Tree = grads()
