package lazuli.backend.cpu;

import java.util.Optional;
import lazuli.backend.cpu.onednn.ElementType;
import lazuli.core.DType;

/** The dtypes that the library computes with. */
final class LibraryTypes {
    private LibraryTypes() {}

    static Optional<ElementType> of(DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> Optional.of(ElementType.FLOAT16);
            case BFLOAT16 -> Optional.of(ElementType.BFLOAT16);
            case FLOAT32 -> Optional.of(ElementType.FLOAT32);
            case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, FLOAT64, COMPLEX64 -> Optional.empty();
        };
    }
}
