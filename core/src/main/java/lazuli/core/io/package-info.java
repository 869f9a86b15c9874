/**
 * Files of arrays: NumPy's {@code .npy} and {@code .npz}, safetensors, GGUF, PyTorch's checkpoints; and exported functions. Users come here through {@link lazuli.core.Mx}. Every format
 * is checked in full before memory is taken for what it promises: any bytes give arrays or an {@link
 * lazuli.core.ArrayFileException}. Parsers see a {@link FileRegion} and know neither paths nor the graph.
 */
@NullMarked
package lazuli.core.io;

import org.jspecify.annotations.NullMarked;
