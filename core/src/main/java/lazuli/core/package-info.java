/**
 * What users of Lazuli touch: arrays, dtypes, shapes, devices and streams, the operations ({@link lazuli.core.Mx}, {@link
 * lazuli.core.Random}), and the transforms. How it is done lives in the packages below; no backend is known here.
 */
@NullMarked
package lazuli.core;

import org.jspecify.annotations.NullMarked;
