package lazuli.kotlin

import lazuli.core.Mx

/*
 * Arrays of different shapes are broadcast, and different dtypes promoted, as by the methods that the operators call. A number takes the
 * array's dtype where that can hold it. Without these imports `a + 1` would be a list: an array is an Iterable, for which Kotlin has a
 * plus of its own.
 */

/** The sum. */
public operator fun NDArray.plus(b: NDArray): NDArray = add(b)

/** The sum. */
public operator fun NDArray.plus(b: Number): NDArray = add(b)

/** The sum. */
public operator fun Number.plus(b: NDArray): NDArray = Mx.add(this, b)

/** The difference. */
public operator fun NDArray.minus(b: NDArray): NDArray = subtract(b)

/** The difference. */
public operator fun NDArray.minus(b: Number): NDArray = subtract(b)

/** The difference. */
public operator fun Number.minus(b: NDArray): NDArray = Mx.subtract(this, b)

/** The product, element by element; [dot] is the product of matrices. */
public operator fun NDArray.times(b: NDArray): NDArray = multiply(b)

/** The product, element by element. */
public operator fun NDArray.times(b: Number): NDArray = multiply(b)

/** The product, element by element. */
public operator fun Number.times(b: NDArray): NDArray = Mx.multiply(this, b)

/** The quotient, which is floating for integers too. */
public operator fun NDArray.div(b: NDArray): NDArray = divide(b)

/** The quotient, which is floating for integers too. */
public operator fun NDArray.div(b: Number): NDArray = divide(b)

/** The quotient, which is floating for integers too. */
public operator fun Number.div(b: NDArray): NDArray = Mx.divide(this, b)

/** The remainder with the sign of the divisor, as Python's; Kotlin's own `%` has the sign of the dividend. */
public operator fun NDArray.rem(b: NDArray): NDArray = remainder(b)

/** The remainder with the sign of the divisor, as Python's. */
public operator fun NDArray.rem(b: Number): NDArray = remainder(b)

/** The remainder with the sign of the divisor, as Python's. */
public operator fun Number.rem(b: NDArray): NDArray = Mx.remainder(this, b)

/** The array with the other sign. */
public operator fun NDArray.unaryMinus(): NDArray = negative()

/** True where the element is zero or false. */
public operator fun NDArray.not(): NDArray = logicalNot()

/** The power; its precedence is below that of the operators: `2 * (a pow 3)`. */
public infix fun NDArray.pow(b: NDArray): NDArray = power(b)

/** The power. */
public infix fun NDArray.pow(b: Number): NDArray = power(b)

/** The power. */
public infix fun Number.pow(b: NDArray): NDArray = Mx.power(this, b)

/** The product of matrices over the last two axes, `matmul`; the leading axes are a batch. */
public infix fun NDArray.dot(b: NDArray): NDArray = matmul(b)
