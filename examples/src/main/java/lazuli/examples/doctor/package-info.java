/** Looks at what Lazuli runs on: Java, kernels, native libraries, devices, memory, folders. */
@NullMarked
package lazuli.examples.doctor;

import org.jspecify.annotations.NullMarked;
