package lazuli.examples.quantize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lazuli.examples.DataFolder;
import lazuli.examples.ExampleRun;
import lazuli.examples.quantize.QuantizeExample.Form;
import org.junit.jupiter.api.Test;

class QuantizeExampleTest {
    @Test
    void fewerBitsTakeLessSpaceAndKeepTheAccuracy() {
        List<?> forms =
                ExampleRun.of(List.class, "quantize", "--limit", "8000", "--data-dir", DataFolder.path("mnist"));
        Form whole = (Form) forms.get(0);
        Form eight = (Form) forms.get(1);
        Form four = (Form) forms.get(2);
        assertEquals(4, four.bits());
        assertTrue(whole.accuracy() > 0.93, forms::toString);
        assertTrue(2 * eight.bytes() < whole.bytes(), forms::toString);
        assertTrue(4 * four.bytes() < whole.bytes(), forms::toString);
        assertEquals(whole.accuracy(), eight.accuracy(), 0.002, forms::toString);
        assertEquals(whole.accuracy(), four.accuracy(), 0.01, forms::toString);
    }
}
