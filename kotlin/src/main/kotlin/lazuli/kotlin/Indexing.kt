package lazuli.kotlin

import lazuli.core.ArgumentException
import lazuli.core.Index
import lazuli.core.IndexedUpdate
import lazuli.core.Mx
import lazuli.core.Slice

/**
 * The part that the indices name, one for each axis from the first; axes that they do not speak of are taken whole.
 *
 * An index is
 * - an Int, which removes the axis; negative ones count from the end;
 * - a range, `0..3`, `0..<3`, `0..<10 step 2` or `9 downTo 0`: exactly the positions in it, where `-3..-1` are the last three. A range
 *   cannot mix positions from both ends: `1..-1` and `-1..1` are refused, [from] and [until] say what they mean. `0..-1` is the same
 *   range as `0..<0`, and empty;
 * - null, a new axis of length 1;
 * - [all], [rest], a [Slice] or another [Index];
 * - an array of integers, or an IntArray, whose positions are taken.
 *
 * @throws ArgumentException if an index is something else
 * @throws lazuli.core.ShapeException if there are more indices than axes, or a position lies outside
 */
public operator fun NDArray.get(vararg indices: Any?): NDArray = at(*indexes("get", indices))

/**
 * The same part, to be changed: `a.updateAt(0..3, 1).add(2)` is a new array. There is no `a[0] = 2`, since arrays never change. It is not called `update`,
 * for the method of that name, which takes no ranges, would be called instead.
 *
 * @throws ArgumentException if an index is none of those that [get] takes
 */
public fun NDArray.updateAt(vararg indices: Any?): IndexedUpdate = update(*indexes("update_at", indices))

/** The whole axis, Python's `:`. */
public val all: Index = Slice.all()

/** All axes that the other indices do not speak of, Python's `...`. */
public val rest: Index = Index.ELLIPSIS

/** From a position, which may count from the end, to the end of the axis: Python's `start:`. */
public fun from(start: Int): Slice = Slice.from(start)

/** From the start of the axis to a position, which is left out and may count from the end: Python's `:stop`. */
public fun until(stop: Int): Slice = Slice.to(stop)

private fun indexes(operation: String, indices: Array<out Any?>): Array<Index> =
    Array(indices.size) { index(operation, indices[it]) }

private fun index(operation: String, part: Any?): Index =
    when (part) {
        null -> Index.NEW_AXIS
        is Int -> Index.of(part)
        is Index -> part
        is IntProgression -> slice(operation, part)
        is IntArray -> Mx.array(*part)
        else -> throw ArgumentException(operation, "an index is an Int, a range, null, an Index or an array, not %s", part.javaClass.name)
    }

private fun slice(operation: String, positions: IntProgression): Slice {
    val first = positions.first
    val last = positions.last
    val step = positions.step
    if (positions.isEmpty()) {
        // 0..<0 ends at -1 and is empty; any other end before the start of the axis is meant to count from its end.
        if (first >= 0 && last < 0 && (first > 0 || last < -1)) {
            throw crossing(operation, positions)
        }
        return Slice.of(0, 0)
    }
    if (first < 0 != last < 0) {
        throw crossing(operation, positions)
    }
    val stop = last + if (step > 0) 1 else -1
    // A stop of 0 after -1, or of -1 after 0, lies beyond the end of the axis.
    return Slice(first, if (first < 0 != stop < 0) null else stop, step)
}

private fun crossing(operation: String, positions: IntProgression) =
    ArgumentException(operation, "the range %s mixes positions from both ends; use from(start), until(stop) or Slice.of(start, stop)", positions)
