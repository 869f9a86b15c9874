package lazuli.kotlin

import lazuli.core.DType
import lazuli.core.Shape

/**
 * Lazuli's array under a name of its own: in Kotlin `Array` is `kotlin.Array`, even after `import lazuli.core.*`.
 * `import lazuli.core.Array` gives the short name to Lazuli in one file, where Kotlin's is `kotlin.Array` then.
 */
public typealias NDArray = lazuli.core.Array

/** The lengths of the axes. */
public val NDArray.shape: Shape
    get() = shape()

/** The type of the elements. */
public val NDArray.dtype: DType
    get() = dtype()

/** The number of axes. */
public val NDArray.ndim: Int
    get() = ndim()

/** The number of elements. */
public val NDArray.size: Long
    get() = size()

/** The array with its axes in reverse order. */
public val NDArray.T: NDArray
    get() = T()
