package lazuli.kotlin

import lazuli.core.DType
import lazuli.core.Mx.array
import lazuli.core.Mx.eye
import lazuli.core.Shape
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

class OperatorsTest {
    private val a = array(1f, 2f, 4f)
    private val b = array(3f, 2f, 1f)

    private fun holds(actual: NDArray, vararg expected: Double) = assertArrayEquals(expected, actual.toDoubleArray(), 1e-6)

    private fun masks(actual: NDArray, vararg expected: Boolean) = assertArrayEquals(expected, actual.toBooleanArray())

    @Test
    fun operatorsOfTwoArraysAreTheMethods() {
        holds(a + b, 4.0, 4.0, 5.0)
        holds(a - b, -2.0, 0.0, 3.0)
        holds(a * b, 3.0, 4.0, 4.0)
        holds(a / b, 1 / 3.0, 1.0, 4.0)
        holds(a % b, 1.0, 0.0, 0.0)
        holds(a pow b, 1.0, 4.0, 4.0)
        holds(-a, -1.0, -2.0, -4.0)
        holds(a dot b, 11.0)
        holds(eye(3) dot b, 3.0, 2.0, 1.0)
    }

    @Test
    fun numbersStandOnEitherSide() {
        holds(a + 1, 2.0, 3.0, 5.0)
        holds(1 + a, 2.0, 3.0, 5.0)
        holds(a - 1, 0.0, 1.0, 3.0)
        holds(1 - a, 0.0, -1.0, -3.0)
        holds(a * 0.5, 0.5, 1.0, 2.0)
        holds(0.5f * a, 0.5, 1.0, 2.0)
        holds(a / 2, 0.5, 1.0, 2.0)
        holds(4 / a, 4.0, 2.0, 1.0)
        holds(a % 3, 1.0, 2.0, 1.0)
        holds(5 % a, 0.0, 1.0, 1.0)
        holds(a pow 2, 1.0, 4.0, 16.0)
        holds(2 pow a, 2.0, 4.0, 16.0)
        assertEquals(DType.FLOAT32, (1.5 * a).dtype)
    }

    @Test
    fun remainderHasTheSignOfTheDivisor() {
        holds(array(-1f) % 3, 2.0)
    }

    @Test
    fun comparisonsGiveMasks() {
        masks(a eq b, false, true, false)
        masks(a ne b, true, false, true)
        masks(a lt b, true, false, false)
        masks(a le b, true, true, false)
        masks(a gt b, false, false, true)
        masks(a ge b, false, true, true)
        masks(a eq 2, false, true, false)
        masks(a ne 2, true, false, true)
        masks(a lt 2, true, false, false)
        masks(a le 2, true, true, false)
        masks(a gt 2, false, false, true)
        masks(a ge 2, false, true, true)
        masks((a gt 1) and (a lt 4), false, true, false)
        masks((a lt 2) or (a gt 3), true, false, true)
        masks((a lt 3) xor (a gt 1), true, false, true)
        masks(!(a gt 1), true, false, false)
    }

    @Test
    fun compoundAssignmentPutsAnotherArrayIntoTheVariable() {
        var sum = a
        sum += b
        sum *= 2
        holds(sum, 8.0, 8.0, 10.0)
        holds(a, 1.0, 2.0, 4.0)
    }

    @Test
    fun propertiesReadLikeProperties() {
        val x = eye(2)
        assertEquals(Shape.of(2, 2), x.shape)
        assertEquals(DType.FLOAT32, x.dtype)
        assertEquals(2, x.ndim)
        assertEquals(4L, x.size)
        holds(array(arrayOf(floatArrayOf(1f, 2f), floatArrayOf(3f, 4f))).T, 1.0, 3.0, 2.0, 4.0)
    }
}
