package lazuli.kotlin

/*
 * Comparisons give an array of booleans, which the operators `<` and `==` of Kotlin cannot: those give one Boolean, and `==` tells whether
 * two references are one array.
 */

/** True where the elements are equal. */
public infix fun NDArray.eq(b: NDArray): NDArray = equal(b)

/** True where the element equals the number. */
public infix fun NDArray.eq(b: Number): NDArray = equal(b)

/** True where the elements differ. */
public infix fun NDArray.ne(b: NDArray): NDArray = notEqual(b)

/** True where the element differs from the number. */
public infix fun NDArray.ne(b: Number): NDArray = notEqual(b)

/** True where the left element is the smaller. */
public infix fun NDArray.lt(b: NDArray): NDArray = less(b)

/** True where the element is smaller than the number. */
public infix fun NDArray.lt(b: Number): NDArray = less(b)

/** True where the left element is not the larger. */
public infix fun NDArray.le(b: NDArray): NDArray = lessEqual(b)

/** True where the element is not larger than the number. */
public infix fun NDArray.le(b: Number): NDArray = lessEqual(b)

/** True where the left element is the larger. */
public infix fun NDArray.gt(b: NDArray): NDArray = greater(b)

/** True where the element is larger than the number. */
public infix fun NDArray.gt(b: Number): NDArray = greater(b)

/** True where the left element is not the smaller. */
public infix fun NDArray.ge(b: NDArray): NDArray = greaterEqual(b)

/** True where the element is not smaller than the number. */
public infix fun NDArray.ge(b: Number): NDArray = greaterEqual(b)

/** Bits, or truth values, that both have. */
public infix fun NDArray.and(b: NDArray): NDArray = bitwiseAnd(b)

/** Bits, or truth values, that one has or both have. */
public infix fun NDArray.or(b: NDArray): NDArray = bitwiseOr(b)

/** Bits, or truth values, that only one has. */
public infix fun NDArray.xor(b: NDArray): NDArray = bitwiseXor(b)
