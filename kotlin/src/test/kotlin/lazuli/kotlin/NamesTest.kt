package lazuli.kotlin

import lazuli.core.Array
import lazuli.core.Mx.arange
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

/** What `Array` means beside the imports that programs have. */
class NamesTest {
    @Test
    fun ndarrayIsLazulisArray() {
        val x: NDArray = arange(3)
        assertEquals(lazuli.core.Array::class.java, x.javaClass)
    }

    /** `import lazuli.core.*` would not do: Kotlin's own name goes before it. */
    @Test
    fun arrayIsLazulisWhereItIsImportedByName() {
        val x: Array = arange(3)
        val names: kotlin.Array<String> = arrayOf("a")
        assertEquals(3, x.length() * names.size)
    }
}
