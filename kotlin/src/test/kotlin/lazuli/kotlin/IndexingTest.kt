package lazuli.kotlin

import lazuli.core.ArgumentException
import lazuli.core.Mx.arange
import lazuli.core.Mx.array
import lazuli.core.Slice
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.ValueSource

class IndexingTest {
    private val line = arange(10)
    private val table = arange(12).reshape(3, 4)

    private fun holds(actual: NDArray, vararg expected: Int) = assertArrayEquals(expected, actual.toIntArray())

    @Test
    fun rangesAreThePositionsInThem() {
        val n = 2
        holds(line[0..3], 0, 1, 2, 3)
        holds(line[0..<n], 0, 1)
        holds(line[8..99], 8, 9)
        holds(line[-3..-1], 7, 8, 9)
        holds(line[-3..-2], 7, 8)
        holds(line[0..<10 step 4], 0, 4, 8)
        holds(line[9 downTo 7], 9, 8, 7)
        holds(line[2 downTo 0], 2, 1, 0)
        holds(line[-1 downTo -3], 9, 8, 7)
        holds(line[-1 downTo -10 step 5], 9, 4)
    }

    @Test
    fun everyRangeReadsWhatALoopOverItWould() {
        for (first in 0..9) {
            for (last in 0..9) {
                for (step in 1..3) {
                    holds(line[first..last step step], *(first..last step step).toList().toIntArray())
                    holds(line[first downTo last step step], *(first downTo last step step).toList().toIntArray())
                    val fromEnd = first - 10..last - 10 step step
                    holds(line[fromEnd], *fromEnd.map { it + 10 }.toIntArray())
                    val down = first - 10 downTo last - 10 step step
                    holds(line[down], *down.map { it + 10 }.toIntArray())
                }
            }
        }
    }

    @Test
    fun emptyRangesAreEmpty() {
        for (n in 0..3) {
            assertEquals(0, line[n..<n].length())
            assertEquals(0, line[n + 3..n].length())
        }
        assertEquals(0, line[-2..-3].length())
    }

    @Test
    fun indicesOfAllKindsMix() {
        holds(table[1, 2], 6)
        holds(table[-1], 8, 9, 10, 11)
        holds(table[0..<2, 1], 1, 5)
        holds(table[1, 1..2], 5, 6)
        holds(table[all, 0], 0, 4, 8)
        holds(table[rest, 3], 3, 7, 11)
        holds(table[from(1), until(-3)], 4, 8)
        holds(table[Slice.all().step(-1), 0], 8, 4, 0)
        holds(table[array(2, 0), 1], 9, 1)
        holds(table[intArrayOf(2, 0), 1], 9, 1)
        assertEquals(listOf(3, 1, 4), table[all, null].shape.toArray().toList())
    }

    @Test
    fun updatesTakeTheSameIndices() {
        holds(line.updateAt(0..<8).set(0), 0, 0, 0, 0, 0, 0, 0, 0, 8, 9)
        holds(table.updateAt(0, 1..2).add(10)[0], 0, 11, 12, 3)
        holds(table.updateAt(0, 1).add(10)[0], 0, 11, 2, 3)
    }

    @ParameterizedTest
    @ValueSource(strings = ["1..-1", "0..-2", "-1..1", "1 downTo -1"])
    fun rangesFromBothEndsAreRefused(text: String) {
        val range =
            when (text) {
                "1..-1" -> 1..-1
                "0..-2" -> 0..-2
                "-1..1" -> -1..1
                else -> 1 downTo -1
            }
        val failure = assertThrows(ArgumentException::class.java) { line[range] }
        assertEquals("[get] the range $range mixes positions from both ends; use from(start), until(stop) or Slice.of(start, stop)", failure.message)
    }

    @Test
    fun anotherKindOfIndexIsRefusedByItsName() {
        val failure = assertThrows(ArgumentException::class.java) { line["a"] }
        assertEquals("[get] an index is an Int, a range, null, an Index or an array, not java.lang.String", failure.message)
    }
}
